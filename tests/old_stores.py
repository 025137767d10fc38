"""Stores as earlier versions wrote them: `stores/version_1.sql` is a dump of one that release 0.3.0 made."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

_DUMP = Path(__file__).parent / "stores" / "version_1.sql"


def of_version_1(place):
    """The number of entries in the log of a store of version 1 that now lies at a place, a file or PostgreSQL's URL."""
    dump = _DUMP.read_text(encoding="utf-8")
    if not isinstance(place, str):
        with closing(sqlite3.connect(place)) as connection:
            connection.executescript(dump)
            connection.execute("PRAGMA journal_mode = WAL")
            return connection.execute("SELECT count(*) FROM log").fetchone()[0]
    import psycopg

    with psycopg.connect(place) as connection:
        for statement in _for_postgresql(dump):
            connection.execute(statement)
        return connection.execute("SELECT count(*) FROM log").fetchone()[0]


def _for_postgresql(dump):
    """The same tables and rows as PostgreSQL was given them: it numbers readings by itself, and had no triggers yet."""
    body = dump.removeprefix("BEGIN TRANSACTION;\n").removesuffix("COMMIT;\n")
    body = re.sub(r"^CREATE TRIGGER .*$", "", body, flags=re.MULTILINE)
    body = body.replace("number INTEGER NOT NULL", "number SERIAL NOT NULL")
    body = re.sub(r"INSERT INTO \"readings\" VALUES\(\d+,", "INSERT INTO readings VALUES(DEFAULT,", body)
    # A statement ends where its line does; the lines inside of a reading do not end in one.
    return [part for part in re.split(r"(?<=\);)\n", body) if part.strip()]
