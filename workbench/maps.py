"""A table of attacks in, an outline map out, drawn without the network.

Precision is drawn honestly: a named site, quarter or town is a filled mark;
a province with a point is a hollow one, since the point only stands in for
it; a country or an unknown place is not drawn, and the map says how many.
Attacks at one place are one mark, which grows with how many there were.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from math import cos, radians
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from workbench import outlines, paper

_PINNED = ("point", "facility", "neighbourhood", "city", "near_city")
_HOLLOW = ("admin1", "admin2", "multi_admin1", "water_air")
_HEIGHT = 520
_NARROWEST = 610
"""Width in pixels of the drawing on a page 640 pixels wide: what fits there fits on a wider one."""
_SHORT = re.compile(r" \(|, | / ")
"""Where the part of a place's name that fits on a map ends."""
_LETTER = 6.2
"""Width of a letter of a name in pixels, about."""
_BORDERS = "Outlines: Natural Earth (public domain); borders as held on the ground, good to about 5 km."


def draw(rows: pd.DataFrame, *, source: str | None) -> go.Figure:
    """The map of the attacks among some rows, around the places they name."""
    happened = paper.happened(rows)
    attacks = happened[happened["is_attack"].astype(bool)]
    point = attacks["lat"].notna() & attacks["lon"].notna()
    placed = attacks[point & attacks["place_precision"].isin((*_PINNED, *_HOLLOW))]
    window = _window(placed)
    sheet = _Sheet(window)
    spots = _spots(placed, sheet)
    left = {
        "known only by country, or without a point": len(attacks) - len(placed),
        "no single attack (truce, total, plan or comment)": len(rows) - len(attacks),
    }
    shown = paper.figure(
        (_land(window), _names(sheet), *_marks(spots)),
        title=f"{paper.counted(len(placed), 'attack')} at {paper.counted(len(spots), 'place')}{_days(placed)}",
        notes=[
            "Marks grow with the number of attacks; hollow: a province, its point is a stand-in.",
            paper.tally("Not drawn", left),
        ],
        source=f"{source or paper.source_of(rows)} {_BORDERS}",
        height=_HEIGHT,
    )
    shown.update_xaxes(range=[window.west, window.east], visible=False)
    upright = 1 / cos(radians((window.north + window.south) / 2))
    shown.update_yaxes(range=[window.south, window.north], visible=False, scaleanchor="x", scaleratio=upright)
    return shown


def _window(placed: pd.DataFrame) -> outlines.Window:
    """The places with air around them, at least three degrees; the whole map where there is none."""
    if placed.empty:
        return outlines.Window(-180, -58, 192, 85)
    west, east, south, north = placed["lon"].min(), placed["lon"].max(), placed["lat"].min(), placed["lat"].max()
    across, up = max(1.5, 0.2 * (east - west)), max(1.5, 0.15 * (north - south))
    return outlines.Window(west - across, south - up, east + across, north + up)


def _wide(window: outlines.Window) -> outlines.Window:
    """A window three times as wide, for the page may be wider than the places."""
    wide = window.east - window.west
    return outlines.Window(window.west - wide, window.south, window.east + wide, window.north)


def _land(window: outlines.Window) -> Any:  # noqa: ANN401 - plotly publishes no types
    across: list[float | None] = []
    up: list[float | None] = []
    for outline in outlines.within(_wide(window)):
        across += [*(x for x, _ in outline.corners), None]
        up += [*(y for _, y in outline.corners), None]
    return go.Scatter(
        x=across, y=up, mode="lines", fill="toself", fillcolor="rgba(128,128,128,0.10)", showlegend=False,
        line={"width": 0.9, "color": "rgba(128,128,128,0.75)"}, hoverinfo="skip",
    )  # fmt: skip


def _names(sheet: _Sheet) -> Any:  # noqa: ANN401 - plotly publishes no types
    """Names of countries, each at the first spot inside it that covers nothing."""
    placed = []
    for outline in outlines.within(sheet.window):
        words = outline.country.upper()
        boxes = ((x, y, sheet.around(x, y, words)) for x, y in outline.spots(sheet.window))
        free = next(((x, y, box) for x, y, box in boxes if sheet.takes(box)), None)
        if free:
            placed.append((free[0], free[1], words))
    return go.Scatter(
        x=[x for x, _, _ in placed], y=[y for _, y, _ in placed], text=[words for _, _, words in placed],
        mode="text", textfont={"size": 10, "color": "rgba(128,128,128,0.8)"}, showlegend=False, hoverinfo="skip",
    )  # fmt: skip


def _spots(placed: pd.DataFrame, sheet: _Sheet) -> pd.DataFrame:
    """One row a place and precision with its number of attacks and its label, fullest first."""
    keys = ["origin", "place", "lat", "lon", "place_precision"]
    groups = placed.groupby(keys, dropna=False, sort=True)
    spots = groups.agg(number=("event", "size"), types=("type", _types), ids=("event", list)).reset_index()
    spots = spots.sort_values(["number", "place"], ascending=[False, True], kind="stable")
    spots = spots.assign(size=_sizes(spots["number"]))
    at = [sheet.pixels(x, y) for x, y in zip(spots["lon"], spots["lat"], strict=True)]
    sheet.taken += [_round(x, y, size / 2) for (x, y), size in zip(at, spots["size"], strict=True)]
    labels = [_label(sheet, at[number], spot) for number, spot in enumerate(spots.to_dict("records"))]
    return spots.assign(label=[words for words, _ in labels], side=[side for _, side in labels])


def _label(sheet: _Sheet, at: tuple[float, float], spot: dict[Any, Any]) -> tuple[str, str]:
    """A place's name and its side of the mark; empty where it would cover a mark or another name on every side."""
    words = f"{_SHORT.split(str(spot['place']))[0]} ({spot['number']})"
    for side, box in _sides(*at, len(words) * _LETTER, 3 + spot["size"] / 2).items():
        if pd.notna(spot["place"]) and sheet.takes(box):
            return words, side
    return "", "middle right"


def _marks(spots: pd.DataFrame) -> Iterator[Any]:
    pinned, read = spots["place_precision"].isin(_PINNED), spots["origin"] == "article"
    yield _points(spots[pinned & ~read], "site, quarter or town", paper.BLUE, "circle")
    yield _points(spots[~pinned & ~read], "province", paper.BLUE, "circle-open")
    yield _points(spots[pinned & read], "read from an article", paper.ORANGE, "diamond")
    yield _points(spots[~pinned & read], "article: province", paper.ORANGE, "diamond-open")


def _points(spots: pd.DataFrame, name: str, colour: str, symbol: str) -> Any:  # noqa: ANN401 - plotly has no types
    marker = {
        "size": spots["size"].tolist(), "symbol": symbol, "color": colour, "opacity": 0.75,
        "line": {"width": 1.5, "color": colour},
    }  # fmt: skip
    texts = [
        f"<b>{escape(str(spot['place']))}</b><br>{paper.counted(spot['number'], 'attack')}: {escape(spot['types'])}"
        f"<br>precision: {paper.plain(spot['place_precision'])}"
        for spot in spots.to_dict("records")
    ]
    return go.Scatter(
        x=spots["lon"].tolist(), y=spots["lat"].tolist(), mode="markers+text", name=name, marker=marker,
        text=[escape(words) for words in spots["label"]], textposition=spots["side"].tolist(),
        textfont={"size": 11}, hovertext=texts, hoverinfo="text", showlegend=bool(len(spots)),
        customdata=spots["ids"].tolist(),
    )  # fmt: skip


def _sizes(numbers: pd.Series[Any]) -> pd.Series[Any]:
    """Diameters of the marks in pixels; they grow with the numbers, and the largest covers no province."""
    roots = numbers.astype("float64") ** 0.5
    return 7 + roots * min(3.2, 20 / max(roots.max(), 1))


def _types(kinds: pd.Series[Any]) -> str:
    return ", ".join(f"{number} {paper.plain(str(kind))}" for kind, number in kinds.value_counts().items())


def _days(placed: pd.DataFrame) -> str:
    first, last = placed["date_start"].min(), placed["date_end"].max()
    return f": {paper.day(first, last)}" if pd.notna(first) and pd.notna(last) else ""


@dataclass(frozen=True)
class _Box:
    """A stretch of the drawing in pixels from the window's south-west corner."""

    left: float
    low: float
    right: float
    high: float

    def within(self, other: _Box) -> bool:
        beside = other.left <= self.left and self.right <= other.right
        return beside and other.low <= self.low and self.high <= other.high

    def clear_of(self, other: _Box) -> bool:
        beside = self.right <= other.left or other.right <= self.left
        return beside or self.high <= other.low or other.high <= self.low


@dataclass
class _Sheet:
    """The drawing in pixels, and what on it is taken, so that no name covers another."""

    window: outlines.Window
    taken: list[_Box] = field(default_factory=list)

    def pixels(self, x: float, y: float) -> tuple[float, float]:
        """Pixels of a point on the narrowest page, from the window's south-west corner."""
        shrink, scale = self._scale()
        return (x - self.window.west) * scale * shrink, (y - self.window.south) * scale

    def _scale(self) -> tuple[float, float]:
        """How much narrower a degree of longitude is drawn, and pixels in a degree of latitude."""
        shrink = cos(radians((self.window.north + self.window.south) / 2))
        high, wide = self.window.north - self.window.south, self.window.east - self.window.west
        return shrink, min(_HEIGHT / high, _NARROWEST / (wide * shrink))

    def page(self) -> _Box:
        """What a narrow page shows, with the window in its middle."""
        across, up = self.pixels(self.window.east, self.window.north)
        middle, centre = across / 2, up / 2
        return _Box(middle - _NARROWEST / 2, centre - _HEIGHT / 2, middle + _NARROWEST / 2, centre + _HEIGHT / 2)

    def around(self, x: float, y: float, words: str) -> _Box:
        across, up = self.pixels(x, y)
        half = len(words) * _LETTER / 2 + 4
        return _Box(across - half, up - 8, across + half, up + 8)

    def takes(self, box: _Box) -> bool:
        """True where the box is free and on the page; it is taken from then on."""
        free = box.within(self.page()) and all(map(box.clear_of, self.taken))
        if free:
            self.taken.append(box)
        return free


def _round(x: float, y: float, half: float) -> _Box:
    return _Box(x - half, y - half, x + half, y + half)


def _sides(x: float, y: float, width: float, gap: float) -> dict[str, _Box]:
    """Where a name may stand beside its mark, the better places first."""
    return {
        "middle right": _Box(x + gap, y - 7, x + gap + width, y + 7),
        "middle left": _Box(x - gap - width, y - 7, x - gap, y + 7),
        "top center": _Box(x - width / 2, y + gap, x + width / 2, y + gap + 14),
        "bottom center": _Box(x - width / 2, y - gap - 14, x + width / 2, y - gap),
    }
