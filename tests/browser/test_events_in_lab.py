"""Claims, rules and whole events in a real JupyterLab: changed by hand and by keyboard, there after a restart."""

import re

import pytest
from hand import broken_rules

pytestmark = pytest.mark.browser

NOTEBOOK = "events.ipynb"
WHY = "extraction_error: the machine misread the page"


def press(window, name):
    window.page.locator(".wb-review").get_by_role("button", name=name, exact=True).click()


def reach(page, select, wanted):
    """Chooses in a list by its arrow keys; letters typed in a row would count as new words on a slow machine."""
    chosen = "(list) => list.selectedOptions[0].label.split(':')[0]"
    select.focus()
    page.keyboard.press("Home")
    for _ in range(select.evaluate("(list) => list.length")):
        if select.evaluate(chosen) == wanted:
            return
        page.keyboard.press("ArrowDown")
    pytest.fail(f"{wanted} is not among what can be chosen")


def saved(window, words):
    window.page.locator(".wb-review").get_by_role("status").get_by_text(re.compile(words)).wait_for()


def test_a_claim_is_changed_by_hand(window):
    card = window.card("Killed")
    card.get_by_role("button", name="Change", exact=True).nth(1).click()
    form = window.form("Change the claim on killed")
    form.get_by_label("Low").fill("3")
    form.get_by_label("High").fill("3")
    form.get_by_label("Reason").select_option(label=WHY)
    window.picture("claim-form")
    form.get_by_role("button", name="Save claim").click()
    saved(window, "Saved as entry 1")
    assert "2 (2 to 3)" in window.head("Killed")
    window.picture("claim-changed")


def test_a_rule_is_chosen(window):
    window.card("Killed").get_by_role("button", name="Choose the rule").click()
    form = window.form("Choose the rule for killed")
    form.get_by_label("Settle by").select_option(label="highest")
    form.get_by_label("Reason").select_option(label="rule_change: the codebook's rule changed")
    window.picture("rule-form")
    form.get_by_role("button", name="Use this rule").click()
    saved(window, "Saved as entry 2")
    assert "3 (2 to 3)" in window.head("Killed")
    assert "rule chosen by mina" in window.head("Killed")


def test_an_event_is_split_by_keyboard_alone(window):
    page = window.page
    page.locator(".wb-tools").get_by_role("button", name="Split").focus()
    page.keyboard.press("Enter")
    form = window.form("Split the event")
    form.get_by_label("Claims to move").focus()
    page.keyboard.press("Home")
    for label, wanted in (
        ("Kind", "shooting"),
        ("Role", "background"),
        ("Status", "occurred"),
        ("Reason", "scope_fix"),
    ):
        reach(page, form.get_by_label(label, exact=True), wanted)
    window.picture("split-form")
    form.get_by_role("button", name="Split event").focus()
    page.keyboard.press("Enter")
    saved(window, r"Saved as entries 3 to 4")
    assert window.last_output() == "3 events 4 corrections"


def test_undo_and_redo_go_back_and_forth(window):
    press(window, "Undo")
    saved(window, "Undone: 2 changes together")
    assert window.last_output() == "2 events 2 corrections"
    press(window, "Redo")
    saved(window, "Redone: 2 changes together")
    assert window.last_output() == "3 events 4 corrections"


def test_an_event_is_dropped_and_everything_is_there_after_a_restart(window):
    window.page.get_by_label("Event", exact=True).select_option(label="background · shooting · Port Sena")
    press(window, "Drop")
    form = window.form("Drop the event")
    form.get_by_label("Reason").select_option(label="other: something else (say what in the note)")
    form.get_by_role("button", name="Drop event").click()
    saved(window, "Saved as entry 9")
    window.restart()
    assert window.last_output() == "2 events 5 corrections"
    assert "rule chosen by mina" in window.head("Killed")
    window.page.get_by_role("button", name="Bring back").wait_for()
    window.picture("dropped")


@pytest.mark.parametrize("theme", ["JupyterLab Dark", "JupyterLab Light"])
@pytest.mark.parametrize("place", ["Killed", "Date", "Perpetrators", "Targets"])
def test_the_desk_can_be_used_by_everybody_in_each_theme(window, theme, place):
    window.theme(theme)
    window.card(place)
    assert broken_rules(window.page, ".wb-review") == []


@pytest.mark.parametrize("tool", ["Merge", "Split", "Add event", "Drop", "History"])
def test_the_forms_of_the_desk_can_be_used_by_everybody(window, tool):
    press(window, tool)
    window.page.locator(".wb-slot select").first.wait_for()
    assert broken_rules(window.page, ".wb-review") == []


@pytest.mark.parametrize("place", [".wb-tools button", ".wb-slot select", ".wb-slot button"])
def test_keys_pressed_among_the_events_never_reach_the_notebook(window, place):
    press(window, "Merge")
    window.form("Merge the event")
    cells = window.cells()
    window.page.locator(f".wb-review {place}").nth(0).focus()
    for key in ("b", "a", "x"):
        window.page.keyboard.press(key)
    window.last_output()
    assert window.cells() == cells
    press(window, "Close without saving")


def test_nothing_left_the_machine_and_nothing_failed(window):
    assert window.outside == []
    assert window.complaints == []
