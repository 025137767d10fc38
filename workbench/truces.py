"""A history table with a truce in, the rates of attacks around it and their figure out.

When the truce began is read from its own row of the table. When it ended is
not in the shipped table and is never guessed from the attacks: whoever asks
must say, and until then there is only before and since. Each rate has the
exact interval of `poisson`; what the comparison allows is said in words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from workbench import paper, poisson
from workbench.poisson import Comparison, Rate

_WEEK = 7
_CLUSTERED = 1.5
"""From this ratio of variance to mean on, the note warns that attacks come in clusters."""
_PARTS = {2: "half", 3: "a third", 4: "a quarter", 5: "a fifth", 6: "a sixth", 8: "an eighth", 10: "a tenth"}


@dataclass(frozen=True, slots=True)
class TruceRates:
    """Attacks before, during and after a truce; without its end, before and since it began."""

    truce: str
    """The id of the row that tells of the truce."""
    periods: tuple[Rate, ...]
    comparisons: tuple[Comparison, ...]
    """The second period against the first, and where there is a third, that against the second and the first."""
    clustering: float | None
    """Variance of weekly counts over their mean within the periods: about 1 if attacks are unconnected."""
    left_out: int
    """Attacks without a known day in one of the periods."""


def compared(
    history: pd.DataFrame, *, truce_end: dt.date | str | None, truce: str | None,
    first: dt.date | str | None, last: dt.date | str | None,
) -> TruceRates:  # fmt: skip
    """The rates around a truce of the table; raises ValueError where its row or its days cannot be used."""
    table, _ = paper.countable(history)
    row = _truce(history, truce)
    began, ended = row["date_start"].date(), _day(truce_end, "truce_end")
    dated = table[table["date_start"].notna() & table["date_end"].notna()]
    start = _day(first, "first") or min([*dated["date_start"].dt.date, began])
    end = _day(last, "last") or max([*dated["date_end"].dt.date, began])
    if not start < began <= end:
        raise ValueError(
            f"The truce begins on {began}, which is not after {start} and up to {end}; widen first and last."
        )
    spans = _spans(start, began, ended, end)
    rates = tuple(poisson.rate(name, *days, len(_within(dated, days))) for name, days in spans.items())
    pairs = ((1, 0),) if len(rates) == 2 else ((1, 0), (2, 1), (2, 0))  # noqa: PLR2004 - before and since
    return TruceRates(
        str(row["event"]), rates, tuple(poisson.compare(rates[one], rates[other]) for one, other in pairs),
        clustering=_clustering(dated, list(spans.values())), left_out=len(table) - sum(one.count for one in rates),
    )  # fmt: skip


def draw(history: pd.DataFrame, rates: TruceRates, *, source: str | None) -> go.Figure:
    """The rate of each period with its interval, and in words what may be said of the difference."""
    table, left = paper.countable(history)
    dated = table[table["date_start"].notna() & table["date_end"].notna()]
    count = sum(one.count for one in rates.periods)
    names = [f"<b>{one.name}</b><br>{one.count:,} in {one.days:,} days" for one in rates.periods]
    shown = paper.figure(
        [_points(rates.periods, [_within(dated, (one.first, one.last))["event"].tolist() for one in rates.periods])],
        title=f"{paper.counted(count, 'attack')} {_heading(rates)}: {_span(rates)}",
        notes=[
            *_sentences(rates, table),
            paper.tally("Not counted", left | {"without a known day in these periods": rates.left_out}),
        ],
        source=source or paper.source_of(table),
        height=56 + 54 * len(names),
        across="attacks per 30 days, with the exact 95 % interval",
        left=int(24 + 7.2 * max(len(one.name) for one in rates.periods)),
    )  # fmt: skip
    shown.update_yaxes(tickvals=list(range(len(names))), ticktext=names, range=[len(names) - 0.4, -0.6], showgrid=False)
    most = max(one.high for one in rates.periods)
    # A little air below zero, where the figure of a period without attacks stands above its mark.
    shown.update_xaxes(range=[-0.05 * most, 1.05 * most], minallowed=-0.05 * most)
    return shown


def in_words(comparison: Comparison) -> str:
    """What a comparison allows to say, in two sentences."""
    one, other = comparison.rate, comparison.against
    here, there = f"{one.per_30_days:.1f}", f"{other.per_30_days:.1f}"
    told = f"{one.name.capitalize()} {here} attacks per 30 days, {other.name} {there}"
    if comparison.ratio is None or comparison.high is None:
        return f"{told}: with none {other.name} there is no ratio. {_verdict(comparison)}"
    interval = f"95 % interval {_rounded(comparison.low)} to {_rounded(comparison.high)} times"
    return f"{told}: {_times(comparison.ratio)} ({interval}). {_verdict(comparison)}"


def _verdict(comparison: Comparison) -> str:
    one, other = comparison.rate, comparison.against
    chance = f"p = {comparison.p_value:.2g}"
    if not comparison.could_be_chance:
        return f"Chance alone would rarely give such a difference ({chance})."
    few = min(one, other, key=lambda rate: rate.count)
    return (
        f"With {paper.counted(few.count, 'attack')} in {few.days:,} days {few.name}, "
        f"a difference of that size could be chance ({chance})."
    )


def _times(ratio: float) -> str:
    """A ratio in words that do not claim more than it: `about a third of the rate`, `1.4 times the rate`."""
    if ratio == 0:
        return "none, so no part of the rate"
    near = [part for part in _PARTS if abs(ratio * part - 1) < 0.08]  # noqa: PLR2004 - within 8 %
    return f"about {_PARTS[near[0]]} of the rate" if near else f"{_rounded(ratio)} times the rate"


def _rounded(ratio: float) -> str:
    """A ratio to about two digits, so that it promises no more than a few attacks can tell."""
    if 0 < ratio < 0.01:  # noqa: PLR2004 - no ratio above nothing is told as nothing
        return "under 0.01"
    return f"{ratio:.0f}" if ratio >= 10 else f"{ratio:.1f}" if ratio >= 1 else f"{ratio:.2f}"  # noqa: PLR2004 - digits


def _sentences(rates: TruceRates, table: pd.DataFrame) -> Iterator[str]:
    yield from map(in_words, rates.comparisons)
    if len(rates.periods) == 2:  # noqa: PLR2004 - before and since
        yield "The table does not say when the truce ended: name its last day (truce_end) to tell during from after."
    elif rates.periods[1].count == 1 and _ends_with_attack(rates, table):
        yield (
            "The truce is taken to end on the day of its only attack, so that its rate is low by construction: "
            "an end chosen because of an attack proves nothing about the truce."
        )
    if rates.clustering is not None and rates.clustering >= _CLUSTERED:
        yield (
            f"Attacks come in clusters (weekly counts vary {rates.clustering:.1f} times as much as chance alone would "
            "make them), so the true intervals are wider."
        )
    kinds = ", ".join(f"{number:,} {paper.plain(str(kind))}" for kind, number in table["type"].value_counts().items())
    yield f"Counted, whoever made them: {kinds or 'nothing'}; choose rows before to count one side's."


def _ends_with_attack(rates: TruceRates, table: pd.DataFrame) -> bool:
    return bool((table["date_start"] == pd.Timestamp(rates.periods[1].last)).any())


def _heading(rates: TruceRates) -> str:
    *names, last = (one.name.removesuffix(" the truce") for one in rates.periods)
    return f"{', '.join(names)} and {last} the truce" if len(names) > 1 else "before and since the truce began"


def _span(rates: TruceRates) -> str:
    days = paper.day(pd.Timestamp(rates.periods[0].first), pd.Timestamp(rates.periods[-1].last))
    return days.replace(" ", "\u00a0")


def _points(periods: tuple[Rate, ...], rows: list[list[str]]) -> Any:  # noqa: ANN401 - plotly has no types
    told = [
        f"{one.name}: {paper.day(pd.Timestamp(one.first), pd.Timestamp(one.last))}<br>"
        f"{one.per_30_days:.2f} per 30 days (95 % interval {one.low:.2f} to {one.high:.2f})"
        for one in periods
    ]
    return go.Scatter(
        x=[one.per_30_days for one in periods], y=list(range(len(periods))), mode="markers+text", showlegend=False,
        marker={"size": 11, "color": paper.BLUE}, hovertext=told, hoverinfo="text", customdata=rows,
        text=[f"{one.per_30_days:.1f}" for one in periods], textposition="top center",
        error_x={
            "type": "data", "symmetric": False, "color": paper.BLUE, "thickness": 2, "width": 7,
            "array": [one.high - one.per_30_days for one in periods],
            "arrayminus": [one.per_30_days - one.low for one in periods],
        },
    )  # fmt: skip


def _spans(start: dt.date, began: dt.date, ended: dt.date | None, end: dt.date) -> dict[str, tuple[dt.date, dt.date]]:
    day = dt.timedelta(days=1)
    before = {"before the truce": (start, began - day)}
    if ended is None:
        return before | {"since the truce began": (began, end)}
    if not began <= ended < end:
        raise ValueError(
            f"truce_end {ended} is not from {began}, when the truce began, to the day before {end}; give its last day."
        )
    return before | {"during the truce": (began, ended), "after the truce": (ended + day, end)}


def _truce(history: pd.DataFrame, truce: str | None) -> pd.Series[Any]:
    rows = paper.happened(paper.together(history.assign(origin=history.get("origin", "article"))))
    found = rows[(rows["type"] == "truce") & rows["date_start"].notna() & (rows["origin"] == "table")]
    found = found if truce is None else found[found["event"] == truce]
    if len(found) != 1:
        known = (
            f"has {len(found)} truces with a known day ({', '.join(found['event'])})" if len(found) else "has no truce"
        )
        named = "" if truce is None else f" with the id {truce!r} and a known day"
        raise ValueError(
            f"The table {known}{named}; give a table with its row, and name one of several (truce='its id')."
        )
    return found.iloc[0]


def _day(words: dt.date | str | None, name: str) -> dt.date | None:
    if words is None:
        return None
    try:
        return pd.Timestamp(words).date()
    except ValueError:
        raise ValueError(f"{name} {words!r} is not a day; write it as 2020-11-17.") from None


def _within(dated: pd.DataFrame, days: tuple[dt.date, dt.date]) -> pd.DataFrame:
    first, last = map(pd.Timestamp, days)
    return dated[(dated["date_start"] >= first) & (dated["date_end"] <= last)]


def _clustering(dated: pd.DataFrame, spans: list[tuple[dt.date, dt.date]]) -> float | None:
    """Pearson's chi-square over its degrees of freedom, for counts of whole weeks within each period."""
    total, free = 0.0, 0
    for first, last in spans:
        weeks = ((last - first).days + 1) // _WEEK
        number = (_within(dated, (first, last))["date_start"] - pd.Timestamp(first)).dt.days // _WEEK
        counts = number[number < weeks].value_counts().reindex(range(weeks), fill_value=0)
        if weeks > 1 and counts.sum():
            mean = counts.mean()
            total, free = total + float(((counts - mean) ** 2).sum() / mean), free + weeks - 1
    return total / free if free else None
