"""The corpus tables in. Out: the composition of the corpus as a chart, and what the charts of 01_corpus share."""

from functools import cache

import pandas as pd
import plotly.graph_objects as go

from helpers.publish.evidence import cite, page_excerpts
from helpers.publish.figures import Chart, Legend
from helpers.publish.page import InteractiveFigure
from helpers.publish.style import INK, PAGE, PAPER, ZONE_LABELS, ZONES, house_style, new_figure, text_width

HATCH = "/////"
LANGUAGE_LABELS = {"en": "English", "ru": "Russian"}
SOURCE = "Source: the texts listed in seeds/catalog.csv."
ZONE_ERROR = "zones: see the agreement table in 01_corpus"
# Characters of a name beside a bar; more would squeeze the bars.
NAME = 36


def short_titles(documents: pd.DataFrame) -> dict:
    """Return doc_id → the name that figures print, a different one for each text.

    It is the catalogue's short title, the doc_id where that is empty, both where two texts share one.
    """
    names = {r.doc_id: (r.short_title or r.doc_id)[:NAME] for r in documents.itertuples()}
    shared = {name for name in names.values() if list(names.values()).count(name) > 1}
    return {d: f"{name[: NAME - 12]} ({d})" if name in shared and name != d else name for d, name in names.items()}


def counted(n: int, one: str, many: str = "") -> str:
    """Return a number with its noun: "1 flaw", "1,200 flaws"; `many` where the plural is more than an s."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def listed(names: list) -> str:
    """Join names as a sentence does: "a, b and c"."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def composition_data(workbook) -> pd.DataFrame:
    """Count words by text, zone and language, longest text first.

    Returns:
        One row a mark. Columns: id (doc_id, zone and language), doc_id, text, zone, language, words,
        share (of the text's words, 0 to 1), passages (the paragraph numbers behind the mark, joined by |).
    """
    groups = workbook.passages.groupby(["doc_id", "zone", "language"], sort=False)
    data = groups.agg(words=("n_words", "sum"), passages=("passage", lambda p: "|".join(map(str, sorted(set(p)))))).reset_index()
    totals = data.groupby("doc_id", sort=False).words.sum().sort_values(ascending=False, kind="stable")
    data["share"] = (data.words / data.doc_id.map(totals).clip(lower=1)).round(4)
    data.insert(0, "id", data.doc_id + ":" + data.zone + ":" + data.language)
    data.insert(2, "text", data.doc_id.map(short_titles(workbook.documents)))
    ranks = {"doc_id": list(totals.index).index, "zone": list(ZONES).index}
    return data.sort_values(
        ["doc_id", "zone", "language"], key=lambda c: c.map(ranks[c.name]) if c.name in ranks else c, ignore_index=True
    )


def composition(workbook) -> Chart:
    """Draw words by text, a bar each, cut by zone; Russian is hatched."""
    data = composition_data(workbook)
    legend = _composition_legend(workbook, data)
    texts = list(dict.fromkeys(data.text))
    with house_style():
        figure = new_figure(PAGE, 23 + 11 * len(texts), legend.title, legend.subtitle)
        axes = figure.subplots()
        per_mm = max(1, data.groupby("doc_id").words.sum().max()) * 1.12 / (PAGE - 58)
        for row, text in enumerate(texts):
            left = 0
            for mark in data[data.text == text].itertuples():
                hatch = HATCH if mark.language == "ru" else None
                axes.barh(row, mark.words, 0.62, left, color=ZONES[mark.zone], hatch=hatch, edgecolor=PAPER, linewidth=0.6)
                label = f"{mark.words:,}"
                if mark.words / per_mm > text_width(label, 7) + 2 and mark.language == "en":
                    colour = PAPER if mark.zone == "body" else INK
                    axes.text(left + mark.words / 2, row, label, ha="center", va="center", size=7, color=colour)
                left += mark.words
            axes.text(left + per_mm, row, f"{left:,}", va="center", size=7.5, weight="bold")
        strips(axes, texts, "words", (0, per_mm * (PAGE - 58)))
        zone_key(figure, axes, data)
    return Chart(figure, legend, data, _explore_composition(workbook, data))


def _composition_legend(workbook, data: pd.DataFrame) -> Legend:
    total = int(data.words.sum())
    body = data[data.zone == "body"].words.sum() / max(1, total)
    title = "Most of what the files hold is prose" if body > 0.5 else "Less than half of what the files hold is prose"
    twice = workbook.alignments.doc_id.nunique()
    if twice:
        title += f", and {'one of them prints' if twice == 1 else f'{twice} of them print'} a text in two languages"
    names = short_titles(workbook.documents)
    russian = data[data.language == "ru"].groupby("doc_id", sort=False).words.sum()
    hatched = "; hatched: Russian, " + listed([f"{n:,} words in {names[d]}" for d, n in russian.items()]) if len(russian) else ""
    bars = data.assign(body=data.words.where(data.zone == "body", 0)).groupby("text", sort=False)[["words", "body"]].sum()
    bar_words = [f"{r.Index} ({r.words:,} words, {r.body / max(1, r.words):.0%} body)" for r in bars.itertuples()]
    return Legend(
        title=title,
        subtitle=f"Words by text, zone and language; {counted(total, 'word')} in {counted(len(bars), 'text')}",
        caption=f"Words in each text by zone. {body:.0%} are body{hatched}. A word is a run of letters or digits; "
        f"zones are read from the layout by rule. Texts in order of length. {SOURCE}",
        alt=f"Horizontal bars, one a text, longest at the top: {listed(bar_words)}."
        + (f" Russian is hatched: {listed([names[d] for d in russian.index])}." if len(russian) else ""),
        n=total,
        counted="words",
        excluded="nothing: page furniture is shown apart",
        method="paragraphs by layout rules; words are runs of letters and digits with inner hyphens and apostrophes",
        error=ZONE_ERROR,
    )


def strips(axes, texts: list, unit: str, limits: tuple) -> None:
    """Set the axes of a chart with one strip a text, the first on top; `limits` are those of the x axis, in `unit`."""
    axes.set_yticks(range(len(texts)), texts)
    axes.set_ylim(len(texts) - 0.4, -0.6)
    axes.set_xlim(*limits)
    axes.set_xlabel(unit)
    axes.xaxis.set_major_formatter("{x:,.0f}")
    axes.spines["left"].set_visible(False)


def zone_key(figure, axes, data: pd.DataFrame) -> None:
    """Print the key of the zones, and of the hatching where there is Russian, below the drawing."""
    zones = set(data.zone.dropna())
    handles = [axes.bar(0, 0, color=ZONES[z], label=ZONE_LABELS[z]) for z in ZONES if z in zones]
    if (data.language == "ru").any():
        handles.append(axes.bar(0, 0, color=ZONES["body"], hatch=HATCH, edgecolor=PAPER, label="in Russian"))
    figure.legend(handles=handles, loc="outside lower center", ncols=5, handlelength=1.4)


def zone_name(zone: str, language: str) -> str:
    """Name the marks of a zone in a language: "notes, in Russian"."""
    return ZONE_LABELS[zone] + (f", in {LANGUAGE_LABELS[language]}" if language != "en" else "")


def zone_marker(zone: str, language: str) -> dict:
    """Return Plotly's settings for the marks of a zone in a language."""
    return {
        "color": ZONES[zone],
        "line": {"color": PAPER, "width": 0.5},
        "pattern": {"shape": "/" if language == "ru" else ""},
    }


def lay_out(plot: go.Figure, texts: list, unit: str, barmode: str) -> None:
    """Give an explorable chart with one strip a text the house's look."""
    plot.update_layout(
        barmode=barmode,
        height=180 + 56 * len(texts),
        template="simple_white",
        margin={"l": 10, "r": 10, "t": 10, "b": 40},
        legend={"orientation": "h", "y": -0.18},
        yaxis={"categoryorder": "array", "categoryarray": texts[::-1], "automargin": True},
        xaxis={"title": {"text": unit}, "tickformat": ","},
    )


def evidence(workbook, marks: pd.DataFrame) -> dict:
    """Return the passages behind each mark of a page, as `InteractiveFigure` takes them.

    Args:
        workbook: the open workbook.
        marks: one row a mark and passage: id, doc_id, passage, start, end, speaker (what is said of the passage's origin).
    """
    shown, cited = {}, cache(lambda doc_id, passage: cite(workbook.documents, doc_id, passage))
    for row, words in zip(marks.itertuples(), page_excerpts(workbook, marks), strict=True):
        passage = {"text": words, "speaker": row.speaker, "cite": cited(row.doc_id, row.passage)}
        shown.setdefault(row.id, []).append(passage)
    return shown


def _explore_composition(workbook, data: pd.DataFrame) -> InteractiveFigure:
    plot = go.Figure()
    for (zone, language), part in data.groupby(["zone", "language"], sort=False):
        plot.add_bar(
            orientation="h",
            name=zone_name(zone, language),
            y=list(part.text),
            x=list(part.words),
            customdata=[[i] for i in part.id],
            marker=zone_marker(zone, language),
            hovertemplate="%{x:,} words<extra>" + zone_name(zone, language) + "</extra>",
        )
    lay_out(plot, list(dict.fromkeys(data.text)), "words", "stack")
    p = workbook.passages
    speaker = [zone_name(z, lang) for z, lang in zip(p.zone, p.language, strict=True)]
    return InteractiveFigure(plot, evidence(workbook, p.assign(id=p.doc_id + ":" + p.zone + ":" + p.language, speaker=speaker)))
