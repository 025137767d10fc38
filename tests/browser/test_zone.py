"""The desk on a page that the machine read: the publication date set by hand, the kernel restarted, nothing lost."""

import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.model]

NOTEBOOK = "zone.ipynb"


def test_setting_the_publication_date_makes_the_days_resolve(window):
    assert window.last_output() == "None 0 0"
    window.picture("zone-undated")
    card = window.card("Publication date")
    card.get_by_label("Published on").fill("2020-11-17")
    card.get_by_label("Reason").select_option(label="new_source: another source says otherwise")
    card.get_by_role("button", name="Save", exact=True).click()
    card.get_by_role("status").get_by_text(re.compile(r"Saved as entry 1; \d+ more dates resolve")).wait_for()
    window.picture("zone-dated")
    assert window.last_output() == "2020-11-17 1 1"
    assert "2020-11-17, night" in window.head("Date")


def test_a_perpetrator_is_corrected_with_the_attribution_shown(window):
    card = window.card("Perpetrators")
    names = card.get_by_label("Name")
    names.last.fill("Ashab al-Kahaf")
    card.get_by_label("Is", exact=True).last.select_option(label="claimed via third party")
    card.get_by_label("Says").last.fill("a Telegram channel")
    card.get_by_label("Reason").select_option(label="extraction_error: the machine misread the page")
    window.picture("zone-perpetrator")
    card.get_by_role("button", name="Save", exact=True).click()
    card.get_by_role("status").get_by_text("Saved as entry 2").wait_for()
    assert "Ashab al-Kahaf (claimed via third party, by a Telegram channel)" in window.head("Perpetrators")


def test_after_the_kernel_has_died_everything_is_there(window):
    window.restart()
    assert window.last_output() == "2020-11-17 2 2"
    assert "Ashab al-Kahaf (claimed via third party" in window.head("Perpetrators")
    window.theme("JupyterLab Dark")
    window.card("Weapons")
    window.picture("zone-dark")
    window.theme("JupyterLab Light")


def test_the_attack_is_found_in_the_history_and_accepted(window):
    window.page.locator(".wb-tools").get_by_role("button", name="History", exact=True).click()
    form = window.form("The event in the history")
    form.get_by_label("Row").select_option(
        label="IQ-20201117-01: rocket attack, 2020-11-17, Green Zone (International Zone), Baghdad (suggested)"
    )
    form.get_by_label("It is").select_option(label="this very attack")
    form.get_by_label("Reason").select_option(label="dedup: it was counted twice")
    window.picture("zone-history")
    form.get_by_role("button", name="Save decision").click()
    window.page.locator(".wb-review").get_by_role("status").get_by_text("Saved as entry 3").wait_for()


def test_nothing_left_the_machine(window):
    assert window.outside == []
