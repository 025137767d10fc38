"""What the README shows works: its Python runs as printed, and the files and commands it names exist."""

from __future__ import annotations

import re

import pytest


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
