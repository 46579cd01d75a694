"""A paragraph in. Out: its quotations as nested spans, whatever their marks, also where one is missing or doubled."""

import re
from collections.abc import Callable
from dataclasses import dataclass

MARK = re.compile(r"[\"“”„‟«»‘’‚']")
DOUBLE_OPEN, DOUBLE_CLOSE = frozenset("“„‟«"), frozenset("”»")
# A new sentence whose subject is some unnamed person: the quotation before it must have ended unmarked.
NEW_FRAME = re.compile(
    r"[.!?…]['’\")]*\s+(?=(?:An?|Another|One|Two|Some|Many|Most|Several|Other|Others|The|Similarly|According)\b[^.!?]{3,120}$)"
)
# "the winter of '47", "rock 'n' roll", "'tis": letters or digits left out, not quoted.
ELIDED = re.compile(r"'(?:\d\ds?|tis|twas|em)\b(?!')|(?<!\S)'n'(?!\S)")
LOWER_WORD = re.compile(r"\s+[a-zа-я]")


# A paragraph that a dash opens is a turn of a dialogue where a text prints its dialogues so.
DASHED = re.compile(r"\s*[—–―]\s?(?=[\"“‘«¿¡]?[A-ZÀ-ÞА-ЯЁ])")
# Where a frame may begin within such a turn: behind a mark, or between dashes.
WITHIN_TURN = re.compile(r"(?<=[,?!.…])\s(?=(?:[a-zà-þа-яё]|I\s))|\s[—–―]\s?(?=[a-zà-þа-яё])")


@dataclass(frozen=True)
class Quotation:
    """Quoted words: text[start:end] lies inside the marks.

    Attributes:
        start: first character after the opening mark.
        end: character after the last quoted one.
        depth: 1 for a quotation in the paragraph, 2 for one inside that, and so on.
        closed: whether its closing mark is there.
    """

    start: int
    end: int
    depth: int
    closed: bool


@dataclass
class _Open:
    at: int
    double: bool
    mark: str


def quotations(text: str) -> list[Quotation]:
    """Find the quotations of one paragraph.

    Marks are told apart by what stands beside them: an opening mark follows a space
    and touches a word, a closing one the reverse, an apostrophe touches letters on both
    sides or ends a plural. A quotation without closing mark ends where a new
    frame begins ("… A second witness said, “"), else with the paragraph.

    Args:
        text: the paragraph; note markers masked.

    Returns:
        Quotations in the order of their first characters, outer before inner.
    """
    marks = list(MARK.finditer(text))
    found, stack = [], []

    def close(position: int, closed: bool) -> None:
        opened = stack.pop()
        if text[opened.at : position].strip():
            found.append(Quotation(opened.at, position, len(stack) + 1, closed))

    for index, mark in enumerate(marks):
        kind = _kind(text, marks, index, stack)
        if kind == "open":
            double = mark.group() not in "‘‚'"
            if double and any(o.double for o in stack):
                frame = NEW_FRAME.search(text, stack[0].at, mark.start())
                if frame and not _closes_twice(text, marks, index):
                    while stack:
                        close(frame.start() + 1, False)
            stack.append(_Open(mark.end(), double, mark.group()))
        elif kind == "close":
            double = mark.group() not in "’'"
            while stack and stack[-1].double != double:
                close(mark.start(), False)
            if stack:
                close(mark.start(), True)
            # Opened twice, closed once: one closing mark ends both where nothing is left to end the outer one.
            if double and any(o.double for o in stack) and not _another_close(text, marks, index):
                while stack:
                    close(mark.start(), False)
    while stack:
        close(len(text.rstrip()), False)
    return sorted(found, key=lambda q: (q.start, -q.end))


def turn(text: str, is_frame: Callable[[str], int]) -> list[Quotation]:
    """Return the spoken parts of a turn that a dash opens: all of it but its frames ("— Come in, she said. Sit down.").

    Args:
        text: the paragraph.
        is_frame: given the rest of the paragraph, how many of its characters are a frame; 0 where it begins with none.
    """
    opened = DASHED.match(text)
    start, found = opened.end(), []
    for m in WITHIN_TURN.finditer(text, start):
        if m.start() < start:
            continue
        length = is_frame(text[m.end() :])
        if length:
            found.append(Quotation(start, m.start(), 1, True))
            start = m.end() + length
            start += len(text[start:]) - len(text[start:].lstrip(" ,.:;—–―"))
    if text[start:].strip():
        found.append(Quotation(start, len(text.rstrip()), 1, True))
    inner = [Quotation(q.start, q.end, q.depth + 1, q.closed) for q in quotations(text)]
    return sorted([*found, *inner], key=lambda q: (q.start, -q.end))


def _kind(text: str, marks: list, index: int, stack: list) -> str:
    mark = marks[index]
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    # Beside an opening mark: the paragraph's start, a blank, a bracket, a dash or another mark.
    free_before = not before or before.isspace() or before in '([{—–-/“„"‘*_'
    free_after = not after or after.isspace()
    sign = mark.group()
    if sign in "‘‚":
        return "open" if free_before and not free_after else ""
    if sign in "’'":
        return _single(text, marks, index, stack, free_before, free_after)
    inside = any(o.double for o in stack)
    if sign == "“" and stack and stack[-1].mark == "„":
        return "close"
    if sign in DOUBLE_OPEN:
        return "close" if inside and not free_before and free_after else "open"
    if sign in DOUBLE_CLOSE:
        return "close" if inside else "open" if free_before and not free_after and sign == "”" else ""
    if free_before and not free_after:
        return "open"
    return "close" if inside else "" if free_after or not free_before and not after.isalnum() else "open"


def _single(text: str, marks: list, index: int, stack: list, free_before: bool, free_after: bool) -> str:
    mark = marks[index]
    after, before = text[mark.end() : mark.end() + 1], text[mark.start() - 1 : mark.start()]
    opened = next((o for o in reversed(stack) if not o.double), None)
    if opened and not after.isalnum() and before and not before.isspace() and (opened.mark == "'") == (mark.group() == "'"):
        plural = before in "sS" and LOWER_WORD.match(text, mark.end()) is not None
        return "" if plural and _single_close_follows(text, marks, index) else "close"
    if ELIDED.match(text, mark.start()):
        return ""
    if mark.group() == "'" and free_before and not free_after and after.isalnum() and _single_close_follows(text, marks, index):
        return "open"
    return ""


def _single_close_follows(text: str, marks: list, index: int) -> bool:
    sign = marks[index].group()
    for later in marks[index + 1 :]:
        if later.group() == "‘":
            return False
        before, after = text[later.start() - 1], text[later.end() : later.end() + 1]
        if later.group() == sign and not after.isalnum() and not before.isspace():
            return sign == "’" or before in ".,!?;:…" or before.isalnum()
    return False


def _directions(text: str, marks: list, index: int) -> list[str]:
    """What the double marks after this one look like, on their own."""
    out = []
    for later in range(index + 1, len(marks)):
        if marks[later].group() in "‘’‚'":
            continue
        before, after = text[marks[later].start() - 1], text[marks[later].end() : marks[later].end() + 1]
        opens = (before.isspace() or before in "([—–-‘") and after and not after.isspace()
        out.append("open" if opens or marks[later].group() in DOUBLE_OPEN and not (after and after.isspace()) else "close")
    return out


def _closes_twice(text: str, marks: list, index: int) -> bool:
    return _directions(text, marks, index)[:2] == ["close", "close"]


def _another_close(text: str, marks: list, index: int) -> bool:
    return _directions(text, marks, index)[:1] == ["close"]
