"""A window in degrees in, the country outlines that touch it out.

The outlines are Natural Earth's (NOTICE beside this file) and are drawn as
ordinary lines, since maps built into chart libraries fetch theirs from the
network. They are good to about five kilometres: a backdrop to see where a
point lies, never the ground for saying on which side of a border it is.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

Point = tuple[float, float]

_HALF_TURN = 180
_GRID = 16
_ROOM = 6
"""Points of the grid that a country must hold to be named in a window."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of the map in degrees."""

    west: float
    south: float
    east: float
    north: float

    def overlaps(self, other: Window) -> bool:
        """True where the two have a point in common."""
        beside = self.east < other.west or other.east < self.west
        return not (beside or self.north < other.south or other.north < self.south)

    def grid(self) -> tuple[Point, ...]:
        """Points spread evenly over the window, none on its edge."""
        steps = [(step + 0.5) / _GRID for step in range(_GRID)]
        wide, high = self.east - self.west, self.north - self.south
        return tuple((self.west + across * wide, self.south + up * high) for across in steps for up in steps)


@dataclass(frozen=True, slots=True)
class Outline:
    """One closed ring of a country: longitude and latitude of each corner."""

    country: str
    code: str | None
    """ISO 3166-1 alpha-3; None where the land has none of its own."""
    corners: tuple[Point, ...]

    def bounds(self) -> Window:
        """The ring's bounding box."""
        across, up = [x for x, _ in self.corners], [y for _, y in self.corners]
        return Window(min(across), min(up), max(across), max(up))

    def spots(self, window: Window) -> tuple[Point, ...]:
        """Spots for the country's name inside ring and window, the most central first; none without room for one."""
        bounds = self.bounds()
        inside = [spot for spot in window.grid() if bounds.overlaps(Window(*spot, *spot)) and self.holds(*spot)]
        if len(inside) < _ROOM:
            return ()
        x, y = sum(x for x, _ in inside) / len(inside), sum(y for _, y in inside) / len(inside)
        return tuple(sorted(inside, key=lambda spot: (spot[0] - x) ** 2 + (spot[1] - y) ** 2))

    def holds(self, x: float, y: float) -> bool:
        """True where a point lies inside the ring: an odd number of sides is crossed on the way out."""
        crossed = False
        for (from_x, from_y), (to_x, to_y) in pairwise(self.corners):
            if (from_y > y) != (to_y > y) and x < (to_x - from_x) * (y - from_y) / (to_y - from_y) + from_x:
                crossed = not crossed
        return crossed


def within(window: Window) -> tuple[Outline, ...]:
    """Outlines whose bounding box touches a window, by country name."""
    return tuple(outline for outline in _outlines() if outline.bounds().overlaps(window))


@cache
def codes() -> dict[str, str]:
    """Alpha-3 code by country, under the name on the map and under the code itself."""
    named = {outline.country: outline.code for outline in _outlines() if outline.code}
    return named | {code: code for code in named.values()}


@cache
def _outlines() -> tuple[Outline, ...]:
    held = json.loads((files(__name__) / "countries.json").read_text(encoding="utf-8"))
    lines = [_line(steps, held["scale"]) for steps in held["lines"]]
    return tuple(
        Outline(country["name"], country["code"], _ring(lines, numbers))
        for country in held["countries"]
        for numbers in country["rings"]
    )


def _line(steps: list[int], scale: int) -> tuple[Point, ...]:
    x = y = 0
    points = []
    for step_x, step_y in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + step_x, y + step_y
        points.append((x / scale, y / scale))
    return tuple(points)


def _ring(lines: list[tuple[Point, ...]], numbers: list[int]) -> tuple[Point, ...]:
    """A ring from its lines; a negative number is the line `~number` walked backwards."""
    corners: list[Point] = []
    for number in numbers:
        line = lines[number] if number >= 0 else lines[~number][::-1]
        corners.extend(line[1:] if corners else line)
    # A ring that jumps across the date line would draw a bar over the whole map.
    if any(abs(one[0] - other[0]) > _HALF_TURN for one, other in pairwise(corners)):
        corners = [(x + 360 if x < 0 else x, y) for x, y in corners]
    return tuple(corners)
