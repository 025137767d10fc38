"""Is a correction ever lost, and what does keeping one cost? `python benchmarks/store.py [--kills N] [--entries N]`.

For a SQLite file and for a real PostgreSQL: writing processes are killed at
random moments, the chain is verified after each kill, and everything that was
acknowledged is looked for; then the time from a correction to its commit, in
a log that is empty and in one that is long. Beside both, the same row put in a
bare table by the database alone, so that the price of the chain can be seen.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

_ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(_ROOT), str(_ROOT / "tests")]

import postgresql  # noqa: E402 (a throw-away server, which the tests of the store stand on)
import writers  # noqa: E402 (the processes that are killed)
from readings import ARTICLE, sample_reading  # noqa: E402 (the invented reading of those tests)

from workbench import database, store  # noqa: E402
from workbench.records import Correction  # noqa: E402

_TIMED = 200
"""Corrections under the clock, each a commit of its own."""

_EVENTS = 100
"""How many events the corrections are about."""


def correction(number: int) -> Correction:
    """A correction of the figure of one event in turn, after the one that it overrules."""
    was = writers.toll(number - _EVENTS) if number >= _EVENTS else None
    event = f"event {number % _EVENTS}"
    return Correction(ARTICLE, event, "killed", was, writers.toll(number), "extraction_error", by="mina")


def timed(act: Callable[[int], object], start: int) -> list[float]:
    """Milliseconds of each of some calls."""
    taken = []
    for number in range(start, start + _TIMED):
        began = time.perf_counter()
        act(number)
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def latencies(place: str | Path, entries: int) -> dict[str, list[float]]:
    """Milliseconds to the commit of a correction after none and after many, and of a bare row, at a new place."""
    with store.open(place) as kept:
        kept.save(sample_reading())
        short = timed(lambda number: kept.append(correction(number)), 0)
        kept.append_all(correction(number) for number in range(_TIMED, entries))
        long = timed(lambda number: kept.append(correction(number)), max(entries, _TIMED))
    return {"no entries": short, f"{entries} entries": long, "a bare row": timed(_bare(place), 0)}


def _bare(place: str | Path) -> Callable[[int], None]:
    engine = database.connect(place)
    table = sa.Table(
        "bare", sa.MetaData(), sa.Column("number", sa.Integer, primary_key=True), sa.Column("now", sa.Text)
    )
    table.create(engine)

    def put(number: int) -> None:
        with database.writing(engine) as connection:
            connection.execute(table.insert().values(number=number, now=writers.toll(number)))

    return put


@contextmanager
def databases() -> Iterator[dict[str, Callable[[], str | Path]]]:
    """The names of the databases, each with what makes a new place in it."""
    with tempfile.TemporaryDirectory() as folder, postgresql.serving() as made:
        files = iter(range(1000))
        yield {"SQLite": lambda: Path(folder, f"{next(files)}.sqlite"), "PostgreSQL": made}


def main() -> int:
    """Nothing lost: 0, and the figures on standard output; 1 where an acknowledged correction is gone."""
    asked = argparse.ArgumentParser(description="Is a correction ever lost, and what does keeping one cost?")
    asked.add_argument("--kills", type=int, default=200)
    asked.add_argument("--entries", type=int, default=10_000)
    options = asked.parse_args()
    lost = 0
    with databases() as places:
        for name, place in places.items():
            came_to = writers.killed(place(), options.kills)
            lost += len(came_to.lost)
            print(
                f"{name}: {came_to.kills} kills, {came_to.acknowledged} corrections acknowledged, "
                f"{len(came_to.lost)} lost, chain of {came_to.entries} entries verified after each kill"
            )
            for after, taken in latencies(place(), options.entries).items():
                print(f"  {after}: median {statistics.median(taken):.1f} ms, at most {max(taken):.1f} ms")
    return int(lost > 0)


if __name__ == "__main__":
    sys.exit(main())
