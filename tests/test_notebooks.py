"""A notebook is a page to read: saved after one clean run, in short cells, without machinery.

nbval runs every cell and compares what comes out. It passes over cells that were never run, so that
each was run, in order, is checked here.
"""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).resolve().parent.parent / "notebooks").glob("*.ipynb"))
LONGEST_CELL = 8
USUAL_CELL = 5
MACHINERY = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
SURGERY = ("sys.path", "os.chdir", "os.environ", "!pip", "%pip", "%cd", "%env", "subprocess", "requests", "http://")


def page(path):
    return json.loads(path.read_text(encoding="utf-8"))


def code(path):
    return [cell for cell in page(path)["cells"] if cell["cell_type"] == "code"]


def lines(cell):
    return "".join(cell["source"]).splitlines()


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    return request.param


def test_there_are_the_three_notebooks():
    assert [path.stem for path in NOTEBOOKS] == [
        "01-annotate-an-article",
        "02-correct-the-fields",
        "03-attack-history",
    ]


def test_it_was_saved_after_one_clean_run_from_the_top(notebook):
    counts = [cell["execution_count"] for cell in code(notebook)]
    assert counts == list(range(1, len(counts) + 1))


def test_its_results_were_kept(notebook):
    assert any(cell["outputs"] for cell in code(notebook))


def test_no_cell_ended_in_an_error(notebook):
    kinds = {output["output_type"] for cell in code(notebook) for output in cell["outputs"]}
    assert "error" not in kinds


def test_nothing_was_printed_to_the_error_stream(notebook):
    streams = {output.get("name") for cell in code(notebook) for output in cell["outputs"]}
    assert "stderr" not in streams


def test_its_cells_are_short(notebook):
    lengths = [len(lines(cell)) for cell in code(notebook)]
    assert max(lengths) <= LONGEST_CELL
    assert sum(length > USUAL_CELL for length in lengths) <= len(lengths) // 10 + 1


def test_it_defines_no_machinery(notebook):
    for cell in code(notebook):
        tree = ast.parse("\n".join(line for line in lines(cell) if not line.startswith("%")))
        assert not [node for node in ast.walk(tree) if isinstance(node, MACHINERY)]


def test_it_changes_no_path_and_asks_nothing_of_the_machine(notebook):
    words = "\n".join(line for cell in code(notebook) for line in lines(cell))
    assert [name for name in SURGERY if name in words] == []


def test_it_explains_more_than_it_computes(notebook):
    prose = [cell for cell in page(notebook)["cells"] if cell["cell_type"] == "markdown"]
    assert len(prose) >= len(code(notebook)) // 2
    assert "".join(prose[0]["source"]).startswith("# ")


def test_it_runs_in_the_environments_own_kernel(notebook):
    assert page(notebook)["metadata"]["kernelspec"]["name"] == "python3"


def test_no_machine_left_its_paths_in_it(notebook):
    text = notebook.read_text(encoding="utf-8")
    assert [path for path in ("/home/", "/Users/", "C:\\\\Users", "site-packages") if path in text] == []


def test_saved_state_of_widgets_is_left_out(notebook):
    assert "widgets" not in page(notebook)["metadata"]
