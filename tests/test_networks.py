"""Who mentions whom: measures against networkx and counting by hand, figures of any corpus, corrections that carry through."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from helpers.analyse import agreement, baseline, naming, networks, scores
from helpers.analyse.speakers import words_spoken
from helpers.annotate import chronicle
from helpers.annotate.seeds import load_seeds
from helpers.publish import charts_codes, charts_corpus, charts_graph, charts_naming, charts_network, words_codes, words_network
from helpers.publish.figures import FOLDER, save_figure
from helpers.publish.graph_files import gexf_bytes, graphml_bytes
from helpers.publish.style import PAGE, house_style
from helpers.workbook import open_workbook
from tests.conftest import ROOT
from tests.test_figures import check_legible, words_shown

CHARTS = {
    "matrix": charts_network.mention_matrix,
    "measures": charts_network.measures,
    "network": charts_graph.network,
    "address": charts_naming.forms_of_address,
    "flattened": charts_naming.flattened,
    "translation": charts_codes.translation,
    "codes": charts_codes.code_names,
    "pronouns": charts_codes.named_and_pronouns,
}
DATA = {
    "matrix": charts_network.matrix_data,
    "measures": charts_network.measures_data,
    "network": charts_graph.network_data,
    "address": charts_naming.address_data,
    "flattened": charts_naming.flattened_data,
    "translation": charts_codes.translation_data,
    "codes": charts_codes.code_data,
    "pronouns": charts_codes.pronoun_data,
    "composition": charts_corpus.composition_data,
}
SENTENCES = {
    "matrix": words_network.matrix_said,
    "speakers": words_network.who_speaks,
    "flattened": words_network.flattened_said,
    "silence": words_network.silence_said,
    "translation": words_codes.languages_said,
    "codes": words_codes.codes_said,
    "pronouns": words_codes.pronouns_said,
}

# doc, paragraph, speaker, author, person, form, surface
MADE_UP = [
    ("d", 1, "ann", "ann", "bob", "name", "Bob"),
    ("d", 1, "ann", "ann", "bob", "name", "BOBBY"),
    ("d", 2, "ann", "ann", "carl", "pronoun", "he"),
    ("d", 2, "bob", "ann", "carl", "name", "Carl"),
    ("d", 3, "bob", "ann", "ann", "epithet", "Bob's wife"),
    ("e", 1, "dora", "dora", "bob", "name", "Bob"),
    ("e", 1, "dora", "dora", "dora", "name", "Dora"),
]
WORDS = [
    ("d", 1, "ann", 40),
    ("d", 2, "ann", 10),
    ("d", 2, "bob", 50),
    ("d", 3, "bob", 50),
    ("e", 1, "dora", 200),
    ("e", 2, "dora", 50),
]


@pytest.fixture
def mentions():
    table = pd.DataFrame(MADE_UP, columns="doc_id passage speaker author person_id form surface".split())
    return table.assign(mention_id=[f"{d}:{i}" for i, d in enumerate(table.doc_id)])


@pytest.fixture
def words():
    return pd.DataFrame(WORDS, columns="doc_id passage speaker words".split())


@pytest.fixture(scope="module")
def gold():
    return open_workbook(ROOT / "tests" / "gold" / "texts")


def test_a_matrix_counts_each_mention_once(mentions):
    table = networks.matrix(mentions)
    assert table.loc["ann"].to_dict() == {"bob": 2, "carl": 1, "ann": 0, "dora": 0}
    assert list(table.columns[:2]) == ["bob", "carl"] and table.to_numpy().sum() == len(mentions)
    parts = networks.matrices(mentions, "form")
    assert sum(p.to_numpy().sum() for p in parts.values()) == len(mentions)


def test_naming_and_the_draws_are_defined_once():
    assert networks.NAMED is chronicle.NAMED and scores.LAYERS["named"] == frozenset(chronicle.NAMED)
    seeds = {m.SEED for m in (agreement, baseline, networks, scores)}
    assert seeds == {1917} and {baseline.RESAMPLES, agreement.RESAMPLES, networks.DRAWS, scores.RESAMPLES} == {1000}


def test_rates_are_per_1000_words_of_the_speaker(mentions, words):
    rates = networks.per_1000(networks.matrix(mentions), words)
    assert rates.loc["ann", "bob"] == 1000 * 2 / 50
    assert rates.loc["bob", "carl"] == 1000 * 1 / 100
    assert networks.per_1000(networks.matrix(mentions), words[words.speaker != "dora"]).loc["dora"].isna().all()


def test_measures_are_those_of_networkx(mentions, words):
    table = networks.measures(mentions, words, draws=50).set_index("node")
    graph = nx.DiGraph()
    graph.add_nodes_from(table.index)
    for row in networks.edges(mentions).itertuples():
        if row.speaker != row.person_id:
            graph.add_edge(row.speaker, row.person_id, weight=row.count)
    for node in graph:
        assert table.in_degree[node] == graph.in_degree(node) and table.out_degree[node] == graph.out_degree(node)
        assert table.in_strength[node] == graph.in_degree(node, "weight")
        assert table.out_strength[node] == graph.out_degree(node, "weight")
    assert table.rate["dora"] == 1000 * 1 / 250 and np.isnan(table.rate["carl"])


def test_intervals_are_the_same_twice_and_hold_what_was_counted(workbook):
    mentions, spoken = words_network.named(workbook), networks.words_spoken(workbook)
    one, two = networks.measures(mentions, spoken), networks.measures(mentions, spoken)
    pd.testing.assert_frame_equal(one, two)
    shuffled = networks.measures(mentions.sample(frac=1, random_state=1), spoken.sample(frac=1, random_state=2))
    pd.testing.assert_frame_equal(one, shuffled)
    assert not one.equals(networks.measures(mentions, spoken, seed=1))
    often = one[one.in_strength > 20]
    assert ((often.in_strength_low < often.in_strength) & (often.in_strength < often.in_strength_high)).all()
    assert (one.in_degree_high <= one.in_degree).all() and (one.out_degree_high <= one.out_degree).all()


def test_who_never_changes_has_no_interval_to_speak_of():
    """One paragraph a text: every draw is the text itself."""
    mentions = pd.DataFrame([("d", 1, "ann", "bob")], columns="doc_id passage speaker person_id".split())
    spoken = pd.DataFrame([("d", 1, "ann", 10)], columns="doc_id passage speaker words".split())
    row = networks.measures(mentions, spoken).set_index("node").loc["ann"]
    assert row.out_strength_low == row.out_strength_high == 1 and row.rate_low == row.rate_high == 100


def test_flattened_everything_is_the_authors(mentions):
    assert set(networks.flatten(mentions).speaker) == {"ann", "dora"}
    table = networks.misattributed(mentions).set_index("doc_id")
    assert table.wrong.to_dict() == {"d": 2, "e": 0, "all": 2} and table.loc["d", "value"] == 2 / 5


def test_who_never_named_whom(mentions, words):
    table = networks.never_named(mentions[mentions.form == "name"], words, ["bob", "carl"])
    assert list(zip(table.speaker, table.person_id, strict=True)) == [("dora", "carl"), ("ann", "carl")]
    assert list(table.words) == [250, 50]


def test_forms_of_address_take_one_line_and_lower_a_headings_capitals(mentions):
    table = naming.forms_of_address(
        mentions.assign(surface=["N.K.", "BOBBY\nSMITH", "N. K.", "Lenin’s wife", "Carl", "Bob", "Dora"])
    )
    assert set(table.called) == {"N. K.", "Bobby Smith", "Lenin's wife", "Carl", "Bob", "Dora"}
    assert table["count"].sum() == len(mentions)


def test_words_are_those_of_the_voices(workbook):
    spoken = networks.words_spoken(workbook)
    kept = networks.counted_passages(workbook)
    assert spoken.words.sum() == kept.n_words.sum()
    every = words_spoken(workbook)
    furniture = workbook.passages[workbook.passages.zone == "boilerplate"].doc_id
    for doc_id in set(every.doc_id) - set(workbook.alignments.doc_id) - set(furniture):
        one = every[every.doc_id == doc_id].groupby("speaker_group").words.sum()
        assert spoken[spoken.doc_id == doc_id].groupby("speaker").words.sum().to_dict() == one.to_dict()


def test_a_letter_in_two_languages_counts_once(workbook):
    mentions = networks.counted_mentions(workbook)
    assert not mentions.surface.str.contains("[А-Яа-я]").any() and (mentions.zone != "boilerplate").all()
    pairs = naming.paired_mentions(workbook)
    assert len(pairs) and not pairs.source_id[pairs.source_id != ""].isin(mentions.mention_id).any()


def test_the_graph_files_hold_the_same_edges(workbook):
    mentions = networks.counted_mentions(workbook)
    graph = networks.graph(mentions, networks.words_spoken(workbook), charts_network.names(workbook))
    weights = {(r.speaker, r.person_id): int(r.count) for r in networks.edges(mentions).itertuples()}
    again = nx.read_graphml(io.BytesIO(graphml_bytes(graph))), nx.read_gexf(io.BytesIO(gexf_bytes(graph)))
    for opened in again:
        assert {(a, b): d["all_forms"] for a, b, d in opened.edges(data=True)} == weights
        assert set(opened) == set(graph) and opened.nodes["lenin"]["label"] == "Lenin"
    assert b"lastmodified" not in gexf_bytes(graph)


def test_graph_files_have_the_same_bytes_in_another_process():
    command = (
        "import networkx as nx, hashlib; from helpers.publish.graph_files import *;"
        "g = nx.DiGraph(); g.add_node('z', label='Z', words=1); g.add_node('b', label='B', words=2);"
        "g.add_edge('z', 'b', weight=2, all_forms=3, passages='d:1', drawn=True);"
        "print(hashlib.sha256(graphml_bytes(g) + gexf_bytes(g)).hexdigest())"
    )
    found = {
        subprocess.check_output([sys.executable, "-c", command], cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed})
        for seed in ("1", "2", "3")
    }
    assert len(found) == 1


def test_a_saved_network_lists_its_graph_files(workbook, monkeypatch, tmp_path):
    monkeypatch.setenv(FOLDER, str(tmp_path))
    save_figure(charts_graph.network(workbook), "02_network", workbook)
    files = json.loads((tmp_path / "02_network.json").read_text(encoding="utf-8"))["files"]
    assert {"02_network.graphml", "02_network.gexf", "02_network.html"} <= set(files)
    assert all((tmp_path / f).exists() for f in files)
    assert 'href="02_network.gexf"' in (tmp_path / "index.html").read_text(encoding="utf-8")
    drawn = {(a, b) for a, b, d in nx.read_graphml(tmp_path / "02_network.graphml").edges(data=True) if d["drawn"]}
    data = pd.read_csv(tmp_path / "02_network.csv")
    assert drawn == set(zip(data.speaker, data.person_id, strict=True))


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("corpus_of", ["workbook", "gold"])
def test_every_label_is_legible(name, corpus_of, request):
    chart = CHARTS[name](request.getfixturevalue(corpus_of))
    check_legible(chart.figure, PAGE)
    assert "nan" not in " ".join(map(str, chart.legend.__dict__.values())).split()


@pytest.mark.parametrize("corpus_of", ["workbook", "gold"])
def test_no_edge_crosses_a_label(corpus_of, request):
    chart = charts_graph.network(request.getfixturevalue(corpus_of))
    canvas, axes = FigureCanvasAgg(chart.figure), chart.figure.axes[0]
    with house_style():
        canvas.draw()
    boxes = [t.get_window_extent(canvas.get_renderer()) for t in axes.findobj(lambda a: isinstance(a, Text)) if t.get_text()]
    heaviest, steps = chart.data["count"].max(), np.linspace(0, 1, 60)[:, None]
    for row in chart.data.itertuples():
        one, bend, other = (np.array(p) for p in charts_graph.curve(row.x, row.y, row.to_x, row.to_y))
        points = axes.transData.transform((1 - steps) ** 2 * one + 2 * steps * (1 - steps) * bend + steps**2 * other)
        half = charts_graph.thickness(row.count, heaviest) / 72 * chart.figure.dpi / 2
        for x, y in points:
            assert not any(b.x0 - half < x < b.x1 + half and b.y0 - half < y < b.y1 + half for b in boxes), row.id


def test_every_edge_leads_to_its_passages_and_the_page_does_not_republish(workbook):
    chart = charts_graph.network(workbook)
    assert set(chart.interactive.passages) == set(chart.data.id)
    for edge in chart.data.itertuples():
        rows = chart.interactive.passages[edge.id]
        told = sum(int(r["text"].split()[1]) if r["text"].startswith("and ") else 1 for r in rows)
        assert told == edge.count and all(r["cite"] and r["speaker"] for r in rows)
    quoted = {
        k: [{**r, "text": r["text"].removeprefix("… ")} for r in v if not r["text"].startswith("and ")]
        for k, v in chart.interactive.passages.items()
    }
    for row in workbook.documents.itertuples():
        assert words_shown(workbook, quoted, row.doc_id) <= len(workbook.texts[row.doc_id].split()) * int(row.quote_share) / 100


def test_the_layout_is_a_formula(workbook):
    edges = charts_graph.network_data(workbook)
    assert charts_graph.layout(edges) == charts_graph.layout(edges.sample(frac=1, random_state=3))


def corrected(tmp_path, mention, values: str):
    """The workbook's seeds with one more decision over a mention."""
    folder = tmp_path / "seeds"
    shutil.copytree(ROOT / "seeds", folder, dirs_exist_ok=True)
    text = load_seeds(folder).texts[mention.doc_id]
    row = {
        "table": "mentions", "action": "change", "doc_id": mention.doc_id, "exact": mention.surface,
        "prefix": text[mention.start - 40 : mention.start], "suffix": text[mention.end : mention.end + 40],
        "start": mention.start, "values": values, "who": "test", "when": "2026-11-22", "why": "a test",
    }  # fmt: skip
    with (folder / "corrections.csv").open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    with (folder / "corrections.csv").open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, header, lineterminator="\n").writerow(row)
    return open_workbook(folder)


CASES = {
    "a name": ("form == 'name' and person_id == 'lenin' and speaker_id == 'hopner'", "person_id=krupskaya",
               {"matrix", "measures", "network", "address", "pronouns"}, {"matrix", "pronouns"}),
    "a pronoun": ("form == 'pronoun' and person_id == 'lenin' and speaker_id == 'service'", "person_id=stalin",
                  {"pronouns"}, {"pronouns"}),
    "a name in Russian": ("form == 'name' and person_id == 'stalin' and surface == 'Сталин'", "person_id=bukharin",
                          {"translation"}, {"translation"}),
    "a code name": ("form == 'pseudonym' and surface == 'Grigory'", "person_id=nogin",
                    {"matrix", "measures", "pronouns", "codes"}, {"codes"}),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_correction_changes_the_figures_and_sentences_it_concerns_and_no_others(case, workbook, tmp_path):
    query, values, figures, sentences = CASES[case]
    chosen = workbook.mentions.query(query).query("decided_by == 'rule'").iloc[0]
    other = corrected(tmp_path, chosen, values)
    changed = {name for name, data in DATA.items() if not data(workbook).equals(data(other))}
    said = {name for name, say in SENTENCES.items() if say(workbook) != say(other)}
    assert (changed, said) == (figures, sentences)


LETTER = 'Dear Otto,\n\nI saw Lenin and his wife. Lenin said: "I have read Trotsky." Nobody named '
"Stalin.\n\nYours,\nAnna Berg\n"
CORPORA = {
    "the texts of the tests": None,
    "one letter": {"a.txt": LETTER},
    "nobody is named": {"a.txt": "the rain fell on the empty town and nothing stirred until morning came.\n" * 9},
    "no word": {"a.txt": "..."},
}


@pytest.mark.parametrize("case", CORPORA)
def test_the_notebook_runs_on_another_corpus(case, corpus, monkeypatch, tmp_path):
    folder = corpus(CORPORA[case]) if CORPORA[case] else ROOT / "tests" / "gold" / "texts"
    monkeypatch.setenv(FOLDER, str(tmp_path / "figures"))
    book = json.loads((ROOT / "notebooks" / "02_who_mentions_whom.ipynb").read_text(encoding="utf-8"))
    space = {"HERE": folder}
    for cell in book["cells"]:
        if cell["cell_type"] == "code":
            source = "".join(cell["source"]).replace("open_workbook()", "open_workbook(HERE)")
            *lines, last = source.replace("(rules_only", "(HERE, rules_only").splitlines()
            exec("\n".join(lines), space)
            try:
                value = eval(last, space)
            except SyntaxError:
                exec(last, space)
                continue
            said = getattr(value, "data", "")
            assert not isinstance(said, str) or "nan" not in said.split()
            repr(value)


def test_the_notebook_types_no_number():
    """Prose of the notebook holds no count: years, percents of an interval and figure names aside."""
    book = json.loads((ROOT / "notebooks" / "02_who_mentions_whom.ipynb").read_text(encoding="utf-8"))
    prose = " ".join("".join(c["source"]) for c in book["cells"] if c["cell_type"] == "markdown").replace("95 %", "")
    for word in ("two", "three", "four", "five", "six", "seven"):
        prose = (
            prose.replace("in two languages", "")
            .replace("two languages", "")
            .replace("stands in two", "")
            .replace("two mentions", "")
        )
        assert f" {word} " not in prose, word
