"""The historian's decisions and a table in. Out: the table with them applied, and a report of what became of each."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

import pandas as pd

from helpers.annotate.seeds import Seeds, label, read_table
from helpers.errors import WorkbookError

ACTIONS = ("accept", "change", "add", "delete")
COLUMNS = "table action doc_id exact prefix suffix start values who when why".split()
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

    A long passage may be quoted by its first and last words, with […] between them.

    Returns:
        (start, end), or None where the words are gone or their surroundings are too unlike.
    """
    if c.hint is not None and text.startswith(c.exact, c.hint):
        # Where nothing has changed there is nothing to search. Cells are read without blanks at their ends.
        end = c.hint + len(c.exact)
        before, after = text[max(0, c.hint - 2 * len(c.prefix) - 8) : c.hint], text[end : end + 2 * len(c.suffix) + 8]
        if before.rstrip().endswith(c.prefix) and after.lstrip().startswith(c.suffix):
            return c.hint, end
    pattern = ".{1,4000}?".join(re.escape(part.strip()) for part in c.exact.split(ELLIPSIS))
    best, likeness = None, 0.0
    for match in re.finditer(pattern, text, re.DOTALL):
        start, end = match.span()
        context = c.prefix + "\0" + c.suffix
        around = text[max(0, start - len(c.prefix)) : start] + "\0" + text[end : end + len(c.suffix)]
        same = SequenceMatcher(None, context, around, autojunk=False).ratio() if len(context) > 1 else 1.0
        # Of equally good places the one nearest to where the words stood.
        nearer = best is None or c.hint is not None and abs(start - c.hint) < abs(best[0] - c.hint)
        if same > likeness or same == likeness and nearer:
            best, likeness = (start, end), same
    return best if likeness >= LIKENESS else None


def apply(name: str, table: pd.DataFrame, corrections: list, texts: dict, fill=None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Carry out the decisions on one table.

    Args:
        name: the table's name.
        table: rows with doc_id, start, end and decided_by.
        corrections: all decisions.
        texts: doc_id → text.
        fill: (doc_id, start, end) → what an added row holds where the decision does not say; None for "" throughout.

    Returns:
        The table (changed rows `decided_by` hand), and a report with a row a decision: row, table, action, doc_id,
        exact, status (applied, moved: applied at another offset than noted, lost: words or surroundings
        are gone, unfit: no such row, or the row is there already), start.
    """
    own = [c for c in corrections if c.table == name]
    columns = "row table action doc_id exact status start".split()
    if not own:
        return table, pd.DataFrame(columns=columns)
    rows = table.to_dict("records")
    place = {(r["doc_id"], r["start"], r["end"]): i for i, r in enumerate(rows)}
    report, gone = [], set()
    for c in own:
        span = anchor(texts[c.doc_id], c)
        status = "lost"
        if span is not None:
            index = place.get((c.doc_id, *span))
            present = index is not None and index not in gone
            status = "moved" if c.hint is not None and c.hint != span[0] else "applied"
            if c.action == "add" and not present:
                place[(c.doc_id, *span)] = len(rows)
                blank = {column: pd.NA if table[column].dtype == "Int64" else "" for column in table.columns}
                empty = {**blank, **(fill(c.doc_id, *span) if fill else {})}
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
    return pd.DataFrame(kept, columns=table.columns), pd.DataFrame(report, columns=columns)


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
