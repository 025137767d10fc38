"""Figures in a real JupyterLab, offline: a plain one is drawn, and a mark of an inspected one shows its row."""

import os
from pathlib import Path

import pytest
from readings import MAIN

pytestmark = pytest.mark.browser

PLAIN = ".jp-RenderedPlotly.js-plotly-plot"
LIVE = ".jp-Cell:has(.wb-inspection) .js-plotly-plot"
TRUCE = "10 Oct 2020"
# The middle of a mark of some row, once its figure has been scrolled to.
_MARK = """([figure, row]) => {
  const plot = document.querySelector(figure);
  plot.scrollIntoView({ block: "start" });
  const traces = plot.querySelectorAll(".scatterlayer .trace");
  const at = plot.calcdata.map((points) => points.findIndex(({ data }) => (data ?? []).includes(row)));
  const trace = at.findIndex((point) => point >= 0);
  const box = traces[trace].querySelectorAll(".points path")[at[trace]].getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
}"""


@pytest.fixture(scope="module")
def window(opened):
    """The window with the notebook of figures in it, all cells run."""
    opened.show("figures.ipynb")
    opened.command("notebook:run-all-cells")
    for figure in (PLAIN, LIVE):
        opened.page.wait_for_selector(f"{figure} .points path", state="attached", timeout=60_000)
    return opened


@pytest.fixture
def said(window):
    return window.page.locator(".wb-inspection .wb-told")


def click(window, row):
    before, found = None, window.page.evaluate(_MARK, [LIVE, row])
    while found != before:
        # Figures that come into sight only now push those below them.
        before, found = found, window.page.evaluate(_MARK, [LIVE, row])
    window.page.mouse.click(*found)


def picture(window, name):
    if folder := os.environ.get("WORKBENCH_PICTURES"):
        window.page.screenshot(path=Path(folder, f"{name}.png"))


def test_a_plain_figure_of_a_notebook_is_drawn_and_offers_no_upload(window):
    assert window.page.locator(f"{PLAIN} .points path").count() >= 115
    titles = window.page.eval_on_selector_all(".modebar-btn", "found => found.map((one) => one.dataset.title)")
    assert titles
    assert [title for title in titles if "cloud" in title.lower() or "upload" in title.lower()] == []


def test_a_click_on_a_mark_shows_its_row_with_its_sources_as_links(window, said):
    click(window, "IQ-20201010-01")
    said.get_by_role("heading", name=TRUCE).wait_for()
    picture(window, "inspected-truce")
    links = said.get_by_role("link")
    assert links.count() >= 1
    assert links.first.get_attribute("href").startswith("https://")
    assert links.first.get_attribute("rel") == "noopener noreferrer"
    assert window.last_output() == "IQ-20201010-01"
    widths = said.locator("dt").evaluate_all("found => found.map((one) => one.getBoundingClientRect().width)")
    assert min(widths) > 40, "JupyterLab's own style breaks the names of facts letter by letter"


def test_a_click_on_an_event_of_an_article_shows_the_passages_of_its_claims_as_text(window, said):
    click(window, MAIN)
    said.locator("q", has_text="counted four dead").wait_for()
    assert "says a harbour guard, hedged" in said.inner_text()
    picture(window, "inspected-passages")
    assert said.locator("script").count() == 0


def test_a_row_is_found_and_shown_by_keyboard_alone_and_no_key_reaches_the_notebook(window, said):
    cells = window.cells()
    search = window.page.get_by_label("Find")
    search.focus()
    window.page.keyboard.type("truce")
    window.page.keyboard.press("Tab")
    window.page.keyboard.press("ArrowDown")
    said.get_by_role("heading", name=TRUCE).wait_for()
    for key in ("b", "x"):
        window.page.keyboard.press(key)
    assert window.last_output() == "IQ-20201010-01"
    assert window.cells() == cells


def test_an_inspected_figure_follows_the_theme(window):
    for theme in ("JupyterLab Dark", "JupyterLab Light"):
        window.theme(theme)
        picture(window, f"inspected-{theme.rpartition(' ')[2]}")
        ink = window.page.eval_on_selector(".wb-told h3", "node => getComputedStyle(node).color")
        is_bright = sum(float(part) for part in ink[ink.index("(") + 1 : -1].split(",")[:3]) > 3 * 128
        assert is_bright is ("Dark" in theme)


def test_nothing_left_the_machine_and_nothing_failed(window):
    assert window.outside == []
    assert window.complaints == []
