"""A score on the terminal: every rate with its interval, every disagreement with its place and words."""

from __future__ import annotations

from coded import TEXT, event, passage, reading, written

from workbench import codings, scorecard, scoring, terminal
from workbench.scores import FAULTS, FIELDS, Score


def shown(reached, capsys):
    terminal.console().print(scorecard.page(reached))
    return capsys.readouterr().out


def test_every_field_and_fault_has_a_line_within_a_hundred_columns(tmp_path, capsys):
    (coding,) = codings.read(written(tmp_path))
    out = shown(scoring.compare(coding, reading(event())), capsys)
    assert max(map(len, out.splitlines())) <= 100
    for words in (*FIELDS.values(), *FAULTS.values()):
        assert words.split(",")[0] in out
    assert "100 % (21–100)" in out
    assert "Where they differ" not in out


def test_a_disagreement_shows_both_sides_its_place_and_its_words(tmp_path, capsys):
    (coding,) = codings.read(written(tmp_path))
    out = " ".join(shown(scoring.compare(coding, reading(event(type="shelling"))), capsys).split())
    at = passage("hit")
    assert "confused type: coded rocket_attack, read shelling" in out
    assert f"sena.txt:{at.start}-{at.end} “hit”" in out
    assert "type: rocket_attack read as shelling, 1x" in out
    assert TEXT[at.start : at.end] == "hit"


def test_a_rate_of_nothing_is_a_dash_and_never_a_zero():
    assert scorecard.rate(0, 0) == "–"
    assert scorecard.rate(0, 4) == "0 % (0–49)"


def test_an_empty_score_is_shown(capsys):
    assert "0 coded articles" in shown(Score(), capsys)
