"""`benchmarks/reading.py`: what we read in a corpus, from its text alone, in the form that its scorer takes."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

STORY = (
    "KABUL, Afghanistan (Jan. 10, 2011) - Four insurgents were killed on Saturday when a patrol came under fire "
    "in Helmand province, a spokesman said."
)
CORPORA = ("muc4", "isaf", "timex", "geo")


@pytest.fixture
def read(project, tmp_path):
    """The predictions for the rows given, and the finished process."""

    def run(corpus, *lines):
        inputs, output = tmp_path / "inputs.jsonl", tmp_path / "predictions.jsonl"
        inputs.write_text("\n".join(lines), encoding="utf-8")
        command = [sys.executable, project / "benchmarks/reading.py", corpus, inputs, "-o", output]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        written = output.read_text(encoding="utf-8").splitlines() if output.exists() else []
        return [json.loads(line) for line in written], done

    return run


def row(**facts):
    return json.dumps({"docid": "one", "text": STORY, "doc_date": "2011-01-10", **facts})


@pytest.mark.model
@pytest.mark.parametrize("corpus", CORPORA)
def test_one_prediction_for_each_document_in_its_order(read, corpus):
    predictions, done = read(corpus, row(), row(docid="two"))
    assert (done.returncode, done.stderr) == (0, "")
    assert [p["docid"] for p in predictions] == ["one", "two"]


@pytest.mark.model
@pytest.mark.parametrize("corpus", CORPORA)
def test_coded_answers_that_stand_beside_the_text_change_nothing(read, corpus):
    answers = {"ree": {"Victim": [["nobody"]]}, "templates": [], "timexes": [], "toponyms": [], "min_killed": 99}
    assert read(corpus, row())[0] == read(corpus, row(**answers))[0]


@pytest.mark.model
def test_spans_are_code_points_of_the_text_also_behind_an_emoji(read):
    text = "\U0001f534 Yesterday rockets hit Kabul, the army said."
    for corpus, words, spans in (("timex", "Yesterday", "timexes"), ("geo", "Kabul", "toponyms")):
        (prediction,), _ = read(corpus, row(text=text))
        assert [text[s["start"] : s["end"]] for s in prediction[spans]] == [words]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("no JSON", "inputs.jsonl:1: no document"),
        ("[]", "inputs.jsonl:1: no document"),
        ('{"docid": "one"}', "inputs.jsonl:1: 'text' is missing"),
        ('{"docid": "one", "text": "", "doc_date": "soon"}', "inputs.jsonl:1: no document"),
    ],
)
def test_a_line_that_is_no_document_is_named_with_its_place(read, line, said):
    _, done = read("timex", line)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_the_help_says_where_the_public_gets_each_corpus(project):
    command = [sys.executable, project / "benchmarks/reading.py", "--help"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    sources = shown[shown.index("where the corpora are") :]
    assert [c for c in CORPORA if f"  {c} " not in sources] == []
    assert sources.count("github.com/") >= len(CORPORA)
