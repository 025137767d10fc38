"""What was read, corrected, undone and redone comes back equal, whatever the words are."""

import dataclasses
import datetime as dt
import types
from contextlib import closing
from functools import cache
from typing import Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readings import passage

from workbench import store
from workbench.corrections import written
from workbench.records import (
    Article,
    Attribution,
    Claim,
    Correction,
    Event,
    Mention,
    Munition,
    Place,
    Reading,
    Target,
    Toll,
)

ODD = (
    "😀👩‍👩‍👧",
    "e\u0301\u0327",
    "\u202eشرق\u202c עִבְרִית",
    "\"'`;--%s",
    "\x01\x1b[31m\x7f\x85",
    "\n\r\t\u2028",
    "\ufeff",
    " ",
)
WORDS = st.sampled_from(ODD) | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=6)
NAMES = WORDS.filter(str.strip)


@cache
def any_of(hint):
    """Whatever a type hint of the records allows."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return st.one_of(*(st.none() if part is type(None) else any_of(part) for part in get_args(hint)))
    if origin is Literal:
        return st.sampled_from(get_args(hint))
    if origin is tuple:
        return st.lists(any_of(get_args(hint)[0]), max_size=1).map(tuple)
    if dataclasses.is_dataclass(hint):
        return st.builds(hint, **{name: any_of(part) for name, part in get_type_hints(hint).items()})
    return {
        str: WORDS,
        int: st.integers(-(2**53), 2**53),
        float: st.floats(allow_nan=False, allow_infinity=False),
        bool: st.booleans(),
        dt.date: st.dates(),
    }[hint]


@st.composite
def readings(draw):
    kinds = (Mention, Claim, Event)
    return Reading(draw(any_of(Article)), *(tuple(draw(st.lists(any_of(kind), max_size=2))) for kind in kinds))


VALUES = {
    "killed": st.integers(0, 9).map(lambda best: Toll(None, best, None, "analyst")),
    "place": NAMES.map(lambda name: Place(name, None, None, None, "city", "analyst")),
    "perpetrators": st.lists(NAMES.map(lambda name: Attribution(name, "alleged")), max_size=2).map(tuple),
    "weapons": st.lists(NAMES.map(Munition), max_size=2).map(tuple),
    "targets": st.lists(NAMES.map(Target), max_size=2).map(tuple),
    "status": st.sampled_from(get_args(get_type_hints(Event)["status"])),
}


@st.composite
def made(draw):
    """A step of an analyst's work: a correction with odd words, and without the value that it overrules."""
    field = draw(st.sampled_from(sorted(VALUES)))
    now = written(draw(VALUES[field]))
    words = draw(st.none() | WORDS)
    found = dataclasses.replace(passage("Shells"), text=words) if words is not None else None
    return Correction(
        "", draw(st.sampled_from(["1", "2"])), field, None, now, "other", draw(WORDS), draw(NAMES), passage=found,
    )  # fmt: skip


STEPS = st.lists(made() | st.sampled_from(["undo", "redo"]), max_size=10)


class Bench:
    """What an analyst would expect of a store: corrections in force on one pile, those taken off on another."""

    def __init__(self, kept, article):
        self.kept, self.article = kept, article
        self.done, self.off, self.entries = [], [], 0

    def take(self, step):
        if isinstance(step, Correction):
            self.correct(step)
        elif step == "undo" and self.done:
            entry, was_made = self.done.pop()
            (undoing,) = self.kept.undo_all([entry])
            self.off.append((undoing.seq, entry, was_made))
            self.entries += 1
        elif step == "redo" and self.off:
            undoing, *taken_off = self.off.pop()
            self.kept.undo(undoing)
            self.done.append(tuple(taken_off))
            self.entries += 1

    def correct(self, step):
        standing = [each.now for _, each in self.done if (each.event, each.field) == (step.event, step.field)]
        entry = self.kept.append(
            dataclasses.replace(step, article=self.article, was=standing[-1] if standing else None)
        )
        self.done.append((entry.seq, entry.correction()))
        self.off = []
        self.entries += 1
        assert dataclasses.replace(entry.correction(), article="", was=None, when=None) == step


def comes_back(kept, reading, steps):
    kept.save(reading)
    assert kept.reading(reading.article.id) == reading
    bench = Bench(kept, reading.article.id)
    for step in steps:
        bench.take(step)
        assert kept.corrections(reading.article.id) == tuple(each for _, each in bench.done)
    assert kept.verify() == len(kept.log(reading.article.id)) == bench.entries
    assert kept.articles() == ((reading.article.id, reading.article.source),)


@given(readings(), STEPS)
@settings(max_examples=100)
def test_it_comes_back_equal_from_memory(reading, steps):
    with store.open("sqlite://") as kept:
        comes_back(kept, reading, steps)


@given(readings(), STEPS)
@settings(max_examples=15)
def test_it_comes_back_equal_from_a_file(tmp_path_factory, reading, steps):
    file = tmp_path_factory.mktemp("round") / "trip.sqlite"
    with store.open(file) as kept:
        comes_back(kept, reading, steps)
        before = kept.log()
    with closing(store.open(file, new=False)) as again:
        assert (again.log(), again.readings(reading.article.id)) == (before, (reading,))


@given(readings(), STEPS)
@settings(max_examples=15)
def test_it_comes_back_equal_from_postgresql(database, reading, steps):
    with store.open(database()) as kept:
        comes_back(kept, reading, steps)


@pytest.mark.parametrize("words", ["a\0b", "a\ud800b"])
@pytest.mark.parametrize("field", ["note", "by"])
def test_words_that_no_database_can_keep_are_refused_alike(place, words, field):
    with store.open(place) as kept:
        kept.save(Reading(Article(id="a", source="s", text="t"), (), (), ()))
        correction = Correction("a", "1", "killed", None, None, "other", **{"by": "mina", field: words})
        with pytest.raises(ValueError, match="holds a character that no text can hold; take it out"):
            kept.correct(correction)
        assert kept.log() == ()
