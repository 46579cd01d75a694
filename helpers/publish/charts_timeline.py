"""Dates in. Out: the timeline in lanes by text, whole or close up, intervals drawn as intervals and doubt as doubt."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from matplotlib.patches import Rectangle

from helpers.analyse.chronology import placed
from helpers.annotate.mentions import SpeakerIndex
from helpers.publish.charts_corpus import counted, evidence, listed, short_titles
from helpers.publish.figures import Chart, Legend
from helpers.publish.labels import SIZE, stack_labels
from helpers.publish.page import InteractiveFigure, plain
from helpers.publish.style import FAINT, INK, MUTED, PAGE, PAPER, house_style, new_figure, text_width, wrap

# Millimetres: names at the left, a row of marks, a line of labels, between lanes, axis and key.
LEFT, ROW, LINE, BETWEEN, AXIS, KEY, RIGHT = 39, 2.1, 3.1, 2.4, 6, 11, 3
BAR, LEAST, OPEN, FADE = 1.45, 0.8, 7.0, 2.2
FILL, HATCH = "#2f5566", "/////////"
SHARE = 0.88
EDITOR = "|editor"
ERROR = "dates: see the table of scores in 04_chronology"
SOURCE = "Source: seeds/catalog.csv, seeds/events.csv."


def main_years(told: pd.DataFrame) -> tuple[int, int]:
    """Return the shortest run of years in which most of the dates lie, so that one stray year does not flatten the rest."""
    known = np.sort(told.middle.fillna(told.low).fillna(told.high).to_numpy())
    if not len(known):
        return 1900, 1901
    n = max(1, int(np.ceil(SHARE * len(known))))
    starts = known[: len(known) - n + 1]
    best = int(np.argmin(known[n - 1 :] - starts))
    return int(np.floor(known[best])) - 1, int(np.ceil(known[best + n - 1])) + 1


def timeline_data(workbook, years: tuple | None = None) -> pd.DataFrame:
    """List the marks of the timeline.

    Args:
        workbook: the open workbook.
        years: first year and the year after the last; None for those in which most dates lie.

    Returns:
        One row a date. Columns: id, doc_id, text, lane (doc_id, or doc_id and editor), passage, surface, edtf, earliest,
        latest, certainty, reason, low, high, start_drawn and end_drawn (sharp, faded, open), sure (False: reckoned and not
        certain), event (label of what it dates), shown (whether it lies in the years drawn).
    """
    told = placed(workbook)
    first, after = years or main_years(told)
    labels = workbook.events.set_index("event_id").label
    told["id"], told["text"] = told.date_id, told.doc_id.map(short_titles(workbook.documents))
    told["lane"] = told.doc_id.where(told.speaker_id != "editor", told.doc_id + EDITOR)
    told["event"] = [
        labels.get(e, "") if role != "counts from" else "" for e, role in zip(told.event_id, told.event_role, strict=True)
    ]
    ends = [(e.split("/")[0], e.split("/")[-1]) for e in told.edtf]
    told["start_drawn"] = [_end(a) for a, _ in ends]
    told["end_drawn"] = [_end(b) for _, b in ends]
    told["sure"] = told.certainty.isin(("certain", "high"))
    low, high = told.low.fillna(told.high), told.high.fillna(told.low)
    told["shown"] = (high > first) & (low < after)
    columns = (
        "id doc_id text lane passage surface edtf earliest latest certainty reason low high start_drawn end_drawn sure event"
    )
    return told[[*columns.split(), "shown"]]


def _end(value: str) -> str:
    return "open" if value in ("..", "") else "faded" if value.endswith(("~", "X")) else "sharp"


def timeline(workbook, years: tuple | None = None, only: bool = False) -> Chart:
    """Draw what each text dates, a lane a text and one for its editor's words.

    Args:
        workbook: the open workbook.
        years: first year and the year after the last; None for those in which most dates lie.
        only: leave out texts without a date in these years.
    """
    data = timeline_data(workbook, years)
    first, after = years or main_years(placed(workbook))
    names = short_titles(workbook.documents)
    texts = [d for d in workbook.documents.doc_id if not only or (data.doc_id[data.shown] == d).any()]
    data = data[data.doc_id.isin(texts)].reset_index(drop=True)
    names |= {d + EDITOR: f"{names[d]}: its editor" for d in texts}
    dated = set(data.lane[data.shown])
    tellers = [t for d in texts for t in (d, d + EDITOR) if t == d or t in dated]
    legend = _legend(data, [names[d] for d in texts], first, after)
    per_mm = (after - first) / (PAGE - LEFT - RIGHT)
    lanes = [_lane(data[data.lane == t], names[t], first, after, per_mm) for t in tellers]
    body = sum(lane["height"] + BETWEEN for lane in lanes) + BETWEEN
    with house_style():
        head = _head(new_figure(PAGE, 200, legend.title, legend.subtitle), 200)
        height = head + body + AXIS + KEY
        figure = new_figure(PAGE, height, legend.title, legend.subtitle)
        place = [LEFT / PAGE, (AXIS + KEY) / height, (PAGE - LEFT - RIGHT) / PAGE, body / height]
        axes = figure.add_axes(place, xlim=(first, after), ylim=(body, 0))
        _set_years(axes, first, after)
        top = BETWEEN
        for lane in lanes:
            _draw_lane(axes, lane, top, first, after, per_mm)
            top += lane["height"] + BETWEEN
        figure.set_layout_engine("none")
        _key(figure.add_axes([0, 0, 1, KEY / height], xlim=(0, PAGE), ylim=(KEY, 0)))
    return Chart(figure, legend, data, _explore(workbook, data, [names[d] for d in texts]))


def _head(figure, height: float) -> float:
    _, bottom, _, tall = figure.get_layout_engine().get()["rect"]
    return (1 - bottom - tall) * height + 1


def _set_years(axes, first: int, after: int) -> None:
    wide = next(s for s in (1, 2, 5, 10, 20, 50, 100, 500, 1000, 5000) if (after - first) / s <= 16)
    ticks = [y for y in range(first, after + 1) if y % wide == 0]
    inner = [y for y in ticks if y < after - (after - first) * 0.02]
    axes.set_xticks(inner, [str(y) for y in inner])
    axes.set_yticks([])
    if after - first <= 6:
        axes.set_xticks([y + q / 4 for y in range(first, after) for q in (1, 2, 3)], minor=True)
        axes.grid(axis="x", which="minor", linewidth=0.3)
    axes.grid(axis="x")
    axes.set_axisbelow(True)
    axes.spines["left"].set_visible(False)


def _lane(marks: pd.DataFrame, name: str, first: int, after: int, per_mm: float) -> dict:
    """Give each mark of a text its drawn ends and a row, and as many labels a line as find room."""
    shown, rows, drawn = marks[marks.shown], [], []
    for m in shown.assign(at=shown.low.fillna(shown.high)).sort_values(["at", "high"]).itertuples():
        low = m.low if not np.isnan(m.low) else m.high - OPEN * per_mm
        high = m.high if not np.isnan(m.high) else m.low + OPEN * per_mm
        wider = max(0, LEAST * per_mm - (high - low)) / 2
        low, high = max(first, low - wider), min(after, high + wider)
        row = next((i for i, end in enumerate(rows) if end + 0.5 * per_mm < low), len(rows))
        rows[row : row + 1] = [high]
        drawn.append((m, low, high, row))
    lines = stack_labels(drawn, first, after, per_mm)
    words = wrap(name, 7.5, "bold", LEFT - 4)
    small = wrap(_outside(marks), SIZE, "normal", LEFT - 4)
    above = (max((label[3] for label in lines), default=-1) + 1) * LINE
    height = max(above + len(rows) * ROW, len(words) * 3.5 + len(small) * 3.1)
    return {"name": words, "small": small, "drawn": drawn, "labels": lines, "above": above, "height": height}


def _outside(marks: pd.DataFrame) -> str:
    hidden = marks[~marks.shown]
    said = counted(int(marks.shown.sum()), "date")
    if hidden.empty:
        return said
    years = list(dict.fromkeys(str(int(np.floor(m.low if not np.isnan(m.low) else m.high))) for m in hidden.itertuples()))
    return f"{said}; {len(hidden)} outside: {', '.join(sorted(years)[:4])}" + (" …" if len(years) > 4 else "")


def _draw_lane(axes, lane: dict, top: float, first: int, after: int, per_mm: float) -> None:
    for i, words in enumerate(lane["name"]):
        axes.text(first - (LEFT - 2) * per_mm, top + i * 3.5, words, size=7.5, weight="bold", va="top")
    for i, words in enumerate(lane["small"]):
        y = top + len(lane["name"]) * 3.5 + i * 3.1
        axes.text(first - (LEFT - 2) * per_mm, y, words, size=SIZE, color=MUTED, va="top")
    axes.hlines(top + lane["height"] + BETWEEN / 2, first, after, color=FAINT, linewidth=0.5)
    base = top + lane["above"]
    for short, left, at, line, row, long in lane["labels"]:
        y = base - line * LINE
        # The leader runs behind the bars of others; on a long bar of its own it ends in a dot.
        axes.vlines(at, y - 0.9, base + row * ROW + 0.5, color=MUTED, linewidth=0.4, zorder=0.9)
        axes.text(left + 1.2 * per_mm, y - 0.9, short, size=SIZE, color=INK, va="bottom")
        if long > 3 * LEAST * per_mm:
            _dot(axes, at, base + row * ROW + 0.5 + BAR / 2)
    for m, low, high, row in lane["drawn"]:
        _bar(axes, low, high, base + row * ROW + 0.5, m.start_drawn, m.end_drawn, m.sure, per_mm)


def _dot(axes, x: float, y: float) -> None:
    axes.plot(x, y, "o", markersize=2.4, color=PAPER, markeredgecolor=INK, mew=0.4)


def _bar(axes, low: float, high: float, y: float, start: str, end: str, sure: bool, per_mm: float) -> None:
    """Draw an interval; an approximate end is faded, an open one fades away, a reckoned and unsure one is hatched."""
    reach = {"sharp": 0, "faded": FADE * per_mm, "open": OPEN * per_mm}
    width = high - low
    before, behind = (
        min(reach[start], width / (1 if start == "open" else 2)),
        min(reach[end], width / (1 if end == "open" else 2)),
    )
    style = {"facecolor": FILL if sure else PAPER, "edgecolor": FILL, "linewidth": 0.5, "hatch": None if sure else HATCH}
    inner = width - before - behind
    if inner > 0:
        axes.add_patch(Rectangle((low + before, y), inner, BAR, **style))
    for length, at, step in ((before, low + before, -1), (behind, high - behind, 1)):
        for i in range(8 if length else 0):
            left = at + step * length * (i if step > 0 else i + 1) / 8
            axes.add_patch(Rectangle((left, y), length / 8, BAR, **{**style, "linewidth": 0}, alpha=0.9 - i / 9))


def _key(axes) -> None:
    axes.set_axis_off()
    samples = (("sharp", "sharp", True, "dated"), ("faded", "faded", True, "approximate"), ("sharp", "open", True, "open"))
    x = LEFT
    for start, end, sure, words in (*samples, ("sharp", "sharp", False, "reckoned, not certain")):
        _bar(axes, x, x + 9, 5, start, end, sure, 1)
        axes.text(x + 10.5, 5.7, words, size=SIZE, va="center")
        x += 15 + text_width(words, SIZE)
    _dot(axes, x + 1, 5 + BAR / 2)
    axes.text(x + 2.5, 5.7, "bar of the label", size=SIZE, va="center")


def _legend(data: pd.DataFrame, names: list, first: int, after: int) -> Legend:
    shown = data[data.shown]
    middle = ((shown.low + shown.high) / 2).dropna()
    dense = np.floor(middle).value_counts().sort_index()
    most = f"{int(dense.idxmax())}" if len(dense) else ""
    of_most = shown.text[np.floor((shown.low + shown.high) / 2) == int(most or 0)].value_counts()
    chief = f"; {of_most.iloc[0]} of the {of_most.sum()} of {most} in {of_most.index[0]}" if len(of_most) else ""
    vague = shown[(shown.start_drawn != "sharp") | (shown.end_drawn != "sharp")]
    per_text = [f"{t} {counted(int((shown.text == t).sum()), 'date')}" for t in names]
    title = f"From {first} to {after - 1} no year was dated more often than {most}" if most else "No date lies in these years"
    outside = len(data) - len(shown)
    return Legend(
        title=f"{title}; {counted(len(vague), 'date')} of {len(shown)} had no sharp ends" if most else title,
        subtitle=f"What each text dates between {first} and {after - 1}; {counted(len(shown), 'date')} in "
        f"{counted(len(names), 'text')}{chief}",
        caption=f"Every expression that places something in time, {first} to {after - 1}, a lane a text in the order "
        f"of the catalogue, and one for what its editor dates. "
        f"A bar runs from the earliest to the latest day; the shortest are drawn {LEAST} mm wide. Approximate ends "
        f"are faded, open ends "
        "fade away, hatched bars were reckoned from the context and are not certain. Labels are the known events "
        "(seeds/events.csv), as "
        "many as find room, the most sharply dated first; on a long bar a dot says that it is meant. "
        f"Page furniture, notes and bibliography are left out, and a printed translation; "
        f"{outside} dates lie "
        f"outside these years. {SOURCE}",
        alt=f"Timeline of {counted(len(names), 'lane')}: {listed(per_text) or 'none'}.",
        n=len(shown),
        counted="dates",
        excluded="page furniture, notes, bibliography, dates without value, printed translations",
        method="dates by rule and by hand; bounds of EDTF values",
        error=ERROR,
    )


def _explore(workbook, data: pd.DataFrame, names: list) -> InteractiveFigure:
    """The whole range to explore; a click on a mark shows its sentence."""
    index = {d: SpeakerIndex(g) for d, g in workbook.voices.groupby("doc_id", sort=False)}
    by_doc = dict(iter(workbook.sentences.groupby("doc_id", sort=False)))
    places, marks = workbook.dates.set_index("date_id"), []
    for m in data.itertuples():
        start = int(places.start[m.id])
        own = by_doc[m.doc_id]
        near = own[(own.start <= start) & (own.end > start)]
        span = (int(near.start.iloc[0]), int(near.end.iloc[0])) if len(near) else (start, int(places.end[m.id]))
        said = f"{m.surface}: {m.edtf} ({m.certainty}; {m.reason}); spoken by {index[m.doc_id].at(start)[0]}"
        marks.append((m.id, m.doc_id, m.passage, *span, said))
    shown = evidence(workbook, pd.DataFrame(marks, columns="id doc_id passage start end speaker".split()))
    plot = go.Figure()
    for sure, part in data.groupby("sure", sort=False):
        low, high = part.low.fillna(part.high - 1), part.high.fillna(part.low + 1)
        lane = part.doc_id.map({d: i for i, d in enumerate(dict.fromkeys(data.doc_id))})
        plot.add_bar(
            orientation="h",
            name="certain or nearly" if sure else "reckoned, not certain",
            base=[float(x) for x in low],
            x=[float(max(h - a, 0.08)) for a, h in zip(low, high, strict=True)],
            y=[float(i + 0.72 * ((n * 7) % 11) / 11 - 0.33) for n, i in enumerate(lane)],
            width=0.06,
            customdata=[[i, plain(f"{s}: {e}")] for i, s, e in zip(part.id, part.surface, part.edtf, strict=True)],
            marker={"color": FILL if sure else "#d08c3c"},
            hovertemplate="%{customdata[1]}<extra></extra>",
        )
    ticks = list(dict.fromkeys(data.text)) or names
    plot.update_layout(
        barmode="overlay",
        height=160 + 90 * max(1, len(ticks)),
        template="simple_white",
        margin={"l": 10, "r": 10, "t": 10, "b": 40},
        legend={"orientation": "h", "y": -0.12},
        yaxis={"tickvals": list(range(len(ticks))), "ticktext": ticks, "autorange": "reversed", "automargin": True},
        xaxis={"range": list(main_years(data.assign(middle=(data.low + data.high) / 2)))},
    )
    return InteractiveFigure(plot, shown)
