"""The quality that was once reached on our own stories is never lost again.

`floor.json` pins it in whole per cent, and the number of faults that are
allowed. Where the machine has become better,

    WORKBENCH_RAISE_FLOOR=1 python -m pytest tests/test_floor.py

writes the better figures down; it can raise a floor and never lower one. The
stories are few and their coding is one person's: a floor, not a benchmark.
"""

from __future__ import annotations

import json
import math
import os
from pathlib import Path

import pytest
import scoring
from scoring import Score, Tally

FLOOR = Path(__file__).parent / "floor.json"
KINDS = ("reported", "exercises")
"""Stories of real events, looked at while rules were written, and the invented ones: a floor for each."""
FLOORS = ("attacks_precision", "attacks_recall", "counts_precision", "counts_recall")
CEILINGS = ("leaks", "astray", "alarms")


def figures(score):
    """The score as floors are pinned: shares in whole per cent, rounded down, and faults as they are."""
    shares = (score.attacks.precision, score.attacks.recall, score.counts.precision, score.counts.recall)
    per_cent = {name: math.floor(100 * share) for name, share in zip(FLOORS, shares, strict=True)}
    return per_cent | {name: getattr(score, name) for name in CEILINGS}


def raised(pinned, reached):
    """The floors after a better score: a share may only rise, a number of faults only fall."""
    higher = {name: max(pinned.get(name, 0), reached[name]) for name in FLOORS}
    return higher | {name: min(pinned.get(name, reached[name]), reached[name]) for name in CEILINGS}


@pytest.fixture(scope="module")
def reached():
    return {kind: figures(scoring.score(kind)) for kind in KINDS}


@pytest.fixture(scope="module")
def pinned(reached):
    """What floor.json pins, raised first where that is asked for."""
    if os.environ.get("WORKBENCH_RAISE_FLOOR") == "1":
        before = json.loads(FLOOR.read_text(encoding="utf-8")) if FLOOR.is_file() else {}
        higher = {kind: raised(before.get(kind, {}), reached[kind]) for kind in KINDS}
        FLOOR.write_text(json.dumps(higher, indent=2) + "\n", encoding="utf-8")
    return json.loads(FLOOR.read_text(encoding="utf-8"))


@pytest.mark.model
@pytest.mark.parametrize("name", FLOORS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_share_is_no_lower_than_its_floor(kind, name, reached, pinned):
    assert reached[kind][name] >= pinned[kind][name]


@pytest.mark.model
@pytest.mark.parametrize("name", CEILINGS)
@pytest.mark.parametrize("kind", KINDS)
def test_there_are_no_more_faults_than_are_pinned(kind, name, reached, pinned):
    assert reached[kind][name] <= pinned[kind][name]


@pytest.mark.model
@pytest.mark.parametrize("kind", KINDS)
def test_no_passage_is_ever_astray(kind, reached):
    assert reached[kind]["astray"] == 0


def test_every_figure_that_is_measured_is_pinned():
    pinned = json.loads(FLOOR.read_text(encoding="utf-8"))
    assert {kind: set(figures) for kind, figures in pinned.items()} == dict.fromkeys(KINDS, {*FLOORS, *CEILINGS})


def test_there_are_stories_with_and_without_an_attack():
    kinds = [coding["is_attack_article"] for _, coding in scoring.stories()]
    assert kinds.count(True) >= 10
    assert kinds.count(False) >= 2


def test_a_floor_can_be_raised_and_never_lowered():
    pinned = dict.fromkeys(FLOORS, 80) | dict.fromkeys(CEILINGS, 1)
    better = dict.fromkeys(FLOORS, 90) | dict.fromkeys(CEILINGS, 0)
    assert raised(pinned, better) == better
    assert raised(better, pinned) == better


def test_shares_are_rounded_down():
    score = Score(attacks=Tally(right=2, made_up=1), counts=Tally(right=199, missed=1))
    assert figures(score)["attacks_precision"] == 66
    assert figures(score)["counts_recall"] == 99


def test_nothing_read_is_nothing_made_up_and_nothing_there_is_nothing_missed():
    assert (Tally().precision, Tally().recall) == (1.0, 1.0)
    assert Tally(missed=3).recall == 0.0
