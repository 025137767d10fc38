"""A file in, its header and its rows as words out.

Comma-, semicolon- and tab-separated text in UTF-8 or, where it is not that,
in the Latin-1 of Windows; and the first sheet of an Excel workbook. Words are
handed on as they stand: which of them mean unknown is for `cells` to say.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from python_calamine import CalamineError, CalamineWorkbook

from workbench.attacks import HistoryError

Words = Sequence[str]

HEADER_WITHIN = 5
"""Lines among which the header is looked for: some yearly files of POLECAT carry one above it."""
_DELIMITERS = ",;\t"
_EXCEL = {".xlsx", ".xlsm", ".xlsb", ".xls"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of words: its lines in order, each with the number that a spreadsheet gives it."""

    file: str
    lines: tuple[tuple[int, Words], ...]


def read(path: Path, columns: frozenset[str]) -> Sheet:
    """The lines of a file that are not blank; what parts its cells is told by the columns, in lower case, it may have.

    Raises HistoryError for a file that is no text or workbook, FileNotFoundError for one that is not there.
    """
    rows = _workbook(path) if path.suffix.lower() in _EXCEL else _text(path, columns)
    return Sheet(
        path.name, tuple((number, row) for number, row in enumerate(rows, start=1) if any(map(str.strip, row)))
    )


def _text(path: Path, columns: frozenset[str]) -> Iterator[Words]:
    held = path.read_bytes()
    if b"\0" in held[:4096]:
        raise HistoryError(f"{path.name}: this is no plain text; save it as CSV in UTF-8, or as an Excel workbook.")
    try:
        text = held.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = held.decode("cp1252", errors="replace")
    heads = text.splitlines()[:HEADER_WITHIN]
    delimiter = max(_DELIMITERS, key=lambda mark: max((_known(line, mark, columns) for line in heads), default=0))
    # Tab-separated downloads do not quote: a lone quotation mark in a headline would swallow the rows behind it.
    quoting: Literal[0, 3] = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting)
    except csv.Error as error:
        raise HistoryError(f"{path.name}: it cannot be read as a table ({error}); save it as CSV anew.") from None


def _known(line: str, delimiter: str, columns: frozenset[str]) -> int:
    """How many of the columns a line names if some mark parts it."""
    return sum(cell.strip(' "').lower() in columns for cell in line.split(delimiter))


def _workbook(path: Path) -> Iterator[Words]:
    if not path.is_file():
        raise FileNotFoundError(f"{path}: there is no such file; check its name.")
    try:
        sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    except CalamineError as error:
        raise HistoryError(f"{path.name}: Excel's format cannot be read ({error}); save it as CSV in UTF-8.") from None
    yield from ([_word(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False))


def _word(cell: object) -> str:
    """A cell of a workbook as CSV would hold it: whole numbers without a point, days as ISO 8601."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, dt.date) else str(cell)
