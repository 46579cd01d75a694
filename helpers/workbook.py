"""Seeds in. Out: the annotated tables, by the one call that a notebook makes."""

from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from helpers.annotate import corpus
from helpers.annotate.seeds import Seeds, load_seeds
from helpers.annotate.tables import check


@dataclass(frozen=True)
class Workbook:
    """The texts and every table made from them.

    Attributes:
        seeds: what the historian supplied.
        tables: name → DataFrame, in the order of the layers. Each is also an
            attribute: `workbook.passages`.
    """

    seeds: Seeds
    tables: dict[str, pd.DataFrame] = field(repr=False)

    @property
    def texts(self) -> dict[str, str]:
        """doc_id → the text, exactly as its file stands."""
        return self.seeds.texts

    def __getattr__(self, name: str) -> pd.DataFrame:
        """Return the table of that name."""
        tables = self.__dict__.get("tables", {})
        if name not in tables:
            raise AttributeError(f"no table '{name}': there are {', '.join(tables)}")
        return tables[name]


def open_workbook(seeds: str | Path | None = None) -> Workbook:
    """Load the texts and annotate them.

    Args:
        seeds: a folder with another corpus (its own catalog.csv); None for the workbook's own seeds.

    Raises:
        WorkbookError: a seed file is not as it should be; one line says which, where and what to do.
    """
    loaded = load_seeds(seeds)
    layout = corpus.read_layout(loaded)
    passages = corpus.passages(loaded, layout)
    tables = {
        "documents": corpus.documents(loaded),
        "passages": passages,
        "notes": corpus.notes(loaded, layout, passages),
        "sentences": corpus.sentences(loaded, passages),
        "alignments": corpus.alignments(loaded, passages),
        "emendations": loaded.emendations,
    }
    return Workbook(loaded, {name: check(name, table, loaded.texts) for name, table in tables.items()})
