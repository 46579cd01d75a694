"""Mentions in. Out: the sentences, small tables and quoted passages of 02_who_mentions_whom, every number computed."""

import pandas as pd

from helpers.analyse import naming, networks
from helpers.analyse.speakers import authors
from helpers.publish.charts_corpus import counted, listed, short_titles
from helpers.publish.charts_naming import chosen
from helpers.publish.charts_network import FEW, group_labels, names


def named(workbook) -> pd.DataFrame:
    """Return the mentions by name that count."""
    return networks.counted_mentions(workbook, networks.NAMED)


def middle(mentions: pd.DataFrame) -> pd.DataFrame:
    """Return the middle one of some mentions, as `evidence.show` takes it: neither the first nor the best, but any."""
    return mentions.iloc[[len(mentions) // 2]] if len(mentions) else mentions


def speakers(workbook, rows: int) -> pd.DataFrame:
    """Return who speaks most: words, share of all words, texts and names given."""
    words, label = networks.words_spoken(workbook), names(workbook)
    table = words.groupby("speaker").agg(words=("words", "sum"), texts=("doc_id", "nunique"))
    table["share"] = (table.words / table.words.sum()).round(3)
    table["names_given"] = named(workbook).groupby("speaker").size().reindex(table.index, fill_value=0)
    return table.sort_values("words", ascending=False, kind="stable").head(rows).rename(index=label)


def who_speaks(workbook) -> str:
    """Say how many speakers there are, how many of them by name, and how many words count."""
    words = networks.words_spoken(workbook)
    every = words.groupby("speaker").words.sum()
    labels = group_labels(workbook)
    groups = [s for s in every.index if s in labels]
    dropped = workbook.documents.n_words.sum() - every.sum()
    return (
        f"{counted(len(every) - len(groups), 'named speaker')} and {counted(len(groups), 'group')} of unnamed ones spoke "
        f"{counted(every.sum(), 'word')}. {counted(dropped, 'word')} were left out: page furniture, and the one of "
        f"two languages in "
        "which a text is printed twice."
    )


def matrix_said(workbook) -> str:
    """Say who was named most, by how many, and by whom most densely."""
    mentions, label = named(workbook), names(workbook)
    if mentions.empty:
        return "Nobody was named in these texts."
    counts, words = networks.matrix(mentions), networks.words_spoken(workbook)
    spoken = words.groupby("speaker").words.sum()
    said = []
    for person in counts.columns[:2]:
        rates = networks.per_1000(counts, words)[person][counts.index.isin(spoken.index[spoken >= FEW])].dropna()
        own = counts[person]
        text = f"{label.get(person, person)} was named {counted(int(own.sum()), 'time')}"
        text += f", by {counted(int((own > 0).sum()), 'speaker')}"
        if len(rates) and rates.max() > 0:
            text += f", most often for their words by {label.get(rates.idxmax(), rates.idxmax())} ({rates.max():.1f} in 1,000)"
        said.append(text)
    whole = int(counts.to_numpy().sum())
    share = counts[counts.columns[:2]].to_numpy().sum() / whole
    return f"{'; '.join(said)}. Together they made up {share:.0%} of {counted(whole, 'mention')} by name."


def heaviest(workbook) -> pd.DataFrame:
    """Return a passage behind the heaviest edge."""
    mentions = named(workbook)
    top = networks.edges(mentions[mentions.speaker != mentions.person_id]).head(1)
    return middle(mentions[mentions.mention_id.isin("|".join(top.mention_ids).split("|"))])


def by_text(workbook) -> pd.DataFrame:
    """Return how often each text names the chosen persons and all others."""
    people, label, mentions = chosen(workbook), names(workbook), named(workbook)
    by = {d: m.sum() for d, m in networks.matrices(mentions, "doc_id").items()}
    table = pd.DataFrame(by).T.reindex(columns=people).fillna(0).astype(int)
    table["others"] = pd.Series({d: int(s.sum()) for d, s in by.items()}, dtype=int) - table.sum(axis=1)
    return table.rename(index=short_titles(workbook.documents), columns=label)


def by_form(workbook) -> pd.DataFrame:
    """Return how often each form of mention meant each of the chosen persons."""
    people, label = chosen(workbook), names(workbook)
    every = networks.matrices(networks.counted_mentions(workbook), "form")
    table = pd.DataFrame({f: m.sum() for f, m in every.items()}).T.reindex(index=list(networks.FORMS), columns=people)
    return table.fillna(0).astype(int).rename(columns=label)


def strongest(workbook, rows: int) -> pd.DataFrame:
    """Return degree and strength of the persons named most, with 95 % intervals."""
    table = networks.measures(named(workbook), networks.words_spoken(workbook))
    table = table.sort_values(["in_strength", "node"], ascending=[False, True]).round(0)
    table = table.astype({"in_strength_low": int, "in_strength_high": int})
    columns = "in_strength in_strength_low in_strength_high in_degree out_strength out_degree words".split()
    return table.set_index("node")[columns].head(rows).rename(index=names(workbook))


def network_said(workbook) -> str:
    """Say how thick the network is, and which of its edges run both ways."""
    mentions, label = named(workbook), names(workbook)
    table = networks.edges(mentions[mentions.speaker != mentions.person_id])
    pairs = set(zip(table.speaker, table.person_id, strict=True))
    mutual = sorted((a, b) for a, b in pairs if a < b and (b, a) in pairs)
    once = int((table["count"] == 1).sum())
    said = f"{counted(len(table), 'edge')} ran between different persons; "
    said += f"{counted(once, 'edge rests', 'edges rest')} on a single mention."
    if not mutual:
        return said + " None ran both ways: nobody here was named by somebody whom he named."
    both = listed([f"{label.get(a, a)} and {label.get(b, b)}" for a, b in mutual])
    return f"{said} {counted(len(mutual), 'pair')} named each other: {both}." + _in_their_mouths(
        workbook, mentions, mutual, label
    )


def _in_their_mouths(workbook, mentions: pd.DataFrame, mutual: list, label: dict) -> str:
    """Say of whom of these pairs it was only unnamed witnesses who had them name the other."""
    told = workbook.testimonies
    said = []
    for speaker, person in sorted({pair for a, b in mutual for pair in ((a, b), (b, a))}):
        own = mentions[(mentions.speaker == speaker) & (mentions.person_id == person)]
        inside = [((told.doc_id == m.doc_id) & (told.start <= m.start) & (m.start < told.end)).any() for m in own.itertuples()]
        if inside and all(inside):
            said.append(
                f"{label.get(speaker, speaker)} named {label.get(person, person)} only in sayings that unnamed witnesses told"
            )
    return f" But {listed(said)}." if said else ""


def from_a_person(workbook) -> pd.DataFrame:
    """Return a passage behind the heaviest edge whose speaker is himself named by others."""
    mentions = named(workbook)
    others = mentions[mentions.speaker != mentions.person_id]
    own = others[
        others.speaker.isin(set(others.person_id))
        & ~others.speaker.isin(group_labels(workbook))
        & (others.speaker != others.author)
    ]
    top = networks.edges(own).head(1)
    return middle(own[own.mention_id.isin("|".join(top.mention_ids).split("|"))])


def _address(workbook) -> pd.DataFrame:
    """Forms of address of the chosen persons that are more or other than the family name."""
    label = names(workbook)
    mentions = networks.counted_mentions(workbook, (*networks.NAMED, "epithet"))
    table = naming.forms_of_address(mentions[mentions.person_id.isin(chosen(workbook))])
    return table[table.called != table.person_id.map(label)]


def address(workbook, rows: int) -> pd.DataFrame:
    """Return the forms other than the bare family name: who, of whom, what, how often."""
    label = names(workbook)
    table = _address(workbook).assign(speaker=lambda t: t.speaker.map(label), person=lambda t: t.person_id.map(label))
    return table[["speaker", "person", "called", "count"]].head(rows).reset_index(drop=True)


def address_said(workbook) -> str:
    """Say how many forms each of the chosen persons had, and who used the most."""
    label = names(workbook)
    mentions = networks.counted_mentions(workbook, (*networks.NAMED, "epithet"))
    table = naming.forms_of_address(mentions[mentions.person_id.isin(chosen(workbook))])
    if table.empty:
        return "Nobody was named in these texts."
    forms = table.groupby("person_id").called.nunique().reindex(chosen(workbook), fill_value=0)
    told = [f"{label.get(p, p)} {n}" for p, n in forms.items()]
    most = table.groupby(["speaker", "person_id"]).called.nunique().sort_values(ascending=False, kind="stable")
    (speaker, person), n = most.index[0], int(most.iloc[0])
    kin = table[table.mention_ids.str.split("|").str[0].isin(mentions.mention_id[mentions.form == "epithet"])]
    return (
        f"Forms in use: {listed(told)}. {label.get(speaker, speaker)} had the most for one person, {counted(n, 'form')} for "
        f"{label.get(person, person)}. Without any name, by epithet, they were mentioned "
        f"{counted(int(kin['count'].sum()), 'time')}."
    )


def an_address(workbook) -> pd.DataFrame:
    """Return a passage with the form most used that is not the bare family name."""
    top = _address(workbook).head(1)
    mentions = networks.counted_mentions(workbook)
    return middle(mentions[mentions.mention_id.isin("|".join(top.mention_ids).split("|"))])


def flattened_said(workbook) -> str:
    """Say how many names a count by file gives to the wrong speaker, once as counted here and once with both languages."""
    mentions, titles = named(workbook), short_titles(workbook.documents)
    if mentions.empty:
        return "Nobody was named in these texts."
    table = networks.misattributed(mentions).set_index("doc_id")
    whole, worst = next(table.tail(1).itertuples()), next(table.itertuples())
    said = f"Counted by file, {whole.wrong:,} of {whole.mentions:,} names ({whole.value:.0%})"
    said += " went to somebody who did not utter them; "
    said += f"in *{titles[table.index[0]]}* it was {worst.value:.0%}."
    m = workbook.mentions[workbook.mentions.form.isin(networks.NAMED)]
    if len(m) > len(mentions):
        twice = (m.speaker_group != m.doc_id.map(authors(workbook))).mean()
        said += f" With page furniture, and with both languages of a text printed twice, it was {twice:.0%} of {len(m):,}."
    return said


def misplaced(workbook) -> pd.DataFrame:
    """Return a passage that a count by file gives to the wrong speaker, from the text where that is commonest."""
    mentions = named(workbook)
    own = mentions[mentions.doc_id == networks.misattributed(mentions).doc_id.iloc[0]]
    return middle(own[own.speaker != own.author])


def silences(workbook, rows: int) -> pd.DataFrame:
    """Return who never named whom of the chosen persons, and how often he mentioned him otherwise."""
    label = names(workbook)
    table = networks.never_named(named(workbook), networks.words_spoken(workbook), chosen(workbook))
    table = table[table.words >= FEW].head(rows)
    unnamed = networks.counted_mentions(workbook, ("epithet", "pronoun")).groupby(["speaker", "person_id"]).size()
    hidden = [int(unnamed.get(key, 0)) for key in zip(table.speaker, table.person_id, strict=True)]
    table = table.assign(without_name=hidden, speaker=table.speaker.map(label), person=table.person_id.map(label))
    return table[["speaker", "person", "words", "without_name"]].reset_index(drop=True)


def silence_said(workbook) -> str:
    """Say which of the chosen persons most speakers passed over, and how much of that is want of words."""
    label, people = names(workbook), chosen(workbook)
    spoken = networks.words_spoken(workbook).groupby("speaker").words.sum()
    table = networks.never_named(named(workbook), networks.words_spoken(workbook), people)
    if table.empty:
        return "Every speaker named every one of them."
    able = int((spoken >= FEW).sum())
    missed = table[table.words >= FEW].groupby("person_id").size().reindex(people, fill_value=0)
    told = [f"{label.get(p, p)} by {n}" for p, n in missed.items()]
    return (
        f"Of the {counted(able, 'speaker')} with at least {FEW} words, so many never named them: {listed(told)}. "
        f"{counted(int((spoken < FEW).sum()), 'speaker')} of fewer words are left aside, for their silence says nothing."
    )


def a_silence(workbook) -> pd.DataFrame:
    """Return a passage where the most talkative silent speaker means the person without the name, or names another."""
    silent = networks.never_named(named(workbook), networks.words_spoken(workbook), chosen(workbook)).head(10)
    mentions = networks.counted_mentions(workbook)
    for pair in silent.itertuples():
        own = mentions[(mentions.speaker == pair.speaker) & (mentions.person_id == pair.person_id)]
        if len(own):
            return middle(own)
    return middle(mentions[mentions.speaker.isin(silent.speaker.head(1))])
