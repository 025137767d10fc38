"""Writers in processes of their own: eight at once lose and double nothing, and a killed one loses nothing it was told.

All of them open the store at once, too: one that is not there yet, or one of an earlier version.
"""

from collections import Counter
from itertools import pairwise

import pytest
import writers
from old_stores import of_version_1
from readings import ARTICLE, sample_reading

from workbench import store

CREW = 8


@pytest.fixture(params=["no store yet", "a store of version 1"])
def start(request, place):
    """How many entries the log has before the writers come."""
    return of_version_1(place) if request.param == "a store of version 1" else 0


def test_eight_writers_at_once_lose_nothing_double_nothing_and_are_told_what_is_stale(place, start):
    told = [row for rows in writers.contended(place, CREW) for row in rows]
    made = sorted(tuple(row) for row in told if row[0] != "stale")
    with store.open(place, new=False) as kept:
        entries = kept.log()[start:]
        assert kept.verify() == start + len(made)
        assert kept.readings(ARTICLE)[-1] == sample_reading()
    assert [(entry.seq, entry.event, entry.now) for entry in entries] == made
    assert Counter(event for _, event, _ in made) == {
        "contested": 1,
        "shared": CREW * writers.SHARED,
        **{f"own {name}": writers.OWN for name in range(CREW)},
    }
    assert Counter(row[0] == "stale" for row in told if row[1] == "contested") == {True: CREW - 1, False: 1}
    shared = [entry for entry in entries if entry.event == "shared"]
    assert all(after.was == before.now for before, after in pairwise(shared))


def test_a_writer_killed_at_any_moment_loses_nothing_it_was_told(place):
    came_to = writers.killed(place, kills=10)
    assert came_to.acknowledged >= came_to.kills
    assert came_to.lost == ()
    assert came_to.entries >= came_to.acknowledged
