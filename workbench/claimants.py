"""A history table in, the figure of who was blamed for attacks and who claimed them out.

To be blamed is what an authority says, to claim is what a message says: two
bars of two looks, neither of them proof. A denial is neither. An attack for
which nobody is named is a bar of its own and never shared out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from workbench import paper

NOBODY = "nobody named"
_FIELDS = {"blamed": "attributed_to", "claimed": "claimed_by"}
_BLAMED, _CLAIMED = "blamed by an authority", "claimed (a message said so)"
_PARTS = re.compile(r";\s*(?![^(]*\))")
_ASIDE = re.compile(r"\s*\([^()]*\)")
_NO_NAME = re.compile(r"\b(denied|denies|unattributed|unknown)\b", re.IGNORECASE)
_OTHERS = re.compile(r"[\d,]+ other names?")
_MOST, _LETTERS = 14, 30
"""Names that have a bar of their own, and letters of a name beside its bar."""


def draw(history: pd.DataFrame, *, source: str | None) -> go.Figure:
    """Attacks by who was blamed and who claimed them, the names most often named on top, nobody at the foot."""
    table, left = paper.countable(history)
    counts = by_name(table)
    named = len(table) - len(_nameless(table))
    bars = _shortened(counts)
    shown = paper.figure(
        _bars(bars, rows_by_name(table)),
        title=f"{named:,} of {paper.counted(len(table), 'attack')} blamed on someone or claimed{paper.span(table)}",
        notes=[
            "Neither is proof: a claim is a message that said so, blame is what an authority said.",
            "Names as the table words them; an attack counts once for each name, so bars add up to more."
            if counts.to_numpy().sum() > named else "",
            "A denial is neither and is left out.",
            paper.tally("Not counted", left),
        ],
        source=source or paper.source_of(table),
        height=max(90, 34 * (len(bars) + 1)),
        across="attacks in the table",
        left=int(24 + 6.4 * max([len(NOBODY), *map(len, map(_short, bars.index))])),
    )  # fmt: skip
    shown.update_layout(barmode="group", bargap=0.3, bargroupgap=0.05)
    lanes = [NOBODY, *map(_short, bars.index[::-1])]
    shown.update_yaxes(tickvals=list(range(len(lanes))), ticktext=lanes, range=[-0.6, len(lanes) - 0.4], showgrid=False)
    shown.update_xaxes(rangemode="tozero", tickformat="d")
    return shown


def names(words: object) -> tuple[str, ...]:
    """The names in a cell, without who says so: `Blue Front (alleged by the army); Red Cell denied` is Blue Front."""
    if pd.isna(words):  # type: ignore[call-overload]
        return ()
    parts = (_ASIDE.sub("", part).strip().strip("'\"") for part in _PARTS.split(str(words)) if not _denied(part))
    return tuple(dict.fromkeys(part for part in parts if part))


def by_name(table: pd.DataFrame) -> pd.DataFrame:
    """How many attacks each name was blamed for and claimed: columns blamed and claimed, most often named first."""
    counts = {column: table[field].map(names).explode().dropna().value_counts() for column, field in _FIELDS.items()}
    both = pd.DataFrame(counts).fillna(0).astype(int)
    both.index = both.index.astype(str)
    order = both.assign(number=both.sum(axis=1), name=both.index).sort_values(
        ["number", "name"], ascending=[False, True]
    )
    return both.loc[order.index]


def rows_by_name(table: pd.DataFrame) -> dict[tuple[str, str], list[str]]:
    """The ids of the attacks behind each name, by (`blamed` or `claimed`, name), and of those without one."""
    found: dict[tuple[str, str], list[str]] = {("", NOBODY): _nameless(table)}
    for event, *cells in zip(table["event"], *(table[field] for field in _FIELDS.values()), strict=True):
        for column, cell in zip(_FIELDS, cells, strict=True):
            for name in names(cell):
                found.setdefault((column, name), []).append(str(event))
    return found


def _nameless(table: pd.DataFrame) -> list[str]:
    silent = [not any(map(names, cells)) for cells in zip(*(table[field] for field in _FIELDS.values()), strict=True)]
    return table["event"][silent].astype(str).tolist()


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


def _bars(bars: pd.DataFrame, rows: Mapping[tuple[str, str], list[str]]) -> Iterator[Any]:
    """Bars that carry the ids of the rows they count."""
    nameless = rows["", NOBODY]
    upward = bars.iloc[::-1]
    heights = list(range(1, len(bars) + 1))
    looks = {
        "blamed": (_BLAMED, {"color": paper.BLUE}),
        "claimed": (_CLAIMED, {"color": "rgba(0,0,0,0)", "line": {"color": paper.ORANGE, "width": 2}}),
    }
    for column, (name, marker) in looks.items():
        others = [ids for (said, who), ids in rows.items() if said == column and who not in bars.index]
        rest = list(dict.fromkeys(chain.from_iterable(others)))
        behind = [rows.get((column, who), rest if _OTHERS.fullmatch(who) else []) for who in upward.index]
        # An attack that has two of the rarer names is one attack behind their common bar.
        numbers = list(map(len, behind))
        told = [f"{who}<br>{name}: {paper.counted(n, 'attack')}" for who, n in zip(upward.index, numbers, strict=True)]
        yield go.Bar(
            x=[number or None for number in numbers], y=heights, orientation="h", name=name, marker=marker,
            hovertext=told, hoverinfo="text",
            customdata=behind,
            text=[str(number) if number else "" for number in numbers], textposition="outside", cliponaxis=False,
        )  # fmt: skip
    yield go.Bar(
        x=[len(nameless)], y=[0], customdata=[nameless], orientation="h", name=NOBODY,
        marker={"color": paper.INK, "opacity": 0.5}, text=[f"{len(nameless):,}"],
        hovertext=[f"{NOBODY}: {paper.counted(len(nameless), 'attack')}"], hoverinfo="text",
        textposition="auto", width=0.6, offset=-0.3, showlegend=False,
    )  # fmt: skip
