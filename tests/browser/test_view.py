"""The page script alone, on a bare page of Chromium: words, offsets, and what a hand and a screen reader meet."""

import pytest
from bare import show
from hand import broken_rules, click, drag, press, status
from marking import LINES, TEXT, reading
from readings import TEXT as OTHER_TEXT

from workbench.desk import marks
from workbench.desk.page import ArticleView
from workbench.records import Article, Mention, Reading

pytestmark = pytest.mark.browser

ODD = (
    "a 👩‍🚀b 👍🏽 🇮🇶🇸🇾🇾 1️⃣",
    "e\u0301te\u0301 «al-Kahaf» ^`",
    "نمی‌رود\u200f، ١٢",
    "𝐀𝐁 北京 กำ ひら",
    "a\u200b\u2028b\x1cc\x85\ufeffd",
    "",
    "\n\n",
)


@pytest.fixture
def page(browser):
    """A page of Chromium that may reach nothing, and on which nothing may fail."""
    shown = browser.new_page(viewport={"width": 760, "height": 720})
    failures = []
    shown.on("pageerror", lambda error: failures.append(error))  # noqa: PLW0108 (playwright needs a function of ours)
    shown.route("**/*", lambda route: route.abort())
    yield shown
    shown.close()
    assert failures == []


@pytest.fixture
def view(page):
    made = ArticleView(reading(), keep=lambda _change: None)
    show(page, made)
    return made


def asked(page, call, *given):
    return page.evaluate(f"given => view.{call}", list(given))


@pytest.mark.parametrize("text", [TEXT, OTHER_TEXT, *LINES, *ODD])
def test_page_and_python_find_the_same_words_at_the_same_places(page, view, text):
    assert view.editable
    units = asked(page, "words(given[0])", text)
    coded = text.encode("utf-16-le")
    points = {name: [len(coded[: 2 * unit].decode("utf-16-le")) for unit in found] for name, found in units.items()}
    found = marks.words(text)
    assert tuple(points["tokenStarts"]) == found.token_starts
    assert tuple(points["tokenEnds"]) == found.token_ends
    assert tuple(points["starts"]) == found.starts
    assert tuple(points["ends"]) == found.ends
    back = page.evaluate("([text, units]) => units.map(view.offsets(text).toPoints)", [text, units["tokenStarts"]])
    assert back == points["tokenStarts"]
    again = page.evaluate("([text, points]) => points.map(view.offsets(text).toUnits)", [text, back])
    assert again == units["tokenStarts"]


def test_overlapping_marks_never_share_an_underline_and_the_narrowest_is_nearest(page, view):
    spans = [{"part": name, "start": start, "end": end} for name, start, end in
             (("wide", 0, 30), ("left", 2, 12), ("right", 8, 20), ("inner", 9, 11), ("apart", 40, 44))]  # fmt: skip
    assert len(view.marks) == 5
    lanes = {span["part"]: span["lane"] for span in asked(page, "laned(given[0])", spans)}
    assert lanes == {"inner": 0, "left": 1, "right": 2, "wide": 3, "apart": 0}


def test_a_stretch_is_cut_at_blanks_and_never_within_an_emoji(page, view):
    assert view.editable
    assert asked(page, "stretches('aaa bbb ccc', 0, 11, 5)") == [0, 4, 8]
    text = "😀" * 10
    cuts = asked(page, "stretches(given[0], 0, 20, 5)", text)
    assert cuts == [0, 4, 8, 12, 16]


def test_a_line_of_a_hundred_thousand_characters_is_marked_like_any_other(page):
    text = "shells " * 14_000 + "Port Sena 😀 at last"
    machine = tuple(Mention("weapon", at, at + 6, "shells", "weapons:row") for at in range(0, 98_000, 49))
    made = ArticleView(Reading(Article("a", "made", text), machine, (), ()), keep=lambda _change: None)
    show(page, made)
    press(page, "Control+End", "ArrowLeft", "Shift+ArrowRight", "5")
    status(page, "place “at last” · analyst")
    assert made.marks.mentions[-1] == Mention("place", len(text) - 7, len(text), "at last", "analyst")
    press(page, "p")
    status(page, "weapon “shells” · machine")
    assert page.locator(".wb-chosen").count() == 1


def test_only_what_changed_is_painted_anew(page, view):
    page.evaluate("() => document.querySelectorAll('.wb-piece').forEach((node) => { node.isOld = true; })")
    drag(page, "fish market")
    press(page, "5")
    status(page, "place “fish market” · analyst")
    fresh = page.evaluate(
        "[...document.querySelectorAll('.wb-row')].map("
        "(row) => [...row.querySelectorAll('.wb-piece')].every((node) => node.isOld))"
    )
    assert fresh == [True, True, False, *[True] * 6]
    assert len(view.marks) == 6


def test_without_keep_words_are_selected_but_nothing_is_offered_to_mark_them(page):
    made = ArticleView(reading())
    show(page, made)
    drag(page, "fish market")
    status(page, "“fish market” selected")
    press(page, "5", "n", "x", "Delete", "Control+z")
    assert made.selected is None
    assert len(made.marks) == 5
    assert page.locator("button.wb-pen, .wb-undo, .wb-accept").count() == 0
    assert page.locator(".wb-eye").count() == 9


def test_a_hidden_kind_is_passed_over_by_the_keys(page, view):
    page.get_by_role("button", name="Show place").click()
    assert page.locator(".wb-eye.wb-place").get_attribute("aria-pressed") == "false"
    seen = []
    for _ in range(4):
        press(page, "n")
        seen.append(page.locator(".wb-line-said b").inner_text())
    assert seen == ["actor", "actor", "actor", "report"]
    assert len(view.marks) == 5


def test_what_the_keys_do_is_spoken(page, view):
    press(page, "Control+Home", "n")
    assert page.locator("[aria-live]").inner_text() == "actor: the army; machine, actors:row"
    press(page, "a")
    page.locator("[aria-live]", has_text="Accepted actor “the army”").wait_for()
    assert view.marks.mentions[0].rule == "analyst"


def test_the_legend_is_one_stop_of_the_tabulator_and_walked_with_arrows(page, view):
    assert view.editable
    page.locator(".wb-legend button").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.className") == "wb-pen"
    page.keyboard.press("Enter")
    assert page.locator('.wb-pen[aria-pressed="true"]').inner_text().split()[:2] == ["2", "weapon"]
    assert page.locator('.wb-legend [tabindex="0"]').count() == 1


def test_a_pen_put_down_over_selected_words_marks_them(page, view):
    drag(page, "fish market")
    page.locator(".wb-pen", has_text="place").click()
    status(page, "place “fish market” · analyst")
    assert page.evaluate("document.activeElement.className") == "wb-page" or len(view.marks) == 6


def test_the_buttons_do_what_the_keys_do(page, view):
    click(page, "denied")
    page.get_by_role("button", name="Reject").click()
    page.locator(".wb-report[data-parts]").wait_for(state="detached")
    assert "report" not in {mention.kind for mention in view.marks.mentions}
    page.get_by_role("button", name="Undo").click()
    status(page, "report “denied”")
    assert page.evaluate("document.activeElement.className") == "wb-page"


def test_the_list_of_keys_opens_and_closes(page, view):
    assert view.editable
    listed = page.locator(".wb-keys")
    assert not listed.is_visible()
    press(page, "?")
    assert listed.is_visible()
    assert "Alt+Shift" in listed.inner_text()
    press(page, "?")
    assert not listed.is_visible()


def test_no_rule_of_axe_is_broken(page, view):
    drag(page, "fish market")
    page.locator(".wb-pen", has_text="place").click()
    status(page, "place “fish market” · analyst")
    press(page, "n", "?")
    assert len(view.marks) == 6
    assert broken_rules(page) == []
