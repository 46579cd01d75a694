"""The small phrases in. Out: a pattern for each kind of date that counts from another, from an event or from a letter."""

from helpers.annotate.dates.phrases import MINUS, Phrases, either


def counted(p: Phrases) -> dict[str, str]:
    """Return steps, spans, anchors, weekdays and bare days."""
    return {
        # "early May last", "the May after", "that May"
        "month": either(
            rf"{p.part}?(?:the\s+)?{p.mon}\s+(?:last|next|following|ensuing)(?!\w)",
            rf"the\s+{p.mon}\s+(?:after|before)(?=[,.;:)])",
            rf"{p.part}?{p.rels}?{p.mon}(?:{MINUS}{p.mon}(?!\w))?",
        ),
        "short": either(
            # "on the 13th Brown …"
            (
                rf"(?:(?<=(?-i:\b[Oo]n|\b[Bb]y)\s)|(?<=(?:ning|noon|ight)\sof\s))the\s+\d{{1,2}}(?:st|nd|rd|th|d)(?=\s+"
                rf"(?!{p.counted}|{p.mon}|{p.republican}|of\b)(?-i:[A-Z]))"
            ),
            # "spring '48", "Black '47"
            rf"(?:(?-i:Black)\s|{p.part})?['’]\d\d(?![\w'’])",
            rf"{p.figured}",
            # "the 4th inst."
            r"(?:the\s+)?\d{1,2}(?:st|nd|rd|th|d)\s+(?:inst(?:ant)?|ult(?:imo)?|prox(?:imo)?)\b\.?",
            # "the 4th of that month"
            (
                r"the\s+\d{1,2}(?:st|nd|rd|th|d)\s+(?:day\s+)?of\s+(?:this|that|the|the\s+same|last|next|the\s+(?:next|"
                r"following|previous|preceding))\s+month"
            ),
            # "4th — rain", in a diary
            r"\d{1,2}(?:st|nd|rd|th|d)(?=\.?\s?[—–])",
            # "(4th)"
            r"(?<=\()\d{1,2}(?:st|nd|rd|th|d)(?=\))",
            # "the 4th and the 7th"
            (
                rf"the\s+\d{{1,2}}(?:st|nd|rd|th|d)(?:(?:\s+(?:and|or|to)\s+(?:the\s+)?|{MINUS})\d{{1,2}}(?:st|nd|rd|th|d))?"
                rf"(?=[,.;:)]|\s+(?!{p.counted})(?-i:[a-z]|I\b))"
            ),
            # "the fourth of the month"
            (
                rf"the\s+{p.late}(?:\s+(?:and|or|to)\s+(?:the\s+)?{p.late})?(?:\s+(?:day\s+)?of\s+(?:this|that|the|the\s+"
                r"same|last|next|the\s+(?:next|following|previous|preceding))\s+month(?!\w)|(?=[,.;:)]|\s+(?:he|she|they|we|"
                r"I)\b))"
            ),
        ),
        # "the tenth anniversary of …"
        "anniversary": rf"(?:the\s+)?{p.ordinal}\s+(?:anniversary|jubilee|year|годовщин\w+|год)\s+(?:of\s+)?",
        # "about two years ago", "a month hence"
        "ago": either(
            (
                rf"{p.about_n}(?:{p.amount}|{p.number}\s+[а-я]+\s+{p.unit})\s+(?:ago(?:\s+today)?|hence|from\s+now|today|"
                r"тому\s+назад|назад)"
            ),
            rf"{p.about_n}(?:год|месяц|неделю|полгода)\s+(?:тому\s+)?назад",
        ),
        "anchor": either(
            # "about two years to the day after …"
            rf"{p.about_n}{p.amount}\s+(?:to\s+the\s+day\s+)?{p.side}\s+",
            # "the day of …", "the summer before …"
            rf"(?:the\s+)?(?:very\s+)?{p.noun}\s+(?:{p.side}|of|when)\s+",
            # "within a week of …"
            rf"(?P<within>within\s+{p.number}\s+{p.unit}\s+of\s+)",
            # "the day on which she left"
            (
                rf"(?P<clause>the\s+(?:very\s+)?{p.noun}\s+(?:on\s+which\s+|in\s+which\s+|that\s+|(?=(?:the|my|his|her|our|"
                r"their|he|she|they|we|I)\s)))"
            ),
            # "that very night …"
            r"(?:the\s+)?(?:very\s+)(?:day|night|morning|evening|hour)\s+",
            r"накануне\s+",
        ),
        "step": either(
            # "some two years and a month later", "two days before that"
            (
                rf"(?:(?:almost|nearly|about|some|roughly|just|only|exactly)\s+)?(?:{p.number}\s+or\s+)?{p.amount}\s+"
                r"(?:later|earlier|previously|afterwards|afterward|on(?=[,.;])|(?:after|before)(?=[,.;]|\s+(?:had|was|were)"
                r"\b)|before(?=\s+(?:there|he|she|they|it|I|we)\s+had\b)|(?:after|before)\s+that(?=[,.;]|\s(?:the|an?|he|"
                r"she|they|it|his|her|we|I|was|were|had|came|went|took|made|gave|built|began|\w+ed)\b)|спустя)"
            ),
            # "the very next day", "the previous year"
            (
                r"(?:the\s+(?:very\s+)?(?:next|following|succeeding|ensuing|previous|preceding)|(?-i:Next))\s+(?:day|"
                r"morning|afternoon|evening|night|week|month|year)(?!\w)"
            ),
            # "next morning"
            r"(?<!the\s)(?<!very\s)next\s+(?:day|morning|week|month|year)(?!\w)",
            # "the same day"
            r"(?:that|this|the)\s+(?:very\s+)?same\s+(?:day|date|month|year)(?!\w)",
            # "later that year"
            r"(?:(?:later|earlier)\s+(?:in\s+)?)?that\s+(?:year|month)(?!\w)",
            r"that\s+very\s+day(?!\w)",
            # "since that day"
            r"(?:(?<=\bsince\s)|(?<=\bfrom\s)|(?<=\bto\s))that\s+(?:date|day|month)(?!\w)",
            # "before this date"
            r"(?:(?<=\bon\s)|(?<=\bafter\s)|(?<=\bbefore\s))th(?:is|at)\s+date(?!\w)",
            # "the year's end"
            r"(?:the\s+)?year['’]s\s+(?:end|close)(?!\w)",
            r"the\s+(?:latter|former)\s+year(?!\w)",
            # "the next five years"
            (
                rf"the\s+(?:(?:next|following)\s+{p.number}|{p.number}\s+(?:next|following|succeeding))\s+(?:year|decade|"
                r"century|centurie|day)s(?!\w)"
            ),
            r"the\s+(?:next|following)\s+(?:decade|century)(?!\w)",
            r"that\s+decade(?!\w)",
            r"the\s+morrow(?!\w|\s+of)",
            # "late in the same month"
            (
                rf"{p.part}(?:the\s+|that\s+|same\s+|preceding\s+|previous\s+|following\s+|next\s+|succeeding\s+)*(?:year|"
                rf"decade|month)(?!\w|\s+\d{{4}})"
            ),
            # "the year following"
            r"the\s+year\s+following(?!\s+(?:the|his|her|their|its|this|that|a))",
            # "the day following,"
            r"the\s+(?:day|morning|week|month)\s+following(?=[,.;]|\s(?:he|she|they|it|I|we)\b)",
            # "на следующий день", "в том же году"
            r"(?:следующ\w+|другой|том\s+же|того\s+же)\s+(?:день|дня|утро|вечер|неделю|месяце|месяца|год|году|года)(?!\w)",
            # "the week before"
            (
                r"the\s+(?:day|evening|night|morning|week|month|year)\s+(?:before|after)(?:(?:\s+that)?(?=\s*[,.;:)]|"
                r"\s(?:came|was|were|saw|brought|to|and|in|by|with|had|when)\b)|\s+that(?=\s(?:the|an?|he|she|they|it|his|"
                r"her|we|I)\b))"
            ),
            r"(?:earlier|later)\s+in\s+the\s+year(?!\w)",
            # "during the year,"
            r"(?<=\bduring\s)the\s+year(?=[,.;:]|\s(?:at|he|she|they|and|but|with)\b)",
        ),
        "deictic": either(
            r"the\s+day\s+(?:before\s+yesterday|after\s+to-?morrow)",
            r"to-?day",
            r"yesterday",
            r"to-?morrow",
            r"to-?night",
            r"сегодня",
            r"вчера",
            r"позавчера",
            r"завтра",
            r"послезавтра",
        ),
        "span": either(
            # "early in the new year"
            r"(?:early\s+in\s+)?the\s+new\s+year(?![\w'’])",
            # "this time last week", "the last few months"
            (
                r"(?:(?:early|late|mid)[-\s]+(?:in\s+)?|this\s+time\s+)?(?:the\s+)?(?:last|past|this|next|coming|последн\w+|"
                rf"прошл\w+|эт\w+)\s+(?:(?:few|several|{p.number})\s+)?(?:{p.unit}|{p.wd}(?!\w))"
            ),
        ),
        "weekday": either(
            # "that same Friday"
            rf"(?:that|the)\s+same\s+{p.wd}(?!\w)",
            # "until Friday or Saturday"
            rf"(?:no\s+later\s+than|by|until|since)\s+{p.wd}(?!,?\s+(?:the\s+)?\d)(?:\s+or\s+\w+day)?",
            # "the following Friday", "on the Friday"
            (
                r"(?:last|next|(?:the|that)\s+(?:following|next|coming|previous|preceding)|that|(?<=\bon\s)the|"
                rf"(?<=\buntil\s)the|(?<=\bby\s)the)\s+{p.wd}(?!\w|,?\s+\d|,?\s+(?:the\s+)?\d|\s+(?:of|in|before|after)\s)"
            ),
            # "Friday last"
            rf"(?:the\s+)?{p.wd}\s+(?:last|next|following)(?!\w)",
            # "the Friday before"
            rf"the\s+{p.wd}\s+(?:after|before)(?=\s*[,.;:)]|\s(?:I|he|she|they|we|it)\b)",
            # "on another Friday"
            rf"(?<=\bon\s)an?(?:other)?\s+{p.wd}(?!\w)",
            # "Friday night"
            rf"(?<![\w,]\s){p.wd}\s+(?:morning|afternoon|evening|night)(?!\w)",
            # "on Friday"
            rf"(?<=\bon\s){p.wd}(?!\w|,?\s+(?:the\s+)?\d)",
            # "P.S. Friday."
            rf"(?<=(?-i:P\.S\.)\s){p.wd}(?=[.,])",
            # "Friday was wet"
            rf"(?:(?<=\n)|(?<=[.!?]\s)){p.wd}(?=,?\s(?:was|were|found|saw|brought|came|I|he|she|they|we|it|the)\b)",
        ),
        # "very shortly after …"
        "vague": rf"{p.soon}?(?:after|before|since|until|till|when|following|после|до)\s+",
    }
