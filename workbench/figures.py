"""Tables of the history and of events in, plotly figures out.

Every figure states in its title what it shows and how many, says below it
what is left out, and names its source. Only what happened once, on known
days, is a mark or part of a count; unknown casualties are hollow marks, not
small ones. All are plain figures that a notebook keeps and shows offline.
`source` is the line at the foot; without one it names the shipped history.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from workbench import maps, paper, timelines
from workbench.paper import CONFIG

__all__ = ["CONFIG", "map", "monthly", "timeline"]


def timeline(history: pd.DataFrame, events: pd.DataFrame | None = None, *, source: str | None = None) -> go.Figure:
    """Attacks by day in a lane for each type, with the events of articles (`tables.frame`) among them.

    Raises ValueError where no row has a known day.
    """
    return timelines.draw(timelines.Told(paper.together(history, events)), source=source)


def monthly(history: pd.DataFrame, *, source: str | None = None) -> go.Figure:
    """Attacks of a history table by month and type, stacked; entries read from articles are not counted."""
    happened = paper.happened(paper.together(history))
    attacks = happened[happened["is_attack"].astype(bool)]
    table = attacks[attacks["origin"] == "table"]
    known = table[table["date_start"].dt.to_period("M") == table["date_end"].dt.to_period("M")]
    counts = _by_month(known)
    empty = int((counts.sum(axis=1) == 0).sum())
    left = {
        "not attacks (truces and troop moves)": len(happened) - len(attacks),
        "read from articles, which may repeat a row": len(attacks) - len(table),
        "without a known month": len(table) - len(known),
    }
    shown = paper.figure(
        _stacks(counts, known),
        title=f"{paper.counted(len(known), 'attack')} by month and type{_months(counts)}",
        notes=[
            f"Months without a row: {empty} of {len(counts)}; the table is not complete, so they need not be calm.",
            paper.tally("Not counted", left),
        ],
        source=source or paper.source_of(table),
        height=330,
        left=52,
    )
    shown.update_layout(barmode="stack", bargap=0.15, legend={"traceorder": "normal"})
    shown.update_xaxes(type="date")
    shown.update_yaxes(title="attacks in the table", rangemode="tozero", tickformat="d")
    return shown


def map(rows: pd.DataFrame, *, source: str | None = None) -> go.Figure:  # noqa: A001 - wb.map, as analysts would call it
    """Where attacks of a history or an event table took place, on an outline map that needs no network.

    A province is a hollow mark; a country, or a place without a point, is not drawn but counted below the title.
    """
    return maps.draw(paper.together(rows.assign(origin=_origin(rows))), source=source)


def _origin(rows: pd.DataFrame) -> Any:  # noqa: ANN401 - a column or one word for all of it
    return rows.get("origin", "article")


def _by_month(known: pd.DataFrame) -> pd.DataFrame:
    """Counts with one row a month, months without any included, and one column a type, commonest first."""
    counts = known.groupby([known["date_start"].dt.to_period("M"), "type"]).size().unstack(fill_value=0)  # noqa: PD010
    if counts.empty:
        return counts
    months = pd.period_range(counts.index.min(), counts.index.max(), freq="M")
    order = counts.sum().sort_values(ascending=False, kind="stable").index
    return counts.reindex(months, fill_value=0)[order]


def _months(counts: pd.DataFrame) -> str:
    return f", {counts.index[0]:%b %Y} to {counts.index[-1]:%b %Y}" if len(counts) else ""


def _stacks(counts: pd.DataFrame, known: pd.DataFrame) -> Iterator[Any]:
    """Bars that carry the ids of the rows they count."""
    months = [month.to_timestamp() for month in counts.index]
    cells = known.groupby([known["date_start"].dt.to_period("M"), "type"])["event"].agg(list).to_dict()
    for number, kind in enumerate(counts.columns):
        yield go.Bar(
            x=months, y=counts[kind].tolist(), name=f"{paper.plain(kind)} ({counts[kind].sum()})",
            customdata=[cells.get((month, kind), []) for month in counts.index],
            marker={"color": paper.COLOURS[number % len(paper.COLOURS)]},
            hovertemplate=f"%{{x|%b %Y}}: %{{y}} {paper.plain(kind)}<extra></extra>",
        )  # fmt: skip
