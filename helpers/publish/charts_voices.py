"""The voices table in. Out: the figure of who speaks in each text, and its sentences."""

import pandas as pd

from helpers.analyse.scores import hand_share, mention_scores, voice_scores
from helpers.analyse.speakers import authors, words_spoken
from helpers.annotate.reading import read_groups, read_sources
from helpers.publish.charts_corpus import short_titles
from helpers.publish.figures import Chart, Legend
from helpers.publish.style import INK, OTHERS, PAGE, PAPER, PEOPLE, house_style, new_figure, text_width

# Shades and hatching of the groups of unnamed witnesses, in the order of voice_groups.csv; of more the last.
SHADES, HATCHES = ("#9fc3cf", "#6f94a0", OTHERS), ("....", "\\\\\\\\\\\\", None)


def kinds(workbook) -> dict[str, tuple]:
    """Return kind of voice → label, colour, hatching: the author, editors, the people of the palette, witnesses, others."""
    table = read_groups(workbook.seeds)
    labels = dict(zip(table.speaker_group, table.label, strict=True))
    people = dict(zip(workbook.authority.people.person_id, workbook.authority.people.label, strict=True))
    out = {"author": ("the author", "#35566b", None), "editor": (labels.get("editor", "editors"), "#dcdcdc", None)}
    out |= {p: (_short(people[p], p), shade, None) for p, shade in PEOPLE.items() if p in people}
    witnesses = table[(table.witness == "1") & table.speaker_group.isin(read_sources(workbook.seeds).speaker_group)]
    for n, group in enumerate(witnesses.speaker_group):
        out[group] = (labels[group], SHADES[min(n, 2)], HATCHES[min(n, 2)])
    return {**out, "other": ("other voices", OTHERS, None)}


def _short(label: str, person: str) -> str:
    return next((w for w in label.split() if w.lower() == person), label)


def voices_data(workbook) -> pd.DataFrame:
    """Count words by text and kind of voice.

    Returns:
        One row a mark. Columns: doc_id, text, voice (a key of `kinds`), words, share (of the text's words), speakers
        (how many), passages (paragraph numbers behind the mark, joined by |).
    """
    spoken = words_spoken(workbook)
    tellers = authors(workbook)
    known = kinds(workbook)
    spoken["voice"] = [_voice(r, tellers[r.doc_id], known) for r in spoken.itertuples()]
    groups = spoken.groupby(["doc_id", "voice"], sort=False)
    data = groups.agg(words=("words", "sum"), speakers=("speaker_id", "nunique"), passages=("passages", _union)).reset_index()
    data["share"] = (data.words / data.groupby("doc_id").words.transform("sum")).round(4)
    data.insert(1, "text", data.doc_id.map(short_titles(workbook.documents)))
    totals, order = data.groupby("doc_id").words.sum(), list(known)
    key = lambda c: -c.map(totals) if c.name == "doc_id" else c.map(order.index)  # noqa: E731
    return data.sort_values(["doc_id", "voice"], key=key, ignore_index=True)


def _voice(row, author: str, known: dict) -> str:
    if row.speaker_id == author:
        return "author"
    return next((g for g in (row.speaker_id, row.speaker_group) if g in known), "other")


def _union(passages: pd.Series) -> str:
    return "|".join(map(str, sorted({int(p) for cell in passages for p in cell.split("|")})))


def words_by_voice(workbook) -> Chart:
    """Draw words by text and voice, a bar each."""
    data = voices_data(workbook)
    total, quoted = max(1, data.words.sum()), data[~data.voice.isin(["author", "editor"])].words.sum()
    most = data[~data.voice.isin(["author", "editor"])].groupby("text").share.sum()
    scores = voice_scores(workbook)
    right = (scores.right * scores.characters).sum() / max(1, scores.characters.sum())
    error = (
        f"voices: {right:.1%} of {scores.characters.sum():,} characters as a reader gave them; "
        "unnamed voices are scored as one kind; who among them speaks is not measured"
        if len(scores)
        else "voices: not measured here"
    )
    title = f"Quoted voices spoke {quoted / total:.0%} of the words"
    if len(most) and most.max() > 0:
        title += f", and {most.max():.0%} of {most.idxmax()}"
    legend = Legend(
        title=title,
        subtitle=f"Words by text and by who utters them; {total:,} words, {len(words_spoken(workbook)):,} speakers and texts",
        caption="Words by innermost voice: an essayist’s quotation of a witness counts for the witness, and what that "
        "witness quotes for whom they quote. Reporting frames and indirect speech stay with the narrator. "
        f"Measured: {error}; corrections of that reading are applied. Source: seeds/.",
        alt="Horizontal bars, one a text, cut by voice. "
        + "; ".join(f"{t}: {s:.0%} not the author’s or an editor’s" for t, s in most.items())
        + ".",
        n=int(total),
        counted="words",
        excluded="nothing",
        method="voices by rules on quotation marks, frames and layout, then the reader’s corrections",
        error=error,
    )
    return Chart(_draw(data, legend, kinds(workbook)), legend, data)


def _draw(data: pd.DataFrame, legend: Legend, known: dict):  # noqa: ANN202 - a matplotlib figure
    with house_style():
        figure = new_figure(PAGE, 88, legend.title, legend.subtitle)
        axes = figure.subplots()
        texts = list(dict.fromkeys(data.text))
        per_mm = max(1, data.groupby("text").words.sum().max()) * 1.12 / (PAGE - 58)
        for row, text in enumerate(texts):
            left = 0
            for mark in data[data.text == text].itertuples():
                _, colour, hatch = known[mark.voice]
                axes.barh(row, mark.words, 0.62, left, color=colour, hatch=hatch, edgecolor=PAPER, linewidth=0.6)
                label = f"{mark.words:,}"
                if mark.words / per_mm > text_width(label, 7) + 2 and not hatch:
                    ink = PAPER if mark.voice in ("author", "stalin", "lenin", "krupskaya") else INK
                    axes.text(left + mark.words / 2, row, label, ha="center", va="center", size=7, color=ink)
                left += mark.words
            axes.text(left + per_mm, row, f"{left:,}", va="center", size=7.5, weight="bold")
        axes.set_yticks(range(len(texts)), texts)
        axes.set_ylim(len(texts) - 0.4, -0.6)
        axes.set_xlim(0, per_mm * (PAGE - 58))
        axes.set_xlabel("words")
        axes.xaxis.set_major_formatter("{x:,.0f}")
        axes.spines["left"].set_visible(False)
        shown = [look for g, look in known.items() if g in set(data.voice)]
        handles = [axes.bar(0, 0, color=c, hatch=hatch, edgecolor=PAPER, label=label) for label, c, hatch in shown]
        figure.legend(handles=handles, loc="outside lower center", ncols=5, handlelength=1.4)
    return figure


def flattening(workbook) -> str:
    """Say how many words a count by file would give to the wrong speaker."""
    data = voices_data(workbook)
    other = data[data.voice != "author"]
    worst = (other.groupby("text").words.sum() / data.groupby("text").words.sum()).dropna().sort_values()
    if worst.empty:
        return "Nobody but the authors speaks in these texts."
    return (
        f"Counted by file, {other.words.sum():,} of {data.words.sum():,} words "
        f"({other.words.sum() / data.words.sum():.0%}) would have gone to somebody who did not utter them; "
        f"in *{worst.index[-1]}* it was {worst.iloc[-1]:.0%}."
    )


def trust(workbook, rules: pd.DataFrame) -> str:
    """Say how far mentions and voices can be trusted. `rules`: `mention_scores` of the rules alone."""
    if rules.cases.sum() == 0:
        return "No text of this corpus was read by hand for mentions, so their error is not known."
    named, by_hand = rules.set_index("layer").loc["named"], hand_share(workbook)
    pronouns, share = rules.set_index("layer").loc["pronouns"], by_hand.by_hand.sum() / by_hand.rows.sum()
    return (
        f"The rules alone found named mentions with F1 {named.f1:.3f} ({named.f1_low:.3f}–{named.f1_high:.3f}, "
        f"{int(named.cases):,} cases), gave {named.person:.1%} of them the right person and {named.speaker:.1%} the right "
        "speaker; of the pronouns they found, "
        f"{pronouns.person:.1%} were given the right person. A reader then decided {share:.1%} of the rows by hand. "
        "Those decisions came from the same reading that the scores use, so no score is given for the corrected tables."
    )


def scores(workbook) -> pd.DataFrame:
    """Return the scores of the mention layers as a notebook shows them."""
    return mention_scores(workbook).set_index("layer").round(3)
