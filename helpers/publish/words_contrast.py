"""Testimonies in. Out: the sentences and small tables of 03_lenin_stalin_contrast, every number computed, for any corpus."""

import json

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
    stories = told[~told.theme.isin(motifs.moods(workbook))]
    again = stories[stories.theme.map(stories.groupby("theme").size()) > 1].testimony_id.nunique()
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
            f"Of the {r['group']}, {r['both']} spoke of both and {r['judged']} judged both; of these {r['first'] or 'none'} "
            f"thought better of {a}, {r['second'] or 'none'} of {b}, {r['same'] or 'none'} of neither. "
            f"The other {counted(r['both'] - r['judged'], 'was', 'were')} neutral on one of the two."
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
    """Quote a voice of the headline group with the given stances (or `theme`), with a citation.

    Of those that qualify it is the shortest that is mostly the voice's own words and begins a sentence.
    """
    every, theme = contrast.witnesses(workbook), stance.pop("theme", "")
    for target, wanted in stance.items():
        every = every[every[target] == wanted] if target in every else every.head(0)
    every = every[[theme in cell.split("|") for cell in every.themes]] if theme and len(every) else every
    if every.empty:
        return "*No voice of this kind is quoted in this corpus.*"
    t = every[every.headline] if every.headline.any() else every
    lead = "" if every.headline.any() else f"None of the first group; one of the {t.group.iloc[0]}:\n\n"
    said = t.quoted.map(lambda q: sum(e - s for s, e in json.loads(q)))
    whole = t.surface.str.match(r"[\"“‘']?[A-Z]") & (said >= 60) & (2 * said >= t.end - t.start)
    r = t.assign(length=t.end - t.start, whole=~whole).sort_values(["whole", "length"], kind="stable").iloc[0]
    return f"{lead}> {excerpt(workbook.documents, r.doc_id, r.surface)}\n>\n> — {_where(workbook, r)}"


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
    said = f"The commonest themes were {listed([f'{_theme(r)} ({r.voices})' for r in rank.itertuples()])}. "
    for verb, target, stance in (("Praise", a, "positive"), ("Blame", b, "negative")):
        held = own[(own.target == target) & (own.stance == stance) & (own.n > 0)]
        most = held.sort_values("n", ascending=False, kind="stable").head(3)
        often = held[held.voices >= contrast.SMALL].assign(share=lambda d: d.n / d.voices)
        often = often.sort_values(["share", "n"], ascending=False, kind="stable").head(3)
        said += f"{verb} of {name_of(target)} came in the most voices with {_of(most)}, and in the largest share of "
        said += f"a theme of {contrast.SMALL} voices or more with {_of(often)}. "
    if len(together):
        r = together.iloc[0]
        said += f"The pair most often together was {r.theme} and {r.other} ({r.n} voices, Jaccard {r.jaccard:.2f})."
    return said


def _of(rows: pd.DataFrame) -> str:
    return listed([f"{_theme(r)} ({r.n} of {r.voices})" for r in rows.itertuples()]) or "none"


def _theme(row) -> str:
    return _theme_name(row.theme)


def _theme_name(theme: str) -> str:
    return theme.replace("_", " ")


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
    reckoned = int(((own.age_group == "") & own.age.notna()).sum())
    verdicts = tests.verdict.value_counts()
    small, alike, differs = (verdicts.get(v, 0) for v in ("too small", "no variation", "differs"))
    return (
        f"Of {len(own)} voices the text states: {listed(said)} (of the age groups {reckoned} are reckoned from an age in years, "
        f"up to {contrast.YOUNG} counting as young). Of {len(tests)} comparisons {small} were too small: a "
        f"cell of the table holds under {contrast.SMALL} voices, so neither a difference nor its absence is shown. "
        + (f"In {alike} all voices judged alike, so there is nothing to compare. " if alike else "")
        + (f"{differs or 'None'} of the rest differed after Holm’s correction. " if len(tests) > small + alike else "")
        + "Where an attribute is not stated the essayist left it out: those voices are no group between the others."
    )


def trial(workbook) -> pd.DataFrame:
    """Return TextBlob's agreement with the reading as a notebook shows it; equal rows of another preparation are left out."""
    columns = ["voices", "agree", "value", "low", "high", "kappa", "kappa_low", "kappa_high", "mean_polarity"]
    table = baseline.trial(workbook)
    return table[~table.duplicated(["target", *columns])].set_index(["target", "way"])[columns].round(2)


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
    """Return how far testimonies, stance and themes agree with the reading: by the rules alone, and as the table stands."""
    rules, stands = baseline.rules_alone(workbook), baseline.stance_scores(workbook)
    shown = rules.rename(columns={"value": "rules_alone"}).set_index("layer")
    return shown.assign(corrected=stands.set_index("layer").value)[["rules_alone", "low", "high", "corrected", "cases"]].round(3)


def findings(workbook) -> str:
    """Say what the notebook found, each point with its numbers."""
    both, (a, b) = contrast.preference(workbook), contrast.pair(workbook)
    if both.empty or not both["first"].iloc[0] + both["second"].iloc[0]:
        return f"- {NONE}"
    said, t, tests = [], contrast.witnesses(workbook), contrast.attribute_tests(workbook)
    for r in both[both.judged > 0].to_dict("records"):
        said.append(
            f"Of the {r['judged']} {r['group']} who judged both men {r['first']} thought better of {name_of(a)}, "
            f"{r['second']} of {name_of(b)}."
        )
    own = t[t.testimony_id.isin(both.ids.iloc[0].split("|"))]
    carried = own.themes.str.split("|").explode()
    carried = carried[carried != ""].value_counts().sort_index().sort_values(ascending=False, kind="stable").head(3)
    named = [f"{_theme_name(theme)} ({n})" for theme, n in carried.items()]
    said.append(f"What the {len(own)} who preferred {name_of(a)} spoke of most was {listed(named)}.")
    small, differs = (int((tests.verdict == v).sum()) for v in ("too small", "differs"))
    said.append(
        f"{differs or 'No'} difference{'s' * (differs > 1)} by gender, age, nation or trade could be shown in {len(tests)} "
        f"comparisons; {'all' if small == len(tests) else small} of them rest on too few voices to deny one."
    )
    v = baseline.trial(workbook)
    v = v[v.way == baseline.WAYS["testimony"]]
    agreed = [f"{name_of(r.target)} {r.agree} of {r.voices}" for r in v.itertuples()]
    said.append(f"TextBlob’s sign agreed with the reading for {listed(agreed)}: it scores tone, whoever the words are about.")
    words = keyness.keyness(workbook)
    if len(words):
        strong, held = words[words.z.abs() >= keyness.Z], words[words.holds]
        said.append(
            f"Of {len(words)} words {len(strong)} marked one side and {len(held)} still did whichever voice was left out; "
            f"by chance about {0.05 * len(words):.0f} of so many would pass."
        )
    return "\n".join(f"- {s}" for s in said)
