"""Log entries in, the history of a store out: as a table for the terminal, as plain lines, or as JSON.

One row an entry: its number, when, who, on which event and field, what the
value was, what it is now, for which reason, and what became of it. Values are
told in words, as on the desk; a value of no kind known here is shown as it
was written. Nothing in them can command the terminal.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from workbench.corrections import CorrectionError
from workbench.exports import one_line
from workbench.ledger import LogEntry, taken_back
from workbench.terminal import UNKNOWN, plain
from workbench.wording import written_words

SCHEMA = "workbench-log/1"
"""The name of the promise that `json_line` keeps."""
COLUMNS = ("number", "time (UTC)", "who", "event", "field", "was", "now", "reason", "undone")
_NARROW = frozenset({"number", "field"})


def rows(log: Sequence[LogEntry], article: str | None = None) -> Iterator[tuple[str, ...]]:
    """The entries on one article, or all, as the words of `COLUMNS`; `log` is the whole log."""
    back = taken_back(log)
    for entry in log:
        if article in (None, entry.article):
            yield tuple(map(plain, _cells(entry, back)))


def table(shown: Sequence[tuple[str, ...]]) -> RenderableType:
    """Rows as a table under the names of its columns; what was undone is dim."""
    grid = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim")
    for name in COLUMNS:
        grid.add_column(name, overflow="fold", no_wrap=name in _NARROW)
    for row in shown:
        grid.add_row(*(Text(cell) for cell in row), style="dim" if row[-1].startswith("by") else "")
    return grid


def line(row: tuple[str, ...]) -> str:
    """A row on one line, its cells between tabs."""
    return "\t".join(row)


def _cells(entry: LogEntry, back: dict[int, int]) -> tuple[str, ...]:
    reason = f"{entry.reason}: {entry.note}" if entry.note else entry.reason
    return (
        str(entry.seq),
        dt.datetime.fromisoformat(entry.when).strftime("%Y-%m-%d %H:%M:%S"),
        entry.who,
        " ".join(filter(None, (entry.event or entry.article, entry.part))),
        entry.field,
        _value(entry.field, entry.was),
        _value(entry.field, entry.now),
        reason,
        _fate(entry, back),
    )


def _fate(entry: LogEntry, back: dict[int, int]) -> str:
    """Which entry this one takes back, and by which it is taken back itself."""
    undoes = f"undoes {entry.undoes}" if entry.undoes is not None else ""
    return ", ".join(filter(None, (f"by {back[entry.seq]}" if entry.seq in back else "", undoes)))


def _value(field: str, written: str | None) -> str:
    if written is None:
        return UNKNOWN
    try:
        return written_words(field, written)
    except CorrectionError:
        # A damaged entry, or one of a later version: as it stands.
        return written


def json_line(entry: LogEntry) -> str:
    """An entry as one JSON object on one line, under the names of the log; values and passage as JSON, not as text."""
    content = {"schema": SCHEMA, **dataclasses.asdict(entry)}
    for name in ("was", "now", "passage"):
        content[name] = None if content[name] is None else json.loads(content[name])
    return one_line(content)
