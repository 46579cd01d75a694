"""The small phrases in. Out: a pattern for each kind of printed date; the methods that read them bear the same names."""

from helpers.annotate.dates.phrases import MINUS, Phrases, either


def printed(p: Phrases) -> dict[str, str]:
    """Return days, months, seasons and feasts as they are printed."""
    return {
        # "1848-05-04"
        "iso": rf"{p.yr}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)",
        # "4.5.1848", "17.V.27", "4/5/48"
        "numeric": (
            r"(?:3[01]|[12]\d|0?[1-9])\s?(?P<mark>[./])\s?(?:1[0-2]|0?[1-9]|[ivx]{1,4})\s?(?P=mark)\s?(?:1\d{3}|20\d\d|\d\d)(?![\d/]|"
            r"\.\d)"
        ),
        # "early on Monday, the 4th of May, 1848"
        "dmy": (
            rf"{p.part}?{p.weekday}(?:the\s+)?{p.days}\s+(?:day\s+)?(?:of\s+)?(?:the\s+month\s+of\s+)?(?:the\s+(?:following|next|previous|preceding|"
            rf"same)\s+)?{p.mon}(?:\s?[/(]\s?{p.day}\s+{p.mon}\)?)?{p.tail_year}?"
        ),
        # "Monday, May 4th, 1848"
        "mdy": (
            rf"{p.weekday}{p.mon}\s+(?:the\s+)?{p.days}(?:\s?\(\s?{p.mon}\s+{p.day}\s?\))?(?:{p.christ}|,?\s+(?:of\s+|in\s+)?"
            rf"{p.years}|,?\s+{p.other}|\s\({p.yr}\))?"
        ),
        # "early in May of that year"
        "my": rf"{p.part}?{p.mon}(?:{MINUS}{p.mon})?{p.tail_year}{p.god}",
        # "the following spring", "the long winter of 1810-11"
        "season": (
            rf"(?:(?:{p.rel}|the|one)\s+)?{p.part}?(?:the\s+)?(?:(?:{p.rel}|(?:that\s+)?first|long|hard|terrible|hungry|"
            rf"whole|entire|cold|bitter|severe)\s+)?{p.sea}(?:{p.christ}|\s+of{p.old}|,?\s+(?:of\s+|in\s+)?(?:the\s+year\s+)?"
            rf"(?:{p.years}|['’]\d\d(?:[-–]\d{{1,2}})?(?!\w))|\s+{p.other}|\s+(?:that|which)\s+followed)?"
        ),
        # "the last day of May"
        "edge": (
            rf"the\s+(?:first\s+day|last(?:\s+day)?)\s+of\s+(?:{p.mon}{p.tail_year}?|{p.yr}|(?:the|that|this)\s+(?:same\s+)?"
            r"(?:month|year))(?!\w)"
        ),
        # "the second Sunday of May"
        "nth": rf"(?:the\s+)?(?:first|second|third|fourth|last)\s+{p.wd}\s+(?:of|in)\s+{p.mon}{p.tail_year}?",
        # "the first three months of the year 1814"
        "few": (
            rf"(?:the\s+)?(?P<side>first|last|opening|closing|final)\s+(?P<count>{p.number})\s+(?P<unit>days|weeks|months)\s+"
            rf"of\s+(?:{p.mon}{p.tail_year}?|(?:the\s+year\s+)?{p.yr}|(?:the|that|the\s+same|this)\s+year)(?!\w)"
        ),
        # "the 9th of Thermidor, year II"
        "republican": (
            rf"(?:the\s+)?(?:(?P<day>\d{{1,2}}(?:st|nd|rd|th)?)\s+(?:of\s+)?)?(?P<month>{p.republican})(?:,?\s+(?:(?:of|in)"
            rf"\s+)?(?:the\s+)?(?:year|an|l['’]an)\s+(?P<year>[XVI]+|\d{{1,2}})(?!\w)|,?\s+(?P<short>[XVI]+)(?!\w))?"
        ),
        # "the feast of Candlemas 1848", "the following Easter"
        "feast": (
            rf"(?:(?:the\s+|that\s+)?(?P<rel>{p.rel})\s+)?(?P<of>the\s+feast\s+(?:day\s+)?of\s+(?:the\s+)?)?"
            rf"(?P<feast>{p.feast})(?:\s+(?-i:Day)(?!\w))?(?:{p.christ}|,?\s+(?:of\s+|in\s+)?{p.years}|\s+{p.other})?"
        ),
        # "St Martin's Day 1416"
        "saint": rf"(?:the\s+)?(?:feast\s+(?:day\s+)?of\s+)?{p.saint}{p.day_of}{p.of_year}",
        # "the feast of the Holy Innocents"
        "named": (
            r"the\s+feast\s+(?:day\s+)?of\s+(?:the\s+)?(?-i:[A-Z])[\w’'-]+(?:\s+(?:of|the|and|to|in|at|(?-i:[A-Z])[\w.’'-]+)"
            r")*"
        ),
        # "the second Sunday after Easter 1416"
        "side": (
            rf"(?:the\s+)?(?:very\s+)?(?P<what>(?:{p.number}\s+)?(?:days?|weeks?|fortnight)|(?:(?:first|second|third|fourth|"
            rf"fifth|sixth)\s+)?{p.wd}|eve|vigil|morrow|night|morning|octave)\s+(?:next\s+)?(?P<rel>of|before|after|"
            rf"following)\s+(?:the\s+)?(?:feast\s+(?:day\s+)?of\s+(?:the\s+)?)?(?P<feast>{p.feast}|{p.patron}{p.day_of})"
            rf"{p.of_year}"
        ),
    }


def ages(p: Phrases) -> dict[str, str]:
    """Return years, decades and centuries."""
    return {
        # "mid-1848", "the year 1848-9"
        "years": either(
            rf"{p.part}?(?:the\s+year\s+)?{p.years}",
            r"the\s+year\s+['’]?\d\d(?![\w’'-])",
        ),
        # "44 BC", "98-117 AD", "between AD 122 and 128"
        "bc": (
            rf"(?:(?-i:B\.\s?C\.)\s+\d{{1,4}}(?:{MINUS}\d{{1,4}})?(?!\d)|(?:a\.d\.|ad)\s+\d{{1,4}}(?:(?:{MINUS}|\s+(?:to|"
            rf"until|and)\s+)\d{{1,4}})?(?!\d|{MINUS}\d)|\d{{1,4}}(?:(?:{MINUS}|\s+(?:to|until|and)\s+)\d{{1,4}})?\s+"
            r"(?:b\.\s?c\.(?:e\.)?|bce?|a\.d\.|ad|c\.e\.|ce))(?!\w)"
        ),
        "early": either(
            # "(768-814)"
            r"(?<=\()[1-9]\d\d[-–][1-9]\d\d(?=\))",
            r"the\s+year\s+[1-9]\d\d(?!\d)",
            # "in 768 Charles"
            r"(?<=\bin\s)[2-9]\d\d(?=\s(?-i:[A-Z]))",
            # "since 768,"
            r"(?<=\bsince\s)[2-9]\d\d(?=[.,;:)])",
            # "in 43 the"
            (
                r"(?:(?<=\bin\s)|(?<=\bby\s)|(?<=\bfrom\s)|(?<=\buntil\s))[1-9]\d\d?(?=[.,;:)]|\s(?:and|or|the|an?|by|at|"
                r"with|after|he|she|they|it|his|her|when|until|to)\b)"
            ),
        ),
        # "eighteen forty-eight"
        "spelled": (
            r"(?:the\s+year\s+)?(?P<hundred>thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
            r"[-\s]+(?:hundred(?:\s+and)?(?:[-\s]+|(?!\w)))?(?P<rest>(?:oh|o)[-\s]\w+|(?:twenty|thirty|forty|fifty|sixty|"
            r"seventy|eighty|ninety)(?:[-\s](?:one|two|three|four|five|six|seven|eight|nine))?|ten|eleven|twelve|thirteen|"
            r"fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?<=and\s)(?:one|two|three|four|five|six|seven|eight|"
            r"nine))?(?![\w-])"
        ),
        # "the early 1840s", "the roaring twenties", "the '40s"
        "decade": either(
            # "the 800s"
            r"the\s+[2-9]00s(?!\w)",
            (
                rf"(?:the\s+)?{p.part}?(?:(?:1\d|20)\d0['’]?s(?:\s+and\s+(?:the\s+)?(?:['’]?|1\d|20)\d0['’]?s)?|(?:1\d|20)?"
                r"\d0-(?:е|х|ые|ых|м)\s+(?:годы|годов|годах)|['’]\d0['’]?s|(?<=\bthe\s)[2-9]0s|['’]?(?:(?:hungry|roaring|"
                rf"turbulent|gay|golden)\s+|(?:sixteen|seventeen|eighteen|nineteen)[-\s]+)?{p.decade}(?:\s+(?:годы|годов|"
                r"годах))?)(?!\w)"
            ),
        ),
        "century": either(
            # "the last thirty years of the twelfth century"
            (
                rf"(?:the\s+)?(?P<side>first|last|opening|closing|final)\s+(?P<many>{p.number})\s+(?P<unit>years|decades)\s+"
                rf"of\s+(?:the|that|this)\s+(?:(?P<which>{p.ordinal})[-\s]+)?century(?!\w)"
            ),
            # "the sixteenth and seventeenth centuries"
            (
                rf"(?P<two>(?:the\s+)?{p.part}?(?P<first>{p.ordinal})(?:,\s+{p.ordinal})*,?(?:-?\s+(?:century\s+)?(?:and|or|"
                rf"to)\s+|{MINUS})(?:the\s+)?{p.part}?(?P<last>{p.ordinal})[-\s]+(?:centuries|century))(?!\w)(?:\s+"
                r"(?P<before>b\.c\.(?:e\.)?|bce?)(?!\w))?"
            ),
            # "the second millennium BC"
            (
                rf"(?:the\s+)?(?P<thousand>{p.ordinal})\s+millennium(?:\s+(?P<before_thousand>b\.c\.(?:e\.)?|bce?)(?!\w))?"
                r"(?!\w)"
            ),
            # "the third decade of the century"
            (
                r"(?:the\s+)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|last|closing|opening)\s+decade\s+"
                rf"of\s+(?:(?:the|that|this|last)\s+|the\s+(?:last\s+)?{p.ordinal}[-\s]+)century(?!\w)"
            ),
            # "the late eighteenth century", "the fifth century BC"
            (
                rf"(?:the\s+)?{p.part}?(?:the\s+)?(?:turn\s+of\s+)?(?:the\s+)?{p.ordinal}[-\s]+century(?!\w)(?:\s+"
                r"(?:b\.c\.(?:e\.)?|bce?)(?!\w))?"
            ),
            # "the turn of the century", "early in the present century"
            (
                rf"(?:the\s+)?(?:turn|{p.parts})\s+(?:of\s+)?(?:the|this|last)\s+(?:(?:present|preceding|previous|coming)\s+)"
                r"?century"
            ),
            # "the coming century"
            r"the\s+(?:present|preceding|previous|coming)\s+century",
            # "XIX век"
            rf"(?:{p.parts}\s+)?[XVI]+\s+(?:век(?:а|у|е|ом)?|столети[еяюй]м?)(?!\w)",
            r"mid-century(?!\w)",
        ),
    }
