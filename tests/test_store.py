"""The store forgets nothing that it acknowledged, and says so when somebody else did."""

import datetime as dt
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readings import ARTICLE, MAIN, TEXT, TUESDAY, passage, sample_reading

from workbench import ledger, store
from workbench.corrections import CorrectionError, StaleCorrection, apply
from workbench.records import Correction

SETTLED = '{"best":2,"high":4,"low":2,"rule":"most_conservative"}'


def toll(best):
    return f'{{"best":{best},"rule":"analyst"}}'


def correction(was=SETTLED, now=None, **more):
    made = Correction(ARTICLE, MAIN, "killed", was, now or toll(3), "extraction_error", "read again 😀", "mina")
    return replace(made, **more)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "review.sqlite"


@pytest.fixture
def kept(file):
    with store.open(file) as opened:
        opened.save(sample_reading())
        yield opened


def test_a_reading_comes_back_equal(kept):
    assert kept.reading(ARTICLE) == sample_reading()


def test_a_newer_reading_is_one_more_version_and_touches_no_correction(kept, file):
    kept.correct(correction())
    kept.save(sample_reading(TUESDAY))
    kept.save(sample_reading(TUESDAY))
    assert kept.reading(ARTICLE) == sample_reading(TUESDAY)
    assert [made.now for made in kept.corrections()] == [toll(3)]
    with sqlite3.connect(file) as plain:
        assert plain.execute("SELECT count(*) FROM readings").fetchone() == (2,)
    plain.close()


def test_a_correction_is_on_disk_when_it_returns(kept, file):
    made = kept.correct(correction(passage=passage("counted four dead")))
    with store.open(file) as elsewhere:
        assert elsewhere.corrections(ARTICLE) == (made,)
    assert made.when is not None
    assert made == correction(passage=passage("counted four dead"), when=made.when)
    assert TEXT[made.passage.start : made.passage.end] == made.passage.text


def test_what_was_acknowledged_outlives_a_process_killed_at_once(file):
    program = f"""
import os, signal
from workbench import store
from test_store import correction, sample_reading
kept = store.open({str(file)!r}); kept.save(sample_reading()); kept.correct(correction())
os.kill(os.getpid(), signal.SIGKILL)
"""
    killed = subprocess.run([sys.executable, "-c", program], cwd="tests", check=False)
    assert killed.returncode == -9
    with store.open(file) as again:
        assert [made.now for made in again.corrections()] == [toll(3)]
        assert again.verify() == 1


def test_a_stale_correction_is_refused_with_both_values_and_who_was_first(kept):
    kept.correct(correction())
    with pytest.raises(StaleCorrection, match=r"entry 1 by mina") as refused:
        kept.correct(correction(now=toll(4), by="jon"))
    assert SETTLED in str(refused.value)
    assert toll(3) in str(refused.value)
    assert len(kept.log()) == 1


def test_writers_at_once_lose_nothing_and_fork_nothing(kept):
    def write(number):
        try:
            kept.correct(correction(now=toll(number)))
        except StaleCorrection:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(write, range(8))) == 1
    assert kept.verify() == 1


def test_an_undone_correction_stays_in_the_log_and_leaves_the_events(kept):
    kept.correct(correction())
    kept.undo(1, by="jon")
    assert [(entry.was, entry.now, entry.who, entry.undoes) for entry in kept.log()] == [
        (SETTLED, toll(3), "mina", None),
        (toll(3), SETTLED, "jon", 1),
    ]
    assert apply(sample_reading().events, kept.corrections()) == sample_reading().events
    assert kept.verify() == 2


def test_an_undoing_can_be_undone(kept):
    kept.correct(correction())
    kept.undo(1)
    kept.undo(2)
    assert [made.now for made in kept.corrections()] == [toll(3)]


def test_an_entry_that_later_ones_stand_on_is_not_undone(kept):
    kept.correct(correction())
    kept.correct(correction(was=toll(3), now=toll(4)))
    with pytest.raises(store.StoreError, match="undo entry 2 first"):
        kept.undo(1)
    kept.undo(2)
    kept.undo(1)
    assert kept.corrections() == ()
    with pytest.raises(store.StoreError, match="is taken back already"):
        kept.undo(1)


def test_after_an_undoing_the_value_taken_back_is_stale(kept):
    kept.correct(correction())
    kept.undo(1)
    with pytest.raises(StaleCorrection):
        kept.correct(correction(was=toll(3), now=toll(5)))
    kept.correct(correction(now=toll(5)))


@given(st.lists(st.sampled_from(["correct", "undo"]), max_size=8))
@settings(max_examples=25, deadline=None)
def test_the_value_in_force_is_always_the_latest_in_the_log(steps):
    with store.open("sqlite://") as memory:
        memory.save(sample_reading())
        for number, step in enumerate(steps):
            standing = memory.corrections()
            if step == "correct":
                memory.correct(correction(was=standing[-1].now if standing else SETTLED, now=toll(number)))
            elif memory.log():
                memory.undo(memory.log()[-1].seq)
            events = apply(sample_reading().events, memory.corrections())
            latest = memory.log()[-1].now if memory.log() else SETTLED
            assert ledger.canonical.text(events[0].values.killed) == latest
        assert memory.verify() == len(memory.log())


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE log SET now = '0' WHERE seq = 2",
        "UPDATE log SET who = 'x' WHERE seq = 2",
        "DELETE FROM log WHERE seq = 2",
    ],
)
def test_damage_to_the_log_is_found_and_named(kept, file, damage):
    kept.correct(correction())
    kept.correct(correction(was=toll(3), now=toll(4)))
    kept.correct(correction(was=toll(4), now=toll(5)))
    plain = sqlite3.connect(file)
    plain.executescript(f"DROP TRIGGER log_no_update; DROP TRIGGER log_no_delete; {damage};")
    plain.close()
    with pytest.raises(store.StoreError, match=r"Entry [23] of the log is not as it was committed"):
        kept.verify()


@pytest.mark.parametrize("change", ["UPDATE log SET who = 'x'", "DELETE FROM log"])
def test_the_log_only_grows(kept, file, change):
    kept.correct(correction())
    plain = sqlite3.connect(file)
    with pytest.raises(sqlite3.IntegrityError, match="the log only grows"):
        plain.execute(change)
    plain.close()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"reason": "because"}, "'because' is no reason code; use one of extraction_error"),
        ({"now": '{"best":-1,"rule":"analyst"}'}, "below zero"),
        ({"by": " "}, "analyst's name"),
        ({"by": "machine"}, "analyst's name"),
        ({"event": ""}, "name the event"),
        ({"part": "0-5:actor"}, "`part` names the claim or mention"),
        ({"field": "published", "now": '"2020-11-17"'}, "belongs to the article, not to an event"),
        ({"field": "headline"}, "cannot be corrected"),
    ],
)
def test_a_correction_that_cannot_be_is_refused_before_the_log(kept, wrong, said):
    with pytest.raises(CorrectionError, match=said):
        kept.correct(correction(**wrong))
    assert kept.log() == ()


def test_an_article_that_was_never_saved_is_refused(kept):
    with pytest.raises(store.StoreError, match="holds no article 'unseen'; save its reading first"):
        kept.correct(correction(article="unseen"))


def test_corrections_are_told_apart_by_article(kept):
    kept.correct(correction())
    assert kept.corrections("another") == ()


def test_a_time_without_a_zone_is_refused(kept):
    with pytest.raises(store.StoreError, match="has no zone"):
        kept.correct(correction(when=dt.datetime(2026, 1, 1)))  # noqa: DTZ001


def test_a_file_that_is_no_store_is_refused_by_name(tmp_path):
    page = tmp_path / "story.html"
    page.write_text("<p>no database</p>" * 99)
    with pytest.raises(store.StoreError, match=r"story\.html: it cannot be opened as a store"):
        store.open(page)


def test_a_folder_that_is_not_there_is_refused_by_name(tmp_path):
    with pytest.raises(store.StoreError, match=r"missing.review\.sqlite: it cannot be opened"):
        store.open(tmp_path / "missing" / "review.sqlite")


def test_a_store_of_a_later_version_is_refused(kept, file):
    kept.close()
    plain = sqlite3.connect(file)
    plain.execute("UPDATE schema_version SET version = 99")
    plain.commit()
    plain.close()
    with pytest.raises(store.StoreError, match="a later version of the workbench"):
        store.open(file)


def test_a_database_without_its_driver_is_refused_with_the_remedy():
    with pytest.raises(store.StoreError, match="driver is missing"):
        store.open("postgresql+asyncpg://host/name")


def test_the_file_can_be_copied_alone_while_the_store_is_open(kept, file, tmp_path):
    kept.correct(correction())
    copy = tmp_path / "copy.sqlite"
    copy.write_bytes(file.read_bytes())
    with store.open(copy) as copied:
        assert copied.corrections() == kept.corrections()
