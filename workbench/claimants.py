"""A history table in, the figure of who was blamed for attacks and who claimed them out.

To be blamed is what an authority says, to claim is what a message says: two
bars of two looks, neither of them proof. A denial is neither. An attack for
which nobody is named is a bar of its own and never shared out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from workbench import paper

NOBODY = "nobody named"
_BLAMED, _CLAIMED = "blamed by an authority", "claimed (a message said so)"
_PARTS = re.compile(r";\s*(?![^(]*\))")
_ASIDE = re.compile(r"\s*\([^()]*\)")
_NO_NAME = re.compile(r"\b(denied|denies|unattributed|unknown)\b", re.IGNORECASE)
_MOST, _LETTERS = 14, 30
"""Names that have a bar of their own, and letters of a name beside its bar."""


def draw(history: pd.DataFrame, *, source: str | None) -> go.Figure:
    """Attacks by who was blamed and who claimed them, the names most often named on top, nobody at the foot."""
    table, left = paper.countable(history)
    counts = by_name(table)
    nameless = int((table["attributed_to"].map(names).str.len() + table["claimed_by"].map(names).str.len() == 0).sum())
    named = len(table) - nameless
    bars = _shortened(counts)
    shown = paper.figure(
        _bars(bars, nameless),
        title=f"{named:,} of {paper.counted(len(table), 'attack')} blamed on someone or claimed{_days(table)}",
        notes=[
            "Neither is proof: a claim is a message that said so, blame is what an authority said.",
            "Names as the table words them; an attack counts once for each name, so bars add up to more."
            if counts.to_numpy().sum() > named else "",
            paper.tally("Denials and names without an attack are left out. Not counted", left),
        ],
        source=source or paper.source_of(table),
        height=max(90, 34 * (len(bars) + 1)),
        left=int(24 + 6.4 * max([len(NOBODY), *map(len, map(_short, bars.index))])),
    )  # fmt: skip
    shown.update_layout(barmode="group", bargap=0.3, bargroupgap=0.05)
    lanes = [NOBODY, *map(_short, bars.index[::-1])]
    shown.update_yaxes(tickvals=list(range(len(lanes))), ticktext=lanes, range=[-0.6, len(lanes) - 0.4], showgrid=False)
    shown.update_xaxes(
        title={"text": "attacks in the table", "standoff": 4}, rangemode="tozero", tickformat="d", side="top"
    )
    return shown


def names(words: object) -> tuple[str, ...]:
    """The names in a cell, without who says so: `Blue Front (alleged by the army); Red Cell denied` is Blue Front."""
    if pd.isna(words):  # type: ignore[call-overload]
        return ()
    parts = (_ASIDE.sub("", part).strip().strip("'\"") for part in _PARTS.split(str(words)) if not _denied(part))
    return tuple(dict.fromkeys(part for part in parts if part))


def by_name(table: pd.DataFrame) -> pd.DataFrame:
    """How many attacks each name was blamed for and claimed: columns blamed and claimed, most often named first."""
    counts = {
        column: table[field].map(names).explode().dropna().value_counts()
        for column, field in (("blamed", "attributed_to"), ("claimed", "claimed_by"))
    }
    both = pd.DataFrame(counts).fillna(0).astype(int)
    both.index = both.index.astype(str)
    order = both.assign(number=both.sum(axis=1), name=both.index).sort_values(
        ["number", "name"], ascending=[False, True]
    )
    return both.loc[order.index]


def _denied(part: str) -> bool:
    return _NO_NAME.search(part) is not None


def _shortened(counts: pd.DataFrame) -> pd.DataFrame:
    """The names most often named, and one row for how often all others are."""
    if len(counts) <= _MOST:
        return counts
    rest = counts.iloc[_MOST:]
    others = pd.DataFrame([rest.sum()], index=[paper.counted(len(rest), "other name")])
    return pd.concat([counts.iloc[:_MOST], others])


def _short(name: str) -> str:
    return name if len(name) <= _LETTERS else name[: _LETTERS - 1].rstrip() + "…"


def _bars(bars: pd.DataFrame, nameless: int) -> Iterator[Any]:
    upward = bars.iloc[::-1]
    heights = list(range(1, len(bars) + 1))
    looks = {
        "blamed": (_BLAMED, {"color": paper.BLUE}),
        "claimed": (_CLAIMED, {"color": "rgba(0,0,0,0)", "line": {"color": paper.ORANGE, "width": 2}}),
    }
    for column, (name, marker) in looks.items():
        numbers = upward[column].tolist()
        told = [f"{who}<br>{name}: {paper.counted(n, 'attack')}" for who, n in zip(upward.index, numbers, strict=True)]
        yield go.Bar(
            x=numbers, y=heights, orientation="h", name=name, marker=marker, hovertext=told, hoverinfo="text",
            text=[str(number) if number else "" for number in numbers], textposition="outside", cliponaxis=False,
        )  # fmt: skip
    yield go.Bar(
        x=[nameless], y=[0], orientation="h", name=NOBODY, marker={"color": paper.INK, "opacity": 0.5},
        hovertext=[f"{NOBODY}: {paper.counted(nameless, 'attack')}"], hoverinfo="text", text=[f"{nameless:,}"],
        textposition="auto", width=0.6, offset=-0.3,
    )  # fmt: skip


def _days(table: pd.DataFrame) -> str:
    first, last = table["date_start"].min(), table["date_end"].max()
    return f": {paper.day(first, last)}" if pd.notna(first) and pd.notna(last) else ""
