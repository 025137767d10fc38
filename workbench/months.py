"""A history table in, the figure of attacks by month and kind out.

A month without a row is drawn empty and told: the table is not complete, so
it need not be calm. Kinds are types of attack, or weapons as the lexicon of
weapons groups the words of the table; the rarest share one bar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go

from workbench import lexicons, paper

By = Literal["type", "weapon"]

UNSTATED, OTHER = "weapon not stated", "another weapon"
_REST = "other kinds"
_ALSO = (
    (r"air ?strikes?", "aircraft", 3),
    (r"indirect fire", "rocket or mortar", 6),
)
"""Words of trackers that name no single weapon and stand in no lexicon row: pattern, kind and rank."""


def draw(history: pd.DataFrame, *, by: By, source: str | None) -> go.Figure:
    """Stacked bars, one a month, of the attacks of a history table; raises ValueError for another `by`."""
    if by not in {"type", "weapon"}:
        raise ValueError(f"Months can be told apart by type or by weapon, not by {by!r}; name one of these.")
    table, left = paper.countable(history)
    known = table[table["date_start"].dt.to_period("M") == table["date_end"].dt.to_period("M")]
    kinds = known["type"].map(paper.plain) if by == "type" else known["weapon"].map(weapon_class)
    kinds = _rare_together(kinds)
    counts = _by_month(known, kinds)
    empty = int((counts.sum(axis=1) == 0).sum())
    shown = paper.figure(
        _stacks(counts, known.groupby([known["date_start"].dt.to_period("M"), kinds])["event"].agg(list).to_dict()),
        title=f"{paper.counted(len(known), 'attack')} by month and {by}{_months(counts)}",
        notes=[
            f"Months without a row: {empty} of {len(counts)}; the table is not complete, so they need not be calm.",
            "Weapons are grouped by their words; where several are named, by the one that names the attack."
            if by == "weapon" else "",
            paper.tally("Not counted", left | {"without a known month": len(table) - len(known)}),
        ],
        source=source or paper.source_of(table),
        height=330,
        left=52,
    )  # fmt: skip
    shown.update_layout(barmode="stack", bargap=0.15, legend={"traceorder": "normal"})
    shown.update_xaxes(type="date")
    shown.update_yaxes(title="attacks in the table", rangemode="tozero", tickformat="d")
    return shown


def weapon_class(words: object) -> str:
    """The kind of the lexicon of weapons that free words name, `weapon not stated`, or `another weapon`."""
    if pd.isna(words):  # type: ignore[call-overload]
        return UNSTATED
    found = [(rank, kind) for pattern, kind, rank in _patterns() if pattern.search(str(words).lower())]
    return min(found)[1] if found else OTHER


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str, int], ...]:
    """A pattern a kind of weapon, with its rank: the lower names the act where several are there."""
    rows = [
        ("|".join(map(re.escape, row.forms)), row.fact("kind") or row.id, int(row.fact("rank") or 99))
        for row in lexicons.load("weapons")
    ]
    return tuple((re.compile(rf"\b(?:{forms})\b"), kind, rank) for forms, kind, rank in (*rows, *_ALSO))


def _rare_together(kinds: pd.Series[Any]) -> pd.Series[Any]:
    """The kinds, the rarest under one name where there are more than colours."""
    order = kinds.value_counts().index.tolist()
    if len(order) <= len(paper.COLOURS):
        return kinds
    # What nobody states is no rare kind, however seldom it is.
    kept = {UNSTATED, *[kind for kind in order if kind != UNSTATED][: len(paper.COLOURS) - 2]}
    return kinds.where(kinds.isin(kept), _REST)


def _by_month(known: pd.DataFrame, kinds: pd.Series[Any]) -> pd.DataFrame:
    """Counts with one row a month, months without any included, and one column a kind, commonest first."""
    if known.empty:
        return pd.DataFrame(index=pd.PeriodIndex([], freq="M"))
    order = sorted(kinds.value_counts().index, key=_REST.__eq__)
    counts = pd.crosstab(known["date_start"].dt.to_period("M"), kinds)
    months = pd.period_range(counts.index.min(), counts.index.max(), freq="M")
    return counts.reindex(months, fill_value=0)[order]


def _months(counts: pd.DataFrame) -> str:
    return f", {counts.index[0]:%b %Y} to {counts.index[-1]:%b %Y}" if len(counts) else ""


def _stacks(counts: pd.DataFrame, rows: dict[Any, list[str]]) -> Iterator[Any]:
    """Bars that carry the ids of the rows they count."""
    months = [month.to_timestamp() for month in counts.index]
    for number, kind in enumerate(counts.columns):
        yield go.Bar(
            x=months, y=counts[kind].tolist(), name=f"{kind} ({counts[kind].sum()})",
            customdata=[rows.get((month, kind), []) for month in counts.index],
            marker={"color": paper.COLOURS[number]},
            hovertemplate=f"%{{x|%b %Y}}: %{{y}} {kind}<extra></extra>",
        )  # fmt: skip
