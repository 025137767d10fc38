"""A history table in, the calendar of its days out: a row of weeks a year.

Only attacks whose one day is known colour a square. A day that is only
approximate is a dash on its square and colours nothing; days before the
first row of the table and after its last are left blank, since nobody
looked at them.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from workbench import paper

_CELL, _YEAR = 13, 8
"""Pixels of a square's height, and rows of a year: seven weekdays and a gap."""
_WEEKS = 54
_WEEKDAYS = ("Mon", "", "Wed", "", "Fri", "", "Sun")
_NONE = "rgba(128,128,128,0.16)"
_SHADES = ("rgba(59,142,194,0.38)", "rgba(59,142,194,0.66)", "rgba(59,142,194,1)", "#e0701a")
"""One attack to four and more: they grow stronger on a light page as on a dark one."""


def draw(history: pd.DataFrame, *, source: str | None) -> go.Figure:
    """The days of a history table by week and weekday, Monday first, one row of weeks a year."""
    table, left = paper.countable(history)
    one_day = table[table["date_start"].notna() & (table["date_start"] == table["date_end"])]
    loose = one_day[one_day["date_precision"] == "day_approx"]
    exact = one_day.drop(index=loose.index)
    years = _years(one_day)
    counts = exact["date_start"].value_counts()
    shown = paper.figure(
        (*_squares(counts, _days(one_day)), *_attacked(exact, years), *_dashes(loose, years)),
        title=_title(exact, counts, one_day),
        notes=[
            "Blank squares lie outside the days of the table; a grey one has no row, which need not be calm.",
            f"A dash: {paper.counted(len(loose), 'attack')} whose day is approximate, not in the colours."
            if len(loose) else "",
            paper.tally("Not drawn", left | {"without one known day": len(table) - len(one_day)}),
        ],
        source=source or paper.source_of(table),
        height=max(_CELL * _YEAR * len(years), 3 * _CELL),
        left=76,
    )  # fmt: skip
    rows = [(year, day) for year in years for day in range(7) if _WEEKDAYS[day]]
    shown.update_yaxes(
        tickvals=[_row(years, year, day) for year, day in rows], showgrid=False,
        ticktext=[f"<b>{year}</b>  {_WEEKDAYS[day]}" if day == 0 else _WEEKDAYS[day] for year, day in rows],
        range=[_YEAR * max(len(years), 1) - 0.5, -0.6],
    )  # fmt: skip
    shown.update_xaxes(
        tickvals=[4.35 * month + 2 for month in range(12)], range=[-0.6, _WEEKS - 0.4], showgrid=False,
        ticktext=[f"{dt.date(2000, month, 1):%b}" for month in range(1, 13)],
    )  # fmt: skip
    return shown


def _title(exact: pd.DataFrame, counts: pd.Series[Any], one_day: pd.DataFrame) -> str:
    if one_day.empty:
        return "0 attacks on a known day"
    return f"{paper.counted(len(exact), 'attack')} on {paper.counted(len(counts), 'day')}{paper.span(one_day)}"


def _years(one_day: pd.DataFrame) -> list[int]:
    if one_day.empty:
        return []
    return list(range(one_day["date_start"].min().year, one_day["date_start"].max().year + 1))


def _days(one_day: pd.DataFrame) -> pd.DatetimeIndex:
    if one_day.empty:
        return pd.DatetimeIndex([])
    return pd.date_range(one_day["date_start"].min(), one_day["date_start"].max(), freq="D")


def _row(years: list[int], year: int, weekday: int) -> int:
    return _YEAR * (year - years[0]) + weekday


def _week(day: pd.Timestamp) -> int:
    """The column of a day: weeks begin on Monday, and the first holds the first of January."""
    return (day.day_of_year - 1 + day.replace(month=1, day=1).weekday()) // 7


def _squares(counts: pd.Series[Any], days: pd.DatetimeIndex) -> list[Any]:
    """One heat map a shade, so that the legend names each; a day is in one of them."""
    by_day = counts.reindex(days, fill_value=0)
    years = list(range(days[0].year, days[-1].year + 1)) if len(days) else []
    most = int(by_day.max()) if len(by_day) else 0
    names = ["no row", "1 attack", "2", "3", "4 or more"]
    grids = [_grid(by_day[by_day.clip(upper=4) == step], years) for step in range(5)]
    return [
        trace
        for step, (name, colour) in enumerate(zip(names, (_NONE, *_SHADES), strict=True))
        if step <= min(most, 4) and len(days)
        for trace in (
            _shade(grids[step], colour),
            _key(name, colour),
        )
    ]


def _grid(by_day: pd.Series[Any], years: list[int]) -> list[list[int | None]]:
    """Counts by row and week; None where no day of this shade lies."""
    z: list[list[int | None]] = [[None] * _WEEKS for _ in range(_YEAR * len(years))]
    for day, number in zip(pd.DatetimeIndex(by_day.index), by_day, strict=True):
        z[_row(years, day.year, day.weekday())][_week(day)] = int(number)
    return z


def _shade(z: list[list[int | None]], colour: str) -> Any:  # noqa: ANN401 - plotly has no types
    return go.Heatmap(z=z, hoverinfo="skip", xgap=2, ygap=2, showscale=False, colorscale=[[0, colour], [1, colour]])


def _attacked(exact: pd.DataFrame, years: list[int]) -> list[Any]:
    """A clear mark on the square of each day with attacks: squares themselves cannot carry the rows they stand for."""
    rows = exact["event"].astype(str).groupby(exact["date_start"]).agg(list)
    days = pd.DatetimeIndex(rows.index)
    if rows.empty:
        return []
    return [
        go.Scatter(
            x=[_week(day) for day in days], y=[_row(years, day.year, day.weekday()) for day in days], mode="markers",
            marker={"symbol": "square", "size": 12, "opacity": 0, "color": paper.INK}, showlegend=False,
            selected={"marker": {"opacity": 0.9}}, unselected={"marker": {"opacity": 0}}, customdata=rows.tolist(),
            hovertext=[f"{day:%a} {paper.day(day, day)}: {paper.counted(len(ids), 'attack')}"
                       for day, ids in zip(days, rows, strict=True)],
            hoverinfo="text",
        )
    ]  # fmt: skip


def _key(name: str, colour: str) -> Any:  # noqa: ANN401 - plotly has no types
    marker = {"symbol": "square", "size": 12, "color": colour}
    return go.Scatter(x=[None], y=[None], mode="markers", hoverinfo="skip", name=name, marker=marker)


def _dashes(loose: pd.DataFrame, years: list[int]) -> list[Any]:
    if loose.empty:
        return []
    marker = {"symbol": "line-ew-open", "size": 9, "color": paper.INK, "line": {"width": 2.5, "color": paper.ORANGE}}
    return [
        go.Scatter(
            x=[_week(day) for day in loose["date_start"]], mode="markers", name="approximate day", marker=marker,
            y=[_row(years, day.year, day.weekday()) for day in loose["date_start"]],
            hovertext=[paper.hover(row) for row in loose.to_dict("records")], hoverinfo="text",
            customdata=paper.ids(loose),
        )
    ]  # fmt: skip
