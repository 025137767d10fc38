"""How long do 10,000 events take to be drawn, moved and zoomed? `python benchmarks/figures.py [--runs N]`.

The timeline of a made-up history in a real Chromium without a network: the
time from handing the figure to plotly, which is loaded already, to its first
paint; from each movement of a mouse that drags the days to the frame that
shows them moved; and from asking for fewer days to the frame that shows them.
Beside it a bare plotly scatter of as many points, one trace by the graphics
card, without names, sizes or words; the ratio is what our lanes, bars, sizes
and texts cost. Without a graphics card Chromium paints such points by the
processor, so the seconds are those of a poor machine.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from pathlib import Path
from typing import Any

from clock import told

_ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(_ROOT / "tests"), str(_ROOT / "tests" / "browser")]

import lab  # noqa: E402 (the Chromium that the browser tests stand on)
import plotly.graph_objects as go  # noqa: E402
import synthetic  # noqa: E402
from plotly.offline import get_plotlyjs  # noqa: E402

from workbench import figures, tables  # noqa: E402

EVENTS = 10_000

# A timer that is set in a frame's callback comes after the painting of that frame.
_PAINTED = """
const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
"""
_FIRST_PAINT = f"""async ([figure, config]) => {{ {_PAINTED}
  Plotly.purge("figure");
  const {{ data, layout }} = JSON.parse(figure);
  await painted();
  const start = performance.now();
  await Plotly.newPlot("figure", data, layout, config);
  await painted();
  return performance.now() - start;
}}"""
# From each movement of the mouse, its button held, to the frame that shows the days moved.
_WATCH = f"""() => {{ {_PAINTED}
  window.frames_of_pan = [];
  let isBusy = false;
  window.addEventListener("mousemove", async () => {{
    if (isBusy) return;
    isBusy = true;
    const start = performance.now();
    await painted();
    window.frames_of_pan.push(performance.now() - start);
    isBusy = false;
  }}, {{ capture: true }});
}}"""
# A zoom takes a twentieth of the days away.
_ZOOMED = f"""async runs => {{ {_PAINTED}
  const plot = document.getElementById("figure");
  const found = [];
  for (let run = 0; run < runs; run += 1) {{
    const axis = plot._fullLayout.xaxis;
    const [first, last] = axis.range.map((day) => Number(axis.d2r(day)) || axis.d2l(day));
    const step = (last - first) / 40;
    await painted();
    const start = performance.now();
    await Plotly.relayout(plot, {{ "xaxis.range": [first + step, last - step] }});
    await painted();
    found.push(performance.now() - start);
  }}
  return found;
}}"""


def drawings() -> dict[str, str]:
    """The figures under the clock as JSON: our timeline, and the same days and lanes as bare points."""
    table = tables.history(synthetic.attacks(EVENTS))
    start = time.perf_counter()
    ours = figures.timeline(table)
    print(f"workbench  made in Python     {1000 * (time.perf_counter() - start):6.0f} ms")
    lanes = table["type"].astype("category").cat.codes
    bare = go.Figure(go.Scattergl(x=table["date_start"].tolist(), y=lanes.tolist(), mode="markers"))
    bare.update_xaxes(type="date", range=ours.layout.xaxis.range)
    bare.update_layout(height=ours.layout.height)
    return {"workbench": ours.to_json(), "bare": bare.to_json()}


def measured(page: Any, figure: str, runs: int) -> tuple[list[float], list[float], list[float]]:  # noqa: ANN401
    """Milliseconds to the first paint, of each frame of a pan by the mouse, and of each zoom."""
    asked = [figure, dict(figures.CONFIG)]
    paints = [page.evaluate(_FIRST_PAINT, asked) for _ in range(min(runs, 5))]
    page.evaluate("() => Plotly.relayout('figure', { dragmode: 'pan' })")
    page.evaluate("() => { window.frames_of_pan.length = 0; }")
    page.mouse.move(900, 300)
    page.mouse.down()
    for step in range(1, runs + 1):
        page.mouse.move(900 - 10 * step, 300)
        page.wait_for_function("count => window.frames_of_pan.length > count", arg=step)
    page.mouse.up()
    frames = page.evaluate("() => window.frames_of_pan.slice(2)")
    return paints, frames, page.evaluate(_ZOOMED, runs)


def main() -> None:
    """Nothing: the times of both figures and their ratios are printed."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--runs", type=int, default=30, help="moves and zooms of each figure (default 30)")
    asked = reader.parse_args()
    drawn, found = drawings(), {}
    with lab.chromium() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.route("**/*", lambda route: route.abort())
        page.set_content('<!doctype html><div id="figure"></div>')
        page.add_script_tag(content=get_plotlyjs())
        page.evaluate(_WATCH)
        # The first drawing of a page compiles what all later ones use.
        page.evaluate(_FIRST_PAINT, [drawn["bare"], dict(figures.CONFIG)])
        for name, figure in drawn.items():
            found[name] = measured(page, figure, asked.runs)
            for what, times in zip(("first paint", "pan", "zoom"), found[name], strict=True):
                print(f"{name:10} {what:12}    {told(times)}")
    for what, ours, theirs in zip(("first paint", "pan", "zoom"), found["workbench"], found["bare"], strict=True):
        print(f"ratio      {what:12}    {statistics.median(ours) / statistics.median(theirs):6.2f}")


if __name__ == "__main__":
    main()
