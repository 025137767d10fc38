"""Tables of the history and of events in, plotly figures out.

Every figure states in its title what it shows and how many, says below it
what is left out, and names its source. Only what happened once, on known
days, is a mark or part of a count; unknown casualties are hollow marks, not
small ones. All are plain figures that a notebook keeps and shows offline.
`source` is the line at the foot; without one it names the shipped history.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd
import plotly.graph_objects as go

from workbench import (
    almanac,
    claimants,
    disagreements,
    maps,
    months,
    paper,
    spacing,
    timelines,
    tolls,
    whiskers,
)
from workbench.paper import CONFIG

if TYPE_CHECKING:
    from workbench.truces import TruceRates

__all__ = [
    "CONFIG", "blamed", "calendar", "cumulative", "disagreement", "gaps", "map", "monthly", "rates", "timeline",
    "truce_rates",
]  # fmt: skip


def timeline(
    history: pd.DataFrame, events: pd.DataFrame | None = None, *,
    counts: Literal["killed", "wounded", "munitions"] | None = None, source: str | None = None,
) -> go.Figure:  # fmt: skip
    """Attacks by day in a lane for each type, with the events of articles (`tables.frame`) among them.

    With `counts`, one count of each by day instead: best figure as the mark, lowest to highest as its whisker.
    Raises ValueError where no row has a known day, and for another count.
    """
    told = timelines.Told(paper.together(history, events))
    if counts is not None:
        return whiskers.draw(told, counts=counts, source=source)
    return timelines.draw(told, source=source)


def monthly(history: pd.DataFrame, *, by: Literal["type", "weapon"] = "type", source: str | None = None) -> go.Figure:
    """Attacks of a history table by month and type or weapon, stacked; entries read from articles are not counted.

    Raises ValueError for another `by`.
    """
    return months.draw(history, by=by, source=source)


def cumulative(history: pd.DataFrame, *, source: str | None = None) -> go.Figure:
    """Dead and wounded as they add up by day: best figures as a line in a band from lowest to highest.

    What nobody states is left out and counted below the title, never zero.
    """
    return tolls.draw(history, source=source)


def calendar(history: pd.DataFrame, *, source: str | None = None) -> go.Figure:
    """Attacks of each day by week and weekday, one row of weeks a year; approximate days are dashes."""
    return almanac.draw(history, source=source)


def blamed(history: pd.DataFrame, *, source: str | None = None) -> go.Figure:
    """Attacks by who was blamed and who claimed them, with nobody named as a bar of its own; neither is proof."""
    return claimants.draw(history, source=source)


def gaps(history: pd.DataFrame, *, source: str | None = None) -> go.Figure:
    """Days from each attack to the next, of attacks on an exact day, with the median and its quantiles."""
    return spacing.draw(history, source=source)


def rates(
    history: pd.DataFrame, *, truce_end: dt.date | str | None = None, truce: str | None = None,
    first: dt.date | str | None = None, last: dt.date | str | None = None, source: str | None = None,
) -> go.Figure:  # fmt: skip
    """Attacks per 30 days before, during and after a truce, with exact intervals and their comparison in words.

    Arguments as for `truce_rates`, which gives the same as a record and raises the same.
    """
    from workbench import truces

    found = truces.compared(history, truce_end=truce_end, truce=truce, first=first, last=last)
    return truces.draw(history, found, source=source)


def truce_rates(
    history: pd.DataFrame, *, truce_end: dt.date | str | None = None, truce: str | None = None,
    first: dt.date | str | None = None, last: dt.date | str | None = None,
) -> TruceRates:  # fmt: skip
    """Attacks per 30 days around a truce as a frozen record (`truces.TruceRates`), with exact 95 % intervals.

    The truce began on the day of its row in the table (the shipped one: IQ-20201010-01, 10 October 2020); `truce` is
    the id of that row where there are several. `truce_end` is its last day: the shipped table does not say when the
    truce ended, so that without it the periods are before and since. `first` and `last` are the days that the table
    covers; without them, those of its first and its last attack.

    Raises ValueError where the table has no such truce, or the days leave a period empty.
    """
    from workbench import truces

    return truces.compared(history, truce_end=truce_end, truce=truce, first=first, last=last)


def disagreement(
    claims: pd.DataFrame, events: pd.DataFrame | None = None, *, event: str | None = None, source: str | None = None
) -> go.Figure:
    """What each voice says of the counts of one event (`tables.claims`), with the settled value and its rule.

    `events` (`tables.frame`) gives the settled value; `event` is the id of the event where the claims are of several.
    Raises ValueError where several are there and none is named, or the one named has no claim.
    """
    return disagreements.draw(claims, events, event=event, source=source)


def map(rows: pd.DataFrame, *, source: str | None = None) -> go.Figure:  # noqa: A001 - wb.map, as analysts would call it
    """Where attacks of a history or an event table took place, on an outline map that needs no network.

    A province is a hollow mark; a country, or a place without a point, is not drawn but counted below the title.
    """
    return maps.draw(paper.together(rows.assign(origin=_origin(rows))), source=source)


def _origin(rows: pd.DataFrame) -> Any:  # noqa: ANN401 - a column or one word for all of it
    return rows.get("origin", "article")
