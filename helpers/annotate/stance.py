"""Testimonies and mentions in. Out: what each voice thinks of each target, its themes, and the words that decided."""

import re
from bisect import bisect_left

import pandas as pd
from ahocorasick_rs import AhoCorasick, Implementation

from helpers.annotate.seeds import Seeds
from helpers.annotate.targets import WEIGHT, Judgement, read_targets, term
from helpers.errors import WorkbookError
from helpers.pace import compiled

# A pattern or comparison names whom it judges; a word only stands in the same clause, or in the next one.
CERTAIN, CARRIED = 2, 0.5
NEGATION = re.compile(r"\b(?:not|never|no|nobody|none|without|nor|neither|hardly|cannot|nothing|less)\b")
# Where one statement ends and the next begins: a negation or a subject does not reach over it.
CLAUSE = re.compile(
    r"[.;!?:]+\s*|,?\s+(?:but|while|whereas|although|though|because|since then|however)\s+"
    r"|,\s+(?:and|so|which|he|she|they|it)\s+|\s-+\s|—|–"
)
COMPARED = re.compile(
    r"\b(?:not|never|hardly)\s+(?:half\s+)?(?:as|so)\s+(?P<what>[\w-]+)[^.;<]{0,60}?\s(?:as|like)\s+(?P<target><\w+>)"
)
THAN = re.compile(r"(?P<what>better|worse|\w+er|(?:more|less) [\w-]+)\b[^.;<]{0,40}?\sthan\s+(?:\w+\s){0,4}?(?P<target><\w+>)")
CONTRAST = re.compile(
    r"\b(?:while|but|whereas|unlike|not like|than|difference|on the contrary|instead|different)\b|;|<\w+>[^.;<]*, <\w+> \w"
)
SUFFERED = re.compile(r"\b(?:was|were|is|are|been|being|get|got)\s+(?:\w+\s+)?$")
UNDER = re.compile(r"<(\w+)>,? under <(\w+)>[^.;<]*$")
PLACE = re.compile(r"(?:in|on|at|by|during|after|before|from|near)\b[^“\"]*$", re.IGNORECASE)
FLAT = str.maketrans({"’": "'", "‘": "'", "“": " ", "”": " ", '"': " ", "«": " ", "»": " ", "\n": " ", "…": ". ", "*": " "})


class StanceReader:
    """Reads stance and themes with the word lists of a corpus.

    Args:
        seeds: for targets.csv, stance_words and theme_terms.
    """

    def __init__(self, seeds: Seeds):
        self.targets = read_targets(seeds)
        names = "|".join(t.name for t in self.targets)
        words, patterns, self._deeds = {}, [], set()
        cues = {"now": [], "irony": []}
        for row in seeds.lexicon("stance_words").itertuples(index=False):
            if row.polarity in cues:
                cues[row.polarity].append(term(row.word))
            elif "{" in row.word:
                patterns.append((row.word, row.polarity, row.other))
            else:
                if row.polarity not in WEIGHT:
                    wanted = ", ".join([*WEIGHT, *cues])
                    raise WorkbookError(f"stance_words.csv: polarity '{row.polarity}' of '{row.word}' is unknown: write {wanted}")
                words[row.word] = WEIGHT[row.polarity]
                if row.other == "victim":
                    self._deeds.add(row.word)
        # A word list without such words has none to find.
        self._now, self.irony = (compiled(rf"(?<!\w)(?:{'|'.join(cues[kind]) or '(?!)'})(?!\w)") for kind in ("now", "irony"))
        self._plain = compiled(
            rf"(?<![\w<-])(?:{'|'.join(term(w) for w in sorted(words, key=len, reverse=True)) or '(?!)'})(?![\w>])"
        )
        self._exact, self._stems = (
            {w: v for w, v in words.items() if "*" not in w},
            [(compiled(term(w)), v) for w, v in words.items() if "*" in w],
        )
        self._patterns = []
        for word, polarity, other in patterns:
            # One pass finds the pattern for every target: the first T or O captures, later ones look back.
            expression = _once(term(word.replace("{T}", "TTT").replace("{O}", "OOO")), names)
            self._patterns.append((compiled(rf"(?<!\w){expression}(?!\w)"), polarity, other, _anchor(word)))
        self._themes, anchors = [], [p[-1] for p in self._patterns]
        for theme, group in seeds.lexicon("theme_terms").groupby("theme", sort=False):
            terms = [re.sub(r"\\\{(\w+)\\\}|\{(\w+)\}", r"<\1\2>", term(t)) for t in sorted(group.term, key=len, reverse=True)]
            terms = [t.replace("<person>", r"<\w+>").replace(r"\{", "<").replace(r"\}", ">") for t in terms]
            own = {_anchor(t) for t in group.term}
            anchors += own
            self._themes.append((theme, compiled(rf"(?<!\w)(?:{'|'.join(terms)})(?!\w)"), own))
        # A pattern is tried only where its longest plain piece stands; all pieces are looked for at once.
        self._pieces = sorted(set(anchors))
        self._automaton = AhoCorasick(self._pieces, implementation=Implementation.DFA)

    def prepare(self, text: str, start: int, end: int, mentions: list, described: str = "") -> str:
        """Bring a testimony to plain lower case in which each target is one token: <lenin>.

        Args:
            text: the file.
            start: where the testimony begins.
            end: where it ends.
            mentions: (start, end, person_id) inside it, in order, without overlap.
            described: the witness's description, which is no view of theirs and is left out, and with it a phrase of
                time or place before it.
        """
        at = text.find(described, start, end) if described else -1
        if at >= 0:
            place = PLACE.match(text[start:at])
            text = (
                text[:start]
                + (" " * (at - start) if place else text[start:at])
                + " " * len(described)
                + text[at + len(described) :]
            )
            mentions = [m for m in mentions if text[m[0] : m[1]].strip()]
        people = {t.person_id: t.name for t in self.targets if t.person_id}
        out, at = [], start
        for s, e, person in mentions:
            # A thing may be named like a person: a target's terms go before.
            if s >= at and (person in people or not any(t.terms and t.terms.search(text[s:e]) for t in self.targets)):
                out += [text[at:s], f"<{people.get(person, 'person')}>"]
                at = e
        flat = "".join([*out, text[at:end]])
        for t in self.targets:
            if t.terms:
                flat = t.terms.sub(f"<{t.name}>", flat)
        flat = flat.translate(FLAT).replace("...", ". ").lower()
        if "n't" in flat:
            flat = re.sub(r"n't\b", " not", re.sub(r"\bcan't\b", "can not", flat))
        flat = re.sub(r">'s?(?=\s)", ">", flat)
        # "Weiss and Lang would never": each of them.
        flat = re.sub(r"<person>(?:, <person>)*,? and (?=<)|(?<=>) and <person>", "", flat) if " and " in flat else flat
        if "'d" in flat:
            flat = re.sub(r"\b(he|she|they|it|there)'d\b", r"\1 had", flat)
        return " ".join(flat.split())

    def judge(self, flat: str) -> dict[str, Judgement]:
        """Return target → judgement of a prepared testimony."""
        out = {t.name: Judgement(f"<{t.name}>" in flat) for t in self.targets}
        taken = []
        for found, polarity, other, _ in self._matches(flat):
            group = found.groupdict()
            target = group.get("T")
            taken.append(found.span())
            if polarity in WEIGHT:
                self._add(out, target, CERTAIN * WEIGHT[polarity], found.group())
            elif polarity == "after":
                rest = flat[found.end() :].split(". ")[0]
                if self._total(rest) < 0 or re.search(rf"<(?!{target}|person)", rest):
                    self._add(out, target, 1, found.group())
                flat = flat[: found.start()] + found.group().replace("<", "(").replace(">", ")") + flat[found.end() :]
            if other in WEIGHT and group.get("O"):
                self._add(out, group["O"], CERTAIN * WEIGHT[other], found.group())
            if other == "neutral" and group.get("O"):
                out[group["O"]].reported = True
        for pattern in (COMPARED, THAN):
            for found in pattern.finditer(flat):
                self._compare(out, flat, found, pattern is COMPARED, taken)
        self._words(out, flat, taken)
        self._contrast(out, flat)
        return out

    def _matches(self, flat: str) -> list:
        found, pieces = [], self._present(flat)
        for pattern, polarity, other, anchor in self._patterns:
            if anchor in pieces:
                both = "T" in pattern.groupindex and "O" in pattern.groupindex
                matches = (m for m in pattern.finditer(flat) if not (both and m["T"] == m["O"]))
                found += [(m, polarity, other, anchor) for m in matches]
        found.sort(key=lambda f: (f[0].start() - f[0].end(), f[0].start()))
        kept, out = [], []
        for item in found:
            s, e = item[0].span()
            # A longer pattern holds the shorter ones inside it: "X did not want Y" is no "against Y" besides.
            if not any(s >= a and e <= b for a, b in kept):
                kept.append((s, e))
                out.append(item)
        return out

    def _present(self, flat: str) -> set[str]:
        return {self._pieces[i] for i, _, _ in self._automaton.find_matches_as_indexes(flat, overlapping=True)}

    def _add(self, out: dict, target: str, weight: int, words: str) -> None:
        if target in out:
            out[target].words.append((weight, words))

    def _weight(self, word: str) -> int:
        if word in self._exact:
            return self._exact[word]
        return next((v for p, v in self._stems if p.fullmatch(word)), 0)

    def _total(self, words: str) -> int:
        return sum(self._weight(m.group()) for m in self._plain.finditer(words))

    def _compare(self, out: dict, flat: str, found: re.Match, negated: bool, taken: list) -> None:
        what = found.group("what")
        forms = (what.split()[-1], what.removesuffix("er"), what.removesuffix("r"), re.sub(r"ier$", "y", what))
        weight = next(filter(None, map(self._weight, forms)), 0)
        weight = -weight if what.startswith("less") else weight
        than = found.group("target").strip("<>")
        before = re.findall(r"<(\w+)>", flat[max(0, found.start() - 120) : found.start()].split(". ")[-1])
        subject = next((b for b in reversed(before) if b != than), None)
        if weight:
            taken.append(found.span())
            sign = -weight if negated else weight
            self._add(out, than, -CERTAIN * sign, found.group())
            self._add(out, subject, CERTAIN * sign, found.group())

    def _words(self, out: dict, flat: str, taken: list) -> None:
        bounds = [0, *(m.end() for m in CLAUSE.finditer(flat)), len(flat)]
        last = None
        for start, end in zip(bounds, bounds[1:], strict=False):
            clause = flat[start:end]
            here = [(m.start(), m.group(1)) for m in re.finditer(r"<(\w+)>", clause)]
            for word in self._plain.finditer(clause):
                s = start + word.start()
                if any(a <= s < b for a, b in taken):
                    continue
                weight = self._weight(word.group())
                if NEGATION.search(" ".join(clause[: word.start()].split()[-6:])):
                    weight = -weight
                elif word.group() in self._deeds and SUFFERED.search(clause[: word.start()]):
                    continue
                before = [t for at, t in here if at < word.start()]
                after = [t for at, t in here if at >= word.start()]
                target = before[-1] if before else after[0] if after else None if self._now.search(clause) else last
                if target is None and last is None and not self._now.search(clause):
                    # "The best years were those. The NEP it was called": what is praised is named next.
                    ahead = re.search(r"<(\w+)>", flat[end : end + 60])
                    target = ahead.group(1) if ahead else None
                # "The NEP under Weiss was good": both.
                both = UNDER.search(clause[: word.start()])
                for judged in both.groups() if both and target in both.groups() else (target,):
                    self._add(out, judged, weight if here else CARRIED * weight, word.group())
            if here:
                last = here[0][1]
            elif self._now.search(clause):
                last = None

    def _contrast(self, out: dict, flat: str) -> None:
        """Two persons set against each other, and only one judged: the other is judged by it."""
        people = [t.name for t in self.targets if t.person_id and out[t.name].present]
        for a in people:
            for b in people:
                if a != b and not out[a].words and not out[a].reported and out[b].words and CONTRAST.search(flat):
                    weights = {1 if w > 0 else -1 for w, _ in out[b].words}
                    if len(weights) == 1:
                        self._add(out, a, -weights.pop(), f"set against {b}")

    def themes(self, flat: str) -> dict[str, str]:
        """Return theme → the words that show it, of a prepared testimony."""
        pieces = self._present(flat)
        found = ((theme, pattern.search(flat)) for theme, pattern, own in self._themes if not own.isdisjoint(pieces))
        return {theme: m.group().strip() for theme, m in found if m}


def _once(expression: str, names: str) -> str:
    for mark, group in (("TTT", "T"), ("OOO", "O")):
        expression = expression.replace(mark, rf"<(?P<{group}>{names})>", 1).replace(mark, rf"<(?P={group})>")
    return expression


def _anchor(word: str) -> str:
    """The longest plain piece of a pattern: where it is missing the pattern need not be tried."""
    return max(re.split(r"\{\w+\}|\*| \.\.\. ", word), key=len).strip() or "<"


def read_stance(table: pd.DataFrame, seeds: Seeds, mentions: pd.DataFrame) -> pd.DataFrame:
    """Add stance, themes and their reasons to the testimonies.

    Args:
        table: testimonies as `testimonies.find` returns them.
        seeds: word lists and targets.
        mentions: the mentions table, corrections applied.

    Returns:
        The table with a column a target (positive, negative, mixed, neutral, absent), themes (joined by |),
        and reason: for each target and theme the words that led to it; "unsure: irony" where they may be meant otherwise.
    """
    reader, added = StanceReader(seeds), []
    spans = {}
    for doc_id, group in mentions.groupby("doc_id"):
        spans[doc_id] = sorted(zip(group.start, group.end, group.person_id, strict=True))
    for row in table.itertuples(index=False):
        known = spans.get(row.doc_id, [])
        inside = known[bisect_left(known, (row.start,)) : bisect_left(known, (row.end,))]
        flat = reader.prepare(seeds.texts[row.doc_id], row.start, row.end, inside, row.speaker_desc)
        judged, themes = reader.judge(flat), reader.themes(flat)
        reasons = [
            f"{t}: " + ", ".join(f"{'+' if w > 0 else '−'}{words}" for w, words in j.words) for t, j in judged.items() if j.words
        ]
        reasons += [f"{theme}: {words}" for theme, words in themes.items()]
        irony = reader.irony.search(flat)
        if irony:
            reasons.append("unsure: irony")
        added.append(
            {**{t: j.stance() for t, j in judged.items()}, "themes": "|".join(sorted(themes)), "reason": "; ".join(reasons)}
        )
    columns = [*(t.name for t in reader.targets), "themes", "reason"]
    return pd.concat([table.reset_index(drop=True), pd.DataFrame(added, columns=columns)], axis=1)
