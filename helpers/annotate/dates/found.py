"""What a reader of dates hands on: an expression as it was found, and what it comes to."""

from dataclasses import dataclass

# Stands for the last day of a month that only context can name.
LAST_DAY = 99


@dataclass(frozen=True)
class Found:
    """One expression, as it was found, before its context is asked.

    Attributes:
        start, end: where it stands, half-open.
        how: calendar, feast, deictic (from the day of writing), span ("last week"), weekday, step (from the date before),
            anchor (from an event, named in text[tail:end]) or unsaid (of no one year).
        value: EDTF in which YYYY, CC or MM stand for a year, century or month that context must give.
        opens: start, end or "": the interval that it opens.
        about: whether it is approximate.
        mid: a finer or first value: the middle of a month in a range, the part of a step, the lower of two counts.
        count, unit: how far from there.
        tail: where the event of an anchor is named.
        word: the sign of its year or month: last, following, of the same year, ult, that year.
        sort: which of its kind. Of anchors: counted, days, during, definite ("the day of"), plain, within, clause ("the day
            he came"), anniversary, vague or vague+ ("shortly after"); of steps: part, lasting, lasting on, before; of
            deictics: day, ago, exact; of spans: many; of what is printed: century, turn, shared, republic.
        dual: the same day in the other calendar, where both are printed.
    """

    start: int
    end: int
    how: str
    value: str = ""
    opens: str = ""
    about: bool = False
    mid: str = ""
    count: float = 0
    unit: str = ""
    tail: int = 0
    word: str = ""
    sort: str = ""
    dual: str = ""

    @property
    def is_round(self) -> bool:
        """Whether it counts several weeks, which are seldom counted to the day."""
        return self.unit == "fortnight" or self.unit == "week" and abs(self.count) > 1

    def __post_init__(self):
        if self.end <= self.start:
            raise ValueError(f"an expression from {self.start} to {self.end} has no length")


@dataclass(frozen=True)
class Resolved:
    """What an expression comes to: EDTF ("" where nothing resolves it), how sure, and why in a sentence.

    `end` is where the expression ends, 0 where it ends as it was found: "since Waterloo | no one slept".
    """

    edtf: str
    relative: bool
    certainty: str
    reason: str
    event_id: str = ""
    end: int = 0
