"""One text's voices as they are met: who speaks, who is named where, which subject a pronoun goes back to."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace

import pandas as pd

from helpers.annotate.attribution import SENTENCE_BREAK, FrameReader
from helpers.annotate.epithets import EpithetReader
from helpers.annotate.seeds import SEEDS, Seeds, read_table
from helpers.annotate.views import View

PLURAL = re.compile(r"(?:people|many|several|most|some|few|both|two|three|four|five|others)\b", re.IGNORECASE)
# Paragraphs within which "the porter" is the porter who has just spoken.
AGAIN = 4
# Groups whose one id is their name: nobody in particular speaks.
APPARATUS = ("interviewer", "editor")


@dataclass(frozen=True)
class Speaker:
    """Who speaks: an id, its group, and the cue that decided it."""

    id: str
    group: str
    cue: str = ""
    addressee: str = ""


@dataclass
class Reading:
    """One text's reading: what is known of its voices so far.

    Attributes:
        doc_id: the text.
        author: who tells it.
        genre: the catalogue's genre, "" where it has none.
        frames: reads the words that introduce a quotation.
        genders: person_id → m, f or u.
        sources: note label → group of the unnamed voices quoted from that note's source; "" for any other.
        markers: (offset in the file, label) of the note markers, in order.
        names: (start, end, person_id) of the named mentions, in order.
        epithets: says who a teller's relatives are.
        rows: rows of the voices table so far.
        within: passage → its names, as positions in its view.
        unnamed: how many unnamed voices were met.
        before: the body paragraph before this one.
        recent: ids of the last speakers, for dialogues without frames.
        dashes: whether the text opens the turns of its dialogues with a dash.
        met: phrase → the unnamed voice last introduced by it, and in which passage.
    """

    doc_id: str
    author: str
    genre: str
    frames: FrameReader
    genders: dict
    sources: dict
    markers: list
    names: list
    epithets: EpithetReader
    rows: list = field(default_factory=list)
    within: dict = field(default_factory=dict)
    unnamed: int = 0
    before: View | None = None
    recent: list = field(default_factory=list)
    met: dict = field(default_factory=dict)
    dashes: bool = False

    def person(self, person_id: str, cue: str) -> Speaker:
        """Return a known person as speaker: a group of their own."""
        return Speaker(person_id, person_id, cue)

    def other(self, pronoun: str) -> str:
        """Return whom "he" means in a dialogue: of the last two speakers the one it fits, first the one who is answered."""
        turns = [self.recent[-2:-1], self.recent[-1:]]
        return next((p for turn in turns for p in turn if self.genders.get(p) == ("f" if pronoun == "she" else "m")), "")

    def relative(self, phrase: str, cue: str, teller: Speaker) -> Speaker | None:
        """Return the teller's relative whom "my father" means; None where the phrase is no such."""
        found = self.epithets.own(phrase, teller.id, self.doc_id)
        if found is None:
            return None
        person, gender = found
        if gender != "u":
            self.genders.setdefault(person, gender)
        return Speaker(person, "other-voice" if person.startswith("unknown:") else person, cue)

    def stranger(self, view: View, position: int, description: str, cue: str, teller: Speaker) -> Speaker:
        """Return a new unnamed voice.

        Args:
            view: the paragraph.
            position: where in it the voice is quoted.
            description: how the text calls the voice.
            cue: the words that introduce it.
            teller: who quotes it.

        Returns:
            A speaker of the group of the source that the next note in the paragraph names.
        """
        words = description.lower()
        known, passage = self.met.get(words, (None, 0))
        if known is not None and words.startswith("the ") and view.passage - passage <= AGAIN:
            # "The usher" of a few lines above.
            self.met[words] = known, view.passage
            return replace(known, cue=cue)
        self.unnamed += 1
        if "interviewer" in words:
            group = "interviewer"
        elif re.search(r"\b(?:my|our)\s+(?:students?|readers?|colleagues?)", words) or teller.id != self.author:
            # Whom a witness quotes in turn is no witness of the source.
            group = "other-voice"
        else:
            offset = view.raw(position)
            label = next((m[1] for m in self.markers if offset <= m[0] <= view.raw(len(view.text)) + 1), "")
            group = self.sources.get(label, self.sources.get("", "other-voice"))
        made = Speaker(f"{group}:{self.doc_id}.{self.unnamed}", group, cue)
        self.met[words] = made, view.passage
        return made

    def add(self, view: View, start: int, end: int, speaker: Speaker, kind: str, depth: int) -> None:
        """Add to the table that somebody utters view.text[start:end]."""
        for s, e in view.spans(start, end):
            self.rows.append((self.doc_id, s, e, speaker.id, speaker.group, kind, depth, speaker.cue, speaker.addressee))


def is_unnamed(speaker_id: str, speaker_group: str) -> bool:
    """Tell a voice that belongs to a group from a person, who is a group of their own, and from a person's unknown relative."""
    return speaker_group in APPARATUS or speaker_id != speaker_group and not speaker_id.startswith("unknown:")


def is_voice_id(speaker_id: str) -> bool:
    """Tell the id of an unnamed voice ("soviet-voice:essay.3") from a person's."""
    return ":" in speaker_id and not speaker_id.startswith(("provisional:", "unknown:"))


def read_groups(seeds: Seeds) -> pd.DataFrame:
    """Read voice_groups.csv, this corpus's own or the workbook's: the groups of unnamed voices.

    Columns: speaker_group, label, witness ("1" for those who are quoted as witnesses), first_person (whom an "I" means).
    """
    own = seeds.folder / "voice_groups.csv"
    table = read_table(own if own.exists() else SEEDS / "voice_groups.csv", ("speaker_group", "label"))
    return table.reindex(columns=[*dict.fromkeys([*table.columns, "witness", "first_person"])], fill_value="")


def read_sources(seeds: Seeds) -> pd.DataFrame:
    """Read sources.csv, this corpus's own or the workbook's: where a text's unnamed voices come from, and when they spoke.

    Columns: doc_id, note_label ("" for voices without a note), source, speaker_group, said (EDTF).
    """
    own = seeds.folder / "sources.csv"
    table = read_table(own if own.exists() else SEEDS / "sources.csv", ("doc_id", "note_label"))
    table = table.reindex(columns=[*dict.fromkeys([*table.columns, "source", "speaker_group", "said"])], fill_value="")
    return table.assign(speaker_group=table.speaker_group.replace("", "other-voice"))


def names_in(reader: Reading, view: View) -> list[tuple[int, int, str]]:
    """Return start, end and person_id of the names of a paragraph, as positions in its text."""
    if view.passage not in reader.within:
        found = []
        for _, raw, length in view.pieces:
            first = bisect_left(reader.names, (raw,))
            last = bisect_left(reader.names, (raw + length,))
            found += [(view.local(s), view.local(e), p) for s, e, p in reader.names[first:last]]
        reader.within[view.passage] = found
    return reader.within[view.passage]


def subject_since(
    reader: Reading, view: View, floor: int, position: int, pronoun: str, same: bool = True, back: int = 0
) -> tuple | None:
    """Find the subject of the latest sentence that a pronoun can mean.

    Args:
        reader: the text's reading.
        view: the paragraph.
        floor: where in it to stop looking back.
        position: the pronoun's place.
        pronoun: he, she or they; "" for the subject itself, whoever it is.
        same: whether the pronoun stands in the last of these sentences.
        back: how many sentences to look back; 0 for all of them.

    Returns:
        Kind (name, voice), value (person_id, or the phrase) and place; None where nobody fits.
    """
    text = view.text
    bounds = [floor, *(m.end() for m in SENTENCE_BREAK.finditer(text, floor, position))]
    sentences = list(zip(reversed(bounds), reversed([*bounds[1:], position]), strict=True))
    for start, stop in sentences[: back or None]:
        names = [n for n in names_in(reader, view) if start <= n[0] < stop]
        head = text[start:stop]
        shifted = [(s - start, e - start, p) for s, e, p in names]
        phrase = reader.frames.phrase(head, 0, len(head.split(",")[0]), shifted, strict=True)
        if phrase is not None and phrase.kind == "pronoun" and phrase.value not in ("i", "we"):
            continue  # "He …": the same person again; who that is stands further back.
        if phrase is not None and phrase.kind == "name" and _fits(reader.genders.get(phrase.value, "u"), pronoun):
            return "name", phrase.value, start
        if phrase is not None and phrase.kind == "voice" and pronoun != "they":
            if not _fits(reader.epithets.gender(phrase.value), pronoun) or PLURAL.match(phrase.value):
                continue
            return "voice", phrase.value, start
        if not pronoun:
            return None
        if same and stop == position and (phrase is None or phrase.kind != "pronoun"):
            continue  # In the pronoun's own sentence only its subject counts, unless that is "I": "I met Weiss, and she said".
        for s, e, person in names:
            if (
                text[e : e + 2] not in ("'s", "’s")
                and _fits(reader.genders.get(person, "u"), pronoun)
                and person != reader.author
            ):
                return "name", person, s
    return None


def _fits(gender: str, pronoun: str) -> bool:
    return pronoun in ("they", "") or gender not in ("m", "f") or (gender == "f") == (pronoun == "she")
