"""Dates, events, mentions in. Out: dates with their bounds and people, events with how often and where they are dated."""

from bisect import bisect_left, bisect_right

import pandas as pd

from helpers.annotate.corpus import repeated
from helpers.annotate.dates.edtf_values import bounds, other_calendar
from helpers.annotate.mentions import SpeakerIndex
from helpers.annotate.reading import read_sources
from helpers.annotate.seeds import SEEDS, Seeds, label, read_table
from helpers.errors import WorkbookError

NAMED = ("name", "initials", "pseudonym", "in_title")


def events(seeds: Seeds) -> pd.DataFrame:
    """Return the known events of events.csv with their bounds.

    Columns: event_id, label, edtf, earliest, latest (ISO dates, "" where open), people
    (joined by |), authority, note, cues (phrases that name the event, joined by |).

    Raises:
        WorkbookError: an id occurs twice, or a value is not an EDTF date.
    """
    own = seeds.folder / "events.csv"
    path = own if own.exists() else SEEDS / "events.csv"
    table = read_table(path, required=("event_id", "label", "edtf"))
    for column in ("people", "authority", "note", "cues"):
        table[column] = table.get(column, pd.Series("", index=table.index))
    low, high, seen = [], [], set()
    for number, row in enumerate(table.itertuples(index=False), start=2):
        if row.event_id in seen:
            raise WorkbookError(
                f"{label(path)} row {number}: event_id '{row.event_id}' is already taken by a row above: rename one of them"
            )
        seen.add(row.event_id)
        if not row.edtf:
            raise WorkbookError(
                f"{label(path)} row {number}: edtf is empty: write when it was, for instance 1921-03-08 or 1921-03~"
            )
        try:
            ends = bounds(row.edtf)
        except ValueError as error:
            raise WorkbookError(f"{label(path)} row {number}: {error}: write for instance 1921-03-08/1921-03-16") from None
        low.append(ends[0])
        high.append(ends[1])
    columns = "event_id label edtf earliest latest people authority note cues".split()
    return table.assign(earliest=low, latest=high)[columns]


def blank(passages: pd.DataFrame, doc_id: str, start: int) -> dict:
    """Return what a date that the historian adds holds where the decision does not say."""
    own = passages[(passages.doc_id == doc_id) & (passages.start <= start)]
    passage = int(own.passage.iloc[-1]) if len(own) else 1
    read = {"kind": "event", "calendar": "unstated", "certainty": "high", "reason": "read by hand"}
    return {**read, "relative": False, "passage": passage, "event_role": ""}


def bounded(dates: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Give the dates that the historian decided the bounds and the other calendar's reading of their new value.

    Raises:
        WorkbookError: a decided value is not EDTF, or its event is not in events.csv.
    """
    dates = dates.reset_index(drop=True)
    for row in dates[dates.decided_by == "hand"].itertuples():
        try:
            low, high = bounds(row.edtf)
        except ValueError as error:
            raise WorkbookError(
                f"corrections.csv, '{row.surface}' in {row.doc_id}: {error}: write for instance 1848-06-20, 1848-06~ or ../1848"
            ) from None
        if row.event_id and row.event_id not in set(known.event_id):
            raise WorkbookError(f"corrections.csv, '{row.surface}' in {row.doc_id}: no event '{row.event_id}' in events.csv")
        two = row.calendar == "julian" or row.converted or row.calendar == "unstated" and low and low < "1918-02-14"
        dates.loc[row.Index, ["earliest", "latest"]] = [low, high]
        dates.loc[row.Index, "event_role"] = row.event_role or "dates" * bool(row.event_id)
        dates.loc[row.Index, "converted"] = other_calendar(row.edtf, row.calendar != "gregorian") if two else ""
    # An event's value in events.csv is Gregorian, on its authority: what it fixes has no second reading.
    fixed = dict(zip(known.event_id, known.edtf, strict=True))
    settled = [r.event_role == "counts from" or r.edtf == fixed.get(r.event_id) for r in dates.itertuples()]
    dates.loc[settled, "converted"] = ""
    dates["date_id"] = [f"{r.doc_id}:{r.start}-{r.end}" for r in dates.itertuples()]
    return dates


def with_people(dates: pd.DataFrame, sentences: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """Fill `people` with those whom the sentence of each date names, in its order, joined by |.

    Args:
        dates: the dates.
        sentences: the sentences table; a sentence that a page end cuts has several rows.
        mentions: the mentions table; of these the named ones count, not epithets and pronouns.
    """
    named = mentions[mentions.form.isin(NAMED)]
    whose = {d: sorted(zip(g.start, g.person_id, strict=True)) for d, g in named.groupby("doc_id", sort=False)}
    parts, opened = {}, {}
    for doc_id, passage, number, start, end in sentences[["doc_id", "passage", "sentence", "start", "end"]].to_numpy():
        parts.setdefault((doc_id, passage, number), []).append((start, end))
        opened.setdefault(doc_id, []).append((start, end, (doc_id, passage, number)))
    for own in opened.values():
        own.sort()
    people, known = [], {}
    for doc_id, start in zip(dates.doc_id, dates.start, strict=True):
        own, near = opened.get(doc_id, []), whose.get(doc_id, [])
        index = bisect_right(own, (start, float("inf"))) - 1
        sentence = own[index][2] if index >= 0 and start < own[index][1] else None
        if sentence not in known:
            # Of a sentence with many dates the people are read once.
            spans = ((bisect_left(near, (first,)), bisect_left(near, (last,))) for first, last in parts.get(sentence, ()))
            known[sentence] = "|".join(dict.fromkeys(p for low, high in spans for _, p in near[low:high]))
        people.append(known[sentence])
    return dates.assign(people=people)


def with_tellers(dates: pd.DataFrame, voices: pd.DataFrame, seeds: Seeds) -> pd.DataFrame:
    """Fill `speaker_id`, whose words hold each date, and `told`, when those words were written or said, as EDTF.

    The author's words are of the catalogue's date of writing, a letter's of the day that heads it, an unnamed witness's
    of the time that sources.csv gives their source in `said`. Of anybody else's `told` is "": not known.
    """
    sources = read_sources(seeds)
    said = {(r.doc_id, r.speaker_group): r.said for r in sources.itertuples() if r.said}
    catalog = {r.doc_id: r for r in seeds.catalog.itertuples()}
    tells = voices[voices.depth == 0].assign(n=voices.end - voices.start).groupby(["doc_id", "speaker_id"]).n.sum()
    headed, letters = {}, {}
    for r in dates[(dates.kind == "document") & (dates.edtf.str.len() == 10)].itertuples():
        headed.setdefault(r.doc_id, []).append((r.start, r.edtf))
    for r in voices[voices.kind == "letter"].itertuples():
        letters.setdefault(r.doc_id, []).append((r.start, r.end, r.speaker_id))
    letters = {d: _letter_days(own, headed.get(d, [])) for d, own in letters.items()}
    spoken = {d: SpeakerIndex(g) for d, g in voices.groupby("doc_id")}
    speakers, told = [], []
    for r in dates.itertuples():
        speaker, group, _ = spoken[r.doc_id].at(r.start) if r.doc_id in spoken else ("", "", "")
        own = catalog[r.doc_id]
        letter = next((v for s, e, by, v in letters.get(r.doc_id, []) if s <= r.start < e and by == speaker), "")
        # Where the catalogue names no author, it is whoever tells most of the text.
        author = own.author_id or (tells[r.doc_id].idxmax() if r.doc_id in tells else "")
        own_words = own.written or own.published if speaker and speaker in (author, own.narrator_id) else ""
        speakers.append(speaker)
        # What a letter quotes of another's day dates nothing in it.
        told.append((own_words if own.genre == "letter" else "") or letter or own_words or said.get((r.doc_id, group), ""))
    return dates.assign(speaker_id=speakers, told=told)


# So many characters from its beginning stands the day that heads a letter.
HEAD = 200


def _letter_days(letters: list[tuple], heads: list[tuple]) -> list[tuple]:
    """Return (start, end, writer, day) of each stretch of a letter: its day is the first that it writes about itself."""
    whole = {}
    for start, end, writer in letters:
        day = next((v for at, v in heads if start <= at < min(end, start + HEAD)), "")
        whole[writer] = whole.get(writer) or day
    return [(start, end, writer, whole[writer]) for start, end, writer in letters]


def counted(events: pd.DataFrame, dates: pd.DataFrame, alignments: pd.DataFrame) -> pd.DataFrame:
    """Add to the events n_mentions (dates tied to each) and documents (the texts that date it, joined by |).

    What a printed translation dates once more is not counted.
    """
    dates = dates[~repeated(dates, alignments)]
    tied = {e: list(g) for e, g in dates[dates.event_id != ""].groupby("event_id", sort=False).doc_id}
    number = [len(tied.get(e, [])) for e in events.event_id]
    where = ["|".join(dict.fromkeys(tied.get(e, []))) for e in events.event_id]
    columns = "event_id label edtf earliest latest people n_mentions documents authority note cues".split()
    return events.assign(n_mentions=number, documents=where)[columns]
