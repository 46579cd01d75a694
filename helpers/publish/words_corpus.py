"""The corpus tables in. Out: the sentences and small tables of 01_corpus, every number in them computed, for any corpus."""

import pandas as pd

from helpers.publish.charts_corpus import counted, listed, short_titles
from helpers.publish.charts_map import flaw_density
from helpers.publish.evidence import cite, excerpt

# Words shown on either side of a page end.
BESIDE = 8


def sizes(workbook) -> str:
    """Say how many words the texts hold, and which is the shortest and the longest."""
    documents, names = workbook.documents.set_index("doc_id"), short_titles(workbook.documents)
    words = documents.n_words
    said = f"The {counted(len(words), 'text')} held {counted(words.sum(), 'word')}."
    if len(words) > 1:
        short, long = words.idxmin(), words.idxmax()
        said += f" The shortest was *{names[short]}* ({words[short]:,}), the longest *{names[long]}* ({words[long]:,})."
    return said


def certainty(workbook) -> str:
    """List how sure the catalogue is of each text's author and date."""
    names = short_titles(workbook.documents)
    return "\n".join(
        f"- *{names[r.doc_id]}*. Author {r.author_certainty or 'not stated'}. Date {r.date_certainty or 'not stated'}."
        for r in workbook.documents.itertuples()
    )


def shares(workbook) -> str:
    """Say how much of the words is body text, and how much Russian, where."""
    p, names = workbook.passages, short_titles(workbook.documents)
    said = f"Body text made up {p[p.zone == 'body'].n_words.sum() / max(1, p.n_words.sum()):.0%} of the words."
    russian = p[p.language == "ru"].groupby("doc_id", sort=False).n_words.sum()
    if russian.empty:
        return said + " None were Russian."
    said += f" {counted(russian.sum(), 'word')} were Russian, all of them in {listed([f'*{names[d]}*' for d in russian.index])}."
    twice = [f"*{names[d]}*" for d in russian.index if d in set(workbook.alignments.doc_id)]
    if twice:
        said += f" {listed(twice)} printed the same text in English too: whoever counts names there without regard to language"
        said += " counts it twice."
    return said


def interruptions(workbook) -> str:
    """Say how many paragraphs a page end or a note interrupted, and show the two halves of one that was cut in mid-sentence."""
    cut, names = workbook.passages.query("segment > 1"), short_titles(workbook.documents)
    if cut.empty:
        return "No page end or note interrupted a paragraph."
    breaks = cut.groupby("doc_id", sort=False).size().sort_values(ascending=False, kind="stable")
    said = f"Page ends and notes interrupted {counted(cut.groupby(['doc_id', 'passage']).ngroups, 'paragraph')}, in"
    said += f" {counted(len(cut), 'place')}: {listed([f'{n} in *{names[d]}*' for d, n in breaks.items()])}."
    halves = workbook.sentences[workbook.sentences.duplicated(["doc_id", "passage", "sentence"], keep=False)]
    own = halves[halves.doc_id.isin(breaks.index)].sort_values("doc_id", key=lambda c: c.map(breaks), kind="stable")
    if own.empty:
        return said + " No sentence was cut in two."
    first, second = own.iloc[0], own.iloc[1]
    text = workbook.texts[first.doc_id]
    before = " ".join(text[first.start : first.end].split()[-BESIDE:])
    after = " ".join(text[second.start : second.end].split()[:BESIDE])
    # Both halves stand in one quotation: together they may be no longer than the rights allow.
    quoted = excerpt(workbook.documents, first.doc_id, f"… {before} ‖ {after}")
    return f"{said} “{quoted}” is one sentence, cut at ‖ ({cite(workbook.documents, first.doc_id, first.passage)})."


def notes(workbook) -> str:
    """Say how many notes were called, and what of them is lost."""
    called, names = workbook.notes[workbook.notes.marker_start.notna()], short_titles(workbook.documents)
    if workbook.notes.empty:
        return "No note was called or printed."
    lost = called[called.note_id == ""].groupby("doc_id", sort=False).size()
    said = f"Notes were called in {counted(len(called), 'place')}."
    if len(lost):
        where = listed([f"{counted(n, 'note number')} in *{names[d]}*" for d, n in lost.items()])
        said += f" {where} had no note in this copy: what they stood for cannot be followed to its source."
    astray = int(workbook.notes.marker_start.isna().sum())
    return said + (f" {counted(astray, 'note was', 'notes were')} called by nothing." if astray else "")


def pairs(workbook) -> pd.DataFrame:
    """Set the paragraphs of a text beside those of its translation.

    Returns:
        The alignments table with source_words and target_words.
    """
    words, a = workbook.passages.groupby(["doc_id", "passage"]).n_words.sum(), workbook.alignments
    source = [words[key] for key in zip(a.doc_id, a.source_passage, strict=True)]
    target = [words[key] for key in zip(a.doc_id, a.target_passage, strict=True)]
    return a.assign(source_words=pd.Series(source, a.index, int), target_words=pd.Series(target, a.index, int))


def translation(workbook) -> str:
    """Say how many paragraphs were paired with their translation, and at what rate of words."""
    table = pairs(workbook)
    if table.empty:
        return "No text was printed in two languages, so nothing was paired."
    rates = (table.target_words / table.source_words.clip(lower=1))[table.source_words > 20]
    sides = [table.drop_duplicates(["doc_id", f"{s}_passage"]).shape[0] for s in ("source", "target")]
    said = f"{counted(sides[0], 'paragraph')} of the one language and {sides[1]:,} of the other"
    said += f" stood in {counted(len(table), 'pair')}. The translation needed"
    said += f" {table.target_words.sum() / max(1, table.source_words.sum()):.2f} words for each of the original;"
    widest = f"; the highest rate of a paragraph of more than 20 words was {rates.max():.2f}" if len(rates) else ""
    return f"{said} a pair far off that rate would point to a cut{widest}."


def flaws(workbook) -> pd.DataFrame:
    """Count the flaws of each text that has any, the thickest first: text, flaws, per_1000_words."""
    density = flaw_density(workbook)
    table = pd.DataFrame({"flaws": workbook.emendations.groupby("doc_id").size(), "per_1000_words": density.round(1)})
    return table.reindex(density.index).rename(index=short_titles(workbook.documents)).rename_axis("text")


def flaw_examples(workbook, surfaces: tuple, rows: int) -> pd.DataFrame:
    """Show some flaws: those with the given surfaces, the first two of each text where there are none."""
    table = workbook.emendations
    chosen = table[table.surface.isin(surfaces)]
    chosen = (chosen if len(chosen) else table.groupby("doc_id").head(2)).head(rows)
    return chosen.assign(text=chosen.doc_id.map(short_titles(workbook.documents)))[["text", "surface", "proposed", "why"]]


def mistranslation(workbook, surface: str) -> str:
    """Show the flaw of that surface beside the paragraph that it translates; say so where no paired paragraph has it."""
    found = workbook.emendations[workbook.emendations.surface == surface]
    for flaw in found.itertuples():
        near = workbook.passages.query("doc_id == @flaw.doc_id and start <= @flaw.start < end")
        pair = workbook.alignments.query("doc_id == @flaw.doc_id and target_passage in @near.passage.tolist()")
        if len(pair):
            return (
                f"One matters for any reading of the letter. Its English says “they {surface}” "
                f"({cite(workbook.documents, flaw.doc_id, int(near.passage.iloc[0]))}); the Russian, in paragraph "
                f"{pair.source_passage.iloc[0]}, does not: the English {flaw.why}. Whoever quotes should quote the Russian."
            )
    return "No flaw of this kind is listed in a text that is printed in two languages."


def reliability(workbook, agreement: pd.DataFrame) -> str:
    """Say how far zones can be trusted. `agreement`: as `layout_agreement` returns it."""
    zone, read = agreement.iloc[0], int(agreement.texts.iloc[0])
    if not zone.cases:
        return "The layout of none of these texts was read by hand, so its error is not known."
    unread = len(workbook.texts) - read
    return (
        f"In {counted(read, 'text')} the rules gave {zone.value:.1%} of the {zone.cases:,} printed blocks the zone that the "
        f"reader gave them (at least {zone.low:.1%} with 95 % confidence). The rules were written with these files at hand, "
        "so the figure says that they fit here, not that they will fit another."
        + (f" {counted(unread, 'text was', 'texts were')} not read: no error is known there." if unread else "")
    )
