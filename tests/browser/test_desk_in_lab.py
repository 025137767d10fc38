"""The desk in a real JupyterLab: what a hand does with it reaches Python and the store."""

import pytest
from readings import ARTICLE, MAIN

from workbench import store
from workbench.records import Correction

pytestmark = pytest.mark.browser

NOTEBOOK = "desk.ipynb"
DESK = ".wb-review"
LIT = "words => [...document.querySelectorAll('.wb-lit')].map((mark) => mark.textContent).join('') === words"


def test_a_claim_lights_its_words_in_the_article(window):
    card = window.card("Killed")
    card.get_by_role("button", name="Show words").nth(1).click()
    window.page.wait_for_function(LIT, arg="counted four dead")
    window.picture("evidence")


def test_a_toll_is_corrected_by_hand_and_is_in_python_and_in_the_store(window, folder):
    card = window.card("Killed")
    card.get_by_label("Best").fill("4")
    card.get_by_role("button", name="Save", exact=True).click()
    card.get_by_role("alert").get_by_text("no reason is chosen").wait_for()
    window.picture("refused")
    card.get_by_label("Reason").select_option(label="new_source: another source says otherwise")
    card.get_by_role("button", name="Save", exact=True).focus()
    window.page.keyboard.press("Enter")
    card.get_by_role("status").get_by_text("Saved as entry 1").wait_for()
    assert window.last_output() == "Toll(low=2, best=4, high=4, rule='analyst') 1"
    with store.open(folder / "desk.sqlite") as kept:
        assert [(made.field, made.reason, made.by) for made in kept.corrections()] == [("killed", "new_source", "mina")]
        assert kept.verify() == 1
    assert "4 (2 to 4)" in window.head("Killed")
    window.picture("saved")


def test_a_correction_gone_stale_is_refused_with_both_values_and_can_then_be_made_knowingly(window, folder):
    card = window.card("Missing")
    with store.open(folder / "desk.sqlite") as kept:
        kept.append(Correction(ARTICLE, MAIN, "missing", None, '{"best":7,"rule":"analyst"}', "new_source", by="jon"))
    card.get_by_label("Best").fill("2")
    card.get_by_label("Reason").select_option(label="typo: a slip of the keyboard")
    card.get_by_role("button", name="Save", exact=True).click()
    told = "yours overrules “unknown”, but jon made it “7” meanwhile (entry 2)"
    card.get_by_role("alert").get_by_text(told).wait_for()
    assert "Missing: 7" in window.head("Missing")
    window.picture("stale")
    card.get_by_role("button", name="Save", exact=True).click()
    card.get_by_role("status").get_by_text("Saved as entry 3").wait_for()
    assert "Missing: 2" in window.head("Missing")


def test_article_text_stays_text(window):
    assert '<script>alert("x")</script>' in window.page.locator(f"{DESK} .wb-page").inner_text()
    assert window.page.locator(f"{DESK} script").count() == 0
    assert window.page.locator(f"{DESK} img").count() == 0


@pytest.mark.parametrize(
    "place", [".wb-page", ".wb-eye", ".wb-head", ".wb-form button", ".wb-form select", ".wb-form input"]
)
def test_keys_pressed_in_the_desk_never_reach_the_notebook(window, place):
    window.card("Killed")
    cells = window.cells()
    target = window.page.locator(f"{DESK} {place}").first
    target.focus()
    assert target.get_attribute("data-lm-suppress-shortcuts") == "true"
    for key in ("b", "a", "x"):
        window.page.keyboard.press(key)
    # A command of our own after the keys: Lab has dealt with them when it answers.
    window.last_output()
    assert window.cells() == cells


def test_marked_words_reach_python_although_an_emoji_stands_before_them(window):
    card = window.card("Killed")
    window.page.evaluate("""() => {
      const pieces = [...document.querySelectorAll('.wb-page .wb-piece')];
      const node = pieces.find((piece) => piece.textContent.includes('harbour guard')).firstChild;
      const range = document.createRange();
      const at = node.data.indexOf('harbour guard');
      range.setStart(node, at + 2); range.setEnd(node, at + 10);
      getSelection().removeAllRanges(); getSelection().addRange(range);
    }""")
    window.page.locator(f"{DESK} .wb-page").dispatch_event("mouseup")
    card.get_by_role("button", name="Use as evidence").click()
    card.get_by_role("status").get_by_text("Evidence: “harbour guard”").wait_for()


def test_a_kind_of_mention_can_be_hidden(window):
    eye = window.page.locator(f"{DESK} .wb-eye.wb-people")
    eye.click()
    assert eye.get_attribute("aria-pressed") == "false"
    eye.click()
    assert eye.get_attribute("aria-pressed") == "true"


@pytest.mark.parametrize("theme", ["JupyterLab Dark", "JupyterLab Light"])
def test_the_desk_follows_the_theme(window, theme):
    window.theme(theme)
    ink, paper = window.page.eval_on_selector(
        ".wb-page", "node => [getComputedStyle(node).color, getComputedStyle(node).backgroundColor]"
    )
    window.card("Killed")
    window.picture(theme.replace(" ", "-"))
    assert (brightness(ink) > brightness(paper)) is ("Dark" in theme)


def brightness(colour):
    return sum(float(part) for part in colour[colour.index("(") + 1 : -1].split(",")[:3])


def test_nothing_left_the_machine_and_nothing_failed(window):
    assert window.outside == []
    assert window.complaints == []
