"""A path or URL in, a connected database with our tables out.

SQLite with every setting that keeps an acknowledged write through a crash, or
PostgreSQL. The tables are described once for both. Nothing here knows what a
correction means.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import NullPool, StaticPool

from workbench.ledger import StoreError

SCHEMA = 2
"""The version of the tables below; a store of a later one is refused."""
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
)
_ONLY_GROWS = tuple(
    f"CREATE TRIGGER IF NOT EXISTS log_no_{act.lower()} BEFORE {act} ON log "
    f"BEGIN SELECT RAISE(ABORT, 'the log only grows'); END"
    for act in ("UPDATE", "DELETE")
)


def connect(path_or_url: str | Path) -> sa.Engine:
    """The database at a path or URL with our tables in it, made where there are none.

    `sqlite://` is one in memory, gone when closed. Raises StoreError for a place that holds no store.
    """
    url = _url(path_or_url)
    engine = _engine(url)
    with refusals(engine, "it cannot be opened as a store", "name another place"), engine.begin() as connection:
        _prepare(connection)
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
        raise StoreError(f"{named(engine)}: {what} ({error.orig}); {remedy}.") from error


def _url(path_or_url: str | Path) -> sa.URL:
    if "://" not in str(path_or_url):
        return sa.URL.create("sqlite", database=str(path_or_url))
    try:
        return sa.make_url(str(path_or_url))
    except sa.exc.ArgumentError as error:
        raise StoreError(f"{path_or_url}: this is no database URL; write postgresql+psycopg://host/name.") from error


def _engine(url: sa.URL) -> sa.Engine:
    try:
        if url.get_backend_name() != "sqlite":
            return sa.create_engine(url)
    except (ImportError, sa.exc.NoSuchModuleError) as error:
        raise StoreError(f"{url.drivername}: its driver is missing ({error}); install it or use a file.") from error
    in_memory = url.database in (None, "", ":memory:")
    # A file's connection is closed after each use, so that the one file can be copied at any time.
    engine = sa.create_engine(url, poolclass=StaticPool if in_memory else NullPool)
    sa.event.listen(engine, "connect", _configure)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _configure(connection: Any, _record: object) -> None:  # noqa: ANN401 (the driver's own type)
    # Transactions are begun by `_begin`; the driver's own deferred ones would let two writers read the same end.
    connection.isolation_level = None
    for setting in ("busy_timeout = 10000", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {setting}")


def _begin(connection: sa.Connection) -> None:
    reads_only = connection.get_execution_options().get("reads_only", False)
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")


def _prepare(connection: sa.Connection) -> None:
    _TABLES.create_all(connection)
    found = connection.scalar(sa.select(sa.func.max(_SCHEMA_VERSION.c.version)))
    if found is None:
        connection.execute(_SCHEMA_VERSION.insert().values(version=SCHEMA))
    elif found > SCHEMA:
        raise StoreError(f"{named(connection.engine)}: a later version of the workbench wrote this; update yours.")
    if connection.dialect.name == "sqlite":
        for trigger in _ONLY_GROWS:
            connection.exec_driver_sql(trigger)
