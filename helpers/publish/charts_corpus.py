"""The corpus tables in. Out: the figures of 01_corpus, each with the rows it draws."""

import pandas as pd
import plotly.graph_objects as go
from matplotlib.figure import Figure

from helpers.publish.evidence import cite, excerpt
from helpers.publish.page import InteractiveFigure, plain
from helpers.publish.style import INK, MUTED, PAGE, PAPER, ZONE_LABELS, ZONES, house_style, new_figure, text_width

HATCH = "/////"
LANGUAGE_LABELS = {"en": "English", "ru": "Russian"}


def short_titles(documents: pd.DataFrame) -> dict:
    """Return doc_id → the name that figures print, the doc_id itself where the catalogue has none."""
    return {r.doc_id: r.short_title or r.doc_id for r in documents.itertuples()}


def composition_data(workbook) -> pd.DataFrame:
    """Count words by text, zone and language.

    Returns:
        One row a mark. Columns: doc_id, text, zone, language, words, share (of the text's
        words), passages (the paragraph numbers behind the mark, joined by |).
    """
    groups = workbook.passages.groupby(["doc_id", "zone", "language"], sort=False)
    data = groups.agg(words=("n_words", "sum"), passages=("passage", lambda p: "|".join(map(str, sorted(set(p)))))).reset_index()
    data["share"] = (data.words / data.groupby("doc_id").words.transform("sum")).round(4)
    data.insert(1, "text", data.doc_id.map(short_titles(workbook.documents)))
    order = list(ZONES)
    totals = data.groupby("doc_id").words.sum()
    return data.sort_values(
        ["doc_id", "zone", "language"],
        key=lambda c: -c.map(totals) if c.name == "doc_id" else c.map(order.index) if c.name == "zone" else c,
        ignore_index=True,
    )


def composition(data: pd.DataFrame, title: str, subtitle: str) -> Figure:
    """Draw words by text, a bar each, cut by zone; Russian is hatched. `data` as `composition_data` returns it."""
    with house_style():
        figure = new_figure(PAGE, 78, title, subtitle)
        axes = figure.subplots()
        texts = list(dict.fromkeys(data.text))
        per_mm = data.groupby("text").words.sum().max() * 1.12 / (PAGE - 58)
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
        axes.set_yticks(range(len(texts)), texts)
        axes.set_ylim(len(texts) - 0.4, -0.6)
        axes.set_xlim(0, per_mm * (PAGE - 58))
        axes.set_xlabel("words")
        axes.xaxis.set_major_formatter("{x:,.0f}")
        axes.spines["left"].set_visible(False)
        _zone_key(axes, data.zone.unique(), russian=(data.language == "ru").any())
    return figure


def _zone_key(axes, zones, russian: bool) -> None:
    handles = [axes.bar(0, 0, color=ZONES[z], label=ZONE_LABELS[z]) for z in ZONES if z in zones]
    if russian:
        handles.append(axes.bar(0, 0, color=ZONES["body"], hatch=HATCH, edgecolor=PAPER, label="in Russian"))
    axes.legend(handles=handles, loc="lower right", ncols=1, handlelength=1.4, labelspacing=0.35)


def map_data(workbook) -> pd.DataFrame:
    """List every mark of the passage map.

    Returns:
        One row a mark. Columns: kind (segment, note marker, flaw), doc_id, text, passage,
        segment, zone, language, start, end (characters from the text's start).
    """
    titles = short_titles(workbook.documents)
    segments = workbook.passages.assign(kind="segment")
    markers = workbook.notes.dropna(subset=["marker_start"])
    markers = markers.assign(kind="note marker", start=markers.marker_start.astype(int), end=markers.marker_end.astype(int))
    flaws = workbook.emendations.assign(kind="flaw")
    columns = "kind doc_id text passage segment zone language start end".split()
    data = pd.concat([segments, markers, flaws], ignore_index=True)
    data["text"] = data.doc_id.map(titles)
    return data.reindex(columns=columns).astype({"passage": "Int64", "segment": "Int64"})


def passage_map(data: pd.DataFrame, title: str, subtitle: str) -> Figure:
    """Draw each text as a strip with its zones, its note markers above and its flaws below. `data` as `map_data` returns it."""
    with house_style():
        figure = new_figure(PAGE, 104, title, subtitle)
        axes = figure.subplots()
        texts = list(dict.fromkeys(data.text))
        for row, text in enumerate(texts):
            marks = data[data.text == text]
            for mark in marks[marks.kind == "segment"].itertuples():
                hatch = HATCH if mark.language == "ru" else None
                width = mark.end - mark.start
                axes.barh(row, width, 0.4, mark.start, color=ZONES[mark.zone], hatch=hatch, edgecolor=PAPER, linewidth=0.25)
            notes, flaws = marks[marks.kind == "note marker"].start, marks[marks.kind == "flaw"].start
            axes.vlines(notes, row - 0.38, row - 0.24, color=INK, linewidth=0.7)
            axes.plot(flaws, [row + 0.32] * len(flaws), "^", color=MUTED, markersize=2.6, markeredgewidth=0)
            end = marks.end.max()
            axes.text(end + 300, row - 0.31, f"{len(notes)} note markers", size=7, color=MUTED, va="center")
            axes.text(end + 300, row + 0.31, f"{len(flaws)} flaws", size=7, color=MUTED, va="center")
        axes.set_yticks(range(len(texts)), texts)
        axes.set_ylim(len(texts) - 0.4, -0.6)
        axes.set_xlim(-250, data.end.max() * 1.13)
        axes.set_xlabel("characters from the beginning of the file")
        axes.xaxis.set_major_formatter("{x:,.0f}")
        axes.spines["left"].set_visible(False)
        zones = data.zone.dropna().unique()
        handles = [axes.bar(0, 0, color=ZONES[z], label=ZONE_LABELS[z]) for z in ZONES if z in zones]
        handles.append(axes.bar(0, 0, color=ZONES["body"], hatch=HATCH, edgecolor=PAPER, label="in Russian"))
        figure.legend(handles=handles, loc="outside lower center", ncols=5, handlelength=1.4)
    return figure


def explore_map(workbook, data: pd.DataFrame) -> InteractiveFigure:
    """Return the passage map to explore: a click on a segment shows its words and citation."""
    segments = data[data.kind == "segment"]
    titles = list(dict.fromkeys(data.text))
    plot = go.Figure()
    for (zone, language), part in segments.groupby(["zone", "language"], sort=False):
        name = ZONE_LABELS[zone] + (", in Russian" if language == "ru" else "")
        words = [" ".join(workbook.texts[r.doc_id][r.start : r.end].split()[:12]) for r in part.itertuples()]
        plot.add_bar(
            orientation="h",
            name=name,
            y=list(part.text),
            base=list(part.start),
            x=list(part.end - part.start),
            customdata=[[_key(r), r.passage, plain(w)] for r, w in zip(part.itertuples(), words, strict=True)],
            marker={
                "color": ZONES[zone],
                "line": {"color": PAPER, "width": 0.5},
                "pattern": {"shape": "/" if language == "ru" else ""},
            },
            hovertemplate="para. %{customdata[1]}: %{customdata[2]} …<extra>" + name + "</extra>",
        )
    plot.update_layout(
        barmode="overlay",
        height=460,
        template="simple_white",
        margin={"l": 10, "r": 10, "t": 10, "b": 40},
        legend={"orientation": "h", "y": -0.18},
        yaxis={"categoryorder": "array", "categoryarray": titles[::-1], "automargin": True},
        xaxis={"title": {"text": "characters from the beginning of the file"}, "tickformat": ","},
    )
    passages = {
        _key(r): [
            {
                "text": excerpt(workbook.documents, r.doc_id, workbook.texts[r.doc_id][r.start : r.end]),
                "speaker": f"{ZONE_LABELS[r.zone]}, {LANGUAGE_LABELS[r.language]}",
                "cite": cite(workbook.documents, r.doc_id, r.passage),
            }
        ]
        for r in segments.itertuples()
    }
    return InteractiveFigure(plot, passages)


def _key(row) -> str:
    return f"{row.doc_id}:{row.passage}.{row.segment}"
