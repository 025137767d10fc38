"""Rows of the Global Terrorism Database in, `Attack` records out.

START gives the database out as an Excel workbook; CSV made from it is read
too. Its terms of use forbid passing the data on: a file of it is read where
it lies and never becomes part of this project.

- A day of 0 is unknown: the row keeps its whole month, or its whole year
  where the month is 0. `approxdate` goes into the note; beside a day it makes
  that day approximate. An `extended` incident ends on the day it was resolved.
- -9 and -99 are unknown, as a blank is. A fraction of a death comes from a
  total that GTD shared out among incidents: it becomes a low and a high.
- `gname` is GTD's attribution. It stands under `claimed_by` as well where
  `claimed` is 1; 0 (nobody claimed it) and -9 (unknown) leave that blank, and
  the note tells the two apart.
- `multiple` rows are single incidents of one series and stay rows of their own.

Source: GTD codebook (iday, approxdate, extended, specificity, vicinity, guncertain1, claimed, nkill, multiple).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from math import ceil, floor

from dateutil.relativedelta import relativedelta

from workbench.attacks import Attack, Span
from workbench.downloads.cells import Cells, country, day, listed, told, unplaced
from workbench.downloads.kinds import Kind, kind
from workbench.records import PlacePrecision

_TARGETS = tuple(
    f"{name}{rank}{text}"
    for rank in (1, 2, 3)
    for name, text in (
        ("targtype", ""), ("targtype", "_txt"), ("targsubtype", ""), ("targsubtype", "_txt"), ("corp", ""),
        ("target", ""), ("natlty", ""), ("natlty", "_txt"),
    )
)  # fmt: skip
_WEAPONS = tuple(
    f"{name}{rank}{text}"
    for rank in (1, 2, 3, 4)
    for name, text in (("weaptype", ""), ("weaptype", "_txt"), ("weapsubtype", ""), ("weapsubtype", "_txt"))
)
COLUMNS: tuple[str, ...] = (
    "eventid", "iyear", "imonth", "iday", "approxdate", "extended", "resolution", "country", "country_txt", "region",
    "region_txt", "provstate", "city", "latitude", "longitude", "specificity", "vicinity", "location", "summary",
    "crit1", "crit2", "crit3", "doubtterr", "alternative", "alternative_txt", "multiple", "success", "suicide",
    "attacktype1", "attacktype1_txt", "attacktype2", "attacktype2_txt", "attacktype3", "attacktype3_txt", *_TARGETS,
    "gname", "gsubname", "gname2", "gsubname2", "gname3", "gsubname3", "motive", "guncertain1", "guncertain2",
    "guncertain3", "individual", "nperps", "nperpcap", "claimed", "claimmode", "claimmode_txt", "claim2",
    "claimmode2", "claimmode2_txt", "claim3", "claimmode3", "claimmode3_txt", "compclaim", *_WEAPONS, "weapdetail",
    "nkill", "nkillus", "nkillter", "nwound", "nwoundus", "nwoundte", "property", "propextent", "propextent_txt",
    "propvalue", "propcomment", "ishostkid", "nhostkid", "nhostkidus", "nhours", "ndays", "divert", "kidhijcountry",
    "ransom", "ransomamt", "ransomamtus", "ransompaid", "ransompaidus", "ransomnote", "hostkidoutcome",
    "hostkidoutcome_txt", "nreleased", "addnotes", "scite1", "scite2", "scite3", "dbsource", "INT_LOG", "INT_IDEO",
    "INT_MISC", "INT_ANY", "related",
)  # fmt: skip
"""All 135 columns, in the published order."""
NEEDED: tuple[str, ...] = (
    "eventid", "iyear", "imonth", "iday", "approxdate", "extended", "resolution", "country_txt", "provstate", "city",
    "latitude", "longitude", "specificity", "vicinity", "doubtterr", "multiple", "success", "suicide", "attacktype1",
    "target1", "gname", "guncertain1", "claimed", "weaptype1", "weaptype1_txt", "weapsubtype1", "weapsubtype1_txt",
    "nkill", "nwound", "scite1",
)  # fmt: skip
KEY = "eventid"

_UNKNOWN = frozenset({-9, -99})
_NO_NAME = frozenset({"unknown", "."})
_EXPLOSIVES = 6
_PLACES: Mapping[int, PlacePrecision] = {1: "city", 2: "admin2", 3: "admin2", 4: "admin1", 5: "country"}


def attack(cells: Cells) -> Attack:
    """One row as an attack; raises HistoryError for a cell that cannot be read."""
    what = _kind(cells)
    start, end, precision = _days(cells)
    lat, lon = cells.point("latitude", "longitude")
    where, killed, wounded = cells.words("country_txt"), _toll(cells, "nkill"), _toll(cells, "nwound")
    groups = [(_name(cells, f"gname{rank}"), cells.code(claim)) for rank, claim in _CLAIMS]
    return Attack(
        id=cells.id(), start=start, end=end, type=what.type, date_precision=precision, is_attack=what.is_attack,
        place=_name(cells, "city"), admin1=_name(cells, "provstate"), country=country(where) if where else None,
        lat=lat, lon=lon, place_precision=_precision(cells),
        weapon=_name(cells, "weapsubtype1_txt") or _name(cells, "weaptype1_txt"),
        attributed_to=listed(name for name, _ in groups),
        claimed_by=listed(name for name, claimed in groups if claimed == 1),
        target=listed(_name(cells, column) for column in ("target1", "corp1")),
        killed=killed, wounded=wounded, note=_note(cells, shared=killed.high is not None or wounded.high is not None),
        sources=(f"GTD {cells.id()}", *(words for rank in (1, 2, 3) if (words := cells.words(f"scite{rank}")))),
        dataset="GTD",
    )  # fmt: skip


_CLAIMS = (("", "claimed"), ("2", "claim2"), ("3", "claim3"))


def _kind(cells: Cells) -> Kind:
    arms = cells.code("weaptype1")
    suicide = cells.code("suicide") == 1 and arms == _EXPLOSIVES
    found = kind(
        "gtd", cells.needed("attacktype1"), "suicide" if suicide else f"{arms}.{cells.code('weapsubtype1') or ''}"
    )
    if found is None:
        words = cells.words("attacktype1")
        raise cells.fault("attacktype1", f"{words!r} is none of GTD's attack types, 1 to 9; correct the cell.")
    return found


def _days(cells: Cells) -> tuple[dt.date, dt.date, str]:
    year, month, number = (cells.code(column) for column in ("iyear", "imonth", "iday"))
    try:
        start = dt.date(year or 0, month or 1, (number or 1) if month else 1)
    except ValueError:
        raise cells.fault("iday", f"{year}-{month}-{number} is no day; write 0 for an unknown one.") from None
    if not month:
        end, precision = start + relativedelta(month=12, day=31), "year"
    elif not number:
        end, precision = start + relativedelta(day=31), "month"
    else:
        end, precision = start, "day_approx" if cells.words("approxdate") else "day"
    resolved = day(cells.words("resolution") or "") if cells.code("extended") == 1 else None
    return start, max(end, resolved or end), precision


def _precision(cells: Cells) -> PlacePrecision:
    if cells.words("specificity") is None:
        return "unknown"
    precision = _PLACES[cells.known("specificity", *_PLACES)]
    return "near_city" if precision == "city" and cells.code("vicinity") == 1 else precision


def _name(cells: Cells, column: str) -> str | None:
    words = cells.words(column)
    return words if words and words.lower() not in _NO_NAME and not words.lower().startswith("unknown ") else None


def _toll(cells: Cells, column: str) -> Span:
    words = cells.words(column)
    try:
        count = float(words) if words is not None else None
    except ValueError:
        count = float("nan")
    if count is None or count in _UNKNOWN:
        return Span()
    if not 0 <= count < float("inf"):
        raise cells.fault(column, f"{words!r} is no number of people; leave it blank if unknown.")
    best = int(count) if count.is_integer() else None
    return Span(best=best) if best is not None else Span(floor(count), None, ceil(count))


def _note(cells: Cells, *, shared: bool) -> str | None:
    approximate, related, resolution = (cells.words(column) for column in ("approxdate", "related", "resolution"))
    return told(
        f"GTD, day: {approximate}." if approximate else None,
        f"An extended incident, resolved {resolution}." if cells.code("extended") == 1 and resolution else None,
        cells.code("guncertain1") == 1 and "The group is suspected, not confirmed.",
        cells.code("claimed") == 0 and "Nobody claimed it.",
        cells.code("success") == 0 and "It did not succeed.",
        cells.code("doubtterr") == 1 and "GTD doubts that it was terrorism.",
        cells.code("multiple") == 1 and "One of several incidents" + (f": {related}." if related else "."),
        shared and "A total was shared out among incidents.",
        unplaced(cells.words("country_txt"), "GTD"),
        cells.words("summary"),
    )
