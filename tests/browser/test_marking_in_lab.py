"""Words marked by hand in a real JupyterLab: by mouse and by keyboard alone, kept before they are shown."""

import pytest
from hand import broken_rules, click, double_click, drag, press, status
from marking import ARTICLE, TEXT, reading, spot

from workbench import store
from workbench.desk import marks

pytestmark = pytest.mark.browser

NOTEBOOK = "marking.ipynb"


@pytest.fixture(scope="module")
def window(opened):
    opened.show(NOTEBOOK)
    opened.command("notebook:run-all-cells")
    opened.page.wait_for_selector(".wb-page mark", timeout=60_000)
    return opened


@pytest.fixture(autouse=True)
def _let_go(request):
    """Each test begins with nothing selected and no pen down."""
    page = request.getfixturevalue("window").page
    press(page, "Escape", "Escape")


def told(window):
    return window.last_output().splitlines()


def test_words_after_an_emoji_are_marked_by_drag(window):
    drag(window.page, "old fish market")
    status(window.page, "“old fish market” selected")
    press(window.page, "5")
    status(window.page, "place “old fish market” · analyst")
    assert "place: old fish market (analyst)" in told(window)
    window.picture("marked")


def test_words_after_an_emoji_are_marked_by_keyboard_alone(window):
    press(window.page, "Control+Home", "ArrowDown", "Home", *["ArrowRight"] * 4)
    status(window.page, "“👩‍🚀” selected")
    press(window.page, "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowLeft")
    status(window.page, "“struck the old” selected")
    press(window.page, "1")
    status(window.page, "action “struck the old” · analyst")
    assert "action: struck the old (analyst)" in told(window)


def test_a_mark_is_shrunk_extended_relabelled_and_deleted_by_keys(window):
    press(window.page, "Control+Home", "n")
    status(window.page, "action “struck the old”")
    for key, words in (("[", "struck the"), ("[", "struck"), ("{", "👩‍🚀 struck"), ("}", "struck"), ("]", "struck the"),
                       ("Alt+Shift+ArrowLeft", "struck"), ("Alt+Shift+ArrowUp", "👩‍🚀 struck"),
                       ("Alt+Shift+ArrowDown", "struck")):  # fmt: skip
        press(window.page, key)
        status(window.page, f"“{words}”")
    press(window.page, "2")
    status(window.page, "weapon “struck” · analyst")
    assert "weapon: struck (analyst)" in told(window)
    press(window.page, "Delete")
    status(window.page, "Drag over words")
    assert "struck (analyst)" not in window.last_output()


def test_what_was_done_is_undone_and_done_again_as_far_as_it_goes(window):
    before = told(window)
    for _ in range(3):
        press(window.page, "Control+z")
    status(window.page, "action “👩‍🚀 struck”")
    assert "action: 👩‍🚀 struck (analyst)" in told(window)
    press(window.page, "Control+Shift+z", "Control+y", "Control+Shift+z")
    status(window.page, "Drag over words")
    assert told(window) == before


def test_the_machines_mark_is_accepted_and_another_rejected_with_one_key(window):
    click(window.page, "army")
    status(window.page, "actor “the army” · machine, actors:row")
    press(window.page, "a")
    status(window.page, "actor “the army” · analyst; the machine had actor “the army”, actors:row")
    click(window.page, "denied")
    press(window.page, "x")
    window.page.locator('[data-parts*="report"]').wait_for(state="detached")
    found = told(window)
    assert "actor: the army (analyst)" in found
    assert not [line for line in found if line.startswith("report")]


def test_clicking_again_goes_through_all_marks_on_the_same_words(window):
    seen = set()
    for _ in range(3):
        click(window.page, "Front")
        seen.add(window.page.locator(".wb-quote").inner_text())
    assert seen == {"“Blue Front”", "“Blue Front of Port Sena”", "“Northern Blue Front of Port Sena”"}


def test_words_from_right_to_left_are_marked_by_drag_and_by_keys(window):
    drag(window.page, "السوق القديم")
    status(window.page, "“السوق القديم” selected")
    press(window.page, "5")
    status(window.page, "place “السوق القديم” · analyst")
    press(window.page, "Escape", "Escape")
    click(window.page, "صواريخ")
    press(window.page, "ArrowLeft")
    status(window.page, "“صواريخ” selected")
    press(window.page, "ArrowLeft")
    status(window.page, "“😀” selected")
    press(window.page, "ArrowLeft", "Shift+ArrowLeft", "1")
    status(window.page, "action “سقطت على” · analyst")
    found = told(window)
    assert "place: السوق القديم (analyst)" in found
    assert "action: سقطت على (analyst)" in found
    window.picture("right-to-left")


def test_letters_with_combining_marks_are_marked_whole(window):
    double_click(window.page, "Jose\u0301")
    status(window.page, "“Jose\u0301” selected")
    press(window.page, "Shift+ArrowRight", "4")
    status(window.page, "people “Jose\u0301 Muñoz” · analyst")
    assert "people: Jose\u0301 Muñoz (analyst)" in told(window)


def test_with_a_pen_down_a_drag_marks_and_without_one_it_only_selects(window):
    page = window.page
    page.locator(".wb-pen", has_text="time").click()
    assert page.locator(".wb-pen", has_text="time").get_attribute("aria-pressed") == "true"
    drag(page, "late on Tuesday")
    status(page, "time “late on Tuesday” · analyst")
    page.locator(".wb-pen", has_text="time").click()
    drag(page, "nobody knows")
    status(page, "“nobody knows” selected")
    assert "nobody knows" not in window.last_output()


def test_a_refusal_is_shown_on_the_page_and_changes_nothing(window, folder):
    with store.open(folder / "marking.sqlite") as theirs:
        machine = marks.Marks(TEXT, reading().mentions)
        start, end = spot("Northern Blue Front of Port Sena")
        made = machine.relabel(f"{start}-{end}:actor", "people")
        theirs.correct(marks.correction(made, article=ARTICLE, by="jon"))
    before = told(window)
    click(window.page, "Northern")
    press(window.page, "a")
    alert = window.page.get_by_role("alert").filter(has_text="by jon made it")
    alert.wait_for()
    window.picture("refused-mark")
    assert told(window) == before
    press(window.page, "Escape")
    window.page.locator(".wb-alert:empty").wait_for(state="attached")


def test_article_text_stays_text(window):
    shown = window.page.locator(".wb-page").inner_text()
    assert "<script>alert(1)</script> <img src=x onerror=alert(2)> </style>" in shown
    assert window.page.locator(".wb-page :is(script, img, style)").count() == 0


@pytest.mark.parametrize("place", [".wb-page", ".wb-pen", ".wb-eye", ".wb-undo", ".wb-help"])
def test_keys_pressed_on_the_page_never_reach_the_notebook(window, place):
    cells, before = window.cells(), told(window)
    target = window.page.locator(place).first
    target.focus()
    assert target.get_attribute("data-lm-suppress-shortcuts") == "true"
    for key in ("b", "a", "x", "d", "d", "z", "m", "y", "1", "A", "Z", "Escape", "Escape"):
        window.page.keyboard.press(key)
    # A command of our own after the keys: Lab has dealt with them when it answers.
    assert told(window) == before
    assert window.cells() == cells


@pytest.mark.parametrize("theme", ["JupyterLab Dark", "JupyterLab Light"])
def test_the_page_can_be_used_by_everybody_in_each_theme(window, theme):
    window.theme(theme)
    window.page.locator(".wb-pen", has_text="people").click()
    press(window.page, "n", "?")
    found = broken_rules(window.page, ".wb-article-box")
    press(window.page, "?", "Escape", "Escape")
    assert found == []


@pytest.mark.parametrize("theme", ["JupyterLab Dark", "JupyterLab Light"])
def test_the_page_in_each_theme(window, theme):
    window.theme(theme)
    press(window.page, "Control+Home", "n", "n", "n", "?")
    window.picture(f"marking-{theme.split()[-1]}")
    ink, paper = window.page.eval_on_selector(
        ".wb-page mark", "node => [node, node.closest('.wb-page')].map((one) => getComputedStyle(one))"
        ".map((style, i) => i ? style.backgroundColor : style.color)"
    )  # fmt: skip
    press(window.page, "?")
    assert (brightness(ink) > brightness(paper)) is ("Dark" in theme)


def brightness(colour):
    return sum(float(part) for part in colour[colour.index("(") + 1 : -1].split(",")[:3])


def test_after_the_page_is_loaded_again_the_marks_are_there(window):
    before = told(window)
    window.command("docmanager:save")
    window.page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")
    window.show(NOTEBOOK)
    window.command("notebook:run-all-cells")
    window.page.wait_for_selector(".wb-page mark", timeout=60_000)
    assert {line for line in before if line.endswith("(analyst)")} <= set(told(window))


def test_nothing_left_the_machine_and_nothing_failed(window):
    assert window.outside == []
    assert window.complaints == []
