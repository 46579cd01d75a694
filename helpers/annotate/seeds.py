"""seeds/ in: catalogue, texts, authority files, word lists. Out: checked tables and texts, or one clear error line."""

import csv
import hashlib
import os
import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

import pandas as pd

from helpers import ROOT
from helpers.annotate.dates.edtf_values import bounds
from helpers.annotate.files import decode, label, read_table
from helpers.errors import WorkbookError

SEEDS = ROOT / "seeds"

GENRES = ("letter", "memoir", "article", "essay", "chapter", "interview", "report", "other")
LANGUAGES = ("en", "ru")

CATALOG_COLUMNS = (
    "doc_id file sha256 title short_title author_id narrator_id addressee_id genre languages written published edition pages"
    " translator citation source author_certainty date_certainty rights quote_words quote_share note"
).split()
# Word lists whose rules ask for rows of every class, and the column that names it.
CLASSED = {"calendar_terms": "class", "date_cues": "class", "witness_words": "kind"}


# Columns that the workbook reckons itself, or names so after reading them.
OWN_COLUMNS = {
    "n_words": "n_words_stated",
    "n_characters": "n_characters_stated",
    "written_edtf": "written",
    "published_edtf": "published",
}

# A cell may hold a long note; Python's own limit is 131,072 characters.
csv.field_size_limit(2**31 - 1)


@dataclass(frozen=True)
class Seeds:
    """Everything the historian supplies, read and checked.

    Attributes:
        folder: where it was read from.
        catalog: one row a text, columns `CATALOG_COLUMNS`, every cell a string.
        texts: doc_id → the file exactly as it stands, line ends and byte order mark included.
        emendations: doc_id, start, end, surface, proposed, why; rows whose text was edited moved to where their words stand now.
    """

    folder: Path
    catalog: pd.DataFrame
    texts: dict
    emendations: pd.DataFrame

    def lexicon(self, name: str, required: tuple = ()) -> pd.DataFrame:
        """Return the word list `lexicons/<name>.csv`, the workbook's own where this corpus has none.

        Raises:
            WorkbookError: it lacks one of the `required` columns.
        """
        own = self.folder / "lexicons" / f"{name}.csv"
        path = own if own.exists() else SEEDS / "lexicons" / f"{name}.csv"
        table = _read_once(path, required, path.stat().st_mtime_ns if path.exists() else 0)
        if own.exists():
            _check_list(table, name, own)
        # A list is asked for by several layers; a copy, so that none changes it for the next.
        return table.copy()


def _check_list(table: pd.DataFrame, name: str, path: Path) -> None:
    """Check a corpus's own word list against the workbook's of that name: its columns, and the classes that rules ask for."""
    ours = SEEDS / "lexicons" / f"{name}.csv"
    if not ours.exists():
        return
    model = _read_once(ours, (), ours.stat().st_mtime_ns)
    for column in model.columns:
        if column != "note" and column not in table.columns:
            raise WorkbookError(f"{label(path)} has no column '{column}': add it to the header line")
    column = CLASSED.get(name, "")
    lacking = sorted(set(model[column]) - set(table[column])) if column else []
    if lacking:
        raise WorkbookError(f"{label(path)} has no row of {column} {', '.join(lacking)}: take them from the workbook's own list")


@lru_cache(maxsize=64)
def _read_once(path: Path, required: tuple, changed: int) -> pd.DataFrame:
    """Read a list; once more when the file has `changed`."""
    return read_table(path, required)


def load_seeds(folder: Path | None = None) -> Seeds:
    """Read and check a corpus.

    Args:
        folder: a folder with its own catalog.csv, of which only doc_id and file are required;
            None for the workbook's own.

    Raises:
        WorkbookError: one line for the first fault found, with file, row and remedy.
    """
    folder = Path(folder).resolve() if folder else SEEDS
    if not folder.is_dir():
        raise WorkbookError(f"{folder} is not a folder: name a folder that holds a catalog.csv")
    path = folder / "catalog.csv"
    catalog = read_table(path, required=("doc_id", "file"))
    for column, other in OWN_COLUMNS.items():
        if column in catalog.columns:
            raise WorkbookError(f"{label(path)}: '{column}' is a column that the workbook makes: call yours '{other}'")
    for column in (c for c in catalog.columns if c not in CATALOG_COLUMNS):
        near = get_close_matches(column.lower(), CATALOG_COLUMNS, 1, 0.8)
        if near and near[0] not in catalog.columns:
            raise WorkbookError(
                f"{label(path)} has no column '{column}' to read: call it '{near[0]}', or give your own another name"
            )
    catalog = catalog.reindex(columns=[*dict.fromkeys([*CATALOG_COLUMNS, *catalog.columns])], fill_value="")
    if catalog.empty:
        raise WorkbookError(f"{label(path)} lists no text: add a row with at least doc_id and file")
    texts = {}
    for number, row in enumerate(catalog.itertuples(index=False), start=2):
        texts[row.doc_id] = _checked_text(folder, row, number, texts)
    return Seeds(folder, catalog, texts, _emendations(folder, texts))


def _checked_text(folder: Path, row, number: int, seen: dict) -> str:
    where = f"{label(folder / 'catalog.csv')} row {number}"
    if not row.doc_id:
        raise WorkbookError(f"{where} has no doc_id: give the text a short name such as 'lenin-letter'")
    if row.doc_id in seen:
        raise WorkbookError(f"{where}: doc_id '{row.doc_id}' is already taken by a row above: choose another")
    if row.genre and row.genre not in GENRES:
        raise WorkbookError(f"{where}: genre '{row.genre}' is unknown: use one of {', '.join(GENRES)}")
    for language in filter(None, row.languages.split("|")):
        if language.strip() not in LANGUAGES:
            raise WorkbookError(f"{where}: language '{language}' is unknown: use {' or '.join(LANGUAGES)}, several joined by |")
    for column in ("written", "published"):
        _check_edtf(getattr(row, column), f"{where}, column {column}")
    if row.quote_share and not (row.quote_share.isdecimal() and len(row.quote_share) < 4 and int(row.quote_share) <= 100):
        raise WorkbookError(f"{where}: quote_share '{row.quote_share}' is not a percentage: write a whole number from 0 to 100")
    if row.quote_words and not (row.quote_words.isdecimal() and len(row.quote_words) < 9):
        raise WorkbookError(f"{where}: quote_words '{row.quote_words}' is not a number of words: write for instance 100")
    text = decode(_inside(folder, row.file, where))
    if not text.strip("\ufeff\u200b").strip():
        raise WorkbookError(f"{where}: {row.file} is empty: put the text in it, or take the row out")
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    if row.sha256 and row.sha256.lower() != digest:
        raise WorkbookError(
            f"{where}: {row.file} is not the text that was catalogued (its sha256 is {digest}):"
            " restore the file, or accept the change by writing this sum into the row's sha256 cell"
        )
    return text


def _inside(folder: Path, name: str, where: str) -> Path:
    remedy = f"put the text into {folder.name}/ and write its plain file name"
    if not name:
        raise WorkbookError(f"{where} names no file: {remedy}")
    # A catalogue may come from a stranger: it must not make the workbook read, quote and publish other files.
    path = Path(os.path.realpath(folder / name))
    if Path(name).is_absolute() or ".." in Path(name).parts or not path.is_relative_to(os.path.realpath(folder)):
        raise WorkbookError(f"{where}: file '{name}' lies outside {folder.name}/: {remedy}")
    return path


def _check_edtf(value: str, where: str) -> None:
    try:
        bounds(value)
    except ValueError as error:
        raise WorkbookError(f"{where}: {error}: write for instance 1916-10, 1924~, 1905/1907 or ../1917") from None


def _emendations(folder: Path, texts: dict) -> pd.DataFrame:
    columns = ["doc_id", "start", "end", "surface", "proposed", "why"]
    path = folder / "emendations.csv"
    if not path.exists():
        return pd.DataFrame(columns=columns).astype({"start": int, "end": int})
    table = read_table(path, required=tuple(columns))
    for number, row in enumerate(table.itertuples(index=False), start=2):
        where = f"{label(path)} row {number}"
        if row.doc_id not in texts:
            raise WorkbookError(f"{where}: doc_id '{row.doc_id}' is not in catalog.csv: correct it, or take the row out")
        decimal = all(cell.isdecimal() and len(cell) < 12 for cell in (row.start, row.end))
        if not decimal or int(row.start) >= int(row.end):
            raise WorkbookError(f"{where}: start '{row.start}' and end '{row.end}' are not a span: give two rising numbers")
    table = table.astype({"start": int, "end": int})
    anchors = {d: _unique_places(g, texts[d]) for d, g in table.groupby("doc_id")}
    spans = [_moved(row, texts[row.doc_id], anchors[row.doc_id], label(path)) for row in table.itertuples()]
    table["start"], table["end"] = (pd.Series(ends, dtype=int) for ends in ([s for s, _ in spans], [e for _, e in spans]))
    table["surface"] = [texts[r.doc_id][r.start : r.end] for r in table.itertuples(index=False)]
    return table.sort_values(["doc_id", "start"], ignore_index=True)


def _unique_places(flaws: pd.DataFrame, text: str) -> dict[int, tuple]:
    """Return offset noted → (start, end) now, of the surfaces that stand once in their text."""
    once = [r for r in flaws.itertuples() if r.surface and text.count(r.surface) == 1]
    return {r.start: _places(text, r)[0] for r in once}


def _moved(row, text: str, anchors: dict, where: str) -> tuple[int, int]:
    """Return where a flaw stands now, if the text was edited since its offsets were noted.

    Words that stand once in a text say how far their surroundings have moved; of the places of a surface
    the one nearest to there is meant, and without such words the one nearest to the offset noted.
    """
    if row.start in anchors and _stands(text, row.start, row.end, row.surface):
        return row.start, row.end
    places = _places(text, row)
    if not places:
        found = f"ends at {len(text)}" if row.end > len(text) else f"has '{text[row.start : row.end]}' at {row.start}–{row.end}"
        raise WorkbookError(
            f"{where} row {row.Index + 2}: '{row.surface}' stands nowhere in the text, which {found}:"
            " correct the surface, or take the row out"
        )
    before = max((s for s in anchors if s <= row.start), default=None)
    after = min((s for s in anchors if s >= row.start), default=None)
    expected = [row.start + anchors[s][0] - s for s in (before, after) if s is not None] or [row.start]
    return min(places, key=lambda p: (min(abs(p[0] - e) for e in expected), abs(p[0] - row.start)))


def _stands(text: str, start: int, end: int, surface: str) -> bool:
    # Cells are read without white space at their ends; a flaw that begins with a blank is still itself.
    return start >= 0 and end <= len(text) and text[start:end].strip() == surface


def _places(text: str, row) -> list:
    """Every span of the row's length that holds its surface and blanks; where there is none, the surface alone."""
    blanks = row.end - row.start - len(row.surface)
    at = [m.start() for m in re.finditer(f"(?={re.escape(row.surface)})", text)]
    spans = [(p - lead, p - lead + row.end - row.start) for p in at for lead in range(max(0, blanks) + 1)]
    fitting = [s for s in dict.fromkeys(spans) if _stands(text, *s, row.surface)]
    return fitting or ([(p, p + len(row.surface)) for p in at] if row.surface else [])
