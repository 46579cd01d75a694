"""Dates and events in. Out: the sentences and small tables of 04_chronology, every number in them computed, for any corpus."""

import numpy as np
import pandas as pd

from helpers.analyse import chronology
from helpers.analyse.attention import attention
from helpers.annotate.mentions import SpeakerIndex
from helpers.publish.charts_chronology import tau, teller_names
from helpers.publish.charts_corpus import counted, listed, short_titles
from helpers.publish.charts_timeline import main_years
from helpers.publish.evidence import cite, excerpt

WORDS = 24


def quote(workbook, row, words: int = WORDS) -> str:
    """Quote the sentence of a date, cut to the words around it and to what the rights allow, with speaker and citation."""
    text = workbook.texts[row.doc_id]
    own = workbook.sentences[(workbook.sentences.doc_id == row.doc_id) & (workbook.sentences.start <= row.start)]
    place = own.iloc[-1] if len(own) and own.iloc[-1].end > row.start else row
    before = text[place.start : row.start].split()
    after = text[row.end : max(place.end, row.end)].split()
    lead = " ".join(["…"] * (len(before) > words // 2) + before[len(before) - min(len(before), words // 2) :])
    tail = " ".join(after[:words]) + " …" * (len(after) > words)
    glue = "" if tail[:1] in tuple(",.;:)”’'\"-–—") else " "
    said = excerpt(workbook.documents, row.doc_id, f"{lead} {text[row.start : row.end]}{glue}{tail}".strip())
    who = SpeakerIndex(workbook.voices[workbook.voices.doc_id == row.doc_id]).at(row.start)[0]
    return f"“{said}” ({who}; {cite(workbook.documents, row.doc_id, int(row.passage))})"


def counts(workbook) -> str:
    """Say how many dates were found, how many are sharp, how many lean on context."""
    d = workbook.dates
    if d.empty:
        return "No expression in these texts places anything in time."
    told, none = chronology.placed(workbook), int((d.edtf == "").sum())
    sharp = int((told.earliest == told.latest).sum())
    drawn = int(told.middle.isna().sum())
    said = f"{counted(len(d), 'expression')} placed something in time; "
    said += (
        f"{counted(len(told), 'of them tells', 'of them tell')} an event, a life or a document in the body of a text. Of these "
    )
    said += f"{counted(sharp, 'names', 'name')} a single day, {drawn} {'is' if drawn == 1 else 'are'} open at an end, and "
    said += f"{int(told.relative.sum())} took the year or more from context."
    return said + (f" {counted(none, 'expression')} could not be resolved at all." if none else "")


def kinds(workbook) -> pd.DataFrame:
    """Count dates by text and kind: one row a text, with n and per_1000_words."""
    d, documents = workbook.dates, workbook.documents.set_index("doc_id")
    table = pd.crosstab(d.doc_id, d.kind).reindex(documents.index, fill_value=0)
    table["n"] = d.groupby("doc_id").size().reindex(documents.index, fill_value=0)
    table["per_1000_words"] = (1000 * table.n / documents.n_words.clip(lower=1)).round(1)
    return table.rename(index=short_titles(workbook.documents)).rename_axis("text").rename_axis(columns=None)


def reasons(workbook, rows: int = 6) -> pd.DataFrame:
    """Show dates that lean on context, the least certain first of each text: text, surface, edtf, certainty, reason."""
    d = workbook.dates[workbook.dates.relative & (workbook.dates.edtf != "")]
    ranks = {"low": 0, "middling": 1, "high": 2, "certain": 3}
    ordered = d.assign(rank=d.certainty.map(ranks)).sort_values("rank", kind="stable")
    chosen = ordered[~ordered.duplicated("reason")].groupby("doc_id", sort=False).head(2).head(rows)
    chosen = chosen.assign(text=chosen.doc_id.map(short_titles(workbook.documents)))
    return chosen[["text", "surface", "edtf", "certainty", "reason"]].reset_index(drop=True)


def densest(workbook, years: tuple | None = None) -> str:
    """Say where the dates of a span of years lie thickest, and quote the sharpest of that year."""
    told = chronology.placed(workbook)
    first, after = years or main_years(told)
    here = told[(told.middle >= first) & (told.middle < after)]
    if here.empty:
        return f"No text dates anything closely between {first} and {after - 1}."
    year = np.floor(here.middle).astype(int)
    most = int(year.value_counts().sort_index().idxmax())
    own, names = here[year == most], short_titles(workbook.documents)
    by_text = own.groupby("doc_id", sort=False).size().sort_values(ascending=False, kind="stable")
    where = listed([f"{n} in *{names[d]}*" for d, n in by_text.items()])
    sharpest = own.assign(width=own.high - own.low).sort_values("width", kind="stable").iloc[0]
    return (
        f"Between {first} and {after - 1} the most dates fell in {most}: {counted(len(own), 'date')} ({where}). "
        f"The sharpest of them: {quote(workbook, sharpest)}."
    )


def orders(workbook) -> pd.DataFrame:
    """Return the table of telling and event: text, n, kendall, interval, spearman, back, ahead."""
    table = chronology.telling_order(workbook)
    table.insert(0, "text", table.doc_id.map(short_titles(workbook.documents)))
    return table.drop(columns="doc_id").set_index("text").astype(float).round(2)


def looking(workbook) -> str:
    """Say which texts keep to the order of time, and quote the farthest look back in the text that looks back most often."""
    table, names = chronology.telling_order(workbook), short_titles(workbook.documents)
    known = table.dropna(subset=["kendall"])
    if known.empty:
        return "No text holds enough closed dates to measure an order of telling."
    firm, loose = known[known.low > 0], known[~(known.low > 0)]
    kept = [f"*{names[r.doc_id]}* ({tau(r)}, {counted(int(r.n), 'date')})" for r in firm.itertuples()]
    said = (
        f"{listed(kept)} kept to the order of time more than chance would."
        if kept
        else "No text kept to the order of time more than chance would."
    )
    if len(loose):
        said += f" For {listed([f'*{names[r.doc_id]}* ({tau(r)})' for r in loose.itertuples()])} chance is not excluded."
    turned = chronology.turns(chronology.own_words(workbook))
    back = turned[turned.direction == "back"]
    if back.empty:
        return said
    often = back.doc_id.value_counts(sort=False).idxmax()
    own = back[back.doc_id == often]
    row = own.loc[own.years.idxmax()]
    said += f" *{names[often]}* looked back by a year or more {len(own)} times, farthest (by at least {int(row.years)} years)"
    return said + f" where after “{row.after}” it says: {quote(workbook, row)}."


def attended(workbook) -> str:
    """Say to which year each text gives most, and which years several texts share."""
    table, names = attention(workbook), short_titles(workbook.documents)
    if table.empty:
        return "No year was dated."
    peaks = table.loc[table.groupby("doc_id", sort=False).per_1000.idxmax()]
    said = "; ".join(f"*{names[r.doc_id]}* {r.year} ({r.per_1000:.1f} dates per 1,000 words)" for r in peaks.itertuples())
    shared = table[table.weight >= 0.5].groupby("year").doc_id.nunique()
    common = shared[shared == shared.max()] if len(shared) else shared
    years = listed([str(y) for y in common.index[:5]])
    return f"Most attention: {said}. " + (
        f"The most texts, {int(common.iloc[0])}, dated something in {years}."
        if len(common) and common.iloc[0] > 1
        else "No year was shared."
    )


def tellings(workbook, rows: int = 10, texts: int = 2) -> pd.DataFrame:
    """Return dates tied to events that several texts date, in the order of events: at most two a text and event."""
    told = chronology.told_events(workbook, texts)
    order = {e: i for i, e in enumerate(dict.fromkeys(told.event_id))}
    first = told.sort_values("event_role", kind="stable", key=lambda c: c != "dates")
    first = first.groupby(["event_id", "doc_id"], sort=False).head(2)
    return first.assign(rank=first.event_id.map(order)).sort_values(["rank", "doc_id", "start"], kind="stable").head(rows)


def side_by_side(workbook, rows: int = 10, texts: int = 2) -> pd.DataFrame:
    """Set the datings of such events beside each other: event, reference, text, surface, edtf, relation."""
    told = tellings(workbook, rows, texts)
    table = told.assign(event=told.label, text=told.doc_id.map(short_titles(workbook.documents)), relation=told.event_role)
    return table[["event", "reference", "text", "surface", "edtf", "relation"]].reset_index(drop=True)


def disagreement(workbook) -> str:
    """Say how many events are tied to dates in one text or more, and where datings do not meet."""
    tied = workbook.events[workbook.events.n_mentions > 0]
    shared = tied[tied.documents.str.contains("|", regex=False)]
    said = f"{counted(len(tied), 'event')} of seeds/events.csv {'was' if len(tied) == 1 else 'were'} dated or counted from,"
    said += f" {len(shared)} of them in more than one text."
    apart, names = chronology.disagreements(workbook), short_titles(workbook.documents)
    if apart.empty:
        said += " Where a text dated such an event, its interval met that of the reference;"
        return said + " that says little where the reference was itself taken from these texts."
    first = apart.iloc[0]
    against = names.get(first.against, first.against)
    said += f" In {counted(len(apart), 'pair')} the datings did not meet; widest apart, by {counted(int(first.days), 'day')}:"
    return said + (f" *{first.label}*, {first.edtf} in *{names[first.doc_id]}*, {first.other} in *{against}*.")


def far(workbook) -> str:
    """Say how long after the event each text tells it, and quote the farthest."""
    table = chronology.distances(workbook)
    if table.empty:
        return "No text has both dates and a known time of writing."
    table = table.assign(teller=teller_names(workbook, table))
    middles = table.groupby("teller", sort=False)[["years", "least", "most"]].median().sort_values("years", kind="stable")
    said = [
        f"*{r.Index}* {r.years:.1f} years (from {r.least:.1f} to {r.most:.1f})"
        if r.least == r.least
        else f"*{r.Index}* at most {r.years:.1f} years (when the writing began is not known)"
        for r in middles.itertuples()
    ]
    row = table.loc[table.years.idxmax()]
    return f"By the medians: {'; '.join(said)}. Farthest from its event, {row.years:.0f} years: {quote(workbook, row)}."


def double_table(workbook, rows: int = 10) -> pd.DataFrame:
    """Return the days that have two readings: text, surface, calendar, old_style, new_style, days."""
    table = chronology.double_dates(workbook).head(rows)
    table = table.assign(text=table.doc_id.map(short_titles(workbook.documents)))
    return table[["text", "surface", "calendar", "old_style", "new_style", "days"]].reset_index(drop=True)


def double(workbook) -> str:
    """Say how many days have two readings and in how many of them the text states which."""
    table = chronology.double_dates(workbook)
    if table.empty:
        return (
            "No day in these texts was given a second reading: none is stated in Old Style, and where the calendar is not "
            "stated the paragraph is not of Russian affairs, or seeds/events.csv fixes the day."
        )
    stated = int((table.calendar != "unstated").sum())
    return (
        f"{counted(len(table), 'day has', 'days have')} two readings; in {stated or 'none'} of them the text or its note "
        "says which it prints. For the others nothing was converted: the value is the printed one, and the other reading "
        "stands beside it. "
        "Which holds is for the historian to say: outside Russia a day was most often New Style. "
        f"The first: {quote(workbook, table.iloc[0])}."
    )


def trust(workbook, scores: pd.DataFrame) -> str:
    """Say how far the dates can be trusted. `scores`: as `date_scores` returns it, rules alone."""
    if scores.empty:
        return "None of these texts was read by hand for dates, so the error is not known."
    row = scores.iloc[-1]
    unread = len(workbook.texts) - (len(scores) - 1)
    said = (
        f"In the {counted(len(scores) - 1, 'text')} read by hand the rules alone found the {int(row.cases)} dates with "
        f"F1 {row.f1:.2f}; {row.value:.1%} of those found had the reader's value (95 %: {row.value_low:.1%} "
        f"to {row.value_high:.1%}) and {row.kind:.1%} the reader's kind. The rules were "
        "written with these texts at hand, so this says that they fit here. "
        "On prose that they were not written for they do less well; see the limitations."
    )
    return said + (f" {counted(unread, 'text was', 'texts were')} not read." if unread > 0 else "")


def findings(workbook) -> str:
    """Say what the notebook found, each point with its numbers."""
    names, said = short_titles(workbook.documents), []
    tied = workbook.events[workbook.events.n_mentions > 0]
    if len(tied):
        shared = tied[tied.documents.str.contains("|", regex=False)]
        roles = chronology.told_events(workbook).event_role.value_counts()
        said.append(
            f"Few dated events are shared: {len(shared)} of {counted(len(tied), 'dated event')} stand in more than one text, "
            f"and of the {counted(int(roles.sum()), 'date')} tied to these {roles.get('dates', 0)} date the event itself and "
            f"{roles.get('counts from', 0)} count from it."
            if len(shared)
            else f"None of {counted(len(tied), 'dated event')} stands in more than one text."
        )
    known = chronology.telling_order(workbook).dropna(subset=["kendall"])
    if len(known):
        firm = known[known.low > 0]
        kept = [f"*{names[r.doc_id]}* ({tau(r)}; {r.back} looks back of a year or more)" for r in firm.itertuples()]
        said.append(f"Of {counted(len(known), 'text')} {listed(kept) or 'none'} tended to keep to the order of time.")
    table = chronology.distances(workbook)
    if len(table):
        middles = table.assign(teller=teller_names(workbook, table)).groupby("teller").years.median().sort_values(kind="stable")
        doubt = (table.most - table.least).groupby(table.doc_id).median()
        said.append(
            f"Between event and telling lay by the medians from {middles.iloc[0]:.1f} years (*{middles.index[0]}*) to "
            f"{middles.iloc[-1]:.1f} (*{middles.index[-1]}*); the widest doubt about it is {doubt.max():.1f} years, in "
            f"*{names[doubt.idxmax()]}*."
        )
    return "\n".join(f"- {s}" for s in said) or "- Nothing in these texts is dated."
