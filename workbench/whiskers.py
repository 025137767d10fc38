"""A history table in, the timeline of one count out: lowest to highest as a whisker, best figure as the mark.

What a row does not state is not drawn, and never zero; an open side is an
arrow. A total over a time has no mark here: it is told, never drawn as an
attack.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go

from workbench import paper
from workbench.timelines import Told

Count = Literal["killed", "wounded", "munitions"]
_UNITS = {
    "killed": "people killed",
    "wounded": "people wounded",
    "munitions": "weapons that came down or were launched",
}


def draw(told: Told, *, counts: str, source: str | None) -> go.Figure:
    """One count of each event by its day; raises ValueError for another count."""
    if counts not in _UNITS:
        raise ValueError(f"A timeline can show {', '.join(_UNITS)}, not {counts!r}; name one of these.")
    rows = told.drawn
    sides = pd.DataFrame({side: rows[f"{counts}_{side}"] for side in ("low", "best", "high")})
    given = sides.notna().any(axis=1)
    shown = paper.figure(
        _marks(rows[given], sides[given]),
        title=f"{_UNITS[counts].capitalize()} in {_stating(int(given.sum()))}{_days(rows[given])}",
        notes=[
            "Mark: best figure, else the lowest; whisker: lowest to highest. A triangle: no upper or lower bound.",
            f"Totals over a time, told apart and not drawn: {len(told.bands)}." if len(told.bands) else "",
            paper.tally("Not drawn", {"without this figure (unknown, not zero)": int((~given).sum())} | told.left_out),
        ],
        source=source or paper.source_of(told.rows),
        height=340,
        left=52,
    )  # fmt: skip
    shown.update_xaxes(range=list(told.period), type="date")
    shown.update_yaxes(title=_UNITS[counts].split(" that ")[0], rangemode="tozero", tickformat="d")
    return shown


def _stating(number: int) -> str:
    return f"{paper.counted(number, 'event')} that {'states' if number == 1 else 'state'} a figure"


def _days(rows: pd.DataFrame) -> str:
    return f": {paper.day(rows['date_start'].min(), rows['date_end'].max())}" if len(rows) else ""


def _marks(rows: pd.DataFrame, sides: pd.DataFrame) -> Iterator[Any]:
    read = rows["origin"] == "article"
    background = read & (rows["role"] == "background")
    looks = (
        (~read, "in the table", paper.BLUE, "circle"),
        (read & ~background, "article: the attack it reports", paper.ORANGE, "diamond"),
        (background, "article: told as background", paper.ORANGE, "square"),
    )
    for chosen, name, colour, symbol in looks:
        if chosen.any():
            yield _trace(rows[chosen], sides[chosen], name, colour, symbol)
    for side, symbol, why in (
        ("high", "triangle-up", "at least this many"),
        ("low", "triangle-down", "at most this many"),
    ):
        open_side = sides[side].isna()
        if open_side.any():
            at = sides["best"].fillna(sides["low"]).fillna(sides["high"])[open_side].astype(int)
            yield go.Scatter(
                x=_middle(rows[open_side]), y=at.tolist(), mode="markers", name=why, hoverinfo="skip",
                marker={"symbol": f"{symbol}-open", "size": 15, "color": paper.INK},
            )  # fmt: skip


def _middle(rows: pd.DataFrame) -> list[Any]:
    return (rows["date_start"] + (rows["date_end"] - rows["date_start"]) / 2).tolist()


def _trace(rows: pd.DataFrame, sides: pd.DataFrame, name: str, colour: str, symbol: str) -> Any:  # noqa: ANN401 - a trace
    best = sides["best"].fillna(sides["low"]).fillna(sides["high"]).astype(int)
    up = (sides["high"].fillna(best) - best).astype(int)
    down = (best - sides["low"].fillna(best)).astype(int)
    half = (rows["date_end"] - rows["date_start"]) / 2
    bar = {"type": "data", "color": colour, "thickness": 1.2, "width": 3}
    loose = bar | {"array": (half.dt.total_seconds() * 1000).tolist()} if (half > pd.Timedelta(0)).any() else None
    trace = go.Scattergl if len(rows) >= paper.MANY else go.Scatter
    return trace(
        x=_middle(rows), y=best.tolist(), mode="markers", name=name,
        marker={"symbol": symbol, "size": 8, "color": colour, "opacity": 0.75},
        error_y=bar | {"symmetric": False, "array": up.tolist(), "arrayminus": down.tolist()}, error_x=loose,
        hovertext=[paper.hover(row) for row in rows.to_dict("records")], hoverinfo="text",
    )  # fmt: skip
