"""A witness's description in. Out: what it states: gender, age, nationality, occupation."""

import re
from dataclasses import dataclass

from helpers.annotate.attribution import SENTENCE_BREAK
from helpers.annotate.seeds import Seeds

# Not the day of a date: "12 September 1849".
NUMBER = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a dozen|dozens|hundreds|scores"
    r"|\d{1,3}(?=\s+(?!\w+\s+\d{4})[a-z])"
)
# Indefinite: it brings somebody new. "The women …" goes back to somebody known.
INDEFINITE = re.compile(
    r"\b(?:yet another|still another|an?|one|another|others?|somebody|someone|some|many|several|most|few|various|numerous|certain"
    rf"|{NUMBER})\b",
    re.IGNORECASE,
)
PLACE = re.compile(
    r"\s(?:around|outside|inside|along|above|below|across|beyond|among|at|in|behind|beside|near|under|with|without|on|by|about"
    r"|against|as|for|to|into|through|over|before|after|whom)\s"
)
NATION = re.compile(
    r"[A-Z][a-zé]+(?:ian|ean|ese|ish|an|ite|ois|ic|ine|ino|ina|ard|[a-z]i)s?$"
    r"|(?:English|French|Welsh|Dutch|Irish|Scots|Cornish|Manx)(?:wo)?m[ae]n$"
)
AGE = re.compile(
    r"\b(\d{1,3})[- ]years?[- ]old\b|\baged?(?: of)? (\d{1,3})\b|^[^,]*, (\d{2}),|\b(?:then|now) (\d{2})\b"
    r"|\bof (\d{2})\b(?! \w+ (?:workers|people)| [A-Z])"
)
PLURAL = frozenset(
    "some many several most few others various numerous certain two three four five six seven eight nine ten".split()
)
TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
UNITS = dict(zip("one two three four five six seven eight nine".split(), range(1, 10), strict=True))
TEENS = dict(zip("fourteen fifteen sixteen seventeen eighteen nineteen".split(), range(14, 20), strict=True))
SPELLED = rf"((?:{'|'.join(TENS)})(?:[- ](?:{'|'.join(UNITS)}))?|{'|'.join(TEENS)})"
# "a riveter of forty-four", "thirty-six years of age"; not "one of forty workers".
AGE_IN_WORDS = re.compile(
    rf"\b(?:aged?(?: of)?|of|,) {SPELLED}(?= years of age|[^\w\s-]|$|\s(?!years? (?!of age|old)|(?!(?:was|is|has|says)\b)\w+s\b))"
    rf"|\b{SPELLED}[- ]years?[- ](?:old|of age)\b",
    re.IGNORECASE,
)
PARTITIVE = re.compile(r"(?:one|two|three|several|some|many|most|a few) of (?:the|these|those|them|our)\s+", re.IGNORECASE)
APPOSITION = re.compile(
    r",\s+((?:(?:now |then |once )?an?|both)\s[^,;:.\x01(]{3,60}?)(?:[,;:.]|\swho\b|\sthat\b)|\s*\(([^)\x01]{3,80})\)"
)
DECADE = re.compile(r"\bin (?:his|her|their) (?:early |mid-?|late )?(teens|twenties|sixties|seventies|eighties|nineties)\b")
OLD = frozenset(("sixties", "seventies", "eighties", "nineties"))
QUOTED = re.compile(r"\x01[,.!?]?[\"”’»']+\s$")
# "Him" is more often somebody whom the witness speaks of, and so is "her" where it owns nothing.
PRONOUN = re.compile(r"\b(?:he|his|himself|she|her(?=\s(?!that\b|who\b|as\b|an?\b|the\b)\w)|herself)\b", re.IGNORECASE)
ANY_PRONOUN = re.compile(r"\b(?:he|his|him|himself|she|her|herself)\b", re.IGNORECASE)
# Words in -ess that are no women: "a Congress delegate".
NOT_WOMEN = (
    r"(?:congress|fortress|express|business|process|access|success|progress|mattress|cypress|excess|address|press|distress|buttress"
    r"|witness|tress|dress|stress)(?:es)?$"
)
ENDINGS = (
    ("f", re.compile(rf"\w{{2}}(?:woman|women|wife|wives|maids?)$|(?!{NOT_WOMEN})\w{{2,}}[^nl\W]ess(?:es)?$")),
    # A German, a Norman, a Roman and an Ottoman may be women.
    ("m", re.compile(r"\w{3}(?<!ger)(?<!nor)(?<!otto)(?<!ro)(?<!turko)(?:men|man)$")),
)


@dataclass(frozen=True)
class Witness:
    """An unnamed somebody as the text presents them: where the description stands, and in which words."""

    start: int
    end: int
    text: str
    kind: str  # person, document
    guessed: bool = False  # taken because nobody else in the sentence can be meant


class WordLists:
    """The word lists about witnesses, as sets.

    Args:
        seeds: for the lists witness_words, voice_nouns, titles, kinship, groups and speech_verbs.
    """

    def __init__(self, seeds: Seeds):
        words = seeds.lexicon("witness_words")
        self.kinds = {k: frozenset(g.word) for k, g in words.groupby("kind")}
        nouns, titles = seeds.lexicon("voice_nouns"), seeds.lexicon("titles")
        roles = titles[titles.kind == "role"]
        self.documents = frozenset(nouns[nouns.kind == "document"].noun)
        trades = {t for title in roles.title.str.lower() for t in (title, title + "s")}
        self.people = (frozenset(nouns[nouns.kind == "person"].noun) | trades | self.kinds["general"]) - self.kinds["scholar"]
        self.sex = {}
        for table, column in ((roles, "title"), (seeds.lexicon("kinship"), "word")):
            for word, sex in zip(table[column].str.lower(), table.gender, strict=True):
                if sex in ("m", "f"):
                    self.sex |= {word: sex, word + "s": sex}
        self.sex |= {**dict.fromkeys(self.kinds["male"], "m"), **dict.fromkeys(self.kinds["female"], "f")}
        self.nations = (frozenset(seeds.lexicon("groups").word) | self.kinds["nation"]) - self.kinds["no_nation"]
        verbs = seeds.lexicon("speech_verbs")
        self.verbs = frozenset(w for v, f in zip(verbs.verb, verbs.forms, strict=True) for w in f.split("|") if w != v)
        self.plain = frozenset(verbs.verb)

    def is_nation(self, word: str) -> bool:
        """Tell whether a capitalised word names a nation, people or region, not a creed or party."""
        if "-" in word:
            return all(self.is_nation(part) for part in word.split("-"))
        known = word in self.nations or word[:-1] in self.nations or bool(NATION.match(word))
        return word[:1].isupper() and word not in self.kinds["no_nation"] and known


def describe(lists: WordLists, witness: Witness, frame: str, names: list, before: str) -> dict:
    """Read what the description, and the frame around it, state of a witness.

    Args:
        lists: word lists.
        witness: where it stands in `frame`.
        frame: all words of the testimony, its quotations masked.
        names: (start, end) of the persons named in the frame.
        before: the description of the witness before, for "another".

    Returns:
        gender (m, f, unknown), age (years or None), age_group (young, older, ""), nationality, occupation (without
        "former" or "retired", which the description keeps).
    """
    lower = [re.sub(r"['’]s?$", "", w) for w in re.findall(r"[\w’'é-]+", witness.text.lower())]
    person = witness.kind == "person"
    # What stands between commas or brackets behind it describes the same witness.
    apposed = APPOSITION.match(frame[witness.end :]) if person else None
    more = next(filter(None, apposed.groups()), "") if apposed else ""
    # "His" in the frame of a leaflet is somebody else's.
    told = frame if person else ""
    gender = _gender(lists, lower + re.findall(r"\b(?:fe)?male\b", more), told, witness.end, names)
    if not person:
        return {"gender": gender, "age": None, "age_group": "", "nationality": "", "occupation": ""}
    said = frame[witness.start : witness.end + 90].split("\x01")[0]
    age = AGE.search(said)
    nation, other = (
        [w for i, w in enumerate(re.findall(r"[\w-]+", words)) if (w in lists.nations if i == 0 else lists.is_nation(w))]
        for words in (witness.text.split(" from ")[0], more)
    )
    occupation = _occupation(lists, witness.text, nation, before)
    trade = re.search(r"(?:^|, |now |then )(?:both\s)?(an?\s.*|(?<=both\s).*)$", more)
    if trade and (not occupation or PARTITIVE.match(witness.text)):
        occupation = _occupation(lists, trade.group(1), other, "")
    # "In her sixties".
    decade = DECADE.search(said)
    lower += ["older" if decade.group(1) in OLD else "young"] if decade else []
    groups = {"young": lists.kinds["young"], "older": lists.kinds["older"]}
    return {
        "gender": gender,
        "age": next((int(g) for g in age.groups() if g), None) if age else _spelled_age(said),
        "age_group": next((name for name, words in groups.items() if words & set(lower)), ""),
        "nationality": next(iter(nation or other), ""),
        "occupation": occupation,
    }


def _spelled_age(said: str) -> int | None:
    found = AGE_IN_WORDS.search(said)
    words = re.split(r"[- ]", next(g for g in found.groups() if g).lower()) if found else []
    return sum(TENS.get(w, 0) + UNITS.get(w, 0) + TEENS.get(w, 0) for w in words) or None


def _gender(lists: WordLists, lower: list, frame: str, end: int, names: list) -> str:
    if "female" in lower:
        return "f"
    for word in reversed(lower):
        sex = lists.sex.get(word) or lists.sex.get(word.split("-")[-1])
        sex = sex or next((s for s, ending in ENDINGS if ending.search(word)), "")
        if sex:
            return sex
    several = lower[:1] not in (["a"], ["an"], ["one"], ["another"]) and any(w.endswith("s") and w in lists.people for w in lower)
    if several or lower and lower[0] in PLURAL:
        return "unknown"
    # A pronoun means the witness unless somebody else has been named before it.
    other = min((s for s, _ in names if s >= end), default=len(frame))
    # "A baker's cousins warned her": the cousins are the subject.
    owner = frame[end : end + 2] in ("'s", "’s")
    for match in (ANY_PRONOUN if owner else PRONOUN).finditer(frame, end):
        at, word = match.start(), match.group()
        opens = word[0].isupper() or SENTENCE_BREAK.search(frame[max(0, at - 4) : at + 2].replace("\x01", "x"))
        # "…," he said: whoever was quoted.
        closes = QUOTED.search(frame, max(0, at - 6), at)
        if at < other and at - end < 160 or (opens or closes) and word.lower() in ("he", "she"):
            return "f" if word.lower() in ("she", "her", "herself") else "m"
    return "unknown"


def _occupation(lists: WordLists, text: str, nation: list, before: str) -> str:
    found = PARTITIVE.match(text) or INDEFINITE.match(text)
    core = text[found.end() :] if found else text
    if found and not core.strip() and re.match(r"(?:one|an?)\s", before, re.IGNORECASE):
        core = before.split(" ", 1)[1]  # "One worker said …, another …": another worker.
    if nation:
        core = core[core.index(nation[-1]) + len(nation[-1]) :]
    core = re.sub(r",?\s(?:(?:then|now|aged)\s)?\d{1,3}\s*$", "", core)
    core = PLACE.split(re.sub(r"\s(?:from|of|behind)\s.*", "", core + " "))[0]
    words = re.findall(r"[\w’'-]+", core)
    drop = lists.kinds["filler"] | lists.kinds["young"] | lists.kinds["older"] | {"male", "female"}
    while words and (words[0].lower() in drop or re.search(r"\d|-(?:\w+ed|old|year)$", words[0])):
        words.pop(0)
    last = words[-1] if words else ""
    if not last or last.lower().rsplit("-", 1)[-1] in lists.kinds["general"] or last[0].isupper() or re.search(r"['’]s?$", last):
        return ""
    return "" if [w.lower() for w in words] in [[w] for w in lists.kinds["bare"]] else " ".join(words).lower()
