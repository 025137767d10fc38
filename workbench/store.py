"""Readings and corrections in, a database that forgets neither; and back.

One SQLite file by default, PostgreSQL by URL through the same code. What the
machine read is kept version by version; what analysts corrected is a log that
only grows. A correction is committed before `correct` returns. Nothing here
computes or judges a value: it only refuses what the log's own rules refuse.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import sqlalchemy as sa

from workbench import canonical, database, ledger
from workbench.database import ARTICLES, LOG, READINGS
from workbench.ledger import LogEntry, StoreError
from workbench.records import Article, Claim, Correction, Event, Mention, Reading

__all__ = ["LogEntry", "Store", "StoreError", "open"]


def open(path_or_url: str | Path = "workbench.sqlite", *, new: bool = True) -> Store:  # noqa: A001 (reads as `store.open`)
    """A store in a SQLite file, made where there is none, or at a database URL such as postgresql://host/name.

    `sqlite://` is a store in memory, gone when closed. One that an earlier version wrote is upgraded, all or nothing.
    Raises StoreError for a place that holds no store; where `new` is false, none is made.
    """
    return Store(database.connect(path_or_url, new=new))


class Store:
    """Readings and the log of corrections in one database; made by `open`."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def __repr__(self) -> str:
        return f"Store({self.name})"

    @property
    def name(self) -> str:
        """The path or URL of the store, without its password."""
        return database.named(self._engine)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None, /
    ) -> None:
        self.close()

    def close(self) -> None:
        """Nothing: the connections are closed; what was acknowledged was on disk before."""
        self._engine.dispose()

    def save(self, reading: Reading) -> None:
        """Nothing: the article and what the machine read are kept; a reading that differs is one more version."""
        article, lines = reading.article, "\n".join(_lines(reading))
        row = {"article": article.id, "digest": ledger.digest(lines), "lines": lines}
        with database.writing(self._engine) as connection:
            if not _holds(connection, article.id):
                connection.execute(ARTICLES.insert().values(id=article.id, source=article.source))
            if _newest(connection, article.id, READINGS.c.digest) != row["digest"]:
                connection.execute(READINGS.insert().values(saved=ledger.stamp(dt.datetime.now(dt.UTC)), **row))

    def reading(self, article_id: str) -> Reading:
        """What the machine read last on an article, without corrections; raises StoreError for an unknown one."""
        with database.reading(self._engine) as connection:
            lines = _newest(connection, article_id, READINGS.c.lines)
        if lines is None:
            raise StoreError(f"{self!r} holds no article {article_id!r}; save its reading first.")
        return _from_lines(lines)

    def readings(self, article_id: str) -> tuple[Reading, ...]:
        """Every version of what the machine read on an article, oldest first; raises StoreError for an unknown one."""
        wanted = sa.select(READINGS.c.lines).where(READINGS.c.article == article_id).order_by(READINGS.c.number)
        with database.reading(self._engine) as connection:
            versions = connection.scalars(wanted).all()
        if not versions:
            raise StoreError(f"{self!r} holds no article {article_id!r}; save its reading first.")
        return tuple(map(_from_lines, versions))

    def articles(self) -> tuple[tuple[str, str], ...]:
        """The id and source of every article, in the order in which they were first saved."""
        first = sa.func.min(READINGS.c.number)
        wanted = sa.select(ARTICLES.c.id, ARTICLES.c.source).join(READINGS).group_by(*ARTICLES.c).order_by(first)
        with database.reading(self._engine) as connection:
            return tuple((row.id, row.source) for row in connection.execute(wanted))

    def correct(self, correction: Correction) -> Correction:
        """The correction as it was committed, with its time; raises as `append` does."""
        return self.append(correction).correction()

    def append(self, correction: Correction) -> LogEntry:
        """The log entry of a correction, on disk when this returns.

        Raises StaleCorrection where `was` is not the latest value in the log, CorrectionError for
        a value or reason that is none, StoreError for an article that was never saved.
        """
        return self.append_all((correction,))[0]

    def append_all(self, corrections: Iterable[Correction]) -> tuple[LogEntry, ...]:
        """The log entries of corrections, in their order, all on disk when this returns or none; raises as `append`.

        They have one time, by which they can be told to be one step.
        """
        moment = dt.datetime.now(dt.UTC)
        wanted = tuple(replace(correction, when=correction.when or moment) for correction in corrections)
        for correction in wanted:
            ledger.check(correction)
        with database.writing(self._engine) as connection:
            return tuple(self._append(connection, correction) for correction in wanted)

    def _append(self, connection: sa.Connection, correction: Correction) -> LogEntry:
        if not _holds(connection, correction.article):
            raise StoreError(f"{self!r} holds no article {correction.article!r}; save its reading first.")
        ledger.refuse_stale(correction, _entries(connection, *_same_field(correction)))
        return _write(connection, correction)

    def undo(self, seq: int, *, by: str | None = None, note: str = "") -> Correction:
        """The opposite of an entry, committed as one more; undoing that one makes it good again.

        Raises StoreError where there is no such entry, or where a later one on the same field stands on it.
        """
        return self.undo_all((seq,), by=by, note=note)[0].correction()

    def undo_all(self, seqs: Iterable[int], *, by: str | None = None, note: str = "") -> tuple[LogEntry, ...]:
        """The entries that take others back, the last of those first, all on disk or none; raises as `undo`.

        Undoing what this returns makes all of them good again.
        """
        moment = dt.datetime.now(dt.UTC)
        with database.writing(self._engine) as connection:
            return tuple(self._undo(connection, seq, by, note, moment) for seq in sorted(set(seqs), reverse=True))

    def _undo(self, connection: sa.Connection, seq: int, by: str | None, note: str, moment: dt.datetime) -> LogEntry:
        undone = next(iter(_entries(connection, LOG.c.seq == seq)), None)
        if undone is None:
            count = connection.scalar(sa.select(sa.func.count()).select_from(LOG))
            raise StoreError(f"{self!r}: the log has no entry {seq}; it has {count}.")
        ledger.refuse_covered(undone, _entries(connection, *_same_field(undone)))
        opposite = replace(undone.correction(), was=undone.now, now=undone.was, note=note, when=moment)
        return _write(connection, replace(opposite, by=by or undone.who), undoes=seq)

    def corrections(self, article_id: str | None = None) -> tuple[Correction, ...]:
        """The corrections in force, in the order they were made; an undone one and its undoing are in `log` only."""
        return tuple(entry.correction() for entry in ledger.in_force(self.log(article_id)))

    def log(self, article_id: str | None = None) -> tuple[LogEntry, ...]:
        """Every entry ever made, or those on one article, first to last."""
        with database.reading(self._engine) as connection:
            return _entries(connection, *(() if article_id is None else (LOG.c.article == article_id,)))

    def verify(self) -> int:
        """How many entries the log has, all as they were committed; raises StoreError naming the first that is not."""
        try:
            return ledger.verify(self.log())
        except StoreError as error:
            raise StoreError(f"{self!r}: {error}") from error


def _holds(connection: sa.Connection, article: str) -> bool:
    return connection.scalar(sa.select(ARTICLES.c.id).where(ARTICLES.c.id == article)) is not None


def _newest(connection: sa.Connection, article: str, column: sa.Column[str]) -> str | None:
    versions = sa.select(column).where(READINGS.c.article == article).order_by(READINGS.c.number.desc())
    return connection.scalar(versions.limit(1))


def _entries(connection: sa.Connection, *which: sa.ColumnElement[bool]) -> tuple[LogEntry, ...]:
    rows = connection.execute(sa.select(LOG).where(*which).order_by(LOG.c.seq)).mappings()
    return tuple(LogEntry(**row) for row in rows)


def _same_field(made: Correction | LogEntry) -> tuple[sa.ColumnElement[bool], ...]:
    """What picks the entries that a correction can be stale against, and an undoing can be covered by."""
    return tuple(LOG.c[name] == getattr(made, name) for name in ("article", "event", "field", "part"))


def _write(connection: sa.Connection, made: Correction, *, undoes: int | None = None) -> LogEntry:
    last = connection.execute(sa.select(LOG.c.seq, LOG.c.hash).order_by(LOG.c.seq.desc()).limit(1)).first()
    entry = ledger.following((last.seq, last.hash) if last else None, made, undoes=undoes)
    connection.execute(LOG.insert().values({field.name: getattr(entry, field.name) for field in fields(entry)}))
    return entry


_KINDS: dict[str, Any] = {"article": Article, "mention": Mention, "claim": Claim, "event": Event}
"""What a line of a stored reading can hold."""


def _lines(reading: Reading) -> Iterator[str]:
    """A reading as JSON Lines: the article, then every mention, claim and event, each under the name of its kind."""
    for record in (reading.article, *reading.mentions, *reading.claims, *reading.events):
        yield f'{{"{type(record).__name__.lower()}":{canonical.text(record)}}}'


def _from_lines(lines: str) -> Reading:
    found: dict[str, list[Any]] = {kind: [] for kind in _KINDS}
    for line in lines.split("\n"):
        for kind, data in json.loads(line).items():
            found[kind].append(canonical.value(_KINDS[kind], json.dumps(data)))
    (article,) = found["article"]
    return Reading(article, tuple(found["mention"]), tuple(found["claim"]), tuple(found["event"]))
