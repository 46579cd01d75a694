"""Testimonies in. Out: the sentences and small tables of 03_lenin_stalin_contrast, every number computed, for any corpus."""

import pandas as pd

from helpers.analyse import baseline, contrast, keyness, motifs
from helpers.publish.charts_contrast import name_of
from helpers.publish.charts_corpus import counted, listed, short_titles
from helpers.publish.evidence import cite, excerpt

NONE = "This corpus quotes no unnamed witness, so there is nothing to say here."


def who_is_heard(workbook) -> str:
    """Say how many testimonies there are, of whom, and how many speak for a group."""
    t = contrast.witnesses(workbook)
    if t.empty:
        return NONE
    said = [f"{(t.group == g).sum()} from {g}" for g in contrast.groups(t)]
    plain = t[t.headline & (t[list(contrast.ATTRIBUTES)] == contrast.NOT_STATED).all(axis=1)]
    return (
        f"{counted(len(t), 'testimony', 'testimonies')} were quoted in {listed([f'*{n}*' for n in _texts(workbook, t)])}: "
        f"{listed(said)}. {t.collective.sum()} spoke for several people at once (“{_example(t[t.collective].speaker_desc)}”). "
        f"Of {len(plain)} in the first group the text states neither gender, age, nation nor trade: which of them are one person "
        "quoted twice cannot be told. So a testimony is a voice at one place, not a person."
    )


def _texts(workbook, t: pd.DataFrame) -> list[str]:
    names = short_titles(workbook.documents)
    return [names[d] for d in t.doc_id.unique()]


def _example(values: pd.Series) -> str:
    return values.iloc[0] if len(values) else "none"


def what_an_interval_means(workbook) -> str:
    """Say in plain words what an interval can mean here."""
    t = contrast.witnesses(workbook)
    if t.empty:
        return NONE
    told = motifs.tellings(workbook)
    again = told[told.theme.map(told.groupby("theme").size()) > 1].testimony_id.nunique()
    return (
        "An interval is drawn around each share as if the voices had been drawn at random and apart from one another. "
        "They were not: "
        f"an author chose them, {t.collective.sum()} of {len(t)} speak for others who may be counted as well, and "
        f"{again} repeat a "
        "story that another voice here tells too. The interval is therefore the least doubt, from small numbers "
        "alone; the true doubt "
        "is wider, by how much cannot be known from these texts. It says nothing of Soviet citizens."
    )


def paired(workbook) -> str:
    """Say how the voices that speak of both people judge them, the headline group first."""
    table, (a, b) = contrast.preference(workbook), map(name_of, contrast.pair(workbook))
    if table.empty:
        return NONE
    said = []
    for r in table.to_dict("records"):
        if not r["both"]:
            said.append(f"Of the {r['group']} none spoke of both.")
            continue
        text = (
            f"Of the {r['group']}, {r['both']} spoke of both; {r['first']} thought better of {a}, {r['second']} of "
            f"{b}, {r['same']} of neither."
        )
        if r["cases"]:
            text += (
                f" Among those who differed {a}’s share was {r['value']:.0%} ({r['low']:.0%}–{r['high']:.0%}; "
                f"sign test, p {_p(r['p'])})."
            )
        said.append(text)
    return " ".join(said)


def _p(p: float) -> str:
    return "< 0.001" if p < 0.001 else f"= {p:.3f}"


def stances(workbook) -> str:
    """Say the shares of the headline group toward each target, and those of the others beside them."""
    data = contrast.shares(workbook)
    data = data[data.cases > 0]
    if data.empty:
        return NONE
    said = []
    for (target, group), own in data.groupby(["target", "group"], sort=False):
        s = own.set_index("stance")
        pos, neg = s.loc["positive"], s.loc["negative"]
        said.append(
            f"- *{name_of(target)}*, {group}: {pos.n} of {pos.cases} positive ({pos.low:.0%}–{pos.high:.0%}), {neg.n} negative "
            f"({neg.low:.0%}–{neg.high:.0%}), {s.n['mixed'] + s.n['neutral']} mixed or neutral; {pos.silent} silent."
        )
    return "\n".join(said)


def passage(workbook, **stance) -> str:
    """Quote the first voice of the headline group with the given stances (or `theme`), with a citation."""
    t, theme = contrast.witnesses(workbook), stance.pop("theme", "")
    t = t[t.headline] if len(t) else t
    for target, wanted in stance.items():
        t = t[t[target] == wanted] if target in t else t.head(0)
    t = t[[theme in cell.split("|") for cell in t.themes]] if theme and len(t) else t
    if t.empty:
        return "*No voice of this kind is quoted in this corpus.*"
    r = t.assign(length=t.end - t.start).sort_values("length", kind="stable").iloc[0]
    return f"> {excerpt(workbook.documents, r.doc_id, r.surface)}\n>\n> — {_where(workbook, r)}"


def _where(workbook, r) -> str:
    own = workbook.passages[(workbook.passages.doc_id == r.doc_id) & (workbook.passages.start <= r.start)]
    return cite(workbook.documents, r.doc_id, int(own.passage.iloc[-1]))


def themes(workbook) -> str:
    """Say which themes are commonest and with which the contrast goes."""
    data, together = contrast.themes(workbook), contrast.co_occurrence(workbook)
    if data.empty:
        return NONE
    own = data[(data.group == data.group.iloc[0]) & (data.voices > 0)]
    a, b = contrast.pair(workbook)
    rank = own.drop_duplicates("theme").head(3)
    bad = own[(own.target == b) & (own.stance == "negative")].sort_values("n", ascending=False, kind="stable").head(3)
    good = own[(own.target == a) & (own.stance == "positive")].sort_values("n", ascending=False, kind="stable").head(3)
    said = f"The commonest themes were {listed([f'{_theme(r)} ({r.voices})' for r in rank.itertuples()])}. "
    said += f"Praise of {name_of(a)} went most with {listed([f'{_theme(r)} ({r.n} of {r.voices})' for r in good.itertuples()])}; "
    said += f"blame of {name_of(b)} with {listed([f'{_theme(r)} ({r.n} of {r.voices})' for r in bad.itertuples()])}."
    if len(together):
        r = together.iloc[0]
        said += f" The pair most often together was {r.theme} and {r.other} ({r.n} voices, Jaccard {r.jaccard:.2f})."
    return said


def _theme(row) -> str:
    return row.theme.replace("_", " ")


def attribute_table(workbook) -> pd.DataFrame:
    """Return the tests by attribute as a notebook shows them."""
    t = contrast.attribute_tests(workbook)
    effect = [f"{contrast.bounded(r.effect)} ({contrast.bounded(r.low)}–{contrast.bounded(r.high)})" for r in t.itertuples()]
    effect = pd.Series(effect, t.index, object).where(t.measure != "none", "–")
    shown = t.assign(effect=effect)[["attribute", "target", "cases", "smallest", "measure", "effect", "p", "p_holm", "verdict"]]
    return shown.set_index(["attribute", "target"]).round(3)


def attributes(workbook) -> str:
    """Say what is stated of the voices and whether any attribute makes a difference."""
    t, tests = contrast.witnesses(workbook), contrast.attribute_tests(workbook)
    if t.empty:
        return NONE
    own = t[t.headline]
    said = [f"{a} {(own[a] != contrast.NOT_STATED).sum()}" for a in contrast.ATTRIBUTES]
    verdicts = tests.verdict.value_counts()
    small, alike, differs = (verdicts.get(v, 0) for v in ("too small", "no variation", "differs"))
    return (
        f"Of {len(own)} voices the text states: {listed(said)}. Of {len(tests)} comparisons {small} were too small: a "
        f"cell of the table holds under {contrast.SMALL} voices, so neither a difference nor its absence is shown. "
        + (f"In {alike} all voices judged alike, so there is nothing to compare. " if alike else "")
        + (f"{differs or 'None'} of the rest differed after Holm’s correction. " if len(tests) > small + alike else "")
        + "Who is silent on an attribute was named so by the author, and is no middle group."
    )


def motif_table(workbook, theme: str, rows: int = 10) -> pd.DataFrame:
    """Return the tellings of a motif side by side, with what varies."""
    t = motifs.tellings(workbook).query("theme == @theme").head(rows)
    cut = t.assign(
        only_here=[", ".join(w.split(", ")[:8]) for w in t.only_here], shared=[", ".join(w.split(", ")[:6]) for w in t.shared]
    )
    return cut[["speaker_desc", "source", "key", "shared", "only_here"]].set_index("speaker_desc")


def motifs_said(workbook) -> str:
    """Say how often each motif is told, and by whom."""
    t = motifs.tellings(workbook)
    if t.empty:
        return NONE
    said = [f"{m} {len(g)} ({counted(g.source.nunique(), 'source')})" for m, g in t.groupby("motif", sort=False)]
    return f"Tellings of each motif: {listed(said)}. {counted(t.testimony_id.nunique(), 'voice')} told at least one."


def keyness_said(workbook) -> str:
    """Say which words mark one side, and which of them rest on one voice."""
    t = keyness.keyness(workbook)
    if t.empty:
        return "There are too few quoted sentences about both people to compare words."
    a, b = contrast.pair(workbook)
    strong, held = t[t.z.abs() >= keyness.Z], t[t.holds]
    words = [f"“{r.word}” ({getattr(r, a)} against {getattr(r, b)}, {r.voices} voices)" for r in held.itertuples()]
    lost = [f"“{w}”" for w in strong.word[~strong.holds]]
    said = (
        f"Of {len(t)} words {len(strong)} reached |z| ≥ {keyness.Z}; whichever testimony was left out, "
        f"{listed(words) or 'none'} stayed."
    )
    said += f" Without one voice {listed(lost)} would not." if lost else ""
    chance = len(t) * 0.05
    return f"{said} By chance alone about {chance:.0f} of so many words would pass: the words are a way to passages, no finding."


def trial(workbook) -> pd.DataFrame:
    """Return TextBlob's agreement with the reading as a notebook shows it."""
    columns = ["voices", "agree", "value", "low", "high", "kappa", "kappa_low", "kappa_high", "mean_polarity"]
    return baseline.trial(workbook).set_index(["target", "way"])[columns].round(2)


def trial_said(workbook) -> str:
    """Say how often TextBlob has the reading's sign, and what a paper that trusted it would have concluded."""
    t, v = baseline.trial(workbook), baseline.confusion(workbook)
    t = t[t.way == baseline.WAYS["testimony"]]
    if t.empty:
        return NONE
    said = [
        f"{name_of(r.target)} {r.agree} of {r.voices} (kappa {r.kappa:.2f}, {r.kappa_low:.2f} to {r.kappa_high:.2f})"
        for r in t.itertuples()
    ]
    worst = t[t.target == contrast.pair(workbook)[1]]
    if worst.empty:
        return f"TextBlob agreed with the reading on {listed(said)}."
    own = v[v.target == worst.target.iloc[0]]
    means = [f"{name_of(r.target)} {r.mean_polarity:+.2f}" for r in t.itertuples()]
    return (
        f"TextBlob agreed with the reading on {listed(said)}. A paper that trusted it would have found mean polarities of "
        f"{listed(means)}, and {own[own.scored == 'positive'].n.sum()} of {own.n.sum()} voices favourable to "
        f"{name_of(worst.target.iloc[0])}, where a reader finds {own[own['read'] == 'positive'].n.sum()}."
    )


def errors(workbook, rows: int = 10) -> pd.DataFrame:
    """Return TextBlob's worst errors with the words that misled it."""
    t = baseline.worst_errors(workbook, rows)
    quoted = [excerpt(workbook.documents, r.doc_id, r.surface) for r in t.itertuples()]
    return t.assign(words=quoted)[["speaker_desc", "target", "read", "polarity", "drivers", "words"]].set_index("speaker_desc")


def selection(workbook) -> str:
    """Say how much of the text is quotation, and how often its author speaks in between."""
    table = contrast.selection(workbook)
    if table.empty:
        return NONE
    said = []
    for doc_id, own in table.groupby("doc_id", sort=False):
        told = own[own.quotations > 0]
        said.append(
            f"*{short_titles(workbook.documents)[doc_id]}* quotes {told.quotations.sum()} testimonies in {len(told)} "
            f"of {len(own)} "
            f"paragraphs: {told.quotations.sum() / max(1, own.words.sum()) * contrast.PAGE_WORDS:.1f} on a page of "
            f"{contrast.PAGE_WORDS} words, {told.quoted_words.sum() / max(1, told.words.sum()):.0%} of those paragraphs’ words. "
            f"Between them stand {counted(told.own_sentences.sum(), 'sentence')} of the author’s own in these paragraphs, "
            f"{told.own_sentences.sum() / max(1, told.quotations.sum()):.2f} to a testimony, beside "
            f"{own.own_sentences.sum()} in all."
        )
    return (
        " ".join(said)
        + " A share of quotations says what the author found telling; how many interviews say otherwise is not in the text."
    )


def reliability(workbook) -> pd.DataFrame:
    """Return how far testimonies and stance agree with the reading."""
    return baseline.stance_scores(workbook).set_index("layer").round(3)


def keyness_table(workbook, rows: int = 10) -> pd.DataFrame:
    """Return the words that mark one side most, with counts, measures and the z that leaving one voice out would give."""
    t = keyness.keyness(workbook)
    columns = ["word", *contrast.pair(workbook), "z", "g2", "dp", "voices", "weakest_z", "holds"]
    order = t.z.astype(float).abs().sort_values(ascending=False, kind="stable").index
    return t.loc[order, columns].head(rows).set_index("word").round(2)
