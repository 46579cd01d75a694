"""Where in time a narrative stands, and what it counts from: on sentences written for these tests."""

import pytest

from helpers.annotate.dates.edtf_values import feast
from helpers.annotate.dates.landmarks import Landmarks
from helpers.annotate.dates.republic import gregorian, in_year
from helpers.annotate.seeds import SEEDS, read_table
from helpers.errors import WorkbookError


def value(rows, words: str) -> str:
    """EDTF of the first expression that has these words."""
    return rows[[words in s for s in rows.surface]].iloc[0].edtf


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        # What stands beside a feast, or has a sign of its year.
        ("In May 1848 he came. The following Lady Day he left.", "Lady Day", "1849-03-25"),
        ("On 3 October 1848 he came, chosen the previous Michaelmas.", "Michaelmas", "1848-09-29"),
        ("In 1848 he came. Christmas was spent in a barn.", "Christmas", "1848-12-25"),
        ("On 22 June 1848, which was the feast of Corpus Christi, he came.", "the feast of", "1848-06-22"),
        ("In 1848 he came. On the day of St George he left.", "the day of", "1848-04-23"),
        ("The fleet sailed on Laetare Sunday, 1188.", "Laetare", "1188-03-27"),
        ("She was born on Candlemas Day 1848.", "Candlemas", "1848-02-02"),
        ("They fasted in Holy Week 1848.", "Holy Week", "1848-04-17/1848-04-22"),
        ("On Thanksgiving Day 1922 the lodge met.", "Thanksgiving", "1922-11-30"),
        ("On Thanksgiving Day 1945 the lodge met.", "Thanksgiving", "1945-11-22"),
        # Centuries that stand beside the narrative's own.
        ("In 1812 he came. The wall was of the previous century.", "previous century", "17XX"),
        ("In 1812 he came. At the end of the preceding century the wall fell.", "the end of", "1790~/1799"),
        ("In 1912 he came. Early in the present century the wall fell.", "Early in", "1900/1933~"),
        ("In 1812 he came. In the coming century the wall will fall.", "coming century", "19XX"),
        ("In 1812 he came. In the first half of the century the wall stood.", "first half", "1800/1850"),
        # "The new year" has begun in January and has not in December.
        ("On 24 January 1758 he was ill. Early in the new year he went.", "Early in", "1758-01/1758-04~"),
        ("On 24 December 1757 he was ill. Early in the new year he went.", "Early in", "1758-01/1758-04~"),
        # What a title's years frame, and what is older than they are.
        ("THE BRIDGE, 1652-1654\n\nIn 1652 he came. He held the Act of May 1642. In April he left.", "April", "1652-04"),
        ("In 1652 he came. He was paid under the ordinance of 1643. In April he left.", "April", "1652-04"),
        ("They met on 17 October 1905. On the day following, they fled.", "the day following", "1905-10-18"),
        # What stands between a day and a feast, before a weekday, or behind a year.
        ("In 1884 he came. They sat from 30 December 1888 to New Year's Day.\n\nOn 4 April they left.", "4 April", "1889-04-04"),
        ("On Thursday, 4 May 1848 it burned. They had met the previous Friday.", "previous Friday", "1848-04-28"),
        ("On Friday, 5 May 1848 it burned. They had met the Friday before.", "Friday before", "1848-04-28"),
        ("It was built in 1513 or thereabouts.", "1513", "1513~"),
        ("In the first three months of the year 1814 he hid.", "three months", "1814-01/1814-03"),
        ("MILLS OF THE FORTIES\n\nIn 1837 the mill was bought.", "THE FORTIES", "184X"),
        # Lists of days, years of the first centuries, years of account.
        ("In 1890 he came. They met on 4, 7 and 11 June.", "4", "1890-06-04"),
        ("They met on the 9th, 10th, and 11th of February 1807.", "10th", "1807-02-10"),
        ("The wall was built between AD 122 and 128.", "AD 122", "0122/0128"),
        ("He ruled from AD 117 to 138.", "AD 117", "0117/0138"),
        ("On Christmas Day 800 he was crowned.", "Christmas", "0800-12-25"),
        ("In the year ending 30 June 1846 it rained.", "the year", "1845-07-01/1846-06-30"),
        ("In the financial year ended with June, 1846, it rained.", "the financial", "1845-07/1846-06"),
        # What a date beside a counted event dates.
        ("Two years after his death in 1856 his widow sold the house.", "Two years", "1858"),
        ("A week after her arrival on 3 May 1856 she fell ill.", "A week", "1856-05-10"),
        ("A year after the fire, in May 1856, she fell ill.", "A year", "1856"),
        # The first centuries, both calendars, feasts that end in a weekday.
        ("In the summer of 79 AD the hill burst.", "the summer", "0079-22"),
        ("In August 79 AD the hill burst.", "August", "0079-08"),
        ("April 3 (16), 1917 was cold.", "April 3", "1917-04-03"),
        ("On Maundy Thursday 1848 he came.", "Maundy", "1848-04-20"),
        ("On Corpus Christi 1416 he came.", "Corpus", "1416-06-18"),
        # Russian.
        ("В конце XIX века было тихо.", "XIX", "1890~/1899"),
        ("С 8 по 16 марта 1921 года шёл дождь.", "марта", "1921-03-08/1921-03-16"),
        ("Ярмарка открылась 8 марта 1921 года. На следующий день шёл дождь.", "следующий", "1921-03-09"),
        ("Ярмарка открылась 8 марта 1921 года. В следующем году шёл дождь.", "следующем", "1922"),
        ("1-го мая 1890 года шёл дождь.", "мая", "1890-05-01"),
        # What says itself which year or day it is.
        ("In 1418 he came. We read in that year (1400) of a fleet. Three years later it sank.", "Three years", "1403"),
        ("On the 27th day of the month of December of the year 1719 he left.", "27th day", "1719-12-27"),
        ("The clock dates probably from the 16th century.", "16th", "15XX"),
        ("From Christmas Eve, 1642, till January 6th, 1643, he stayed.", "Christmas", "1642-12-24/1643-01-06"),
        ("In 1251 he came. It lay there since the spring of 1253; he left in October of that year.", "October", "1253-10"),
        ("In 1854 he came; since the spring of 1855 he rested. In May and June of that year he fled.", "June", "1855-05/1855-06"),
        ("It was begun before the autumn of 1855, and finished in May of the following year.", "May", "1856-05"),
        # Two ends of one span.
        ("From September 1848 to Easter 1849 he taught.", "Easter", "1848-09/1849-04-08"),
        ("In May 1848 he came. The school was shut from July until the following Lady Day.", "July", "1848-07/1849-03-25"),
        ("In 1848 he came. The mill stood idle between Michaelmas and Christmas.", "Michaelmas", "1848-09-29/1848-12-25"),
        # Parts of a month or year.
        ("In May 1848 he came. Through the first three months of the year it had rained.", "three months", "1848-01/1848-03"),
        ("It rained for the last two weeks of May 1848.", "two weeks", "1848-05-18/1848-05-31"),
        ("On 10 May 1848 he came. Early in this month the ice had gone.", "Early in", "1848-05-01/1848-05-10~"),
        ("On 2 May 1848 he came, and on the 20th of the month he left.", "the 20th", "1848-05-20"),
        ("On 2 May 1848 he came. On the fifth of this month he left.", "the fifth", "1848-05-05"),
        # What counts from the date before.
        ("He was heard in 1848. Nothing is known of him since that year.", "since that year", "1848/.."),
        ("On 9 May 1848 he came. Later that month he left.", "Later that month", "1848-05"),
        ("On 9 May 1848 it burned and it smoked the day after that.", "the day after", "1848-05-10"),
        ("On 9 May 1848 the barn burned. They left the following morning with the cows.", "the following morning", "1848-05-10"),
        ("On 9 May 1848 he was crowned. She was crowned three days after him.", "three days", "1848-05-12"),
        ("In 1848 it grew. In the following five years it grew more.", "the following five", "1849/1853"),
        ("On 9 May 1848 it burned, and so it did in June of the year following.", "June", "1849-06"),
        ("It was May 1848. In the January after, he left.", "the January", "1849-01"),
        ("On Sunday, 7 May 1848 it burned. From that Saturday onwards he drank.", "Saturday", "1848-05-06/.."),
        ("On Thursday, 4 May 1848 it burned. At dawn a cart came, sent on Thursday night.", "Thursday", "1848-05-04"),
        ("On 4 May 1848 they fought. Two days after the battle he left.", "Two days", "1848-05-06"),
        ("On 4 May 1848 they fought. Within a fortnight of the battle he left.", "fortnight", "1848-05-04/1848-05-18~"),
        ("The mill burned on 4 May 1848. On the day the mill burned he was away.", "the day the mill", "1848-05-04"),
        ("In 1848, the year the canal froze, he left.", "the year the canal", "1848"),
        ("On 4 May 1848, the fiftieth anniversary of his birth, he left.", "anniversary", "1848-05-04"),
        ("A year to the day after the fire, on 4 May 1848, he left.", "A year to the day", "1848-05-04"),
        ("In May 1848 he came. Early that year he had been poor.", "Early that year", "1848-01/1848-04~"),
        ("On 9 May 1848 he came. Late that same month he left.", "Late that", "1848-05-21~/1848-05-31"),
        ("On 9 May 1848 they fought. The year after the battle he left.", "The year after", "1849"),
        ("The pact was kept on 9 May 1848; it had been signed exactly ten years earlier.", "exactly", "1838-05-09"),
        ("He died in July 1848, and twenty years after that was forgotten.", "twenty years", "1868"),
        ("It was May 1848; there had been frost as late as April.", "April", "1848-04"),
        ("On 9 June 1848 it fell. A friend who passed it last summer saw smoke.", "last summer", ""),
        ("The mill was begun in 1841, thirty years earlier. It stood.", "thirty years", "1841"),
        ("In early 1866 he left, and came to the island on 20 May the following year.", "20 May", "1867-05-20"),
        ("In May 1848 he came. In July Congress rose.", "July", "1848-07"),
        ("On 9 May 1848 he came. On that very day a card was sent.", "that very day", "1848-05-09"),
        ("On 9 May 1848 he came. Nothing is known of him since that day.", "since that day", "1848-05-09/.."),
        ("Until his dismissal from court in 1848 he ruled.", "Until his dismissal", "../1848"),
        ("There are stones of the years 1479–80 and 1486–87.", "1479", "1479/1480"),
        ("In 1848 he came. Easter Sunday was cold.", "Easter", "1848-04-23"),
        # Ages.
        ("In the sixteenth and seventeenth centuries wool paid.", "centuries", "15XX/16XX"),
        ("In the twelfth and eleventh centuries BC they sailed.", "centuries", "-11XX/-10XX"),
        ("In the first millennium BC they sailed.", "millennium", "-0999/0000"),
        ("They had held it since the 300s.", "300s", "03XX/.."),
        ("In the 1030s and 40s they built.", "1030s", "103X/104X"),
        ("Wool paid in the 1700s.", "1700s", "17XX"),
        ("The town fell in 332 BC.", "332 BC", "-0331"),
        ("They ruled (ca. 343–332 BC) by the river.", "343", "-0342~/-0331~"),
        ("It is cut in stone, A.D. 1452 -- 53, and again.", "1452", "1452/1453"),
        ("He died on February 13, A.D. 1458.", "1458", "1458-02-13"),
        ("They had been rich since 330. Then came the Goths.", "since 330", "0330/.."),
        ("In 1830 he wrote of the year 68 as of a feast.", "the year 68", "1868"),
        ("They stayed until the end of the nineteenth century.", "until the end", "../1900~"),
        ("Nineteen forty-nine was a bad year.", "forty-nine", "1949"),
        ("It was so in nineteen hundred and five.", "hundred", "1905"),
        ("On 4 May 1848 he came. Three or four days later he left.", "Three or four", "1848-05-07/1848-05-08"),
        ("It was May 1850. He had come in December '49.", "December", "1849-12"),
        ("On 25 January 1848, the feast of the Three Bakers, he left.", "the feast", "1848-01-25"),
        ("On 4 May 1848 he voted, and the Monday after he left.", "the Monday after", "1848-05-08"),
        ("On 25 December 800 Roe was crowned.", "25 December", "0800-12-25"),
        ("In 996 Roe was king. In May 987 he had been chosen, and on 3 July 987 he was crowned.", "3 July", "0987-07-03"),
        ("In 1848 it rained. On 25 December 800 men came.", "25 December", "1848-12-25"),
        ("On St Valentine's Day 1848 he came. On St George's Day 1848 he left.", "Valentine", "1848-02-14"),
        ("In 1848 he came. By mid-year he left.", "mid-year", "1848-06~/1848-07~"),
        ("He had lived there since 31 June 1848.", "31 June", ""),
        # The French Republic.
        ("On 9 Floréal of the year VI he left.", "Floréal", "1798-04-28"),
        ("It was 1797, and on the 4th Ventôse he left.", "Ventôse", "1797-02-22"),
        ("It was 1793. The work begun on the 9th Thermidor went on.", "Thermidor", "1794-07-27"),
    ],
)  # fmt: skip
def test_what_an_expression_comes_to(read, text, words, edtf):
    assert value(read(text), words) == edtf


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        # Not until May, a death, a few years: from there the tale goes on.
        ("In June 1848 he wrote. It did not leave the press until January. By the middle of May he was poor.",
         "the middle of May", "1849-05-11~/1849-05-20~"),
        ("In May 1848 he came. The old count died in January 1849. On 3 June the will was read.", "3 June", "1849-06-03"),
        ("Trade was dead in 1847. There was a voyage, 1848–50. They sailed in the spring.", "the spring", "1848-21"),
        # What is promised or fixed has not come yet.
        ("On 3 July 1848 he left, saying that he would be back in the spring. On 9 August he wrote.", "9 August", "1848-08-09"),
        ("On 3 July 1848 he left, saying that he would be back in the spring.", "the spring", "1849-21"),
        ("In May 1848 he came, for the fair that was fixed for 1 January 1849. In late October he left.",
         "late October", "1848-10-21~/1848-10-31"),
        # "That year" leads back to no first of January.
        ("At Christmas 1848 he came. Bread was dear that year. In January he left.", "January", "1849-01"),
        # The year printed next says whether the narrative has gone on.
        ("In November 1848 he came. In June he was gone. By 1850 all was well.", "June", "1849-06"),
        # A marriage set in between commas is told by the way.
        ("On 28 August 1848 he was chosen by the masters of the guild.\n\nHis marriage, celebrated"
         " on 14 February 1843, had been poor. He left on 7 October.", "7 October", "1848-10-07"),
        # A chapter may begin before what its title names.
        ("The Summer of 1848\n\nHe had bought the mill in 1846. His wife died that spring.", "that spring", "1846-21"),
        ("AUGUST-DECEMBER 1848\n\nHe had been crowned on 6 January. Ships came in September.", "September", "1848-09"),
        ("He wrote in the autumn of 1848. In the spring his old friend had died.", "the spring", "1848-21"),
        ('She wrote in 1847. One page begins: "5 March 1848. Rain all day." On the last Friday in June she left.',
         "the last Friday", "1848-06-30"),
        ("On 4 September 1848 he won. He waited until 24 October, and on the 22nd he was shot.", "the 22nd", "1848-10-22"),
        ("On 2 August 1973 he came. About Tuesday the eleventh I have no more to say.", "the eleventh", "1973-09-11~"),
        ("The winter of 1848–49 was mild, but in November and December coal was short.", "November", "1848-11/1848-12"),
    ],
)  # fmt: skip
def test_where_the_narrative_goes_on(read, text, words, edtf):
    assert value(read(text), words) == edtf


def test_a_leap_ahead_from_which_the_text_comes_back_leads_nowhere(read):
    text = "On 3 May 1848 and on 5 May it was dug.\n\nIn 1896 they sang of it.\n\nOn 9 June it was flooded.\n\nIn {} it was shut."
    assert value(read(text.format(1849)), "9 June") == "1848-06-09"
    # Where the text stays there, the tale has moved on.
    assert value(read(text.format(1897)), "9 June") == "1896-06-09"


def test_the_day_of_writing_of_an_essay_dates_no_event(read):
    text = "The Old Mill\n\nRavel, 26 April 1922\n\nIt burned on Monday, 3 May 1880. On the 5th it rained. It is cold today."
    rows = read(text, genre="essay")
    assert value(rows, "the 5th") == "1880-05-05"
    assert value(rows, "today") == "1922-04~"


def test_last_winter_in_a_letter_of_december(read):
    rows = read(
        "Ravel, 16 December 1917\n\nDear Ann,\n\nMother had a fever last winter.\n\nYour Tom",
        genre="letter",
        written="1917-12-16",
    )
    assert value(rows, "last winter") == "1916-12/1917-02"


@pytest.mark.parametrize(
    "text",
    [
        "He paid for nineteen twenty-pound notes.",
        "In fifteen minutes nineteen hundred men came.",
        "In nineteen forty houses they slept.",
        "They enlisted within a week of each other.",
        "Shortly before midnight, and again before dawn, he knocked.",
    ],
)
def test_numbers_in_words_are_no_years(read, text):
    assert read(text).empty


@pytest.mark.parametrize("words", ["one June", "One rainy August", "one Christmas", "every 2 March"])
def test_a_month_of_no_one_year_has_no_value(read, words):
    rows = read(f"In 1848 he came. {words} she sang.")
    assert value(rows, words.split()[-1]) == ""


def test_the_fall_of_a_town_is_no_season(read):
    rows = read("The news came a month after the fall. In 1848 it was late.")
    assert value(rows, "a month after the fall") == ""


def test_a_leap_day_beside_a_year_before_christ_ends_no_run(read):
    assert not read("In 3 BC he was born. On 29 February he was named.").empty


def test_a_short_sentence_is_no_date_line(read):
    assert value(read("On 28 August 1848 he was chosen.\n\nHe left on 7 October."), "7 October") == "1848-10-07"


def test_last_winter_of_an_undated_essay_is_not_known(read):
    assert value(read("Last winter I saw a stone. It is dated 15 May 1409."), "Last winter") == ""


LANDMARKS = """landmark_id,label,edtf,cues,within,calendar,authority
ball,Great Ball,1848-05-04,Ravel|Great Ball,,gregorian,Roe 1966
truce,Truce,1849-06-01,Truce,1845/1855,gregorian,Roe 1966
feud,Long Feud,1801-02-03/1809-05-04,Long Feud,,gregorian,Roe 1966
"""


@pytest.fixture
def landmarks(tmp_path):
    (tmp_path / "landmarks.csv").write_text(LANDMARKS, encoding="utf-8")
    return Landmarks(read_table(tmp_path / "landmarks.csv"))


@pytest.mark.parametrize(
    ("phrase", "year", "label"),
    [
        ("the Great Ball he fled", None, "Great Ball"),
        ("the great ball", None, "Great Ball"),
        ("Ravel no one slept", None, "Great Ball"),
        ("Ravel the army slept", None, "Great Ball"),
        ("Ravel Station", None, None),
        ("the Truce", 1850, "Truce"),
        ("the Truce", 1918, None),
        ("the Truce", None, None),
        ("the truce", 1850, None),
    ],
)
def test_a_landmark_is_known_by_its_name_and_time(landmarks, phrase, year, label):
    found = landmarks.named(phrase, year)
    assert (found and found.label) == label


def test_a_fault_in_the_landmarks_is_told(tmp_path):
    (tmp_path / "landmarks.csv").write_text(LANDMARKS + "ill,Ill,1848-05-32,Ill,,,Roe\n", encoding="utf-8")
    with pytest.raises(WorkbookError, match="'ill'"):
        Landmarks(read_table(tmp_path / "landmarks.csv"))


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        ("He wrote in 1830 that three days after Waterloo he slept.", "three days", "1815-06-21"),
        ("In 1830 he said that since Waterloo no one slept.", "since Waterloo", "1815-06-18/.."),
        ("In 1830 he spoke of the summer of Waterloo.", "the summer of", "1815-22"),
        ("In 1920 he spoke of the day after the Armistice.", "the day after", "1918-11-12"),
        ("Nothing had changed there since the Crimean War, he said in 1880.", "since the Crimean", "1856/.."),
    ],
)
def test_well_known_events_are_counted_from(read, text, words, edtf):
    row = read(text)
    assert value(row, words) == edtf
    assert row[[words in s for s in row.surface]].iloc[0].surface.endswith(("Waterloo", "Armistice", "War"))


def test_landmarks_have_one_name_each_and_an_authority():
    table = read_table(SEEDS / "lexicons" / "landmarks.csv")
    assert table.landmark_id.is_unique and (table.authority != "").all()
    spans = {}
    for row in table.itertuples():
        for cue in row.cues.lower().split("|"):
            spans.setdefault(cue, []).append(row.within)
    for cue, within in spans.items():
        ends = sorted(tuple(map(int, w.split("/"))) for w in within if w)
        assert len(within) == 1 or len(ends) == len(within), cue
        assert all(a[1] < b[0] for a, b in zip(ends, ends[1:], strict=False)), cue


@pytest.mark.parametrize(
    ("year", "month", "day", "iso"),
    [(1, 1, 1, "1792-09-22"), (2, 11, 9, "1794-07-27"), (8, 2, 18, "1799-11-09"), (14, 1, 1, "1805-09-23")],
)
def test_days_of_the_french_republic(year, month, day, iso):
    assert gregorian(year, month, day) == iso
    assert in_year(int(iso[:4]), month, day) == iso


@pytest.mark.parametrize(("year", "month", "day"), [(0, 1, 1), (15, 1, 1), (2, 13, 1), (2, 1, 31)])
def test_what_was_no_day_of_the_french_republic(year, month, day):
    with pytest.raises(ValueError, match="French Republic"):
        gregorian(year, month, day)


def test_a_feast_of_many_days_and_one_whose_rule_changed():
    assert feast("easter-6..easter-1", 1848) == "1848-04-17/1848-04-22"
    assert [feast("11/-1/3<1942<11/4/3", y) for y in (1941, 1945)] == ["1941-11-27", "1945-11-22"]
