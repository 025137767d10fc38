"""Every figure in a real Chromium without a network: it is drawn, and none of its words collide or run off the page."""

import json
import os
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
import synthetic
from pictured import FIGURES, events
from plotly.offline import get_plotlyjs

from workbench import figures, tables

pytestmark = pytest.mark.browser

_DRAW = """async ([figure, config]) => {
  const { data, layout } = JSON.parse(figure);
  Plotly.purge("figure");
  await Plotly.newPlot("figure", data, layout, config);
}"""
# Words by their boxes; a box of half a pixel less on each side, as neighbours may touch.
_WORDS = """() => [...document.querySelectorAll("#figure svg text")].flatMap((text) => {
  const box = text.getBoundingClientRect();
  const words = text.textContent.trim();
  if (!words || !box.width || !box.height || text.closest(".modebar, .hoverlayer")) return [];
  const bar = [text.closest(".point")?.querySelector("path")].find((path) => {
    const drawn = path?.getBoundingClientRect();
    return drawn && drawn.left <= box.left + 1 && drawn.right >= box.right - 1;
  });
  return [{ words, colour: getComputedStyle(text).fill, ground: bar && getComputedStyle(bar).fill,
    left: box.left + 0.5, right: box.right - 0.5,
    top: box.top + 0.5, bottom: box.bottom - 0.5 }];
})"""
_PAGE = """() => { const page = document.querySelector("#figure").getBoundingClientRect();
  return { left: 0, right: innerWidth, top: page.top, bottom: page.bottom }; }"""
# Points and bars as elements, and what the graphics card painted as pixels that are not clear.
_DRAWN = """() => {
  const shapes = document.querySelectorAll("#figure :is(.points path, .point path, .js-line, .hm image)").length;
  return [...document.querySelectorAll("#figure canvas")].reduce((sum, canvas) => {
    const copy = Object.assign(document.createElement("canvas"), { width: canvas.width, height: canvas.height });
    if (!canvas.width || !canvas.height) return sum;
    const pen = copy.getContext("2d");
    pen.drawImage(canvas, 0, 0);
    return sum + pen.getImageData(0, 0, copy.width, copy.height).data.filter((part, at) => at % 4 === 3 && part).length;
  }, shapes);
}"""
_PAPER = {"light": "#ffffff", "dark": "#111111"}


@pytest.fixture(scope="module")
def histories():
    return {"115": tables.history(), "10000": tables.history(synthetic.attacks(10_000))}


@pytest.fixture(scope="module")
def drawn(histories):
    """What makes a figure of the table, by its name and that of a history, as JSON; each is made once."""
    return cache(lambda name, rows: FIGURES[name](histories[rows], events()).to_json())


@pytest.fixture(scope="module")
def page(browser):
    """A page with plotly on it that may reach nothing: what it asked for, and what it complained about, fails."""
    shown = browser.new_page(viewport={"width": 1280, "height": 900})
    failures = []
    shown.on("console", lambda said: failures.append(said.text) if said.type == "error" else None)
    shown.on("pageerror", lambda error: failures.append(str(error)))

    def gate(route):
        failures.append(f"asked for {route.request.url}")
        route.abort()

    shown.route("**/*", gate)
    shown.set_content('<!doctype html><html lang="en"><body style="margin: 0"><div id="figure"></div></body></html>')
    shown.add_script_tag(content=get_plotlyjs())
    shown.failures = failures
    yield shown
    shown.close()


@pytest.mark.parametrize("width", [1280, 640])
@pytest.mark.parametrize("rows", ["115", "10000"])
@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_drawn_offline_and_its_words_can_be_read(page, drawn, name, rows, width):
    page.failures.clear()
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate(_DRAW, [drawn(name, rows), dict(figures.CONFIG)])
    assert page.evaluate(_DRAWN) > 0
    words, edges = page.evaluate(_WORDS), page.evaluate(_PAGE)
    assert words
    assert [one["words"] for one in words if not within(one, edges)] == []
    assert [(one["words"], other["words"]) for one, other in combinations(words, 2) if collide(one, other)] == []
    for theme, paper in _PAPER.items():
        page.evaluate("colour => { document.body.style.background = colour; }", paper)
        assert [one["words"] for one in words if contrast(one["colour"], ground(one, paper)) < 3] == []
        picture(page, f"figure-{name}-{rows}-{width}-{theme}")
    assert page.failures == []


def test_the_button_that_sends_a_figure_to_a_cloud_is_not_there(page, drawn):
    page.evaluate(_DRAW, [drawn("monthly", "115"), dict(figures.CONFIG)])
    titles = page.eval_on_selector_all("#figure .modebar-btn", "found => found.map((one) => one.dataset.title)")
    assert "Reset axes" in titles
    assert [title for title in titles if "cloud" in title.lower() or "upload" in title.lower()] == []


@pytest.mark.parametrize("name", FIGURES)
def test_every_mark_that_can_be_pointed_at_carries_the_ids_of_its_rows(drawn, histories, name):
    given = {row for table in (histories["115"], events()) for row in table["event"]}
    traces = [trace for trace in json.loads(drawn(name, "115"))["data"] if trace.get("hoverinfo") != "skip"]
    carried = [trace["customdata"] for trace in traces if len(trace["x"])]
    assert carried
    assert {row for marks in carried for rows in marks for row in rows} <= given


def within(box, edges):
    beside = box["left"] >= edges["left"] and box["right"] <= edges["right"]
    return beside and box["top"] >= edges["top"] and box["bottom"] <= edges["bottom"]


def collide(one, other):
    beside = one["right"] <= other["left"] or other["right"] <= one["left"]
    return not (beside or one["bottom"] <= other["top"] or other["bottom"] <= one["top"])


def ground(word, paper):
    """What words stand on: the page, or the bar that they are written into; a hatched one is light below its words."""
    if not word["ground"]:
        return [int(paper[at : at + 2], 16) for at in (1, 3, 5)]
    return [255, 255, 255] if word["ground"].startswith("url") else numbers(word["ground"])[:3]


def numbers(colour):
    """A colour as Chromium names it: red, green, blue, and how clear it is where that is said."""
    return [float(part) for part in colour[colour.index("(") + 1 : -1].split(",")]


def contrast(ink, ground):
    """The contrast of an ink as Chromium names it, on a ground, by the formula of WCAG 2."""
    parts = numbers(ink)
    clear = parts[3] if len(parts) > 3 else 1
    mixed = [clear * part + (1 - clear) * below for part, below in zip(parts[:3], ground, strict=True)]
    light, dark = sorted((luminance(mixed), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    parts = [part / 255 for part in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def picture(page, name):
    if folder := os.environ.get("WORKBENCH_PICTURES"):
        page.locator("#figure").screenshot(path=Path(folder, f"{name}.png"))
