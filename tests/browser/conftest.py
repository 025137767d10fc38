"""One JupyterLab and one Chromium for all tests of a desk."""

import os
import sys
from pathlib import Path

import nbformat
import pytest

sys.path.insert(0, str(Path(__file__).parent))

MADE_BY_HAND = """\
from readings import reread, sample_reading
from workbench import store
from workbench.desk.desk import Review
kept = store.open('desk.sqlite')
desk = Review(sample_reading(), store=kept, analyst='mina', extract=reread)
desk"""
READ_BY_MACHINE = """\
import workbench as wb
kept = wb.open('zone.sqlite')
desk = wb.review(wb.extract(wb.read(wb.sample())), store=kept, analyst='mina')
desk"""
MARKED_BY_HAND = """\
import ipywidgets
from marking import marked_view, told
view, kept = marked_view('marking.sqlite')
box = ipywidgets.VBox([view])
box.add_class('wb-review')
box"""
DRAWN = """\
import datetime as dt
import workbench as wb
from readings import sample_reading
reading = sample_reading(dt.date(2020, 11, 18))
history, events = wb.history(), wb.table(reading.events, articles=[reading.article])
figure = wb.timeline(history, events)
figure"""
INSPECTED = """\
shown = wb.inspect(figure, history, events, claims=wb.claim_table(reading.events))
shown"""
NOTEBOOKS = {
    "figures.ipynb": (DRAWN, INSPECTED, "print(*shown.chosen)"),
    "marking.ipynb": (MARKED_BY_HAND, "print(told(view))"),
    "desk.ipynb": (MADE_BY_HAND, "print(desk.events[0].values.killed, len(desk.corrections))"),
    "events.ipynb": (
        MADE_BY_HAND.replace("desk.sqlite", "events.sqlite"),
        "print(len(desk.events), 'events', len(desk.corrections), 'corrections')",
    ),
    "zone.ipynb": (READ_BY_MACHINE, "print(desk.events[0].values.date.start, len(desk.corrections), kept.verify())"),
}


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """The folder that the notebooks lie in, and their stores."""
    made = tmp_path_factory.mktemp("notebooks")
    for name, cells in NOTEBOOKS.items():
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
        notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
        nbformat.write(notebook, made / name)
    return made


@pytest.fixture(scope="session")
def browser():
    """The one Chromium of all tests."""
    import lab

    with lab.chromium() as shown:
        yield shown


@pytest.fixture(scope="session")
def opened(browser, folder, tmp_path_factory):
    """A window on a JupyterLab of the folder, without a notebook open."""
    import lab

    tests = Path(__file__).resolve().parent.parent
    # The checkout under test, even where the environment has another one installed.
    path = os.pathsep.join(map(str, (tests, tests.parent)))
    with (
        lab.server(folder, tmp_path_factory.mktemp("home"), path) as (address, token),
        lab.window(address, token, browser) as shown,
    ):
        yield shown


@pytest.fixture(scope="module")
def window(opened, request):
    """The window with the desk of the module's `NOTEBOOK` in it."""
    opened.show(request.module.NOTEBOOK)
    opened.run_all()
    return opened
