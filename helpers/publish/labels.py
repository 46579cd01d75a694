"""Marks of a timeline in. Out: labels that do not overlap, each with the line it stands on."""

from helpers.publish.style import text_width

LABEL_LINES, SIZE = 6, 7


def stack_labels(drawn: list, first: int, after: int, per_mm: float) -> list[tuple]:
    """Choose the events whose labels find room above a lane without overlapping.

    Args:
        drawn: (mark, its low and high end as drawn in years, its row).
        first: first year drawn.
        after: the year after the last.
        per_mm: years a millimetre.

    Returns:
        (words, left end, x of the leader, line counted from the marks up, row of the mark, its drawn length in years) of
        each label; of those that cannot all find room the events that are dated most sharply.
    """
    named: dict = {}
    for m, low, high, row in sorted(drawn, key=lambda d: d[2] - d[1]):
        if m.event:
            named.setdefault(m.event, ((low + high) / 2, row, high - low))
    if not named:
        some = drawn[:: max(1, len(drawn) // 8)]
        named = {m.surface: ((low + high) / 2, row, high - low) for m, low, high, row in some}
    chosen: list = []
    best: list = []
    for words in sorted(named, key=lambda w: (named[w][2], named[w][0])):
        # Words to the left of their leader climb as time goes on, words to the right as it goes back.
        wanted = sorted([*chosen, (words, named[words][0])], key=lambda n: n[1])
        tries = (_staircase(wanted[::way], way, first, after, per_mm) for way in (1, -1))
        placed = next((t for t in tries if len(t) == len(wanted)), None)
        if placed is not None:
            chosen, best = wanted, placed
    return [(short, left, at, line, *named[words][1:]) for words, short, left, at, line in best]


def _staircase(named: list, way: int, first: int, after: int, per_mm: float) -> list[tuple]:
    kept = []
    for words, at in named:
        short = words.split(",")[0].split(":")[0]
        short = short if len(short) <= 44 else short[:42].rsplit(" ", 1)[0] + " …"
        width = (text_width(short, SIZE) + 1.5) * per_mm
        sides = (at - width + 0.4 * per_mm, at - 0.8 * per_mm)[::way]
        for line, left in [(n, x) for x in sides for n in range(LABEL_LINES)]:
            inside = first <= left and left + width <= after
            if inside and all(_apart(left, width, at, line, *other[2:], per_mm) for other in kept):
                kept.append((words, short, left, width, at, line))
                break
    return [(words, short, left, at, line) for words, short, left, _, at, line in kept]


def _apart(left, width, at, line, left2, width2, at2, line2, per_mm) -> bool:
    clear = left + width < left2 or left2 + width2 < left
    if line == line2:
        return clear and abs(at - at2) > 0.3 * per_mm
    # The leader of the upper label must not run through the lower one.
    upper, low_left, low_width = (at, left2, width2) if line > line2 else (at2, left, width)
    return not low_left - 0.5 * per_mm < upper < low_left + low_width
