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
        ("Between the 1640s and the 1660s the town shrank.", "164X/166X"),
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
