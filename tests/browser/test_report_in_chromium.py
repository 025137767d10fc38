"""A report in a real Chromium, as a reader opens it: without script and without a network, in each light and width."""

from __future__ import annotations

import pytest
from hand import broken_rules
from readings import TUESDAY, sample_reading

from workbench import reports, samples, tables
from workbench.attacks import Attack

pytestmark = pytest.mark.browser
LOOKS = [(scheme, width) for scheme in ("light", "dark") for width in (1280, 640, 400)]


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """A report with pictures, on a history long enough to have every table."""
    folder = tmp_path_factory.mktemp("report")
    days = [TUESDAY.replace(month=month, day=day) for month in range(1, 13) for day in (2, 17)]
    attacks = [
        Attack(f"H-{n}", day, day, "rocket_attack" if n % 3 else "bombing", "day", place="Port Sena", country="MOZ",
               lat=-20.0, lon=34.0, place_precision="city", sources=("Reuters (2020) https://example.org/a",))
        for n, day in enumerate(days)
    ]  # fmt: skip
    return reports.write(sample_reading(TUESDAY), folder / "report.html", history=tables.history(attacks))


@pytest.fixture
def opened(browser, report):
    """What opens the report so, and gives its page; whatever it asks for beside itself fails the test."""
    contexts, asked = [], []

    def show(*, scheme="light", width=1280, script=False):
        context = browser.new_context(
            java_script_enabled=script, viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(report.as_uri())
        return page

    yield show
    for context in contexts:
        context.close()
    assert {url for url in asked if url.partition("#")[0] != report.as_uri()} == set()


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_without_script_or_network_everything_is_there_and_nothing_runs_over_the_edge(opened, scheme, width):
    page = opened(scheme=scheme, width=width)
    assert page.locator("h2").all_inner_texts() == [
        "The event", "Who says what", "The article", "In its history", "How often it is wrong",
        "What this page does not say",
    ]  # fmt: skip
    assert page.locator("figure svg:visible").count() == 1
    boxes = [element.bounding_box() for element in page.locator("table:visible, figure:visible, h1, .wbm").all()]
    assert len(boxes) > 5
    assert max(box["x"] + box["width"] for box in boxes) <= width


def test_light_and_dark_are_two_looks(opened):
    shots = {scheme: opened(scheme=scheme).screenshot() for scheme in ("light", "dark")}
    assert shots["light"] != shots["dark"]


def test_a_claim_leads_to_its_words_and_back_by_the_keyboard(opened):
    page = opened()
    link = page.locator("#claim-5 q a")
    link.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#words-5")
    lit = page.locator(".wbm .words-5").first
    assert lit.inner_text().startswith("counted")
    assert page.locator(".wbm-cites a", has_text="5").get_attribute("href") == "#claim-5"
    page.locator(".wbm-cites a", has_text="5").focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#claim-5")


def test_the_words_of_the_claim_in_question_are_lit(opened):
    page = opened(script=True)
    painted = "() => getComputedStyle(document.querySelector('.wbm .words-5')).backgroundColor"
    before = page.evaluate(painted)
    page.goto(f"{page.url}#words-5")
    assert page.evaluate(painted) != before


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_no_rule_of_axe_is_broken(opened, scheme, width):
    pytest.importorskip("axe_playwright_python")
    page = opened(scheme=scheme, width=width, script=True)
    page.locator("summary").click()
    assert broken_rules(page) == []


def test_on_paper_it_is_black_on_white_and_no_table_is_cut(opened):
    page = opened(scheme="dark", width=680, script=True)
    page.emulate_media(media="print", color_scheme="dark")
    body = page.evaluate(
        "() => [getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
    )
    assert body == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert page.locator("nav").is_hidden()
    assert page.locator("table.claims thead").first.is_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 680
    assert page.pdf(format="A4").startswith(b"%PDF")


@pytest.mark.model
def test_the_report_of_the_sample_story_breaks_no_rule_either(browser, tmp_path):
    pytest.importorskip("axe_playwright_python")
    import workbench as wb

    made = wb.report(wb.extract(wb.read(samples.sample(), published="2020-11-17")), tmp_path / "zone.html")
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(made.as_uri())
    assert broken_rules(page) == []
    page.close()
