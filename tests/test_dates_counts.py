"""Counts, ages and years before Christ: every value of short texts written for these tests, in their order."""

import pytest


@pytest.mark.parametrize(
    ("text", "values"),
    [
        # Compound counts.
        ("The mill burned in 1702. One hundred and twenty years later it was rebuilt.", "1702 1822"),
        ("The mill burned in 1702. A quarter of a century later it was rebuilt.", "1702 1727~"),
        ("The mill burned in 1702. Three quarters of a century later it was rebuilt.", "1702 1777~"),
        ("The mill burned in May 1702. Two years and three months later it was rebuilt.", "1702-05 1704-08"),
        ("The mill burned in May 1702. A year and a half later it was rebuilt.", "1702-05 1703-11"),
        ("On 3 May 1702 the mill burned. Three weeks and two days later it was rebuilt.", "1702-05-03 1702-05-26"),
        ("About mid-March 1848 he came. A month later he left.", "1848-03-11~/1848-03-20~ 1848-04~"),
        ("On 3 May 1848 they fought. He came some ten days after the battle.", "1848-05-03 1848-05-13~"),
        # Openings and lists.
        ("No later than 3 May 1848 the town had fallen.", "../1848-05-03"),
        ("The town fell in 1848. It was rebuilt no earlier than 1850.", "1848 1850/.."),
        ("The house was used until at least 1848.", "../1848"),
        ("The house was built c.1848.", "1848~"),
        ("On 3 and 15 May 1848 the deputies met.", "1848-05-03 1848-05-15"),
        ("In 1416 it came, in Aue June 14, 21, and 24. It ended.", "1416 1416-06-14 1416-06-21 1416-06-24"),
        ("On February 10, 11, and 13, 1845, it was read.", "1845-02-10 1845-02-11 1845-02-13"),
        ("On February 10 and 13 of 1845 it was read.", "1845-02-10 1845-02-13"),
        ("Between the 1640s and the 1660s the town shrank.", "164X/166X"),
        ("The peace of autumn of 1215–Whitsunday, 1217, held.", "1215-23/1217-05-14"),
        ("From January to the end of March, 1863, he was ill.", "1863-01/1863-03"),
        ("In the last two decades of the seventeenth century trade grew.", "1680/1699"),
        ("In the first thirty years of the nineteenth century trade grew.", "1800/1829"),
        ("In 1876 he came. He was in Mexico early in '77.", "1876 1877-01/1877-04~"),
        ("In 1905 he came home. From the twelfth to the fifteenth century the abbey was rich.", "1905 11XX/14XX"),
        ("The hungry forties began in 1841.", "184X 1841"),
        ("The eighteen-forties were hungry.", "184X"),
        ("The trade began about 1700. By mid-century it had gone.", "1700~ 1750~"),
        ("In the last decades of the nineteenth century the port grew.", "1870~/1899"),
        ("Through the last quarter of 1835 he was ill.", "1835-10/1835-12"),
        ("The paper of 21–28 Juli 1871 says so.", "1871-07-21/1871-07-28"),
        # Feasts.
        ("On Easter Tuesday 1340 he rode out.", "1340-04-18"),
        ("On Midsummer Eve 1340 he rode out.", "1340-06-23"),
        ("On the feast of the Epiphany 1340 he rode out.", "1340-01-06"),
        ("In Advent 1340 he rode out.", "1340-12-03/1340-12-24"),
        ("Before Lent 1340 he rode out.", "../1340-03-01"),
        ("On the Monday next after the feast of St Luke 1340 he rode out.", "1340-10-23"),
        # Days that go on into the next month, or back from the one before.
        ("On 12 March 1848 he left. On the 3rd of the next month he arrived.", "1848-03-12 1848-04-03"),
        ("On 30 December 1847 he left. On the 2nd he arrived.", "1847-12-30 1848-01-02"),
        ("On 9 Thermidor in the year II he spoke. By the evening of the 10th he was dead.", "1794-07-27 1794-07-28"),
        ("In August 1187 he came. The siege lasted from 12 November to 1 January.", "1187-08 1187-11-12/1188-01-01"),
        ("On Tuesday 2 May 1848 he came. By Saturday he was gone.", "1848-05-02 1848-05-06"),
        # Years told by the way.
        ("In 1848 he was elected. The house, built in 1798, was his. In May he moved in.", "1848 1798 1848-05"),
        ("In 1848 he was elected. He would be minister in 1860. In May he moved in.", "1848 1860 1848-05"),
        ("On 2 May 1848 it ended. He admitted in 1853 that he had fled. On 4 June he came back.", "1848-05-02 1853 1848-06-04"),
        ("In 1848 and 1849 they starved. On 2 May 1848 it burned. On 4 June it rained.", "1848 1849 1848-05-02 1848-06-04"),
        ("In 1846 came the blight. It was as hard as Black '47 itself.", "1846 1847"),
        # Seasons beside an event, and an event by its other name.
        ("In the summer before the Crimean War he left.", "1853-22"),
        ("In 1946 he came. It was the second anniversary of Japan's surrender when he left.", "1946 1947-08-15"),
        # Before Christ, and the first centuries since.
        ("On 15 March 44 BC he fell. Two days later they met; in April the heir landed.", "-0043-03-15 -0043-03-17 -0043-04"),
        ("On the Ides of March 44 BC he was murdered.", "-0043-03-15"),
        ("In January 49 BC he crossed. The following year he won.", "-0048-01 -0047"),
        ("In 133 BC the one was tribune. In 123 his brother took it up, and in 121 he too was dead.", "-0132 -0122 -0120"),
        ("From 58 to 50 BC he was away.", "-0057/-0049"),
        ("Between 58 and 50 BC he was away.", "-0057/-0049"),
        ("The war lasted from 91 until 88 BC.", "-0090/-0087"),
        ("He was born in 106 BC and died in 43.", "-0105 -0042"),
        ("By the summer of 54 BC he had left.", "-0053-22"),
        ("It was built in the late fifth century BC.", "-0429~/-0400"),
        ("It was built in the second millennium BC.", "-1999/-1000"),
        ("In 27 BC he took a name. He died on 19 August AD 14.", "-0026 0014-08-19"),
        ("The city was sacked in 410 and the last emperor fell in 476.", "0410 0476"),
        ("In 793 the raiders came. In 865 a great army landed, and in the spring of 878 it was beaten.", "0793 0865 0878-21"),
        ("Pope Linus (264-276) followed.", "0264/0276"),
    ],
)  # fmt: skip
def test_every_date_of_a_text(read, text, values):
    assert " ".join(read(text).edtf) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("In August I shall be home.", "1848-08"),
        ("We had rain. We shall move early next month.", "1848-02-01/1848-02-10~"),
        ("I thank you for yours of the 29th.", "1847-12-29"),
        ("We had rain.\n\nYour son, Ernst\n\nP.S. Thursday. The boat did not go.", "1848-01-13"),
    ],
)
def test_a_letter_looks_ahead_and_back(read, text, values):
    assert " ".join(read(text, genre="letter", written="1848-01-10").edtf) == values


@pytest.mark.parametrize(
    "text",
    [
        "The guild fell from 300 to 200 members.",
        "He slept in 12 beds.",
        "The print (142-157) is in the index.",
        "They met in 30 houses.",
    ],
)
def test_small_numbers_are_no_years(read, text):
    assert read(text).empty


@pytest.mark.parametrize(
    ("text", "values"),
    [
        # What a month is called that was named before, and the last of two years.
        ("He was killed on 19th March, 1285-86.", "1286-03-19"),
        ("He served from 1519 to 1524. In the latter year he was knighted.", "1519/1524 1524"),
        ("On 4 May 1848 it was signed. On this date the treaty ended.", "1848-05-04 1848-05-04"),
        ("On 4 May 1848 he came. All drafts up to that date had failed.", "1848-05-04 ../1848-05-04"),
        ("He served until June, 1844, gaining two steps in that year.", "../1844-06 1844"),
        ("In 1855 he came. He was named on the last day of the year.", "1855 1855-12-31"),
        ("In 1848 he asked. It was not, however, till April 2, four days later, that he went.", "1848 1848-04-02 1848-04-02"),
        ("On 1 July 1920 it began. The courts sat from August into September.", "1920-07-01 1920-08/1920-09"),
        ("In 1905 the Russians met. At Easter they parted.", "1905 1905-04-17"),
        ("On Sunday the 2nd of September 1666 it began. By Monday it was in Aue.", "1666-09-02 1666-09-03"),
        ("In August 1172 he came. In this same year he built it.", "1172-08 1172"),
        ("By 1851 they were six million; ten years before there had been eight.", "1851 1841"),
        ("He came in 1842. Oil prices of the 1970s and 1980s are printed.", "1842 197X/198X"),
        # "In 1607 … From 1628 … In that year": the year told last.
        ("He was born in 1607. From 1628 he was a lord. In that year he married.", "1607 1628/.. 1628"),
        # What was told by the way ends with its sentence.
        ("In June 1856 he closed it, ending what had begun in 1782. In the previous year it had paid.", "1856-06 1782 1855"),
        ("The crew were baptised on the twenty-sixth day of that month, May 1689 being wet.", "1689-05"),
        ("It was signed in the late afternoon of Monday, 29 October 1956.", "1956-10-29"),
    ],
)  # fmt: skip
def test_what_takes_up_a_date_told_before(read, text, values):
    assert " ".join(v for v in read(text).edtf if v) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("This time last year I was ill.", "1918-06~"),
        ("He left us early this month. Our answer went on the 16th.", "1919-06-01/1919-06-10~ 1919-06-16"),
        ("I wrote to you about it in February.", "1919-02"),
        ("On Friday there is to be a procession.", "1919-07-04"),
        ("He came last month.", "1919-05"),
    ],
)
def test_a_letter_counts_months_and_weekdays(read, text, values):
    assert " ".join(read(text, genre="letter", written="1919-06-29").edtf) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It lasted until the end of the Second World War.", "../1945"),
        ("He waited until the outbreak of the Crimean War.", "../1853"),
        ("A year after the end of the Crimean War he died.", "1857-03"),
        ("In 1946 he came. Two days after the end of the Second World War he had left.", "1946 1945-09-04"),
        ("It is eighty-five years since 26 April 1937.", "1937-04-26"),
        # A look back leads to where the narrative was, unless an earlier year is printed next.
        (
            "In May 1863 he won.\n\nIn 1854 he had gone home, in 1858 he had sold all.\n\nThat winter he was in Aue.\n\n"
            "In May 1860 he left.",
            "1863-05 1854 1858 1858-12/1859-02 1860-05",
        ),
        ("In May 1923 he led them. They waited for what did not exist in 1921. In July he left.", "1923-05 1921 1923-07"),
        ("Until Wednesday the 17th of May 1848 it rained.", "../1848-05-17"),
        ("On 8 January 1650 it burned. It smoked until Wednesday the 17th.", "1650-01-08 ../1650-01-17"),
    ],
)  # fmt: skip
def test_ends_of_wars_and_where_a_look_back_leads(read, text, values):
    assert " ".join(read(text).edtf) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("He died in AD 14. In 16, the heir was recalled, and in 19 he died.", "0014"),
        ("Shortly after his death, in c. 1850, it was sold.", "1850~ 1850~"),
        ("Shortly before their marriage, in the spring of 1849, he left.", "1849-21 1849-21"),
        ("Shortly after his election, on 3 or 4 May 1849, he left.", "[1849-05-03,1849-05-04] [1849-05-03,1849-05-04]"),
        ("From 1582 or 1583 he was blind.", "1582/.."),
        ("In 1845 he came. Five years on, he left.", "1845 1850"),
        ("In 54 BC he came, and late in that year he left. The winter was hard.", "-0053 -0053-09~/-0053-12 -0053-12/-0052-02"),
    ],
)
def test_two_expressions_together_give_a_date_that_exists(read, text, values):
    assert " ".join(read(text).edtf) == values


def test_a_day_in_both_calendars_takes_its_year_in_both(read):
    rows = read("In 1848 he came. On 6/16 December he left.")
    assert rows.iloc[1].converted == "1848-12-16"


def test_shortly_after_a_day_is_its_month(read):
    assert read("He came very shortly after his sister's wedding on May 12, 1848.").iloc[0].edtf == "1848-05~"


def test_a_letter_names_next_year_and_the_friday_to_come(read):
    rows = read("We shall meet next year. On Friday we go to Bath.", genre="letter", written="1848-05-03")
    assert " ".join(rows.edtf) == "1849 1848-05-05"


def test_a_misprinted_date_line_ends_no_run(read):
    assert list(read("Riga, 31 April 1917\n\nDear John,\n\nI came on the 3rd.", genre="letter").edtf)[0] == ""


def test_a_short_sentence_is_no_date_line(read):
    assert " ".join(read("He came on 3 May 1848.\n\nOn the 5th he left.").edtf) == "1848-05-03 1848-05-05"


def test_a_letter_written_before_christ_counts_as_any_letter(read):
    text = "I saw him yesterday. In May we shall go. Last summer he was here. Two years ago he died. Next winter I go."
    values = read(text, genre="letter", written="-0043-03-10").edtf
    assert " ".join(values) == "-0043-03~ -0043-05 -0044-22 -0045-03~ -0043-12/-0042-02"
