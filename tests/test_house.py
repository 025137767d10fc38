"""What stands around the package agrees with itself: dependencies, lock, commands, licence and wheel."""

from __future__ import annotations

import re
import stat
import subprocess
import tomllib
import zipfile

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HEADINGS = ("lab", "test", "lint", "types", "wheel", "lock")


@pytest.fixture(scope="session")
def declared(project):
    return tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="session")
def locked(project):
    lines = (project / "requirements.lock").read_text(encoding="utf-8").splitlines()
    return [line.split("#")[0].strip() for line in lines if line.split("#")[0].strip()]


@pytest.fixture(scope="session")
def wheel(project, tmp_path_factory):
    """Names of the files in a freshly built wheel."""
    from hatchling.builders.wheel import WheelBuilder

    folder = tmp_path_factory.mktemp("wheel")
    (built,) = WheelBuilder(str(project)).build(directory=str(folder), versions=["standard"])
    with zipfile.ZipFile(built) as archive:
        return set(archive.namelist())


def test_conda_and_pip_install_the_same_dependencies(project, declared):
    environment = yaml.safe_load((project / "environment.yml").read_text(encoding="utf-8"))
    *conda, pip = environment["dependencies"]
    assert pip["pip"] == [*declared["dependencies"], "-e ."]
    assert conda == [f"python{declared['requires-python']}", "pip"]
    assert environment["channels"] == ["conda-forge"]


def test_every_dependency_says_why_it_is_here(project):
    text = (project / "pyproject.toml").read_text(encoding="utf-8")
    listed = re.findall(r'^    "[a-z][\w-]*>=[^"]*",(.*)$', text, flags=re.MULTILINE)
    assert listed
    assert all(re.match(r" +# \S", reason) for reason in listed)


def test_every_line_of_the_lock_pins_one_version(locked):
    assert locked
    assert [line for line in locked if not re.fullmatch(r"[a-z0-9][a-z0-9-]*==[0-9][0-9a-z.+!]*", line)] == []


def test_the_lock_names_no_address_of_a_registry(project):
    text = (project / "requirements.lock").read_text(encoding="utf-8")
    assert re.findall(r"://|--\w*(?:index|find|trusted)", text) == []


def test_the_lock_holds_every_dependency_within_its_range(declared, locked):
    pinned = {name: version for name, _, version in (line.partition("==") for line in locked)}
    wanted = map(Requirement, [*declared["dependencies"], *declared["optional-dependencies"]["dev"]])
    outside = [
        str(need) for need in wanted if not need.specifier.contains(pinned.get(canonicalize_name(need.name), "0"))
    ]
    assert outside == []


def test_the_lock_can_build_the_package_without_another_download(locked):
    assert {"hatchling", "editables"} <= {line.partition("==")[0] for line in locked}


def test_every_command_is_a_target_and_is_told_by_make_itself(project):
    told = subprocess.run(["make", "--no-print-directory"], cwd=project, capture_output=True, text=True, check=True)
    makefile = (project / "Makefile").read_text(encoding="utf-8")
    for heading in HEADINGS:
        assert f"make {heading}" in told.stdout
        assert re.search(rf"^{heading}:", makefile, flags=re.MULTILINE)


@pytest.mark.parametrize("target", ["lab", "test"])
def test_set_up_waits_on_the_lock_and_on_nothing_else(project, target):
    makefile = (project / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}: \$\(READY\)$", makefile, flags=re.MULTILINE)
    assert re.search(r"^\$\(READY\): requirements\.lock pyproject\.toml$", makefile, flags=re.MULTILINE)


def test_a_python_that_is_too_old_is_told_in_a_sentence(project, tmp_path):
    old = tmp_path / "python-of-old"
    old.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    old.chmod(old.stat().st_mode | stat.S_IXUSR)
    for name in ("Makefile", "pyproject.toml", "requirements.lock"):
        (tmp_path / name).write_bytes((project / name).read_bytes())
    done = subprocess.run(["make", "test", f"PYTHON={old}"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert f"{old} is not Python 3.11 or newer; name one that is" in done.stdout
    assert not (tmp_path / ".venv").exists()


def test_the_wheel_holds_every_file_of_the_package(project, wheel):
    house = project / "workbench"
    files = {path.relative_to(project).as_posix() for path in house.rglob("*") if path.is_file()}
    assert {name for name in files if "__pycache__" not in name} - wheel == set()


@pytest.mark.parametrize(
    "needed",
    [
        "workbench/lexicons/actions.toml",
        "workbench/model/meta.json",
        "workbench/model/NOTICE",
        "workbench/gazetteer/",
        "workbench/desk/view.js",
        "workbench/desk/view.css",
        "incident_workbench-0.5.0.dist-info/licenses/LICENSE",
    ],
)
def test_the_wheel_holds_what_the_program_reads_at_run_time(wheel, needed):
    assert any(name.startswith(needed) for name in wheel)


def test_the_wheel_holds_neither_tests_nor_data(wheel):
    assert {name.split("/")[0] for name in wheel} == {"workbench", "incident_workbench-0.5.0.dist-info"}


def test_the_proof_can_be_started_by_a_machine(project):
    assert (project / ".ci" / "run").stat().st_mode & stat.S_IXUSR


def test_the_newest_change_is_told_under_the_version_of_the_package(project, declared):
    log = (project / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\S+)", log, flags=re.MULTILINE)[0] == declared["version"]
