"""What every test stands on: no network, no deadline, and an honest word where Chromium is missing."""

from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path

import postgresql
import pytest
from hypothesis import HealthCheck, settings

# A slow machine is not a bug, and the same tree must always give the same result.
settings.register_profile("house", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
_LOCAL = ("127.0.0.1", "::1", "localhost")


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.suffix == ".ipynb":
            item.add_marker("notebook")


def pytest_runtest_setup(item):
    if item.get_closest_marker("browser") and chromium_path() is None:
        if os.environ.get("WORKBENCH_REQUIRE_BROWSER") == "1":
            pytest.fail("WORKBENCH_REQUIRE_BROWSER=1 is set and there is no Chromium; install one.", pytrace=False)
        pytest.skip("there is no Chromium on this machine")


def chromium_path():
    return next((found for name in _BROWSERS if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def chromium():
    """Path of the Chromium that browser tests drive."""
    return chromium_path()


@pytest.fixture(scope="session")
def project():
    """The folder of the checkout."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def database():
    """What makes a new, empty database on a PostgreSQL server of this run and gives its URL."""
    try:
        postgresql.library()
    except ImportError:
        pytest.skip(postgresql.MISSING)
    with postgresql.serving() as made:
        yield made


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request, tmp_path):
    """Where no store is yet: a file in one run of a test, a PostgreSQL database in the other."""
    return tmp_path / "review.sqlite" if request.param == "sqlite" else request.getfixturevalue("database")()


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    """Whatever the code under test opens towards another machine fails, and the test with it."""
    connect = socket.socket.connect

    def local_only(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in _LOCAL:
            raise AssertionError(f"the workbench tried to reach {address[0]}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", local_only)
