"""The verbs of the workbench from a shell.

Files, folders or standard input in; events as a page to read, or as JSON
Lines for other programs, out on standard output. Everything else goes to
standard error. Bad input is one sentence and exit code 2, and never stops the
rest of a batch. Nothing heavy is loaded before a verb needs it.
"""

from __future__ import annotations

import atexit
import datetime as dt
import gc
import io
import json
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.records import Reading
from workbench.scores import Score, as_json

if TYPE_CHECKING:
    from workbench.ledger import LogEntry

_BAD_INPUT = 2
_STANDARD_INPUT = "-"
_SUFFIXES = (".txt", ".md", ".html", ".htm")

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="Read news of political violence into claims: what, where, when, by whom, how many, **and who says so**.",
    epilog="Nothing is sent over the network. Exit code 2 says that some input could not be read, and why.",
)


@app.callback(invoke_without_command=True)
def _about(
    context: typer.Context,
    number: Annotated[bool, typer.Option("--version", help="Show the version and stop.")] = False,
) -> None:
    if number:
        typer.echo(f"incident-workbench {version('incident-workbench')}")
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command(
    epilog="For example:\n\n"
    "workbench extract story.txt --published 2020-11-17\n\n"
    "workbench extract stories/ --json > readings.jsonl\n\n"
    "workbench extract - < story.txt",
)
def extract(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCES...",
            help="Files, folders (every .txt, .md, .html and .htm inside), or - for standard input.",
        ),
    ],
    published: Annotated[
        str | None,
        typer.Option(
            metavar="YYYY-MM-DD",
            help="When the stories were published. Without it, and where the page does not say, "
            "words like “late Tuesday” stay unresolved.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object an article, for other programs.")] = False,
) -> None:
    """Show what each story says happened, who says so and in which words."""
    day = _day(published)
    faults: list[str] = []
    files = list(_found(sources, faults))
    show = _as_json if as_json else _as_page()
    for file in _counted(files):
        try:
            reading = _read(file, day)
        except (ValueError, OSError) as error:
            _complain(_sentence(file, error), faults)
        else:
            show(reading)
    raise typer.Exit(_BAD_INPUT if faults else 0)


@app.command(
    epilog="For example:\n\n"
    "workbench report story.txt --published 2020-11-17 -o story.html\n\n"
    "workbench report story.html --store workbench.sqlite --no-picture -o report.html",
)
def report(  # noqa: PLR0917 (each is an option of the command line)
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="A .txt, .md, .html or .htm file, or - for standard input.")
    ],
    out: Annotated[str, typer.Option("-o", "--out", metavar="FILE", help="The page to write: .html or .htm.")],
    published: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="When the story was published, as for `extract`.")
    ] = None,
    kept: Annotated[
        str | None,
        typer.Option("--store", metavar="STORE", help="Corrections to apply and to tell: a file, or its address."),
    ] = None,
    history: Annotated[
        str | None, typer.Option(metavar="FILE", help="A history of attacks instead of the one that comes along.")
    ] = None,
    picture: Annotated[
        bool, typer.Option("--picture/--no-picture", help="Draw the timeline where a browser is there to draw it.")
    ] = True,
) -> None:
    """Write one page on a story, to read, send or print: the event, who says what, the article, and its history."""
    from workbench import attacks, exports, reports
    from workbench import store as stores

    day, file = _day(published), Path(article)
    try:
        reports.checked(out, article, kept, history)
        if article != _STANDARD_INPUT and not file.is_file():
            raise FileNotFoundError(f"{article}: there is no such file; name one story.")
        reading = _read(file, day)
        read_at = dt.datetime.now(dt.UTC)
        written = reports.write(reading, out, store=kept, history=history, pictures=picture, read_at=read_at)
    except (ValueError, OSError) as error:
        # A store, a history and a page name themselves in what is wrong with them; the article need not.
        told = (stores.StoreError, attacks.HistoryError, exports.ExportError)
        names_itself = isinstance(error, told) or getattr(error, "errno", error) is None
        named = getattr(error, "filename", None) or article
        typer.echo(" ".join(str(error).split()) if names_itself else _sentence(Path(named), error), err=True)
        raise typer.Exit(_BAD_INPUT) from error
    typer.echo(f"{written}: {_counts(reading)}, on a page of {written.stat().st_size // 1024 + 1} kB.")


def _counts(reading: Reading) -> str:
    events, claims = len(reading.events), len(reading.claims)
    return f"{events} event{'' if events == 1 else 's'} and {claims} claim{'' if claims == 1 else 's'}"


@app.command(
    epilog="For example:\n\nworkbench score data/gold\n\nworkbench score workbench.sqlite --json > score.jsonl",
)
def score(
    coded: Annotated[
        list[str],
        typer.Argument(
            metavar="CODED...",
            help="Codings (*.gold.json, as data/README.md describes), stores of corrections (.sqlite), or folders.",
        ),
    ],
    published: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="The day of publication where a coding does not know it."),
    ] = None,
    json_lines: Annotated[
        bool, typer.Option("--json", help="One JSON object a coded article, then one for all, for other programs.")
    ] = False,
) -> None:
    """Measure how often the reading is wrong, field by field, against articles that a person coded or corrected."""
    day = _day(published)
    faults: list[str] = []
    total = Score()
    for reached in _scored(coded, day, faults):
        total += reached
        if json_lines:
            typer.echo(json.dumps(as_json(reached), ensure_ascii=False))
    if json_lines:
        typer.echo(json.dumps(as_json(total), ensure_ascii=False))
    elif total.articles:
        from workbench import scorecard, terminal

        terminal.console().print(scorecard.page(total))
    raise typer.Exit(_BAD_INPUT if faults else 0)


def _scored(coded: list[str], day: dt.date | None, faults: list[str]) -> Iterator[Score]:
    """The score of each coded article that can be read; what cannot is complained of."""
    from workbench import codings, scoring

    files: list[Path] = []
    for source in coded:
        try:
            files += codings.files(source)
        except codings.CodingError as error:
            _complain(str(error), faults)
    for file in _counted(files):
        try:
            yield from scoring.of_file(file, published=day)
        except (ValueError, OSError) as error:
            _complain(_sentence(file, error), faults)


@app.command(
    epilog="For example:\n\n"
    "workbench log workbench.sqlite\n\n"
    "workbench log workbench.sqlite --article 0123456789ab --json > log.jsonl",
)
def log(
    kept: Annotated[
        str,
        typer.Argument(metavar="STORE", help="A store of corrections: a file, or postgresql://host/name."),
    ],
    article: Annotated[str | None, typer.Option(metavar="ID", help="Only the entries on this article.")] = None,
    json_lines: Annotated[bool, typer.Option("--json", help="One JSON object an entry, for other programs.")] = False,
) -> None:
    """Print the history of a store, first to last: who made what of which value, and why; and verify its chain."""
    from workbench import store

    try:
        with store.open(kept, new=False) as opened:
            if article is not None:
                opened.reading(article)
            # Before anything is shown: what was tampered with is not told as history.
            count = opened.verify()
            _history(opened.log(), article, json_lines=json_lines)
    except store.StoreError as error:
        typer.echo(" ".join(str(error).split()), err=True)
        raise typer.Exit(_BAD_INPUT) from error
    verified = f"The chain of {count} entr{'y' if count == 1 else 'ies'} verifies: each is as it was committed."
    typer.echo(verified, err=json_lines)


def _history(entries: tuple[LogEntry, ...], article: str | None, *, json_lines: bool) -> None:
    """The entries on an article, or all, on standard output: JSON, a table on a terminal, or lines with tabs."""
    from workbench import logbook, terminal

    if json_lines:
        for entry in entries:
            if article in (None, entry.article):
                typer.echo(logbook.json_line(entry))
        return
    shown = tuple(logbook.rows(entries, article))
    if sys.stdout.isatty() and shown:
        terminal.console().print(logbook.table(shown))
        return
    for row in shown:
        typer.echo(logbook.line(row))


@app.command(epilog="For example: workbench lab --notebook 02 --port 9000 --no-browser")
def lab(
    port: Annotated[
        int | None, typer.Option(envvar="PORT", min=1, max=65535, help="The first free one from 8888 if not given.")
    ] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Only print the address.")] = False,
    notebook: Annotated[str, typer.Option(help="The beginning of a notebook's name, such as 02.")] = "01",
) -> None:
    """Open a notebook in JupyterLab on this machine, until Ctrl-C."""
    from workbench import lab as room

    try:
        room.serve(room.find(notebook), port=port, browser=not no_browser, say=typer.echo)
    except room.LabError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(_BAD_INPUT) from error


def _day(written: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(written) if written else None
    except ValueError as error:
        raise typer.BadParameter(f"--published {written}: write the day as YYYY-MM-DD, such as 2020-11-17.") from error


def _found(sources: list[str], faults: list[str]) -> Iterator[Path]:
    for source in sources:
        path = Path(source)
        if source == _STANDARD_INPUT or path.is_file():
            yield path
        elif not path.exists():
            _complain(f"{source}: there is no such file or folder; check its name.", faults)
        else:
            inside = sorted(file for file in path.rglob("*") if file.suffix.lower() in _SUFFIXES and file.is_file())
            if not inside:
                _complain(f"{source}: this folder holds no {', '.join(_SUFFIXES)} file; name another.", faults)
            yield from inside


def _counted(files: list[Path]) -> Iterator[Path]:
    """The files, with a bar on a terminal that shows nothing else."""
    if len(files) == 1 or sys.stdout.isatty() or not sys.stderr.isatty():
        yield from files
        return
    from rich.progress import Progress

    from workbench import terminal

    # Standard output is another program's: the bar may not take its lines.
    with Progress(console=terminal.console(errors=True), transient=True, redirect_stdout=False) as bar:
        yield from bar.track(files, description="Reading")


def _read(file: Path, day: dt.date | None) -> Reading:
    from workbench import articles, pipeline

    if str(file) == _STANDARD_INPUT:
        return pipeline.extract(articles.read(sys.stdin.buffer.read(), published=day, name="standard input"))
    return pipeline.extract(articles.read(file, published=day))


def _as_json(reading: Reading) -> None:
    from workbench import exports

    typer.echo(exports.json_line(reading))


def _as_page() -> Callable[[Reading], None]:
    from workbench import terminal

    screen = terminal.console()
    return lambda reading: screen.print(terminal.page(reading))


def _complain(sentence: str, faults: list[str]) -> None:
    faults.append(sentence)
    typer.echo(sentence, err=True)


def _sentence(file: Path, error: ValueError | OSError) -> str:
    """One line that begins with the file's name."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    sentence = " ".join(reason.split())
    return sentence if str(file) in sentence else f"{file}: {sentence}"


def main() -> None:
    """Nothing: the process ends with 0, with 2 for bad input or use, or with 130 for Ctrl-C."""
    from workbench.language import ModelError

    # What a verb loads stays to the end: searching it for garbage at every turn, and once more at the exit, took a
    # tenth of the time of one article.
    gc.set_threshold(50_000)
    atexit.register(gc.freeze)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    try:
        sys.exit(app(standalone_mode=False) or 0)
    except ModelError as error:
        typer.echo(str(error), err=True)
        sys.exit(_BAD_INPUT)
    except typer.TyperException as error:
        typer.echo(f"{error.format_message().rstrip('.')}. `workbench --help` shows the way.", err=True)
        sys.exit(_BAD_INPUT)


if __name__ == "__main__":
    main()
