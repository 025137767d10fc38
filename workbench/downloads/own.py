"""Rows that the workbench wrote in, `Attack` records out.

Two kinds of file: a history frame (`wb.history(...).to_csv`) and events of
articles (`wb.export` to CSV, or `wb.table(...).to_csv`). A history comes back
as it went. An event comes back with its role; what was only planned,
threatened or denied takes the role that keeps it out of every count.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar, get_args

from workbench.attacks import Attack, Confidence, Group, Origin, groups
from workbench.downloads.cells import Cells, listed
from workbench.records import EventType, PlacePrecision, Role

_BOTH: tuple[str, ...] = (
    "event", "role", "type", "is_attack", "date_start", "date_end", "date_precision", "place", "country", "lat", "lon",
    "place_precision", "killed_low", "killed_best", "killed_high", "wounded_low", "wounded_best", "wounded_high",
)  # fmt: skip
HISTORY: tuple[str, ...] = (
    *_BOTH, "origin", "admin1", "weapon", "munitions_low", "munitions_best", "munitions_high", "attributed_to",
    "claimed_by", "target", "note", "sources", "confidence",
)  # fmt: skip
EVENTS: tuple[str, ...] = (*_BOTH, "article", "status", "perpetrators", "targets", "weapons")
KEY = "event"

_NOT_HAPPENED: Mapping[str, Role] = {"planned": "planned", "threatened": "threat", "denied": "commentary"}
_NAMES = re.compile(r" \| |(?<=\)); ")
_SOURCES = re.compile(r"; (?![^()]*\))")
"""Between two sources, not within the brackets of one."""
_GUARDED = re.compile(r"'(?=[=+\-@\t\r\n])")
_CLAIMED = re.compile(r" \((?:self claimed|claimed)\b[^()]*\)$")
_BLAMED = re.compile(r" \((?:confirmed|alleged)\b[^()]*\)$")
_YES: Mapping[str, bool] = {"true": True, "false": False, "1": True, "0": False}
_BY_TYPE = frozenset({"truce", "troop_move"})
Word = TypeVar("Word", bound=str)


def history(cells: Cells) -> Attack | None:
    """A row of a history frame as the attack it was; None where it has no known days."""
    base, sources, grade = _base(cells), cells.words("sources"), cells.words("confidence")
    return base and replace(
        base, origin=_one_of(cells, "origin", get_args(Origin)), admin1=cells.words("admin1"),
        weapon=cells.words("weapon"), munitions=cells.span("munitions_low", "munitions_best", "munitions_high"),
        attributed_to=cells.words("attributed_to"), claimed_by=cells.words("claimed_by"), target=cells.words("target"),
        note=cells.words("note"), sources=tuple(_SOURCES.split(sources)) if sources else (),
        confidence=_one_of(cells, "confidence", get_args(Confidence)) if grade else None,
        dataset=cells.words("dataset"), perpetrator_side=cells.words("perpetrator_side"),
        militia_campaign=_truth(cells, "militia_campaign") if cells.words("militia_campaign") else None,
        killed_groups=_groups(cells), told_by=tuple(told.split("; ")) if (told := cells.words("told_by")) else (),
    )  # fmt: skip


def event(cells: Cells) -> Attack | None:
    """A row of events as an entry of a history; None where it has no known days."""
    base = _base(cells)
    names = _NAMES.split(_plain(cells, "perpetrators") or "")
    return base and replace(
        base, role=_NOT_HAPPENED.get(cells.needed("status"), base.role), origin="article",
        weapon=_plain(cells, "weapons"), target=_plain(cells, "targets"),
        attributed_to=listed(name for name in names if _BLAMED.search(name)),
        claimed_by=listed(name for name in names if _CLAIMED.search(name)),
        sources=(f"article {cells.needed('article')}",),
    )  # fmt: skip


def _base(cells: Cells) -> Attack | None:
    """What the two kinds of file share; None where an end of the days is blank."""
    if cells.words("date_start") is None or cells.words("date_end") is None:
        return None
    lat, lon = cells.point("lat", "lon")
    return Attack(
        id=cells.id(), start=cells.day("date_start"), end=cells.day("date_end"),
        type=_one_of(cells, "type", get_args(EventType)), role=_one_of(cells, "role", get_args(Role)),
        is_attack=_is_attack(cells), date_precision=cells.needed("date_precision"), place=_plain(cells, "place"),
        country=cells.words("country"), lat=lat, lon=lon,
        place_precision=_one_of(cells, "place_precision", get_args(PlacePrecision), blank="unknown"),
        killed=cells.span("killed_low", "killed_best", "killed_high"),
        wounded=cells.span("wounded_low", "wounded_best", "wounded_high"),
    )  # fmt: skip


def _is_attack(cells: Cells) -> bool:
    # The column says false of a truce, which its type alone keeps from being an attack.
    return _truth(cells, "is_attack") or cells.words("type") in _BY_TYPE


def _truth(cells: Cells, column: str) -> bool:
    words = cells.needed(column).lower()
    if words not in _YES:
        raise cells.fault(column, f"{words!r} is neither true nor false; write one of these.")
    return _YES[words]


def _groups(cells: Cells) -> tuple[Group, ...]:
    try:
        return groups(cells.words("killed_groups"))
    except ValueError as told:
        raise cells.fault("killed_groups", str(told)) from None


def _one_of(cells: Cells, column: str, known: tuple[Word, ...], blank: Word | None = None) -> Word:
    words = cells.words(column) or blank or cells.needed(column)
    if words not in known:
        raise cells.fault(column, f"{words!r} is not one of {', '.join(known)}; use one of these.")
    return words


def _plain(cells: Cells, column: str) -> str | None:
    """Words without the apostrophe that guards a spreadsheet against a formula."""
    words = cells.words(column)
    return " | ".join(_GUARDED.sub("", part, count=1) for part in words.split(" | ")) if words else None
