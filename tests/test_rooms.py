"""The house keeps its plan: rooms stand in one corridor, and imports only look back along it.

A room is a module, or a package with all that is in it. Rooms that share a place serve its first
one, the door, and may import each other, though never in a circle. A module that is not on the plan
fails here: give it a place, or another name.
"""

from __future__ import annotations

import ast
import graphlib
import subprocess
import sys
from pathlib import Path

import pytest

import workbench

HOUSE = Path(workbench.__file__).parent
CORRIDOR = (
    ("records",),
    ("lexicons",),
    (
        "articles",
        "bylines",
        "english",
        "furniture",
        "layout",
        "pages",
        "paragraphs",
        "prose",
        "publication",
        "webpages",
    ),
    ("places", "gazetteer", "surroundings"),
    ("actors",),
    ("sentences",),
    ("names",),
    ("roles",),
    ("predicates",),
    ("tails",),
    ("language",),
    ("dates", "calendars", "expressions", "intervals"),
    ("mentions", "toponyms"),
    (
        "claims",
        "acts",
        "backdrops",
        "antecedents",
        "casualties",
        "counts",
        "days",
        "doers",
        "frames",
        "grammar",
        "listings",
        "munitions",
        "participants",
        "persons",
        "perpetrators",
        "quotations",
        "responsibility",
        "speakers",
        "stage",
        "targets",
        "triggers",
        "victims",
        "voices",
        "whereabouts",
    ),
    ("events", "fitting", "settling"),
    ("corrections", "canonical", "correctable", "restructuring"),
    ("pipeline",),
    ("store", "database", "ledger", "migrations"),
    ("samples",),
    ("past", "attacks", "downloads", "gathering", "outlines"),
    ("tables",),
    ("matching", "evidence", "suggestions"),
    ("reckoning", "balances", "sums"),
    (
        "figures",
        "almanac",
        "claimants",
        "disagreements",
        "maps",
        "months",
        "paper",
        "poisson",
        "reckoned",
        "spacing",
        "timelines",
        "tolls",
        "truces",
        "whiskers",
    ),
    ("inspection",),
    ("exports", "wording"),
    ("pictures",),
    ("scoring", "agreement", "codings", "scores"),
    ("desk", "markup"),
    ("terminal", "scorecard", "logbook"),
    ("reports", "comparison", "nearby", "testimony"),
    ("lab",),
    ("__main__",),
)
PLACE = {room: place for place, rooms in enumerate(CORRIDOR) for room in rooms}
SPACY_ROOMS = {
    *("sentences", "names", "roles", "predicates", "tails", "language", "mentions", "toponyms"),
    *next(rooms for rooms in CORRIDOR if rooms[0] == "claims"),
}


def room_of(path):
    """The room that a file lies in; the package's own front is none."""
    return path.relative_to(HOUSE).with_suffix("").parts[0]


def files():
    found = [path for path in HOUSE.rglob("*.py") if path != HOUSE / "__init__.py"]
    assert found
    return sorted(found)


def imported(path):
    """Every module that a file imports anywhere, as dotted names; `from workbench import x` is `workbench.x`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: name the room in full instead of a relative import"
            module = node.module or ""
            yield from (f"{module}.{name.name}" for name in node.names) if module == "workbench" else (module,)


def doors(path):
    return {name.split(".")[1] for name in imported(path) if name.startswith("workbench.")} - {room_of(path)}


def importers(library):
    return {room_of(path) for path in files() if any(name.split(".")[0] == library for name in imported(path))}


def test_every_room_is_on_the_plan():
    assert {room_of(path) for path in files()} - {"model"} == set(PLACE)


@pytest.mark.parametrize("path", files(), ids=lambda path: path.relative_to(HOUSE).as_posix())
def test_imports_only_look_back_along_the_corridor(path):
    here = PLACE[room_of(path)]
    assert {room for room in doors(path) if PLACE[room] > here} == set()


def test_no_rooms_import_each_other_in_a_circle():
    graph = {}
    for path in files():
        graph.setdefault(room_of(path), set()).update(doors(path))
    assert list(graphlib.TopologicalSorter(graph).static_order())


def test_the_nouns_import_no_room():
    assert doors(HOUSE / "records.py") == set()


def test_spacy_stays_in_the_rooms_that_read_grammar():
    assert importers("spacy") <= SPACY_ROOMS


def test_no_table_library_is_met_before_the_tables():
    assert {room for room in importers("pandas") if PLACE[room] < PLACE["tables"]} == set()


def test_nothing_in_the_house_knows_how_to_ask_the_network():
    assert {"requests", "httpx", "urllib3", "aiohttp"} & {
        name.split(".")[0] for path in files() for name in imported(path)
    } == set()


def test_only_the_lab_asks_whether_its_own_server_answers():
    askers = {room_of(path) for path in files() if {"http.client", "urllib.request", "socket"} & set(imported(path))}
    assert askers == {"lab"}


def test_only_the_rooms_of_the_store_know_databases():
    assert importers("sqlalchemy") | importers("alembic") == {"store", "database", "migrations"}


def test_importing_the_workbench_loads_nothing_heavy():
    heavy = "{'spacy', 'pandas', 'plotly', 'ipywidgets', 'anywidget', 'sqlalchemy', 'alembic', 'trafilatura', 'scipy'}"
    script = f"import sys, workbench; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
