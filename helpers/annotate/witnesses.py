"""A sentence with its quotations masked in. Out: the unnamed witness it introduces, as printed."""

import re
from dataclasses import replace

from helpers.annotate.descriptions import AGE, INDEFINITE, NATION, PARTITIVE, PLACE, Witness, WordLists
from helpers.annotate.seeds import Seeds

LEAD = re.compile(
    r"(?:(?:similarly|likewise|also|and|but|so|then|thus|again|still|meanwhile|elsewhere|indeed|finally|later|even so|in turn"
    r"|by contrast|in contrast|for example|for instance|however|yet(?! another)|more bluntly|less kindly|not so"
    r"|to this|only)\b,?\s+)+",
    re.IGNORECASE,
)
# A phrase of time, place or question that stands before the subject.
ADVERBIAL = re.compile(
    r"(?:in|at|on|during|after|before|by|from|near|outside|inside|among|within|under|when|while|if|as|looking|speaking|recalling"
    r"|remembering|writing|about|of|for|with|over|to|throughout|a few|some years"
    r"|once|asked|pressed|questioned|prompted|challenged|queried|invited)\b",
    re.IGNORECASE,
)
ATTRIBUTED = re.compile(
    r"\b(?:according to|in the (?:words|opinion|view|eyes|phrase|recollection|memory) of"
    r"|(?:words|opinion|view|verdict|judge?ment|answer|reply|complaint|comment|conclusion) of"
    r"|(?:said|told|recalled|reported|expressed|voiced|echoed|repeated|confirmed|shared|remembered|put)(?: \w+ly)? by"
    r"|the interviewer of|to quote|(?:diary|diaries|letter|testimony|recollections|account|statement|memoirs?) of"
    r"|(?:over)?heard|quot(?:es?|ed|ing)|cit(?:es?|ed|ing)|(?:(?<=,\s)|(?<![\w\s,]))as)\s+",
    re.IGNORECASE,
)
# "Three years later, in Aue, a joiner": the time is no witness.
LATER = re.compile(
    r"[\w-]+\s+(?:years?|months?|weeks?|days?|decades?|generations?)\s+(?:later|earlier|before|afterwards?|on)\b"
    r"(?:,\s+(?:in|at|near)\s[^,]{1,40})?,?\s+",
    re.IGNORECASE,
)
# A time that stands before the subject without a comma: "In the summer of 1948 a young joiner had heard that".
WHEN = re.compile(
    r"(?:in|by|on|during)\s+(?:the\s+)?(?:\w+\s+of\s+)?(?:\d{1,2}\s+)?(?:[A-Z]\w+\s+)?\d{4}\s+(?=an?\s)", re.IGNORECASE
)
TIME = re.compile(
    r"\s+(?:in|on|during|since|from|of|early in|late in|about|around)\s+(?:the\s+)?(?:(?:early|late|mid)[- ])?"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|spring|summer|autumn|fall|winter|\d{4}).*$"
)
STOP = re.compile(
    r"[,;:.!?()“”\"«»„—–\x01]|\s[-‘']|\b(?:who|whom|whose|which|that|when|while|where|and then|then|had|has|have|was|were|is|are"
    r"|would|could|did|does|do|will|put|thought|never|always|only|also|even|once|still|simply|both|himself|herself|themselves)\b"
)
APPOSED = re.compile(r",\s+(?:the|an?|his|her|our|my|one|then|now|later)\s")
PLACE_OF = re.compile(r"\b(?:of|to|by|at|in|from|for|under|against|about)\b")
PARTICIPLE = re.compile(r"(?:\w+ed|found|sent|written|sung|thrown|read|drawn|put|left|hung|stuck|seen|taken|given|kept)$")
TRADE = re.compile(
    r"\w{2,}(?:er|or|ist|man|men|woman|women|ian|maker|ant|ess|smith|wright|herd|hand|eer|ee|ic|keeper|clerk|monger|cook)s?$"
)
SINGULAR = re.compile(r"(?:an?|one|another|yet another)\b", re.IGNORECASE)
DEFINITE = re.compile(r"(?:the|this|that|these|those|his|her|their|its|our|my|your|both|such)\b", re.IGNORECASE)
# Words of three or more letters' length in quotation marks that a sentence carries as speech.
SPEECH = re.compile(r"[\"“‘«]\x01{12,}[^\x01]?\x01*[^\w\s]?[\"”’»]?")
FOREGOING = re.compile(
    r"\W*(?:(?:but|and|then|yet|so|still|later|again) )?(?:he|she|they|it|i|we|the (?:respondent|witness|interviewee|same))\b",
    re.I,
)
ARTICLES = frozenset("the a an his her their its this that these those".split())
MINE = re.compile(r"\b(?:of (?:mine|ours)|(?:my|our)(?: own)? (?:students?|readers?|colleagues?|friends?))\b", re.IGNORECASE)
ASKED = re.compile(r"(?:asked|pressed|questioned|prompted|challenged|queried|reminded)\b", re.IGNORECASE)
PARTICIPLE_WITH = frozenset("at on to by in under from over among".split())
SAYS = frozenset("put read ran went".split())
PAST = frozenset("sent gave took put made went came met kept held left began found sang drew sought rose stood knew felt".split())


class WitnessReader:
    """Finds and reads descriptions with the word lists of a corpus.

    Args:
        seeds: for its word lists.
    """

    def __init__(self, seeds: Seeds):
        self.lists = WordLists(seeds)
        kin = "|".join(sorted(set(seeds.lexicon("kinship").word.str.lower()), key=len, reverse=True))
        # "The son of a miner": definite in form, and somebody new.
        self._child = re.compile(rf"the\s+(?=(?:{kin})\s+of\s+(?:an?|two|some)\s)", re.IGNORECASE)

    def first(self, words: str, names: list) -> Witness | None:
        """The witness whom a sentence or clause introduces as its subject.

        Args:
            words: the sentence, every quoted character replaced by U+0001.
            names: (start, end) of the persons named in it.
        """
        for found in ATTRIBUTED.finditer(words):
            witness = self.phrase(words, found.end(), names, sure=True)
            # "as a vintner put it, “…”", but not "as a student he said".
            if witness and (found.group()[:3].lower() != "as " or self._speaks(words, witness.end)):
                return witness
        begin = re.match(r"\W*", words.replace("\x01", "x")).end()
        lead = LEAD.match(words, begin)
        begin = lead.end() if lead else begin
        later = LATER.match(words, begin)
        begin = later.end() if later else begin
        witness = self.phrase(words, begin, names)
        if witness:
            return witness
        toward = re.match(r"(?:to|for)\s+", words[begin:], re.IGNORECASE)
        if toward:
            witness = self.phrase(words, begin + toward.end(), names, sure=True)
            if witness and words[witness.end :].lstrip()[:1] == ",":
                return witness
        when = WHEN.match(words, begin)
        witness = self.phrase(words, when.end(), names) if when else None
        if witness and witness.kind == "person":
            return witness
        if ADVERBIAL.match(words, begin) and not re.match(r"as\s(?!for\s|to\s)[^,]*,", words[begin:], re.IGNORECASE):
            return self._later(words, begin, names)
        return (
            self.after(words, names)
            or self.aside(words, names)
            or self._announced(words, names)
            or self._only(words, names)
            or self._introduced(words, begin, names)
        )

    def _introduced(self, words: str, begin: int, names: list) -> Witness | None:
        """The subject of a sentence without a word quoted: a guess, which the next sentence must bear out ("…, she said, …")."""
        if "\x01" in words or not SINGULAR.match(words, begin):
            return None
        witness = self.phrase(words, begin, names, sure=True)
        return replace(witness, guessed=True) if witness and self._is_person(witness.text) else None

    def _later(self, words: str, begin: int, names: list) -> Witness | None:
        """After the opening phrase: behind one of its commas, or straight before a verb of speech."""
        stop = words.find("\x01", begin)
        asked = ASKED.match(words, begin)
        for comma in re.finditer(r",\s+", words[: stop if stop > 0 else len(words)]):
            witness = self.phrase(words, comma.end(), names, sure=asked is not None)
            if witness and (asked or self._speaks(words, witness.end) or witness.kind == "document"):
                return witness
        for found in reversed(list(INDEFINITE.finditer(words, begin))):
            witness = self.phrase(words, found.start(), names)
            if witness and self._speaks(words, witness.end):
                return witness
        return self.after(words, names) or self._only(words, names)

    def _only(self, words: str, names: list) -> Witness | None:
        """Whoever of these words can have spoken, where no frame says so: the last before a quotation, else the first behind.

        It is a guess, which a named or known speaker overrules.
        """
        speech = SPEECH.search(words)
        if speech is None or FOREGOING.match(words) or MINE.search(words):
            return None
        found = [self.phrase(words, m.start(), names) for m in INDEFINITE.finditer(words)]
        found = [w for w in found if w is not None and (w.kind == "document" or self._is_person(w.text))]
        before = [w for w in found if w.end <= speech.start()]
        behind = [w for w in found if w.start >= speech.end()]
        # A word that only looks like a trade ("tree") gives way to one that is.
        listed = [w for w in before or behind if w.kind == "document" or self._is_person(w.text, by_form=False)]
        near = (listed or before or behind)[-1 if before else 0 :][:1]
        return replace(near[0], guessed=True) if near else None

    def _is_person(self, text: str, by_form: bool = True) -> bool:
        """Tell whether a word of a description is a list's for people, a nation's or an age; or, `by_form`, may be a trade."""
        words = re.findall(r"[\w-]+", PLACE.split(re.sub(r"\s(?:from|of)\s.*", "", text) + " ")[0])
        if any(w.lower() in self.lists.people or self.lists.is_nation(w) for w in words[1:]) or AGE.search(text):
            return True
        return by_form and TRADE.match(words[-1].lower()) is not None

    def after(self, words: str, names: list) -> Witness | None:
        """The witness named behind a quotation: "…, recalled a porter", "… a young glazier said"."""
        for mark in re.finditer(r"\x01[\"”’»']*[\s,.;—–-]+", words):
            at = mark.end()
            verb = re.match(r"(?:then |also |once |later |had |has )*([a-z]+)\s+(?:\w+ly\s+)?", words[at:])
            if verb and verb.group(1) in self.lists.verbs:
                witness = self.phrase(words, at + verb.end(), names, sure=True, speaks=True)
                if witness:
                    return witness
            witness = self.phrase(words, at, names)
            if witness and self._speaks(words, witness.end):
                return witness
        return None

    def _announced(self, words: str, names: list) -> Witness | None:
        """The document at a sentence's end that a colon opens: "It runs through a note found in a ballot box: “…”"."""
        colon = re.search(r":\s*[\"“‘«]\x01", words)
        for found in INDEFINITE.finditer(words[: colon.start() if colon else 0]):
            witness = self.phrase(words, found.start(), names)
            led = re.search(r"\b(?:in|through|on|of|by|from|with)\s+$", words[: found.start()])
            if witness and led and witness.kind == "document" and witness.end >= colon.start() - 1:
                return witness
        return None

    def aside(self, words: str, names: list) -> Witness | None:
        """The witness of an aside or a second clause: "…, a barber explained, because “…”", "…, but a barber said “…”"."""
        stop = words.find("\x01")
        for comma in re.finditer(r",\s+", words[: max(stop, 0)]):
            witness = self.phrase(words, comma.end(), names)
            if witness and self._speaks(words, witness.end) and re.match(r"\s+\w+(?: it)?,", words[witness.end :]):
                return witness
            joined = re.match(r"(?:and|but|yet|while|though|whereas)\s+", words[comma.end() :])
            witness = self.phrase(words, comma.end() + joined.end(), names) if joined else None
            if witness and witness.end < stop and self._speaks(words, witness.end):
                return witness
        return None

    def _speaks(self, words: str, end: int) -> bool:
        following = re.findall(r"[\w’']+", re.sub(r"\([^)]*\)|,[^,\x01]*,", " ", words[end : end + 160]))[:4]
        return any(w in self.lists.verbs or w in SAYS or w in self.lists.plain and i < 2 for i, w in enumerate(following))

    def phrase(self, words: str, start: int, names: list, sure: bool = False, speaks: bool = False) -> Witness | None:
        """The noun phrase that begins at `start`, if it presents an unnamed person, group or document.

        Args:
            words: the sentence, quoted characters masked.
            start: where the phrase begins.
            names: persons named.
            sure: the words around say that somebody speaks: trades on no list are taken too.
            speaks: a verb of speech stands before: whatever follows "a" is somebody.
        """
        found = INDEFINITE.match(words, start) or self._child.match(words, start)
        part = PARTITIVE.match(words, start)
        body = part.end() if part else found.end() if found else start
        them = re.match(r"\w+ of (?:them|these|those)\b", words[start:]) if found else None
        if them:
            return Witness(start, start + them.end(), them.group(), "person")
        if found and re.match(r"\s+of (?:my|our|his|her|their|mine|ours)\b|\s+\w+ of (?:mine|ours)\b", words[found.end() :]):
            return None
        # A label in quotation marks may stand inside the description: an “anti-Soviet” leaflet.
        label = re.match(r"\s*[“\"‘]\x01{1,25}[”\"’]", words[body:])
        stop = STOP.search(words, body + label.end() if label else body)
        limit = stop.start() if stop else len(words)
        tokens = list(re.finditer(r"[^\s,]+", words[body:limit]))
        kind, end, listed, head, lists = "", body, False, "", self.lists
        for i, token in enumerate(tokens[:14]):
            word = token.group()
            bare = re.sub(r"['’]s?$", "", word.lower())
            spoken = (
                bare in lists.verbs
                or bare in PAST
                or kind
                and (bare in SAYS or re.match(r"(?!hundred|kindred|sacred|wretched)[a-z]{2,}ed$", bare))
            )
            if spoken and (i or found):
                after = tokens[i + 1].group() if i + 1 < len(tokens) else ""
                participle = PARTICIPLE.match(bare) and after in PARTICIPLE_WITH
                if not participle or kind == "person":
                    break
                kind = "document"  # "One sent to …", "a note passed to …"
            elif kind == "person" and bare in ARTICLES and not PLACE_OF.fullmatch(tokens[i - 1].group()):
                if i and tokens[i - 1].group().endswith("s") and tokens[i - 1].group().lower() not in lists.people:
                    end = body + tokens[i - 2].end() if i > 1 else body  # "a widow comes the finding"
                break
            elif kind == "person" and (
                listed
                and bare.endswith("ing")
                or PLACE.match(f" {word} ")
                or word.endswith("ly")
                or bare in lists.plain
                and bare not in lists.people
            ):
                break
            elif bare in lists.kinds["scholar"]:
                return None
            elif bare in lists.documents and not listed and not (i + 1 < len(tokens) and tokens[i + 1].group() in lists.people):
                kind, listed, head = "document", True, bare
            elif kind != "document" and bare.removeprefix("ex-") in lists.people:
                kind, listed, head = "person", True, bare
                following = tokens[i + 1].group().lower() if i + 1 < len(tokens) else ""
                if following in lists.documents:
                    kind, listed = "document", True  # "A listener's report"
                elif re.search(r"[^s]['’]s$", word) and SINGULAR.match(words, start) and following not in lists.sex:
                    end = body + token.end() - 2  # "a baker's cousins": the baker
                    break
            elif not kind and (
                word in lists.nations or NATION.match(word) or word.islower() and TRADE.match(bare.rsplit("-", 1)[-1])
            ):
                kind = "person"
            end = body + token.end()
        text = words[start:end]
        if speaks and not kind and found and end > body and found.group().lower() in ("a", "an", "one", "another"):
            kind = "person"
        if not part and found and end == body and found.group().lower() not in ("a", "an"):
            kind, listed = "person", True  # "Another asked", "Many repeated"
        named = [s for s, e in names if start <= s and e <= end and not self.lists.is_nation(words[s:e])]
        # "A worker Orlova" is named; "a note passed to Orlova", "an aunt of Orlova's" are not.
        if named or APPOSED.match(words[end:]) and any(end <= s < end + 60 and "," not in words[end + 2 : s] for s, _ in names):
            kind = kind if named else ""  # "A critic, the archivist Lind, …": named after all.
        elif not kind and part and self._speaks(words, end):
            kind = "person"  # "One of the blacklegs, … , admitted"
        elif not kind and found and (verb := re.match(r"\s+([a-z]+)", words[end:])) and self._speaks(words, end):
            kind = "person" if verb[1] in self.lists.verbs else ""
        if not kind or named and (named[0] < body + 2 or not PLACE_OF.search(words[body : named[0]])):
            return None
        plural = listed and re.search(r"(?:s|men|people|folk)$", head) and not DEFINITE.match(text) and not ADVERBIAL.match(text)
        if not found and not (plural and words[start:end].lower().split(head)[0].count(" ") <= 3):
            return None
        if not listed and not sure and not self._speaks(words, end) and "\x01" not in words:
            return None
        text = TIME.sub("", text)
        if kind == "person" and len(text.split()) == 1 and text.lower() in ("a", "an"):
            return None
        return Witness(start, start + len(text), text, kind)
