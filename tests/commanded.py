"""`workbench` run in the process of a test."""

import sys

import pytest

from workbench import __main__


def ended(monkeypatch, capsys, *arguments):
    """The exit code, standard output and standard error of the command with some arguments."""
    monkeypatch.setattr(sys, "argv", ["workbench", *map(str, arguments)])
    with pytest.raises(SystemExit) as ending:
        __main__.main()
    said = capsys.readouterr()
    return ending.value.code, said.out, said.err
