"""targets.csv in. Out: whom or what the voices judge, and the form that a judgement takes."""

import re
from dataclasses import dataclass, field

from helpers.annotate.seeds import SEEDS, Seeds, label, read_table
from helpers.annotate.tables import SCHEMAS
from helpers.errors import WorkbookError
from helpers.pace import compiled

STANCES = ("positive", "negative", "mixed", "neutral", "absent")
WEIGHT = {"positive": 1, "negative": -1}


@dataclass(frozen=True)
class Target:
    """Somebody or something that voices judge: a person by mentions, or a thing by terms."""

    name: str
    person_id: str
    terms: re.Pattern | None


@dataclass
class Judgement:
    """One voice on one target: for and against, with the words that say so."""

    present: bool = False
    words: list = field(default_factory=list)  # (weight, words)
    reported: bool = False

    def stance(self) -> str:
        """Return positive, negative, mixed, neutral or absent."""
        if not self.present:
            return "absent"
        plus, minus = (sum(abs(w) for w, _ in self.words if w * sign > 0) for sign in (1, -1))
        if minus and not plus and self.reported:
            return "neutral"  # Who warned of another is not blamed by the warning.
        if plus and minus:
            return "positive" if plus >= 2 * minus else "negative" if minus >= 2 * plus else "mixed"
        return "positive" if plus else "negative" if minus else "neutral"


def read_targets(seeds: Seeds) -> list[Target]:
    """Read targets.csv: whom or what the voices are asked about.

    Raises:
        WorkbookError: a target has neither person_id nor terms, or a name that cannot head a column of its own.
    """
    path = seeds.folder / "targets.csv"
    path = path if path.exists() else SEEDS / "targets.csv"
    out, taken = [], {"person"} | {c for c, column in SCHEMAS["testimonies"].columns.items() if column.required}
    for number, row in enumerate(read_table(path, ("target", "person_id", "terms")).itertuples(index=False), start=2):
        if not row.target or not (row.person_id or row.terms):
            raise WorkbookError(f"{label(path)} row {number}: a target needs a name and a person_id or terms: fill them in")
        # It heads a column of the testimonies, and stands for its words where a stance is read.
        if row.target in taken or row.target != row.target.lower() or not re.fullmatch(r"[^\W\d_]\w*", row.target):
            raise WorkbookError(
                f"{label(path)} row {number}: target '{row.target}' is not a lower-case word of its own, which no other target"
                " and no column of the testimonies is called: write for instance nep"
            )
        taken.add(row.target)
        terms = [t.strip() for t in row.terms.split("|") if t.strip()]
        alternatives = "|".join(term(t) if t.isupper() else f"(?i:{term(t)})" for t in sorted(terms, key=len, reverse=True))
        out.append(Target(row.target, row.person_id, compiled(rf"(?<![\w-])(?:{alternatives})(?!\w)") if terms else None))
    return out


def term(words: str) -> str:
    """Read a term of a word list as a regular expression: * stands for any ending, " ... " for words of the same sentence."""
    words = words.replace("}'s", "}")
    parts = [re.escape(p).replace("'", "['’]").replace(r"\*", r"[\w-]*").replace(r"\ ", r"\s+") for p in words.split(" ... ")]
    return r"\b[^.;!?]{0,90}?\s".join(parts)
