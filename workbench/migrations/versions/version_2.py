"""Version 2, of release 0.4.0: an entry may name the part it is about, its field is found fast, PostgreSQL guards it.

Hashes leave out what is None, so that the entries of version 1 verify as they stand.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"

_GUARD = (
    """CREATE OR REPLACE FUNCTION log_only_grows() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'the log only grows'; END $$""",
    """CREATE TRIGGER log_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON log
    FOR EACH STATEMENT EXECUTE FUNCTION log_only_grows()""",
)


def upgrade() -> None:
    """Nothing: the column, the two indexes and the guard are added."""
    op.add_column("log", sa.Column("part", sa.Text))
    op.create_index("log_by_field", "log", ["article", "event", "field"])
    op.create_index("readings_by_article", "readings", ["article", "number"])
    if op.get_bind().dialect.name == "postgresql":
        for statement in _GUARD:
            op.execute(statement)
    op.execute("UPDATE schema_version SET version = 2")
