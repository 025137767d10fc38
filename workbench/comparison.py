"""A table of the history and the events of an article in, what a report says of them side by side out.

The rows nearest in time and in place, what the timeline shows as tables, the
timeline itself where a browser can draw it, and what is left out. Rows are
shown, never added up: an aggregate is in no count here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from workbench import nearby, pictures, wording
from workbench.records import Days, Event, Toll

if TYPE_CHECKING:
    import pandas as pd

_NEAREST, _REASONS = 8, 3
_EVERY = 300
"""Up to so many rows are all listed; more would bury the page."""
_SAME_PLACE = 5
"""Kilometres: points put in the shipped history by hand are a few off."""
_ADDRESS = re.compile(r"https?://\S+")
_SIZES = {"wide": 800, "narrow": 600}
"""The widths in pixels at which the timeline is drawn, for a screen and for half of one."""
_SHIPPED = "the history that comes with the workbench, data/history/attacks.csv"


@dataclass(frozen=True, slots=True)
class Source:
    """A report that a row rests on: its name and, where one is given, its address on the web."""

    name: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the history as a page shows it."""

    id: str
    when: str
    apart: str
    kind: str
    place: str
    far: str
    killed: str
    wounded: str
    who: str
    confidence: str
    sources: tuple[Source, ...]
    may_be: str
    """Why it may be the attack of the article, or that an analyst accepted it as that; empty where nothing says so."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a report says of an event in its history; all blank but `message` where there is no history."""

    message: str = ""
    name: str = ""
    size: str = ""
    wide: str = ""
    narrow: str = ""
    no_picture: str = ""
    in_time: tuple[Row, ...] = ()
    in_place: tuple[Row, ...] = ()
    counts: tuple[tuple[int, int, str], ...] = ()
    """The years with how many rows each has, and how many of each kind in words."""
    every: tuple[Row, ...] = ()
    left_out: tuple[str, ...] = ()


def compare(events: tuple[Event, ...], history: pd.DataFrame | str | Path | None, *, with_pictures: bool) -> Comparison:
    """The events of an article, main first, beside a history: a table, its file, or the shipped one.

    Raises HistoryError for a file that cannot be used and OSError for one that cannot be opened.
    """
    try:
        rows, name = _table(history)
    except FileNotFoundError as error:
        if history is not None:
            raise
        return Comparison(message=str(error))
    event = next((event for event in events if event.role == "main"), None)
    measured = nearby.measured(rows, event) if event else rows.assign(days_apart=None, km_apart=None)
    suggested = _suggested(rows, event)
    measured = measured.assign(may_be=[suggested.get(str(name), "") for name in measured["event"]])
    drawn = _timeline(rows, events) if with_pictures else {"no_picture": "No picture was asked for."}
    return Comparison(
        name=name,
        size=_size(rows),
        in_time=_rows(nearby.in_time(measured, _NEAREST)),
        in_place=_rows(nearby.in_place(measured, _NEAREST)),
        counts=_counts(rows),
        every=_rows(measured.sort_values(["date_start", "event"])) if len(rows) <= _EVERY else (),
        left_out=_left_out(rows, events, is_shipped=history is None),
        **drawn,
    )


def _table(history: pd.DataFrame | str | Path | None) -> tuple[pd.DataFrame, str]:
    """The rows of a history and what to call it."""
    from workbench import tables

    if history is None:
        return tables.history(), _SHIPPED
    if isinstance(history, str | Path):
        return tables.history(history), f"the history in {Path(history).name}"
    return history, "the history given"


def _size(rows: pd.DataFrame) -> str:
    days = rows["date_start"].dropna()
    span = f", {days.min():%Y-%m-%d} to {rows['date_end'].max():%Y-%m-%d}" if len(days) else ""
    return f"{len(rows):,} row{'' if len(rows) == 1 else 's'}{span}"


def _counts(rows: pd.DataFrame) -> tuple[tuple[int, int, str], ...]:
    """How many rows there are by year of the first day, and of each kind, the commonest of the year first."""
    known = rows[rows["date_start"].notna()]
    return tuple(
        (
            int(str(year)),
            len(kinds),
            ", ".join(f"{_plain(kind)} {count}" for kind, count in kinds.value_counts().items()),
        )
        for year, kinds in known.groupby(known["date_start"].dt.year)["type"]
    )


def _plain(code: object) -> str:
    return str(code).replace("_", " ")


def _timeline(rows: pd.DataFrame, events: tuple[Event, ...]) -> dict[str, str]:
    """The timeline as SVG in each size, or why there is none."""
    try:
        pictures.browser()
        from workbench import figures, tables

        figure = figures.timeline(rows, tables.frame(events))
        label = "Timeline of the history with the events of this article; the tables below give the same facts."
        return {
            size: pictures.inline(pictures.drawn(figure, "svg", width=width), label) for size, width in _SIZES.items()
        }
    except ValueError as error:
        return {"no_picture": str(error)}


def _suggested(rows: pd.DataFrame, event: Event | None) -> dict[str, str]:
    """By row, why it may be the event, as far as a suggestion stands or an analyst accepted it."""
    from workbench import matching

    if event is None:
        return {}
    found = matching.matches(rows, event)
    accepted = {match.row.id: "Accepted as this attack by an analyst." for match in found if match.decision}
    standing = {
        match.row.id: f"May be this attack. {' '.join(match.speaks_for[:_REASONS])}"
        for match in found.standing
        if match.decision is None
    }
    return standing | accepted


def _rows(rows: pd.DataFrame) -> tuple[Row, ...]:
    return tuple(map(_row, rows.to_dict("records")))


def _row(row: Mapping[Any, Any]) -> Row:
    days, away = _known(row["days_apart"]), _known(row["km_apart"])
    country = _words(row["country"])
    return Row(
        id=str(row["event"]),
        when=wording.days_words(Days(_day(row["date_start"]), _day(row["date_end"]))),
        apart="" if days is None else _apart(int(days)),
        kind=_plain(row["type"]),
        place=", ".join(filter(None, (_words(row["place"]) or "place unknown", country))),
        far="" if away is None else "(same place)" if away < _SAME_PLACE else f"({away:,.0f} km away)",
        killed=_toll(row, "killed"),
        wounded=_toll(row, "wounded"),
        who=_who(row),
        confidence=_words(row["confidence"]),
        sources=_sources(_words(row["sources"])),
        may_be=row["may_be"],
    )


def _apart(days: int) -> str:
    if days == 0:
        return "the same day"
    count = abs(days)
    return f"{count:,} day{'' if count == 1 else 's'} {'before' if days < 0 else 'after'}"


def _toll(row: Mapping[Any, Any], name: str) -> str:
    low, best, high = (_known(row[f"{name}_{side}"]) for side in ("low", "best", "high"))
    return wording.value_words("killed", Toll(low, best, high, ""))


def _who(row: Mapping[Any, Any]) -> str:
    blamed, claimed = _words(row["attributed_to"]), _words(row["claimed_by"])
    told = (f"blamed: {blamed}" if blamed else "", f"claimed by: {claimed}" if claimed else "")
    return "; ".join(filter(None, told)) or wording.UNKNOWN


def _sources(words: str) -> tuple[Source, ...]:
    """The reports that a cell names, each with the address that follows its name."""
    found, at = [], 0
    for address in _ADDRESS.finditer(words):
        url = address.group().rstrip(";,)")
        name = words[at : address.start()].strip(" ;,(")
        found.append(Source(name or urlsplit(url).netloc, url))
        at = address.end()
    rest = words[at:].strip(" ;,)")
    return (*found, Source(rest, None)) if rest else tuple(found)


def _left_out(rows: pd.DataFrame, events: tuple[Event, ...], *, is_shipped: bool) -> tuple[str, ...]:
    placed = rows["lat"].notna() & rows["lon"].notna() & rows["place_precision"].isin(nearby.PLACED)
    apart = [event for event in events if event.role not in {"main", "background"}]
    told = {
        "Truces and troop moves, which are no attacks, though listed among the rows": (
            ~rows["is_attack"].astype(bool)
        ).sum(),
        "Rows without a known day, in no comparison by time": rows["date_start"].isna().sum(),
        "Rows whose place is unknown, a province or a country, in no comparison by place": (~placed).sum(),
        "Events of the article that are totals, plans, threats or comments, set beside no row": len(apart),
    }
    if len(rows) > _EVERY:
        told["Rows that are not listed, as they are too many: they are in the counts by year"] = len(rows)
    method = " Its method and its gaps are told in the README beside it." if is_shipped else ""
    return (
        *(f"{what}: {count}." for what, count in told.items() if count),
        f"Attacks that the history does not have: a day or a place without a row need not have been calm.{method}",
        "Any sum: rows stand beside each other, and nothing here adds up what they count.",
    )


def _known(value: Any) -> Any:  # noqa: ANN401 - a cell of a table, a number or unknown
    import pandas as pd

    return None if value is None or pd.isna(value) else value


def _words(value: Any) -> str:  # noqa: ANN401 - a cell of a table, words or unknown
    known = _known(value)
    return "" if known is None else str(known)


def _day(value: Any) -> Any:  # noqa: ANN401 - a cell of a table, a moment or unknown
    known = _known(value)
    return None if known is None else known.date()
