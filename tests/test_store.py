"""The store forgets nothing that it acknowledged, and says so when somebody else did."""

import datetime as dt
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readings import ARTICLE, MAIN, OTHER, TEXT, TUESDAY, passage, sample_reading

from workbench import database, ledger, store
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
def kept(place):
    """A store that holds the sample reading, in a file and in PostgreSQL."""
    with store.open(place) as opened:
        opened.save(sample_reading())
        yield opened


@pytest.fixture
def kept_in_file(file):
    with store.open(file) as opened:
        opened.save(sample_reading())
        yield opened


def test_a_reading_comes_back_equal(kept):
    assert kept.reading(ARTICLE) == sample_reading()


def test_a_newer_reading_is_one_more_version_and_touches_no_correction(kept):
    kept.correct(correction())
    kept.save(sample_reading(TUESDAY))
    kept.save(sample_reading(TUESDAY))
    assert kept.reading(ARTICLE) == sample_reading(TUESDAY)
    assert kept.readings(ARTICLE) == (sample_reading(), sample_reading(TUESDAY))
    assert [made.now for made in kept.corrections()] == [toll(3)]


def test_the_articles_of_a_store_are_told_in_the_order_in_which_they_came(kept):
    second = replace(sample_reading().article, id="000000000000", source="a later story")
    kept.save(replace(sample_reading(), article=second))
    kept.save(sample_reading(TUESDAY))
    assert kept.articles() == ((ARTICLE, "sample"), ("000000000000", "a later story"))


@pytest.mark.parametrize("read", [store.Store.reading, store.Store.readings])
def test_an_article_that_was_never_saved_has_no_reading(kept, read):
    with pytest.raises(store.StoreError, match="holds no article 'unseen'"):
        read(kept, "unseen")


def test_a_correction_is_on_disk_when_it_returns(kept, place):
    made = kept.correct(correction(passage=passage("counted four dead")))
    with store.open(place) as elsewhere:
        assert elsewhere.corrections(ARTICLE) == (made,)
    assert made.when is not None
    assert made == correction(passage=passage("counted four dead"), when=made.when)
    assert TEXT[made.passage.start : made.passage.end] == made.passage.text


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


def test_what_was_taken_off_a_field_is_put_back_one_after_the_other(kept):
    kept.append_all([correction(), correction(was=toll(3), now=toll(4))])
    kept.undo(2)
    kept.undo(1)
    with pytest.raises(store.StoreError, match="Later entries on killed stand on entry 3; undo entry 4 first"):
        kept.undo(3)
    kept.undo(4)
    kept.undo(3)
    assert [made.now for made in kept.corrections()] == [toll(3), toll(4)]
    assert kept.log()[-1].now == toll(4)
    kept.undo(2)
    assert [made.now for made in kept.corrections()] == [toll(3)]


def test_what_was_taken_off_is_not_put_back_on_a_newer_correction(kept):
    kept.correct(correction())
    kept.undo(1)
    kept.correct(correction(now=toll(5)))
    with pytest.raises(store.StoreError, match="undo entry 3 first"):
        kept.undo(2)
    assert [made.now for made in kept.corrections()] == [toll(5)]


def test_many_corrections_go_in_together_and_one_may_stand_on_another(kept):
    entries = kept.append_all([correction(), correction(was=toll(3), now=toll(4)), correction(event=OTHER, was=None)])
    assert [entry.seq for entry in entries] == [1, 2, 3]
    assert kept.log() == entries
    assert kept.append_all([]) == ()


@pytest.mark.parametrize(
    ("last", "refused"),
    [
        ({"was": SETTLED, "now": toll(9)}, StaleCorrection),
        ({"reason": "because"}, CorrectionError),
        ({"article": "unseen"}, store.StoreError),
    ],
)
def test_of_many_corrections_none_goes_in_where_one_is_refused(kept, last, refused):
    with pytest.raises(refused):
        kept.append_all([correction(), correction(event=OTHER, was=None), correction(**last)])
    assert kept.log() == ()
    kept.correct(correction())
    assert kept.verify() == 1


def test_many_entries_are_undone_together_the_last_first_and_made_good_in_turn(kept):
    kept.append_all([correction(), correction(was=toll(3), now=toll(4)), correction(event=OTHER, was=None)])
    undoings = kept.undo_all([1, 3, 2], by="jon", note="a slip")
    assert [(entry.seq, entry.undoes, entry.who, entry.note) for entry in undoings] == [
        (4, 3, "jon", "a slip"),
        (5, 2, "jon", "a slip"),
        (6, 1, "jon", "a slip"),
    ]
    assert kept.corrections() == ()
    kept.undo_all(entry.seq for entry in undoings)
    assert [made.now for made in kept.corrections()] == [toll(3), toll(4), toll(3)]
    assert kept.verify() == 9


def test_of_many_entries_none_is_undone_where_one_cannot_be(kept):
    kept.append_all([correction(), correction(was=toll(3), now=toll(4)), correction(event=OTHER, was=None)])
    with pytest.raises(store.StoreError, match="undo entry 2 first"):
        kept.undo_all([3, 1])
    with pytest.raises(store.StoreError, match="has no entry 7; it has 3"):
        kept.undo_all([7, 3])
    assert len(kept.corrections()) == len(kept.log()) == 3


def test_a_correction_of_one_part_is_not_stale_for_that_of_another(kept):
    def marked(part, now):
        mention = f'{{"end":5,"kind":"actor","rule":"{now}","start":0,"text":"Shell"}}'
        return Correction(ARTICLE, "", "mention", None, mention, "annotation", by="mina", part=part)

    kept.append_all([marked("0-5:actor", "a"), marked("0-5:place", "b")])
    with pytest.raises(StaleCorrection):
        kept.correct(marked("0-5:actor", "c"))
    kept.undo(1)
    assert [made.part for made in kept.corrections()] == ["0-5:place"]


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


@pytest.fixture
def alter(place):
    """What runs a statement on the database past the store, and raises the driver's own error."""

    def run(*statements):
        if isinstance(place, str):
            import psycopg

            with psycopg.connect(place) as connection:
                for statement in statements:
                    connection.execute(statement)
            return
        with closing(sqlite3.connect(place)) as connection, connection:
            for statement in statements:
                connection.execute(statement)

    return run


def unguarded(place):
    if isinstance(place, str):
        return ("DROP TRIGGER log_only_grows ON log",)
    return ("DROP TRIGGER log_no_update", "DROP TRIGGER log_no_delete")


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE log SET now = '0' WHERE seq = 2",
        "UPDATE log SET who = 'x' WHERE seq = 2",
        "UPDATE log SET part = 'x' WHERE seq = 2",
        "DELETE FROM log WHERE seq = 2",
    ],
)
def test_damage_to_the_log_is_found_and_named(kept, place, alter, damage):
    kept.append_all([correction(), correction(was=toll(3), now=toll(4)), correction(was=toll(4), now=toll(5))])
    alter(*unguarded(place), damage)
    with pytest.raises(store.StoreError, match=r"Entry [23] of the log is not as it was committed"):
        kept.verify()


@pytest.mark.parametrize("change", ["UPDATE log SET who = 'x'", "DELETE FROM log"])
def test_the_log_only_grows(kept, alter, change):
    kept.correct(correction())
    with pytest.raises(Exception, match="the log only grows"):
        alter(change)
    assert kept.verify() == 1


def test_the_log_of_postgresql_cannot_be_emptied_at_once(database):
    import psycopg

    url = database()
    with store.open(url) as kept:
        kept.save(sample_reading())
        kept.correct(correction())
        with psycopg.connect(url) as connection, pytest.raises(psycopg.Error, match="the log only grows"):
            connection.execute("TRUNCATE log CASCADE")
        assert kept.verify() == 1


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


@pytest.mark.usefixtures("kept")
def test_a_store_of_a_later_version_is_refused(place, alter):
    alter("UPDATE schema_version SET version = 99")
    with pytest.raises(store.StoreError, match="a later version of the workbench"):
        store.open(place)


def test_where_no_new_store_is_wanted_none_is_made(tmp_path, database):
    missing, url = tmp_path / "review.sqlite", database()
    with pytest.raises(store.StoreError, match=r"review\.sqlite: there is no such file; check its name"):
        store.open(missing, new=False)
    with pytest.raises(store.StoreError, match="this is a database, but it holds no store; name another"):
        store.open(url, new=False)
    assert list(tmp_path.iterdir()) == []
    with store.open(url) as made, store.open(url, new=False) as again:
        assert again.articles() == made.articles() == ()


def test_a_database_of_another_program_is_left_as_it_is(file):
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE notes (words TEXT)")
    before = file.read_bytes()
    with pytest.raises(store.StoreError, match="holds no store"):
        store.open(file, new=False)
    assert file.read_bytes() == before


def test_a_database_without_its_driver_is_refused_with_the_remedy():
    with pytest.raises(store.StoreError, match=r"driver is missing .*; install incident-workbench\[postgresql\]"):
        store.open("postgresql+asyncpg://host/name")


@pytest.mark.parametrize("url", ["mysql://mina:secret@host/name", "oracle://mina:secret@host/name"])
def test_a_database_of_another_make_is_refused_without_its_password(url):
    with pytest.raises(store.StoreError, match="in a SQLite file or in PostgreSQL; name one of these") as refused:
        store.open(url)
    assert "secret" not in str(refused.value)


def test_a_server_that_does_not_answer_is_one_sentence(database):
    with pytest.raises(store.StoreError, match=r"it cannot be opened as a store .*; name another place\.$") as refused:
        store.open(database() + "&port=1")
    assert "\n" not in str(refused.value)


def test_the_file_can_be_copied_alone_while_the_store_is_open(kept_in_file, file, tmp_path):
    kept_in_file.correct(correction())
    copy = tmp_path / "copy.sqlite"
    copy.write_bytes(file.read_bytes())
    with store.open(copy) as copied:
        assert copied.corrections() == kept_in_file.corrections()


def test_a_file_that_another_process_is_just_making_is_waited_for(tmp_path, monkeypatch):
    with closing(sqlite3.connect(tmp_path / "new.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        waits = []
        monkeypatch.setattr(database.time, "sleep", lambda _: waits.append(other.execute("COMMIT")))
        with store.open(tmp_path / "new.sqlite") as kept:
            kept.save(sample_reading())
        assert len(waits) == 1
