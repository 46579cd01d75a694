"""Dates, events and documents in. Out: order of telling, attention by year, distance of telling, events set side by side."""

import re
from datetime import date
from math import inf

import numpy as np
import pandas as pd

from helpers.analyse.agreement import rank_correlation
from helpers.analyse.speakers import authors
from helpers.annotate.corpus import repeated
from helpers.annotate.dates.edtf_values import bounds
from helpers.workbook import once

# What a text tells, as against the furniture of its page and the books it cites.
TOLD = ("event", "life", "document")
# A step in time shorter than this many years is neither a look back nor one ahead.
STEP = 1.0
# The reason of a date that is counted from the day of a letter.
FROM_LETTER = r"counted from the letter's|the letter's own date"


def decimal_year(day: str) -> float:
    """Return an ISO day as a year with its fraction: "1924-07-02" is 1924.5; not a number for ""."""
    if not day:
        return float("nan")
    year, month, number = (int(p) for p in re.fullmatch(r"(-?\d+)-(\d\d)-(\d\d)", day).groups())
    # Years before the calendar's first have no date of their own in Python.
    around = 2000 + year % 4 if not 1 <= year <= 9998 else year
    number = 28 if (month, number) == (2, 29) and around % 4 else number
    first = date(around, 1, 1)
    try:
        passed = (date(around, month, number) - first).days
    except ValueError:
        passed = 59  # 29 February of a Julian century year
    return year + passed / (date(around + 1, 1, 1) - first).days


def placed(workbook, kinds: tuple = TOLD) -> pd.DataFrame:
    """Return the dates that a text tells, in the order of telling, each with its place in time.

    Left out: page furniture and bibliography, notes, dates without value, and the printed translation of a text that
    stands beside its original, which would count everything twice.

    Args:
        workbook: the open workbook.
        kinds: which kinds of date count.

    Returns:
        The rows of the dates table with low, high (decimal years, the day after the last; NaN where open), middle (NaN where
        an end is open), order (from 1, by text) and share (how far into the text, 0 to 1).
    """
    dates, zones = workbook.dates, workbook.passages.drop_duplicates(["doc_id", "passage"]).set_index(["doc_id", "passage"])
    keys = list(zip(dates.doc_id, dates.passage, strict=True))
    zone = [zones.zone.get(k, "body") for k in keys]
    there = np.array([z in ("body", "heading") for z in zone], dtype=bool) & ~repeated(dates, workbook.alignments)
    out = dates[dates.kind.isin(kinds) & (dates.edtf != "") & there].copy()
    out["low"] = pd.Series([decimal_year(d) for d in out.earliest], out.index, float)
    out["high"] = pd.Series([decimal_year(d) for d in out.latest], out.index, float) + 1 / 365.25
    out["middle"] = (out.low + out.high) / 2
    out["order"] = out.groupby("doc_id", sort=False).cumcount() + 1
    lengths = {d: max(1, len(t)) for d, t in workbook.texts.items()}
    out["share"] = pd.Series([r.start / lengths[r.doc_id] for r in out.itertuples()], out.index, float)
    return out.reset_index(drop=True)


def turns(told: pd.DataFrame) -> pd.DataFrame:
    """Return where a text looks back or ahead: a date wholly before, or after, the one told just before it, by a year or more.

    Args:
        told: as `placed` returns it.

    Returns:
        The rows where it does, with direction (back, ahead), years (the gap between the intervals) and after (the words
        of the date before).
    """
    rows = []
    for _, group in told.groupby("doc_id", sort=False):
        before = None
        for row in group.itertuples():
            if np.isnan(row.middle):
                continue
            if before is not None:
                back, ahead = before.low - row.high, row.low - before.high
                if max(back, ahead) >= STEP:
                    rows.append((row.Index, "back" if back > ahead else "ahead", max(back, ahead), before.surface))
            before = row
    made = pd.DataFrame(rows, columns=["row", "direction", "years", "after"]).set_index("row")
    return told.join(made, how="inner").reset_index(drop=True)


def own_words(workbook) -> pd.DataFrame:
    """Return the rows of `placed` in the words of whoever tells the text: editors and witnesses have orders of their own.

    The date in a heading says when a document was written; nobody tells it.
    """
    told, lane, p = placed(workbook), _lanes(workbook), workbook.passages
    heads = set(p.loc[p.zone == "heading", ["doc_id", "passage"]].itertuples(index=False, name=None))
    title = [row.kind == "document" and (row.doc_id, row.passage) in heads for row in told.itertuples()]
    teller = [lane(row) == row.doc_id for row in told.itertuples()]
    own = told[pd.Series(teller, told.index, bool) & ~pd.Series(title, told.index, bool)]
    return own.assign(order=own.groupby("doc_id", sort=False).cumcount() + 1).reset_index(drop=True)


@once
def telling_order(workbook) -> pd.DataFrame:
    """Correlate telling and event for each text, in the words of whoever tells it.

    Returns:
        One row a text. Columns: doc_id, n (dates closed at both ends), kendall, low, high, spearman, back, ahead
        (how often it turns; see `turns`).
    """
    told = own_words(workbook)
    turned = turns(told)
    rows = []
    for doc_id in workbook.documents.doc_id:
        own = told[(told.doc_id == doc_id) & told.middle.notna()]
        ways = turned.direction[turned.doc_id == doc_id]
        counts = {"back": int((ways == "back").sum()), "ahead": int((ways == "ahead").sum())}
        rows.append({"doc_id": doc_id, **rank_correlation(own.order, own.middle, own.passage), **counts})
    return pd.DataFrame(rows)


def distances(workbook) -> pd.DataFrame:
    """Return how many years lie between an event and its telling, with the doubt of both.

    The telling is when the words were written. What is told ahead of its time counts as zero. What a letter counts from its
    own date ("today") tells nothing of a distance and is left out, and so is what an author counts from an event up to the
    time of writing ("a century after his death").

    Returns:
        One row a date that is closed at both ends, in words whose writing or saying is dated. Columns of `placed`, and
        lane (who tells: the text's title for its author, else title and voice), least, most (years, from the nearest to the
        farthest ends of both intervals; least is NaN for words with a known end and no known beginning) and years (between
        the middles; from the known end of such words, which is then the most that it can be).
    """
    told, lanes, rows = placed(workbook), _lanes(workbook), []
    from_letter = told.reason.str.contains(FROM_LETTER)
    for row in told[told.middle.notna() & (told.told != "") & ~from_letter].itertuples():
        low, high = (decimal_year(d) for d in bounds(row.told))
        low, high = (low, high) if not np.isnan(high) else (low, low)
        if row.event_role == "counts from" and low < row.high and row.low < high:
            continue
        middle = high if np.isnan(low) else (low + high) / 2
        least = low if np.isnan(low) else max(0.0, low - row.high)
        rows.append((row.Index, lanes(row), least, max(0.0, high - row.low), max(0.0, middle - row.middle)))
    made = pd.DataFrame(rows, columns=["row", "lane", "least", "most", "years"]).set_index("row")
    return told.join(made, how="inner").reset_index(drop=True)


def _lanes(workbook):
    documents, tellers, groups = workbook.documents.set_index("doc_id"), authors(workbook), set(workbook.voices.speaker_group)
    labels = dict(zip(workbook.authority.people.person_id, workbook.authority.people.label, strict=True))

    def lane(row) -> str:
        group = row.speaker_id.split(":")[0]
        if row.speaker_id in (tellers[row.doc_id], documents.narrator_id[row.doc_id]):
            return row.doc_id
        voice = group if group in groups and ":" in row.speaker_id else labels.get(row.speaker_id, row.speaker_id)
        return f"{row.doc_id}|{voice}"

    return lane


def day_number(day: str) -> int:
    """Number an ISO day in days of the Gregorian calendar, years before its first too; 29 February of 1900 is 1 March."""
    year, month, number = (int(p) for p in re.fullmatch(r"(-?\d+)-(\d\d)-(\d\d)", day).groups())
    # The calendar repeats itself every 400 years; Python's dates begin with year 1.
    return date(2000 + year % 400, month, 1).toordinal() + number - 1 + (year // 400 - 5) * 146_097


def gap(one: tuple, other: tuple) -> float:
    """Return the days between two EDTF intervals given by their bounds: 0 where they share a day; "" is open."""
    (a, b), (c, d) = ([day_number(d) if d else (-inf, inf)[i] for i, d in enumerate(pair)] for pair in (one, other))
    return max(0.0, float(max(a, c) - min(b, d)))


def _readings(row) -> list[tuple]:
    """Return the bounds that a date has by the new calendar: both its readings where its calendar is not said."""
    own = (row.earliest, row.latest)
    if row.calendar == "gregorian" or not row.converted:
        return [own]
    return [bounds(row.converted)] if row.calendar == "julian" else [own, bounds(row.converted)]


def _apart(one: list[tuple], other: list[tuple]) -> float:
    """Return the fewest days between any two readings."""
    return min(gap(a, b) for a in one for b in other)


def told_events(workbook, texts: int = 2) -> pd.DataFrame:
    """Set beside each other what the texts say of one event.

    Args:
        workbook: the open workbook; printed translations are left out.
        texts: how many texts at least must tie a date to it.

    Returns:
        One row a date tied to such an event, in the order of events and texts. The columns of the dates table with
        label, reference (the event's value in events.csv) and days_off (days between the two by the new calendar; 0 where they
        share one; NaN where the expression only counts from the event).
    """
    dates = workbook.dates[(workbook.dates.event_id != "") & (workbook.dates.edtf != "")]
    dates = dates[~repeated(dates, workbook.alignments)]
    known = workbook.events.set_index("event_id")
    often = dates.groupby("event_id").doc_id.nunique()
    out = dates[dates.event_id.isin(often[often >= texts].index)].copy()
    out["label"], out["reference"] = out.event_id.map(known.label), out.event_id.map(known.edtf)
    ends = [(_readings(r), [tuple(known.loc[r.event_id, ["earliest", "latest"]])]) for r in out.itertuples()]
    off = [_apart(*e) if role == "dates" else float("nan") for e, role in zip(ends, out.event_role, strict=True)]
    out["days_off"] = pd.Series(off, out.index, float)
    rank = known.earliest.rank(method="first")
    return (
        out.assign(rank=out.event_id.map(rank)).sort_values(["rank", "doc_id", "start"], ignore_index=True).drop(columns="rank")
    )


def disagreements(workbook) -> pd.DataFrame:
    """Return where a text dates an event outside the reference, or two texts date it apart, the widest gap first.

    Returns:
        event_id, label, doc_id, date_id, edtf, against (a doc_id, or events.csv), other (its EDTF), days.
    """
    tied = told_events(workbook, texts=1)
    tied = tied[tied.event_role == "dates"]
    rows = []
    for event_id, group in tied.groupby("event_id", sort=False):
        for r in group[group.days_off > 0].itertuples():
            rows.append((event_id, r.label, r.doc_id, r.date_id, r.edtf, "events.csv", r.reference, r.days_off))
        own = list(group.itertuples())
        for i, r in enumerate(own):
            for q in own[i + 1 :]:
                days = _apart(_readings(r), _readings(q))
                if q.doc_id != r.doc_id and days:
                    rows.append((event_id, r.label, r.doc_id, r.date_id, r.edtf, q.doc_id, q.edtf, days))
    table = pd.DataFrame(rows, columns="event_id label doc_id date_id edtf against other days".split())
    return table.sort_values("days", ascending=False, kind="stable", ignore_index=True)


def double_dates(workbook) -> pd.DataFrame:
    """Return the days that have two readings, Old Style and New Style.

    Returns:
        The dates with old_style, new_style (EDTF) and days (between the two).
    """
    out = workbook.dates[workbook.dates.converted != ""].copy()
    swapped = out.calendar == "gregorian"
    out["old_style"], out["new_style"] = out.edtf.where(~swapped, out.converted), out.converted.where(~swapped, out.edtf)
    first = [[day_number(bounds(v)[0]) for v in pair] for pair in zip(out.old_style, out.new_style, strict=True)]
    out["days"] = pd.Series([new - old for old, new in first], out.index, int)
    return out.reset_index(drop=True)
