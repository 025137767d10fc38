"""Country outlines for the offline map, made anew: `python training/make_outlines.py`.

In: the npm package world-atlas 2.0.2 (ISC), fetched with `npm pack`, which
holds Natural Earth's 1:50 million countries (public domain) as TopoJSON.
Out: workbench/outlines/countries.json, thinned to 0.05 degrees (about five
kilometres) border by border, so that neighbours still share one line, in
hundredths of a degree. Alpha-3 codes come from pycountry by ISO number.
Antarctica is left out: the map does not show it.
"""

from __future__ import annotations

import json
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

import pycountry

PACKAGE = "world-atlas@2.0.2"
MEMBER = "package/countries-50m.json"
TOLERANCE = 0.05
SCALE = 100
ENDS = 2
OUT = Path(__file__).resolve().parent.parent / "workbench" / "outlines" / "countries.json"

Point = tuple[float, float]


def fetched() -> dict[str, Any]:
    """The package's topology."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", PACKAGE, "--silent"]
        name = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.split()[-1]
        with tarfile.open(Path(folder) / name) as archive:
            member = archive.extractfile(MEMBER)
            if member is None:
                raise SystemExit(f"{PACKAGE} has no {MEMBER}; look at the package for where it went.")
            return json.load(member)


def decoded(topology: dict[str, Any]) -> list[list[Point]]:
    """Every border line in degrees: TopoJSON stores whole-number steps."""
    (scale_x, scale_y), (shift_x, shift_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            line.append((x * scale_x + shift_x, y * scale_y + shift_y))
        lines.append(line)
    return lines


def thinned(line: list[Point]) -> list[Point]:
    """The line without points that lie within the tolerance of it (Douglas and Peucker)."""
    first, last = line[0], line[-1]
    if len(line) <= ENDS:
        return line
    if first == last:
        middle = max(range(len(line)), key=lambda at: _apart(line[at], first))
        return [*thinned(line[: middle + 1]), *thinned(line[middle:])[1:]]
    at, far = max(((at, _off(line[at], first, last)) for at in range(1, len(line) - 1)), key=lambda pair: pair[1])
    if far <= TOLERANCE:
        return [first, last]
    return [*thinned(line[: at + 1]), *thinned(line[at:])[1:]]


def _apart(one: Point, other: Point) -> float:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2


def _off(point: Point, first: Point, last: Point) -> float:
    """How far a point lies from the line through two others, in degrees."""
    across, up = last[0] - first[0], last[1] - first[1]
    length = (across**2 + up**2) ** 0.5
    if length == 0:
        return _apart(point, first) ** 0.5
    return abs(across * (first[1] - point[1]) - (first[0] - point[0]) * up) / length


def stepped(line: list[Point]) -> list[int]:
    """A line as its first point and then steps, in hundredths of a degree: x, y, dx, dy, ..."""
    flat: list[int] = []
    x = y = 0
    for longitude, latitude in line:
        to_x, to_y = round(longitude * SCALE), round(latitude * SCALE)
        flat += [to_x - x, to_y - y]
        x, y = to_x, to_y
    return flat


def country(shape: dict[str, Any]) -> dict[str, Any]:
    """A country's name, alpha-3 code or null, and rings as signed line numbers."""
    polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
    known = pycountry.countries.get(numeric=str(shape.get("id", "")).zfill(3))
    rings = [ring for polygon in polygons for ring in polygon]
    return {"name": shape["properties"]["name"], "code": known.alpha_3 if known else None, "rings": rings}


def main() -> None:
    """Write the file and say how large it is."""
    topology = fetched()
    shapes = topology["objects"]["countries"]["geometries"]
    countries = [country(shape) for shape in shapes if shape["properties"]["name"] != "Antarctica"]
    lines = [stepped(thinned(line)) for line in decoded(topology)]
    used = {line if line >= 0 else ~line for entry in countries for ring in entry["rings"] for line in ring}
    kept = [line if at in used else [] for at, line in enumerate(lines)]
    made = {"scale": SCALE, "lines": kept, "countries": sorted(countries, key=lambda entry: entry["name"])}
    OUT.write_text(json.dumps(made, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{OUT.name}: {OUT.stat().st_size:,} bytes, {len(countries)} countries, {sum(map(len, kept)) // 2:,} points")


if __name__ == "__main__":
    main()
