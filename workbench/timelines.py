"""A history table and an event table in, the timeline figure out.

One lane a type. What happened once on known days is a mark, or a bar where
only a span of days is known. An aggregate is a band above the lanes and
never a mark; what is planned or threatened is a dashed line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from workbench import paper

Period = tuple[pd.Timestamp, pd.Timestamp]

_LETTERS = 68
"""How many letters fit beside each other on a page 640 pixels wide."""
_BAND = 0.9
"""Height of an aggregate's band, where a lane is 1."""
_PLAN = 0.75
"""Height below the lanes that the words of one plan take."""

_SIDES = ("top center", "bottom center")


@dataclass
class Told:
    """The rows of a history by what a timeline may say of them."""

    rows: pd.DataFrame

    @cached_property
    def single(self) -> pd.DataFrame:
        """What happened once."""
        return paper.happened(self.rows)

    @cached_property
    def dated(self) -> pd.DataFrame:
        """What happened once, on known days."""
        return self.single[self.single["date_start"].notna() & self.single["date_end"].notna()]

    @cached_property
    def period(self) -> Period:
        """The days of the table with a little air, so that an old event of an article does not squeeze it."""
        table = self.dated[self.dated["origin"] == "table"]
        rows = self.dated if table.empty else table
        if rows.empty:
            raise ValueError("No row has a known day, so there is nothing to draw on a timeline; set the dates first.")
        first, last = rows["date_start"].min(), rows["date_end"].max()
        air = max((last - first) * 0.03, pd.Timedelta(days=3))
        return first - air, last + air

    @cached_property
    def drawn(self) -> pd.DataFrame:
        """What becomes a mark: it happened once, on known days, in this period."""
        first, last = self.period
        return self.dated[(self.dated["date_end"] >= first) & (self.dated["date_start"] <= last)]

    @cached_property
    def bands(self) -> pd.DataFrame:
        """Aggregates that reach into this period."""
        first, last = self.period
        found = self.rows[self.rows["role"] == "aggregate"]
        start, end = found["date_start"], found["date_end"]
        return found[(start.notna() | end.notna()) & ~(end < first) & ~(start > last)]

    @cached_property
    def plans(self) -> pd.DataFrame:
        """What is planned or threatened for a day in this period, or by one, with that day as `on`."""
        first, last = self.period
        found = self.rows[self.rows["role"].isin(["planned", "threat"])]
        found = found.assign(on=found["date_start"].fillna(found["date_end"]))
        return found[(found["on"] >= first) & (found["on"] <= last)]

    @cached_property
    def lanes(self) -> dict[str, int]:
        """The height of each type, the commonest on top."""
        kinds = self.drawn["type"].value_counts().index.tolist()
        return {kind: lane for lane, kind in enumerate(reversed(kinds))}

    @cached_property
    def labels(self) -> dict[Any, tuple[str, str]]:
        """By row, the place of an event read from an article and its side of the mark; empty where it has no room."""
        letter = (self.period[1] - self.period[0]) / _LETTERS
        ends: dict[tuple[int, str], pd.Timestamp] = {}
        found: dict[Any, tuple[str, str]] = {}
        for at, row in self.drawn.sort_values("date_start", kind="stable").iterrows():
            words = str(row["place"]) if row["origin"] == "article" and pd.notna(row["place"]) else ""
            if not words or row["date_start"] != row["date_end"]:
                continue
            half, lane = letter * (len(words) / 2), self.lanes[row["type"]]
            first, last = row["date_start"] - half, row["date_start"] + half
            sides = (side for side in _SIDES if first > ends.get((lane, side), self.period[0]))
            side = next(sides, None) if last < self.period[1] else None
            if side:
                found[at] = (words, side)
                ends[lane, side] = last
        return found

    @property
    def left_out(self) -> dict[str, int]:
        """How many rows are not to be seen, by reason."""
        shown = len(self.drawn) + len(self.bands) + len(self.plans)
        undated, outside = len(self.single) - len(self.dated), len(self.dated) - len(self.drawn)
        return {
            "without a known day": undated,
            "outside this period": outside,
            "total, plan or comment without a day here": len(self.rows) - shown - undated - outside,
        }


def draw(told: Told, *, source: str | None) -> go.Figure:
    """The timeline of what is told, as wide as its page."""
    bands, lanes, foot = len(told.bands), told.lanes, 0.6 + _PLAN * len(told.plans)
    names = [_lane(told, kind) for kind in lanes]
    shown = paper.figure(
        (*_bars(told), *_marks(told)), title=_title(told), notes=_notes(told),
        source=source or paper.source_of(told.rows),
        height=int(2 + 46 * (len(lanes) + _BAND * bands + foot)), left=int(20 + 6.6 * max(map(len, names), default=0)),
    )  # fmt: skip
    shown.update_xaxes(range=list(told.period), type="date")
    shown.update_yaxes(
        tickvals=list(lanes.values()), ticktext=names,
        range=[-foot, len(lanes) - 0.4 + _BAND * bands],
    )  # fmt: skip
    for level, row in enumerate(told.bands.to_dict("records")):
        _add_band(shown, row, len(lanes) - 0.4 + _BAND * level, told.period)
    for level, row in enumerate(told.plans.to_dict("records"), start=1):
        shown.add_vline(x=row["on"], line={"dash": "dash", "color": paper.ORANGE, "width": 1.2})
        words = f"{row['role']}: {paper.plain(row['type'])},<br>{paper.day(row['date_start'], row['date_end'])}"
        _label(shown, (row["on"], row["on"]), -0.6 - _PLAN * level + 0.05, words, told.period)
    return shown


def _lane(told: Told, kind: str) -> str:
    """A type with how many rows of the table are of it, and how many articles tell of one."""
    read = (told.drawn[told.drawn["type"] == kind]["origin"] == "article").astype(int)
    return f"{paper.plain(kind)} ({len(read) - read.sum()}{f' + {read.sum()} read' if read.any() else ''})"


def _title(told: Told) -> str:
    table = told.drawn[told.drawn["origin"] == "table"]
    attack = table["is_attack"].astype(bool)
    others, read = table[~attack]["type"].value_counts(), len(told.drawn) - len(table)
    parts = [
        paper.counted(int(attack.sum()), "past attack") if attack.any() else "",
        *(paper.counted(number, paper.plain(str(kind))) for kind, number in others.items()),
        f"{paper.counted(read, 'event')} read from articles" if read else "",
    ]
    # Hard spaces keep the days in one line where a narrow page breaks the title.
    days = paper.day(told.drawn["date_start"].min(), told.drawn["date_end"].max()).replace(" ", "\u00a0")
    return f"{', '.join(part for part in parts if part)}: {days}"


def _notes(told: Told) -> list[str]:
    loose = (told.drawn["date_precision"] != "day").any()
    return [
        "Marks grow with the killed and wounded (best, else lowest); hollow: none stated.",
        "A dash through a mark: the day is approximate. A bar: some day within it." if loose else "",
        "A band: a total over a time, never added to the marks." if len(told.bands) else "",
        paper.tally("Not drawn", told.left_out),
    ]


def _bars(told: Told) -> Iterator[Any]:
    """Spans of days within which something happened, as horizontal bars with ends to point at; a trace an origin."""
    spans = told.drawn[told.drawn["date_start"] != told.drawn["date_end"]]
    for origin in ("table", "article"):
        rows = spans[spans["origin"] == origin].to_dict("records")
        if not rows:
            continue
        # A blank between two bars keeps them apart in one trace, as a trace for each would be slow to draw.
        ends = [end for row in rows for end in ({**row, "x": row["date_start"]}, {**row, "x": row["date_end"]}, None)]
        ends.pop()
        yield _kind(len(rows))(
            x=[end and end["x"] for end in ends], y=[end and told.lanes[end["type"]] for end in ends],
            mode="lines+markers", showlegend=False, line={"width": 6, "color": _colour(rows[0])}, opacity=0.6,
            marker={"symbol": "line-ns-open", "size": 14, "color": paper.INK}, hoverinfo="text",
            hovertext=[paper.hover(end) if end else "" for end in ends],
            customdata=[[end["event"]] if end else [] for end in ends],
        )  # fmt: skip


def _marks(told: Told) -> Iterator[Any]:
    rows = told.drawn[told.drawn["date_start"] == told.drawn["date_end"]]
    known, read = paper.stated(rows).notna(), rows["origin"] == "article"
    yield _points(told, rows[~read & known], "in the table", paper.BLUE, "circle")
    yield _points(told, rows[~read & ~known], "casualties not stated", paper.BLUE, "circle-open")
    loose = rows[rows["date_precision"] == "day_approx"]
    if len(loose):
        # Among very many marks full dashes would join to a line through the lane.
        faint = {"size": 8, "opacity": 0.3} if _is_many(told) else {"size": 20}
        dash = {"symbol": "line-ew-open", "color": paper.INK, "line": {"width": 1.5}, **faint}
        yield _scatter(told, loose, name="approximate day", marker=dash, hoverinfo="skip", mode="markers")
    background = read & (rows["role"] == "background")
    for chosen, name, symbol in (
        (background, "article: background", "square"),
        (read & ~background, "article: its attack", "diamond"),
    ):
        if chosen.any():
            yield _points(told, rows[chosen & known], name, paper.ORANGE, symbol)
            yield _points(told, rows[chosen & ~known], f"{name}, casualties not stated", paper.ORANGE, f"{symbol}-open")


def _points(told: Told, rows: pd.DataFrame, name: str, colour: str, symbol: str) -> Any:  # noqa: ANN401 - a trace
    # Very many marks hide each other, and every pixel of them is painted in each frame of a pan.
    least, growth = (4.0, 1.4) if _is_many(told) else (7.0, 2.6)
    sizes = least + growth * paper.stated(rows).fillna(0).astype("float64") ** 0.5
    marker = {
        "size": sizes.tolist(), "symbol": symbol, "color": colour,
        "opacity": 0.3 if _is_many(told) and colour == paper.BLUE else 0.75,
        "line": {"width": 1.3, "color": colour},
    }  # fmt: skip
    texts = [paper.hover(row) for row in rows.to_dict("records")]
    labels = [told.labels.get(at, ("", _SIDES[0])) for at in rows.index]
    return _scatter(
        told, rows, name=name, marker=marker, hovertext=texts, hoverinfo="text",
        mode="markers+text" if any(words for words, _ in labels) else "markers",
        text=[escape(words) for words, _ in labels], textposition=[side for _, side in labels],
        textfont={"size": 11},
    )  # fmt: skip


def _scatter(told: Told, rows: pd.DataFrame, **look: Any) -> Any:  # noqa: ANN401 - plotly publishes no types
    """Marks that carry the ids of their rows."""
    heights = [told.lanes[kind] for kind in rows["type"]]
    ids = [[event] for event in rows["event"]]
    return _kind(len(told.drawn))(
        x=rows["date_start"].tolist(), y=heights, customdata=ids, showlegend=bool(len(rows)), **look
    )  # fmt: skip


def _kind(number: int) -> Any:  # noqa: ANN401 - plotly publishes no types
    return go.Scattergl if number >= paper.MANY else go.Scatter


def _is_many(told: Told) -> bool:
    return len(told.drawn) >= paper.MANY


def _add_band(shown: go.Figure, row: dict[Any, Any], low: float, period: Period) -> None:
    start = period[0] if pd.isna(row["date_start"]) else max(row["date_start"], period[0])
    end = period[1] if pd.isna(row["date_end"]) else min(row["date_end"], period[1])
    shown.add_shape(
        type="rect", x0=start, x1=end, y0=low + 0.08, y1=low + _BAND - 0.08, line={"width": 1, "color": _colour(row)},
        fillcolor=_colour(row), opacity=0.22, layer="below",
    )  # fmt: skip
    killed = paper.spread(row["killed_low"], row["killed_best"], row["killed_high"])
    words = f"total: killed {killed};<br>{paper.day(row['date_start'], row['date_end'])}"
    _label(shown, (start, end), low + 0.1, words, period)


def _label(shown: go.Figure, days: Period, height: float, words: str, period: Period) -> None:
    """Words from the first of some days, or up to the last where they would run off the page."""
    left = days[0] < period[0] + (period[1] - period[0]) / 2
    shown.add_annotation(
        x=days[0] if left else days[1], y=height, text=words, showarrow=False, xanchor="left" if left else "right",
        yanchor="bottom", xshift=4 if left else -4, font={"size": 11}, align="left" if left else "right",
    )  # fmt: skip


def _colour(row: dict[Any, Any]) -> str:
    return paper.ORANGE if row["origin"] == "article" else paper.BLUE
