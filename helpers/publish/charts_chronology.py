"""Dates in. Out: telling against event, attention by year, distance of telling, each a panel or a strip a text."""

import numpy as np
import pandas as pd

from helpers.analyse.agreement import RESAMPLES
from helpers.analyse.attention import attention
from helpers.analyse.chronology import distances, own_words, placed, telling_order, turns
from helpers.publish.charts_corpus import counted, listed, short_titles
from helpers.publish.charts_network import group_labels
from helpers.publish.charts_timeline import ERROR, FILL, SOURCE, main_years
from helpers.publish.figures import Chart, Legend
from helpers.publish.style import FAINT, INK, MUTED, PAGE, PAPER, house_style, new_figure, wrap

PANELS = 3
# Dates from which on a voice enters the comparison of a title.
ENOUGH = 5
# Dates by which a text's first year must lead to be called ahead of its second.
LEAD = 2
POINT = "#d08c3c"
OPEN = (0, (1, 3))


def tau(row) -> str:
    """Print a rank correlation with its interval: "τ 0.41, 95 % 0.19 to 0.63"; say so where there is none."""
    if np.isnan(row.kendall):
        return "no order to measure"
    between = "" if np.isnan(row.low) else f" ({row.low:.2f} to {row.high:.2f})"
    return f"τ {row.kendall:.2f}{between}"


def order_data(workbook) -> pd.DataFrame:
    """List the marks of telling against event.

    Returns:
        One row a date closed at both ends. Columns: id, doc_id, text, passage, surface, edtf, low, high, middle (decimal
        years), told_at (percent of the text), turn (back, ahead or "").
    """
    told = own_words(workbook)
    ways = turns(told).set_index("date_id").direction
    told = told[told.middle.notna()]
    told = told.assign(
        id=told.date_id, text=told.doc_id.map(short_titles(workbook.documents)), told_at=(100 * told.share).round(2)
    )
    told["turn"] = [ways.get(i, "") for i in told.id]
    return told["id doc_id text passage surface edtf low high middle told_at turn".split()].reset_index(drop=True)


def order(workbook) -> Chart:
    """Draw the time of each event against its place in the telling, a panel a text."""
    data, table = order_data(workbook), telling_order(workbook)
    first, after = main_years(placed(workbook))
    names = short_titles(workbook.documents)
    legend = _order_legend(table, names, first, after)
    rows = max(1, -(-len(table) // PANELS))
    with house_style():
        figure = new_figure(PAGE, 22 + 52 * rows, legend.title, legend.subtitle)
        grid = figure.subplots(rows, PANELS, sharex=True, sharey=True, squeeze=False).ravel()
        for axes in grid[len(table) :]:
            axes.set_visible(False)
        for axes, row in zip(grid, table.itertuples(), strict=False):
            _panel(axes, data[data.doc_id == row.doc_id], first, after)
            axes.set_title(f"{names[row.doc_id]}\n{tau(row)}, {counted(row.n, 'date')}", loc="left", size=7.5)
        for i, axes in enumerate(grid[: len(table)]):
            axes.tick_params(labelbottom=i + PANELS >= len(table), labelleft=i % PANELS == 0)
            if i + PANELS >= len(table):
                axes.set_xlabel("% of the text")
    return Chart(figure, legend, data)


def _panel(axes, marks: pd.DataFrame, first: int, after: int) -> None:
    y = marks.middle.clip(first + 0.4, after - 0.4)
    axes.plot(marks.told_at, y, color=FAINT, linewidth=0.7, zorder=1)
    for m, at in zip(marks.itertuples(), y, strict=True):
        inside = first < m.middle < after
        if inside:
            axes.vlines(m.told_at, max(m.low, first), min(m.high, after), color=FILL, linewidth=0.9, zorder=2)
        colour, edge = (POINT, INK) if m.turn == "back" else (FILL, FILL) if m.turn != "ahead" else (PAPER, FILL)
        shape = "o" if inside else "^" if m.middle >= after else "v"
        axes.plot(m.told_at, at, shape, color=colour, markersize=3.2, markeredgecolor=edge, markeredgewidth=0.6, zorder=3)
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 500, 1000, 5000) if (after - first) / s <= 7)
    ticks = [t for t in range(first, after) if t % step == 0]
    axes.set(xlim=(-3, 103), ylim=(first, after), xticks=[0, 25, 50, 75, 100], yticks=ticks)
    axes.set_yticklabels([str(t) for t in ticks])
    axes.grid(axis="y")
    axes.set_axisbelow(True)


def _order_legend(table: pd.DataFrame, names: dict, first: int, after: int) -> Legend:
    known = table.dropna(subset=["kendall"])
    sure = known[(known.low > 0)]
    turned = int(table.back.sum() + table.ahead.sum())
    said = [f"{names[r.doc_id]} {tau(r)}, back {r.back}, ahead {r.ahead}" for r in known.itertuples()]
    some = f"{len(sure)} of {counted(len(known), 'text')}" if len(sure) else "No text"
    return Legend(
        title=f"{some} told {'their' if len(sure) > 1 else 'its'} events in the order of time more than chance would",
        subtitle=f"When each dated event lay, against where the author tells it; {counted(int(table.n.sum()), 'date')}, "
        f"{counted(turned, 'turn')} of a year or more (orange: back, white: ahead)",
        caption="Telling order against event order. Each point is a date closed at both ends, at the middle of its "
        "interval, the line "
        "through it the interval; a triangle at the edge lies beyond the years drawn. Orange points look back by a "
        "year or more from the "
        "date told before, white ones ahead. "
        "Only the author's own words count. τ is Kendall’s rank correlation of place and time (tau-b; 1 tells in the "
        "order of time, "
        f"0 in none), with the 95 % interval of resampled paragraphs. {SOURCE}",
        alt=f"{counted(len(table), 'panel')}, {first} to {after}: {'; '.join(said) or 'nothing to measure'}.",
        n=int(table.n.sum()),
        counted="dates",
        excluded="open intervals, words of others than the author, page furniture, notes, bibliography, printed translations",
        method=f"Kendall 1945; percentile bootstrap over paragraphs, {RESAMPLES:,} draws, fixed seed",
        error=ERROR,
    )


def attention_by_year(workbook) -> Chart:
    """Draw how much of its dating each text gives to each year, a strip a text, one scale."""
    first, after = main_years(placed(workbook))
    table, names = attention(workbook), short_titles(workbook.documents)
    data = table.assign(text=table.doc_id.map(names), shown=table.year.between(first, after - 1))
    data.insert(0, "id", data.doc_id + ":" + data.year.astype(str))
    data[["weight", "per_1000"]] = data[["weight", "per_1000"]].astype(float).round(4)
    legend = _attention_legend(data, first, after)
    texts = list(workbook.documents.doc_id)
    top = max(0.1, data.per_1000[data.shown].max() if data.shown.any() else 0) * 1.3
    with house_style():
        figure = new_figure(PAGE, 24 + 19 * len(texts), legend.title, legend.subtitle)
        grid = figure.subplots(len(texts), 1, sharex=True, squeeze=False).ravel()
        step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 500, 1000, 5000) if (after - first) / s <= 16)
        ticks = [t for t in range(first, after) if t % step == 0]
        for axes, doc_id in zip(grid, texts, strict=True):
            own = data[(data.doc_id == doc_id) & data.shown]
            hidden = data[(data.doc_id == doc_id) & ~data.shown].weight.sum()
            axes.bar(own.year, own.per_1000, 0.8, color=FILL)
            if len(own) and own.weight.max() >= 1:
                peak = own.loc[own.per_1000.idxmax()]
                axes.text(peak.year, peak.per_1000, f"{peak.year}: {peak.per_1000:.1f}", ha="center", va="bottom", size=7)
            beyond = (
                f"; {counted(round(hidden), 'date')} in other years" if round(hidden) else "" if len(own) else "; no date counts"
            )
            axes.set_title(names[doc_id] + beyond, loc="left", size=7.5, pad=2)
            axes.set(xlim=(first - 1, after), ylim=(0, top), xticks=ticks, yticks=[0, float(f"{top / 1.3:.1g}") / 2])
            axes.set_xticklabels([str(t) for t in ticks])
            axes.grid(axis="y")
            axes.set_axisbelow(True)
            axes.tick_params(labelbottom=axes is grid[-1])
        grid[-1].set_xlabel("year; height: dates per 1,000 words")
    return Chart(figure, legend, data)


def _attention_legend(data: pd.DataFrame, first: int, after: int) -> Legend:
    groups = [g for _, g in data[data.shown].groupby("doc_id", sort=False) if g.weight.max() >= 1]
    peaks = [g.loc[g.per_1000.idxmax()] for g in groups]
    # Two dates more or less are a paragraph, and no lead.
    close = sum(1 for g in groups if len(g) > 1 and np.subtract(*g.weight.nlargest(2)) < LEAD)
    years = [str(p.year) for p in peaks]
    said = [f"{p.text} {p.year} ({p.per_1000:.1f})" for p in peaks]
    alike = len(set(years)) < len(years)
    title = (
        "No text dates anything"
        if not peaks
        else "Some texts dated the same year most"
        if alike
        else "Each text dated another year most"
    )
    return Legend(
        title=title + (f": {listed(sorted(set(years)))}" if 0 < len(set(years)) < 7 else ""),
        subtitle=f"Dates per 1,000 words by the year they name; {data.weight[data.shown].sum():,.0f} dates, one scale; "
        f"in {close} of {counted(len(peaks), 'text')} the year leads by less than {LEAD} dates",
        caption="Attention by year. Each date counts one, an interval's weight spread evenly over its years, that of an "
        "interval with an open end on the year it names; per 1,000 words of the same parts of the text: what editors say, "
        "printed translations and notes are left out of both, and what a letter counts from its own day. Years drawn: "
        f"{first} to {after - 1}; {data.weight[~data.shown].sum():,.0f} dates lie outside them. {SOURCE}",
        alt=f"Bars by year, a strip a text; highest in {listed(said) or 'none'}.",
        n=round(data.weight[data.shown].sum()),
        counted="dates",
        excluded="page furniture, notes, bibliography, printed translations, editors' words, a letter's own day",
        method="weight of an interval spread over its years by length",
        error=ERROR,
    )


def distance(workbook) -> Chart:
    """Draw the years between event and telling, a strip a text, each date a dot with the doubt of both as a line."""
    table = distances(workbook)
    data = table.assign(id=table.date_id, teller=teller_names(workbook, table))
    data = data["id doc_id teller speaker_id passage surface edtf told least years most".split()].round(2)
    tellers = list(data.groupby("teller", sort=False).years.median().sort_values(kind="stable").index)
    legend = _distance_legend(data, tellers, int(placed(workbook).told.eq("").sum()))
    far = max(1.0, data.most.max() if len(data) else 1.0)
    with house_style():
        figure = new_figure(PAGE, 28 + 19 * max(1, len(tellers)), legend.title, legend.subtitle)
        axes = figure.subplots()
        for row, teller in enumerate(tellers):
            own = data[data.teller == teller].sort_values("years", kind="stable")
            for i, m in enumerate(own.itertuples()):
                y = row + 0.34 - 0.68 * (i % 12) / 11
                known = m.least == m.least
                # Without a known beginning of the writing the dot is the most that it can be.
                axes.hlines(y, m.least if known else m.years - far / 30, m.most, color=FILL, lw=0.5, ls="-" if known else OPEN)
                axes.plot(m.years, y, "o", color=FILL, markersize=2.4)
            middle = own.years.median()
            axes.vlines(middle, row - 0.42, row + 0.42, color=POINT, linewidth=1.4)
            said = f"median {'at most ' if own.least.isna().any() else ''}{middle:.1f} years\n{counted(len(own), 'date')}"
            axes.text(far * 1.03, row, said, size=7, va="center", color=MUTED)
        ticks = [t for t in axes.get_xticks() if 0 <= t <= far * 1.02]
        axes.set(xlim=(-far * 0.01, far * 1.24), ylim=(max(1, len(tellers)) - 0.4, -0.6), xticks=ticks)
        axes.set_yticks(range(len(tellers)), ["\n".join(wrap(t, 7.5, "normal", 36)) for t in tellers])
        axes.set_xlabel("years from the event to the writing of the words")
        axes.spines["left"].set_visible(False)
        axes.grid(axis="x")
        axes.set_axisbelow(True)
    return Chart(figure, legend, data)


def teller_names(workbook, table: pd.DataFrame) -> list[str]:
    """Name the lane of each row of `distances`: the text, and whose words within it where they are not its author's."""
    titles, labels = short_titles(workbook.documents), group_labels(workbook)
    parts = [lane.partition("|") for lane in table.lane]
    return [f"{titles[d]}: {labels.get(voice, voice)}" if voice else titles[d] for d, _, voice in parts]


def _distance_legend(data: pd.DataFrame, names: list, undated: int) -> Legend:
    medians = data.groupby("teller", sort=False).years.median()
    said = [f"{t} {medians[t]:.1f} years" for t in names]
    doubt = (data.most - data.least).median() if len(data) else 0
    # Of words whose beginning is not known the distance is only bounded.
    open_ended = data.assign(unknown=data.least.isna()).groupby("teller", sort=False).unknown.any()
    many = medians[(data.groupby("teller", sort=False).size() >= ENOUGH) & ~open_ended]
    title = (
        f"Voices with {ENOUGH} dates or more spoke {many.min():.0f} to {many.max():.0f} years after the event, by their medians"
        if len(many)
        else "Few dates lay far from their telling"
    )
    return Legend(
        title=title if said else "No date could be set against the writing of its text",
        subtitle=f"Each dot a date, its line the doubt of both ends; {counted(len(data), 'date')} told by "
        f"{counted(len(names), 'voice')}",
        caption="Distance between event and telling. A line runs from the least to the most that event and writing "
        "can lie apart; the "
        "dot stands between the middles of both intervals, the orange stroke is the median. Words count from when "
        "they were written or said: a letter's from its own day, an interviewee's from the interviews. "
        f"The title compares the medians of voices with {ENOUGH} dates or more whose time of writing is bounded. Half the lines "
        f"are longer than {doubt:.1f} years. Dotted: the beginning of the writing is not known, "
        f"and the dot is "
        f"the most that the distance can be. Left out: {counted(undated, 'date')} in words whose "
        f"own date is not known, and what a letter "
        "counts from its own day. "
        f"{SOURCE}",
        alt=f"Strips of dots by distance in years; medians: {listed(said) or 'none'}.",
        n=len(data),
        counted="dates",
        excluded="open intervals, words whose own date is not known, what a letter counts from its own "
        "day, page furniture, notes, bibliography, printed translations",
        method="difference of intervals: nearest ends, middles, farthest ends",
        error=ERROR + "; dates of writing from the catalogue, some of them in doubt (01_corpus)",
    )
