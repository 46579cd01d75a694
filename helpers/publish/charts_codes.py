"""Mentions in. Out: charts of a text beside its translation, of code names with their authority, of names beside pronouns."""

import pandas as pd

from helpers.analyse import naming, networks
from helpers.publish.charts_corpus import HATCH, LANGUAGE_LABELS, SOURCE, counted, listed, short_titles
from helpers.publish.charts_network import ERROR, METHOD, above, colour, names
from helpers.publish.figures import Chart, Legend
from helpers.publish.style import FAINT, INK, MUTED, PAGE, PAPER, house_style, new_figure, text_width, wrap

# What fits: mentions in a row and rows of the comparison of languages; persons beside their pronouns; lines of an authority.
CELLS, ROWS, PERSONS, LINES = 5, 22, 12, 5
KINDS = {"pseudonym": "a person", "codename_place": "a place", "codename_group": "a group"}
# Millimetres: a line of small type, and where the columns of the code names begin and end.
LINE = 3.3
STANDS, USED, TEXT, TEXT_WIDTH = 24, 62, 86, 90


def translation_data(workbook) -> pd.DataFrame:
    """Return `naming.paired_mentions` with id, row and column (where each pair is drawn, from 0)."""
    table, places = naming.paired_mentions(workbook), []
    row, column, before = -1, 0, None
    for key in zip(table.doc_id, table.source_passage, strict=True):
        fresh = key != before
        row, column = (row + 1, 0) if fresh or column == CELLS - 1 else (row, column + 1)
        before = key
        places.append((row, column))
    table = table.assign(row=[r for r, _ in places], column=[c for _, c in places])
    table.insert(0, "id", table.source_id + "=" + table.target_id)
    return table[table.row < ROWS]


def translation(workbook) -> Chart:
    """Draw the names of a text beside those of its translation, mention by mention."""
    data, label = translation_data(workbook), names(workbook)
    rows = int(data.row.max()) + 1 if len(data) else 0
    legend = _translation_legend(workbook, data, label)
    with house_style():
        figure = new_figure(PAGE, 26 + 9.5 * max(1, rows), legend.title, legend.subtitle)
        axes = figure.subplots()
        axes.set_axis_off()
        axes.set_xlim(0, PAGE - 4)
        axes.set_ylim(max(1, rows) - 0.4, -0.6)
        width = (PAGE - 24) / CELLS
        for row, own in data.groupby("row"):
            first = own.iloc[0]
            axes.axhline(row - 0.5, color=FAINT, linewidth=0.5)
            if first.column == 0 and not (data.row[data.source_passage == first.source_passage] < row).any():
                axes.text(0, row, f"{first.source_passage} / {first.target_passage}", size=7, color=MUTED, va="center")
        for cell in data.itertuples():
            x = 20 + cell.column * width
            axes.plot([x - 1.6] * 2, [cell.row - 0.32, cell.row + 0.32], color=colour(cell.person_id), linewidth=2.2)
            for surface, y in ((cell.source, cell.row - 0.19), (cell.target, cell.row + 0.19)):
                lacks = not surface
                said = "not named" if lacks else _fitting(surface, width - 4)
                weight = "bold" if not (cell.source and cell.target) and not lacks else "normal"
                axes.text(
                    x,
                    y,
                    said,
                    size=7,
                    va="center_baseline",
                    color=MUTED if lacks else INK,
                    weight=weight,
                    style="italic" if lacks else "normal",
                )
    return Chart(figure, legend, data)


def _fitting(surface: str, width: float) -> str:
    said = " ".join(surface.split())
    while text_width(said, 7, "bold") > width:
        said = said.rstrip("…")[:-1] + "…"
    return said


def _translation_legend(workbook, data: pd.DataFrame, label: dict) -> Legend:
    languages = workbook.alignments[["source_language", "target_language"]].iloc[:1].to_numpy().ravel()
    one, two = [LANGUAGE_LABELS.get(code, code) for code in languages] or ("", "")
    both = data[(data.source != "") & (data.target != "")]
    alone = {two: data[data.source == ""], one: data[data.target == ""]}
    only = [
        f"{listed([label.get(p, p) for p in part.person_id])} in the {name} alone" for name, part in alone.items() if len(part)
    ]
    titles = short_titles(workbook.documents)
    where = listed([titles[d] for d in dict.fromkeys(data.doc_id)])
    hidden = len(naming.paired_mentions(workbook)) - len(data)
    return Legend(
        title=f"{one} and {two} agreed on {len(both):,} of {counted(len(data), 'name')}"
        + (f"; {'; '.join(only)}" if only else "")
        if len(data)
        else "No text was printed in two languages",
        subtitle=f"{where}: {counted(len(data), 'name')}, {one} above {two}, by paragraph ({one} / {two})"
        if len(data)
        else "0 pairs",
        caption="Mentions by name in a text and its translation. Paragraphs were paired by length; within a pair the "
        "persons named were laid "
        "side by side in order. The bar's colour is the person's; bold: named in that language alone."
        + (f" {counted(hidden, 'place is', 'places are')} not drawn." if hidden else "")
        + f" {SOURCE}",
        alt="Two lines a paragraph, one a language. "
        + "; ".join(f"{r.source or 'not named'} = {r.target or 'not named'}" for r in data.itertuples())
        + ".",
        n=len(data),
        counted="places where a person is named in either language",
        excluded="pronouns, epithets, paragraphs without a pair",
        method="pairs of paragraphs after Gale and Church; mentions by their order (difflib)",
        error=ERROR,
    )


def code_data(workbook) -> pd.DataFrame:
    """Return `naming.code_names` with id and the known person's name (`stands_for`)."""
    table, label = naming.code_names(workbook), names(workbook)
    table.insert(0, "id", table.doc_id + ":" + table.form + ":" + table.person_id)
    stands_for = [label.get(p, p) if p else KINDS[k] for p, k in zip(table.person_id, table.kind, strict=True)]
    return table.assign(stands_for=stands_for).head(12)


def code_names(workbook) -> Chart:
    """Draw code names with how often they are used, whom they stand for, on whose word, and rival identifications."""
    data = code_data(workbook)
    told = [_grounds(row) for row in data.itertuples()]
    heights = [max(2.4, len(lines) + 0.7) * LINE for lines in told]
    legend = _code_legend(workbook, data)
    with house_style():
        figure = new_figure(PAGE, 34 + sum(heights), legend.title, legend.subtitle)
        axes = figure.subplots()
        axes.set_axis_off()
        axes.set_xlim(0, PAGE - 3)
        axes.set_ylim(sum(heights), -5)
        for x, head in ((0, "Code name"), (STANDS, "stands for"), (USED, "used"), (TEXT, "on whose word")):
            axes.text(x, -2.5, head, size=7, color=MUTED, va="center")
        most, top = max(data["count"], default=1), 0.0
        for row, lines, height in zip(data.itertuples(), told, heights, strict=True):
            axes.plot([0, PAGE - 3], [top, top], color=FAINT, linewidth=0.5)
            y = top + LINE
            axes.text(0, y, _fitting(row.form, STANDS - 2), size=7.5, weight="bold", va="center")
            axes.text(
                STANDS,
                y,
                _fitting(row.stands_for, USED - STANDS - 2),
                size=7.5,
                va="center",
                style="normal" if row.person_id else "italic",
            )
            axes.barh(
                y,
                14 * row.count / most,
                LINE * 0.9,
                USED,
                color=colour(row.person_id),
                hatch=None if row.person_id else HATCH,
                edgecolor=PAPER,
            )
            axes.text(USED + 14 * row.count / most + 1.2, y, f"{row.count}", size=7, va="center")
            for i, (line, rival) in enumerate(lines):
                axes.text(
                    TEXT,
                    y + i * LINE,
                    line,
                    size=7,
                    va="center",
                    color=MUTED if rival else INK,
                    style="italic" if rival else "normal",
                )
            top += height
    return Chart(figure, legend, data)


def _grounds(row) -> list[tuple]:
    """The lines of an authority and of the rival identifications, each cut to a few; the table has them whole."""
    out = []
    for said, rival in [(row.authority, False), *((f"Rival: {r}", True) for r in row.rivals.split("|") if r)]:
        lines = wrap(said, 7, "normal", TEXT_WIDTH - 2)
        if len(lines) > LINES:
            lines = [*lines[: LINES - 1], lines[LINES - 1] + " …"]
        out += [(line, rival) for line in lines]
    return out


def _code_legend(workbook, data: pd.DataFrame) -> Legend:
    total, disputed = int(data["count"].sum()), data[data.rivals != ""]
    titles = short_titles(workbook.documents)
    where = listed([titles[d] for d in dict.fromkeys(data.doc_id)])
    kinds = [
        counted(n, KINDS[k][2:], "people" if k == "pseudonym" else "") for k, n in data.kind.value_counts(sort=False).items()
    ]
    told = [f"{r.form} {r.count}, {r.stands_for}" + (", disputed" if r.rivals else "") for r in data.itertuples()]
    return Legend(
        title=f"{len(disputed)} of {counted(len(data), 'code name')} had a rival reading"
        if len(data)
        else "No code name was used",
        subtitle=f"Code names of {listed(kinds)} in {where}; {counted(total, 'use')}" if len(data) else "0 uses",
        caption="Code and party names as the text uses them, whom they stand for, and on whose word; rival readings "
        "in italics. A hatched bar "
        f"is a place or group, whose uses are counted by the words alone. Long grounds are cut; the CSV has them "
        f"whole. {SOURCE}",
        alt=f"A table with bars: {'; '.join(told)}.",
        n=total,
        counted="uses of a code name",
        excluded="code names of the authority file that no text uses",
        method="forms of seeds/names.csv that hold in a text; persons with the historian's corrections",
        error=ERROR,
    )


def pronoun_data(workbook) -> pd.DataFrame:
    """Count names, epithets and pronouns of the persons most mentioned.

    Returns:
        One row a person and kind. Columns: id, person_id, kind (named, epithet, pronoun), count, mention_ids.
    """
    m = networks.counted_mentions(workbook)
    persons = above(m.groupby("person_id").size(), PERSONS)[0]
    m = m.assign(kind=m.form.where(~m.form.isin(networks.NAMED), "named"))
    table = m[m.person_id.isin(persons)].groupby(["person_id", "kind"], as_index=False)
    table = table.agg(count=("mention_id", "size"), mention_ids=("mention_id", "|".join))
    table.insert(0, "id", table.person_id + ":" + table.kind)
    return table.sort_values("person_id", key=lambda c: c.map(persons.index), kind="stable", ignore_index=True)


def named_and_pronouns(workbook) -> Chart:
    """Draw how the persons most mentioned are mentioned: by name, by epithet, by pronoun."""
    data, label = pronoun_data(workbook), names(workbook)
    persons = list(dict.fromkeys(data.person_id))
    legend = _pronoun_legend(workbook, data, label)
    with house_style():
        figure = new_figure(PAGE, 32 + 6.4 * max(1, len(persons)), legend.title, legend.subtitle)
        axes = figure.subplots()
        totals = data.groupby("person_id")["count"].sum()
        high = int(totals.max()) if len(totals) else 1
        looks = {"named": {"alpha": 1.0}, "epithet": {"alpha": 0.6, "hatch": "xxxx"}, "pronoun": {"alpha": 0.45, "hatch": HATCH}}
        for y, person in enumerate(persons):
            at, said = 0, []
            for kind, look in looks.items():
                n = int(data[(data.person_id == person) & (data.kind == kind)]["count"].sum())
                axes.barh(y, n, 0.66, at, color=colour(person), edgecolor=PAPER, linewidth=0.5, **look)
                at += n
                said += [counted(n, {"named": "name"}.get(kind, kind))] if n else []
            axes.text(at + high * 0.012, y, ", ".join(said), size=7, va="center", color=MUTED)
        axes.set_yticks(range(len(persons)), [label.get(p, p) for p in persons])
        axes.set_ylim(max(1, len(persons)) - 0.4, -0.6)
        axes.set_xlim(0, high * 1.5)
        # The room to the right is the labels': a number at its edge would stand outside the figure.
        axes.set_xticks([tick for tick in axes.get_xticks() if 0 <= tick <= high * 1.4])
        axes.set_xlabel("mentions")
        axes.spines["left"].set_visible(False)
        keys = [
            axes.barh(0, 0, color=MUTED, edgecolor=PAPER, label=k, **look)
            for k, look in zip(("by name", "by epithet", "by pronoun"), looks.values(), strict=True)
        ]
        figure.legend(handles=keys, loc="outside lower center", ncols=3)
    return Chart(figure, legend, data)


def _pronoun_legend(workbook, data: pd.DataFrame, label: dict) -> Legend:
    wide = data.pivot_table(index="person_id", columns="kind", values="count", aggfunc="sum", fill_value=0, sort=False)
    wide = wide.reindex(columns=["named", "epithet", "pronoun"], fill_value=0)
    share = (wide.pronoun / wide.sum(axis=1)).sort_values(ascending=False, kind="stable")
    everything = networks.counted_mentions(workbook)
    overall = (everything.form == "pronoun").mean() if len(everything) else 0.0
    told = [f"{label.get(p, p)} {r.named} by name, {r.epithet} by epithet, {r.pronoun} by pronoun" for p, r in wide.iterrows()]
    top = f"Pronouns carried {overall:.0%} of all mentions"
    if len(share):
        top += f", and {share.iloc[0]:.0%} of those of {label.get(share.index[0], share.index[0])}"
    return Legend(
        title=top,
        subtitle=f"Mentions of the persons most mentioned, by name, epithet and pronoun; "
        f"{counted(int(data['count'].sum()), 'mention')}",
        caption=f"Named against pronoun counts. {overall:.0%} of all {len(everything):,} mentions are pronouns. First "
        f"persons belong to the voice, "
        f"second persons to its addressee; third persons were resolved within the paragraph by rule. {SOURCE}",
        alt=f"Bars cut in up to three: {'; '.join(told)}.",
        n=int(data["count"].sum()),
        counted="mentions",
        excluded="unknown persons, page furniture, and one language of a text that is printed in two",
        method=METHOD + "; pronouns by rule",
        error=ERROR,
    )
