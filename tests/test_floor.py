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
from scoring import KINDS

from workbench.scores import FAULTS, FIELDS, Fault, Score, Tally

FLOOR = Path(__file__).parent / "floor.json"
COUNTS = ("killed_voiced", "wounded_voiced")
"""Together they are the counts of people with who gives them, which have a floor as one."""
RATED = ("attacks", "counts")
"""These have a floor for what is read and one for what is coded; every other field one for its F1."""
FLOORS = (
    *(f"{name}_{rate}" for name in RATED for rate in ("precision", "recall")),
    *(f"{name}_f1" for name in FIELDS if name not in RATED),
)
CEILINGS = tuple(FAULTS)


def figures(score):
    """The score as floors are pinned: rates in whole per cent, rounded down (of nothing: 100), and faults as counts."""
    tallies = {name: score.tally(name) for name in FIELDS} | {"counts": sum(map(score.tally, COUNTS), Tally())}
    pinned = {name: getattr(tallies[field], rate) for name in FLOORS for field, rate in [name.rsplit("_", 1)]}
    shares = {name: 1.0 if rate is None else rate for name, rate in pinned.items()}
    per_cent = {name: math.floor(100 * share) for name, share in shares.items()}
    return per_cent | {name: score.fault(name).count for name in CEILINGS}


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
    assert {kind: set(figures) for kind, figures in pinned.items()} == {kind: {*FLOORS, *CEILINGS} for kind in KINDS}


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
    tallies = {
        "attacks": Tally(2, 1, 0),
        "type": Tally(1, 1, 0),
        "killed_voiced": Tally(100, 0, 1),
        "wounded_voiced": Tally(99, 0, 0),
    }
    reached = figures(Score(1, tallies, {"leaks": Fault(2, 9)}))
    assert reached["attacks_precision"] == 66
    assert reached["type_f1"] == 66
    assert reached["counts_recall"] == 99
    assert reached["leaks"] == 2


def test_nothing_read_is_nothing_made_up_and_nothing_there_is_nothing_missed():
    reached = figures(Score(1, {"attacks": Tally(0, 0, 3)}))
    assert (reached["attacks_precision"], reached["attacks_recall"]) == (100, 0)
    assert (reached["counts_precision"], reached["counts_recall"], reached["place_f1"]) == (100, 100, 100)
