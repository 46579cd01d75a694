"""Where a text stands in time: what has been told so far and what is to come, for dates that leave something to context."""

from dataclasses import dataclass, field

from helpers.annotate.dates.told import Told

NOWHERE = ("", "", 0, 0, False)


@dataclass
class Context:
    """The time a narrative has reached, or the day a letter was written.

    Attributes:
        current: EDTF of the last date that carried the narrative on; "" at the start.
        quote: its words, for the reasons.
        passage: its paragraph.
        written: the day or month of writing; "" where it is not known.
        letter: whether the words were written on that day, so that "today" means it.
        anchor: EDTF, label and id of the event last counted from.
        last: EDTF, words and end of the date before, be it only an aside.
        ahead: EDTF, words and paragraph of the next full date of the paragraph.
        coming: the next year that is printed in a later paragraph; None where there is none.
        onward: the next year that is printed at all, in a later sentence; None where there is none.
        left: what a look back left, from where the next paragraph goes on: EDTF, words, the paragraph that looks back, their own
            paragraph, `titled`.
        day: EDTF, words and paragraph of the last whole day of the narrative.
        hint: EDTF and words of the last printed year that only bounds something: "until 1810".
        where: the zone; "cited" for a document that another text speaks of.
        here: the paragraph of the date asked about.
        titled: whether only a heading has given a date so far.
        period: first and last year of a title's time: "The settlement, 1652-1654".
        at: where the current date stands.
        near: EDTF and words of a full date before it in its own sentence, which did not carry the narrative on.
        history: the paragraphs of the dates that carried the narrative on.
        told: what the text itself has dated.
        eastern: whether the text is of Russian affairs, whose Easter was another until 1918.
    """

    current: str = ""
    quote: str = ""
    passage: int = 0
    written: str = ""
    letter: bool = False
    anchor: tuple = ("", "", "")
    last: tuple = ("", "", 0)
    ahead: tuple = ("", "", 0)
    day: tuple = ("", "", 0)
    coming: int | None = None
    onward: int | None = None
    hint: tuple = ("", "")
    left: tuple = NOWHERE
    where: str = "body"
    here: int = 0
    period: tuple = (-9999, 9999)
    at: int = -1
    titled: bool = False
    near: tuple = ("", "")
    history: list = field(default_factory=list)
    told: Told | None = None
    eastern: bool = False
