"""Themes and motifs in. Out: the figure of themes by target and the figure of who tells which motif, both to explore."""

import pandas as pd
import plotly.graph_objects as go

from helpers.analyse import contrast, motifs
from helpers.publish.charts_contrast import CHOSEN, blank, legend_of, name_of
from helpers.publish.charts_corpus import evidence
from helpers.publish.evidence import place_of
from helpers.publish.figures import Chart
from helpers.publish.page import InteractiveFigure, plain
from helpers.publish.style import INK, MUTED, PAGE, PAPER, house_style, new_figure

# Light to dark, so that they part in grey; a person's own colour would say who, and here the panel does.
SHADES = {"positive": "#D9A441", "neutral": "#e3e3e3", "mixed": "#b5b5b5", "negative": "#2f4b63"}
HATCH = {"mixed": "....", "negative": None, "neutral": None, "positive": None}


def passages(workbook, marks: pd.DataFrame) -> dict:
    """Return the testimonies behind each mark, as a page takes them. `marks`: id, ids (joined by |)."""
    behind = {}
    for r in workbook.testimonies.itertuples():
        passage = int(place_of(workbook, r.doc_id, r.start).passage)
        speaker = f"{r.speaker_desc} ({r.source or 'no source'})"
        behind[r.testimony_id] = (r.doc_id, passage, int(r.start), int(r.end), speaker)
    rows = [(mark.id, *behind[i]) for mark in marks.itertuples() for i in mark.ids.split("|") if i]
    return evidence(workbook, pd.DataFrame(rows, columns="id doc_id passage start end speaker".split()))


def theme_stances(workbook) -> Chart:
    """Draw each theme's voices by stance toward each person, headline group alone; the page holds the others as well."""
    every = contrast.themes(workbook)
    if every.empty:
        return blank(workbook, "themes", every)
    group = every.group.iloc[0]
    every.insert(0, "id", every.group + ":" + every.theme + ":" + every.target + ":" + every.stance)
    data = every[(every.group == group) & (every.voices > 0)]
    if data.empty:
        return blank(workbook, "themes", every)
    (a, b), order = contrast.pair(workbook), list(dict.fromkeys(data.sort_values("voices", ascending=False, kind="stable").theme))
    top = data[data.theme == order[0]].voices.iloc[0]
    against = data[(data.target == b) & (data.stance == "negative")].sort_values("n", ascending=False, kind="stable").iloc[0]
    total = int(contrast.witnesses(workbook).headline.sum())
    legend = legend_of(
        workbook,
        f"Commonest theme: {order[0].replace('_', ' ')} ({top} of {total} voices); most blame of {name_of(b)}: "
        f"{against.theme.replace('_', ' ')} ({against.n})",
        f"{group}: voices with each theme, by what they think of {name_of(a)} and of {name_of(b)}; a voice may have many themes",
        f"Voices that are silent on the person are left out of the bars; the number after a theme counts all. {CHOSEN}",
        "; ".join(f"{r.theme} {r.voices}" for r in data.drop_duplicates("theme").itertuples()) + ".",
        total,
    )
    with house_style():
        figure = new_figure(PAGE, 42 + 5 * len(order), legend.title, legend.subtitle)
        axes = figure.subplots(1, 2, sharey=True, sharex=True)
        longest = max(1, data[data.stance != "absent"].groupby(["theme", "target"]).n.sum().max())
        for panel, target in zip(axes, (a, b), strict=True):
            for y, theme in enumerate(order):
                left = 0
                own = data[(data.theme == theme) & (data.target == target)].set_index("stance").n
                for stance, colour in SHADES.items():
                    panel.barh(y, own[stance], 0.7, left, color=colour, hatch=HATCH[stance], edgecolor=PAPER, linewidth=0.6)
                    if own[stance] / longest > 0.06:
                        ink = PAPER if stance == "negative" else INK
                        panel.text(left + own[stance] / 2, y, str(own[stance]), ha="center", va="center", size=7, color=ink)
                    left += own[stance]
            panel.set_title(f"stance toward {name_of(target)}", loc="left", weight="bold")
            panel.set_xlabel("voices")
            panel.set_xlim(0, longest + 1)
            panel.set_xticks(range(0, int(longest) + 1, 5))
            panel.spines["left"].set_visible(False)
        voices = data.drop_duplicates("theme").set_index("theme").voices
        axes[0].set_yticks(range(len(order)), [f"{t.replace('_', ' ')} ({voices[t]})" for t in order])
        axes[0].set_ylim(len(order) - 0.4, -0.6)
        handles = [axes[0].barh(0, 0, color=c, hatch=HATCH[s], edgecolor=PAPER, label=s) for s, c in SHADES.items()]
        figure.legend(handles=handles, loc="outside lower center", ncols=4, handlelength=1.4)
    return Chart(figure, legend, every, _explore_themes(workbook, data, order))


def _explore_themes(workbook, data: pd.DataFrame, order: list) -> InteractiveFigure:
    plot = go.Figure()
    for target in contrast.pair(workbook):
        for stance, colour in SHADES.items():
            own = data[(data.target == target) & (data.stance == stance)].set_index("theme").loc[order].reset_index()
            plot.add_bar(
                orientation="h",
                name=f"{stance} on {name_of(target)}",
                y=[[t.replace("_", " ") for t in own.theme], [name_of(target)] * len(own)],
                x=list(own.n),
                customdata=[[i] for i in own.id],
                marker={"color": colour, "line": {"color": "#777777", "width": 0.5}},
                hovertemplate=f"%{{x}} voices<extra>{stance} on {name_of(target)}</extra>",
                showlegend=target == contrast.pair(workbook)[0],
                legendgroup=stance,
            )
    _lay_out(plot, 160 + 38 * len(order))
    return InteractiveFigure(plot, passages(workbook, data[data.n > 0]))


def _lay_out(plot: go.Figure, height: int) -> None:
    plot.update_layout(
        barmode="stack",
        height=height,
        template="simple_white",
        margin={"l": 10, "r": 10, "t": 10, "b": 40},
        legend={"orientation": "h", "y": -0.1},
        yaxis={"autorange": "reversed", "automargin": True},
        xaxis={"title": {"text": "voices"}},
    )


def motif_tellings(workbook) -> Chart:
    """Draw who tells which motif, a dot a telling, the headline group filled and the others hollow."""
    data = motifs.tellings(workbook)
    if data.empty:
        return blank(workbook, "motifs", data)
    data.insert(0, "id", data.theme + ":" + data.testimony_id)
    counts = data.groupby("motif", sort=False).size().sort_values(ascending=False, kind="stable")
    order, seen = list(counts.index), list(dict.fromkeys(data.group))
    several = int((data.groupby("testimony_id").size() > 1).sum())
    own = data[data.motif == order[0]]
    legend = legend_of(
        workbook,
        f"“{order[0][0].upper() + order[0][1:]}” was told {len(own)} times, more often than any other motif",
        f"Tellings of each motif, a dot a voice: {len(data)} tellings by {data.testimony_id.nunique()} voices; "
        f"{several} tell two or more",
        "Filled: "
        + (f"{seen[0]}; hollow: {seen[-1]}" if len(seen) > 1 else seen[0])
        + ". Tellings repeat one another and are no "
        "independent witnesses: a motif shows what was going round, not what happened.",
        "; ".join(f"{m}: {n}" for m, n in counts.items()) + ".",
        len(data),
        "tellings",
    )
    with house_style():
        figure = new_figure(PAGE, 30 + 8 * len(order), legend.title, legend.subtitle)
        axes = figure.subplots()
        for y, motif in enumerate(order):
            groups = list(data[data.motif == motif].group)
            filled = [INK if g == seen[0] else PAPER for g in groups]
            axes.scatter(range(1, len(groups) + 1), [y] * len(groups), s=30, c=filled, edgecolors=INK, linewidths=0.8)
            axes.text(len(groups) + 0.8, y, f"{len(groups)}", va="center", size=7.5, color=MUTED)
        axes.set_yticks(range(len(order)), order)
        axes.set_ylim(len(order) - 0.4, -0.6)
        axes.set_xlim(0, max(12, counts.max() + 3))
        axes.set_xlabel("tellings")
        axes.spines["left"].set_visible(False)
    return Chart(figure, legend, data, _explore_motifs(workbook, data, order))


def _explore_motifs(workbook, data: pd.DataFrame, order: list) -> InteractiveFigure:
    plot, place = go.Figure(), data.groupby("motif").cumcount() + 1
    for group, own in data.groupby("group", sort=False):
        plot.add_scatter(
            mode="markers",
            name=plain(group),
            x=list(place[own.index]),
            y=list(own.motif),
            customdata=[[i, plain(d), plain(o)] for i, d, o in zip(own.id, own.speaker_desc, own.only_here, strict=True)],
            marker={"size": 13, "color": INK if group == data.group.iloc[0] else PAPER, "line": {"color": INK, "width": 1.5}},
            hovertemplate="%{customdata[1]}<br>only here: %{customdata[2]}<extra></extra>",
        )
    _lay_out(plot, 170 + 60 * len(order))
    plot.update_layout(
        yaxis={"autorange": None, "categoryorder": "array", "categoryarray": order[::-1]}, xaxis={"title": {"text": "tellings"}}
    )
    return InteractiveFigure(plot, passages(workbook, data.assign(ids=data.testimony_id)))
