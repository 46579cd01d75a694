"""A feast in. Out: its day, or the day or week beside it: "St Martin's Day", "the Sunday before Christmas"."""

import re

from helpers.annotate.dates.found import Found
from helpers.annotate.dates.grammar import Grammar
from helpers.annotate.dates.months import CAME
from helpers.annotate.dates.phrases import WEEKDAYS
from helpers.annotate.dates.printed import roman
from helpers.annotate.dates.republic import gregorian

# "Easter Sunday was cold": what is a day by its name needs no preposition at the head of a sentence.
DAY_ITSELF = re.compile(r"(?:Day|Eve|Sunday|Monday|Tuesday|Wednesday|Thursday|Friday)$")
BETWEEN_AND = re.compile(r"\bbetween\s[^.;,]{3,45}\sand\s$", re.IGNORECASE)
# "On Christmas Day 800", not "at Christmas 800 men".
EARLY_YEAR = re.compile(r",?\s(?:in\s)?(?P<year>[3-9]\d\d)(?=[.,;:)]|\s(?:the|he|she|they|in|at|when|and|by|was|were)\b)(?!,\d)")
PART_OF_DAY = re.compile(r"\b(?:morning|noon|afternoon|evening|night|eve|feast)\sof\s(?:the\s)?$", re.IGNORECASE)
ON = re.compile(r"\bon\s$", re.IGNORECASE)
HEAD = re.compile(r"(?:^|[.!?][\"”’]?\s|\n)$")


class Feasts(Grammar):
    """Reads feasts; each method is named after its pattern. The value is year and rule: see `edtf_values.feast`."""

    def _feast(self, text, match, end):
        start, stop, surface = match.start(), match.end(), match.group()
        tokens, rule, rel = self._tokens(re.sub(r"^\D*", "", surface)), self._rule_of(match["feast"]), match["rel"]
        one = re.search(r"\bone\s+$", text[max(0, start - 5) : start], re.IGNORECASE)
        if one and match["feast"][0].isupper():
            return Found(start - len(one[0]), stop, "unsaid")
        led = (
            rel
            or match["of"]
            or re.search(
                r"(?<!\w)(?:at|upon|was|between|spen[dt]|kept|celebrated|passed|by|until|till|since|before|after|on|from|this|last|next|for|to|around|about|over|near|towards|that|к|на|до|после)\s+$",
                text[max(0, start - 12) : start],
                re.I,
            )
            or PART_OF_DAY.search(text, max(0, start - 16), start)
        )
        led = led or BETWEEN_AND.search(text, max(0, start - 60), start)
        # "The 10th, Palm Sunday".
        led = led or re.search(r"\d(?:st|nd|rd|th|d)?,\s+$", text[max(0, start - 8) : start])
        opens = HEAD.search(text[max(0, start - 3) : start])
        led = led or opens and (DAY_ITSELF.search(match["feast"]) or CAME.match(text, stop))
        if (
            not (match["feast"][0].isupper() or match["feast"].startswith("the "))
            or not tokens["years"]
            and (
                not led
                or re.match(
                    r"\s+[a-zà-þ]+(?:s|es)?\s+(?:tree|card|present)|\s(?:tree|cards?|presents?|dinner|carols?|party|pudding|goose)",
                    text[stop : stop + 24],
                )
            )
        ):
            return None
        early = EARLY_YEAR.match(text, stop) if led and not tokens["years"] and not rel else None
        if early:
            return Found(start, early.end(), "feast", f"0{early['year']}|{rule}")
        relative = self.year_word.search(surface)
        word = relative.group().lower() if relative else (rel or "").lower()
        return Found(start, stop, "feast", self._year_text(tokens, surface) + "|" + rule, word=word)

    def _saint(self, text, match, end):
        surface = match.group()
        tokens = self._tokens(re.sub(r"^\D*", "", surface))
        if not re.search(r"\b(?:feast|day)\b", surface, re.I) or not surface[0].isupper() and not surface.startswith("the "):
            return None  # A church or a street.
        return Found(match.start(), match.end(), "feast", self._year_text(tokens, surface) + "|" + self._rule_of(match["saint"]))

    def _side(self, text, match, end):
        """A day or week beside a feast."""
        what, rel, tokens = match["what"].lower(), match["rel"].lower(), self._tokens(re.sub(r"^\D*", "", match.group()))
        sign = "-" if rel == "before" or what in ("eve", "vigil") else "+"
        weekday = next((i for i, name in enumerate(WEEKDAYS) if what.endswith(name)), None)
        if rel == "of" and what not in ("eve", "vigil", "morrow", "octave", "day"):
            return None
        if (
            rel == "of"
            and what == "day"
            and not self.temporal.search(text[max(0, match.start() - 8) : match.start()])
            and not ON.search(text[max(0, match.start() - 4) : match.start()])
        ):
            return None  # "The Day of St George" is a title.
        unit = next((n for name, n in (("week", 7), ("fortnight", 14), ("day", 1)) if re.search(rf"{name}s?$", what)), 0)
        count = self.count(what) if unit and weekday is None else None
        if weekday is not None:
            nth = int(self.words["ordinal"].get(what.split()[0], 1)) if " " in what else 1
            move = f"{sign}d{weekday}x{nth}"
        elif count:
            move = f"{sign}{round(count * unit)}"
        else:
            move = {"week": f"{sign}week", "octave": "+7", "fortnight": f"{sign}14", "day": f"{sign}{int(rel != 'of')}"}.get(
                what, f"{sign}1"
            )
        year = self._year_text(tokens, match.group())
        return Found(match.start(), match.end(), "feast", f"{year}|{self._rule_of(match['feast'])}@{move}")

    def _named(self, text, match, end):
        """A feast that is on no list: the day beside it is its day."""
        return Found(match.start(), match.end(), "anchor", tail=match.start() + 4, sort="clause", unit="day")

    def _republican(self, text, match, end):
        """A day or month of the French Republic, read into the Gregorian calendar."""
        day = int(re.match(r"\d+", match["day"])[0]) if match["day"] else 0
        month, year = int(self.words["republican"][match["month"].lower()]), match["year"] or match["short"]
        if not year and not day:
            return None  # "Thermidor", with no figure, names what happened then.
        try:
            value = gregorian(int(year) if year.isdigit() else roman(year), month, day) if year else ""
        except ValueError:
            return None
        if year:
            return Found(match.start(), match.end(), "calendar", value, sort="republic")
        return Found(match.start(), match.end(), "feast", f"YYYY|republic-{month}-{day}")

    def _rule_of(self, name: str) -> str:
        low = re.sub(r"\s+", " ", name.lower().replace("’", "'"))
        named = (v for form, v in sorted(self.words["feast"].items(), key=lambda i: -len(i[0])) if low.startswith(form))
        saints = (
            v for form, v in sorted(self.words["saint"].items(), key=lambda i: -len(i[0])) if re.search(rf"\b{form}\b", low)
        )
        return next(named, "") or next(saints)
