"""A store of an earlier version in, the same store with the tables of a later version out.

Each version of the tables is one file in `versions/`, numbered as the store's
own `schema_version` is, and says how to get there from the one before. Alembic
walks from one to the next inside the caller's transaction: all of it happens
or nothing. Nothing here touches what the log or a reading says.
"""

from __future__ import annotations

import threading
from pathlib import Path

import sqlalchemy as sa

# Alembic keeps the migration at work in a variable of its own module.
_ONE_AT_A_TIME = threading.Lock()


def upgrade(connection: sa.Connection, *, found: int | None, to: int) -> None:
    """Nothing: the tables of version `found` (None: no tables yet) become those of version `to`, uncommitted.

    Raises sqlalchemy.exc.DBAPIError where the database refuses a step.
    """
    # Loading Alembic takes longer than opening a store, and a store of today's version never needs it.
    from alembic import command
    from alembic.config import Config

    steps = Config()
    steps.set_main_option("path_separator", "os")
    steps.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    steps.attributes["connection"] = connection
    with _ONE_AT_A_TIME:
        # The store's own number is the truth: releases before Alembic read it, and wrote no other.
        command.stamp(steps, str(found) if found else "base", purge=True)
        command.upgrade(steps, str(to))
