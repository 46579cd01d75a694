"""Mentions, alignments and the authority file in. Out: who calls whom what, in which language, under which code name."""

import re
from difflib import SequenceMatcher

import pandas as pd

from helpers.analyse.networks import NAMED

CODES = ("pseudonym", "codename_place", "codename_group")
HAND = "the historian's correction"


def forms_of_address(mentions: pd.DataFrame) -> pd.DataFrame:
    """Count what each speaker calls each person.

    Returns:
        One row a speaker, person and form. Columns: speaker, person_id, called (the surface on one line,
        capitals of a heading lowered), count, mention_ids (joined by |), most first.
    """
    called = [_on_one_line(s) for s in mentions.surface]
    groups = mentions.assign(called=called).groupby(["speaker", "person_id", "called"], as_index=False)
    table = groups.agg(count=("mention_id", "size"), mention_ids=("mention_id", "|".join))
    return table.sort_values(["count", "speaker", "person_id", "called"], ascending=[False, True, True, True], ignore_index=True)


def _on_one_line(surface: str) -> str:
    words = [w.title() if w.isupper() and len(w) > 3 and "." not in w else w for w in surface.replace("’", "'").split()]
    # "N.K." and "N. K." are one form of address.
    return re.sub(r"(?<=[A-ZА-Я]\.)(?=[A-ZА-Я])", " ", " ".join(words))


def paired_mentions(workbook, forms: tuple = NAMED) -> pd.DataFrame:
    """Set the mentions of a text beside those of its translation, paragraph by paragraph.

    Within a pair of paragraphs the two sequences of persons are laid side by side at their longest common
    runs (Ratcliff and Obershelp, as in `difflib`); what one of them lacks stands alone.

    Args:
        workbook: the open workbook.
        forms: forms of mention that count.

    Returns:
        One row a mention or pair of mentions, in order. Columns: doc_id, source_passage, target_passage,
        person_id, source, target (surfaces, "" where that language has none), source_id, target_id (mention_ids).
    """
    m, rows = workbook.mentions[workbook.mentions.form.isin(forms)], []
    own = {key: list(part.itertuples()) for key, part in m.groupby(["doc_id", "passage"])}
    a = workbook.alignments
    for (doc_id, source), target in a.groupby(["doc_id", "source_passage"]).target_passage.agg(lambda t: sorted(set(t))).items():
        # A paragraph that several stand for, or that stands for several, is compared with all of them at once.
        if source != min(a.source_passage[(a.doc_id == doc_id) & a.target_passage.isin(target)]):
            continue
        sources = sorted(set(a.source_passage[(a.doc_id == doc_id) & a.target_passage.isin(target)]))
        left, right = ([x for p in side for x in own.get((doc_id, p), [])] for side in (sources, target))
        for one, other in _side_by_side(left, right):
            shown = [(x.surface, x.mention_id) if x else ("", "") for x in (one, other)]
            who = (one or other).person_id
            rows.append((doc_id, source, target[0], who, shown[0][0], shown[1][0], shown[0][1], shown[1][1]))
    columns = "doc_id source_passage target_passage person_id source target source_id target_id".split()
    return pd.DataFrame(rows, columns=columns)


def _side_by_side(left: list, right: list) -> list[tuple]:
    out = []
    matcher = SequenceMatcher(None, [x.person_id for x in left], [x.person_id for x in right], autojunk=False)
    for same, a, b, c, d in matcher.get_opcodes():
        if same == "equal":
            out += zip(left[a:b], right[c:d], strict=True)
        else:
            out += [(x, None) for x in left[a:b]] + [(None, x) for x in right[c:d]]
    return out


def code_names(workbook) -> pd.DataFrame:
    """List code names of persons, places and groups that occur in the texts where they hold, with their authority.

    Returns:
        One row a form. Columns: form, kind (pseudonym, codename_place, codename_group), doc_id, person_id ("" where
        it is no person's), count, authority (on whose word), rivals (other identifications, joined by |),
        starts (characters from the text's start, joined by |). Most frequent first.
    """
    names, rows = workbook.authority.names, []
    held = names[names.kind.isin(CODES)].sort_values("form", key=lambda f: -f.str.len(), kind="stable")
    for doc_id in workbook.texts:
        taken = set()
        for row in held[held.doc_id.isin(["", doc_id])].itertuples():
            ground, *rivals = re.split(r";\s*rival: ", row.authority)
            for person, starts in _occurrences(workbook, doc_id, row).items():
                found = [s for s in starts if s not in taken]
                taken |= {i for s in found for i in range(s, s + len(row.form))}
                # A historian who reads the name otherwise has the last word; the authority file's becomes a rival.
                word = (ground, rivals) if person == row.person_id else (HAND, [f"{row.person_id} ({ground})", *rivals])
                if found:
                    told = (word[0], "|".join(word[1]), "|".join(map(str, found)))
                    rows.append((row.form, row.kind, doc_id, person, len(found), *told))
    columns = "form kind doc_id person_id count authority rivals starts".split()
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values(["count", "form", "person_id"], ascending=[False, True, True], ignore_index=True)


def _occurrences(workbook, doc_id: str, row) -> dict:
    """person_id → places of a code name: mentions for a person's, so that corrections hold; the words for a place or group."""
    if row.kind == "pseudonym":
        m = workbook.mentions
        own = m[(m.doc_id == doc_id) & (m.form == "pseudonym") & (m.surface == row.form)]
        return {person: [int(s) for s in part.start] for person, part in own.groupby("person_id")}
    places = re.finditer(rf"(?<!\w){re.escape(row.form)}(?!\w)", workbook.texts[doc_id])
    return {row.person_id: [m.start() for m in places]}
