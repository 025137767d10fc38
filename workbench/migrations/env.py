"""Alembic's way into a store: the connection that `migrations.upgrade` was given, in its own transaction."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"])
with context.begin_transaction():
    context.run_migrations()
