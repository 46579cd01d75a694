"""Testimonies in. Out: stance toward two people, paired; shares with intervals; themes; who speaks; tests; the selection."""

import json
import re
from collections import Counter
from itertools import combinations, product
from math import isfinite, nan

import numpy as np
import pandas as pd
from scipy.stats import binomtest
from scipy.stats.contingency import odds_ratio

from helpers.analyse.agreement import countable, cramers_v, exact_p, holm, proportion, v_interval
from helpers.annotate.corpus import count_words
from helpers.annotate.reading import read_groups, read_sources
from helpers.annotate.targets import STANCES, read_targets
from helpers.errors import WorkbookError
from helpers.workbook import once

UNSOURCED = "unnamed witnesses"
BESIDE = "contemporaries"
NOT_STATED = "not stated"
# A witness whose age is given in years joins those called young up to this age; the essay's own "young" has no limit.
YOUNG = 35
SMALL = 5  # fewest voices in a cell of a table that is still called a comparison
PAGE_WORDS = 400
RANK = {"negative": -1, "mixed": 0, "neutral": 0, "positive": 1}
ATTRIBUTES = ("gender", "age group", "nationality", "occupation")
PLURAL = re.compile(
    r"(?!an?\b|one\b|the\b|another\b)(?:(?:many|some|several|most|few|all|both)\b|(?:\w+ )?\w+[^\Wsu]s\b)|an? (?:crowd|group)\b",
    re.I,
)


def targets(workbook) -> list[str]:
    """Return the targets of seeds/targets.csv that the table has a column for, the two people compared first."""
    known = [t for t in read_targets(workbook.seeds) if t.name in workbook.testimonies.columns]
    people = [t.name for t in known if t.person_id][:2]
    return [*people, *(t.name for t in known if t.name not in people)]


def witnesses(workbook) -> pd.DataFrame:
    """Return the testimonies with the group of each voice and its attributes in few classes.

    Returns:
        The testimonies table with group (the commonest source: "Harvard interviewees"; every other one: "contemporaries"),
        headline (whether it is the first), collective ("Many respondents") and a column for each of `ATTRIBUTES`,
        in which "not stated" is a class of its own.
    """
    t = workbook.testimonies.copy()
    first = next((s for s, _ in Counter(t.source).most_common(1)), "")
    t["headline"] = t.source == first
    t["group"] = np.where(t.headline, _source_label(workbook.seeds, first), BESIDE)
    t["collective"] = t.speaker_desc.map(lambda d: bool(PLURAL.match(d)))
    t["gender"] = t.gender.map({"f": "women", "m": "men"}).fillna(NOT_STATED)
    years = t.age.map(lambda a: "" if pd.isna(a) else "young" if a <= YOUNG else "older")
    t["age group"] = t.age_group.where(t.age_group != "", years).replace("", NOT_STATED)
    t["nationality"] = t.nationality.replace("", NOT_STATED)
    known = workbook.seeds.lexicon("occupation_groups")
    pairs = [
        (re.compile(rf"\b{re.escape(w).removesuffix(chr(92) + '*')}"), g) for w, g in zip(known.word, known.group, strict=True)
    ]
    pairs.sort(key=lambda p: -len(p[0].pattern))
    t["trade"] = t.occupation
    t["occupation"] = [next((g for p, g in pairs if p.search(o)), "other") if o else NOT_STATED for o in t.trade]
    return t


def _source_label(seeds, source: str) -> str:
    """Return what the voices of a source are called: the label of the group that sources.csv gives them."""
    sources, named = read_sources(seeds), read_groups(seeds).set_index("speaker_group").label
    group = next(iter(sources.speaker_group[sources.source == source]), "") if source else ""
    return named.get(group) or source or UNSOURCED


def groups(t: pd.DataFrame) -> list[str]:
    """Return the groups of voices, the headline first."""
    return list(dict.fromkeys(t.sort_values("headline", ascending=False, kind="stable").group))


def paired(workbook) -> pd.DataFrame:
    """Count voices by what they think of the one and of the other person.

    Returns:
        One row a cell of the 5 × 5 table and group, empty cells too. Columns: group, the two targets' names, n, ids.
    """
    t, (a, b) = witnesses(workbook), pair(workbook)
    rows = []
    for group in groups(t):
        own = t[t.group == group]
        for one, other in product(STANCES, STANCES):
            ids = own.testimony_id[(own[a] == one) & (own[b] == other)]
            rows.append((group, one, other, len(ids), "|".join(ids)))
    return pd.DataFrame(rows, columns=["group", a, b, "n", "ids"])


def pair(workbook) -> tuple[str, str]:
    """Return the names of the two people compared: the first two persons of targets.csv.

    Raises:
        WorkbookError: targets.csv names fewer than two.
    """
    people = [t.name for t in read_targets(workbook.seeds) if t.person_id][:2]
    if len(people) < 2:
        raise WorkbookError(
            f"targets.csv names {len(people)} with a person_id: the contrast sets two people against each other; add a row"
        )
    return tuple(people)


def preference(workbook) -> pd.DataFrame:
    """Tell how many voices that judge both people think better of one: positive over mixed over negative.

    Who is neutral on one judges only the other: a report that one warned against the other is no view of the first.

    Returns:
        One row a group. Columns: group, both (voices that speak of both), judged (those neutral on neither), first, second,
        same (n of the judged), value, low, high (Wilson: share of the first among those that differ), cases (of these),
        p (exact two-sided sign test), ids (of those that prefer the first).
    """
    t, (a, b), rows = witnesses(workbook), pair(workbook), []
    for group in groups(t):
        own = t[(t.group == group) & (t[a] != "absent") & (t[b] != "absent")]
        both, own = len(own), own[(own[a] != "neutral") & (own[b] != "neutral")]
        gap = own[a].map(RANK) - own[b].map(RANK)
        first, second = int((gap > 0).sum()), int((gap < 0).sum())
        p = binomtest(first, first + second).pvalue if first + second else float("nan")
        share = proportion(first, first + second)
        counts = {"both": both, "judged": len(own), "first": first, "second": second, "same": len(own) - first - second}
        rows.append({"group": group, **counts, **share, "p": p, "ids": "|".join(own.testimony_id[gap > 0])})
    return pd.DataFrame(rows, columns="group both judged first second same value low high cases p ids".split())


def shares(workbook) -> pd.DataFrame:
    """Return for each group and target the share of each stance among the voices that speak of it.

    Returns:
        Columns: group, target, stance, n, value, low, high (Wilson 1927), cases (voices that speak of it), silent, ids.
    """
    t, rows = witnesses(workbook), []
    for target, group in product(targets(workbook), groups(t)):
        own = t[t.group == group]
        speak = own[own[target] != "absent"]
        for stance in STANCES[:-1]:
            ids = speak.testimony_id[speak[target] == stance]
            silent = len(own) - len(speak)
            rows.append(
                {"group": group, "target": target, "stance": stance, "n": len(ids), **proportion(len(ids), len(speak))}
                | {"silent": silent, "ids": "|".join(ids)}
            )
    return pd.DataFrame(rows, columns="group target stance n value low high cases silent ids".split())


def themes(workbook) -> pd.DataFrame:
    """Count voices by theme and by stance toward each person, and how much each theme carries the contrast.

    Returns:
        One row a group, theme, target and stance (absent too). Columns: group, theme, target, stance, n, voices
        (that have the theme), ids. Themes in order of the headline group's voices.
    """
    t, rows = witnesses(workbook), []
    long = t.assign(theme=t.themes.str.split("|")).explode("theme").query("theme != ''")
    order = long.assign(own=long.headline.astype(int)).groupby("theme").own.agg(["sum", "size"])
    order = order.sort_values(["sum", "size"], ascending=False, kind="stable").index
    for group, theme, target, stance in product(groups(t), order, pair(workbook) if len(t) else (), STANCES):
        own = long[(long.group == group) & (long.theme == theme)]
        ids = own.testimony_id[own[target] == stance]
        rows.append((group, theme, target, stance, len(ids), len(own), "|".join(ids)))
    return pd.DataFrame(rows, columns="group theme target stance n voices ids".split())


def co_occurrence(workbook) -> pd.DataFrame:
    """Return the pairs of themes that one voice of the headline group has together, most first.

    Returns:
        Columns: theme, other, n, jaccard (n over the voices with either; Jaccard 1901), ids.
    """
    t, rows = witnesses(workbook), []
    own = {i: set(x.split("|")) - {""} for i, x in zip(t.testimony_id[t.headline], t.themes[t.headline], strict=True)}
    for one, other in combinations(sorted(set().union(*own.values())), 2):
        ids = [i for i, found in own.items() if {one, other} <= found]
        either = sum(bool({one, other} & found) for found in own.values())
        rows.append((one, other, len(ids), len(ids) / either, "|".join(ids)))
    table = pd.DataFrame(rows, columns="theme other n jaccard ids".split())
    return table[table.n > 0].sort_values(["n", "jaccard"], ascending=False, kind="stable", ignore_index=True)


def attributes(workbook) -> pd.DataFrame:
    """Count the headline group's voices by attribute, "not stated" always among the classes, and the share of each stance.

    Returns:
        One row an attribute, class and target of the two people. Columns: attribute, value_of (the class), voices, target,
        judged ("positive" for the first person, "negative" for the second), n, value, low, high, cases, ids.
    """
    t, rows = witnesses(workbook), []
    t = t[t.headline]
    for attribute in ATTRIBUTES:
        order = [v for v, _ in Counter(t[attribute]).most_common() if v != NOT_STATED]
        for label in [*order, NOT_STATED]:
            own = t[t[attribute] == label]
            for target, stance in zip(pair(workbook), ("positive", "negative"), strict=True):
                speak = own[own[target] != "absent"] if target in own else own.head(0)
                n = int((speak[target] == stance).sum()) if len(speak) else 0
                row = {"attribute": attribute, "value_of": label, "voices": len(own), "target": target, "judged": stance}
                rows.append({**row, "n": n, **proportion(n, len(speak)), "ids": "|".join(speak.testimony_id)})
    return pd.DataFrame(rows, columns="attribute value_of voices target judged n value low high cases ids".split())


@once
def attribute_tests(workbook) -> pd.DataFrame:
    """Test whether stance differs by attribute among the headline group's voices for whom it is stated, in classes of 5 or more.

    Returns:
        One row an attribute and target. Columns: attribute, target, compared, cases, smallest (voices in the emptiest cell),
        measure (odds ratio for two classes, Cramér's V for more; "p by χ²" where the tables are not `countable`), effect,
        low, high (95 %), p (exact but for that), p_holm, verdict ("too small", "no variation" where the classes of 5 or more
        all hold the stance or all do not, "differs", "no difference shown").
    """
    table, rows = attributes(workbook), []
    columns = "attribute target compared cases smallest measure effect low high p".split()
    for (attribute, target), own in table[table.value_of != NOT_STATED].groupby(["attribute", "target"], sort=False):
        own = own[own.cases >= SMALL]
        cells = [[int(r.n), int(r.cases - r.n)] for r in own.itertuples()]
        said = ", ".join(f"{r.value_of} {r.n} of {r.cases}" for r in own.itertuples())
        row = [attribute, target, said, int(own.cases.sum())]
        if len(cells) < 2 or not all(map(sum, zip(*cells, strict=True))):
            rows.append([*row, 0, "none", *[nan] * 4, "too small" if len(cells) < 2 else "no variation"])
            continue
        two, smallest = len(cells) == 2, min(map(min, cells))
        found = odds_ratio(cells) if two else None
        effect = (found.statistic, *found.confidence_interval(0.95)) if two else (cramers_v(cells), *v_interval(cells))
        measure = ("odds ratio" if two else "Cramér’s V") + ("" if countable(cells) else ", p by χ²")
        rows.append([*row, smallest, measure, *effect, exact_p(cells), "too small" if smallest < SMALL else ""])
    out = pd.DataFrame(rows, columns=[*columns, "known"]).astype(dict.fromkeys(columns[-4:], float))
    done = out.p.notna()
    out["p_holm"] = pd.Series(holm(list(out.p[done])), out.index[done], float)
    shown = np.where(out.p_holm < 0.05, "differs", "no difference shown")
    out["verdict"] = out.known.where(out.known != "", shown)
    return out.drop(columns="known")


def bounded(value: float) -> str:
    """Print an effect or the end of its interval; an end that no count bounds is printed as ∞."""
    return f"{value:.2f}" if isfinite(value) else "∞"


def selection(workbook) -> pd.DataFrame:
    """Count what the author of each text with testimonies chose, paragraph by paragraph.

    Returns:
        One row a body paragraph. Columns: doc_id, passage, words, quotations (testimonies), quoted_words, sentences,
        own_sentences (of the author's, none of them in a testimony).
    """
    t, rows = workbook.testimonies, []
    for doc_id, told in t.groupby("doc_id", sort=False):
        text = workbook.texts[doc_id]
        body = workbook.passages[(workbook.passages.doc_id == doc_id) & (workbook.passages.zone == "body")]
        sentences = workbook.sentences[workbook.sentences.doc_id == doc_id]
        for passage, parts in body.groupby("passage"):
            inside = told[(told.start < parts.end.max()) & (told.end > parts.start.min())]
            spans = [s for cell in inside.quoted for s in json.loads(cell)]
            lines = sentences[sentences.passage == passage]
            own = [not ((inside.start < e) & (inside.end > s)).any() for s, e in zip(lines.start, lines.end, strict=True)]
            quoted = sum(count_words(text[s:e]) for s, e in spans)
            rows.append((doc_id, int(passage), int(parts.n_words.sum()), len(inside), quoted, len(lines), sum(own)))
    return pd.DataFrame(rows, columns="doc_id passage words quotations quoted_words sentences own_sentences".split())
