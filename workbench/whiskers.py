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
    rows = told.drawn[told.drawn["is_attack"].astype(bool)]
    sides = pd.DataFrame({side: rows[f"{counts}_{side}"] for side in ("low", "best", "high")})
    given = sides.notna().any(axis=1)
    shown = paper.figure(
        _marks(rows[given], sides[given]),
        title=f"{_UNITS[counts].capitalize()}, as stated for {_stating(int(given.sum()))}{paper.span(rows[given])}",
        notes=[
            "Mark: best figure, else the lowest; whisker: lowest to highest. A triangle: no upper or lower bound.",
            f"Totals over a time, told apart and not drawn: {len(told.bands)}." if len(told.bands) else "",
            paper.tally("Not drawn", {
                "without this figure (unknown, not zero)": int((~given).sum()),
                "no attacks": len(told.drawn) - len(rows), **told.left_out,
            }),
        ],
        source=source or paper.source_of(told.rows),
        height=340,
        left=52,
    )  # fmt: skip
    most = max([1, *sides.max(axis=1).dropna()])
    shown.update_xaxes(range=list(told.period), type="date")
    shown.update_yaxes(title=_UNITS[counts].split(" that ")[0], range=[-0.03 * most, 1.06 * most], tickformat="d")
    return shown


def _stating(number: int) -> str:
    return paper.counted(number, "attack")


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
            yield _ranges(rows[chosen], sides[chosen], colour)
            yield _trace(rows[chosen], sides[chosen], name, colour, symbol)
    for side, symbol, why in (
        ("high", "triangle-up", "at least this many"),
        ("low", "triangle-down", "at most this many"),
    ):
        open_side = sides[side].isna()
        if open_side.any():
            yield _kind(rows)(
                x=_middle(rows[open_side]), y=_best(sides)[open_side].tolist(), mode="markers", name=why,
                marker={"symbol": f"{symbol}-open", "size": 15, "color": paper.INK}, hoverinfo="skip",
            )  # fmt: skip


def _middle(rows: pd.DataFrame) -> list[Any]:
    return (rows["date_start"] + (rows["date_end"] - rows["date_start"]) / 2).tolist()


def _trace(rows: pd.DataFrame, sides: pd.DataFrame, name: str, colour: str, symbol: str) -> Any:  # noqa: ANN401 - a trace
    return _kind(rows)(
        x=_middle(rows), y=_best(sides).tolist(), mode="markers", name=name,
        marker={"symbol": symbol, "size": 8, "color": colour, "opacity": 0.75},
        hovertext=[paper.hover(row) for row in rows.to_dict("records")], hoverinfo="text", customdata=paper.ids(rows),
    )  # fmt: skip


def _ranges(rows: pd.DataFrame, sides: pd.DataFrame, colour: str) -> Any:  # noqa: ANN401 - a trace
    """Lowest to highest upwards, first to last day across: one line with a blank after each part, quick to draw."""
    best, middle = _best(sides), _middle(rows)
    ends = zip(sides["low"].fillna(best), sides["high"].fillna(best), strict=True)
    upward = [(day, day, low, high) for day, (low, high) in zip(middle, ends, strict=True) if low != high]
    spans = zip(rows["date_start"], rows["date_end"], best, strict=True)
    across = [(first, last, at, at) for first, last, at in spans if first != last]
    lines = [*upward, *across]
    return _kind(rows)(
        x=[x for first, last, *_ in lines for x in (first, last, None)],
        y=[y for *_, low, high in lines for y in (int(low), int(high), None)],
        mode="lines", line={"color": colour, "width": 1.2}, showlegend=False, hoverinfo="skip",
    )  # fmt: skip


def _best(sides: pd.DataFrame) -> pd.Series[Any]:
    found: pd.Series[Any] = sides["best"].fillna(sides["low"]).fillna(sides["high"]).astype(int)
    return found


def _kind(rows: pd.DataFrame) -> Any:  # noqa: ANN401 - plotly publishes no types
    return go.Scattergl if len(rows) >= paper.MANY else go.Scatter
