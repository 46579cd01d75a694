"""A run of capitalised words in. Out: what of it may be a person's name, with its weight, or None."""

import re

from helpers.annotate.capitals import A_PARTICLE, ABBREVIATED, AN_INITIAL, HONORIFIC, NUMERAL, Run
from helpers.annotate.lexicons import Lexicons
from helpers.annotate.name_weights import NATION, TITLED, Candidate, weighed

# Ranks that are adjectives too: "the General Strike".
ADJECTIVES = frozenset(("general", "major", "private"))
# Titles that are given names elsewhere: "Don Otto", but "Don Weiss".
COURTESIES = frozenset(("Don", "Dom", "Dona", "Doña"))
# "In August Weiss left": the month.
DATED = re.compile(
    r"(?:\b(?:in|of|on|by|since|until|till|from|during|last|this|next|early|late|mid|through|that)|\d[a-z]*,?)\s$", re.IGNORECASE
)
FIRM_AFTER, LAST_WORD = re.compile(r" & (?:[A-ZÀ-Þ]|Co\b)"), re.compile(r"(\w+)\s$")
# Function words: behind initials one of them begins the next sentence, where a noun is more often a family name.
OPENING_WORDS = frozenset(
    "the a an this that these those there here it he she they we you i his her their our its my your one some many"
    " few no not nor in on at by for from to of with without after before when while where as if though although"
    " since until because but and or so yet then now what who which how why all both each every only even still soon"
    " later meanwhile however thus also again once perhaps".split()
)
# Titles that no article stands before where they are a person's.
BARE_TITLES = frozenset("lord lady sir mr mrs miss dr captain saint".split())
NEXT_CAPITAL = re.compile(r"\s+([A-ZÀ-Þ][^\W\d_]*)")
REST, ALL_BUT_LAST = slice(1, None), slice(None, -1)


def candidate(text: str, start: int, end: int, zone: str, lex: Lexicons) -> Candidate | None:
    """Trim a run of capitalised words to what may be a name, and weigh it.

    Args:
        text: the file as it stands.
        start: first character of the run.
        end: character behind its last.
        zone: body, heading, note or boilerplate.
        lex: word lists.

    Returns:
        The candidate, or None where the words cannot be a person's name.
    """
    run = Run(text, start, end)
    _drop_titles(run, lex)
    if _drop_opener(run, lex):
        _drop_titles(run, lex)
    _keep_behind_title(run, lex)
    if _begins_or_ends_as_thing(run, lex):
        return None
    _drop_numeral(run)
    while not run.single and run.plain[0] in lex.capitals and not _is_capital_name(run, lex):
        run.keep(REST)
    if _is_sentence_end(run):
        return None
    while not run.single and (run.plain[-1] in lex.groups or run.plain[-1] in lex.capitals):
        # "James Norman": some families are called after nations.
        pair = len(run.words) == 2 and run.words[0] in lex.given and run.words[0] not in lex.given_words
        if pair and run.plain[-1] not in lex.capitals:
            break
        run.keep(ALL_BUT_LAST)
    if _is_cut(run) or _is_listed(run, lex):
        return None
    found = weighed(run, zone, lex)
    if found is not None and not run.strong and run.single and run.plain[0] in lex.places:
        # Nobody, unless the text gives the name a title elsewhere: "General Aue", and then "Aue laughed".
        found.place = True
    return found


def _drop_titles(run: Run, lex: Lexicons) -> None:
    """Titles, trades and nations before a name stay outside it and speak for it."""
    while run.words and not _begins_with_name(run, lex):
        nation = run.plain[0] in lex.groups
        titled = run.plain[0] in lex.titles or run.plain[0] in lex.roles
        # "The Barons Weiss and Roe".
        titled = titled or len(run.words) > 1 and run.plain[0].endswith("s") and run.plain[0][:-1] in lex.titles
        if not (nation or titled):
            return
        if run.plain[0] in ADJECTIVES and len(run.words) == 2 and run.plain[1] in lex.institutions:
            return
        run.strong = run.strong or not nation
        run.personal = run.personal or run.plain[0] in lex.title_genders
        run.score += NATION if nation else TITLED
        run.initial = False
        run.keep(REST)


def _begins_with_name(run: Run, lex: Lexicons) -> bool:
    """A given name, or two initials; "M. J." is no Monsieur, and "Don" before a given name is a title."""
    if len(run.words) > 1 and all(map(AN_INITIAL.match, run.words[:2])):
        return True
    # "M. Weiss" is a Monsieur only in a text that knows such titles.
    if run.words[0] == "M." and "Monsieur" not in run.text and "Mme" not in run.text:
        return True
    return run.words[0] in lex.given and not (
        run.words[0] in COURTESIES and run.words[1:] and (run.words[1] in lex.given or len(run.words) > 2)
    )


def _drop_opener(run: Run, lex: Lexicons) -> bool:
    """The first word of a sentence has its capital for another reason; tell whether it went."""
    explained = len(run.words) > 1 and run.initial and run.plain[0] in lex.common
    named = bool(run.words) and run.words[0] in lex.given and (run.words[0] not in lex.given_words or _is_family_name(run, lex))
    if not explained or named or AN_INITIAL.fullmatch(run.words[0]):
        return False
    run.keep(REST)
    run.initial = False
    return True


def _keep_behind_title(run: Run, lex: Lexicons) -> None:
    """In "Thanking Mr Weiss" and "Privy Councillor Weiss" the name begins behind the title."""
    for i, word in enumerate(run.words[1:-1], start=1):
        titled = run.plain[i] in lex.titles and all(p in lex.common for p in run.plain[:i]) and run.plain[-1] not in lex.common
        if titled or word.rstrip(".") in ABBREVIATED:
            run.keep(slice(i + 1, None))
            run.strong = run.personal = True
            run.score += TITLED
            return


def _begins_or_ends_as_thing(run: Run, lex: Lexicons) -> bool:
    """Nothing is left, or an institution, a lake, the pronoun I, a postscript."""
    if not run.words or any(p in lex.institutions for p in run.plain[1:] or run.plain) and not (run.single and run.strong):
        return True
    if run.plain[0] in lex.before_places and not run.single:
        return True
    if _is_firm_or_sign(run, lex):
        return True
    return run.words[0] in ("I", "P.S.") or run.words[:2] == ["P.", "S."]


def _is_firm_or_sign(run: Run, lex: Lexicons) -> bool:
    """A firm ("Weiss & Roe"), or what an inn or a ship is called: "the Lord Weiss", "the brig Lord Weiss"."""
    initials = AN_INITIAL.match(run.words[0]) is not None
    if not initials and (FIRM_AFTER.match(run.text, run.end) or run.text[max(0, run.start - 2) : run.start] == "& "):
        return True
    opener = run.text[run.opens : run.start].split(" ")[0].lower()
    before = LAST_WORD.search(run.text, max(0, run.opens - 20), run.opens) if opener in BARE_TITLES else None
    return before is not None and (before.group(1).lower() in lex.things or before.group(1) == "the")


def _is_capital_name(run: Run, lex: Lexicons) -> bool:
    """An initial, or a given name like "June" with a family name behind it, not a month or a church with something else."""
    if AN_INITIAL.fullmatch(run.words[0]):
        return True
    if DATED.search(run.text, max(0, run.start - 12), run.start):
        return False
    return run.words[0] in lex.given and _is_family_name(run, lex) and not AN_INITIAL.fullmatch(run.words[-1])


def _is_family_name(run: Run, lex: Lexicons) -> bool:
    """Tell whether no list explains the second word."""
    listed = (lex.common, lex.capitals, lex.places, lex.groups, lex.institutions, lex.titles, lex.roles)
    return len(run.words) > 1 and not any(run.plain[1] in words for words in listed)


def _drop_numeral(run: Run) -> None:
    """A single "I" or "V" behind a name counts sovereigns only where a title or a comma says so."""
    if run.single or not NUMERAL.match(run.words[-1]):
        return
    if not (run.strong or len(run.words[-1]) > 1 or run.text[run.end : run.end + 1] in ",.;:)"):
        run.keep(ALL_BUT_LAST)


def _is_sentence_end(run: Run) -> bool:
    """Initials at the end of a sentence, and the next one's first word."""
    initials = not run.single and all(AN_INITIAL.fullmatch(w) for w in run.words[:-1])
    return initials and run.plain[-1] in OPENING_WORDS


def _is_cut(run: Run) -> bool:
    """Part of a longer word ("Weiss-", "Can't"), a single letter, or an abbreviation."""
    surface, before = run.text[run.start : run.end], run.text[max(0, run.start - 2) : run.start]
    if before.endswith(".") and before[0].isupper():
        return True  # The end of an abbreviation: "U.S. Steel".
    if run.end < len(run.text) and (
        run.text[run.end] == "-" and not HONORIFIC.match(run.text, run.end) or run.text[run.end : run.end + 2] in ("'t", "’t")
    ):
        return True
    # "14 Jan. 1889".
    if (
        run.single
        and run.text[run.start - 2 : run.start - 1].isdigit()
        and re.match(r"\.?\s\d{4}", run.text[run.end : run.end + 6])
    ):
        return True
    if run.single and run.text[run.end : run.end + 1] == "." and surface in ABBREVIATED:
        return True
    return len(surface) < 2 or not run.strong and surface.isupper() and run.single and not run.shouting


def _is_addressed(run: Run, lex: Lexicons) -> bool:
    before = LAST_WORD.search(run.text, max(0, run.start - 20), run.start)
    return before is not None and before.group(1).lower() in lex.addressed


def _is_listed(run: Run, lex: Lexicons) -> bool:
    """The lists know the words as something else, and no title speaks against that."""
    named = not run.single and run.words[0] in lex.given
    if run.single and A_PARTICLE.fullmatch(run.plain[0]):
        return True
    # "Dr Winter", "my dear May".
    called = run.personal or run.single and _is_addressed(run, lex)
    if any(p in lex.capitals for p in run.plain[called or _is_capital_name(run, lex) :]) or all(
        p in lex.groups for p in run.plain
    ):
        return True
    if not run.strong:
        whole = run.text[run.start : run.end].lower()
        if run.plain[0] in lex.before_places or not run.single and whole in lex.places:
            return True
        if not run.single and not named and all(p in lex.places for p in run.plain):
            return True
    follows = NEXT_CAPITAL.match(run.text, run.end)
    return follows is not None and follows.group(1).lower() in lex.institutions
