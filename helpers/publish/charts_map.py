"""The corpus tables in. Out: the passage map, each text as a strip with its zones, note markers and flaws."""

import pandas as pd
import plotly.graph_objects as go

from helpers.publish.charts_corpus import (
    HATCH,
    SOURCE,
    ZONE_ERROR,
    counted,
    evidence,
    lay_out,
    listed,
    short_titles,
    strips,
    zone_key,
    zone_marker,
    zone_name,
)
from helpers.publish.figures import Chart, Legend
from helpers.publish.page import InteractiveFigure, plain
from helpers.publish.style import INK, MUTED, PAGE, PAPER, ZONES, house_style, new_figure

UNIT = "characters from the beginning of the file"


def map_data(workbook) -> pd.DataFrame:
    """List every mark of the passage map.

    Returns:
        One row a mark. Columns: id, kind (segment, note marker, flaw), doc_id, text, passage, segment, zone,
        language (of the segment that the mark is or lies in), start, end (characters from the text's start).
    """
    segments = workbook.passages.assign(kind="segment")
    segments["id"] = [f"{r.doc_id}:{r.passage}.{r.segment}" for r in segments.itertuples()]
    parts = [segments]
    markers = workbook.notes.dropna(subset=["marker_start"]).drop(columns=["start", "end"])
    markers = markers.rename(columns={"marker_start": "start", "marker_end": "end"}).astype({"start": int, "end": int})
    for kind, table in (("note marker", markers), ("flaw", workbook.emendations)):
        marks = [_placed(workbook.passages, kind, r) for r in table.itertuples()]
        if marks:
            parts.append(pd.DataFrame(marks))
    data = pd.concat(parts, ignore_index=True)
    data["text"] = data.doc_id.map(short_titles(workbook.documents))
    return data["id kind doc_id text passage segment zone language start end".split()]


def _placed(passages: pd.DataFrame, kind: str, mark) -> dict:
    own = passages[passages.doc_id == mark.doc_id]
    # A flaw may begin in the white space before a segment: it belongs to the one it runs into.
    row = own.iloc[min(int((own.end <= mark.start).sum()), len(own) - 1)]
    place = {c: row[c] for c in ("passage", "segment", "zone", "language")}
    name = f"{mark.doc_id}:{kind.replace(' ', '-')}@{mark.start}"
    return {"id": name, "kind": kind, "doc_id": mark.doc_id, "start": mark.start, "end": mark.end, **place}


def passage_map(workbook) -> Chart:
    """Draw each text as a strip with its zones, its note markers above and its flaws below."""
    data = map_data(workbook)
    legend = _legend(workbook, data)
    texts = list(dict.fromkeys(data.text))
    longest = data.end.max()
    with house_style():
        figure = new_figure(PAGE, 29 + 15 * len(texts), legend.title, legend.subtitle)
        axes = figure.subplots()
        for row, text in enumerate(texts):
            marks = data[data.text == text]
            for mark in marks[marks.kind == "segment"].itertuples():
                hatch = HATCH if mark.language == "ru" else None
                # Headings are short: a white edge would hide them.
                edge = PAPER if mark.end - mark.start > longest / 200 else ZONES[mark.zone]
                width = mark.end - mark.start
                axes.barh(row, width, 0.4, mark.start, color=ZONES[mark.zone], hatch=hatch, edgecolor=edge, linewidth=0.25)
            notes, flaws = marks[marks.kind == "note marker"].start, marks[marks.kind == "flaw"].start
            axes.vlines(notes, row - 0.38, row - 0.24, color=INK, linewidth=0.7)
            axes.plot(flaws, [row + 0.32] * len(flaws), "^", color=MUTED, markersize=2.6, markeredgewidth=0)
            beyond = marks.end.max() + longest * 0.008
            axes.text(beyond, row - 0.31, counted(len(notes), "note marker"), size=7, color=MUTED, va="center")
            axes.text(beyond, row + 0.31, counted(len(flaws), "flaw"), size=7, color=MUTED, va="center")
        strips(axes, texts, UNIT, (-longest * 0.006, longest * 1.13))
        zone_key(figure, axes, data)
    return Chart(figure, legend, data, _explore(workbook, data))


def flaw_density(workbook) -> pd.Series:
    """Return doc_id → flaws per 1,000 words of the texts that have any, most first."""
    flaws = workbook.emendations.groupby("doc_id").size()
    words = workbook.documents.set_index("doc_id").n_words.clip(lower=1)
    return (1000 * flaws / words).dropna().sort_values(ascending=False, kind="stable")


def _legend(workbook, data: pd.DataFrame) -> Legend:
    names, density = short_titles(workbook.documents), flaw_density(workbook)
    n = {kind: int((data.kind == kind).sum()) for kind in ("segment", "note marker", "flaw")}
    breaks = workbook.passages[workbook.passages.segment > 1].groupby("doc_id").size()
    cut = f"Most often cut by page ends and notes: {names[breaks.idxmax()]}" if len(breaks) else "No page end cuts a paragraph"
    thickest = f"flaws lie thickest in: {names[density.index[0]]}" if len(density) else "no flaw is listed"
    rate = f"; {density.iloc[0]:.1f} per 1,000 words at most" if len(density) else ""
    unprinted = workbook.notes[workbook.notes.note_id == ""].groupby("doc_id", sort=False).size()
    lost = [f"{counted(k, 'marker')} in {names[d]} {'has no note' if k == 1 else 'have no notes'}" for d, k in unprinted.items()]
    rows = []
    for text, marks in data.groupby("text", sort=False):
        own = marks[marks.kind == "segment"]
        shares = (own.end - own.start).groupby(own.zone).sum() / (own.end - own.start).sum()
        most = listed([zone_name(z, "en") + f" {s:.0%}" for z, s in shares.sort_values(ascending=False).items() if s >= 0.005])
        rows.append(f"{text}: {most}, {counted(int((marks.kind == 'flaw').sum()), 'flaw')}")
    return Legend(
        title=f"{cut}; {thickest}",
        subtitle=f"Each text from first to last character: {counted(n['segment'], 'segment')}, "
        f"{counted(n['note marker'], 'note marker')} (ticks), {counted(n['flaw'], 'flaw')} (triangles{rate})",
        caption="Passage map. Each strip is a file at the scale of its characters; white lines part its longer segments "
        "(paragraphs, or what a page end or note left of them in one piece). Ticks above: where a note is called; "
        "triangles below: flaws of printing, scanning and translation "
        "listed in seeds/emendations.csv, found by reading and not applied. "
        + (f"In this copy {listed(lost)}. " if lost else "")
        + SOURCE,
        alt=f"{counted(len(rows), 'horizontal strip')} coloured by zone, by share of characters. {'; '.join(rows)}.",
        n=n["segment"],
        counted="segments",
        excluded="nothing",
        method="paragraphs, zones and note markers by layout rules; flaws by reading",
        error=f"{ZONE_ERROR}; flaws: one reading, so a lower bound",
    )


def _explore(workbook, data: pd.DataFrame) -> InteractiveFigure:
    """The same map, where a click on a mark shows the first words of its segment and the citation."""
    own = workbook.passages[["doc_id", "passage", "segment", "start", "end"]]
    rows = data.drop(columns=["start", "end"]).merge(own, on=["doc_id", "passage", "segment"], how="left")
    kinds = ["" if k == "segment" else f"{k} in: " for k in rows.kind]
    speaker = [k + zone_name(z, lang) for k, z, lang in zip(kinds, rows.zone, rows.language, strict=True)]
    passages = evidence(workbook, rows.assign(speaker=speaker))
    plot = go.Figure()
    segments = data[data.kind == "segment"]
    for (zone, language), part in segments.groupby(["zone", "language"], sort=False):
        # No more in the bubble than on the page: the words already cut to what rights allow, and of these twelve.
        words = [" ".join(passages[i][0]["text"].split()[:12]) for i in part.id]
        plot.add_bar(
            orientation="h",
            name=zone_name(zone, language),
            y=list(part.text),
            base=list(part.start),
            x=list(part.end - part.start),
            customdata=[[i, int(p), plain(w)] for i, p, w in zip(part.id, part.passage, words, strict=True)],
            marker=zone_marker(zone, language),
            hovertemplate="para. %{customdata[1]}: %{customdata[2]}<extra>" + zone_name(zone, language) + "</extra>",
        )
    for kind, symbol, colour in (("note marker", "line-ns-open", "#ffffff"), ("flaw", "triangle-up", "#d62728")):
        part = data[data.kind == kind]
        if len(part):
            plot.add_scatter(
                mode="markers",
                name=kind + "s",
                y=list(part.text),
                x=list(part.start),
                customdata=[[i] for i in part.id],
                marker={"symbol": symbol, "color": colour, "size": 9 if kind == "note marker" else 6},
                hovertemplate=kind + " at %{x:,}<extra></extra>",
            )
    lay_out(plot, list(dict.fromkeys(data.text)), UNIT, "overlay")
    return InteractiveFigure(plot, passages)
