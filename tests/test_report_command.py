"""`workbench report` writes one page, says so in a line, and refuses what it cannot do in a sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from commanded import ended
from readings import sample_reading

from workbench import __main__


@pytest.fixture
def run(monkeypatch, capsys):
    """The command run in this process on a hand-made reading: its exit code, standard output and standard error."""

    def read(file, day):
        reading = sample_reading(day)
        return replace(reading, article=replace(reading.article, source=str(file)))

    def ran(*arguments):
        monkeypatch.setattr(__main__, "_read", read)
        return ended(monkeypatch, capsys, "report", *arguments)

    return ran


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text("Shells fell.", encoding="utf-8")
    return path


def test_a_page_is_written_and_told_in_a_line(run, story, tmp_path):
    out = tmp_path / "out.html"
    code, said, complaint = run(story, "-o", out, "--published", "2020-11-17", "--no-picture")
    assert (code, complaint) == (0, "")
    assert said.startswith(f"{out}: 2 events and 6 claims, on a page of ")
    assert said.count("\n") == 1
    assert "17 November 2020" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["none.txt", "-o", "out.html"], "none.txt: there is no such file; name one story."),
        (["story.txt", "-o", "out.pdf"], "out.pdf: give the file an ending that I can write: .html, .htm."),
        (["story.txt", "-o", "no/out.html"], "no/out.html: there is no folder no; make it first."),
        (["story.txt", "-o", "out.html", "--history", "none.csv"], "none.csv: there is no such file; check its name."),
        (
            ["story.txt", "-o", "out.html", "--store", "none.sqlite"],
            "none.sqlite: there is no such file; check its name.",
        ),
        ([".", "-o", "out.html"], ".: there is no such file; name one story."),
    ],
)
@pytest.mark.usefixtures("story")
def test_what_cannot_be_done_is_one_sentence(run, tmp_path, monkeypatch, arguments, sentence):
    monkeypatch.chdir(tmp_path)
    code, said, complaint = run(*arguments, "--no-picture")
    assert (code, said) == (2, "")
    assert complaint.startswith(sentence)
    assert complaint.count("\n") == 1
    assert not (tmp_path / "out.html").exists()


def test_the_story_is_never_overwritten(run, tmp_path):
    page = tmp_path / "story.html"
    page.write_text("<p>Shells fell.</p>", encoding="utf-8")
    code, _, complaint = run(page, "-o", page)
    assert code == 2
    assert complaint == f"{page}: the report is made from this very file; give it another name.\n"
    assert page.read_text(encoding="utf-8") == "<p>Shells fell.</p>"


def test_a_report_without_a_place_to_go_is_asked_for_one(run, story):
    code, _, complaint = run(story)
    assert code == 2
    assert "-o" in complaint
