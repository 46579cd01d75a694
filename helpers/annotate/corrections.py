"""The historian's decisions and a table in. Out: the table with them applied, and a report of what became of each."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

import pandas as pd

from helpers.annotate.seeds import Seeds, label, read_table
from helpers.errors import WorkbookError

ACTIONS = ("accept", "change", "add", "delete")
COLUMNS = "table action doc_id exact prefix suffix start values who when why".split()
CONTEXT = 40
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


def read_corrections(seeds: Seeds, tables: tuple) -> list[Correction]:
    """Read and check seeds/corrections.csv; [] where there is none.

    Args:
        seeds: the corpus.
        tables: names of the tables that can be corrected.

    Raises:
        WorkbookError: an action, table or doc_id is unknown, a value is not `field=value`, who or why
            is missing, or two decisions contradict each other.
    """
    path = seeds.folder / "corrections.csv"
    if not path.exists():
        return []
    where, out, decided = label(path), [], {}
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
        if row.action in ("change", "add") and not row.values:
            raise WorkbookError(f"{at}: values is empty: write what holds, for instance person_id=lenin; form=name")
        pairs = [p.strip() for p in row.values.split(";") if p.strip()]
        if any("=" not in p for p in pairs):
            raise WorkbookError(
                f"{at}: values '{row.values}' is not a list of field=value: write for instance person_id=lenin; form=name"
            )
        values = tuple(tuple(v.strip() for v in p.split("=", 1)) for p in pairs)
        for field in {f for f, _ in values} or {"*"}:
            key = (row.table, row.doc_id, row.exact, row.prefix, row.suffix, row.start, field)
            if key in decided:
                raise WorkbookError(f"{at} overlaps row {decided[key]}: both decide {field} of '{row.exact}': keep one of them")
            decided[key] = number
        hint = int(row.start) if row.start.isdecimal() else None
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


def anchor(text: str, c: Correction) -> tuple[int, int] | None:
    """Find a decision's words again: among all places of the quoted words the one whose context is most alike.

    Returns:
        (start, end), or None where the words are gone or their surroundings are too unlike.
    """
    places = [m.start() for m in re.finditer(re.escape(c.exact), text)]
    best, likeness = None, 0.0
    for place in places:
        before = text[max(0, place - len(c.prefix)) : place]
        after = text[place + len(c.exact) : place + len(c.exact) + len(c.suffix)]
        context = c.prefix + "\0" + c.suffix
        same = SequenceMatcher(None, context, before + "\0" + after, autojunk=False).ratio() if len(context) > 1 else 1.0
        # Of equally good places the one nearest to where the words stood.
        nearer = best is None or c.hint is not None and abs(place - c.hint) < abs(best - c.hint)
        if same > likeness or same == likeness and nearer:
            best, likeness = place, same
    if best is None or likeness < LIKENESS:
        return None
    return best, best + len(c.exact)


def apply(name: str, table: pd.DataFrame, corrections: list, texts: dict) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Carry out the decisions on one table.

    Args:
        name: the table's name.
        table: rows with doc_id, start, end and decided_by.
        corrections: all decisions.
        texts: doc_id → text.

    Returns:
        The table (changed rows `decided_by` hand), and a report with a row a decision: row, table, action, doc_id,
        exact, status (applied, moved: applied at another offset than noted, lost: words or surroundings
        are gone, unfit: no such row, or the row is there already), start.
    """
    rows = table.to_dict("records")
    place = {(r["doc_id"], r["start"], r["end"]): i for i, r in enumerate(rows)}
    report, gone = [], set()
    for c in [c for c in corrections if c.table == name]:
        span = anchor(texts[c.doc_id], c)
        status = "lost"
        if span is not None:
            index = place.get((c.doc_id, *span))
            present = index is not None and index not in gone
            status = "moved" if c.hint is not None and c.hint != span[0] else "applied"
            if c.action == "add" and not present:
                place[(c.doc_id, *span)] = len(rows)
                empty = {column: pd.NA if table[column].dtype == "Int64" else "" for column in table.columns}
                rows.append({**empty, "doc_id": c.doc_id, "start": span[0], "end": span[1], **_decision(c, table)})
                if "surface" in table:
                    rows[-1]["surface"] = texts[c.doc_id][span[0] : span[1]]
            elif c.action in ("change", "accept") and present:
                rows[index] = {**rows[index], **_decision(c, table)}
            elif c.action == "delete" and present:
                gone.add(index)
            else:
                status = "unfit"
        report.append((c.row, name, c.action, c.doc_id, c.exact, status, span[0] if span else None))
    kept = [r for i, r in enumerate(rows) if i not in gone]
    out = pd.DataFrame(kept, columns=table.columns) if report else table
    return out, pd.DataFrame(report, columns="row table action doc_id exact status start".split())


def _decision(c: Correction, table: pd.DataFrame) -> dict:
    """The decided values, each of its column's type."""
    out = {}
    for field, value in c.values:
        if field not in table.columns:
            raise WorkbookError(
                f"corrections.csv row {c.row}: table {c.table} has no column '{field}': use one of {', '.join(table.columns)}"
            )
        number = pd.api.types.is_numeric_dtype(table[field])
        try:
            kind = float if pd.api.types.is_float_dtype(table[field]) else int
            out[field] = (kind(value) if value else pd.NA) if number else value
        except ValueError:
            raise WorkbookError(f"corrections.csv row {c.row}: '{value}' is no number, which column {field} needs") from None
    return {**out, **({"decided_by": "hand"} if "decided_by" in table.columns else {})}
