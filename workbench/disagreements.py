"""The claims of one event in, the figure of what each voice says out.

One panel a count: killed, wounded, missing, captured, munitions. A voice is
never left out for disagreeing; what is hedged or alleged is hollow, what is
denied is crossed, and a figure that another already holds is indented below
it. The settled value is a line with the rule that settled it; nothing is
added up here.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from workbench import paper
from workbench.settling import VOICE

_UNITS = {
    "killed": "people killed", "wounded": "people wounded", "missing": "people missing", "captured": "people captured",
    "munitions": "weapons",
}  # fmt: skip
_FIELDS = tuple(_UNITS)
_ROW, _HEAD, _LEFT = 26, 56, 250
"""Pixels of a claim, of the heading and axis of its panel, and of the names of voices."""
_NAME = 36
"""Letters of a voice's name that fit there."""
_MOST = 40
"""Claims that a panel shows."""
_STANCES = {
    "asserted": ("stated", "circle"), "hedged": ("hedged", "circle-open"), "alleged": ("alleged", "diamond-open"),
    "denied": ("denied", "x-thin"),
}  # fmt: skip


@dataclass(frozen=True)
class Panel:
    """One count of the event: its claims in the order drawn, how many more there are, and what it was settled to."""

    field: str
    rows: list[dict[Any, Any]]
    more: int
    settled: tuple[Any, Any, Any] | None
    rule: str | None

    @property
    def heading(self) -> str:
        """The field, its settled value and the rule: `people killed, settled: 2 to 4, best 2 (most conservative)`."""
        if self.settled is None:
            return f"{_UNITS[self.field]}, not settled"
        rule = f" ({_rule(self.rule)})" if self.rule else ""
        return f"{_UNITS[self.field]}, settled: {paper.spread(*self.settled)}{rule}"

    @property
    def height(self) -> int:
        """Its pixels."""
        return _HEAD + _ROW * len(self.rows)


def draw(claims: pd.DataFrame, events: pd.DataFrame | None, *, event: str | None, source: str | None) -> go.Figure:
    """What each voice says of one event; raises ValueError where the claims are of several and none is named."""
    name = _event(claims, event)
    said = claims[claims["event"] == name]
    row = _row(events, name)
    panels = [panel for field in _FIELDS if (panel := _panel(field, said, row)) is not None]
    height = max(40, sum(panel.height for panel in panels))
    voices = {one["speaker"] for panel in panels for one in panel.rows}
    number = sum(len(panel.rows) + panel.more for panel in panels)
    shown = paper.figure(
        _keys(panels),
        title=_title(number, len(voices), row),
        notes=_notes(panels, said, events),
        source=source or "Source: articles as the workbench read them, which may be wrong.",
        height=height,
        left=_LEFT,
    )  # fmt: skip
    top = 0
    for index, panel in enumerate(panels):
        _add(shown, panel, "" if index == 0 else str(index + 1), top / height, height)
        top += panel.height
    if not panels:
        shown.update_xaxes(visible=False).update_yaxes(visible=False)
    return shown


def _rule(rule: str) -> str:
    return f"the voice of {rule.removeprefix(VOICE) or 'the reporter'}" if rule.startswith(VOICE) else paper.plain(rule)


def _event(claims: pd.DataFrame, event: str | None) -> str | None:
    known = claims["event"].dropna().unique().tolist()
    if event is None and len(known) > 1:
        raise ValueError(f"The claims are of {len(known)} events; name the one to draw, as event={known[0]!r}.")
    if event is not None and event not in known:
        raise ValueError(
            f"No claim is of the event {event!r}; name one of {', '.join(known[:5]) or 'a table with claims'}."
        )
    return event if event is not None else next(iter(known), None)


def _row(events: pd.DataFrame | None, name: str | None) -> Mapping[Any, Any]:
    rows = [] if events is None else events[events["event"] == name].to_dict("records")
    return rows[0] if rows else {}


def _panel(field: str, said: pd.DataFrame, row: Mapping[Any, Any]) -> Panel | None:
    found = said[(said["field"] == field) & (said["low"].notna() | said["high"].notna())]
    if found.empty:
        return None
    ordered = _nested(found.to_dict("records"))
    sides = (row.get(f"{field}_low"), row.get(f"{field}_best"), row.get(f"{field}_high"))
    known = any(not pd.isna(side) for side in sides)
    rule = _rules(row).get("weapons" if field == "munitions" else field)
    return Panel(field, ordered[:_MOST], max(0, len(ordered) - _MOST), sides if known else None, rule)


def _nested(rows: list[dict[Any, Any]]) -> list[dict[Any, Any]]:
    """Each claim, followed by those whose count it already holds, which carry `inside`."""
    ids = {row.get("claim") for row in rows}
    inside: dict[Any, list[dict[Any, Any]]] = {}
    for row in rows:
        whole = row.get("subset_of")
        if not pd.isna(whole):
            inside.setdefault(whole if whole in ids else None, []).append(row | {"inside": True})
    wholes = [row for row in rows if pd.isna(row.get("subset_of"))]
    nested = [part for row in wholes for part in (row | {"inside": False}, *inside.pop(row.get("claim"), []))]
    return [*nested, *(part for parts in inside.values() for part in parts)]


def _rules(row: Mapping[Any, Any]) -> dict[str, str]:
    words = row.get("rules")
    parts = [] if words is None or pd.isna(words) else str(words).split("; ")
    return {field: rule for field, _, rule in (part.partition(": ") for part in parts)}


def _title(number: int, voices: int, row: Mapping[Any, Any]) -> str:
    if not number:
        return "No voice gives a figure for this event"
    what = ""
    if row:
        where = "" if pd.isna(row["place"]) else f", {row['place']}"
        total = "a total over a time, not one attack: " if row["role"] == "aggregate" else ""
        what = f": {total}{paper.plain(row['type'])}{where}, {_when(row)}"
    return f"{paper.counted(number, 'figure')} by {paper.counted(voices, 'voice')}{what}"


def _when(row: Mapping[Any, Any]) -> str:
    return paper.day(row["date_start"], row["date_end"]).replace(" ", "\u00a0")


def _notes(panels: list[Panel], said: pd.DataFrame, events: pd.DataFrame | None) -> Iterator[str]:
    yield "A dot: one figure; a bar: from the lowest to the highest; an arrow: no bound on that side."
    if any(row["inside"] for panel in panels for row in panel.rows):
        yield "Indented: already part of the figure above it, never added to it."
    if any(panel.settled for panel in panels):
        yield "Dashed line: the settled best figure; grey: settled lowest to highest."
    elif panels and events is None:
        yield "Without the event's row (its table as `events`) no settled value is drawn."
    fields = said["field"].isin(_FIELDS)
    yield paper.tally(
        "Not drawn",
        {
            "of these counts without a number": int((fields & said["low"].isna() & said["high"].isna()).sum()),
            f"beyond the first {_MOST} of a count": sum(panel.more for panel in panels),
        },
    )  # fmt: skip


def _keys(panels: list[Panel]) -> Iterator[Any]:
    """A legend entry for each stance that occurs, apart from the claims, which are a trace each panel."""
    rows = [row for panel in panels for row in panel.rows]
    for stance, (name, symbol) in _STANCES.items():
        if any(row["stance"] == stance for row in rows):
            marker = {"symbol": symbol, "size": 11, "color": paper.BLUE, "line": {"width": 2.5, "color": paper.BLUE}}
            yield go.Scatter(x=[None], y=[None], mode="markers", hoverinfo="skip", name=name, marker=marker)
    for present, name, colour in (
        (any(row["by"] != "machine" for row in rows), "said by an analyst", paper.ORANGE),
        (any(row["set_aside"] for row in rows), "set aside by an analyst", paper.INK),
    ):
        if present:
            yield go.Scatter(
                x=[None], y=[None], mode="markers", hoverinfo="skip", name=name, marker={"size": 11, "color": colour}
            )


def _add(shown: go.Figure, panel: Panel, axis: str, above: float, height: int) -> None:
    """A panel of its own axes, from the share of the drawing that is above it."""
    numbers = [int(value) for row in panel.rows for value in (row["low"], row["high"]) if not pd.isna(value)]
    numbers += [int(value) for value in panel.settled or () if not pd.isna(value)]
    top = 1 - above - 24 / height
    bottom = 1 - above - (panel.height - 30) / height
    common = {"gridcolor": paper.GRID, "zeroline": False, "linecolor": paper.GRID}
    air = max(0.6, max(numbers) * 0.06)
    shown.update_layout({
        f"xaxis{axis}": common | {
            "anchor": f"y{axis}", "range": [-air / 2, max(numbers) + air], "tickformat": "d", "nticks": 8,
            "minallowed": -air, "dtick": 1 if max(numbers) <= 8 else None,  # noqa: PLR2004 - ticks at whole numbers
        },
        f"yaxis{axis}": common | {
            "anchor": f"x{axis}", "domain": [max(0.0, bottom), top], "range": [len(panel.rows) - 0.4, -0.6],
            "tickvals": list(range(len(panel.rows))), "ticktext": [_label(row) for row in panel.rows],
            "showgrid": False,
        },
    })  # fmt: skip
    shown.add_annotation(
        text=f"<b>{escape(panel.heading)}</b>", showarrow=False, xref="paper", x=0, xshift=12 - _LEFT, xanchor="left",
        yref="paper", y=top, yanchor="bottom", yshift=2, align="left",
    )  # fmt: skip
    _add_settled(shown, panel, axis)
    for trace in _claims(panel):
        shown.add_trace(trace.update(xaxis=f"x{axis}", yaxis=f"y{axis}"))


def _add_settled(shown: go.Figure, panel: Panel, axis: str) -> None:
    if panel.settled is None:
        return
    low, best, high = (None if pd.isna(side) else int(side) for side in panel.settled)
    where = {"xref": f"x{axis}", "yref": f"y{axis} domain", "y0": 0, "y1": 1, "layer": "below"}
    if low is not None and high is not None and low != high:
        shown.add_shape(type="rect", x0=low, x1=high, fillcolor=paper.INK, opacity=0.16, line={"width": 0}, **where)
    if best is not None:
        line = {"color": paper.ORANGE, "width": 1.5, "dash": "dash"}
        shown.add_shape(type="line", x0=best, x1=best, line=line, **where)


def _claims(panel: Panel) -> Iterator[Any]:
    ranges = [(at, row) for at, row in enumerate(panel.rows) if _sides(row)[0] not in (None, _sides(row)[1])]
    for at, row in ranges:
        low, high = _sides(row)
        if high is not None:
            line = {"color": _colour(row), "width": 6}
            yield go.Scatter(
                x=[low, high], y=[at, at], mode="lines", line=line, opacity=0.4, hoverinfo="skip", showlegend=False
            )
    yield go.Scatter(
        x=[_sides(row)[0] if _sides(row)[0] is not None else _sides(row)[1] for row in panel.rows],
        y=list(range(len(panel.rows))), mode="markers", showlegend=False, name=panel.field,
        marker={
            "symbol": [_STANCES[row["stance"]][1] for row in panel.rows], "size": 11,
            "color": [_colour(row) for row in panel.rows],
            "line": {"width": 2.5, "color": [_colour(row) for row in panel.rows]},
        },
        hovertext=[_hover(row) for row in panel.rows], hoverinfo="text",
        customdata=[[str(row["event"])] for row in panel.rows],
    )  # fmt: skip
    arrows = [(at, row) for at, row in enumerate(panel.rows) if None in _sides(row)]
    yield go.Scatter(
        x=[next(side for side in _sides(row) if side is not None) for _, row in arrows], y=[at for at, _ in arrows],
        mode="text", text=["—▶" if _sides(row)[1] is None else "◀—" for _, row in arrows], showlegend=False,
        textposition=["middle right" if _sides(row)[1] is None else "middle left" for _, row in arrows],
        textfont={"size": 13, "color": [_colour(row) for _, row in arrows]}, hoverinfo="skip", cliponaxis=False,
    )  # fmt: skip
    ends = [(at, row) for at, row in ranges if _sides(row)[1] is not None]
    yield go.Scatter(
        x=[_sides(row)[1] for _, row in ends], y=[at for at, _ in ends], mode="markers", showlegend=False,
        hoverinfo="skip",
        marker={
            "symbol": "line-ns-open", "size": 13, "color": [_colour(row) for _, row in ends], "line": {"width": 2.5},
        },
    )  # fmt: skip


def _sides(row: Mapping[Any, Any]) -> tuple[int | None, int | None]:
    low, high = (None if pd.isna(row[side]) else int(row[side]) for side in ("low", "high"))
    return low, high


def _colour(row: Mapping[Any, Any]) -> str:
    if row["set_aside"]:
        return paper.INK
    return paper.BLUE if row["by"] == "machine" else paper.ORANGE


def _label(row: Mapping[Any, Any]) -> str:
    """Who says it, through whom and of what part, as far as it fits; the part is never cut off."""
    via = "" if pd.isna(row["messenger"]) else f" via {row['messenger']}"
    part = "" if pd.isna(row["scope"]) else f", {paper.plain(row['scope'])}"
    words, room = f"{row['speaker']}{via}", _NAME - 2 * row["inside"] - len(part)
    short = words if len(words) <= room else words[: max(room, 4) - 1].rstrip() + "…"
    return f"{'↳ ' if row['inside'] else ''}{escape(short + part)}"


def _hover(row: Mapping[Any, Any]) -> str:
    said = {
        "": f"{row['field']}: {paper.spread(row['low'], None, row['high'])} ({_STANCES[row['stance']][0]})",
        "who says so": row["speaker"], "passed on by": row["messenger"], "people": row["group"],
        "narrowed to": row["scope"], "words": row["words"],
        "said by an analyst": None if row["by"] == "machine" else row["by"],
    }  # fmt: skip
    told = [
        f"{name}: {fact}" if name else str(fact)
        for name, fact in said.items()
        if fact is not None and not pd.isna(fact)
    ]
    return "<br>".join(escape(line) for fact in told for line in textwrap.wrap(fact, 72))
