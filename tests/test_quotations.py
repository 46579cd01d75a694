"""What each style of quotation marks becomes."""

import pytest

from helpers.annotate.quotations import quotations


def quoted(text):
    return [(q.depth, text[q.start : q.end]) for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('The baker said, "Bread is dear."', [(1, "Bread is dear.")]),
        ("The baker said, “Bread is dear.”", [(1, "Bread is dear.")]),
        ("The baker said, ‘Bread is dear.’", [(1, "Bread is dear.")]),
        ("The baker said, 'Bread is dear.'", [(1, "Bread is dear.")]),
        ("Der Bäcker sagte: „Brot ist teuer.“ Dann ging er.", [(1, "Brot ist teuer.")]),
        ("Le boulanger dit : «Le pain est cher.»", [(1, "Le pain est cher.")]),
        ("Le boulanger dit : « Le pain est cher. »", [(1, " Le pain est cher. ")]),
        ('"Bread," said the baker, "is dear."', [(1, "Bread,"), (1, "is dear.")]),
        ('She wrote “bread”, “salt” and "tea".', [(1, "bread"), (1, "salt"), (1, "tea")]),
        ('(“Bread is dear”)—"and salt"', [(1, "Bread is dear"), (1, "and salt")]),
    ],
)
def test_every_style_of_marks(text, found):
    assert quoted(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "“The porter told me, ‘Come back,’ and I went,” she said.",
            [(1, "The porter told me, ‘Come back,’ and I went,"), (2, "Come back,")],
        ),
        (
            "'The porter told me, \"Come back,\" and I went,' she said.",
            [(1, 'The porter told me, "Come back," and I went,'), (2, "Come back,")],
        ),
        (
            "\"The porter told me, 'Come back,' and I went,\" she said.",
            [(1, "The porter told me, 'Come back,' and I went,"), (2, "Come back,")],
        ),
    ],
)
def test_a_quotation_inside_another(text, found):
    assert quoted(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "It wasn't the baker's fault, nor the bakers' wives' either.",
        "It wasn’t the baker’s fault, nor the bakers’ wives’ either.",
        "In the winter of '47 the rock 'n' roll had not begun.",
        "O'Hara and D’Arcy drank at six o'clock.",
        "A board 5' long and 6\" wide stood by the door.",
        "",
        "No marks at all.",
    ],
)
def test_an_apostrophe_opens_nothing(text):
    assert quoted(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("‘It was the miners’ strike that did it,’ he said.", [(1, "It was the miners’ strike that did it,")]),
        ("‘I can’t and I won’t,’ he said.", [(1, "I can’t and I won’t,")]),
        ("'I can't and I won't,' he said.", [(1, "I can't and I won't,")]),
        ("“The miners’ strike did it,” he said.", [(1, "The miners’ strike did it,")]),
    ],
)
def test_an_apostrophe_ends_nothing(text, found):
    assert quoted(text) == found


def test_an_unclosed_quotation_ends_with_the_paragraph():
    (q,) = quotations("The baker said, “Bread is dear. Salt is dear too.")
    assert (q.closed, q.end) == (False, 49)


def test_an_unclosed_quotation_ends_where_a_new_frame_begins():
    text = "A baker said, “Bread is dear. Salt is dear too. A second witness answered, “Not in our town.”"
    assert quoted(text) == [(1, "Bread is dear. Salt is dear too."), (1, "Not in our town.")]
    assert [q.closed for q in quotations(text)] == [False, True]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The baker said, ““Bread is dear.”", "Bread is dear."),
        ("The baker said, “Bread is dear.””", "Bread is dear."),
        ('The baker said, ""Bread is dear."', "Bread is dear."),
    ],
)
def test_a_doubled_mark_quotes_once(text, found):
    assert found in [words for _, words in quoted(text)]
    assert len({words.strip('“”"') for _, words in quoted(text)}) == 1


def test_spans_are_nested_and_in_order():
    text = "“One ‘two’ three ‘four’,” he said. “Five.”"
    spans = [(q.start, q.end, q.depth) for q in quotations(text)]
    assert spans == sorted(spans, key=lambda s: (s[0], -s[1]))
    assert [d for *_, d in spans] == [1, 2, 2, 1]
