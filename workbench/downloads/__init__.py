"""A file of events in, `Attack` records out, whichever project it is from.

`load` tells the format from the header, in whatever order the columns stand
and with others beside them: a table of our own columns (`attacks`), what the
workbench wrote itself (`own`), and the downloads of ACLED, UCDP GED, GTD and
POLECAT, each in the room of its name, which says what becomes of its codes.
A file that is none of them is refused with the columns it lacks.

No data of these projects is shipped. The terms of ACLED and GTD forbid
passing their data on, in any file that still holds their rows; UCDP asks to
be named. Every record carries the project in `dataset` and its row in
`sources`, so that a figure names where it comes from.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench import attacks
from workbench.attacks import Attack, HistoryError
from workbench.downloads import acled, gtd, own, polecat, sheets, ucdp
from workbench.downloads.cells import Cells
from workbench.downloads.sheets import Sheet, Words


class RowsLeftOutWarning(UserWarning):
    """Rows of a file that are not in what was read from it: how many, which, and why."""


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its name, the columns that are read, the one that tells rows apart, and how a row is read."""

    name: str
    needed: tuple[str, ...]
    key: str
    read: Callable[[Cells], Attack | None]

    def missing(self, header: Words) -> tuple[str, ...]:
        """The columns that are read but not there, whatever the case of their letters."""
        there = set(map(_folded, header))
        return tuple(name for name in self.needed if _folded(name) not in there)


OWN = "our own table"
FORMATS: tuple[Format, ...] = (
    Format(OWN, attacks.COLUMNS, "event_id", lambda _: None),
    Format("a history that the workbench wrote", own.HISTORY, own.KEY, own.history),
    Format("events that the workbench wrote", own.EVENTS, own.KEY, own.event),
    Format("ACLED", acled.NEEDED, acled.KEY, acled.attack),
    Format("UCDP GED", ucdp.NEEDED, ucdp.KEY, ucdp.attack),
    Format("GTD", gtd.NEEDED, gtd.KEY, gtd.attack),
    Format("POLECAT", polecat.NEEDED, polecat.KEY, polecat.attack),
)
_COLUMNS = frozenset(name.lower() for known in FORMATS for name in known.needed)


def load(path: str | Path) -> tuple[Attack, ...]:
    """The records of a file in its order, CSV, tab-separated or Excel.

    Raises HistoryError for a file that is none of `FORMATS` or a cell that cannot be read, FileNotFoundError where
    there is no file. Warns with RowsLeftOutWarning of rows without known days, which no record can hold.
    """
    file = Path(path)
    if not file.is_file():
        raise FileNotFoundError(f"{file}: there is no such file; check its name.")
    sheet = sheets.read(file, _COLUMNS)
    found, start = _recognised(sheet)
    return _own(file) if found.name == OWN else _records(sheet, found, start)


def _own(file: Path) -> tuple[Attack, ...]:
    """A table of our own columns through its own reader, which knows more of what its cells may be."""
    told = f"{file.name}: a table of our own columns has to be CSV in UTF-8 with commas; save it as that."
    if b"," not in file.read_bytes().splitlines()[0]:
        raise HistoryError(told)
    try:
        return attacks.load(file)
    except UnicodeDecodeError as error:
        raise HistoryError(told) from error


def _recognised(sheet: Sheet) -> tuple[Format, int]:
    """The format of a sheet, and which of its lines is the header."""
    for start, (_, line) in enumerate(sheet.lines[: sheets.HEADER_WITHIN]):
        for known in FORMATS:
            if not known.missing(line):
                return known, start
    raise _unknown(sheet)


def _unknown(sheet: Sheet) -> HistoryError:
    names = ", ".join(known.name for known in FORMATS)
    if not sheet.lines:
        return HistoryError(f"{sheet.file}: the file is empty; give one with a header of {names}.")
    tried = ((known, known.missing(line)) for _, line in sheet.lines[: sheets.HEADER_WITHIN] for known in FORMATS)
    nearest, missing = min(tried, key=lambda pair: len(pair[1]) / len(pair[0].needed))
    if len(missing) == len(nearest.needed):
        return HistoryError(
            f"{sheet.file}: its header has no column of any table I know ({names}); use the file as it was downloaded."
        )
    return HistoryError(
        f"{sheet.file}: its header is none of those I know ({names}); for the nearest, {nearest.name}, "
        f"there is no column {', '.join(missing)}; use the file as it was downloaded, or add what is missing."
    )


def _records(sheet: Sheet, known: Format, start: int) -> tuple[Attack, ...]:
    found: dict[str, int] = {}
    kept, undated = [], []
    for cells in _rows(sheet, known, start):
        attack = known.read(cells)
        if attack is None:
            undated.append(cells.number)
            continue
        if attack.id in found:
            raise cells.fault(known.key, f"row {found[attack.id]} has this id; remove the one that is out of date.")
        found[attack.id] = cells.number
        kept.append(attack)
    if undated:
        warnings.warn(_left_out(sheet, undated), RowsLeftOutWarning, stacklevel=3)
    return tuple(kept)


def _rows(sheet: Sheet, known: Format, start: int) -> Iterator[Cells]:
    number, header = sheet.lines[start]
    names: dict[str, int] = {}
    for place, name in enumerate(map(_folded, header)):
        if name in names and name:
            raise HistoryError(f"{sheet.file}, row {number}: the column {name} stands there twice; remove one of them.")
        names[name] = place
    names |= {name: names[_folded(name)] for name in known.needed}
    for line, row in sheet.lines[start + 1 :]:
        if len(row) < len(header) or any(map(str.strip, row[len(header) :])):
            raise HistoryError(
                f"{sheet.file}, row {line}: it has {len(row)} cells and the header {len(header)}; "
                "the file is cut off or a line broken here, so use it as it was downloaded."
            )
        yield Cells(sheet.file, line, names, row, known.key)


def _left_out(sheet: Sheet, numbers: list[int]) -> str:
    rows = ", ".join(map(str, numbers[:10])) + (", ..." if len(numbers) > 10 else "")  # noqa: PLR2004 - what fits a line
    return f"{sheet.file}: rows without known days were left out, {len(numbers)} of them (row {rows})."


def _folded(name: str) -> str:
    return name.strip().lower()
