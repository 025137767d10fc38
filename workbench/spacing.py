"""A history table in, the figure of the days between its attacks out.

Only attacks whose day is known count; a row that is missing from the table
makes an interval too long, and the figure says so. Two attacks on one day
are 0 days apart.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from workbench import paper

_FEW_DAYS = 8
"""Up to so many days each has a tick of its own, as there is no half of one."""
_QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)


def draw(history: pd.DataFrame, *, source: str | None) -> go.Figure:
    """Each attack by its day and by how many days it came after the one before, with median and quantiles."""
    table, left = paper.countable(history)
    exact = table[
        table["date_start"].notna()
        & (table["date_start"] == table["date_end"])
        & (table["date_precision"] != "day_approx")
    ].sort_values("date_start", kind="stable")
    gaps = days_between(exact)
    quantiles = gaps.quantile(list(_QUANTILES)) if len(gaps) else None
    shown = paper.figure(
        _marks(exact.loc[gaps.index], gaps),
        title=_title(gaps, quantiles),
        notes=[
            _spoken(quantiles),
            "An attack that the table lacks makes an interval too long; two attacks on one day are 0 days apart.",
            paper.tally("Left out", left | {"without one exact day": len(table) - len(exact)}),
        ],
        source=source or paper.source_of(table),
        height=330,
        left=52,
    )  # fmt: skip
    most = max([1, *gaps])
    shown.update_xaxes(type="date")
    shown.update_yaxes(
        title="days since the attack before", range=[-0.03 * most, 1.06 * most], tickformat="d",
        dtick=1 if most <= _FEW_DAYS else None,
    )  # fmt: skip
    if quantiles is not None:
        shown.add_hrect(y0=quantiles[0.25], y1=quantiles[0.75], fillcolor=paper.INK, opacity=0.16, line={"width": 0})
        shown.add_hline(y=quantiles[0.5], line={"color": paper.ORANGE, "width": 1.5, "dash": "dash"})
    return shown


def days_between(exact: pd.DataFrame) -> pd.Series[Any]:
    """Whole days since the attack before, in the order of days and with the index of each later attack."""
    days = exact["date_start"].sort_values(kind="stable")
    found: pd.Series[Any] = days.diff().dt.days.iloc[1:].astype(int)
    return found


def _title(gaps: pd.Series[Any], quantiles: pd.Series[Any] | None) -> str:
    if quantiles is None:
        return "0 intervals between attacks: fewer than two attacks have an exact day"
    number = paper.counted(len(gaps), "interval")
    median = f"half are {_days(quantiles[0.5])} or less" if quantiles[0.5] else "half of no day"
    return f"{number} between attacks: {median}, the longest {_days(gaps.max())}"


def _spoken(quantiles: pd.Series[Any] | None) -> str:
    if quantiles is None:
        return ""
    low, first, median, third, high = (f"{quantiles[at]:g}" for at in _QUANTILES)
    return (
        f"Dashed: the median, {median} days; grey: the middle half, {first} to {third}; "
        f"eight in ten lie between {low} and {high}."
    )


def _days(number: float) -> str:
    return f"{number:g} day{'' if number == 1 else 's'}"


def _marks(later: pd.DataFrame, gaps: pd.Series[Any]) -> list[Any]:
    if gaps.empty:
        return []
    texts = [
        f"{_days(gap)} since the attack before<br>{paper.hover(row)}"
        for gap, row in zip(gaps, later.to_dict("records"), strict=True)
    ]
    trace = go.Scattergl if len(gaps) >= paper.MANY else go.Scatter
    return [
        trace(
            x=later["date_start"].tolist(), y=gaps.tolist(), mode="markers", showlegend=False,
            marker={"size": 7, "color": paper.BLUE, "opacity": 0.7}, hovertext=texts, hoverinfo="text",
            customdata=paper.ids(later),
        )
    ]  # fmt: skip
