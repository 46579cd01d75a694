"""The sidecars in figures/ in. Out: figures/index.html and figures/README.md."""

import html
import json
from pathlib import Path

from helpers.publish.exports import replace_file

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' data: file:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Figures</title>
<style>
body {{ font: 16px/1.5 Georgia, serif; color: #1a1a1a; max-width: 900px; margin: 2em auto; padding: 0 1em; }}
figure {{ margin: 0 0 3.5em; }} img {{ width: 100%; height: auto; }} .column img {{ max-width: 437px; }}
figcaption {{ color: #333; }} nav a {{ margin-right: 1em; }} .files {{ margin-top: .4em; }} h2 {{ font-size: 1.15em; }}
</style>
</head>
<body>
<h1>Figures</h1>
<p>Each figure with its caption and its files: SVG and PDF for print, PNG at 300 dpi, CSV of what is drawn,
JSON with method, exclusions, sources and versions, and for some a page to explore.</p>
{figures}
</body>
</html>
"""

FIGURE = """<figure id="{name}"{narrow}>
<h2>{title}</h2>
<img src="{name}.png" alt="{alt}">
<figcaption>{caption}</figcaption>
<nav class="files" aria-label="Files of {name}">{links}</nav>
</figure>"""

KINDS = {
    "html": "explore",
    "svg": "SVG",
    "pdf": "PDF",
    "png": "PNG",
    "csv": "data (CSV)",
    "json": "method and sources (JSON)",
    "graphml": "GraphML",
    "gexf": "GEXF",
}


# What every sidecar states, and what of it the gallery shows.
STATED = {"name": str, "files": list}
SHOWN = {**STATED, "title": str, "alt": str, "caption": str, "width_mm": (int, float)}


def read_sidecars(folder: Path, stated: dict = STATED) -> list[dict]:
    """Return the sidecars of a figures folder, in the order of their names; those that do not state so much are left out."""
    return [s for s in (_sidecar(p, stated) for p in _named(folder)) if s]


def no_sidecars(folder: Path) -> list[str]:
    """Return the names of files that are named like a sidecar and describe no figure."""
    return [p.name for p in _named(folder) if not _sidecar(p, SHOWN)]


def _named(folder: Path) -> list[Path]:
    return sorted(Path(folder).glob("[0-9][0-9]_*.json"))


def _sidecar(path: Path, stated: dict) -> dict | None:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    whole = isinstance(found, dict) and all(isinstance(found.get(key), kind) for key, kind in stated.items())
    return found if whole and all(isinstance(f, str) for f in found["files"]) else None


def write_gallery(folder: Path) -> None:
    """Write index.html and README.md anew from the sidecars."""
    sidecars = read_sidecars(folder, SHOWN)
    figures = "\n".join(_figure(s) for s in sidecars) or "<p>No figure yet: run the notebooks.</p>"
    replace_file(folder / "index.html", PAGE.format(figures=figures).encode("utf-8"))
    replace_file(folder / "README.md", _readme(sidecars).encode("utf-8"))


def _links(sidecar: dict) -> list[tuple]:
    byending = {Path(f).suffix[1:]: f for f in sidecar["files"]}
    return [(KINDS[e], byending[e]) for e in KINDS if e in byending]


def _figure(sidecar: dict) -> str:
    links = "".join(f'<a href="{html.escape(f)}">{label}</a>' for label, f in _links(sidecar))
    return FIGURE.format(
        name=sidecar["name"],
        narrow=' class="column"' if sidecar["width_mm"] < 100 else "",
        title=html.escape(sidecar["title"]),
        alt=html.escape(sidecar["alt"], quote=True),
        caption=html.escape(sidecar["caption"]),
        links=links,
    )


def _readme(sidecars: list) -> str:
    lines = [
        "# Figures",
        "",
        "Made by the notebooks; nothing here is edited by hand. `index.html` shows them with their captions.",
        "SVG and PDF are for print, PNG is at 300 dpi, CSV holds exactly what is drawn with the ids of the",
        "annotations behind each mark, JSON says how the figure was made and from which texts.",
        "",
    ]
    for s in sidecars:
        links = " · ".join(f"[{label}]({f})" for label, f in _links(s))
        lines += [
            f"## {_inline(s['title'])}",
            "",
            f"![{_inline(s['alt'])}]({s['name']}.png)",
            "",
            _inline(s["caption"]),
            "",
            links,
            "",
        ]
    return "\n".join(lines).rstrip() + "\n"


def _inline(text: str) -> str:
    """Keep a text one paragraph of plain words in Markdown: no markup in it takes effect."""
    flat = html.escape(" ".join(text.split()), quote=False)
    return "".join("\\" + c if c in "\\`*_[]#|" else c for c in flat)
