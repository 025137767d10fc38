"""A history table in, the figure of the dead and the wounded as they add up out.

Each attack adds its lowest figure to the low edge, its best to the line and
its highest to the high edge. A figure that nobody gives is never zero: an
attack without any is left out and counted, and one with an open side tells
the note which edge is therefore too low. An aggregate adds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from workbench import paper

_HEIGHT = 460
_FIELDS = (
    ("killed", "y2", "rgba(224,112,26,0.25)", paper.ORANGE),
    ("wounded", "y", "rgba(59,142,194,0.25)", paper.BLUE),
)


@dataclass(frozen=True)
class Sums:
    """How one count adds up: a row a day with low, best and high so far, and what the figures lack."""

    field: str
    days: pd.DataFrame
    rows: list[list[str]]
    """The ids of the attacks of each day."""
    unstated: int
    """Attacks for which nobody gives any figure."""
    no_low: int
    no_high: int

    @property
    def total(self) -> str:
        """All of them in words: `64 killed (29 to 67)`."""
        if self.days.empty:
            return f"nobody stated as {self.field}"
        low, best, high = (int(self.days[side].iloc[-1]) for side in ("low", "best", "high"))
        return f"{best:,} {self.field}" + ("" if low == high else f" ({low:,} to {high:,})")


def draw(history: pd.DataFrame, *, source: str | None) -> go.Figure:
    """Dead above, wounded below, each as a line of best figures in a band from the lowest to the highest."""
    table, left = paper.countable(history)
    dated = table[table["date_end"].notna()]
    sums = [add_up(dated, field) for field, *_ in _FIELDS]
    looks = zip(sums, _FIELDS, strict=True)
    shown = paper.figure(
        (trace for one, (_, *look) in looks for trace in _lines(one, *look)),
        title=f"{' and '.join(one.total for one in sums)} in {paper.counted(len(dated), 'attack')}{paper.span(dated)}",
        notes=[
            "Line: best figure, else the lowest; band: lowest to highest figure that any source gives.",
            *map(_lacks, sums),
            paper.tally("Not counted", left | {"without a known day": len(table) - len(dated)}),
        ],
        source=source or paper.source_of(table),
        height=_HEIGHT,
        left=58,
    )  # fmt: skip
    shown.update_xaxes(type="date")
    shown.update_layout(
        yaxis={"domain": [0, 0.46], "title": "people wounded", "rangemode": "tozero"},
        yaxis2={
            "domain": [0.54, 1], "title": "people killed", "rangemode": "tozero", "gridcolor": paper.GRID,
            "zeroline": False, "linecolor": paper.GRID,
        },
    )  # fmt: skip
    return shown


def add_up(dated: pd.DataFrame, field: str) -> Sums:
    """The sums of one count by the last day of each attack; low is never above best, nor best above high."""
    low, best, high = (dated[f"{field}_{side}"] for side in ("low", "best", "high"))
    given = low.notna() | best.notna() | high.notna()
    middle = best.fillna(low)
    sides = pd.DataFrame({"low": low, "best": middle, "high": high.fillna(middle)})[given]
    ends = dated["date_end"][given]
    by_day = sides.fillna(0).groupby(ends).sum().sort_index().cumsum()
    rows = dated["event"][given].groupby(ends).agg(list).sort_index().tolist()
    return Sums(
        field, by_day, rows, unstated=int((~given).sum()), no_low=int((given & low.isna()).sum()),
        no_high=int((given & high.isna()).sum()),
    )  # fmt: skip


def _lacks(sums: Sums) -> str:
    return paper.tally(
        sums.field.capitalize(),
        {
            "without any figure, left out (unknown, not zero)": sums.unstated,
            "without a lowest figure (the low edge may be too low)": sums.no_low,
            "without a highest (the high edge may be too low)": sums.no_high,
        },
    )


def _lines(sums: Sums, axis: str, fill: str, colour: str) -> Iterator[Any]:
    days = sums.days.index.tolist()
    low, best, high = (sums.days[side].astype(int).tolist() for side in ("low", "best", "high"))
    edge = {"x": days, "mode": "lines", "yaxis": axis, "showlegend": False, "hoverinfo": "skip"}
    line = {"width": 0, "shape": "hv", "color": colour}
    yield go.Scatter(y=low, line=line, **edge)
    yield go.Scatter(y=high, line=line, fill="tonexty", fillcolor=fill, **edge)
    told = [
        f"by {paper.day(day, day)}: {middle:,} {sums.field}" + ("" if least == most else f" ({least:,} to {most:,})")
        for day, least, middle, most in zip(days, low, best, high, strict=True)
    ]
    yield go.Scatter(
        x=days, y=best, mode="lines", name=sums.field, yaxis=axis, hovertext=told, hoverinfo="text",
        customdata=sums.rows,
        line={"width": 2, "shape": "hv", "color": colour}, showlegend=False,
    )  # fmt: skip
