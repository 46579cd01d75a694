"""Word lists of seeds/lexicons/ in. Out: the sets that tell names of people from other capitals."""

from dataclasses import dataclass
from unicodedata import combining, normalize

from helpers.annotate.seeds import Seeds


@dataclass(frozen=True)
class Lexicons:
    """Word lists, all lower case but the given names.

    Attributes:
        given: given name → gender (m, f, u).
        short_names: short form → the given names it stands for ("Tom": Thomas).
        given_words: given names that are common words too ("Mark", "Rose").
        common: common words, which begin sentences with a capital.
        places: large cities, countries, rivers.
        towns: smaller places, which many families are named after.
        groups: nations, faiths and parties.
        capitals: other words that are written with a capital: months, holidays, institutions.
        institutions: words that make a thing of the name before them ("Street").
        before_places: words that make a thing of the name behind them ("Lake").
        titles: what stands before a name ("comrade").
        title_genders: title → gender, where the title tells it ("Mrs").
        roles: trades and offices ("engineer").
        kin: word of kinship → gender.
        verbs: every form of every verb that introduces speech.
        things: nouns that give the name beside them to a thing or place ("steamer").
        addressed: words of a salutation or signature ("dear").
        named_still: nouns behind a name that leave the person meant ("letter").
        vague: nouns too vague for a pronoun to mean ("somebody").
        women: nouns for women.
        men: nouns for men.
    """

    given: dict
    short_names: dict
    given_words: frozenset
    common: frozenset
    places: frozenset
    towns: frozenset
    groups: frozenset
    capitals: frozenset
    institutions: frozenset
    before_places: frozenset
    titles: frozenset
    title_genders: dict
    roles: frozenset
    kin: dict
    verbs: frozenset
    things: frozenset
    addressed: frozenset
    named_still: frozenset
    vague: frozenset
    women: frozenset
    men: frozenset


def read_lexicons(seeds: Seeds) -> Lexicons:
    """Read the word lists of seeds/lexicons/.

    Raises:
        WorkbookError: a list is missing or not a CSV in UTF-8.
    """
    names, titles, institutions = seeds.lexicon("given_names"), seeds.lexicon("titles"), seeds.lexicon("institution_words")
    places, short = seeds.lexicon("places"), seeds.lexicon("short_names")
    kin, contexts = seeds.lexicon("kinship"), seeds.lexicon("name_contexts")

    def low(column) -> frozenset:
        return frozenset(map(str.lower, column.tolist()))

    def spelled(column) -> frozenset:
        # Gazetteers write Aswān, texts Aswan.
        written = low(column)
        return written | {"".join(c for c in normalize("NFKD", w) if not combining(c)) for w in written if not w.isascii()}

    def context(kind: str) -> frozenset:
        return frozenset(contexts.loc[contexts.kind == kind, "word"])

    return Lexicons(
        given=dict(zip(names["name"].tolist(), names.gender.tolist(), strict=True)),
        short_names={s: frozenset(g.split("|")) for s, g in zip(short.short, short.given, strict=True)},
        given_words=frozenset(names.loc[names.word == "1", "name"]),
        common=frozenset(seeds.lexicon("common_words").word.tolist()),
        places=spelled(places.loc[places.kind != "town", "place"]),
        towns=low(places.loc[places.kind == "town", "place"]),
        groups=low(seeds.lexicon("groups").word),
        capitals=low(seeds.lexicon("common_capitals").word) | low(seeds.lexicon("calendar_words").word),
        institutions=low(institutions.loc[(institutions.after == "1") | (institutions.before != "1"), "word"]),
        before_places=low(institutions.loc[institutions.before == "1", "word"]),
        titles=low(titles.loc[titles.kind == "before", "title"].str.rstrip(".")),
        title_genders={t.rstrip(".").lower(): g for t, g in zip(titles.title, titles.gender, strict=True) if g in ("m", "f")},
        roles=low(titles.loc[titles.kind == "role", "title"]),
        kin=dict(zip(kin.word.str.lower(), kin.gender, strict=True)),
        verbs=frozenset(form for forms in seeds.lexicon("speech_verbs").forms for form in forms.split("|")),
        things=context("thing"),
        addressed=context("addressed"),
        named_still=context("named_still"),
        vague=context("vague"),
        women=context("woman"),
        men=context("man"),
    )
