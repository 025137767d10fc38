"""Undo and redo come out of the log alone, step by step, each analyst's own."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import ARTICLE, MAIN, OTHER, sample_reading

from workbench import store
from workbench.desk.steps import redoable, undoable
from workbench.records import Correction


@pytest.fixture
def kept():
    with store.open("sqlite://") as opened:
        opened.save(sample_reading())
        yield opened


def correction(number, was=None, *, event=MAIN, by="mina"):
    return Correction(ARTICLE, event, "missing", was, toll(number), "typo", by=by)


def toll(number):
    return f'{{"best":{number},"rule":"analyst"}}'


def seqs(step):
    return [entry.seq for entry in step] if step else None


def test_an_empty_log_has_nothing_to_undo_or_redo(kept):
    assert undoable(kept.log(), "mina") is None
    assert redoable(kept.log(), "mina") is None


def test_the_last_step_is_undone_first_and_redone_first(kept):
    kept.append(correction(1))
    kept.append(correction(2, toll(1)))
    assert seqs(undoable(kept.log(), "mina")) == [2]
    kept.undo_all([2], by="mina")
    assert seqs(undoable(kept.log(), "mina")) == [1]
    assert seqs(redoable(kept.log(), "mina")) == [3]
    kept.undo_all([3], by="mina")
    assert [made.now for made in kept.corrections()] == [toll(1), toll(2)]
    assert seqs(undoable(kept.log(), "mina")) == [2]
    assert redoable(kept.log(), "mina") is None


def test_what_was_committed_together_is_one_step(kept):
    kept.append_all([correction(1), correction(1, event=OTHER)])
    assert seqs(undoable(kept.log(), "mina")) == [1, 2]
    kept.undo_all([1, 2], by="mina")
    assert kept.corrections() == ()
    assert seqs(redoable(kept.log(), "mina")) == [3, 4]


def test_a_new_step_leaves_nothing_to_redo(kept):
    kept.append(correction(1))
    kept.undo_all([1], by="mina")
    kept.append(correction(2))
    assert redoable(kept.log(), "mina") is None


def test_an_analyst_undoes_only_her_own(kept):
    kept.append(correction(1))
    kept.append(correction(1, event=OTHER, by="jon"))
    assert seqs(undoable(kept.log(), "mina")) == [1]
    assert seqs(undoable(kept.log(), "jon")) == [2]


def test_committed_together_means_all_or_none(kept):
    with pytest.raises(store.StoreError):
        kept.append_all([correction(1), replace(correction(1, event=OTHER), article="unseen")])
    assert kept.log() == ()


@given(st.lists(st.sampled_from(["do", "undo", "redo"]), max_size=14))
def test_undo_and_redo_are_a_walk_along_one_line(moves):
    with store.open("sqlite://") as memory:
        memory.save(sample_reading())
        line, at = [], 0
        for number, move in enumerate(moves):
            if move == "do":
                memory.append(correction(number, line[at - 1] if at else None))
                line, at = [*line[:at], toll(number)], at + 1
            step = undoable(memory.log(), "mina") if move == "undo" else redoable(memory.log(), "mina")
            if move != "do":
                possible = at > 0 if move == "undo" else at < len(line)
                assert (step is not None) is possible
                if step:
                    memory.undo_all([entry.seq for entry in step], by="mina")
                    at += -1 if move == "undo" else 1
            assert [made.now for made in memory.corrections()] == line[:at]
        memory.verify()
