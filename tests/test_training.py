"""The way from corpora to the pipeline, station by station, on corpora of three words; nothing is trained here."""

from __future__ import annotations

import lzma

import evaluate
import gather
import package
import pytest
import registered
import side_by_side
import spacy
import treebanks
import vectors
from spacy.tokens import Doc, DocBin, Span
from spacy.training import Example

CONLLU = """# newdoc id = one
# text = Rebels can't shell Testville.
1\tRebels\trebel\tNOUN\tNNS\tNumber=Plur\t4\tnsubj\t_\t_
2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\t_
2\tca\tcan\tAUX\tMD\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tshell\tshell\tVERB\tVB\t_\t0\troot\t_\t_
4.1\tnothing\tnothing\tPRON\tNN\t_\t_\t_\t_\t_
5\tTestville\tTestville\tPROPN\tNNP\t_\t4\tobj\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# newdoc id = two
1\t_\t_\tNOUN\tNN\t_\t0\troot\t_\t_

1\tRain\train\tNOUN\tNN\t_\t2\tnsubj\t_\t_
2\tfell\tfall\tVERB\tVBD\t_\t0\troot\t_\t_
"""


@pytest.fixture
def english():
    return spacy.blank("en")


@pytest.fixture
def treebank(tmp_path):
    path = tmp_path / "card.conllu.xz"
    path.write_bytes(lzma.compress(CONLLU.encode()))
    return path


def doc_of(english, words, heads=None, deps=None, ents=()):
    doc = Doc(english.vocab, words=words.split(), heads=heads, deps=deps)
    doc.set_ents([Span(doc, start, end, label) for start, end, label in ents])
    return doc


def test_a_treebank_is_read_without_its_empty_words_and_with_its_spaces(treebank):
    first, withheld, last = treebanks.sentences(treebank)
    assert [word.form for word in first.words] == ["Rebels", "ca", "n't", "shell", "Testville", "."]
    assert [word.space for word in first.words] == [True, False, True, True, False, True]
    assert [word.head for word in first.words] == [3, 3, 3, -1, 3, 3]
    assert [sentence.new_document for sentence in (first, withheld, last)] == [True, True, False]


def test_a_doc_has_our_labels_and_no_withheld_sentence(treebank, english):
    docs = treebanks.docs(treebanks.sentences(treebank), english.vocab, most=12)
    assert [doc.text.strip() for doc in docs] == ["Rebels can't shell Testville.", "Rain fell"]
    assert [token.dep_ for token in docs[0]] == ["nsubj", "aux", "neg", "ROOT", "dobj", "punct"]


def test_a_doc_has_no_more_sentences_than_are_asked_for(treebank, english):
    rain = treebanks.sentences(treebank)[2]
    docs = treebanks.docs([rain] * 5, english.vocab, most=2)
    assert [len(list(doc.sents)) for doc in docs] == [2, 2, 1]


def test_a_treebank_that_is_not_there_is_named(tmp_path):
    with pytest.raises(SystemExit, match=r"absent\.conllu\.xz is not there; training/README\.md says where"):
        treebanks.sentences(tmp_path / "absent.conllu.xz")


def test_files_are_gathered_in_order_and_as_often_as_asked(tmp_path, english, monkeypatch, capsys):
    for name in ("a", "b"):
        DocBin(docs=[english.make_doc(name)]).to_disk(tmp_path / f"{name}.spacy")
    parts = [f"{tmp_path}/a.spacy", f"{tmp_path}/b.spacy*2"]
    monkeypatch.setattr("sys.argv", ["gather.py", str(tmp_path / "all.spacy"), *parts])
    gather.main()
    whole = DocBin().from_disk(tmp_path / "all.spacy").get_docs(english.vocab)
    assert [doc.text for doc in whole] == ["a", "b", "b"]
    assert capsys.readouterr().out == "all.spacy: 3 Docs, 3 words\n"


def test_each_run_has_its_folder_and_its_options():
    found = side_by_side.runs(["out/a:", "one.cfg", "--x", "1", "out/b:", "two.cfg"])
    assert {str(out): options for out, options in found.items()} == {
        "out/a": ["one.cfg", "--x", "1"],
        "out/b": ["two.cfg"],
    }


def test_options_before_a_folder_are_refused():
    with pytest.raises(SystemExit, match=r"'one\.cfg' stands before any `OUT:`"):
        side_by_side.runs(["one.cfg"])


@pytest.mark.parametrize(
    ("chances", "expected"),
    [
        ({"lower": 1.0, "upper": 0.0, "title": 0.0}, "the mckay's army fled"),
        ({"lower": 0.0, "upper": 1.0, "title": 0.0}, "THE MCKAY'S ARMY FLED"),
        ({"lower": 0.0, "upper": 0.0, "title": 1.0}, "The McKay'S Army Fled"),
    ],
)
def test_a_text_is_seen_once_more_in_another_letter_case(english, chances, expected):
    gold = Doc(english.vocab, words=["The", "McKay", "'s", "army", "fled"], spaces=[True, False, True, True, False])
    gold.set_ents([Span(gold, 1, 2, "PERSON")])
    example = Example(english.make_doc(gold.text), gold)
    first, second = registered.letter_case(**chances, seed=1)(english, example)
    assert first.text == "The McKay's army fled"
    assert second.text.casefold() == expected.casefold()
    assert second.text.replace("'S", "'s") == expected.replace("'S", "'s")
    assert [(entity.start, entity.end, entity.label_) for entity in second.reference.ents] == [(1, 2, "PERSON")]


def test_a_letter_case_that_is_never_drawn_changes_nothing(english):
    example = Example(english.make_doc("Rain fell"), english.make_doc("Rain fell"))
    assert list(registered.letter_case(0.0, 0.0, 0.0, seed=1)(english, example)) == [example]


def test_entities_are_right_only_with_their_span_and_their_type(english):
    gold = doc_of(english, "Hamas and Jordan met Ali", ents=[(0, 1, "ORG"), (2, 3, "GPE"), (4, 5, "PERSON")])
    ruler = english.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": "Hamas"}, {"label": "PERSON", "pattern": "Jordan"}])
    scores = evaluate.names(english, [gold])
    assert scores == {"all": 40.0, "PERSON": 0.0, "NORP": None, "GPE": 0.0, "LOC": None, "ORG": 100.0, "FAC": None}


def test_the_scoreboard_is_two_tables():
    trees = {"tags": 95.0, "pos": 96.0, "lemmas": 97.0, "uas": 90.0, "las": 87.0, "sentences": 98.0}
    names = dict.fromkeys(("all", *evaluate.TYPES), 80.0) | {"FAC": None}
    board = evaluate.scoreboard({"trees": {"PUD": trees}, "names": {"PUD": names}})
    assert "| PUD | 95.0 | 90.0 | 87.0 | 97.0 | 98.0 |" in board
    assert "| PUD | 80.0 | 80.0 | 80.0 | 80.0 | 80.0 | 80.0 | - |" in board


@pytest.mark.parametrize(
    ("word", "rank", "expected"),
    [
        ("war", 10, ["war", "War", "WAR"]),
        ("shelling", 20_000, ["shelling", "Shelling"]),
        ("o'brien", 60_000, ["O'brien"]),
        ("kunduz", 60_000, ["Kunduz"]),
    ],
)
def test_a_word_has_a_vector_in_the_cases_that_it_is_met_in(word, rank, expected):
    assert list(vectors.forms(word, rank)) == expected


def test_a_model_never_ships_without_its_licence(tmp_path):
    built, model = tmp_path / "built", tmp_path / "model"
    built.mkdir()
    model.mkdir()
    (model / "LICENSE").touch()
    with pytest.raises(SystemExit, match="has no NOTICE"):
        package.package(built, model)


def test_what_was_built_replaces_what_was_there(tmp_path):
    built, model = tmp_path / "built", tmp_path / "model"
    for folder in (built / "ner", model / "old"):
        folder.mkdir(parents=True)
        (folder / "weights").write_text(folder.name)
    for name in (*package.KEPT, "stale"):
        (model / name).write_text(name)
    package.package(built, model)
    files = sorted(str(path.relative_to(model)) for path in model.rglob("*") if path.is_file())
    assert files == ["LICENSE", "NOTICE", "ner/weights"]
