"""A store that an earlier version wrote is led up to today's tables: all of it or nothing, and nothing is lost."""

import logging
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from old_stores import of_version_1
from readings import ARTICLE, MAIN, TUESDAY, sample_reading

from workbench import database, migrations, store
from workbench.corrections import StaleCorrection
from workbench.records import Correction


def made(**more):
    was, now = '{"best":3,"rule":"analyst"}', '{"best":5,"rule":"analyst"}'
    return replace(Correction(ARTICLE, MAIN, "killed", was, now, "new_source", by="ada"), **more)


def in_the_order_of_the_text(reading):
    """A reading with its mentions as they follow each other, the wider of two first; version 1 grouped them by kind."""
    mentions = sorted(reading.mentions, key=lambda mention: (mention.start, -mention.end))
    return replace(reading, mentions=tuple(mentions))


def shape(engine):
    """Everything about the tables of a store that a database can tell, but for Alembic's own."""
    found = sa.inspect(engine)
    return {
        name: (
            [(column["name"], str(column["type"]), column["nullable"]) for column in found.get_columns(name)],
            found.get_pk_constraint(name)["constrained_columns"],
            sorted(tuple(index["column_names"]) for index in found.get_indexes(name) if not index["unique"]),
            sorted(tuple(unique["column_names"]) for unique in found.get_unique_constraints(name)),
            sorted((key["constrained_columns"][0], key["referred_table"]) for key in found.get_foreign_keys(name)),
        )
        for name in found.get_table_names()
        if name != "alembic_version"
    }


def guards(engine):
    tell = {
        "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'trigger' ORDER BY sql",
        "postgresql": "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    }
    with engine.connect() as connection:
        return connection.execute(sa.text(tell[engine.dialect.name])).all()


@pytest.fixture
def engine():
    """What opens a connection to a place past the store, closed at the end."""
    opened = []

    def connected(place):
        url = place.replace("postgresql:", "postgresql+psycopg:") if isinstance(place, str) else f"sqlite:///{place}"
        opened.append(sa.create_engine(url, poolclass=sa.NullPool))
        return opened[-1]

    yield connected
    for one in opened:
        one.dispose()


@pytest.fixture
def old(place):
    of_version_1(place)
    return place


def test_a_store_of_version_1_opens_with_all_that_it_held(old):
    with store.open(old) as kept:
        assert kept.verify() == 4
        assert [(entry.who, entry.field, entry.undoes, entry.part) for entry in kept.log()] == [
            ("mina", "killed", None, None),
            ("jon", "killed", None, None),
            ("mina", "killed", 2, None),
            ("mina", "published", None, None),
        ]
        assert [correction.now for correction in kept.corrections()] == ['{"best":3,"rule":"analyst"}', '"2020-11-18"']
        assert kept.corrections()[0].passage.text == "counted four dead"
        held = tuple(map(in_the_order_of_the_text, kept.readings(ARTICLE)))
        assert held == (sample_reading(), sample_reading(TUESDAY))


def test_a_store_of_version_1_is_worked_on_as_any_other(old):
    mention = '{"end":6,"kind":"action","rule":"hand","start":0,"text":"Shells"}'
    with store.open(old) as kept:
        kept.save(sample_reading())
        kept.append_all([made(), Correction(ARTICLE, "", "mention", None, mention, "annotation", by="ada", part="0-6")])
        with pytest.raises(StaleCorrection):
            kept.append(made())
        kept.undo(5)
        assert kept.verify() == 7
    with store.open(old, new=False) as again:
        assert [entry.part for entry in again.log()] == [None] * 5 + ["0-6", None]
        assert again.verify() == 7
        assert len(again.readings(ARTICLE)) == 3


@pytest.mark.parametrize("begun", ["of version 1", "with no tables"])
def test_the_way_up_ends_where_a_new_store_begins(request, place, tmp_path, engine, begun):
    if begun == "of version 1":
        of_version_1(place)
        store.open(place).close()
    else:
        with engine(place).begin() as connection:
            migrations.upgrade(connection, found=None, to=database.SCHEMA)
    new = request.getfixturevalue("database")() if isinstance(place, str) else tmp_path / "new.sqlite"
    store.open(new).close()
    assert shape(engine(place)) == shape(engine(new))
    assert guards(engine(place)) == guards(engine(new)) != []


def test_alembic_finds_no_difference_between_the_tables_and_their_description(old, engine):
    store.open(old).close()
    with engine(old).connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), database.LOG.metadata)
    assert found == []


def test_a_way_up_that_breaks_off_leaves_the_store_as_it_was(old, engine, monkeypatch):
    before = shape(engine(old))

    def breaks_off(connection, **versions):
        upgrade(connection, **versions)
        connection.execute(sa.text("INSERT INTO log (seq) VALUES (1)"))

    upgrade = migrations.upgrade
    monkeypatch.setattr(migrations, "upgrade", breaks_off)
    with pytest.raises(store.StoreError, match="it cannot be opened as a store"):
        store.open(old)
    assert shape(engine(old)) == before
    monkeypatch.undo()
    with store.open(old) as kept:
        assert kept.verify() == 4


def test_the_versions_stand_in_one_line_up_to_that_of_the_tables():
    versions = ScriptDirectory(str(Path(migrations.__file__).parent)).walk_revisions()
    assert [version.revision for version in versions] == [str(number) for number in range(database.SCHEMA, 0, -1)]


def test_the_way_up_says_nothing_on_the_terminal(tmp_path, capfd, caplog):
    of_version_1(tmp_path / "old.sqlite")
    with caplog.at_level(logging.WARNING):
        store.open(tmp_path / "old.sqlite").close()
    assert capfd.readouterr() == ("", "")
    assert caplog.messages == []


def test_a_path_with_odd_characters_is_no_obstacle(tmp_path):
    folder = tmp_path / "50% of %(here)s; überall"
    folder.mkdir()
    of_version_1(folder / "old.sqlite")
    with store.open(folder / "old.sqlite") as kept:
        assert kept.verify() == 4


def test_a_new_store_and_one_of_today_are_opened_without_loading_the_tool(tmp_path):
    script = f"""
import sys
from workbench import store
for time in ("made", "opened again"):
    store.open({str(tmp_path / "new.sqlite")!r}).close()
print("alembic" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_a_store_of_today_is_opened_while_another_writes(tmp_path):
    file = tmp_path / "review.sqlite"
    store.open(file).close()
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with store.open(file, new=False) as kept:
            assert kept.log() == ()
        other.execute("ROLLBACK")
