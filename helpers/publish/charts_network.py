"""Mentions in. Out: who names whom as a matrix and as measures with intervals, and what the charts of 02 share."""

import numpy as np
import pandas as pd
from matplotlib.patches import Rectangle

from helpers.analyse import networks
from helpers.annotate.reading import read_groups
from helpers.publish.charts_corpus import SOURCE, counted, listed
from helpers.publish.figures import Chart, Legend
from helpers.publish.style import INK, MUTED, OTHERS, PAGE, PAPER, PEOPLE, house_style, new_figure

ERROR = "mentions and speakers: see the agreement table in 02_who_mentions_whom"
METHOD = (
    "names by the authority file and by rule, speakers by rule (the innermost voice), both with the historian's corrections; "
    "a text that stands beside its translation is counted once, page furniture not at all"
)
# What fits on a page: columns and rows of the matrix.
PERSONS, SPEAKERS = 10, 14
# Of fewer words a rate per 1,000 says nothing.
FEW = 100


def group_labels(workbook) -> dict:
    """Return group of unnamed voices → what figures call it."""
    table = read_groups(workbook.seeds)
    return {**dict(zip(table.speaker_group, table.label, strict=True)), networks.NOBODY: "no voice", "others": "others"}


def names(workbook) -> dict:
    """Return id → the short name that figures print: the family name, in full where two share it."""
    out = group_labels(workbook)
    seen = {
        *workbook.mentions.person_id,
        *workbook.mentions.speaker_group,
        *workbook.documents.author_id,
        *workbook.documents.doc_id,
    }
    for person in sorted(seen):
        slug = person.split(":", 1)[-1]
        out.setdefault(person, f"“{slug.replace('-', ' ')}”" if person.startswith("unknown:") else slug.replace("-", " ").title())
    for row in workbook.authority.people.itertuples():
        words = [w.strip("()") for w in row.label.split()]
        out[row.person_id] = next((w for w in words if w.lower() == row.person_id), row.label or row.person_id)
    return out


def colour(person: str) -> str:
    """Return a person's colour: one of the palette's, grey for everybody else."""
    return PEOPLE.get(person, OTHERS)


def above(totals: pd.Series, most: int) -> tuple[list, int]:
    """Return the ids of at most so many with the highest totals, none of them unknown, and the threshold that they reach."""
    known = totals[[not str(i).startswith("unknown:") for i in totals.index]].sort_values(ascending=False, kind="stable")
    threshold = max(1, int(known.iloc[most]) + 1 if len(known) > most else 1)
    kept = known[known >= threshold]
    # Where too many share the highest total, the first of them stand for all.
    return (list(kept.index), threshold) if len(kept) else (list(known.index[:most]), int(known.max()) if len(known) else 1)


def matrix_data(workbook, forms: tuple = networks.NAMED) -> pd.DataFrame:
    """Count mentions by speaker and person, the less frequent of both summed as "others".

    Returns:
        One row a cell. Columns: id (speaker>person), speaker, person_id, words (spoken), count, per_1000 (missing
        under 100 words), mention_ids (joined by |). Speakers by words spoken, persons by mentions.
    """
    mentions, spoken = networks.counted_mentions(workbook, forms), networks.words_spoken(workbook)
    words = spoken.groupby("speaker").words.sum().sort_values(ascending=False, kind="stable")
    persons, _ = above(mentions.groupby("person_id").size(), PERSONS)
    speakers = list(words.index[: SPEAKERS if len(words) <= SPEAKERS else SPEAKERS - 1])
    small = mentions.assign(
        speaker=mentions.speaker.where(mentions.speaker.isin(speakers), "others"),
        person_id=mentions.person_id.where(mentions.person_id.isin(persons), "others"),
    )
    table = networks.edges(small).set_index(["speaker", "person_id"])
    rows = [(s, int(words[s])) for s in speakers]
    if len(words) > len(speakers):
        rows.append(("others", int(words.iloc[len(speakers) :].sum())))
    cells = []
    for speaker, n in rows:
        for person in [*persons, "others"]:
            count, ids = table.loc[(speaker, person)] if (speaker, person) in table.index else (0, "")
            rate = round(1000 * count / n, 1) if n >= FEW else None
            cells.append((f"{speaker}>{person}", speaker, person, n, int(count), rate, ids))
    return pd.DataFrame(cells, columns="id speaker person_id words count per_1000 mention_ids".split())


def mention_matrix(workbook) -> Chart:
    """Draw who names whom: in each cell the count and, below it, mentions per 1,000 words spoken."""
    data, label = matrix_data(workbook), names(workbook)
    speakers, persons = list(dict.fromkeys(data.speaker)), list(dict.fromkeys(data.person_id))
    legend = _matrix_legend(workbook, data, label)
    highest = max(1.0, data.per_1000.max() if data.per_1000.notna().any() else 1.0)
    with house_style():
        figure = new_figure(PAGE, 48 + 8 * len(speakers), legend.title, legend.subtitle)
        axes = figure.subplots()
        for cell in data.itertuples():
            x, y = persons.index(cell.person_id) + (0.25 if cell.person_id == "others" else 0), speakers.index(cell.speaker)
            known = pd.notna(cell.per_1000)
            shade = (cell.per_1000 / highest) ** 0.6 if known and cell.count else 0.0
            face = tuple(1 - shade * (1 - c) for c in (0.15, 0.30, 0.40))
            axes.add_patch(Rectangle((x - 0.48, y - 0.46), 0.96, 0.92, facecolor=face, edgecolor="#d9d9d9", linewidth=0.4))
            ink = PAPER if shade > 0.45 else INK
            if not cell.count:
                axes.text(x, y, "0", size=7, color=MUTED, ha="center", va="center")
                continue
            axes.text(x, y - 0.02, f"{cell.count:,}", size=7.5, weight="bold", color=ink, ha="center", va="bottom")
            rate = f"{cell.per_1000:.1f}" if known else "–"
            axes.text(x, y + 0.03, rate, size=7, color=ink, ha="center", va="top")
        for x, person in enumerate(persons):
            x += 0.25 if person == "others" else 0
            axes.text(x, -0.72, label.get(person, person), size=7.5, rotation=90, ha="center", va="bottom")
            if person in PEOPLE:
                axes.add_patch(Rectangle((x - 0.48, -0.66), 0.96, 0.12, color=colour(person), linewidth=0))
        spoken = data.drop_duplicates("speaker").words
        axes.set_yticks(range(len(speakers)), [f"{label.get(s, s)}\n{n:,} words" for s, n in zip(speakers, spoken, strict=True)])
        axes.tick_params(axis="y", labelsize=7)
        axes.set_xticks([])
        axes.set_xlim(-0.55, len(persons) - 0.2)
        axes.set_ylim(max(1, len(speakers)) - 0.45, -0.7)
        for side in axes.spines.values():
            side.set_visible(False)
    return Chart(figure, legend, data)


def _matrix_legend(workbook, data: pd.DataFrame, label: dict) -> Legend:
    total = int(data["count"].sum())
    totals = data[data.person_id != "others"].groupby("person_id")["count"].sum().sort_values(ascending=False, kind="stable")
    mentions, spoken = networks.counted_mentions(workbook, networks.NAMED), networks.words_spoken(workbook)
    all_persons = mentions.groupby("person_id").size()
    by = mentions[mentions.person_id == (totals.index[0] if len(totals) else "")].speaker.nunique()
    kept, threshold = above(all_persons, PERSONS)
    rest = len(all_persons) - len(kept)
    top = [f"{label.get(p, p)} {n}" for p, n in totals.head(4).items()]
    rows = [
        f"{label.get(s, s)} ({part.words.iloc[0]:,} words) "
        + (
            listed(
                [f"{label.get(c.person_id, c.person_id)} {c.count}" for c in part.nlargest(3, "count").itertuples() if c.count]
            )
            or "nobody"
        )
        for s, part in data.groupby("speaker", sort=False)
    ]
    first, most = (label.get(totals.index[0], totals.index[0]), int(totals.iloc[0])) if len(totals) else ("nobody", 0)
    return Legend(
        title=f"{first} was named most: {most:,} of {total:,} times, by {by} of {counted(spoken.speaker.nunique(), 'speaker')}",
        subtitle=f"Mentions by name, counted (bold) and per 1,000 words spoken (below); {counted(total, 'mention')} of "
        f"{counted(len(all_persons), 'person', 'persons')}. Shade: the rate",
        caption=f"Who names whom. Rows are speakers by the words they speak in these texts, columns the persons named at least "
        f"{counted(threshold, 'time')}; the other {rest:,} are summed. A speaker is the innermost voice: words that an author "
        f"quotes are the quoted person's. No rate is given where fewer than {FEW} words are spoken (–). Pronouns and epithets "
        f"are not names. {SOURCE}",
        alt=f"A table of shaded cells. Most named: {listed(top)}. By speaker: {'; '.join(rows)}.",
        n=total,
        counted="mentions by name",
        excluded="pronouns, epithets, page furniture, and one language of a text that is printed in two",
        method=METHOD,
        error=ERROR,
    )


def measures_data(workbook) -> pd.DataFrame:
    """Return `networks.measures` of the mentions by name, with kind (named, speaker) and id for each dot that is drawn."""
    table = networks.measures(networks.counted_mentions(workbook, networks.NAMED), networks.words_spoken(workbook))
    kept, _ = above(table.set_index("node").in_strength, PERSONS)
    named = table.set_index("node").loc[kept].reset_index().assign(kind="named")
    speakers = (
        table[table.words >= FEW].sort_values(["rate", "node"], ascending=[False, True]).head(SPEAKERS).assign(kind="speaker")
    )
    out = pd.concat([named[named.in_strength > 0], speakers], ignore_index=True)
    return out.assign(id=out.kind + ":" + out.node).round(2)


def measures(workbook) -> Chart:
    """Draw how often persons are named by others, and how densely speakers name others, with 95 % intervals."""
    data, label = measures_data(workbook), names(workbook)
    sides = [("named", "in_strength", "times named by others"), ("speaker", "rate", "names of others per 1,000 words spoken")]
    parts = {kind: data[data.kind == kind] for kind, _, _ in sides}
    tallest = max(1, *map(len, parts.values()))
    legend = _measures_legend(parts, label)
    with house_style():
        figure = new_figure(PAGE, 38 + 6 * tallest, legend.title, legend.subtitle)
        for axes, (kind, column, unit) in zip(figure.subplots(1, 2), sides, strict=True):
            part = parts[kind]
            high = max(1.0, part[[column, f"{column}_high"]].max().max() if len(part) else 1.0)
            for y, row in enumerate(part.itertuples()):
                shade = PEOPLE.get(row.node, INK)
                value, low, top = (getattr(row, f"{column}{end}") for end in ("", "_low", "_high"))
                axes.hlines(y, low, top, color=shade, linewidth=1.4)
                axes.plot(value, y, "o", color=shade, markersize=4)
                said = f"{value:,.0f}, by {row.in_degree}" if kind == "named" else f"{value:.1f} in {row.words:,} words"
                axes.text(max(value, top) + high * 0.03, y, said, size=7, color=MUTED, va="center")
            axes.set_yticks(range(len(part)), [label.get(n, n) for n in part.node])
            axes.set_ylim(max(1, tallest) - 0.5, -0.5)
            axes.set_xlim(0, high * 1.5)
            step = _step(high)
            axes.set_xticks(np.arange(0, high * 1.01, step))
            axes.set_xlabel(unit)
            axes.spines["left"].set_visible(False)
    return Chart(figure, legend, data)


def _step(high: float) -> float:
    scale = 10.0 ** np.floor(np.log10(high))
    return float(next(s for s in (scale / 5, scale / 2, scale, 2 * scale) if high / s <= 5.01))


def _measures_legend(parts: dict, label: dict) -> Legend:
    def told(kind: str, column: str, digits: int) -> list:
        return [
            f"{label.get(r.node, r.node)} {getattr(r, column):.{digits}f} ({getattr(r, column + '_low'):.{digits}f} to "
            f"{getattr(r, column + '_high'):.{digits}f})"
            for r in parts[kind].itertuples()
        ]

    named, speakers = told("named", "in_strength", 0), told("speaker", "rate", 1)
    most = parts["speaker"].head(1)
    dense = [
        f"{label.get(r.node, r.node)} named others most often for their words: {r.rate:.0f} names in 1,000"
        for r in most.itertuples()
    ]
    total = int(parts["named"].in_strength.sum())
    return Legend(
        title=dense[0] if dense else "Nobody spoke enough for a rate",
        subtitle=f"Left: times named by others, and by how many speakers ({counted(total, 'mention')}). Right: names given per "
        "1,000 words. Lines: 95 % intervals",
        caption="Strength of the persons named most and rate of the speakers, mentions of oneself left out. Intervals "
        "come from "
        f"{networks.DRAWS:,} resamplings of the paragraphs of each text (seed {networks.SEED}): they say how much a "
        f"number hangs on "
        f"single paragraphs of these texts, not how other texts would speak. Speakers of fewer than {FEW} words are "
        f"left out. {SOURCE}",
        alt=f"Two columns of dots with lines. Times named: {'; '.join(named)}. Names per 1,000 words: {'; '.join(speakers)}.",
        n=total,
        counted="mentions by name",
        excluded=f"mentions of oneself, pronouns, epithets, speakers of fewer than {FEW} words",
        method=METHOD + "; percentile bootstrap over paragraphs within texts",
        error=ERROR,
    )
