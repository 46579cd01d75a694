"""The lists of people, names and relations in. Out: nothing, or one line that says which cell is wrong."""

import pandas as pd

from helpers.annotate.dates.edtf_values import bounds
from helpers.annotate.listed import even
from helpers.errors import WorkbookError

PERSON_KINDS = ("name", "initials", "pseudonym", "epithet")
CODE_KINDS = ("codename_place", "codename_group")
GENDERS = ("m", "f", "unknown", "")


def check_people(people: pd.DataFrame, where: str) -> None:
    """Stop at a gender or a date of life that is not what is accepted."""
    for number, row in enumerate(people.itertuples(index=False), start=2):
        if row.gender not in GENDERS:
            raise WorkbookError(f"{where} row {number}: gender '{row.gender}' is not accepted: write {', '.join(GENDERS[:-1])}")
        for field in ("born", "died"):
            value = getattr(row, field, "")
            try:
                bounds(value)
            except ValueError:
                raise WorkbookError(
                    f"{where} row {number}: {field} '{value}' is not an EDTF date: write for instance 1799-08-20 or 1799~"
                ) from None


def check_relations(relations: pd.DataFrame, known: set, where: str) -> None:
    """Stop at a relation between people whom people.csv does not know."""
    for number, row in enumerate(relations.itertuples(index=False), start=2):
        for field, person in (("person_id", row.person_id), ("of", row.of)):
            if person not in known:
                raise WorkbookError(
                    f"{where} row {number}: {field} '{person}' is not in people.csv: add the person there, or correct it"
                )


def check_names(names: pd.DataFrame, known: set, where: str) -> None:
    """Stop at an empty or twice owned form, an unknown kind or person."""
    owners = {}
    for number, row in enumerate(names.itertuples(index=False), start=2):
        if not row.form:
            raise WorkbookError(f"{where} row {number} has no form: write the name as texts print it, or take the row out")
        if row.kind not in PERSON_KINDS + CODE_KINDS:
            raise WorkbookError(f"{where} row {number}: kind '{row.kind}' is unknown: use {', '.join(PERSON_KINDS + CODE_KINDS)}")
        if row.kind in PERSON_KINDS and row.person_id not in known:
            raise WorkbookError(
                f"{where} row {number}: person_id '{row.person_id}' is not in people.csv: add the person there, or correct it"
            )
        owner = owners.setdefault((even(row.form), row.doc_id), row.person_id)
        if owner != row.person_id:
            raise WorkbookError(
                f"{where} row {number}: the form '{row.form}' belongs to '{owner}' and to '{row.person_id}':"
                " give each a doc_id in which it holds, or take one out"
            )
