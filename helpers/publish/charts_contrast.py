"""Testimonies in. Out: the figures of paired stance, of stance shares, of who speaks, and of TextBlob on trial."""

import numpy as np
import pandas as pd
from matplotlib.patches import Rectangle

from helpers.analyse import baseline, contrast
from helpers.annotate.targets import STANCES
from helpers.publish.figures import Chart, Legend
from helpers.publish.style import FAINT, INK, MUTED, OTHERS, PAGE, PAPER, PEOPLE, house_style, new_figure

EXCLUDED = "named speakers, scholars, summaries without a quoted word"
METHOD = "testimonies, stance and themes by rules on word lists, then the historian’s corrections"
CHOSEN = (
    "The voices are those an author chose to quote: an interval says how far so few voices could stray by chance, "
    "not how far the choice did."
)
PER_ROW, CELL = 6, 9.6  # dots in a row of a cell; width of a cell in dots, its number included


def name_of(target: str) -> str:
    """Return how figures print a target: Lenin, Stalin, NEP."""
    return target.upper() if len(target) < 4 else target.capitalize()


def measured(workbook) -> str:
    """Return the measured error of testimonies and stance, in words."""
    scores = baseline.rules_alone(workbook)
    if scores.empty:
        return "testimonies and stance: not measured here"
    named = {"found": "testimonies found", "themes": "themes (F1)"}
    said = [f"{named.get(r.layer) or f'stance on {name_of(r.layer)}'} {r.value:.0%}" for r in scores.itertuples()]
    by_hand = (workbook.testimonies.decided_by == "hand").mean()
    return (
        f"{', '.join(said)} as a reader had them, by the rules alone ({scores.cases[0]} testimonies); {by_hand:.0%} of the rows "
        "were then corrected by hand from that reading"
    )


def legend_of(workbook, title: str, subtitle: str, caption: str, alt: str, n: int, counted: str = "testimonies") -> Legend:
    """Return a legend with what the figures of this notebook share."""
    error = measured(workbook)
    caption = f"{caption} Measured: {error}. Source: the texts listed in seeds/catalog.csv."
    return Legend(title, subtitle, caption, alt, n, counted, EXCLUDED, METHOD, error)


def blank(workbook, what: str, data: pd.DataFrame) -> Chart:
    """Return a figure that says there is nothing to draw."""
    legend = legend_of(
        workbook, f"No {what} to draw", "No voice of this corpus gives any; n = 0", "Nothing is drawn.", "Empty.", 0
    )
    with house_style():
        figure = new_figure(PAGE, 24, legend.title, legend.subtitle)
    return Chart(figure, legend, data)


def paired(workbook) -> Chart:
    """Draw what each voice thinks of both people, a dot a voice, the groups side by side."""
    data, (a, b) = contrast.paired(workbook), contrast.pair(workbook)
    if data.empty:
        return blank(workbook, "paired stance", data)
    both, one, other = contrast.preference(workbook), name_of(a), name_of(b)
    first, order = both.iloc[0], list(dict.fromkeys(data.group))
    speaks = "None" if not first["first"] else f"{first['first']} of {first.judged}"
    said = [f"{r.group}: {r.judged} judge both, {r.first} prefer {one}, {r.second} {other}" for r in both.itertuples()]
    legend = legend_of(
        workbook,
        f"{speaks} {first.group} who judged both thought better of {one}; {first.second or 'none'} of {other}",
        f"Voices by stance toward {one} (down) and {other} (across), a dot a voice; "
        + "; ".join(f"{g}, n = {data[data.group == g].n.sum()}" for g in order),
        f"Each dot is one voice at one place. Filled: the voice speaks of both; hollow: it is silent on one. "
        f"Neutral is no judgement, most often a report that one man warned against the other. {CHOSEN}",
        f"A table of dots for each group. {'. '.join(said)}.",
        int(data.n.sum()),
    )
    with house_style():
        deepest = [max(2, -(-int(data[data[a] == s].n.max()) // PER_ROW)) for s in STANCES]
        figure = new_figure(PAGE, 30 + 2.6 * sum(deepest) + 8, legend.title, legend.subtitle)
        axes = np.atleast_1d(figure.subplots(1, len(order), sharey=True))
        for panel, group in zip(axes, order, strict=True):
            _dots(panel, data[data.group == group], a, b, deepest)
            panel.set_title(f"{group} (n = {data[data.group == group].n.sum()})", loc="left", weight="bold", pad=14)
            panel.set_xlabel(f"stance toward {other}")
        axes[0].set_ylabel(f"stance toward {one}")
    return Chart(figure, legend, data)


def _dots(panel, data: pd.DataFrame, a: str, b: str, deepest: list) -> None:
    tops = np.concatenate([[0], np.cumsum([d + 1.2 for d in deepest])])
    for i, one in enumerate(STANCES):
        for j, other in enumerate(STANCES):
            n = int(data.n[(data[a] == one) & (data[b] == other)].iloc[0])
            k = np.arange(n)
            x, y = j * CELL + k % PER_ROW, tops[i] + 0.9 + k // PER_ROW
            silent = "absent" in (one, other)
            panel.scatter(x, y, s=12, c=PAPER if silent else INK, edgecolors=MUTED if silent else INK, linewidths=0.6)
            if n > 3:
                panel.text(j * CELL + PER_ROW + 2.1, tops[i] + 1.0, str(n), size=7, color=MUTED, ha="right", va="center")
    for top in tops:
        panel.axhline(top, color=FAINT, linewidth=0.5)
    for j in range(6):
        panel.axvline(j * CELL - 1.0, color=FAINT, linewidth=0.5)
    panel.set_xlim(-1.0, 5 * CELL - 1.0)
    panel.set_ylim(tops[-1], 0)
    panel.set_yticks((tops[:-1] + tops[1:]) / 2, STANCES)
    panel.set_xticks([j * CELL + 3.8 for j in range(5)], STANCES)
    panel.xaxis.tick_top()
    panel.tick_params(axis="x", length=0)
    panel.xaxis.set_label_position("bottom")
    for side in panel.spines.values():
        side.set_visible(False)


def stances(workbook) -> Chart:
    """Draw the shares of voices for and against each target, with their intervals."""
    data = contrast.shares(workbook)
    drawn = data[data.cases > 0]
    if drawn.empty:
        return blank(workbook, "stance", data)
    top = drawn[drawn.group == drawn.group.iloc[0]]
    people = [(name_of(r.target), r.stance, r.value) for r in top[top.target.isin(contrast.pair(workbook))].itertuples()]
    said = [f"{v:.0%} {s} on {t}" for t, s, v in people if s == ("positive" if t == people[0][0] else "negative")]
    legend = legend_of(
        workbook,
        f"{top.group.iloc[0]}: {', '.join(said)}",
        "Share of the voices that speak of each, with 95 % intervals (Wilson); n beside each bar",
        f"Left: negative, right: positive; mixed and neutral are printed. Lines: intervals. {CHOSEN}",
        "; ".join(f"{r.group} on {name_of(r.target)}: {r.value:.0%} {r.stance}" for r in drawn.itertuples() if r.stance in RIGHT)
        + ".",
        int(len(workbook.testimonies)),
    )
    rows = list(dict.fromkeys(zip(drawn.target, drawn.group, strict=True)))
    with house_style():
        figure = new_figure(PAGE, 36 + 8 * len(rows), legend.title, legend.subtitle)
        axes = figure.subplots()
        for y, (target, group) in enumerate(rows):
            own = drawn[(drawn.target == target) & (drawn.group == group)].set_index("stance")
            for stance, side in RIGHT.items():
                r = own.loc[stance]
                colour = PEOPLE.get(target, OTHERS)
                axes.barh(
                    y,
                    side * r.value,
                    0.56,
                    color=colour,
                    alpha=1 if side > 0 else 0.6,
                    hatch=None if side > 0 else "////",
                    edgecolor=PAPER,
                )
                axes.plot([side * r.low, side * r.high], [y, y], color=INK, linewidth=1)
            rest = own.loc["mixed", "n"] + own.loc["neutral", "n"]
            n = own.loc["positive"]
            axes.text(
                1.06, y, f"{own.loc['negative', 'n']} against, {n.n} for, {rest} neither, {n.silent} silent", va="center", size=7
            )
        axes.set_yticks(range(len(rows)), [f"{name_of(t)}: {g}" for t, g in rows])
        axes.set_ylim(len(rows) - 0.4, -0.6)
        axes.set_xlim(-1.02, 1.9)
        axes.set_xticks([-1, -0.5, 0, 0.5, 1], ["100 %", "50 % negative", "0", "50 % positive", "100 %"])
        axes.axvline(0, color=INK, linewidth=0.6)
        axes.spines["left"].set_visible(False)
        axes.spines["bottom"].set_bounds(-1, 1)
    return Chart(figure, legend, data)


RIGHT = {"negative": -1, "positive": 1}


def attributes(workbook) -> Chart:
    """Draw, for each class of voices, the share for the first person and against the second; "not stated" included."""
    data, tests = contrast.attributes(workbook), contrast.attribute_tests(workbook)
    a, b = contrast.pair(workbook)
    rows = list(dict.fromkeys(zip(data.attribute, data.value_of, data.voices, strict=True)))
    if not data.cases.sum():
        return blank(workbook, "attributes of voices", data)
    differ = (tests.verdict == "differs").sum()
    silent = data[data.value_of == contrast.NOT_STATED].drop_duplicates("attribute").set_index("attribute").voices
    total = int(data.drop_duplicates(["attribute", "value_of"]).groupby("attribute").voices.sum().max())
    groups = contrast.groups(contrast.witnesses(workbook))
    legend = legend_of(
        workbook,
        f"{differ or 'No'} difference by gender, age, nationality or occupation can be shown",
        f"{groups[0]} (n = {total}): share positive on {name_of(a)} and negative on {name_of(b)}, with 95 % intervals",
        f"Voices by what the text states of them; hollow: fewer than {contrast.SMALL} voices speak of the person. "
        f"Of {len(tests)} comparisons {(tests.verdict == 'too small').sum()} were too small to call (a cell under "
        f"{contrast.SMALL} voices) and in {(tests.verdict == 'no variation').sum() or 'none'} all voices agreed; exact tests, "
        f"or χ² for large tables, corrected by Holm’s method. {CHOSEN}",
        "Not stated: " + ", ".join(f"{k} {v} of {total}" for k, v in silent.items()) + ".",
        total,
    )
    with house_style():
        figure = new_figure(PAGE, 34 + 4.6 * (len(rows) + 3), legend.title, legend.subtitle)
        axes = figure.subplots(1, 2, sharey=True)
        places = _places(rows)
        for panel, target, word in zip(axes, (a, b), ("positive", "negative"), strict=True):
            for y, (attribute, value, _) in zip(places, rows, strict=True):
                r = data[(data.attribute == attribute) & (data.value_of == value) & (data.target == target)].iloc[0]
                if not r.cases:
                    continue
                few, colour = r.cases < contrast.SMALL, PEOPLE.get(target, OTHERS)
                panel.plot([r.low, r.high], [y, y], color=MUTED if few else colour, linewidth=0.8 if few else 1.6)
                panel.scatter(r.value, y, s=18, c=PAPER if few else colour, edgecolors=MUTED if few else colour, zorder=3)
                panel.text(1.06, y, f"{r.n} of {r.cases}", size=7, va="center", color=MUTED if few else INK)
            panel.set_xlim(-0.02, 1.3)
            panel.set_xticks([0, 0.5, 1], ["0", "50 %", "100 %"])
            panel.set_title(f"{word} on {name_of(target)}", loc="left", weight="bold")
            panel.grid(axis="x")
            panel.spines["left"].set_visible(False)
        axes[0].set_yticks(places, [f"{v} ({n})" for _, v, n in rows])
        axes[0].set_ylim(places[-1] + 0.8, -1.6)
        for attribute in contrast.ATTRIBUTES:
            y = places[[r[0] for r in rows].index(attribute)] - 0.95
            axes[0].text(0, y, attribute, size=7.5, weight="bold", va="center")
    return Chart(figure, legend, data)


def _places(rows: list) -> list[float]:
    """Rows of a figure with a gap before each attribute."""
    out, y = [], 0.0
    for i, row in enumerate(rows):
        y += (1 if rows[i - 1][0] == row[0] else 2) if i else 0
        out.append(y)
    return out


def textblob(workbook) -> Chart:
    """Draw TextBlob's sign against the reading, a table for each person."""
    data, trial = baseline.confusion(workbook), baseline.trial(workbook)
    if not data.n.sum():
        return blank(workbook, "TextBlob scores", data)
    trial = trial[trial.way == baseline.WAYS["testimony"]].set_index("target")
    said = [f"{name_of(t)} {r.agree} of {r.voices} right" for t, r in trial.iterrows()]
    kappas = [f"{name_of(t)}: kappa {r.kappa:.2f} ({r.kappa_low:.2f} to {r.kappa_high:.2f})" for t, r in trial.iterrows()]
    legend = legend_of(
        workbook,
        f"TextBlob’s sign and the reading: {', '.join(said)}",
        "Voices that speak of the person, by the reading (down) and by the sign of TextBlob’s polarity (across)",
        f"Dark frames: where they agree; a mixed reading agrees with no sign. {'; '.join(kappas)} (Cohen 1960; 95 % bootstrap). "
        "TextBlob is the baseline on trial: no finding rests on it.",
        f"Two tables of counts. {'; '.join(kappas)}.",
        int(trial.voices.sum()),
        "judgements",
    )
    reads = list(dict.fromkeys(data["read"]))
    with house_style():
        figure = new_figure(PAGE, 66, legend.title, legend.subtitle)
        axes = figure.subplots(1, 2, sharey=True)
        for panel, target in zip(axes, contrast.pair(workbook), strict=True):
            own = data[data.target == target]
            for r in own.itertuples():
                x, y = baseline.SIGNS.index(r.scored), reads.index(r.read)
                shade = r.n / max(1, data.n.max())
                agree = r.read == r.scored
                panel.add_patch(_cell(x, y, shade, agree))
                panel.text(x, y, str(r.n), ha="center", va="center", size=8, color=PAPER if shade > 0.55 else INK)
            panel.set_xlim(-0.5, 2.5)
            panel.set_ylim(len(reads) - 0.5, -0.5)
            panel.set_xticks(range(3), [f"TextBlob {s}" for s in baseline.SIGNS])
            panel.set_yticks(range(len(reads)), [f"read as {s}" for s in reads])
            panel.set_title(f"{name_of(target)} (n = {own.n.sum()})", loc="left", weight="bold")
            for side in panel.spines.values():
                side.set_visible(False)
    return Chart(figure, legend, data)


def _cell(x: float, y: float, shade: float, framed: bool):  # noqa: ANN202 - a matplotlib patch
    grey = str(round(0.97 - 0.72 * shade, 3))
    return Rectangle((x - 0.46, y - 0.44), 0.92, 0.88, facecolor=grey, edgecolor=INK if framed else PAPER, linewidth=1.2)
