"""A sentence's own words in. Out: the unnamed witness it introduces, as printed, and what the description states of them."""

import re
from dataclasses import dataclass

from helpers.annotate.attribution import SENTENCE_BREAK
from helpers.annotate.seeds import Seeds

NUMBER = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a dozen|dozens|hundreds|scores|\\d{1,3}(?=\\s)"
# Indefinite: it brings somebody new. "The women …" goes back to somebody known.
INDEFINITE = re.compile(
    rf"\b(?:yet another|still another|an?|one|another|others?|some|many|several|most|few|various|numerous|certain|{NUMBER})\b",
    re.IGNORECASE,
)
LEAD = re.compile(
    r"(?:(?:similarly|likewise|also|and|but|so|then|thus|again|still|meanwhile|elsewhere|indeed|finally|later|even so|in turn|by contrast"
    r"|in contrast|for example|for instance|however|yet(?! another)|more bluntly|less kindly|not so|to this|only)\b,?\s+)+",
    re.IGNORECASE,
)
# A phrase of time, place or question that stands before the subject.
ADVERBIAL = re.compile(
    r"(?:in|at|on|during|after|before|by|from|near|outside|inside|among|within|under|when|while|if|as|looking|speaking|recalling|remembering"
    r"|writing|about|of|for|with|over|to|throughout|a few|some years|once|asked|pressed|questioned|prompted|challenged|queried|invited)\b",
    re.IGNORECASE,
)
ATTRIBUTED = re.compile(
    r"\b(?:according to|in the (?:words|opinion|view|eyes|phrase|recollection|memory) of|(?:words|opinion|view) of|the interviewer of|to quote|(?:diary|diaries|letter|testimony|recollections|account|statement|memoirs?) of|(?:over)?heard|quot(?:es?|ed|ing)|cit(?:es?|ed|ing)|(?:(?<=,\s)|(?<![\w\s,]))as)\s+",
    re.IGNORECASE,
)
TIME = re.compile(
    r"\s+(?:in|on|during|since|from|of|early in|late in|about|around)\s+(?:the\s+)?(?:(?:early|late|mid)[- ])?(?:January|February|March|April|May"
    r"|June|July|August|September|October|November|December|spring|summer|autumn|fall|winter|\d{4}).*$"
)
STOP = re.compile(
    r"[,;:.!?()“”\"«»„—–\x01]|\s[-‘']|\b(?:who|whom|whose|which|that|when|while|where|and then|then|had|has|have|was|were|is|are|would"
    r"|could|did|does|do|will|put|thought|never|always|only|also|even|once|still|simply|both|himself|herself|themselves)\b"
)
PLACE = re.compile(
    r"\s(?:at|in|behind|beside|near|under|with|without|on|by|about|against|as|for|to|into|through|over|before|after|whom)\s"
)
APPOSITION = re.compile(r",\s+((?:now |then |once )?an?\s[^,\x01(]{3,60}?)(?:,|\swho\b|\sthat\b)|\s*\(([^)\x01]{3,80})\)")
APPOSED = re.compile(r",\s+(?:the|an?|his|her|our|my|one|then|now|later)\s")
PLACE_OF = re.compile(r"\b(?:of|to|by|at|in|from|for|under|against|about)\b")
PARTICIPLE = re.compile(r"(?:\w+ed|found|sent|written|sung|thrown|read|drawn|put|left|hung|stuck|seen|taken|given|kept)$")
TRADE = re.compile(
    r"\w{2,}(?:er|or|ist|man|men|woman|women|ian|maker|ant|ess|smith|wright|herd|hand|eer|ee|ic|keeper|clerk|monger|cook)s?$"
)
NATION = re.compile(r"[A-Z][a-zé]+(?:ian|ean|ese|ish|ani|aki|eni|egian|an|ite|ois)s?$")
HIS, HER = re.compile(r"\b(?:he|his|him|himself)\b", re.IGNORECASE), re.compile(r"\b(?:she|her|hers|herself)\b", re.IGNORECASE)
AGE = re.compile(
    r"\b(\d{1,3})[- ]years?[- ]old\b|\baged?(?: of)? (\d{1,3})\b|^[^,]*, (\d{2}),|\bof (\d{2})\b(?! \w+ (?:workers|people))"
)
SINGULAR = re.compile(r"(?:an?|one|another|yet another)\b", re.IGNORECASE)
DEFINITE = re.compile(r"(?:the|this|that|these|those|his|her|their|its|our|my|your|both|such)\b", re.IGNORECASE)
PARTICIPLE_WITH = frozenset("at on to by in under from over among".split())
SAYS = frozenset("put read ran went".split())
PAST = frozenset("sent gave took put made went came met kept held left began found sang drew sought rose stood knew felt".split())
PARTITIVE = re.compile(r"(?:one|two|three|several|some|many|most|a few) of (?:the|these|those|them|our)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Witness:
    """An unnamed somebody as the text presents them: where the description stands, and in which words."""

    start: int
    end: int
    text: str
    kind: str  # person, document


class WitnessReader:
    """Finds and reads descriptions with the word lists of a corpus.

    Args:
        seeds: for the lists witness_words, voice_nouns, titles, kinship, groups and speech_verbs.
    """

    def __init__(self, seeds: Seeds):
        words = seeds.lexicon("witness_words")
        self._kinds = {k: frozenset(g.word) for k, g in words.groupby("kind")}
        nouns, titles = seeds.lexicon("voice_nouns"), seeds.lexicon("titles")
        roles = titles[titles.kind == "role"]
        self._documents = frozenset(nouns[nouns.kind == "document"].noun)
        trades = {t for title in roles.title.str.lower() for t in (title, title + "s")}
        self._people = (frozenset(nouns[nouns.kind == "person"].noun) | trades | self._kinds["general"]) - self._kinds["scholar"]
        self._sex = {}
        for table, column in ((roles, "title"), (seeds.lexicon("kinship"), "word")):
            for word, sex in zip(table[column].str.lower(), table.gender, strict=True):
                if sex in ("m", "f"):
                    self._sex |= {word: sex, word + "s": sex}
        self._sex |= {**dict.fromkeys(self._kinds["male"], "m"), **dict.fromkeys(self._kinds["female"], "f")}
        self._nations = (frozenset(seeds.lexicon("groups").word) | self._kinds["nation"]) - self._kinds["no_nation"]
        verbs = seeds.lexicon("speech_verbs")
        self._verbs = frozenset(w for v, f in zip(verbs.verb, verbs.forms, strict=True) for w in f.split("|") if w != v)
        self._plain = frozenset(verbs.verb)

    def first(self, words: str, names: list) -> Witness | None:
        """The witness whom a sentence or clause introduces as its subject.

        Args:
            words: the sentence, every quoted character replaced by \\x01.
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
        witness = self.phrase(words, begin, names)
        if witness:
            return witness
        toward = re.match(r"(?:to|for)\s+", words[begin:], re.IGNORECASE)
        if toward:
            witness = self.phrase(words, begin + toward.end(), names, sure=True)
            if witness and words[witness.end :].lstrip()[:1] == ",":
                return witness
        if ADVERBIAL.match(words, begin) and not re.match(r"as\s(?!for\s|to\s)[^,]*,", words[begin:], re.IGNORECASE):
            return self._later(words, begin, names)
        return self.after(words, names) or self.aside(words, names) or self._announced(words, names)

    def _later(self, words: str, begin: int, names: list) -> Witness | None:
        """After the opening phrase: behind one of its commas, or straight before a verb of speech."""
        stop = words.find("\x01", begin)
        for comma in re.finditer(r",\s+", words[: stop if stop > 0 else len(words)]):
            witness = self.phrase(words, comma.end(), names)
            if witness and (self._speaks(words, witness.end) or witness.kind == "document"):
                return witness
        for found in reversed(list(INDEFINITE.finditer(words, begin))):
            witness = self.phrase(words, found.start(), names)
            if witness and self._speaks(words, witness.end):
                return witness
        return self.after(words, names)

    def after(self, words: str, names: list) -> Witness | None:
        """The witness named behind a quotation: "…, recalled a porter", "… a young glazier said"."""
        for mark in re.finditer(r"\x01[\"”’»']*[\s,.;—–-]+", words):
            at = mark.end()
            verb = re.match(r"(?:then |also |once |later |had |has )*([a-z]+)\s+(?:\w+ly\s+)?", words[at:])
            if verb and verb.group(1) in self._verbs:
                witness = self.phrase(words, at + verb.end(), names, sure=True)
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
        """The witness of an aside: "He was popular, a barber explained, because “…”"."""
        stop = words.find("\x01")
        for comma in re.finditer(r",\s+", words[: max(stop, 0)]):
            witness = self.phrase(words, comma.end(), names)
            if witness and self._speaks(words, witness.end) and re.match(r"\s+\w+(?: it)?,", words[witness.end :]):
                return witness
        return None

    def _speaks(self, words: str, end: int) -> bool:
        following = re.findall(r"[\w’']+", re.sub(r"\([^)]*\)|,[^,\x01]*,", " ", words[end : end + 160]))[:4]
        return any(w in self._verbs or w in SAYS or w in self._plain and i < 2 for i, w in enumerate(following))

    def phrase(self, words: str, start: int, names: list, sure: bool = False) -> Witness | None:
        """The noun phrase that begins at `start`, if it presents an unnamed person, group or document.

        Args:
            words: the sentence, quoted characters masked.
            start: where the phrase begins.
            names: persons named.
            sure: the words around say that somebody speaks: trades on no list are taken too.
        """
        found = INDEFINITE.match(words, start)
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
        kind, end, listed, head = "", body, False, ""
        for i, token in enumerate(tokens[:14]):
            word = token.group()
            bare = re.sub(r"['’]s?$", "", word.lower())
            spoken = bare in self._verbs or bare in PAST or bool(kind) and (bare in SAYS or bool(re.match(r"[a-z]{2,}ed$", bare)))
            if spoken and (i or found):
                after = tokens[i + 1].group() if i + 1 < len(tokens) else ""
                participle = PARTICIPLE.match(bare) and after in PARTICIPLE_WITH
                if not participle or kind == "person":
                    break
                kind = "document"  # "One sent to …", "a note passed to …"
            elif kind == "person" and listed and bare.endswith("ing"):
                break
            elif kind == "person" and (
                PLACE.match(f" {word} ") or word.endswith("ly") or bare in self._plain and bare not in self._people
            ):
                break
            elif bare in self._kinds["scholar"]:
                return None
            elif bare in self._documents and not listed and not (tokens[i + 1 : i + 2] and tokens[i + 1].group() in self._people):
                kind, listed, head = "document", True, bare
            elif kind != "document" and bare in self._people:
                kind, listed, head = "person", True, bare
                if re.search(r"[^s]['’]s$", word) and SINGULAR.match(words, start):
                    end = body + token.end() - 2  # "another respondent's friends": the respondent
                    break
            elif not kind and (word in self._nations or NATION.match(word) or word.islower() and TRADE.match(word)):
                kind = "person"
            end = body + token.end()
        text = words[start:end]
        if not part and found and end == body and found.group().lower() not in ("a", "an"):
            kind, listed = "person", True  # "Another asked", "Many repeated"
        named = [s for s, e in names if start <= s and e <= end and not self._is_nation(words[s:e])]
        # "A worker Orlova" is named; "a note passed to Orlova", "an aunt of Orlova's" are not.
        if named or APPOSED.match(words[end:]) and any(end <= s < end + 60 and "," not in words[end + 2 : s] for s, _ in names):
            kind = kind if named else ""  # "A critic, the archivist Lind, …": named after all.
        elif not kind and found and re.match(r"\s+(\w+)", words[end:]) and self._speaks(words, end):
            kind = "person" if re.match(r"\s+([a-z]+)", words[end:])[1] in self._verbs else ""
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

    def attributes(self, witness: Witness, frame: str, names: list, before: str) -> dict:
        """What the description, and the frame around it, state of a witness.

        Args:
            witness: as `first` found it in `frame`.
            frame: all words of the testimony outside its quotations (these masked).
            names: (start, end) of the persons named in the frame.
            before: the description of the witness before, for "another".

        Returns:
            gender (m, f, unknown), age, age_group (young, older, ""), nationality, occupation.
        """
        around = frame[witness.start : witness.end + 60]
        age = AGE.search(frame[witness.start : witness.end + 90].split("\x01")[0])
        lower = [re.sub(r"['’]s?$", "", w) for w in re.findall(r"[\w’'é-]+", witness.text.lower())]
        group = "young" if self._kinds["young"] & set(lower) else "older" if self._kinds["older"] & set(lower) else ""
        person = witness.kind == "person"
        # What stands between commas or brackets behind it describes the same witness.
        apposed = APPOSITION.match(frame[witness.end :]) if person else None
        more = next(filter(None, apposed.groups()), "") if apposed else ""
        lower += re.findall(r"\b(?:fe)?male\b", more)
        nation = [w for w in re.findall(r"[\w-]+", witness.text)[1:] if self._is_nation(w)] if person else []
        other = [w for w in re.findall(r"[\w-]+", more)[1:] if self._is_nation(w)]
        occupation = self._occupation(witness.text, nation, before) if person else ""
        trade = re.search(r"(?:^|, |now |then )((?:an?)\s.*)$", more)
        if trade and not occupation:
            occupation = self._occupation(trade.group(1), other, "")
        nation = nation or other
        return {
            "gender": self._gender(lower, frame[witness.end :], frame, witness.end, names) if around else "unknown",
            "age": next((int(g) for g in age.groups() if g), None) if age and person else None,
            "age_group": group if person else "",
            "nationality": nation[0] if nation else "",
            "occupation": occupation,
        }

    def _is_nation(self, word: str) -> bool:
        known = word in self._nations or word[:-1] in self._nations or bool(NATION.match(word))
        return word[:1].isupper() and word not in self._kinds["no_nation"] and known

    def _gender(self, lower: list, rest: str, frame: str, end: int, names: list) -> str:
        for word in reversed(lower):
            sex = self._sex.get(word) or self._sex.get(word.split("-")[-1])
            sex = sex or (
                "f"
                if re.search(r"\w{2}(?:woman|women|wife|wives)$", word)
                else "m"
                if re.search(r"\w{3}(?:men|man)$", word)
                else ""
            )
            sex = sex or ("f" if re.search(r"\w{2}[^nl\W]ess(?:es)?$", word) else "")
            if sex:
                return "f" if "female" in lower else sex
        # A pronoun means the witness unless somebody else has been named before it.
        other = min((s for s, _ in names if s >= end), default=len(frame))
        for match in re.finditer(r"\b(?:he|his|him|himself|she|her|herself)\b", frame[end:], re.IGNORECASE):
            at = end + match.start()
            opens = SENTENCE_BREAK.search(frame[max(0, at - 4) : at + 2].replace("\x01", "x")) or match.group()[0].isupper()
            if at < other and at - end < 160 or opens and match.group().lower() in ("he", "she"):
                return "f" if HER.match(match.group()) else "m"
        return "unknown"

    def _occupation(self, text: str, nation: list, before: str) -> str:
        part = PARTITIVE.match(text)
        found = part or INDEFINITE.match(text)
        core = text[found.end() :] if found else text
        if found and not core.strip() and before:
            core = re.sub(r"^(?:an?|one)\s", "", before, flags=re.IGNORECASE) if before.lower().startswith(("one ", "a ")) else ""
        if nation:
            core = core[core.index(nation[-1]) + len(nation[-1]) :]
        core = re.split(PLACE, re.sub(r"\s(?:from|of|behind)\s.*", "", core + " "))[0]
        words = [w for w in re.findall(r"[\w’'-]+", core)]
        drop = (
            self._kinds["filler"] | self._kinds["young"] | self._kinds["older"] | {"male", "female", "first", "second", "third"}
        )
        while words and (words[0].lower() in drop or re.search(r"\d|-(?:\w+ed|old|year)$", words[0])):
            words.pop(0)
        if not words or words[-1].lower() in self._kinds["general"] or words[-1][:1].isupper():
            return ""
        if re.search(r"['’]s?$", " ".join(words[:1])) or any(
            re.search(r"['’]", w) and not w.lower().startswith("worker") for w in words[-1:]
        ):
            return ""
        return " ".join(words).lower()
