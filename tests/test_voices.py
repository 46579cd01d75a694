"""Who is found to speak, in each way that a text can say so."""

import pytest

from helpers.annotate.mentions import SpeakerIndex
from tests.conftest import annotate

ESSAY = {"genre": "essay", "author_id": "calder"}
LETTER = (
    "The mill at Aue\n\nIda Calder\n\nThe mill closed in the spring. Brandt wrote once more.\n\nDear Anna Weiss,\n\n"
    "The wheel is broken and I have no timber.\n\nYours ever,\n\nOtto Brandt\n\nThe wheel was never mended, as everybody knew.\n"
)
MEMOIR = (
    "Anna Weiss worked at the mill for nine years before she wrote this account of it.\n\n"
    "I came to the mill as a girl, and I remember the noise of it best of all.\n\nBrandt told me, “You will get used to it.”\n"
)
INTERVIEW = (
    "INTERVIEWER: When did you come to the mill?\n\nWEISS: In the spring, with my aunt.\n\nINTERVIEWER: And who was there?\n\n"
    "WEISS: Nobody but Brandt. He said, “The wheel is broken.”\n\nThat was all of it.\n"
)
HOUSE = (
    "My aunt, Clara Roe, kept the mill in the year when my father lay ill of the dust.\n\n"
    "‘Is this the mill?’ asked Otto Brandt. ‘I have come about the wheel.’\n\n"
    "‘What is left of it,’ said my aunt. ‘Wipe your boots.’\n\n"
    "‘They are clean, ma’am.’\n\n"
    "‘They are grey,’ she replied, ‘and my floor is white.’\n\n"
    "I let them talk and swept the yard.\n\n"
    "Brandt laughed and took his hat off. ‘Then I shall mend it barefoot.’\n\n"
    "‘Will you need timber?’\n\n"
    "My father opened his window. ‘Timber costs a crown,’ he called.\n\n"
    "I have the letter still that he sent me in the autumn.\n\n"
    "Dear Anna,\n\nThe wheel has run since Easter and the dust is gone.\n\nYour friend,\n\nOtto Brandt\n\n"
    "P.S. My boots are white.\n\n[The writer of these pages died in the winter of that year at Aue. Ed.]\n"
)
OUTSIDE = (
    "Otto Brandt\n\nWritten: 4 May 1850\n\nDear Anna Weiss,\n\nThe wheel runs again and the dust is gone from the yard.\n\n"
    "Yours,\n\nO. Brandt\n\nP.S. My boots are white.\n"
)
BLOCK = (
    "The year was bad. In his report Brandt wrote:\n\n"
    "The wheel is broken and there is no timber to be had at any price in this town.\n\nNobody answered him.\n"
)
NOTED = (
    "A carter complained, “The road is all mud and the oats are gone.”[1] "
    "A smith said, “There is no iron left in the whole town.”[2]\n\n"
    "---\n\n[1] Town papers, file 3.\n\n[2] Kept by the guild.—I. Calder.\n"
)

# name: text, words in it, their speaker (a group for unnamed voices)
CASES = {
    "frame-before": ('Weiss said, "The wheel is broken."', "wheel", "weiss"),
    "frame-that": ("Weiss claimed that “the wheel is broken and nobody will mend it.”", "wheel", "weiss"),
    "frame-after": ("“The wheel is broken,” said Weiss.", "wheel", "weiss"),
    "frame-after-plain": ("“The wheel is broken,” Weiss answered.", "wheel", "weiss"),
    "frame-inside": ("“The wheel,” said Weiss, “is broken again.”", "broken again", "weiss"),
    "frame-inside-question": ("“The wheel,” said Weiss, “who will mend it?” The carter then asked for oats.", "mend", "weiss"),
    "unnamed": ("A carter said, “The road is all mud.”", "mud", "other-voice"),
    "unnamed-after": ("“The road is all mud,” said an old carter.", "mud", "other-voice"),
    "group": ("Many carters complained, “The road is all mud.”", "mud", "other-voice"),
    "pronoun": ("Weiss went down to the river. She said, “The wheel is broken.”", "wheel", "weiss"),
    "pronoun-gender": ("Brandt had met Weiss at the mill. She said, “The wheel is broken.”", "wheel", "weiss"),
    "first-person": ("I said, “The wheel is broken.”", "wheel", "calder"),
    "colon": ("Weiss put it plainly: “The wheel is broken and nobody will mend it.”", "wheel", "weiss"),
    "owner": ("There is Weiss’s reply: “The wheel is broken.”", "wheel", "weiss"),
    "dash": ("Weiss said—“The wheel is broken.”", "wheel", "weiss"),
    "according": ("According to Weiss, “the wheel is broken and nobody will mend it.”", "wheel", "weiss"),
    "apposition": ("Anna Weiss, the seamstress of the mill, said, “The wheel is broken.”", "wheel", "weiss"),
    "nested": ("“I met Weiss, and she said, ‘The wheel is broken,’ and left,” said Brandt.", "wheel", "weiss"),
    "nested-outer": ("“I met Weiss, and she said, ‘The wheel is broken,’ and left,” said Brandt.", "I met", "brandt"),
    "nested-rest": ("“I met Weiss, and she said, ‘The wheel is broken,’ and left,” said Brandt.", "and left", "brandt"),
    "indirect": ("Weiss said that the wheel was broken.", "wheel", "calder"),
    "scare": ("The so-called “experts” of the mill knew nothing of wheels.", "experts", "calder"),
    "title": ("Weiss published an article called “The Broken Wheel” in March.", "Broken", "calder"),
    "single-word": ("Brandt found the work “dull” and left.", "dull", "calder"),
    "russian": ("Орлов сказал: «Колесо сломано, и чинить его некому.»", "Колесо", "orlov"),
    "printed-letter": (LETTER, "no timber", "brandt"),
    "printed-letter-signature": (LETTER, "Yours", "brandt"),
    "after-the-letter": (LETTER, "never mended", "calder"),
    "before-the-letter": (LETTER, "closed", "calder"),
    "block": (BLOCK, "no timber", "brandt"),
    "after-the-block": (BLOCK, "Nobody answered", "calder"),
    "note-of-the-author": (NOTED, "Town papers", "calder"),
}
SPECIAL = {
    "introduction": ({"genre": "memoir", "author_id": "weiss", "text": MEMOIR}, "nine years", "editor"),
    "memoir": ({"genre": "memoir", "author_id": "weiss", "text": MEMOIR}, "noise", "weiss"),
    "memoir-quoted": ({"genre": "memoir", "author_id": "weiss", "text": MEMOIR}, "get used", "brandt"),
    "question": ({"genre": "interview", "text": INTERVIEW}, "come to", "interviewer"),
    "answer": ({"genre": "interview", "text": INTERVIEW}, "my aunt", "weiss"),
    "answer-goes-on": ({"genre": "interview", "text": INTERVIEW}, "That was all", "weiss"),
    "answer-quoted": ({"genre": "interview", "text": INTERVIEW}, "broken", "brandt"),
    "source-one": ({**ESSAY, "text": NOTED}, "mud", "guild"),
    "source-two": ({**ESSAY, "text": NOTED}, "iron", "other-voice"),
    **{
        f"house-{words}": ({"genre": "memoir", "author_id": "weiss", "text": HOUSE}, words, speaker)
        for words, speaker in {
            "come about": "brandt",
            "Wipe your": "provisional:roe",
            "are clean": "brandt",
            "are grey": "provisional:roe",
            "my floor": "provisional:roe",
            "mend it": "brandt",
            "need timber": "weiss",
            "costs a crown": "unknown:weisss-father",
            "since Easter": "brandt",
            "boots are white": "brandt",
            "The writer of": "editor",
        }.items()
    },
    "postscript": ({"genre": "letter", "author_id": "brandt", "text": OUTSIDE}, "boots", "brandt"),
    "editors-note": (
        {
            "genre": "letter",
            "author_id": "brandt",
            "text": "Dear Anna,\n\nThe wheel is broken.[1]\n\nOtto\n\n---\n\n[1] Of the lower mill.—Ed.\n",
        },
        "lower mill",
        "editor",
    ),
    "writers-note": (
        {
            "genre": "letter",
            "author_id": "brandt",
            "text": "Dear Anna,\n\nThe wheel is broken.[1]\n\nOtto\n\n---\n\n[1] Of the lower mill.—Brandt.\n",
        },
        "lower mill",
        "brandt",
    ),
}
ADDRESSED = {
    "told": ("Weiss told Brandt, “You will mend the wheel.”", "You will", "brandt"),
    "wrote-to": ("Weiss wrote to Brandt, “You will mend the wheel.”", "You will", "brandt"),
    # To be named beside a speaker is not to be spoken to: an emigre who speaks of Brandt does not address him.
    "the-only-other": ("When Brandt came in, Weiss said, “You will mend the wheel.”", "You will", ""),
    "nobody": ("Weiss said, “You will mend the wheel.”", "You will", ""),
    "turns": ({"genre": "interview", "text": INTERVIEW}, "When did you", ""),
    "turns-answer": ({"genre": "interview", "text": INTERVIEW}, "with my", "interviewer"),
}


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    texts = {name: {**ESSAY, "text": text} for name, (text, *_) in CASES.items()}
    texts |= {name: text for name, (text, *_) in SPECIAL.items()}
    texts |= {f"to-{name}": text if isinstance(text, dict) else {**ESSAY, "text": text} for name, (text, *_) in ADDRESSED.items()}
    sources = "doc_id,note_label,speaker_group\nsource-one,1,guild\n"
    return annotate(tmp_path_factory.mktemp("voices") / "corpus", texts, sources=sources)


def at(book, doc_id, words):
    rows = book.voices[book.voices.doc_id == doc_id]
    return SpeakerIndex(rows).at(book.texts[doc_id].index(words))


@pytest.mark.parametrize("name", [*CASES, *SPECIAL])
def test_who_speaks(read, name):
    _, words, speaker = {**CASES, **SPECIAL}[name]
    person, group, _ = at(read, name, words)
    assert speaker in (person, group)


@pytest.mark.parametrize("name", ADDRESSED)
def test_whom_the_words_address(read, name):
    _, words, told = ADDRESSED[name]
    assert at(read, f"to-{name}", words)[2] == told


def test_two_unnamed_voices_are_two_people(read):
    assert at(read, "source-two", "mud")[0] != at(read, "source-two", "iron")[0]


def test_each_voice_lies_inside_the_one_that_quotes_it(read):
    for _, rows in read.voices.groupby("doc_id"):
        for inner in rows[rows.depth > 0].itertuples():
            outer = rows[(rows.start <= inner.start) & (rows.end >= inner.end) & (rows.depth < inner.depth)]
            assert len(outer), inner


def test_every_character_of_a_passage_has_a_voice(read):
    for doc_id, rows in read.passages.groupby("doc_id"):
        index = SpeakerIndex(read.voices[read.voices.doc_id == doc_id])
        assert all(index.at(p)[0] for r in rows.itertuples() for p in (r.start, r.end - 1)), doc_id


DASHES = (
    "I kept the ledger at the mill for nine years, and this is how the wheel was lost.\n\n"
    "— The wheel is broken, said Otto Brandt. Who will mend it?\n\n— Nobody will mend it.\n\n"
    "— Then I shall, he said.\n\nHe never did.\n"
)
STRANGERS = (
    "A carter said, “The road is all mud.” Other carters mentioned the winter, when “the oats had rotted in the barn.” "
    "A young smith remarked that iron was dear. “A nail costs a crown.” At the same fair in Aue a weaver said, “Wool is dear.”\n"
)


def test_a_dash_opens_the_turns_of_a_dialogue(tmp_path):
    book = annotate(tmp_path / "corpus", {"a": {"text": DASHES, "genre": "memoir", "author_id": "calder"}})
    voices = book.voices[book.voices.kind == "quotation"]
    text = book.texts["a"]
    said = [text[v.start : v.end].strip() for v in voices.itertuples()]
    assert said[:2] == ["The wheel is broken,", "Who will mend it?"] and "Nobody will mend it." in text
    assert set(voices.speaker_id[:2]) == {next(v for v in voices.speaker_id if "brandt" in v)}
    assert "he said" not in " ".join(said)


def test_each_new_unnamed_speaker_is_somebody_else(tmp_path):
    book = annotate(tmp_path / "corpus", {"a": {**ESSAY, "text": STRANGERS}})
    quoted = book.voices[book.voices.kind == "quotation"]
    assert len(quoted) == 4 and quoted.speaker_id.nunique() == 4


def test_a_line_that_is_nothing_but_a_name_ends_a_letter(tmp_path):
    letter = LETTER.replace("Yours ever,\n\nOtto Brandt", "Send me two beams before the frost.\nOtto Brandt")
    book = annotate(tmp_path / "corpus", {"a": {**ESSAY, "text": letter}})
    letters = book.voices[book.voices.kind == "letter"]
    last = letters.end.max()
    assert book.texts["a"][:last].endswith("Otto Brandt") and letters.speaker_id.str.contains("brandt").any()
