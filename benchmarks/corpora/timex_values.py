"""A piece of `expressions` and its days in, the TIMEX3 value and type that TempEval-3 writes out."""

from __future__ import annotations

import datetime as dt
import re

from workbench.expressions import Piece, entry
from workbench.records import Days

_PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
_SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
_UNITS = {"minutes": "M", "hours": "H", "days": "D", "weeks": "W", "months": "M", "years": "Y"}
_FORMS = {
    "weeks": "%G-W%V", "week_of": "%G-W%V", "months": "%Y-%m", "month": "%Y-%m", "month_of_which_year": "%Y-%m",
    "years": "%Y", "decades": "%Y", "year": "%Y", "year_pair": "%Y", "decade": "%Y", "century": "%Y",
}  # fmt: skip
_FIGURES = {"decade": 3, "century": 2}
"""Figures of the year that stand for ten or a hundred of them."""
_HALVES = {"hours": "30M", "minutes": "30S", "years": "6M"}
_VAGUE_FUTURE = re.compile(r"\b(?:future|soon|coming|next|ahead)\b", re.IGNORECASE)
_HABITS = {
    "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "monthly": "P1M", "annually": "P1Y", "yearly": "P1Y",
    "annual": "P1Y", "hourly": "PT1H", "quarterly": "P3M",
}  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def is_length(piece: Piece) -> bool:
    """Whether an expression tells how long or how often, or of now, and so names no day."""
    return piece.row.facts["means"] in {"vague", "length", "rolling", "before_christ", "either_order"}


def of(piece: Piece, words: str, days: Days) -> tuple[str | None, str | None]:
    """Value and type; no type for what TIMEX3 does not mark."""
    without_days = _WITHOUT_DAYS.get(piece.row.id) or _WITHOUT_DAYS.get(piece.row.facts["means"])
    if without_days:
        return without_days(piece, words)
    if days.start is None:
        return _unknown(piece, words)
    if days.time_of_day and ":" in days.time_of_day:
        return f"{days.start}T{days.time_of_day}", "TIME"
    return calendar(piece, words, days)


def calendar(piece: Piece, words: str, days: Days) -> tuple[str | None, str]:
    """The value of known days: as fine as the words are."""
    start = days.start
    if start is None:
        return None, "DATE"
    if days.time_of_day in _PARTS and _names_part(words):
        return f"{start}{_PARTS[days.time_of_day]}", "TIME"
    return _coarse(piece, start) or start.isoformat(), "DATE"


def _coarse(piece: Piece, start: dt.date) -> str | None:
    """The value of a week, month, season, year or longer; None for a day."""
    means, unit = piece.row.facts["means"], _unit(piece)
    if means == "season":
        return f"{start.year}-{_SEASONS.get(start.month, 'WI')}"
    if means == "weekend":
        return f"{start.strftime('%G-W%V')}-WE"
    form = _FORMS.get(unit or "") or _FORMS.get(means)
    return start.strftime(form)[: _FIGURES.get(means)] if form else None


def _names_part(words: str) -> bool:
    return bool(re.search(r"(?i)\b(?:morning|afternoon|evening|night|tonight|overnight|dawn|dusk|midnight)\b", words))


def _unit(piece: Piece) -> str | None:
    word = piece.words.get("unit")
    if word is None:
        return None
    name, factor = entry("unit", word).split()
    return "decades" if name == "years" and factor == "10" else name


def _now(_piece: Piece, words: str) -> tuple[str, str]:
    return (
        "FUTURE_REF" if _VAGUE_FUTURE.search(words) else "PAST_REF" if words.lower() == "previously" else "PRESENT_REF"
    ), "DATE"


def _vague(piece: Piece, words: str) -> tuple[str, str]:
    unit = re.search(r"(?i)\b(minute|hour|day|week|month|year|decade)s\b", words)
    if unit is None:
        return ("FUTURE_REF" if _VAGUE_FUTURE.search(words) else "PAST_REF"), "DATE"
    return duration(piece, words), "DURATION"


def _habit(_piece: Piece, words: str) -> tuple[str, str]:
    plain = words.lower()
    if plain in _HABITS:
        return _HABITS[plain], "SET"
    unit = re.search(r"\b(day|week|month|year|decade|quarter)\b", plain)
    if unit:
        return {"day": "P1D", "week": "P1W", "month": "P1M", "year": "P1Y", "decade": "P10Y", "quarter": "P1Q"}[
            unit[1]
        ], "SET"
    weekday = next((number for number, name in enumerate(_WEEKDAYS, 1) if name in plain), None)
    return (f"XXXX-WXX-{weekday}" if weekday else "XXXX-XX-XX"), "SET"


def duration(piece: Piece, words: str) -> str:
    """The value of a length of time: "P2D", "PT16H", "PXY" where the words give no number."""
    unit = re.search(r"(?i)(minute|hour|day|week|fortnight|month|year|decade|centur)", words)
    name, factor = entry("unit", unit[1] + "s").split() if unit and unit[1] != "centur" else ("years", "100")
    letter = _UNITS[name]
    time = "T" if name in {"minutes", "hours"} else ""
    try:
        number = str(piece.count() * int(factor)) if "count" in piece.words else _one(words, factor)
    except KeyError:
        number = "X"
    half = _HALVES.get(name, "") if "fraction" in piece.words else ""
    return f"P{time}{number}{letter}{half}"


def _one(words: str, factor: str) -> str:
    """X for "weeks", "a few weeks"; the unit itself for "the past week"."""
    return "X" if re.search(r"(?i)(?:(?:minute|hour|day|week|month|year|decade)s|centuries)\b", words) else factor


def _unknown(piece: Piece, words: str) -> tuple[str | None, str | None]:
    """What stands for a day that nothing gives: the length in "two days earlier", else unknown figures."""
    if piece.row.facts["means"] in {"counted", "ago"}:
        return duration(piece, words), "DURATION"
    if piece.row.facts["means"] == "clock":
        return None, "TIME"
    return None, "DATE"


def _before_christ(piece: Piece, _words: str) -> tuple[str, str]:
    return f"BC{piece.count():04}", "DATE"


def _length(piece: Piece, words: str) -> tuple[str, str]:
    return duration(piece, words), "DURATION"


_WITHOUT_DAYS = {
    "now": _now, "vague": _vague, "how_often": _habit, "duration": _length, "rolling": _length,
    "before_christ": _before_christ,
}  # fmt: skip
"""By row or reading: what names no day, but a length, a habit, or now."""
