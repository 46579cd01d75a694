"""A Plotly figure and its passages in. Out: one self-contained HTML page where a click on a mark shows its passages."""

import html
import json
from dataclasses import dataclass, field

# Only what stands in the page may run or load: a text cannot fetch, send or execute anything.
POLICY = (
    "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:"
)

TEMPLATE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 16px/1.5 Georgia, serif; color: #1a1a1a; max-width: 1180px; margin: 2em auto; padding: 0 1em; }}
h1 {{ font-size: 1.35em; margin: 0; }} .sub, figcaption, .hint {{ color: #5f5f5f; }}
figure {{ margin: 1em 0; }} #evidence blockquote {{ margin: .6em 0; padding-left: 1em; border-left: 3px solid #86a7b8; }}
#evidence cite {{ display: block; color: #5f5f5f; font-size: .9em; font-style: normal; }}
</style>
</head>
<body>
<h1>{title}</h1>
<p class="sub">{subtitle}</p>
<figure role="group" aria-label="{alt}">
{plot}
<figcaption>The printed figure's caption: {caption}</figcaption>
</figure>
<section id="evidence" aria-live="polite"><p class="hint">{hint}</p></section>
<script type="application/json" id="passages">{passages}</script>
<script>
const passages = JSON.parse(document.getElementById("passages").textContent);
const panel = document.getElementById("evidence");
document.getElementById("{name}").on("plotly_click", event => {{
  const mark = event.points[0].customdata;
  const rows = passages[Array.isArray(mark) ? mark[0] : mark] || [];
  panel.replaceChildren(...rows.map(row => {{
    const quote = document.createElement("blockquote"), cite = document.createElement("cite");
    quote.textContent = row.text;
    cite.textContent = [row.speaker, row.cite].filter(Boolean).join(" - ");
    quote.append(cite);
    return quote;
  }}));
}});
</script>
</body>
</html>
"""


@dataclass(frozen=True)
class InteractiveFigure:
    """A Plotly figure whose marks know their passages.

    Attributes:
        plot: the plotly Figure; each mark's `customdata` is a key of `passages`.
        passages: key → list of dicts with text, speaker and cite, all plain text.
    """

    plot: object
    passages: dict = field(default_factory=dict)

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        # Plotly's own way to a notebook loads validators for a second, and gives the same.
        words = f"{self.plot.layout.title.text or 'figure'}: to explore in JupyterLab"
        return {"application/vnd.plotly.v1+json": json.loads(self.plot.to_json()), "text/plain": words}


def interactive_page(name: str, legend, figure: InteractiveFigure) -> str:
    """Return the page.

    Args:
        name: the figure's name, which becomes the id of the drawing.
        legend: the figure's words (title, subtitle, caption, alt).
        figure: what to draw and what its marks stand for.
    """
    # A fixed id: Plotly's own is random, and a second run must change no byte.
    plot = figure.plot.to_html(
        full_html=False, include_plotlyjs=True, div_id=name, config={"displaylogo": False, "responsive": True}
    )
    # Inside a script element only "</" and "<!--" can end the data early.
    passages = json.dumps(figure.passages, ensure_ascii=False).replace("<", "\\u003c")
    return TEMPLATE.format(
        policy=POLICY,
        title=html.escape(legend.title),
        subtitle=html.escape(legend.subtitle),
        alt=html.escape(legend.alt, quote=True),
        caption=html.escape(legend.caption),
        hint="Click a mark to read its passages; they are cut to what the rights of each text allow (seeds/catalog.csv).",
        plot=plot,
        passages=passages,
        name=name,
    )


def plain(text: str) -> str:
    """Make a text safe for a Plotly label, which reads a subset of HTML."""
    return html.escape(text, quote=False)
