"""Mentions in. Out: the directed network of who names whom: drawn, as a graph, as a page whose edges show passages."""

import networkx as nx
import numpy as np
import pandas as pd
import plotly.graph_objects as go
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch
from matplotlib.path import Path

from helpers.analyse import networks
from helpers.annotate.corpus import WORD
from helpers.publish.charts_corpus import SOURCE, counted, listed
from helpers.publish.charts_network import ERROR, METHOD, colour, names
from helpers.publish.evidence import cite, page_excerpts
from helpers.publish.figures import Chart, Legend
from helpers.publish.page import InteractiveFigure, plain
from helpers.publish.style import INK, MUTED, PAGE, PAPER, PEOPLE, house_style, new_figure

# Nodes that can be labelled beside one another on a page.
NODES = 16
# Half width and half height of the oval, and the radius of a node, in millimetres.
ACROSS, UP, RADIUS = 47, 50, 1.9
WIDEST, THINNEST = 6.5, 0.5
# Words on either side of a mention on the page, and how many quotations of an edge are tried for each text.
AROUND, QUOTED = 8, (6, 4, 3, 2, 1)


def all_edges(workbook) -> pd.DataFrame:
    """Return `networks.edges` of the mentions by name, those of oneself left out."""
    table = networks.edges(networks.counted_mentions(workbook, networks.NAMED))
    return table[table.speaker != table.person_id]


def network_data(workbook) -> pd.DataFrame:
    """Return the edges that are drawn: the heaviest, as many as touch no more than 16 nodes.

    Returns:
        One row an edge. Columns: id (speaker>person), speaker, person_id, count (mentions by name),
        mention_ids (joined by |), x, y, to_x, to_y (places of the two nodes, millimetres from the centre).
    """
    table = all_edges(workbook)
    table = table[~table.person_id.str.startswith("unknown:")]
    for threshold in sorted(set(table["count"])):
        kept = table[table["count"] >= threshold]
        if len({*kept.speaker, *kept.person_id}) <= NODES:
            break
    else:
        kept = table.head(NODES // 2)
    at = layout(kept)
    kept = kept.assign(id=kept.speaker + ">" + kept.person_id)
    for column, node in (("", "speaker"), ("to_", "person_id")):
        kept[f"{column}x"], kept[f"{column}y"] = ([at[n][i] for n in kept[node]] for i in (0, 1))
    return kept["id speaker person_id count mention_ids x y to_x to_y".split()].reset_index(drop=True)


def layout(edges: pd.DataFrame) -> dict:
    """Return node → (x, y) on an oval, by formula: who mostly speaks on the left, who is mostly named on the right.

    Each side runs from the busiest node at the top to the least busy at the bottom, in even steps of height, so that
    labels outside the oval never meet and no edge, all of which stay inside, crosses one.
    """
    made, received = edges.groupby("speaker")["count"].sum(), edges.groupby("person_id")["count"].sum()
    nodes = sorted({*made.index, *received.index}, key=lambda n: (-(made.get(n, 0) + received.get(n, 0)), n))
    left = [n for n in nodes if made.get(n, 0) > received.get(n, 0)]
    places = {}
    for side, own in ((-1, left), (1, [n for n in nodes if n not in left])):
        for i, node in enumerate(own):
            y = UP * (1 - 2 * (i + 0.5) / len(own))
            places[node] = (round(side * ACROSS * (1 - 0.75 * (y / UP) ** 2) ** 0.5, 2), round(y, 2))
    return places


def curve(x: float, y: float, to_x: float, to_y: float) -> list[tuple]:
    """Return the three points of an edge's quadratic curve, bent towards the centre; there and back are two curves."""
    middle = np.array([(x + to_x) / 2, (y + to_y) / 2])
    along = np.array([to_x - x, to_y - y])
    length = float(np.hypot(*along)) or 1.0
    across = np.array([-along[1], along[0]]) / length
    bend = middle * 0.55 + across * 0.07 * length
    end, start = np.array([to_x, to_y]), np.array([x, y])
    shorten = (bend - end) / (float(np.hypot(*(bend - end))) or 1.0) * (RADIUS + 0.6)
    return [tuple(start), tuple(bend), tuple(end + shorten)]


def network(workbook) -> Chart:
    """Draw the heaviest edges of who names whom; the graph beside the figure holds all of them."""
    data, label = network_data(workbook), names(workbook)
    mentions, spoken = networks.counted_mentions(workbook), networks.words_spoken(workbook)
    whole = networks.graph(mentions, spoken, label)
    nx.set_edge_attributes(whole, False, "drawn")
    for row in data.itertuples():
        whole.edges[row.speaker, row.person_id]["drawn"] = True
    everything = all_edges(workbook)
    legend = _legend(data, everything, label, whole)
    with house_style():
        figure = new_figure(PAGE, 126, legend.title, legend.subtitle)
        axes = figure.subplots()
        axes.set_axis_off()
        axes.set_aspect("equal")
        axes.set_xlim(-ACROSS - 42, ACROSS + 42)
        axes.set_ylim(-UP, UP)
        heaviest = max(data["count"], default=1)
        # Light edges last, so that heavy ones do not bury them.
        for row in data.itertuples():
            path = Path(curve(row.x, row.y, row.to_x, row.to_y), [Path.MOVETO, Path.CURVE3, Path.CURVE3])
            width = thickness(row.count, heaviest)
            style = f"-|>,head_length={0.4 + 0.05 * width:.2f},head_width={0.16 + 0.045 * width:.2f}"
            axes.add_patch(
                FancyArrowPatch(
                    path=path, arrowstyle=style, mutation_scale=7, color=colour(row.person_id), linewidth=width, alpha=0.8,
                    shrinkA=0, shrinkB=0, joinstyle="miter", capstyle="butt",
                )
            )  # fmt: skip
        for node, (x, y) in layout(data).items():
            axes.plot(x, y, "o", color=PEOPLE.get(node, INK), markersize=2 * RADIUS / 25.4 * 72 * 0.95, markeredgecolor=PAPER)
            side = 1 if x > 0 else -1
            place = {"ha": "left" if x > 0 else "right", "x": x + side * (RADIUS + 1.2)}
            axes.text(y=y + 0.1, s=label.get(node, node), size=7.5, weight="bold", va="bottom", **place)
            axes.text(y=y - 0.1, s=_said(everything, node), size=7, color=MUTED, va="top", **place)
        keys = sorted({max(1, round(heaviest * share)) for share in (0.1, 0.4, 1)})
        lines = [Line2D([], [], color=MUTED, linewidth=thickness(k, heaviest), label=counted(k, "mention")) for k in keys]
        if len(data):
            figure.legend(handles=lines, loc="outside lower center", ncols=3)
    return Chart(figure, legend, data, _explore(workbook, data, label), whole)


def thickness(count: int, heaviest: int) -> float:
    """Return an edge's width in points: in proportion to its count, and never too thin to print."""
    return max(THINNEST, WIDEST * count / heaviest)


def _said(everything: pd.DataFrame, node: str) -> str:
    made = int(everything[everything.speaker == node]["count"].sum())
    received = int(everything[everything.person_id == node]["count"].sum())
    return ", ".join(filter(None, [f"named {received}×" if received else "", f"names others {made}×" if made else ""]))


def _legend(data: pd.DataFrame, everything: pd.DataFrame, label: dict, whole) -> Legend:
    shown, total = int(data["count"].sum()), int(everything["count"].sum())
    least = int(data["count"].min()) if len(data) else 0
    told = [f"{label.get(r.speaker, r.speaker)} to {label.get(r.person_id, r.person_id)} {r.count}" for r in data.itertuples()]
    received = data.groupby("person_id")["count"].sum().sort_values(ascending=False, kind="stable")
    half = received.cumsum() <= 0.8 * shown
    few = list(received.index[: int(half.sum()) + 1])
    share = received[few].sum() / max(1, shown)
    whom = listed([label.get(p, p) for p in few]) if len(few) <= 3 else f"{len(few)} of the persons drawn"
    return Legend(
        title=f"{share:.0%} of these mentions went to {whom}" if len(data) else "Nobody names anybody",
        subtitle=f"Who names whom, from speaker to person named: {counted(len(data), 'edge')} of at least "
        f"{counted(least, 'mention')}, "
        f"{shown:,} of {counted(total, 'mention')} of others. Width: mentions",
        caption=f"Directed network of mentions by name. An arrow runs from a speaker (the innermost voice) to the "
        f"person named, as wide as "
        f"the count; colour is the named person's. Only edges of {least} and more are drawn; mentions of oneself are "
        f"left out. Places are "
        "set by formula and mean nothing but this: left, who named more than he was named; right, who was named more. "
        "Beside each name: all its mentions, drawn or not. All "
        f"{whole.number_of_edges():,} edges, those without a name among them, are in the GraphML and GEXF files. {SOURCE}",
        alt=f"A network of {counted(len(layout(data)), 'node')} on an oval, with arrows as wide as their counts: "
        f"{'; '.join(told)}.",
        n=shown,
        counted="mentions by name",
        excluded=f"edges of fewer than {least} mentions, mentions of oneself, pronouns, epithets, page furniture",
        method=METHOD + "; layout by formula",
        error=ERROR,
    )


def edge_passages(workbook, data: pd.DataFrame, label: dict) -> dict:
    """Return the passages behind each edge: some quoted, as many as the texts' rights allow; the others cited.

    Args:
        workbook: the open workbook.
        data: as `network_data` returns it.
        label: id → the name to print.
    """
    spots = workbook.mentions.set_index("mention_id")
    rows = []
    for edge in data.itertuples():
        for mention_id in edge.mention_ids.split("|"):
            spot = spots.loc[mention_id]
            start, end = around(workbook.texts[spot.doc_id], spot.start, spot.end)
            rows.append((edge.id, label.get(edge.speaker, edge.speaker), spot.doc_id, int(spot.passage), start, end))
    table = pd.DataFrame(rows, columns="id speaker doc_id passage start end".split())
    kept = pd.concat([_quotable(workbook, own) for _, own in table.groupby("doc_id", sort=False)]) if len(table) else table
    quoted = dict(zip(kept.index, page_excerpts(workbook, kept), strict=True)) if len(kept) else {}
    shown = {}
    for (edge, doc_id), own in table.groupby(["id", "doc_id"], sort=False):
        panel = shown.setdefault(edge, [])
        for row in own[own.index.isin(quoted)].itertuples():
            panel.append(
                {"text": f"… {quoted[row.Index]}", "speaker": row.speaker, "cite": cite(workbook.documents, doc_id, row.passage)}
            )
        rest = own[~own.index.isin(quoted)]
        if len(rest):
            paragraphs = list(dict.fromkeys(map(str, rest.passage)))
            where = f"{cite(workbook.documents, doc_id)}, para. {', '.join(paragraphs)}"
            panel.append({"text": f"and {counted(len(rest), 'more mention')}", "speaker": own.speaker.iloc[0], "cite": where})
    return shown


def _quotable(workbook, own: pd.DataFrame) -> pd.DataFrame:
    """A few passages of each edge in one text, so few that none has to be cut; at least one."""
    for most in QUOTED:
        # Spread over the text: an edge's first mentions are not its whole story.
        chosen = [
            g.iloc[np.unique(np.linspace(0, len(g) - 1, most).round().astype(int))] for _, g in own.groupby("id", sort=False)
        ]
        part = pd.concat(chosen)
        if not any(words.endswith("[…]") for words in page_excerpts(workbook, part)):
            break
    return part


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of a mention with the words on either side of it, within its line."""
    words = list(WORD.finditer(text, text.rfind("\n", 0, start) + 1, start))[-AROUND:]
    stop = text.find("\n", end)
    after = list(WORD.finditer(text, end, stop if stop >= 0 else len(text)))[:AROUND]
    return (words[0].start() if words else start), (after[-1].end() if after else end)


def _explore(workbook, data: pd.DataFrame, label: dict) -> InteractiveFigure:
    plot, heaviest, everything = go.Figure(), max(data["count"], default=1), all_edges(workbook)
    steps = np.linspace(0, 1, 25)[:, None]
    for row in data.itertuples():
        one, bend, other = (np.array(p) for p in curve(row.x, row.y, row.to_x, row.to_y))
        points = (1 - steps) ** 2 * one + 2 * steps * (1 - steps) * bend + steps**2 * other
        said = f"{label.get(row.speaker, row.speaker)} names {label.get(row.person_id, row.person_id)} {row.count} times"
        plot.add_scatter(
            mode="lines",
            x=[round(float(v), 2) for v in points[:, 0]],
            y=[round(float(v), 2) for v in points[:, 1]],
            customdata=[[row.id]] * len(points),
            line={"color": colour(row.person_id), "width": 1.5 + thickness(row.count, heaviest)},
            opacity=0.75,
            hovertemplate=plain(said) + "<extra></extra>",
        )
    places = layout(data)
    plot.add_scatter(
        mode="markers+text",
        x=[x for x, _ in places.values()],
        y=[y for _, y in places.values()],
        text=[plain(label.get(n, n)) for n in places],
        textposition=["middle right" if x > 0 else "middle left" for x, _ in places.values()],
        marker={"size": 13, "color": [PEOPLE.get(n, INK) for n in places]},
        hovertemplate=[plain(f"{label.get(n, n)}: {_said(everything, n)}") + "<extra></extra>" for n in places],
    )
    hidden = {"visible": False, "fixedrange": False}
    plot.update_layout(
        template="simple_white", showlegend=False, height=640, margin=dict.fromkeys("lrtb", 10), hovermode="closest",
        xaxis={**hidden, "range": [-ACROSS - 42, ACROSS + 42]}, yaxis={**hidden, "range": [-UP - 4, UP + 4]},
    )  # fmt: skip
    return InteractiveFigure(plot, edge_passages(workbook, data, label))
