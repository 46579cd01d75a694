"""Seeds in. Out: the annotated tables, by the one call that a notebook makes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from pathlib import Path
from weakref import WeakKeyDictionary

import pandas as pd

from helpers.annotate import chronicle, corpus, testimonies
from helpers.annotate.antecedents import genders
from helpers.annotate.corrections import added_voice, apply, read_corrections
from helpers.annotate.dates.reader import dates
from helpers.annotate.epithets import EpithetReader
from helpers.annotate.lexicons import Lexicons, read_lexicons
from helpers.annotate.mentions import SpeakerIndex, assemble, settle
from helpers.annotate.people import Authority, Name, NameIndex, read_authority
from helpers.annotate.pronouns import PronounReader
from helpers.annotate.reading import read_groups
from helpers.annotate.seeds import SEEDS, Seeds, load_seeds
from helpers.annotate.stance import read_stance
from helpers.annotate.tables import CORRECTABLE, check
from helpers.annotate.tagger import unknown_names
from helpers.annotate.tone import read_tone
from helpers.annotate.views import read_views
from helpers.annotate.voices import voices
from helpers.pace import collector_at_rest


@dataclass(frozen=True, eq=False)
class Workbook:
    """The texts and every table made from them.

    Attributes:
        seeds: what the historian supplied.
        tables: name → DataFrame, in the order of the layers. Each is also an
            attribute: `workbook.passages`.
        authority: the people, their names and relations.
    """

    seeds: Seeds
    tables: dict[str, pd.DataFrame] = field(repr=False)
    authority: Authority = field(repr=False)

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


def once(function: Callable[[Workbook], pd.DataFrame]) -> Callable[[Workbook], pd.DataFrame]:
    """Reckon a table once for each open workbook: a figure, a table and a sentence of a notebook ask for the same.

    Each caller gets a copy of its own. A workbook's tables are not to be changed in place: open it anew.
    """
    kept = WeakKeyDictionary()

    @wraps(function)
    def reckoned(workbook: Workbook) -> pd.DataFrame:
        if workbook not in kept:
            kept[workbook] = function(workbook)
        return kept[workbook].copy()

    return reckoned


def open_workbook(seeds: str | Path | None = None, rules_only: bool = False) -> Workbook:
    """Load the texts and annotate them; while no file of the seeds changes, a second call gives the tables of the first.

    Args:
        seeds: a folder with another corpus (its own catalog.csv); None for the workbook's own seeds.
        rules_only: leave the historian's corrections aside, to see what the rules alone find.

    Raises:
        WorkbookError: a seed file is not as it should be; one line says which, where and what to do.
    """
    folder = Path(seeds) if seeds is not None else SEEDS
    files = sorted({*folder.rglob("*"), *SEEDS.rglob("*")}) if folder.is_dir() else []
    state = tuple((str(f), f.stat().st_mtime_ns, f.stat().st_size) for f in files if f.is_file())
    kept = _annotated_once(folder.resolve(), seeds, rules_only, state)
    return Workbook(kept.seeds, {name: table.copy() for name, table in kept.tables.items()}, kept.authority)


@lru_cache(maxsize=4)
def _annotated_once(folder: Path, seeds: str | Path | None, rules_only: bool, state: tuple) -> Workbook:
    return annotate(seeds, rules_only)


@collector_at_rest()
def annotate(seeds: str | Path | None = None, rules_only: bool = False) -> Workbook:
    """Annotate the texts afresh: what `open_workbook` does when it must."""
    loaded = load_seeds(seeds)
    authority, lex = read_authority(loaded), read_lexicons(loaded)
    # Who wrote a text, tells it or is addressed is somebody even where no people.csv says so.
    catalogued = loaded.catalog[["author_id", "narrator_id", "addressee_id"]].to_numpy().ravel()
    known = frozenset(authority.people.person_id) | frozenset(catalogued) - {""}
    corrections = [] if rules_only else read_corrections(loaded, CORRECTABLE, known)
    layout = corpus.read_layout(loaded)
    passages = corpus.passages(loaded, layout)
    notes = corpus.notes(loaded, layout, passages)
    tables = {
        "documents": corpus.documents(loaded),
        "passages": passages,
        "notes": notes,
        "sentences": corpus.sentences(loaded, passages, notes),
        "alignments": corpus.alignments(loaded, passages),
        "emendations": loaded.emendations,
    }
    reports = []

    def corrected(name: str, table: pd.DataFrame, fill=None) -> pd.DataFrame:
        table, report = apply(name, table, corrections, loaded.texts, fill)
        reports.append(report)
        return table.sort_values(["doc_id", "start", "end"], ignore_index=True)

    epithets = EpithetReader(authority, lex)
    found = _named(loaded, passages, authority, epithets, lex)
    spans = {d: [(n.start, n.end, n.person_id) for n in names if n.form != "epithet"] for d, names in found.items()}
    views = read_views(loaded, passages, notes)
    gender = {d: genders(loaded.texts[d], names, authority, lex) for d, names in found.items()}
    spoken = voices(loaded, views, notes, spans, gender, epithets).assign(decided_by="rule")
    tables["voices"] = corrected("voices", spoken, lambda doc_id, start, end, decided: added_voice(decided))
    nouns = frozenset(loaded.lexicon("voice_nouns").query("kind == 'person'").noun) | lex.roles
    groups = read_groups(loaded)
    reader = PronounReader(authority, nouns, epithets, lex, dict(zip(groups.speaker_group, groups.first_person, strict=True)))
    spoken = dict(iter(tables["voices"].groupby("doc_id", sort=False)))
    for row in loaded.catalog.itertuples(index=False):
        speakers = SpeakerIndex(spoken.get(row.doc_id, tables["voices"][:0]))
        named = sorted(found[row.doc_id], key=lambda n: (n.start, -n.end))
        found[row.doc_id] = reader.read(row, views[row.doc_id], named, gender[row.doc_id], speakers)
    mentions = assemble(loaded, found, tables["voices"], passages)

    def added(doc_id: str, start: int, end: int, _: dict) -> dict:
        new = {doc_id: [Name(start, end, "name", "unknown:person", "read", 1.0)]}
        return assemble(loaded, new, tables["voices"], passages).iloc[0].to_dict()

    tables["mentions"] = corrected("mentions", mentions, added)
    told = testimonies.find(loaded, views, spans, tables["voices"], notes)
    told, report = apply("testimonies", read_stance(told, loaded, tables["mentions"]), corrections, loaded.texts)
    reports.append(report)
    told = read_tone(testimonies.complete(told, loaded, tables["mentions"]), loaded, tables["mentions"])
    tables["testimonies"] = testimonies.arrange(told)
    known = chronicle.events(loaded)
    found = dates(loaded, passages, tables["sentences"], known)
    found = corrected("dates", found, lambda doc_id, start, end, decided: chronicle.blank(passages, doc_id, start))
    found = chronicle.with_people(chronicle.bounded(found, known), tables["sentences"], tables["mentions"])
    tables["dates"] = chronicle.with_tellers(found, tables["voices"], loaded)
    tables["events"] = chronicle.counted(known, tables["dates"], tables["alignments"])
    tables["corrections"] = pd.concat(reports, ignore_index=True)
    return Workbook(loaded, {name: check(name, table, loaded.texts) for name, table in tables.items()}, authority)


def _named(seeds: Seeds, passages: pd.DataFrame, authority: Authority, epithets: EpithetReader, lex: Lexicons) -> dict:
    """doc_id → names and epithets."""
    index = NameIndex(authority, frozenset(lex.given))
    out, places = {}, {}
    for doc_id, *span in passages[["doc_id", "start", "end", "zone"]].to_numpy():
        places.setdefault(doc_id, []).append(tuple(span))
    for row in seeds.catalog.itertuples(index=False):
        text, spans = seeds.texts[row.doc_id], places.get(row.doc_id, [])
        known = index.find(row.doc_id, text)
        named = [n for n in known if n.form != "epithet"]
        unknown = unknown_names(text, spans, known, lex, row.author_id)
        names = settle(text, sorted(named + unknown, key=lambda n: n.start), lex)
        fixed = [n for n in known if n.form == "epithet"]
        found = epithets.find(row.doc_id, text, [(s, e) for s, e, _ in spans], names, row.author_id or "unknown:author")
        epithets.learn(row.doc_id, text, names, found, row.author_id)
        out[row.doc_id] = names + fixed + [e for e in found if not any(f.start < e.end and e.start < f.end for f in fixed)]
    return out
