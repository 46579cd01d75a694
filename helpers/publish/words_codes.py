"""Mentions in. Out: what 02_who_mentions_whom says of two languages, code names and pronouns, and what it found."""

import pandas as pd

from helpers.analyse import naming, networks
from helpers.publish.charts_codes import KINDS
from helpers.publish.charts_corpus import LANGUAGE_LABELS, counted, listed
from helpers.publish.charts_naming import chosen
from helpers.publish.charts_network import names
from helpers.publish.words_network import flattened_said, matrix_said, named, silence_said


def languages(workbook) -> pd.DataFrame:
    """Count, by form, how many mentions stand in both languages and how many in one alone."""
    every = {"by name": networks.NAMED, "by epithet": ("epithet",), "by pronoun": ("pronoun",)}
    one, two = _languages(workbook)
    rows = {}
    for kind, forms in every.items():
        table = naming.paired_mentions(workbook, forms)
        counts = (table.source != "") & (table.target != ""), table.target == "", table.source == ""
        rows[kind] = [int(c.sum()) for c in counts]
    return pd.DataFrame.from_dict(rows, orient="index", columns=["both", f"{one} alone", f"{two} alone"])


def _languages(workbook) -> list:
    found = workbook.alignments[["source_language", "target_language"]].iloc[:1].to_numpy().ravel()
    return [LANGUAGE_LABELS.get(code, code) for code in found] or ["original", "translation"]


def languages_said(workbook) -> str:
    """Say how far a text and its translation name the same persons, and where they part."""
    table, label = naming.paired_mentions(workbook), names(workbook)
    if table.empty:
        return "No text was printed in two languages."
    (one, two), both = _languages(workbook), table[(table.source != "") & (table.target != "")]
    said = f"{one} and {two} named the same person in {len(both):,} of {counted(len(table), 'place')}."
    for name, other, part, paragraph in (
        (two, one, table[table.source == ""], "target_passage"),
        (one, two, table[table.target == ""], "source_passage"),
    ):
        if len(part):
            where = listed([f"{label.get(r.person_id, r.person_id)} (para. {getattr(r, paragraph)})" for r in part.itertuples()])
            said += f" In the {name} alone stood {where}: a count of the {name} finds a name that the {other} does not have."
    return said


def translated(workbook) -> pd.DataFrame:
    """Return the mention that one language lacks and a name of the paired paragraph; the first pair where none is lacking."""
    table = naming.paired_mentions(workbook)
    alone = table[(table.source == "") | (table.target == "")].head(1)
    near = table[table.source_passage.isin(alone.source_passage) & (table.source != "")] if len(alone) else table.head(1)
    ids = [
        i
        for i in [*near.source_id.head(1), *near.target_id.head(0 if len(alone) else 1), *alone.source_id, *alone.target_id]
        if i
    ]
    return workbook.mentions[workbook.mentions.mention_id.isin(ids)]


def codes(workbook, rows: int) -> pd.DataFrame:
    """Return code names: form, what it stands for, how often it is used, and how many rival readings there are."""
    table, label = naming.code_names(workbook), names(workbook)
    stands_for = [label.get(p, p) if p else KINDS[k] for p, k in zip(table.person_id, table.kind, strict=True)]
    rivals = [len([r for r in said.split("|") if r]) for said in table.rivals]
    table = table.assign(stands_for=stands_for, rivals=rivals)
    return table[["form", "stands_for", "count", "rivals", "authority"]].head(rows).set_index("form")


def codes_said(workbook) -> str:
    """Say how many code names there were, for whom, and how much of what a person is called a code name hides."""
    table, label = naming.code_names(workbook), names(workbook)
    if table.empty:
        return "No code name of the authority file was used in these texts."
    people = table[table.person_id != ""]
    said = f"{counted(len(table), 'code name')} were used {counted(int(table['count'].sum()), 'time')}; "
    said += f"{len(people)} of them stood for persons, and {int((table.rivals != '').sum())} had a rival reading."
    if len(people):
        top, own = people.iloc[0], named(workbook)
        own = own[(own.person_id == top.person_id) & (own.doc_id == top.doc_id)]
        hidden = int((own.form == "pseudonym").sum())
        said += f" Whoever searched for {label.get(top.person_id, top.person_id)} there by name would have missed {hidden} of "
        said += f"{counted(len(own), 'mention')}."
    return said


def a_code(workbook) -> pd.DataFrame:
    """Return a passage with the code name most used that is disputed, or most used at all."""
    table = naming.code_names(workbook)
    top = table.sort_values("rivals", key=lambda r: r == "", kind="stable").head(1)
    rows = [(r.doc_id, int(s), int(s) + len(r.form)) for r in top.itertuples() for s in r.starts.split("|")]
    found = pd.DataFrame(rows[len(rows) // 2 :][:1], columns=["doc_id", "start", "end"])
    places = workbook.passages
    number = [places.passage[(places.doc_id == r.doc_id) & (places.start <= r.start)].iloc[-1] for r in found.itertuples()]
    return found.assign(passage=number)


def pronouns_said(workbook) -> str:
    """Say how much pronouns add, for whom most, and how sure the doubtful ones are."""
    mentions, label = networks.counted_mentions(workbook), names(workbook)
    pronouns = mentions[mentions.form == "pronoun"]
    if pronouns.empty:
        return "No pronoun was given to a person."
    people = chosen(workbook)
    told = []
    for person in people:
        own = mentions[mentions.person_id == person]
        told.append(f"{label.get(person, person)} from {own.form.isin(networks.NAMED).sum():,} to {len(own):,}")
    selves = int((pronouns.speaker == pronouns.person_id).sum())
    return (
        f"{counted(len(pronouns), 'pronoun')} made up {len(pronouns) / len(mentions):.0%} of the mentions. With "
        f"epithets they raised "
        f"the counts: {listed(told)}. {counted(selves, 'pronoun was', 'pronouns were')} a named speaker's for himself. "
        f"{counted(int((pronouns.certainty < 0.8).sum()), 'pronoun was', 'pronouns were')} given with a certainty below 0.8."
    )


def a_doubtful_pronoun(workbook) -> pd.DataFrame:
    """Return the pronoun of one of the chosen persons of which the rules were least sure."""
    mentions = networks.counted_mentions(workbook, ("pronoun",))
    return mentions[mentions.person_id.isin(chosen(workbook))].sort_values("certainty", kind="stable").head(1)


def findings(workbook) -> str:
    """Put together what the sections found, in one list."""
    said = [matrix_said(workbook), flattened_said(workbook), silence_said(workbook), languages_said(workbook)]
    said += [codes_said(workbook), pronouns_said(workbook)]
    return "\n".join(f"- {s}" for s in said)
