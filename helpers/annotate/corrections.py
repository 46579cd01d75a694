"""The historian's decisions and a table in. Out: the table with them applied, and a report of what became of each."""

import json
import re
from dataclasses import dataclass
from difflib import SequenceMatcher

import pandas as pd

from helpers.annotate.reading import read_groups, read_sources
from helpers.annotate.seeds import Seeds, label, read_table
from helpers.annotate.tables import accepted
from helpers.annotate.targets import STANCES, read_targets
from helpers.errors import WorkbookError

ACTIONS = ("accept", "change", "add", "delete")
COLUMNS = "table action doc_id exact prefix suffix start values who when why".split()
# What follows from a row's place, or from the decision itself.
FIXED = "doc_id start end surface mention_id testimony_id date_id decided_by".split()
EXAMPLES = {
    "voices": "speaker_id=lenin",
    "mentions": "person_id=lenin; form=name",
    "testimonies": "lenin=positive",
    "dates": "edtf=1848-06~",
}
ELLIPSIS = "[…]"
# How like the words around a passage must stay for a decision to find it again.
LIKENESS = 0.6


@dataclass(frozen=True)
class Correction:
    """One decision: a row of corrections.csv, found again in the text by quote and context (W3C TextQuoteSelector)."""

    row: int
    table: str
    action: str
    doc_id: str
    exact: str
    prefix: str
    suffix: str
    hint: int | None
    values: tuple
    who: str
    when: str
    why: str


def read_corrections(seeds: Seeds, tables: tuple, people: frozenset) -> list[Correction]:
    """Read and check seeds/corrections.csv; [] where there is none.

    Args:
        seeds: the corpus.
        tables: names of the tables that can be corrected.
        people: ids that a person_id may have, beside `unknown:…` and `provisional:…`; a speaker_id or addressee_id
            may also be `editor`, or begin with a group of voices, such as `other-voice:…`.

    Raises:
        WorkbookError: an action, table or doc_id is unknown, a value is not `field=value` or none that its column
            accepts, an id is nobody's, or who or why is missing.
    """
    path = seeds.folder / "corrections.csv"
    if not path.exists():
        return []
    where, out, known = label(path), [], _Known(seeds, people)
    for number, row in enumerate(read_table(path, tuple(COLUMNS)).itertuples(index=False), start=2):
        at = f"{where} row {number}"
        if row.action not in ACTIONS:
            raise WorkbookError(f"{at}: action '{row.action}' is unknown: use {', '.join(ACTIONS)}")
        if row.table not in tables:
            raise WorkbookError(f"{at}: table '{row.table}' takes no corrections: use one of {', '.join(tables)}")
        if row.doc_id not in seeds.texts:
            raise WorkbookError(f"{at}: doc_id '{row.doc_id}' is not in catalog.csv: correct it, or take the row out")
        if not row.exact or not row.who or not row.why:
            raise WorkbookError(f"{at}: exact, who and why must be filled in: a decision needs its words, its author, its reason")
        if row.start and not (row.start.isdecimal() and len(row.start) < 12):
            raise WorkbookError(f"{at}: start '{row.start}' is not a place in the text: write a whole number, or nothing")
        if row.when and not re.fullmatch(r"\d{4}-\d\d-\d\d", row.when):
            raise WorkbookError(f"{at}: when '{row.when}' is not a day: write for instance 2026-01-31, or nothing")
        if row.action in ("change", "add") and not row.values:
            raise WorkbookError(f"{at}: values is empty: write what holds, for instance {EXAMPLES[row.table]}")
        pairs = [p.strip() for p in row.values.split(";") if p.strip()]
        if any("=" not in p for p in pairs):
            raise WorkbookError(
                f"{at}: values '{row.values}' is not a list of field=value: write for instance person_id=lenin; form=name"
            )
        values = tuple(tuple(v.strip() for v in p.split("=", 1)) for p in pairs)
        for field, value in values:
            fault = known.fault(row.table, field, value)
            if fault or [f for f, _ in values].count(field) > 1:
                raise WorkbookError(f"{at}: {fault or f'values state {field} twice: keep one of the two'}")
        if (row.table, row.action) == ("voices", "add") and "speaker_id" not in dict(values):
            raise WorkbookError(f"{at}: a voice needs its speaker: write for instance speaker_id=lenin into values")
        hint = int(row.start) if row.start else None
        out.append(
            Correction(
                number,
                row.table,
                row.action,
                row.doc_id,
                row.exact,
                row.prefix,
                row.suffix,
                hint,
                values,
                row.who,
                row.when,
                row.why,
            )
        )
    return out


class _Known:
    """What the decided values may be."""

    def __init__(self, seeds: Seeds, people: frozenset):
        self.people, self.targets = people, {t.name for t in read_targets(seeds)}
        groups = "|".join(map(re.escape, sorted({*read_groups(seeds).speaker_group, *read_sources(seeds).speaker_group} - {""})))
        self.person, self.speaker = re.compile(r"(unknown|provisional):\S"), re.compile(rf"editor$|({groups}):\S")

    def fault(self, table: str, field: str, value: str) -> str:
        """Say what is wrong with a value, what is accepted and what to do; "" where nothing is."""
        if field in FIXED:
            return f"{field} is not for values to set: say with exact, prefix, suffix and start which words are meant"
        if field in ("person_id", "speaker_id", "addressee_id"):
            nobody = not value and (field == "addressee_id" or field == "speaker_id" and table != "voices")
            voice = field != "person_id" and self.speaker.match(value)
            if nobody or voice or value in self.people or self.person.match(value):
                return ""
            more = "" if field == "person_id" else " or an unnamed voice such as other-voice:essay.3"
            return f"{field} '{value}' is not known: write an id of people.csv, unknown:… or provisional:…{more}"
        if table == "testimonies" and not value:
            return ""  # It is left to the rules.
        if field == "quoted" and table == "testimonies" and not _are_spans(value):
            return f"quoted '{value}' is not a list of spans: write for instance [[120, 184]]"
        if table == "testimonies" and field in self.targets:
            wanted = "" if value in STANCES else f"one of {', '.join(STANCES)}"
        else:
            wanted = accepted(table, field, value)
        return f"{field} '{value}' is not accepted: write {wanted}" if wanted else ""


def _are_spans(value: str) -> bool:
    try:
        spans = json.loads(value)
    except (ValueError, RecursionError):
        return False
    pairs = isinstance(spans, list) and all(isinstance(s, list) and [type(n) for n in s] == [int, int] for s in spans)
    return pairs and all(0 <= start < end for start, end in spans)


def places(text: str, c: Correction) -> list[tuple]:
    """Find a decision's words again: among all places of the quoted words the one whose context is most alike.

    A long passage may be quoted by its first and last words, with […] between them.

    Returns:
        The one (start, end); none where the words are gone or their surroundings are too unlike, and several where
        nothing says which of them is meant.
    """
    if c.hint is not None and text.startswith(c.exact, c.hint):
        # Where nothing has changed there is nothing to search. Cells are read without blanks at their ends.
        end = c.hint + len(c.exact)
        before, after = text[max(0, c.hint - 2 * len(c.prefix) - 8) : c.hint], text[end : end + 2 * len(c.suffix) + 8]
        if before.rstrip().endswith(c.prefix) and after.lstrip().startswith(c.suffix):
            return [(c.hint, end)]
    pattern = ".{1,4000}?".join(re.escape(part.strip()) for part in c.exact.split(ELLIPSIS))
    found = []
    for match in re.finditer(pattern, text, re.DOTALL):
        start, end = match.span()
        context = c.prefix + "\0" + c.suffix
        around = text[max(0, start - len(c.prefix)) : start] + "\0" + text[end : end + len(c.suffix)]
        same = SequenceMatcher(None, context, around, autojunk=False).ratio() if len(context) > 1 else 1.0
        found.append((same, (start, end)))
    likeness = max((same for same, _ in found), default=0.0)
    best = [span for same, span in found if same == likeness >= LIKENESS]
    # Of equally good places the one nearest to where the words stood.
    return best if c.hint is None else sorted(best, key=lambda span: abs(span[0] - c.hint))[:1]


def _refuse_contradictions(anchored: list) -> None:
    """Stop where two decisions, wherever they were noted, are about one row and cannot both hold."""
    decided = {}
    for c, found in anchored:
        others = decided.setdefault((c.doc_id, *found[0]), []) if len(found) == 1 else []
        for other in others:
            both = sorted(dict(c.values).keys() & dict(other.values).keys())
            if both or "delete" in (c.action, other.action) or not (c.values or other.values):
                what = f"both decide {both[0]} of" if both else f"they {other.action} and {c.action}"
                raise WorkbookError(f"corrections.csv row {c.row} overlaps row {other.row}: {what} '{c.exact}': keep one of them")
        others.append(c)


def added_voice(decided: dict) -> dict:
    """Return what a voice that the historian adds holds where the decision does not say: a voice alone is its own group."""
    group, _, number = decided["speaker_id"].partition(":")
    own = not number or group in ("unknown", "provisional")
    of_group = {"speaker_group": decided["speaker_id"] if own else group}
    return {**of_group, "kind": "quotation", "depth": 1, "cue": "read by hand", "addressee_id": ""}


def apply(name: str, table: pd.DataFrame, corrections: list, texts: dict, fill=None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Carry out the decisions on one table.

    Args:
        name: the table's name.
        table: rows with doc_id, start, end and decided_by.
        corrections: all decisions.
        texts: doc_id → text.
        fill: (doc_id, start, end, decided values) → what an added row holds where the decision does not say; None for ""
            throughout.

    Returns:
        The table (changed rows `decided_by` hand), and a report with a row a decision: row, table, action, doc_id,
        exact, status (applied, moved: applied at another offset than noted, lost: words or surroundings
        are gone, ambiguous: the words stand several times and neither context nor start says which are meant,
        unfit: no such row, or the row is there already), start.

    Raises:
        WorkbookError: two decisions contradict each other, or the table has no such column.
    """
    own = [c for c in corrections if c.table == name]
    columns = "row table action doc_id exact status start".split()
    if not own:
        return table, pd.DataFrame(columns=columns)
    rows = table.to_dict("records")
    place = {(r["doc_id"], r["start"], r["end"]): i for i, r in enumerate(rows)}
    report, gone = [], set()
    anchored = [(c, places(texts[c.doc_id], c)) for c in own]
    _refuse_contradictions(anchored)
    for c, found in anchored:
        span = found[0] if len(found) == 1 else None
        status = "ambiguous" if found else "lost"
        if span is not None:
            index = place.get((c.doc_id, *span))
            present = index is not None and index not in gone
            status = "moved" if c.hint is not None and c.hint != span[0] else "applied"
            if c.action == "add" and not present:
                place[(c.doc_id, *span)] = len(rows)
                empty = {column: pd.NA if table[column].dtype == "Int64" else "" for column in table.columns}
                empty |= fill(c.doc_id, *span, dict(c.values)) if fill else {}
                rows.append({**empty, "doc_id": c.doc_id, "start": span[0], "end": span[1], **_decision(c, table)})
                rows[-1] |= _ground(c, rows[-1])
                if "surface" in table:
                    rows[-1]["surface"] = texts[c.doc_id][span[0] : span[1]]
            elif c.action in ("change", "accept") and present:
                rows[index] |= {**_decision(c, table), **_ground(c, rows[index])}
            elif c.action == "delete" and present:
                gone.add(index)
            else:
                status = "unfit"
        report.append((c.row, name, c.action, c.doc_id, c.exact, status, span[0] if span else None))
    kept = [r for i, r in enumerate(rows) if i not in gone]
    return pd.DataFrame(kept, columns=table.columns), pd.DataFrame(report, columns=columns)


def told(report: pd.DataFrame) -> list[str]:
    """Say in a line each which decisions did not fit. `report`: as `apply` returns it."""
    why = {
        "lost": "its words or their surroundings are gone from the text",
        "ambiguous": "its words stand several times: add prefix, suffix or start",
        "unfit": "there is no such row (to make one, use add), or the row to add is there already (use change)",
    }
    rows = report[report.status.isin(list(why))].sort_values("row")
    return [
        f"corrections.csv row {r.row}: {r.action} of '{r.exact}' in {r.doc_id} ({r.table}) was not applied: {why[r.status]}"
        for r in rows.itertuples()
    ]


def _ground(c: Correction, row: dict) -> dict:
    """The historian's ground in place of the rule's, where the decision is about what the rule decided."""
    decided = {field for field, _ in c.values}
    if c.table == "mentions" and (c.action != "change" or "person_id" in decided):
        return {"rule": f"by hand: {c.why}", "certainty": 1.0}
    if c.table == "dates" and (c.action != "change" or "edtf" in decided):
        # What was read is no longer as doubtful as the rule was, unless the decision says so.
        return {"reason": f"by hand: {c.why}"} | ({} if "certainty" in decided else {"certainty": "high"})
    if c.table == "testimonies":
        return {"reason": "; ".join(filter(None, [f"by hand: {c.why}", row.get("reason", "")]))}
    return {}


def _decision(c: Correction, table: pd.DataFrame) -> dict:
    """The decided values, each of its column's type."""
    out = {}
    for field, value in c.values:
        if field not in table.columns:
            raise WorkbookError(
                f"corrections.csv row {c.row}: table {c.table} has no column '{field}': use one of {', '.join(table.columns)}"
            )
        number = pd.api.types.is_numeric_dtype(table[field])
        kind = float if pd.api.types.is_float_dtype(table[field]) else int
        if pd.api.types.is_bool_dtype(table[field]):
            out[field] = value.lower() in ("1", "true", "yes")
        else:
            out[field] = (kind(value) if value else pd.NA) if number else value
    return {**out, **({"decided_by": "hand"} if "decided_by" in table.columns else {})}
