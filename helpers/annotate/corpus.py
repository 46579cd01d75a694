"""Seeds in. Out: the tables documents, passages, notes, sentences and alignments, with offsets into the files as they stand."""

import hashlib
import re
from bisect import bisect_right

import pandas as pd

from helpers.annotate.layout import note_markers, paragraphs
from helpers.annotate.seeds import Seeds
from helpers.annotate.views import blanked
from helpers.annotate.zones import LABEL, MARKER, MARKS, Paragraph, read_furniture
from helpers.pace import left_out

WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
CYRILLIC = re.compile(r"[Ѐ-ӿ]")
LETTER = re.compile(r"[^\W\d_]")
THREE_LETTERS = re.compile(r"(?:[^\W\d_][\W\d_]*){3}")


def count_words(text: str) -> int:
    """Count words: runs of letters and digits, an inner hyphen or apostrophe kept."""
    return len(WORD.findall(text))


def language_of(text: str, before: str = "en") -> str:
    """Return `ru` where most letters are Cyrillic, else `en`; `before` for a line of figures such as "17.V.27."."""
    if not THREE_LETTERS.search(text):
        return before
    if not CYRILLIC.search(text):
        return "en"
    letters = len(LETTER.findall(text))
    return "ru" if 2 * len(CYRILLIC.findall(text)) > letters else "en"


def read_layout(seeds: Seeds) -> dict[str, list[Paragraph]]:
    """Return doc_id → the paragraphs of each text in reading order."""
    furniture = read_furniture(seeds.lexicon("page_furniture", required=("term", "match", "zone", "where")))
    return {doc_id: paragraphs(text, furniture) for doc_id, text in seeds.texts.items()}


def documents(seeds: Seeds) -> pd.DataFrame:
    """Return one row a text: the catalogue's statements, its sha256, length in characters and words.

    Columns: doc_id, file, sha256, title, author_id, genre, languages, written_edtf,
    published_edtf, source, rights, n_characters, n_words, then the catalogue's other columns.
    """
    table = seeds.catalog.rename(columns={"written": "written_edtf", "published": "published_edtf"})
    texts = [seeds.texts[d] for d in table.doc_id]
    table["sha256"] = [hashlib.sha256(t.encode("utf-8")).hexdigest() for t in texts]
    table["genre"] = table.genre.replace("", "other")
    table["languages"] = [stated or language_of(t) for stated, t in zip(table.languages, texts, strict=True)]
    table["n_characters"] = [len(t) for t in texts]
    table["n_words"] = [count_words(t) for t in texts]
    first = (
        "doc_id file sha256 title author_id genre languages written_edtf published_edtf source rights n_characters n_words"
    ).split()
    return table[[*first, *(c for c in table.columns if c not in first)]]


def passages(seeds: Seeds, layout: dict) -> pd.DataFrame:
    """Return one row a segment; together they cover every character that is not white space exactly once.

    Columns: doc_id, passage (paragraph number, from 1), segment (from 1: a paragraph
    that a page end or a footnote interrupts has several rows), start, end (half-open,
    Unicode code points), zone, language, note_id (of notes only), n_words.
    """
    rows = []
    for doc_id, paras in layout.items():
        text, note_ids, language = seeds.texts[doc_id], _note_ids(doc_id, paras), "en"
        for number, paragraph in enumerate(paras, start=1):
            language = language_of(" ".join(text[s:e] for s, e in paragraph.segments), before=language)
            for segment, (start, end) in enumerate(paragraph.segments, start=1):
                words = count_words(text[start:end])
                note = note_ids[number - 1]
                rows.append((doc_id, number, segment, start, end, paragraph.zone, language, note, words))
    columns = "doc_id passage segment start end zone language note_id n_words".split()
    table = pd.DataFrame(rows, columns=columns)
    # The catalogue's order of texts, the reading order within a text.
    return table.sort_values(["doc_id", "start"], key=_by_rank(layout), kind="stable", ignore_index=True)


def _by_rank(layout: dict):
    rank = {doc_id: i for i, doc_id in enumerate(layout)}
    return lambda column: column.map(rank) if column.name == "doc_id" else column


def _note_ids(doc_id: str, paras: list) -> list[str]:
    """One id a note; a paragraph that goes on with a note shares it. Editorial headers are notes without a label."""
    ids, current, count = [], "", 0
    for p in paras:
        if p.label:
            count += 1
            current = f"{doc_id}.n{count}"
        elif p.zone != "note":
            current = ""
        ids.append(current if p.zone == "note" else "")
    return ids


def notes(seeds: Seeds, layout: dict, passage_table: pd.DataFrame) -> pd.DataFrame:
    """Tie each note marker to its note.

    A marker's note is the next one below it with its number, unless the numbers begin anew before it: page
    notes do so on each page. Where there is none, it is one above: a page's notes may stand before its last
    lines, and a translation may call the notes of its original.

    Returns:
        One row a marker, and one for a note that no marker calls. Columns: doc_id, note_id ("" where
        the text does not print the note), label, marker_start, marker_end (missing where
        nothing calls the note), start, end (of the note's first paragraph).
    """
    rows = []
    for doc_id, paras in layout.items():
        text, ids = seeds.texts[doc_id], _note_ids(doc_id, paras)
        printed = [(p.label, *p.segments[0], note) for p, note in zip(paras, ids, strict=True) if p.label]
        body = sorted(s for p in paras if p.zone in ("body", "heading") for s in p.segments)
        own = passage_table[passage_table.doc_id == doc_id]
        starts, languages = list(own.start), list(own.language)
        called = {}
        marked = any(LABEL.match(text, start, end) for _, start, end, _ in printed)
        for start, end, label in note_markers(text, body, labelled=marked):
            language = languages[bisect_right(starts, start) - 1]
            note = _note_below(printed, start, label) or _note_above(printed, start, label, called, language)
            if note:
                called.setdefault(note[3], language)
                rows.append((doc_id, note[3], label, start, end, note[1], note[2]))
            elif label.isdecimal() and start and not text[start - 1].isspace():
                # A star, or a number in brackets after a blank, is no marker unless it has its note.
                rows.append((doc_id, "", label, start, end, None, None))
        rows += [(doc_id, n[3], n[0], None, None, n[1], n[2]) for n in printed if n[3] not in called]
    columns = "doc_id note_id label marker_start marker_end start end".split()
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[3:], "Int64"))


def _note_below(printed: list, marker: int, label: str) -> tuple | None:
    """Return the first note below with this label, if the numbers do not begin anew before it."""
    last = 0
    for note in printed:
        if note[1] > marker:
            if note[0].isdecimal() and int(note[0]) <= last:
                return None
            if note[0] == label:
                return note
            last = int(note[0]) if note[0].isdecimal() else last
    return None


def _note_above(printed: list, marker: int, label: str, called: dict, language: str) -> tuple | None:
    """Return a note above with this label: of the original, for a translation, else one of the last page's that nothing calls."""
    above = [n for n in printed if n[1] < marker]
    of_original = [n for n in above if n[0] == label and called.get(n[3], language) != language]
    if of_original:
        return of_original[-1]
    following = None
    for note in reversed(above):
        if following and note[0].isdecimal() and following.isdecimal() and int(note[0]) >= int(following):
            break
        if note[0] == label:
            return None if note[3] in called else note
        following = note[0]
    return None


def sentences(seeds: Seeds, passage_table: pd.DataFrame, note_table: pd.DataFrame) -> pd.DataFrame:
    """Cut paragraphs into sentences (nupunkt, which ships its rules; Kiss and Strunk 2006).

    Note markers are masked, so that "ended.<sup>3</sup> They" is cut after the marker and "Krantz[6] in" is not, and so are
    the digits of a marker that a scan made flat ("war.3 Who").

    Returns:
        One row a sentence, two where a page end cuts it. Columns: doc_id, passage,
        segment, sentence (number in the passage, from 1), start, end.
    """
    # Imported here: only this function needs it, and it loads a model.
    import nupunkt

    calls, masked = note_table[note_table.marker_start.notna()], dict(seeds.texts)
    for doc_id, own in calls.groupby("doc_id", sort=False):
        flat = [(s, e) for s, e in zip(own.marker_start, own.marker_end, strict=True) if seeds.texts[doc_id][s:e].isdigit()]
        masked[doc_id] = blanked(seeds.texts[doc_id], flat)
    paragraphs = {}
    for doc_id, passage, segment, start, end in passage_table[["doc_id", "passage", "segment", "start", "end"]].to_numpy():
        paragraphs.setdefault((doc_id, passage), []).append((segment, start, end))
    rows = []
    for (doc_id, passage), segments in paragraphs.items():
        text = seeds.texts[doc_id]
        joined, places = "", []
        for segment, start, end in segments:
            places.append((len(joined), segment, start, end))
            piece = masked[doc_id][start:end]
            joined += (MARKER.sub(lambda m: " " * len(m.group()), piece) if MARKS.search(piece) else piece) + "\n"
        number = 0
        for begin, stop in nupunkt.sent_spans(joined):
            parts = []
            for offset, segment, start, end in places:
                # A masked marker at a sentence's end belongs to it: look at the text itself for the true end.
                s, e = max(begin, offset) - offset + start, min(stop, offset + end - start) - offset + start
                while s < e and text[s].isspace():
                    s += 1
                while s < e and text[e - 1].isspace():
                    e -= 1
                if s < e:
                    parts.append((segment, s, e))
            if parts:
                number += 1
                rows += [(doc_id, passage, segment, number, s, e) for segment, s, e in parts]
    return pd.DataFrame(rows, columns="doc_id passage segment sentence start end".split())


def repeated(rows: pd.DataFrame, alignments: pd.DataFrame) -> pd.Series:
    """Tell which rows, of any table with doc_id and passage, stand in a printed translation: they say a thing once more.

    Returns:
        bool, with the index of the rows.
    """
    twice = set(zip(alignments.doc_id, alignments.target_passage, strict=True))
    return pd.Series([place in twice for place in zip(rows.doc_id, rows.passage, strict=True)], rows.index, bool)


def alignments(seeds: Seeds, passage_table: pd.DataFrame) -> pd.DataFrame:
    """Pair the paragraphs of a text with those of its printed translation (Gale and Church 1993, by length).

    A translation is the run of paragraphs in another language that follows a line
    which announces it ("[Translation]"), or that follows the original directly at a like length.

    Returns:
        One row a pair; a paragraph without counterpart has none. Columns: doc_id,
        source_language, source_passage, target_language, target_passage.
    """
    terms = seeds.lexicon("page_furniture")
    heads = set(terms.term[terms["note"] == "a translation begins"].str.lower()) if "note" in terms else set()
    rows = []
    for doc_id, group in passage_table[passage_table.zone.isin(["body", "heading"])].groupby("doc_id", sort=False):
        if group.language.nunique() < 2:
            continue
        text = seeds.texts[doc_id]
        lengths = group.assign(n=group.end - group.start).groupby("passage").n.sum().to_dict()
        runs, announced = [], False
        for p in group.drop_duplicates("passage").itertuples():
            if text[p.start : p.end].lower() in heads:
                runs.append([p.language, True, []])
                announced = True
            elif not runs or runs[-1][2] and runs[-1][0] != p.language:
                runs.append([p.language, False, [p.passage]])
            else:
                runs[-1][0] = p.language
                runs[-1][2].append(p.passage)
        headings = set(group.passage[group.zone == "heading"])
        for (source, _, left), (target, head, right) in zip(runs, runs[1:], strict=False):
            left, right = _comparable(lengths, headings, left, right)
            ratio = _total(lengths, left) / max(1, _total(lengths, right))
            if source != target and (head or not announced and 0.6 < ratio < 1.7):
                rows += [(doc_id, source, left[i], target, right[j]) for i, j in _align(lengths, left, right)]
    columns = "doc_id source_language source_passage target_language target_passage".split()
    return pd.DataFrame(rows, columns=columns)


def _comparable(lengths: dict, headings: set, left: list, right: list) -> tuple:
    """Leave out a title that only one side has, and what follows a translation that is already as long as its original."""
    if bool(left and left[0] in headings) != bool(right and right[0] in headings):
        left, right = ([p for i, p in enumerate(side) if i or p not in headings] for side in (left, right))
    while len(right) > max(1, len(left)) and _total(lengths, right[:-1]) > 0.9 * _total(lengths, left):
        right = right[:-1]
    return left, right


def _total(lengths: dict, passages: list) -> int:
    return sum(lengths[p] for p in passages)


def _align(lengths: dict, left: list, right: list) -> list[tuple]:
    # Imported here: most corpora have no translation, and the import is slow.
    with left_out("scipy"):
        from nltk.translate.gale_church import align_blocks

    return align_blocks([lengths[p] for p in left], [lengths[p] for p in right])
