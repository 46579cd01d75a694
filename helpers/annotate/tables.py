"""Tables in, the same tables out, checked: one schema each, and every span within its text."""

import math

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaError

# The tables over which a historian's corrections hold.
CORRECTABLE = ("voices", "mentions", "testimonies", "dates")
FORMS = ("name", "initials", "pseudonym", "in_title", "epithet", "pronoun")
BOOLEANS = ("true", "false", "yes", "no", "1", "0")
# As pandas reads text: of plain `str` pandera would ask every cell.
TEXT = pd.StringDtype(na_value=float("nan"))
ZONES = ("body", "heading", "note", "boilerplate")


def _text(**checks) -> pa.Column:
    return pa.Column(TEXT, **checks)


def _offset(nullable: bool = False) -> pa.Column:
    return pa.Column("Int64" if nullable else int, pa.Check.ge(0), nullable=nullable)


def _spans(**columns) -> pa.DataFrameSchema:
    rising = pa.Check(lambda t: t.start < t.end, error="start < end", ignore_na=True)
    return pa.DataFrameSchema(columns, checks=rising, coerce=True)


_PASSAGE = {"doc_id": _text(), "passage": pa.Column(int, pa.Check.ge(1)), "segment": pa.Column(int, pa.Check.ge(1))}
_STANCE = _text(checks=pa.Check.isin(("positive", "negative", "mixed", "neutral", "absent")), required=False)
_SCORE = pa.Column(float, pa.Check.in_range(-1, 1))
_LANGUAGE = _text(checks=pa.Check.isin(("en", "ru")))

SCHEMAS = {
    "documents": pa.DataFrameSchema(
        {
            **{c: _text() for c in "file title author_id genre languages written_edtf published_edtf source rights".split()},
            "doc_id": _text(unique=True),
            "sha256": _text(checks=pa.Check.str_matches(r"^[0-9a-f]{64}$")),
            "n_characters": pa.Column(int, pa.Check.gt(0)),
            "n_words": pa.Column(int, pa.Check.ge(0)),
        },
        coerce=True,
    ),
    "passages": _spans(
        **_PASSAGE,
        start=_offset(),
        end=_offset(),
        zone=_text(checks=pa.Check.isin(ZONES)),
        language=_LANGUAGE,
        note_id=_text(),
        n_words=pa.Column(int, pa.Check.ge(0)),
    ),
    "notes": pa.DataFrameSchema(
        {
            "doc_id": _text(),
            "note_id": _text(),
            "label": _text(),
            **{c: _offset(nullable=True) for c in ("marker_start", "marker_end", "start", "end")},
        },
        coerce=True,
    ),
    "sentences": _spans(**_PASSAGE, sentence=pa.Column(int, pa.Check.ge(1)), start=_offset(), end=_offset()),
    "alignments": pa.DataFrameSchema(
        {
            "doc_id": _text(),
            "source_language": _LANGUAGE,
            "source_passage": pa.Column(int),
            "target_language": _LANGUAGE,
            "target_passage": pa.Column(int),
        },
        coerce=True,
    ),
    "voices": _spans(
        doc_id=_text(),
        start=_offset(),
        end=_offset(),
        speaker_id=_text(checks=pa.Check.str_length(min_value=1)),
        speaker_group=_text(checks=pa.Check.str_length(min_value=1)),
        kind=_text(checks=pa.Check.isin(("narration", "quotation", "letter", "note", "caption"))),
        depth=pa.Column(int, pa.Check.ge(0)),
        cue=_text(),
        addressee_id=_text(),
        decided_by=_text(checks=pa.Check.isin(("rule", "hand"))),
    ),
    "mentions": _spans(
        mention_id=_text(unique=True),
        doc_id=_text(),
        start=_offset(),
        end=_offset(),
        surface=_text(),
        form=_text(checks=pa.Check.isin(FORMS)),
        person_id=_text(checks=pa.Check.str_length(min_value=1)),
        speaker_id=_text(),
        speaker_group=_text(),
        zone=_text(checks=pa.Check.isin(ZONES)),
        passage=pa.Column(int, pa.Check.ge(1)),
        decided_by=_text(checks=pa.Check.isin(("rule", "hand"))),
        rule=_text(),
        certainty=pa.Column(float, pa.Check.in_range(0, 1)),
    ),
    "testimonies": _spans(
        testimony_id=_text(unique=True),
        doc_id=_text(),
        start=_offset(),
        end=_offset(),
        surface=_text(),
        quoted=_text(checks=pa.Check.str_startswith("[")),
        **{c: _text() for c in "speaker_desc source nationality occupation themes reason".split()},
        gender=_text(checks=pa.Check.isin(("m", "f", "unknown"))),
        age=_offset(nullable=True),
        age_group=_text(checks=pa.Check.isin(("young", "older", ""))),
        # Another corpus may name other targets in targets.csv: a column each.
        lenin=_STANCE,
        stalin=_STANCE,
        nep=_STANCE,
        **dict.fromkeys("polarity subjectivity polarity_prepared subjectivity_prepared".split(), _SCORE),
        decided_by=_text(checks=pa.Check.isin(("rule", "hand"))),
        certainty=pa.Column(float, pa.Check.in_range(0, 1)),
    ),
    "dates": _spans(
        date_id=_text(unique=True),
        doc_id=_text(),
        start=_offset(),
        end=_offset(),
        surface=_text(),
        **{c: _text() for c in "edtf earliest latest converted event_id event_role people speaker_id told reason".split()},
        kind=_text(checks=pa.Check.isin(("event", "document", "citation", "life", "boilerplate"))),
        calendar=_text(checks=pa.Check.isin(("julian", "gregorian", "unstated"))),
        relative=pa.Column(bool),
        passage=pa.Column(int, pa.Check.ge(1)),
        certainty=_text(checks=pa.Check.isin(("certain", "high", "middling", "low"))),
        decided_by=_text(checks=pa.Check.isin(("rule", "hand"))),
    ),
    "events": pa.DataFrameSchema(
        {
            "event_id": _text(unique=True),
            **{c: _text() for c in "label edtf earliest latest people documents authority note cues".split()},
            "n_mentions": pa.Column(int, pa.Check.ge(0)),
        },
        coerce=True,
    ),
    "corrections": pa.DataFrameSchema(
        {
            "row": pa.Column(int),
            **{c: _text() for c in ("table", "action", "doc_id", "exact", "status")},
            "start": _offset(nullable=True),
        },
        coerce=True,
    ),
    "emendations": _spans(doc_id=_text(), start=_offset(), end=_offset(), surface=_text(), proposed=_text(), why=_text()),
}


def accepted(name: str, column: str, value: str) -> str:
    """Say what a column accepts where it does not accept a value; "" where it does.

    Args:
        name: the table's name, a key of `SCHEMAS`.
        column: the column; one that the schema does not name accepts every text.
        value: the value as a cell of a CSV file holds it, "" where nothing is stated.
    """
    column = SCHEMAS[name].columns.get(column)
    if column is None or column.nullable and not value:
        return ""
    kind, rule = str(column.dtype).lower(), next(iter(column.checks), None)
    if kind == "bool":
        return "" if value.lower() in BOOLEANS else f"one of {', '.join(BOOLEANS)}"
    typed = _number(value, kind) if kind.startswith(("int", "float")) else value
    if typed is not None and (rule is None or rule(pd.Series([typed])).check_passed):
        return ""
    if "allowed_values" in rule.statistics:
        return f"one of {', '.join(filter(None, rule.statistics['allowed_values']))}"
    low, high = rule.statistics.get("min_value"), rule.statistics.get("max_value")
    return "a text" if typed == value else f"a number from {low}" + (f" to {high}" if high is not None else " upwards")


def _number(value: str, kind: str) -> float | None:
    if kind.startswith("int"):
        return int(value) if value.isdecimal() and len(value) < 10 else None
    try:
        return float(value) if math.isfinite(float(value)) else None
    except ValueError:
        return None


def check(name: str, table: pd.DataFrame, texts: dict) -> pd.DataFrame:
    """Check a table against its schema and its spans against the texts.

    Args:
        name: the table's name, a key of `SCHEMAS`.
        table: its rows.
        texts: doc_id → text.

    Returns:
        The table, each column of its schema's type (also where there is no row to tell).

    Raises:
        ValueError: the table breaks its schema, or a row's `surface` is not `text[start:end]`. This is a fault
            of the program, not of what the user supplied.
    """
    try:
        table = SCHEMAS[name].validate(table)
    except SchemaError as error:
        raise ValueError(f"table {name}: {error}") from error
    if {"doc_id", "start", "end"} <= set(table.columns):
        surfaces = table.surface.tolist() if "surface" in table else [None] * len(table)
        columns = (table[c].tolist() for c in ("doc_id", "start", "end"))
        for doc_id, start, end, surface in zip(*columns, surfaces, strict=True):
            if end is not pd.NA and end > len(texts[doc_id]):
                raise ValueError(f"table {name}: {doc_id} {start}–{end} lies beyond the text's end")
            if surface is not None and texts[doc_id][start:end] != surface:
                raise ValueError(f"table {name}: {doc_id} {start}–{end} is not '{surface}'")
    return table
