"""What an expression becomes: value, kind, calendar and reason, on sentences written for these tests."""

import time

import pytest

from helpers.annotate import corpus as layer
from helpers.annotate.chronicle import events
from helpers.annotate.dates.edtf_values import bounds, easter, exists, feast, other_calendar, shift
from helpers.annotate.dates.reader import COLUMNS, dates
from helpers.annotate.seeds import load_seeds
from helpers.errors import WorkbookError


@pytest.mark.parametrize(
    ("sentence", "surface", "value"),
    [
        ("The treaty of 14 October 1809 was harsh.", "14 October 1809", "1809-10-14"),
        ("On October 14, 1809, he signed.", "October 14, 1809", "1809-10-14"),
        ("On the third of May 1808 they were shot.", "the third of May 1808", "1808-05-03"),
        ("It is dated 12.III.21 and 12.III.1921.", "12.III.1921", "1921-03-12"),
        ("On 1916-07-01 the whistles blew.", "1916-07-01", "1916-07-01"),
        ("From 3 to 7 July 1830 he hid.", "3 to 7 July 1830", "1830-07-03/1830-07-07"),
        ("Between 28 April and 3 May 1830 he hid.", "Between 28 April and 3 May 1830", "1830-04-28/1830-05-03"),
        ("The rising of July 27-29, 1830, won.", "July 27-29, 1830", "1830-07-27/1830-07-29"),
        ("In March–April 1848 it spread.", "March–April 1848", "1848-03/1848-04"),
        ("The famine of 1315–17 killed many.", "1315–17", "1315/1317"),
        ("It was not until 1861 that it rose.", "1861", "1861"),
        ("The tribe came in the third century BCE and stayed.", "the third century BCE", "-02XX"),
        ("In the third century all was war, until he won in 224.", "224", "0224"),
        ("The famine of 1840–1 killed many.", "1840–1", "1840/1841"),
        ("The long winter of 1812–13 came.", "long winter of 1812–13", "1812-12/1813-02"),
        ("In the autumn of 1830 he left.", "the autumn of 1830", "1830-23"),
        ("He stayed until 1830.", "until 1830", "../1830"),
        ("It lasted from 100 BC to 50 BC.", "from 100 BC to 50 BC", "-0099/-0049"),
        ("She had lived there since May 1830.", "since May 1830", "1830-05/.."),
        ("From 1830 onwards he wrote.", "From 1830 onwards", "1830/.."),
        ("No document from 1830 names them.", "1830", "1830"),
        ("Nobody had sung there since about 1830.", "since about 1830", "1830~/.."),
        ("From April until July 1830 it rained.", "From April until July 1830", "1830-04/1830-07"),
        ("In the 1840s they starved.", "the 1840s", "184X"),
        ("In the early 1840s they starved.", "the early 1840s", "1840/1844~"),
        ("In mid-1840 they starved.", "mid-1840", "1840-06~/1840-07~"),
        ("Early in 1840 they starved.", "Early in 1840", "1840-01/1840-04~"),
        ("In late May 1840 they starved.", "late May 1840", "1840-05-21~/1840-05-31"),
        ("In the first week of May 1840 it fell.", "the first week of May 1840", "1840-05-01/1840-05-07"),
        ("In the last days of February 1848 it fell.", "the last days of February 1848", "1848-02-21~/1848-02-29"),
        ("The late eighteenth century loved ruins.", "The late eighteenth century", "1770~/1799"),
        ("At the turn of the century she was old.", "the turn of the century", "1900~"),
        ("About 1790 he moved.", "About 1790", "1790~"),
        ("Caesar fell in 44 BC, as all know.", "44 BC", "-0043"),
        ("It sank on August 23d, 1904, at noon.", "August 23d, 1904", "1904-08-23"),
        ("Bristol, 14th Novr. 1788 was its date.", "14th Novr. 1788", "1788-11-14"),
        ("Between 1954 and 1957 students drew it.", "Between 1954 and 1957", "1954/1957"),
        ("From about 1760 on he taught.", "From about 1760", "1760~/.."),
        ("It lasted from April until about July 1894.", "April until about July 1894", "1894-04/1894-07~"),
        ("From November, 1868, until 3 May 1870 it smoked.", "From November, 1868, until 3 May 1870", "1868-11/1870-05-03"),
        ("It stood until the end of 1900.", "until the end of 1900", "../1900"),
        ("In the middle of May 1565 he went.", "the middle of May 1565", "1565-05-11~/1565-05-20~"),
        ("In the last decade of the thirteenth century it fell.", "the last decade of the thirteenth century", "129X"),
        ("In the last quarter of the eighteenth century it fell.", "the last quarter of the eighteenth century", "1775~/1799"),
        ("He died on Shrove Tuesday 1378.", "Shrove Tuesday 1378", "1378-03-02"),
        ("He lay ill between 10 and 20 January 1790.", "10 and 20 January 1790", "1790-01-10/1790-01-20"),
        ("On the second Sunday after Easter 1889 he died.", "the second Sunday after Easter 1889", "1889-05-05"),
        ("The first Monday of May 1450 was wet.", "The first Monday of May 1450", "1450-05-04"),
        ("He came two days before Christmas 1812.", "two days before Christmas 1812", "1812-12-23"),
        ("In the year 410 the gates were opened.", "the year 410", "0410"),
        ("He was beheaded on 30 January 1648/9.", "30 January 1648/9", "1649-01-30"),
        ("On Easter Monday 1916 the post office was taken.", "Easter Monday 1916", "1916-04-24"),
        ("Весной 1906 г. его арестовали.", "Весной 1906 г.", "1906-21"),
        ("Шестого августа 1905 года вышел закон.", "Шестого августа 1905 года", "1905-08-06"),
        ("С 1907 по 1912 год он жил за границей.", "С 1907 по 1912 год", "1907/1912"),
        ("В начале 1905 года он приехал.", "начале 1905 года", "1905-01/1905-04~"),
        ("После 1917 года все стало иначе.", "После 1917 года", "1917/.."),
        ("В 1930-е годы о нем забыли.", "1930-е годы", "193X"),
    ],
)
def test_a_printed_date(read, sentence, surface, value):
    rows = read(sentence)
    row = rows[[surface in s for s in rows.surface]].iloc[-1]
    assert row.edtf == value
    assert (row.earliest, row.latest) == bounds(value)
    assert not row.relative and sentence[row.start : row.end] == row.surface


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        ("In the spring of 1848 Paris rose. In September it was still.", "September", "1848-09"),
        ("It fell in November 1848. In February the king fled.", "February", "1849-02"),
        ("In the winter of 1848–9 he hid. In January he was found.", "January", "1849-01"),
        ("In May 1848 he came. A year later he went.", "A year later", "1849"),
        ("On 4 May 1848 he came. Two days later he went.", "Two days later", "1848-05-06"),
        ("On 4 May 1848 he came. The next day he went.", "The next day", "1848-05-05"),
        ("In July 1848 he came. By the spring of the following year he was rich.", "spring of the following year", "1849-21"),
        ("In December 1848 he came. The previous summer had been dry.", "The previous summer", "1848-22"),
        ("In October or November 1848 he came.", "October", "1848-10"),
        ("In May 1848 he came. Four years later he went.", "Four years later", "1852"),
        ("On 4 May 1848 he came. One week later he went.", "One week later", "1848-05-11"),
        ("In May 1848 he came. Six weeks later, on 15 June, he went.", "Six weeks later", "1848-06-15"),
        ("In May 1848 he came. It was on the first Monday of June that he went.", "the first Monday of June", "1848-06-05"),
        ("In May 1848 he came, and by the end of the month he was gone.", "the end of the month", "1848-05-21~/1848-05-31"),
        ("On 4 May 1848 he came. The following day he went.", "The following day", "1848-05-05"),
        ("On 10 May 1848 he came. On the 27th of the same month he went.", "the 27th of the same month", "1848-05-27"),
        ("On 10 May 1848 he came. In the evening of the 29th he went.", "the 29th", "1848-05-29"),
        ("On 10 May 1848 they camped.\n\n19th.—Rain all day, and no wind.", "19th", "1848-05-19"),
        ("It fell in 1848, and the only victory that year was his.", "that year", "1848"),
        ("In 1848 it fell. In December of that same year he went.", "December of that same year", "1848-12"),
        ("In 1848 it fell. Ten years previously, it had stood.", "Ten years previously", "1838"),
        ("On 4 May 1848 it fell. The day after there were soldiers at the gate.", "The day after", "1848-05-05"),
        ("War came in 1754. For the next decade he fought.", "the next decade", "1754/1764~"),
        ("It stood from 1837 until 1840, when it was dissolved on November 13.", "November 13", "1840-11-13"),
        ("On the 30th of December he sailed, and on 11 January 1833 he landed.", "the 30th of December", "1832-12-30"),
        ("In 1848 he came. ‘I was born in 1790,’ he said. In May he went.", "May", "1848-05"),
        ("He came in 1848. The thirties had been harder.", "The thirties", "183X"),
        ("Peace came on 3 May 1848, the eve of the great ball at Ravel.", "the eve of the great ball", "1848-05-03"),
        ("In May 1848 he came; since the revolt of 1839 he had been gone. On 3 June he left.", "3 June", "1848-06-03"),
        ("He met them on 8 June; in 1795 that was rare.", "8 June", "1795-06-08"),
        ("In the autumn of 1910 I sold hats. In the nineties nobody had.", "the nineties", "189X"),
        ("In February 1813 there was firing. On Saturday the 22nd it stopped.", "Saturday the 22nd", "1813-02-22"),
        ("It began in May 1893 and went on until the end of that year.", "until the end of that year", "../1893"),
        ("In 1894 many died. They fled that same July.", "that same July", "1894-07"),
        ("In May 1893 ships came. They had been bought since the previous October.", "since the previous October", "1892-10/.."),
        ("He resigned on 12 March 1910 and sailed the same day.", "the same day", "1910-03-12"),
        ("It froze on 31 January 1573. All through the winter they had eaten roots.", "the winter", "1572-12/1573-02"),
        ("In June 1848 he came. The following winter was mild.", "The following winter", "1848-12/1849-02"),
        ("In 1848 the pickets stood. During May, June and July no bread was sold.", "May, June and July", "1848-05/1848-07"),
        ("He wrote in 1848 that October was lost.", "October", "1848-10"),
        ("In June 1848 it was begun. April was spent in the hills.", "April", "1848-04"),
        ("In 1848 he came. Although it was already December, the roads were dry.", "December", "1848-12"),
        ("Otto sat again in 1848, in the February, and passed.", "February", "1848-02"),
        ("They sailed in July 1848. In April following the hull was sold.", "April following", "1849-04"),
        ("In November 1848 the mine closed. On 11 April the smith left.", "11 April", "1849-04-11"),
        ("The hut was begun on 12 June 1848. On the 14th Roe brought nails.", "the 14th", "1848-06-14"),
        ("In 1848 rain fell on the 3rd and 4th of November.", "the 3rd and 4th of November", "1848-11-03/1848-11-04"),
        ("In 1848 it snowed on 17th and 25th April.", "17th", "1848-04-17"),
        ("In 1848 he rode from May 3rd till the 9th.", "from May 3rd till the 9th", "1848-05-03/1848-05-09"),
        ("On Friday, 12 May 1848 he came. On the Sunday he preached.", "the Sunday", "1848-05-14"),
        ("On 12 May 1848 he came. The following Tuesday he went.", "The following Tuesday", "1848-05-16"),
        ("In May 1848 he came. On the last day of the month he went.", "the last day of the month", "1848-05-31"),
        ("The mill burned on 9 June 1848. Roe died the day after the fire.", "the day after the fire", "1848-06-10"),
        (
            "The bridge was opened on 1 May 1848. The day after the opening two boats sank.",
            "The day after the opening",
            "1848-05-02",
        ),
        ("The town burned in 1810. A school was founded the year after the fire.", "the year after the fire", "1811"),
        (
            "He died on 3 May 1738 and was buried three days later. She wrote the day before the funeral.",
            "the day before",
            "1738-05-05",
        ),
        ("In 1744 he fought. He had been poor in the thirties.", "the thirties", "173X"),
        ("By 1845 he owned salt pans. In the seventies they were worth millions.", "the seventies", "187X"),
        ("About 1378 the guilds rose. A chronicle of the turn of the century says so.", "the turn of the century", "1400~"),
        ("In 1848 he came, and early that autumn he went.", "early that autumn", "1848-09/1848-10~"),
        ("In June 1848 he came. On the eve of St Martin's Day he went.", "the eve of St Martin's Day", "1848-11-10"),
        ("In 1848 he came. Ducks were killed on St Luke's Day.", "St Luke's Day", "1848-10-18"),
        ("In 1848 he came. On the Sunday before Christmas he went.", "the Sunday before Christmas", "1848-12-24"),
        ("In 1848 he came. Roe, who two years before had begged, gave money.", "two years before", "1846"),
        ("In May 1848 he came. They stayed until the new year.", "until the new year", "../1849-01"),
        ("In May 1848 he came. The month after, half of them went.", "The month after", "1848-06"),
        ("In 1848 he came, and later in the year he went.", "later in the year", "1848-09~/1848-12"),
        ("On 29 September 1812 it rained. On Wednesday the 21st the guns left.", "Wednesday the 21st", "1812-10-21"),
        (
            "On 2 May 1926 a sheet was printed. It lasted from the 5th to the 12th.",
            "the 5th to the 12th",
            "1926-05-05/1926-05-12",
        ),
        ("On 3 May 1926 it began. That Friday it ended.", "That Friday", "1926-05-07"),
        ("In August 1931 he joined. Two months after that he left.", "Two months after that", "1931-10"),
        (
            "He died on 9 March 1857. On the fiftieth anniversary of his death a wreath was laid.",
            "the fiftieth anniversary",
            "1907-03-09",
        ),
        ("On 14 August 1889 it began; a month later they had won.", "a month later", "1889-09"),
        ("In May 1902 it thawed. In June the first streets were closed.", "June", "1902-06"),
        ("It was built in August 1961. Twenty-eight years later it fell.", "Twenty-eight years later", "1989"),
        ("It was built in 1790. Seventy years later it fell.", "Seventy years later", "1860"),
        ("In March 1848 he fled. By May he was in Rome. On the 9th he spoke.", "the 9th", "1848-05-09"),
        ("It was May 1848. Late in the month he left.", "Late in the month", "1848-05-21~/1848-05-31"),
        ("On Tuesday 5 May 1450 he came. On the following Friday he left.", "the following Friday", "1450-05-08"),
        ("On 28 February 1500 he came. The next day he left.", "The next day", "1500-02-29"),
        ("In November 1812 he wept. A week before Christmas he left.", "A week before Christmas", "1812-12-18"),
        ("On 3 or 4 May 1843 he left. On the 5th he came.", "the 5th", "1843-05-05"),
        ("In 1843 he came. On the 10th and 11th of May he preached.", "the 10th and 11th of May", "1843-05-10/1843-05-11"),
        ("On 8 April 1530 they met, to part at the end of the month. The next day they sang.", "The next day", "1530-04-09"),
        ("In May 1825 it was begun. It was opened the following summer.", "the following summer", "1826-22"),
    ],
)
def test_the_year_comes_from_context(read, text, surface, value):
    rows = read(text)
    row = rows[[s.startswith(surface) or surface in s for s in rows.surface]].iloc[0]
    assert (row.edtf, row.relative) == (value, True)


def test_a_reason_reads_as_a_sentence(read):
    rows = read("In the summer of 1911 she fled. In September she came to Riga.")
    assert list(rows.reason) == ["as printed", "September: year from 'the summer of 1911' in the same paragraph"]
    assert list(rows.certainty) == ["certain", "high"]


LETTER = """Boston, 4 January 1863

My dear brother,

I had your letter of 28 December today. Last summer I hoped for peace. I shall come by Easter. \
Since October nothing has come. Two months ago I was ill. On the 2nd, it snowed. We leave in a fortnight from now.

Your brother,

John
"""


def test_a_letter_counts_from_its_own_date(read):
    rows = read(LETTER, genre="letter").set_index("surface")
    wanted = {
        "4 January 1863": ("1863-01-04", "document"),
        "28 December": ("1862-12-28", "document"),
        "today": ("1863-01~", "event"),
        "Last summer": ("1862-22", "event"),
        "Easter": ("1863-04-05", "event"),
        "Since October": ("1862-10/..", "event"),
        "Two months ago": ("1862-11~", "event"),
        "the 2nd": ("1863-01-02", "event"),
    }
    assert {s: (rows.edtf[s], rows.kind[s]) for s in wanted} == wanted


def test_days_and_months_of_a_letter_counted_as_letters_count_them(read):
    text = (
        "Aue, 9 June 1863\n\nDear Anna,\n\nThe doctor came on the 29th ult. and again on Saturday, and I leave on Friday,"
        " or will you come for the 17th of this month? We were last together in the spring of last year."
        " Otto went in September 1861, and Clara in May of the same year. Your card of the 3rd reached me."
        " I slept on the 2nd floor.\n\nYour brother,\n\nPeter\n"
    )
    rows = read(text, genre="letter").set_index("surface")
    wanted = {
        "the 29th ult.": "1863-05-29",
        "Saturday": "1863-06-06",
        "Friday": "1863-06-12",
        "the 17th of this month": "1863-06-17",
        "the spring of last year": "1862-21",
        "May of the same year": "1861-05",
        "the 3rd": "1863-06-03",
    }
    assert {s: rows.edtf.get(s) for s in wanted} == wanted and "the 2nd" not in rows.index


def test_words_in_quotation_marks_move_no_narrative_on(read):
    text = "In May 1863 she came home. “I was born in 1799,” said the porter, “in a barn.” The following June she left."
    assert read(text).set_index("surface").edtf["The following June"] == "1863-06"


def test_today_in_a_narrative_is_no_date(read):
    assert read("In 1848 he came. Today nobody knows his name, nor did they yesterday.").surface.tolist() == ["1848"]


LOOK_BACK = """The news came in November 1841, while the mayor sat at dinner with his guests.

He was then forty-two. Born in a mill, he had fought as a boy, and in January 1839 he had been given the town.

On 11 April he opened the gates.
"""


def test_after_a_look_back_the_next_paragraph_goes_on_from_where_the_narrative_was(read):
    assert read(LOOK_BACK).set_index("surface").edtf["11 April"] == "1842-04-11"


@pytest.mark.parametrize(
    "aside",
    ["Its guns, cast in 1641, were old.", "It was held by a man whose father had the keys when the tower fell on 6 May 1641."],
)
def test_among_days_an_earlier_year_stands_by_itself(read, aside):
    rows = read(f"On 11 May 1655 they saw the fort. {aside} On the 17th it was theirs, and on 25 June they left.")
    assert rows.edtf.tolist()[2:] == ["1655-05-17", "1655-06-25"]


def test_what_another_generation_saw_and_what_is_told_long_after_move_no_narrative_on(read):
    text = (
        "In April 1665 the fever came, and on 4 May the gates were shut. The town had seen worse: it lost a third of its people"
        ' in 1603.\n\nOn the fourth of July the fair was forbidden. "We knew," her daughter told a visitor on 3 March 1701,'
        ' "and said nothing." In October it froze.'
    )
    rows = read(text).set_index("surface")
    assert rows.edtf[["the fourth of July", "October"]].tolist() == ["1665-07-04", "1665-10"]


def test_the_year_in_a_name_is_no_year_of_the_narrative(read):
    rows = read("In February 1828 he landed and swore to the Charter of 1826 on the 26th. In May he was king.")
    assert rows.set_index("surface").edtf[["the 26th", "May"]].tolist() == ["1828-02-26", "1828-05"]


def test_one_of_two_years_or_days_is_a_set(read):
    rows = read("In 1784 or 1785 he was born, and on 8th or 14th March 1790 he died.")
    assert rows.edtf.tolist() == ["[1784,1785]", "[1790-03-08,1790-03-14]"]
    assert rows.earliest.tolist() == ["1784-01-01", "1790-03-08"] and rows.latest.tolist() == ["1785-12-31", "1790-03-14"]


@pytest.mark.parametrize(
    ("words", "old", "new"),
    [
        ("1/13 March 1881", "1881-03-01", "1881-03-13"),
        ("12/24 December 1825", "1825-12-12", "1825-12-24"),
        ("October 25 (November 7), 1917", "1917-10-25", "1917-11-07"),
    ],
)
def test_a_day_printed_in_both_calendars_is_one_day(read, words, old, new):
    rows = read(f"On {words} the bells rang.")
    assert rows[["surface", "edtf", "calendar", "converted"]].to_numpy().tolist() == [[words, old, "julian", new]]


@pytest.mark.parametrize(
    "text",
    [
        "Caesar crossed the river in 49 BC. Five years later, in 44 BC, he was murdered.",
        "The mill was built in 1780. Five years later, in 1784 or 1785, it burnt.",
    ],
)
def test_what_stands_beside_a_step_is_taken_whole(read, text):
    rows = read(text)
    assert rows.edtf.iloc[1] == rows.edtf.iloc[2]


def test_a_known_event_gives_way_to_the_date_beside_it(read):
    rows = read("On the eve of the war, in August 1739, he was in Aue.")
    assert rows.edtf.tolist() == ["1739-08", "1739-08"] and rows.event_id.tolist()[0] == ""


def test_many_dates_in_one_line_take_no_longer_than_their_number_tells(read):
    def seconds(count: int) -> float:
        start = time.perf_counter()
        read("He came on 3 May 1900 and he left, " * count + "and died.")
        return time.perf_counter() - start

    # Twice the dates may take three times as long, not the hundredfold of their squares.
    few = min(seconds(150) for _ in range(2))
    assert min(seconds(300) for _ in range(2)) < 3.2 * few + 0.2


@pytest.mark.parametrize(
    ("rule", "year", "day"),
    [
        ("08-10@-1", 1264, "1264-08-09"),
        ("12-25@-d6", 1917, "1917-12-23"),
        ("easter+0@+d1", 1848, "1848-04-25"),
        ("02-02@-week", 1863, "1863-01-26~/1863-02-01~"),
        ("easter-47", 1378, "1378-03-02"),
        ("05/-1/5", 1938, "1938-05-28"),
    ],
)
def test_a_feast_and_what_lies_beside_it(rule, year, day):
    assert feast(rule, year) == day


@pytest.mark.parametrize(
    "text",
    [
        "He left at 9 o'clock, or 10.30, with 1–2 heirs and 500 or 600 issues.",
        "See pp. 1863-1865, vol. 1864, no. 1905 and note 1914.",
        "He paid £1800 and $1865 for 1800 acres; 1900 men died; 1500 roubles were lost.",
        "Fond 1922, file 1923, l. 1924.",
        "Between 1500 and 2000 people came.",
        "Weavers were hired, with about 1200 from Aue.",
        "They lay there for about two weeks before the fair.",
        "He said that I should last a month, and appointed a day of prayer.",
        "There were 1500 of them, and they came every November.",
        "She was 34 years old, in her early twenties no longer, and ill for ten days.",
        "May I march with April, an august lady, this may be.",
        "It was the fall of the monarchy. In later years, in a few days, that evening.",
        "See http://example.org/1917/05/page.html for 3,000 words.",
        "На стр. 1905 сказано, что он стоил 1500 рублей. Ему было 35 лет.",
    ],
)
def test_what_is_no_date(read, text):
    assert read(text).surface.tolist() == []


@pytest.mark.parametrize("text", ["On 31 June 1917 he came.", "On 30 February 1848 he came.", "On 29 February 1911 he came."])
def test_a_day_that_does_not_exist_gets_no_value(read, text):
    rows = read(text)
    assert rows.edtf.tolist() == [""]
    assert "no date that exists" in rows.reason[0]


@pytest.mark.parametrize(
    ("text", "calendar", "value", "converted"),
    [
        ("In Russia on 25 October 1917 (O.S.) the palace fell.", "julian", "1917-10-25", "1917-11-07"),
        ("In Russia on 7 November 1917 (New Style) it fell.", "gregorian", "1917-11-07", "1917-10-25"),
        ("In Petrograd on 2 March 1917 the Tsar went.", "unstated", "1917-03-02", "1917-03-15"),
        ("In Petrograd on 2 March 1919 it snowed.", "gregorian", "1919-03-02", ""),
        ("25 октября (7 ноября) 1917 года дворец пал.", "julian", "1917-10-25", "1917-11-07"),
        ("17 (30) июля 1903 г. открылся съезд.", "julian", "1903-07-17", "1903-07-30"),
        ("In Paris on 24 February 1848 the king fled.", "gregorian", "1848-02-24", ""),
        ("In Russia on 29 February 1900 (Old Style) it froze.", "julian", "1900-02-29", "1900-03-13"),
    ],
)
def test_old_and_new_style_stand_side_by_side(read, text, calendar, value, converted):
    row = read(text).iloc[0]
    assert (row.calendar, row.edtf, row.converted) == (calendar, value, converted)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("He met her in May 1848.", "event"),
        ("She was born in 1805.", "life"),
        ("Jane Roe (1805–1871) knew him.", "life"),
        ("In a letter of 3 June 1848 he complained.", "document"),
        ("In June 1848, weary of it, he wrote: “Enough.”", "document"),
        ("Roe tells it well (Roe, A Life (London: Macmillan, 1966)).", "citation"),
        ("The Black Death of 1348 spared him.", "event"),
    ],
)
def test_kinds(read, text, kind):
    assert read(text).kind.tolist() == [kind]


EVENTS = """event_id,label,edtf,people,authority
ball,Great ball at Ravel,1848-05-04,roe,Roe 1966
roe-death,Death of Roe,1871-03-02,roe,Roe 1966
"""


def test_known_events_resolve_what_is_counted_from_them(read):
    text = "Roe was rich. The day before the Great ball at Ravel she fled. A century after Roe's death nobody mourned."
    rows = read(text, known=EVENTS)
    assert list(zip(rows.edtf, rows.event_id, rows.event_role, strict=True)) == [
        ("1848-05-03", "ball", "counts from"),
        ("1971", "roe-death", "counts from"),
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [("ball,Ball,1848-05-32", "row 2"), ("ball,Ball,1848\nball,Ball,1849", "already taken"), ("ball,Ball,", "edtf is empty")],
)
def test_a_fault_in_the_events_is_told(corpus, line, said):
    folder = corpus({"a.txt": "Text."})
    (folder / "events.csv").write_text(f"event_id,label,edtf\n{line}\n", encoding="utf-8")
    with pytest.raises(WorkbookError, match=said):
        events(load_seeds(folder))


def test_the_five_texts(workbook):
    table = dates(workbook.seeds, workbook.passages, workbook.sentences, events(workbook.seeds))
    assert list(table.columns) == COLUMNS and table.date_id.is_unique
    for row in table.itertuples():
        assert workbook.texts[row.doc_id][row.start : row.end] == row.surface
        assert bounds(row.edtf) == (row.earliest, row.latest) and row.reason
    ends = table.groupby("doc_id").end.shift().fillna(0)
    assert (table.start >= ends).all()


def test_values_are_of_the_calendar():
    assert exists(1900, 2, 29) and not exists(1911, 2, 29) and not exists(1911, 6, 31)
    assert easter(1916).isoformat() == "1916-04-23"
    assert other_calendar("1917-10-25", to_gregorian=True) == "1917-11-07"
    assert shift("1848-02-29", 1, "year") == "1849-02" and shift("1848", -1, "century") == "1748"
    for value in ("1911-02-29", "1848/1847", "in May"):
        with pytest.raises(ValueError):
            bounds(value)


@pytest.mark.parametrize(
    ("value", "ends"),
    [
        ("-0043", ("-0043-01-01", "-0043-12-31")),
        ("-0099/-0049", ("-0099-01-01", "-0049-12-31")),
        ("-0009/0014", ("-0009-01-01", "0014-12-31")),
        ("1917/", ("1917-01-01", "")),
        ("/1917", ("", "1917-12-31")),
    ],
)
def test_bounds(value, ends):
    assert bounds(value) == ends


# Until 28 February (Julian) of these years the calendars differ by a day less than after it.
@pytest.mark.parametrize(
    ("julian", "gregorian"),
    [
        ("1700-02-18", "1700-02-28"),
        ("1700-02-19", "1700-03-01"),
        ("1700-02-29", "1700-03-11"),
        ("1700-03-01", "1700-03-12"),
        ("1800-02-18", "1800-03-01"),
        ("1800-02-29", "1800-03-12"),
        ("1800-03-01", "1800-03-13"),
        ("1900-02-16", "1900-02-28"),
        ("1900-02-17", "1900-03-01"),
        ("1900-02-28", "1900-03-12"),
        ("1900-02-29", "1900-03-13"),
        ("1900-03-01", "1900-03-14"),
        ("1917-10-25", "1917-11-07"),
        ("1600-02-29", "1600-03-10"),
        ("1582-10-05", "1582-10-15"),
    ],
)
def test_both_calendars_name_the_same_day(julian, gregorian):
    assert (other_calendar(julian, to_gregorian=True), other_calendar(gregorian, to_gregorian=False)) == (gregorian, julian)


@pytest.mark.parametrize("value", ["1900-02-29", "1911-02-29", "1917-10", "0250-01-05", "0001-01-01"])
def test_what_is_no_gregorian_day_or_the_same_in_both_has_no_other_reading(value):
    assert other_calendar(value, to_gregorian=False) == ""


@pytest.mark.parametrize("day", ["1900-02-29", "1900-02-28/1900-02-29"])
def test_an_event_on_a_julian_leap_day_is_short(corpus, day):
    text = "Roe was rich. After the Great ball at Ravel she fled. On 3 May 1900 the ball was forgotten."
    folder = corpus({"a.txt": text})
    (folder / "events.csv").write_text(f"event_id,label,edtf\nball,Great ball at Ravel,{day}\n", encoding="utf-8")
    seeds = load_seeds(folder)
    passages = layer.passages(seeds, layer.read_layout(seeds))
    rows = dates(
        seeds, passages, layer.sentences(seeds, passages, layer.notes(seeds, layer.read_layout(seeds), passages)), events(seeds)
    )
    assert (rows.surface[0], rows.edtf[0], rows.event_id[0]) == ("After the Great ball at Ravel", "1900-02-29/..", "ball")


def test_speed(workbook):
    """The rules read a book in a second; the bound here is loose, for a busy machine."""
    begun = time.perf_counter()
    dates(workbook.seeds, workbook.passages, workbook.sentences, events(workbook.seeds))
    assert workbook.passages.n_words.sum() / (time.perf_counter() - begun) > 10_000
