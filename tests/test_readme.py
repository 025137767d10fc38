"""What the README shows works: its Python runs as printed, and the files and commands it names exist."""

from __future__ import annotations

import datetime as dt
import importlib.util
import re

import pytest
import scoring


@pytest.fixture(scope="module")
def readme(request):
    return (request.path.parent.parent / "README.md").read_text(encoding="utf-8")


def blocks(readme, language):
    return re.findall(rf"^```{language}\n(.*?)^```", readme, flags=re.MULTILINE | re.DOTALL)


@pytest.mark.model
def test_its_python_runs_as_printed(readme, project, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").symlink_to(project / "data")
    shown = blocks(readme, "python")
    assert shown
    names: dict[str, object] = {}
    for block in shown:
        exec(compile(block, "README.md", "exec"), names)  # noqa: S102 (our own README is the program under test)


def test_the_files_it_names_exist(readme, project):
    named = re.findall(r"\]\((?!https?:|#)([^)#]+)\)", readme)
    assert named
    assert [name for name in named if not (project / name).exists()] == []


def test_the_commands_it_names_exist(readme, project):
    makefile = (project / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"`?make (\w+)", readme))
    assert {"lab", "test"} <= targets
    assert [target for target in targets if not re.search(rf"^{target}:", makefile, flags=re.MULTILINE)] == []


def test_every_public_verb_is_shown(readme):
    import workbench

    assert [name for name in workbench.__all__ if f"wb.{name}" not in readme and name[0].islower()] == []


@pytest.fixture(scope="module")
def error_rates(request):
    """The script that writes the rates."""
    path = request.path.parent.parent / "benchmarks" / "error_rates.py"
    script = importlib.util.spec_from_file_location("error_rates", path)
    module = importlib.util.module_from_spec(script)
    script.loader.exec_module(module)
    return module


def undated(words):
    return re.sub(r"(Measured on )[0-9-]+", r"\1some day", words)


@pytest.mark.model
def test_its_error_rates_are_those_that_the_command_would_write(readme, error_rates):
    """Where the reading has changed: `python benchmarks/error_rates.py`."""
    reached = {kind: scoring.score(kind) for kind in scoring.KINDS}
    written = error_rates.rewritten(readme, error_rates.section(reached, dt.date(2020, 11, 17)))
    assert undated(written) == undated(readme)


def test_its_error_rates_have_a_day(readme):
    assert re.search(r"^Measured on \d{4}-\d{2}-\d{2} on \d+ stories", readme, flags=re.MULTILINE)


def test_a_page_without_the_marks_is_refused(error_rates):
    with pytest.raises(ValueError, match="put the marks"):
        error_rates.rewritten("no marks here", "rates")
