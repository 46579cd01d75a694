"""Paragraphs and names in. Out: who is speaking at each character, nested, with the cue that decides it."""

from dataclasses import replace
from functools import lru_cache

import pandas as pd

from helpers.annotate.attribution import FrameReader, sentence_start
from helpers.annotate.epithets import EpithetReader
from helpers.annotate.quotations import DASHED
from helpers.annotate.reading import Reading, Speaker, read_sources
from helpers.annotate.seeds import Seeds
from helpers.annotate.speech import addressee, block_speaker, read_quotations
from helpers.annotate.tellers import TURN, byline, tellers

# So many paragraphs that begin with a dash are no list.
TURNS = 3


def voices(seeds: Seeds, views: dict, notes: pd.DataFrame, names: dict, genders: dict, epithets: EpithetReader) -> pd.DataFrame:
    """Say who speaks where.

    Args:
        seeds: catalogue and word lists.
        views: doc_id → paragraphs.
        notes: note markers, which tie an unnamed voice to the source it is quoted from.
        names: doc_id → (start, end, person_id) of the named mentions.
        genders: doc_id → person_id → m, f or u.
        epithets: says who a teller's relatives are.

    Returns:
        One row a span, outer before inner; a character belongs to the row with the greatest
        depth that holds it. Columns: doc_id, start, end, speaker_id, speaker_group, kind
        (narration, quotation, letter, note, caption), depth (0 for who tells the text), cue,
        addressee_id (of quotations and letters, "" where nothing says whom they address).
    """
    frames = _frame_reader(seeds)
    sources, calls, rows = {}, {}, []
    for doc_id, label, group in read_sources(seeds)[["doc_id", "note_label", "speaker_group"]].to_numpy():
        sources.setdefault(doc_id, {})[label] = group
    marked = notes[notes.marker_start.notna()]
    for doc_id, start, label in zip(marked.doc_id, marked.marker_start, marked.label, strict=True):
        calls.setdefault(doc_id, []).append((start, label))
    for row in seeds.catalog.itertuples(index=False):
        reader = Reading(
            row.doc_id,
            row.author_id or byline(views[row.doc_id], names[row.doc_id]) or "unknown:author",
            row.genre,
            frames,
            genders[row.doc_id],
            sources.get(row.doc_id, {}),
            sorted(calls.get(row.doc_id, [])),
            sorted(names[row.doc_id]),
            epithets,
        )
        _read(reader, views[row.doc_id])
        rows += sorted(reader.rows, key=lambda r: (r[1], r[6], -r[2]))
    return pd.DataFrame(rows, columns="doc_id start end speaker_id speaker_group kind depth cue addressee_id".split())


def _frame_reader(seeds: Seeds) -> FrameReader:
    contexts, verbs, forms = seeds.lexicon("name_contexts"), seeds.lexicon("speech_verbs"), []
    plain = frozenset(contexts.loc[contexts.kind == "plain_verb", "word"])
    for verb, spelled in zip(verbs.verb, verbs.forms, strict=True):
        # A bare infinitive is more often a noun ("his claim, "): only the commonest introduce speech in the plural.
        forms += [w for w in spelled.split("|") if w != verb or verb in plain]
    roles = seeds.lexicon("titles").query("kind == 'role'").title.str.lower()
    return _compiled(tuple(forms), frozenset([*seeds.lexicon("voice_nouns").noun, *roles, *(roles + "s")]))


@lru_cache(maxsize=4)
def _compiled(forms: tuple, nouns: frozenset) -> FrameReader:
    # A notebook opens the corpus twice, with and without corrections: the patterns are the same.
    return FrameReader(list(forms), nouns)


def _read(reader: Reading, views: list) -> None:
    """Add the rows of one text: who tells each paragraph, then who is quoted in it."""
    reader.dashes = sum(DASHED.match(v.text) is not None for v in views if v.zone == "body") >= TURNS
    previous = None
    for view, (speaker, kind, depth) in zip(views, tellers(reader, views), strict=True):
        begin = 0
        turn = TURN.match(view.text) if speaker.cue == "turn" else None
        if turn:
            begin = turn.end()
            reader.add(view, 0, begin, Speaker("editor", "editor", "label of a turn"), "narration", 0)
        if depth:
            # The text's teller stays beneath the letter it prints.
            reader.add(view, 0, len(view.text), reader.person(reader.author, "author"), "narration", 0)
        block = block_speaker(reader, previous, view, speaker) if kind == "narration" else None
        reader.add(view, begin, len(view.text), speaker, kind, depth)
        if block:
            start = sentence_start(previous.text, 0, len(previous.text) - 2)
            told = addressee(reader, previous, start, len(previous.text), block.id, only_other=True)
            reader.add(view, begin, len(view.text), replace(block, addressee=told), "letter", depth + 1)
            speaker, depth = block, depth + 1
        if view.zone in ("body", "note"):
            read_quotations(reader, view, speaker, depth, begin)
        if view.zone == "body":
            previous = reader.before = view
