"""Keyness in. Out: the scatter of words about one person against words about the other, to print and to explore."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from helpers.analyse import contrast, keyness
from helpers.publish.charts_contrast import blank, legend_of, name_of
from helpers.publish.charts_corpus import listed
from helpers.publish.charts_themes import passages
from helpers.publish.figures import Chart
from helpers.publish.page import InteractiveFigure, plain
from helpers.publish.style import FAINT, INK, MUTED, OTHERS, PAGE, PAPER, PEOPLE, house_style, new_figure, text_width

LABELLED = 9  # words of each side that are printed


def scatter(workbook, table: pd.DataFrame | None = None) -> Chart:
    """Draw each word by how often it is used and how strongly it marks one side.

    Args:
        workbook: the open workbook.
        table: as `keyness.keyness` returns it; computed where not given.
    """
    data = keyness.keyness(workbook) if table is None else table
    if data.empty:
        return blank(workbook, "words to compare", data)
    a, b = contrast.pair(workbook)
    data = data.assign(id=data.word, total=data[a] + data[b])
    held = data[data.holds]
    words = [f"“{w}”" for w in held.word]
    count = f"{len(held) or 'No'} of {len(data)} words" + (f" ({listed(words)})" if 0 < len(words) < 5 else "")
    about = keyness.sentences_about(workbook)
    sizes = [f"{name_of(t)} {about.words[about.target == t].map(len).sum():,}" for t in (a, b)]
    legend = legend_of(
        workbook,
        f"{count} mark{'s' if len(held) == 1 else ''} one side whichever voice is left out",
        f"{contrast.groups(contrast.witnesses(workbook))[0]}: words of quoted sentences about each ({', '.join(sizes)} words)",
        f"Up: typical of {name_of(a)}; down: of {name_of(b)}. z of the log-odds with an informative Dirichlet prior "
        f"(Monroe, Colaresi and Quinn 2008; prior: all words of that language here, {keyness.PRIOR_WORDS} words’ worth). "
        f"Filled: |z| ≥ {keyness.Z} "
        f"whichever testimony is left out; words used under {keyness.LEAST} times and names are left out. "
        "A sentence about both counts on both sides.",
        f"{len(data)} words by frequency and z; holding: {listed(words) or 'none'}.",
        len(data),
        "words",
    )
    with house_style():
        figure = new_figure(PAGE, 110, legend.title, legend.subtitle)
        axes = figure.subplots()
        colours = np.where(data.z > 0, PEOPLE.get(a, OTHERS), PEOPLE.get(b, OTHERS))
        axes.axhspan(-keyness.Z, keyness.Z, color=FAINT, alpha=0.35, linewidth=0)
        axes.axhline(0, color=MUTED, linewidth=0.5)
        axes.scatter(data.total, data.z, s=12, c=np.where(data.holds, colours, PAPER), edgecolors=colours, linewidths=0.8)
        axes.set_xscale("log")
        ticks = [t for t in (4, 8, 16, 32, 64, 128, 256) if t <= max(8, data.total.max())]
        axes.set_xticks(ticks, [str(t) for t in ticks])
        axes.minorticks_off()
        axes.set_xlabel("occurrences on both sides (log scale)")
        axes.set_ylabel("z of the log-odds")
        low, high = min(-2.5, data.z.min() - 0.3), max(2.5, data.z.max() + 0.3)
        axes.set_ylim(low, high)
        axes.set_yticks(range(int(np.ceil(low)), int(high) + 1))
        axes.set_xlim(3.6, max(16, data.total.max() * 1.5))
        span = np.log(axes.get_xlim()[1] / axes.get_xlim()[0]) / (PAGE - 16), (high - low) / 84
        ends = data.head(LABELLED), data.tail(LABELLED).iloc[::-1]
        for word, x, y in _apart([r for part in ends for r in part.itertuples()], data, *span):
            axes.text(x, y, word, size=7, va="center", color=INK)
        axes.text(0.995, 0.985, f"typical of {name_of(a)}", transform=axes.transAxes, ha="right", va="top", weight="bold")
        axes.text(0.995, 0.015, f"typical of {name_of(b)}", transform=axes.transAxes, ha="right", va="bottom", weight="bold")
    return Chart(figure, legend, data, _explore(workbook, data, a, b))


def _apart(rows: list, data: pd.DataFrame, per_x: float, per_y: float) -> list[tuple]:
    """Place labels right of their points, left out where one would cover another label or point (sizes in millimetres)."""
    points = [(np.log(t) / per_x, z / per_y) for t, z in zip(data.total, data.z, strict=True)]
    placed, out = [], []
    for r in rows:
        x, y, width = np.log(r.total) / per_x + 1.3, r.z / per_y, text_width(r.word, 7) + 0.6
        box = (x, x + width, y - 1.5, y + 1.5)
        hit = any(box[0] < q[1] and q[0] < box[1] and box[2] < q[3] and q[2] < box[3] for q in placed)
        if not hit and not any(box[0] < px < box[1] and box[2] < py < box[3] for px, py in points):
            placed.append(box)
            out.append((r.word, float(np.exp(x * per_x)), r.z))
    return out


def _explore(workbook, data: pd.DataFrame, a: str, b: str) -> InteractiveFigure:
    plot = go.Figure()
    for target, own in ((a, data[data.z > 0]), (b, data[data.z <= 0])):
        cells = zip(own.id, own.word, own[a], own[b], own.g2, own.dp, own.voices, own.weakest_z, strict=True)
        plot.add_scatter(
            mode="markers+text",
            name=f"typical of {name_of(target)}",
            x=list(own.total),
            y=list(own.z.round(3)),
            text=[plain(w) if abs(z) > 1.2 else "" for w, z in zip(own.word, own.z, strict=True)],
            textposition="middle right",
            customdata=[[c[0], plain(c[1]), c[2], c[3], *(round(v, 2) for v in c[4:])] for c in cells],
            marker={"size": 8, "color": PEOPLE.get(target, OTHERS)},
            hovertemplate=f"%{{customdata[1]}}: {name_of(a)} %{{customdata[2]}}, {name_of(b)} %{{customdata[3]}}<br>"
            "z %{y}, G² %{customdata[4]}, DP %{customdata[5]}<br>%{customdata[6]} voices; z without the one that bears most "
            "%{customdata[7]}<extra></extra>",
        )
    plot.update_layout(
        height=620,
        template="simple_white",
        margin={"l": 10, "r": 10, "t": 10, "b": 40},
        xaxis={"type": "log", "title": {"text": "occurrences"}},
        yaxis={"title": {"text": "z of the log-odds"}},
        legend={"orientation": "h", "y": -0.12},
    )
    return InteractiveFigure(plot, passages(workbook, data))
