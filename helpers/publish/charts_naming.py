"""Mentions in. Out: charts of who calls whom what, and of what is lost where voices are flattened to files."""

import pandas as pd

from helpers.analyse import naming, networks
from helpers.publish.charts_corpus import SOURCE, counted, listed, short_titles
from helpers.publish.charts_network import ERROR, METHOD, above, colour, names
from helpers.publish.figures import Chart, Legend
from helpers.publish.style import FAINT, INK, MUTED, PAGE, PAPER, PEOPLE, house_style, new_figure

# What fits: persons, forms of each, and speakers.
PERSONS, FORMS, SPEAKERS = 4, 6, 7


def chosen(workbook) -> list:
    """Return the four persons of the workbook where they are named, otherwise the four named most."""
    totals = networks.counted_mentions(workbook, networks.NAMED).groupby("person_id").size()
    four = [p for p in PEOPLE if p in totals.index]
    return four or above(totals, PERSONS)[0][:PERSONS]


def address_data(workbook) -> pd.DataFrame:
    """Count what speakers call the chosen persons, rarer forms and speakers summed as "others".

    Returns:
        One row a cell with a count. Columns: id, person_id, called, speaker, count, mention_ids.
    """
    forms = networks.counted_mentions(workbook, (*networks.NAMED, "epithet"))
    table = naming.forms_of_address(forms[forms.person_id.isin(chosen(workbook))])
    speakers = above(table.groupby("speaker")["count"].sum(), SPEAKERS)[0]
    ranks = table.groupby(["person_id", "called"], as_index=False)["count"].sum()
    ranks = ranks.sort_values(["count", "called"], ascending=[False, True]).groupby("person_id").head(FORMS)
    kept = set(zip(ranks.person_id, ranks.called, strict=True))
    rare = [key not in kept for key in zip(table.person_id, table.called, strict=True)]
    table = table.assign(
        called=table.called.mask(pd.Series(rare, table.index, bool), "others"),
        speaker=table.speaker.where(table.speaker.isin(speakers), "others"),
    )
    data = table.groupby(["person_id", "called", "speaker"], as_index=False).agg({"count": "sum", "mention_ids": "|".join})
    data.insert(0, "id", data.person_id + ":" + data.called + ":" + data.speaker)
    order = data.groupby(["person_id", "called"])["count"].transform("sum")
    return data.assign(rest=data.called == "others", all=order).sort_values(
        ["person_id", "rest", "all", "called", "speaker"], ascending=[True, True, False, True, True], ignore_index=True
    )["id person_id called speaker count mention_ids".split()]


def forms_of_address(workbook) -> Chart:
    """Draw who calls whom what, a small table for each of the chosen persons."""
    data, label, persons = address_data(workbook), names(workbook), chosen(workbook)
    totals = data.groupby("speaker")["count"].sum().sort_values(ascending=False, kind="stable")
    speakers = [s for s in totals.index if s != "others"] + ["others"] * ("others" in totals.index)
    legend = _address_legend(data, persons, label)
    with house_style():
        figure = new_figure(PAGE, 52 + 46 * ((len(persons) + 1) // 2), legend.title, legend.subtitle)
        panels = figure.subplots((len(persons) + 1) // 2, 2, squeeze=False).ravel() if persons else []
        for axes in panels[len(persons) :]:
            axes.set_axis_off()
        for axes, person in zip(panels, persons, strict=False):
            own = data[data.person_id == person]
            rows = list(dict.fromkeys(own.called))
            for x, speaker in enumerate(speakers):
                axes.text(x, -0.8, label.get(speaker, speaker), size=7, rotation=90, ha="center", va="bottom", color=MUTED)
            for cell in own.itertuples():
                x, y = speakers.index(cell.speaker), rows.index(cell.called)
                axes.scatter(x, y, s=150, marker="s", color=FAINT if cell.count < 10 else "#a9bcc6", linewidths=0)
                axes.text(x, y, f"{cell.count}", size=7, ha="center", va="center_baseline")
            for y in range(len(rows)):
                axes.hlines(y + 0.5, -0.5, len(speakers) - 0.5, color=FAINT, linewidth=0.4)
            axes.set_yticks(range(len(rows)), [r if r != "others" else "other forms" for r in rows])
            axes.tick_params(axis="y", labelsize=7)
            axes.set_xticks([])
            axes.set_xlim(-0.6, max(1, len(speakers)) - 0.4)
            axes.set_ylim(FORMS + 0.6, -0.7)
            axes.text(-0.75, -0.85, label.get(person, person), size=8, weight="bold", ha="right", va="bottom")
            axes.plot([-0.6, len(speakers) - 0.4], [-0.65, -0.65], color=colour(person), linewidth=2.2, clip_on=False)
            for side in axes.spines.values():
                side.set_visible(False)
    return Chart(figure, legend, data)


def _address_legend(data: pd.DataFrame, persons: list, label: dict) -> Legend:
    said = []
    for person in persons:
        own = data[data.person_id == person].groupby("called", sort=False)["count"].sum()
        said.append(
            f"{label.get(person, person)}: " + ", ".join(f"{'other forms' if c == 'others' else c} {n}" for c, n in own.items())
        )
    total = int(data["count"].sum())
    plain_name = data[data.called == data.person_id.map(label)]["count"].sum()
    return Legend(
        title=f"The bare family name made up {plain_name / max(1, total):.0%} of what speakers called them",
        subtitle=f"Forms of address and reference, names and epithets, by speaker; {counted(total, 'mention')} of "
        f"{listed([label.get(p, p) for p in persons])}",
        caption=f"Who calls whom what. Each number counts one form by one speaker; darker from ten. At most {FORMS} "
        f"forms a person and "
        f"{SPEAKERS} speakers are shown, the others summed. Forms stand as printed, so that spellings of an edition "
        f"(Trotski) stay apart; "
        f"in translated texts they are the translator's. {SOURCE}",
        alt=f"A small table for each person. {'; '.join(said)}.",
        n=total,
        counted="mentions by name or epithet",
        excluded="pronouns, page furniture, and one language of a text that is printed in two",
        method=METHOD,
        error=ERROR,
    )


def flattened_data(workbook) -> pd.DataFrame:
    """Compare the count by voice with the count by file.

    Returns:
        One row a mark. Columns: id, kind (text, speaker), name, mentions, wrong, value, low, high (of texts: the share that a
        count by file gives to the wrong speaker), by_voice, by_file (of speakers: mentions made).
    """
    mentions = networks.counted_mentions(workbook, networks.NAMED)
    texts = networks.misattributed(mentions).round(4).rename(columns={"doc_id": "name"}).assign(kind="text")
    counts = pd.DataFrame({"by_voice": mentions.groupby("speaker").size(), "by_file": mentions.groupby("author").size()})
    counts = counts.fillna(0).astype(int).rename_axis("name").reset_index().assign(kind="speaker")
    counts = counts.assign(most=counts[["by_voice", "by_file"]].max(axis=1)).sort_values(
        ["most", "name"], ascending=[False, True]
    )
    data = pd.concat([texts[texts.mentions > 0], counts.head(12)], ignore_index=True)
    data = data.astype(dict.fromkeys(("mentions", "wrong", "by_voice", "by_file"), "Int64"))
    data.insert(0, "id", data.kind + ":" + data.name)
    return data["id kind name mentions wrong value low high by_voice by_file".split()]


def flattened(workbook) -> Chart:
    """Draw what a count by file gets wrong: by text the share of mentions, by speaker the count."""
    data, label, titles = flattened_data(workbook), names(workbook), short_titles(workbook.documents)
    texts, speakers = data[data.kind == "text"], data[data.kind == "speaker"]
    legend = _flattened_legend(texts, speakers, label, titles)
    tallest = max(1, len(texts), len(speakers))
    with house_style():
        figure = new_figure(PAGE, 38 + 6.2 * tallest, legend.title, legend.subtitle)
        left, right = figure.subplots(1, 2)
        for y, row in enumerate(texts.itertuples()):
            left.barh(y, 100 * row.value, 0.6, color=MUTED if row.name == "all" else "#a9bcc6")
            left.hlines(y, 100 * row.low, 100 * row.high, color=INK, linewidth=1)
            said = f"{row.value:.0%} ({row.wrong} of {row.mentions})"
            left.text(100 * row.high + 2, y, said, size=7, va="center")
        left.set_yticks(range(len(texts)), ["all texts" if n == "all" else titles[n] for n in texts.name])
        left.set_xlim(0, 140)
        left.set_xticks([0, 25, 50, 75, 100])
        left.set_xlabel("% of named mentions given to the wrong speaker")
        high = max(1, int(speakers[["by_voice", "by_file"]].max().max())) if len(speakers) else 1
        for y, row in enumerate(speakers.itertuples()):
            right.hlines(y, row.by_voice, row.by_file, color=FAINT, linewidth=2, zorder=1)
            right.plot(row.by_file, y, "o", markersize=4.5, markerfacecolor=PAPER, markeredgecolor=MUTED, zorder=2, clip_on=False)
            right.plot(row.by_voice, y, "o", markersize=4.5, color=PEOPLE.get(row.name, INK), zorder=3, clip_on=False)
            end = max(row.by_voice, row.by_file)
            right.text(end + high * 0.06, y, f"{row.by_voice} by voice, {row.by_file} by file", size=7, color=MUTED, va="center")
        right.set_yticks(range(len(speakers)), [label.get(s, s) for s in speakers.name])
        right.set_xlim(-high * 0.02, high * 1.85)
        right.set_xticks(_ticks(high))
        right.set_xlabel("named mentions: filled by voice, open by file")
        for axes in (left, right):
            axes.set_ylim(max(1, tallest) - 0.5, -0.5)
            axes.spines["left"].set_visible(False)
    return Chart(figure, legend, data)


def _ticks(high: int) -> list:
    step = next(s * 10**p for p in range(9) for s in (1, 2, 5) if high / (s * 10**p) <= 4)
    return list(range(0, high + 1, step))


def _flattened_legend(texts: pd.DataFrame, speakers: pd.DataFrame, label: dict, titles: dict) -> Legend:
    whole, worst = texts[texts.name == "all"], texts[texts.name != "all"].head(1)
    total = int(whole.mentions.sum())
    share = f"{whole.value.iloc[0]:.0%} of the names went to the wrong speaker" if total else "No one is named"
    most = "".join(f", in *{titles[r.name]}* {r.value:.0%}" for r in worst.itertuples()).replace("*", "")
    shares = [f"{titles.get(r.name, 'all texts')} {r.value:.0%} ({r.low:.0%} to {r.high:.0%})" for r in texts.itertuples()]
    counts = [f"{label.get(r.name, r.name)} {r.by_voice} by voice, {r.by_file} by file" for r in speakers.itertuples()]
    return Legend(
        title=f"Counted by file, {share}{most}" if total else share,
        subtitle=f"Left: share of named mentions not spoken by the text's author, 95 % intervals. Right: mentions by speaker; "
        f"{counted(total, 'mention')}",
        caption="What is lost where voices are flattened to documents. Left: of the mentions by name in each text, "
        "the share whose speaker "
        "is not the author, so that a count by file gives it to the wrong one; Wilson's intervals, which take "
        "mentions for independent "
        "and so are narrow. Right: how many names each speaker gives, counted by voice (filled) and by file (open). " + SOURCE,
        alt=f"Bars of shares: {'; '.join(shares)}. Pairs of dots: {'; '.join(counts)}.",
        n=total,
        counted="mentions by name",
        excluded="pronouns, epithets, page furniture, and one language of a text that is printed in two",
        method=METHOD,
        error=ERROR,
    )
