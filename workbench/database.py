"""A path or URL in, a connected database with our tables out.

SQLite with every setting that keeps an acknowledged write through a crash, or
PostgreSQL. The tables are described once for both; those of an earlier version
are led up to today's by `migrations`. Nothing here knows what a correction
means.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import NullPool, StaticPool

from workbench import migrations
from workbench.ledger import StoreError

SCHEMA = 2
"""The version of the tables below; a store of an earlier one is upgraded, one of a later is refused."""
_TABLES = sa.MetaData()
_SCHEMA_VERSION = sa.Table("schema_version", _TABLES, sa.Column("version", sa.Integer, primary_key=True))
ARTICLES = sa.Table(
    "articles",
    _TABLES,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("source", sa.Text, nullable=False),
)
READINGS = sa.Table(
    "readings",
    _TABLES,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("article", sa.Text, sa.ForeignKey("articles.id"), nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("saved", sa.Text, nullable=False),
    sa.Column("lines", sa.Text, nullable=False),
    sa.Index("readings_by_article", "article", "number"),
)
LOG = sa.Table(
    "log",
    _TABLES,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    # Unique, so that the chain cannot fork even where a lock should fail.
    sa.Column("prev_hash", sa.Text, nullable=False, unique=True),
    sa.Column("hash", sa.Text, nullable=False, unique=True),
    sa.Column("when", sa.Text, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("article", sa.Text, sa.ForeignKey("articles.id"), nullable=False),
    sa.Column("event", sa.Text, nullable=False),
    sa.Column("field", sa.Text, nullable=False),
    sa.Column("was", sa.Text),
    sa.Column("now", sa.Text),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("passage", sa.Text),
    sa.Column("undoes", sa.Integer, sa.ForeignKey("log.seq")),
    sa.Column("part", sa.Text),
    sa.Index("log_by_field", "article", "event", "field"),
)
_ONLY_GROWS = {
    "sqlite": tuple(
        f"CREATE TRIGGER log_no_{act.lower()} BEFORE {act} ON log BEGIN SELECT RAISE(ABORT, 'the log only grows'); END"
        for act in ("UPDATE", "DELETE")
    ),
    "postgresql": (
        """CREATE OR REPLACE FUNCTION log_only_grows() RETURNS trigger LANGUAGE plpgsql
        AS $$ BEGIN RAISE EXCEPTION 'the log only grows'; END $$""",
        """CREATE TRIGGER log_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON log
        FOR EACH STATEMENT EXECUTE FUNCTION log_only_grows()""",
    ),
}
"""What keeps the log from being changed, in the databases that can hold a store."""
_PREPARING = 0x10C0_5708
"""The number under which PostgreSQL lets one process at a time make or upgrade the tables."""

_PATIENCE = 10
"""Seconds that a writer of a SQLite file waits for the others."""


def connect(path_or_url: str | Path, *, new: bool = True) -> sa.Engine:
    """The database at a path or URL with our tables in it, made where there are none unless `new` is false.

    `sqlite://` is one in memory, gone when closed. Raises StoreError for a place that holds no store.
    """
    url = _url(path_or_url)
    if not new:
        _refuse_missing(url)
    engine = _engine(url)
    try:
        with refusals(engine, "it cannot be opened as a store", "name another place"):
            _open(engine, new=new)
    except StoreError:
        engine.dispose()
        raise
    return engine


def named(engine: sa.Engine) -> str:
    """The path or URL of a database, without its password."""
    if engine.url.get_backend_name() == "sqlite" and engine.url.database:
        return engine.url.database
    return engine.url.render_as_string(hide_password=True)


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A connection to read on; raises StoreError where the database refuses."""
    with refusals(engine), engine.connect().execution_options(reads_only=True) as connection:
        yield connection


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that no other writer can interleave, committed when the block ends."""
    with refusals(engine), engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text("LOCK TABLE log, articles, readings IN EXCLUSIVE MODE"))
        yield connection


@contextmanager
def refusals(
    engine: sa.Engine, what: str = "the database refused, and nothing was saved", remedy: str = "try again"
) -> Iterator[None]:
    """A block in which what the database refuses is raised as one StoreError sentence."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        reason = " ".join(str(error.orig).split())
        raise StoreError(f"{named(engine)}: {what} ({reason}); {remedy}.") from error


def _url(path_or_url: str | Path) -> sa.URL:
    if "://" not in str(path_or_url):
        return sa.URL.create("sqlite", database=str(path_or_url))
    try:
        url = sa.make_url(str(path_or_url))
    except sa.exc.ArgumentError as error:
        raise StoreError(f"{path_or_url}: this is no database URL; write postgresql://host/name.") from error
    if url.drivername in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in _ONLY_GROWS:
        raise StoreError(f"{url!r}: a store is kept in a SQLite file or in PostgreSQL; name one of these.")
    return url


def _is_in_memory(url: sa.URL) -> bool:
    return url.database in (None, "", ":memory:")


def _refuse_missing(url: sa.URL) -> None:
    if url.get_backend_name() == "sqlite" and not (_is_in_memory(url) or Path(str(url.database)).is_file()):
        raise StoreError(f"{url.database}: there is no such file; check its name.")


def _engine(url: sa.URL) -> sa.Engine:
    try:
        if url.get_backend_name() != "sqlite":
            return sa.create_engine(url, pool_pre_ping=True)
    except (ImportError, sa.exc.NoSuchModuleError) as error:
        raise StoreError(
            f"{url.drivername}: its driver is missing ({error}); install incident-workbench[postgresql], or use a file."
        ) from error
    # A file's connection is closed after each use, so that the one file can be copied at any time.
    engine = sa.create_engine(url, poolclass=StaticPool if _is_in_memory(url) else NullPool)
    sa.event.listen(engine, "connect", _configure)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _configure(connection: Any, _record: object) -> None:  # noqa: ANN401 (the driver's own type)
    # Transactions are begun by `_begin`; the driver's own deferred ones would let two writers read the same end.
    connection.isolation_level = None
    for setting in (f"busy_timeout = {_PATIENCE * 1000}", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {setting}")


def _write_ahead(connection: Any, _record: object) -> None:  # noqa: ANN401 (the driver's own type)
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            # This one statement does not wait for its turn: SQLite refuses it at once while others make the file.
            if time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def _begin(connection: sa.Connection) -> None:
    reads_only = connection.get_execution_options().get("reads_only", False)
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")


def _open(engine: sa.Engine, *, new: bool) -> None:
    """Nothing: the tables are there and of today's version; a store that is current is only looked at."""
    with engine.connect().execution_options(reads_only=True) as connection:
        found = _version(connection)
    if found is None and not new:
        raise StoreError(f"{named(engine)}: this is a database, but it holds no store; name another.")
    if engine.dialect.name == "sqlite":
        # Only now: the setting stays in the file, and another program's file is left as it is.
        sa.event.listen(engine, "connect", _write_ahead)
    if found != SCHEMA:
        with engine.begin() as connection:
            _prepare(connection)


def _version(connection: sa.Connection) -> int | None:
    """The version of the tables in a database; None where there are none."""
    if not sa.inspect(connection).has_table(_SCHEMA_VERSION.name):
        return None
    found: int | None = connection.scalar(sa.select(sa.func.max(_SCHEMA_VERSION.c.version)))
    return found


def _prepare(connection: sa.Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_PREPARING)))
    # Asked again, now that nobody else can: another process may just have done it.
    found = _version(connection)
    if found is None:
        _TABLES.create_all(connection)
        for statement in _ONLY_GROWS[connection.dialect.name]:
            connection.exec_driver_sql(statement)
        connection.execute(_SCHEMA_VERSION.insert().values(version=SCHEMA))
    elif found < SCHEMA:
        migrations.upgrade(connection, found=found, to=SCHEMA)
    elif found > SCHEMA:
        raise StoreError(f"{named(connection.engine)}: a later version of the workbench wrote this; update yours.")
