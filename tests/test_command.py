"""The shell command as a user meets it: what it prints where, how it ends, and what it never loads.

Reading itself is stood in for by a few lines here, so that no language model runs; the last tests
read the sample story for good.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import io
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import types
import urllib.request

import coded
import pytest
from commanded import ended

import workbench
from workbench import lab, terminal
from workbench.corrections import written
from workbench.language import ModelError
from workbench.records import (
    Article,
    Attribution,
    Claim,
    Correction,
    Days,
    Event,
    Passage,
    Place,
    Reading,
    Toll,
    Values,
)

CLAIM = Claim(
    id="c1",
    field="killed",
    value=None,
    passage=Passage(0, 22, "\x1b[31mAt least four\x07 died"),
    block="body",
    rule="counts:number",
    low=4,
    qualifier="at_least",
    group="civilian",
    speaker="the army",
    speaker_kind="military",
    messenger="a channel",
    stance="alleged",
    attribution="alleged",
)
EVENT = Event(
    id="e1",
    article="a1",
    role="main",
    type="rocket_attack",
    is_attack=True,
    status="occurred",
    values=Values(
        date=Days(unresolved="“late Tuesday” needs the day of publication"),
        place=Place("Harbor City", "IRQ"),
        perpetrators=(Attribution("River Front", "claimed_via_third_party", "a channel"),),
        killed=Toll(4, None, None, "single"),
    ),
    claims=(CLAIM,),
)


def stood_in(source, *, published=None, name=None):
    words = source.decode() if isinstance(source, bytes) else source.read_text(encoding="utf-8")
    if "unreadable" in words:
        raise ValueError(f"{source}: there is no story in this file; paste its text instead.")
    return Article(
        id="0123456789ab", source=name or source.name, text=words, title=words.strip() or None, published=published
    )


@pytest.fixture
def run(monkeypatch, capsys):
    """The command run in this process: its exit code, standard output and standard error."""
    articles = types.SimpleNamespace(read=stood_in)
    pipeline = types.SimpleNamespace(extract=lambda article: Reading(article, (), (CLAIM,), (EVENT,)))
    for name, module in (("articles", articles), ("pipeline", pipeline)):
        monkeypatch.setitem(sys.modules, f"workbench.{name}", module)
        monkeypatch.setattr(workbench, name, module, raising=False)

    def ran(*arguments):
        return ended(monkeypatch, capsys, *arguments)

    return ran


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text("Rockets hit the [depot]", encoding="utf-8")
    return path


def test_the_version_is_one_line(run):
    code, out, err = run("--version")
    assert (code, err) == (0, "")
    assert out.startswith("incident-workbench ")


@pytest.mark.parametrize("arguments", [(), ("--help",)])
def test_help_names_every_verb(run, arguments):
    code, out, _ = run(*arguments)
    assert code == 0
    assert "extract" in out
    assert "score" in out
    assert "lab" in out


def test_json_is_one_object_a_line_and_nothing_else_on_standard_output(run, story):
    code, out, err = run("extract", story, story, "--json", "--published", "2021-03-03")
    assert (code, err) == (0, "")
    first, second = map(json.loads, out.splitlines())
    assert first == second
    assert (first["schema"], first["article"]["published"]) == ("workbench/1", "2021-03-03")


def test_without_a_date_the_publication_stays_unknown(run, story):
    _, out, _ = run("extract", story, "--json")
    assert json.loads(out)["article"]["published"] is None


def test_a_folder_is_read_to_its_depth_in_the_order_of_names(run, tmp_path):
    (tmp_path / "b").mkdir()
    for name in ("b/two.md", "a.TXT", "c.html", "picture.png"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    code, out, _ = run("extract", tmp_path, "--json")
    assert code == 0
    assert [json.loads(line)["article"]["source"] for line in out.splitlines()] == ["a.TXT", "two.md", "c.html"]


def test_a_dash_reads_standard_input(run, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"A story")))
    _, out, _ = run("extract", "-", "--json")
    assert json.loads(out)["article"]["title"] == "A story"


def test_one_bad_file_does_not_stop_the_rest(run, tmp_path, story):
    bad = tmp_path / "bad.txt"
    bad.write_text("unreadable", encoding="utf-8")
    code, out, err = run("extract", bad, tmp_path / "gone.txt", story, "--json")
    assert code == 2
    assert len(out.splitlines()) == 1
    assert sorted(err.splitlines()) == sorted(
        [
            f"{bad}: there is no story in this file; paste its text instead.",
            f"{tmp_path / 'gone.txt'}: there is no such file or folder; check its name.",
        ]
    )


def test_a_folder_without_stories_is_told_as_such(run, tmp_path):
    code, out, err = run("extract", tmp_path, "--json")
    assert (code, out) == (2, "")
    assert err == f"{tmp_path}: this folder holds no .txt, .md, .html, .htm file; name another.\n"


@pytest.fixture
def scored(monkeypatch, capsys):
    """`workbench score` run in this process on a story read by hand: its exit code, standard output and error."""
    from workbench import scoring

    read = types.SimpleNamespace(extract=lambda _article: coded.reading(coded.event(status="foiled")))
    monkeypatch.setattr(scoring, "pipeline", read)

    def ran(*arguments):
        return ended(monkeypatch, capsys, "score", *arguments)

    return ran


def test_a_score_in_json_is_a_line_for_each_article_and_one_for_all(scored, tmp_path):
    coded.written(tmp_path, name="a")
    coded.written(tmp_path, name="b")
    code, out, err = scored(tmp_path, "--json")
    assert (code, err) == (0, "")
    first, second, total = map(json.loads, out.splitlines())
    assert [line["schema"] for line in (first, second, total)] == ["workbench-score/1"] * 3
    assert (first["file"], second["file"]) == (str(tmp_path / "a.gold.json"), str(tmp_path / "b.gold.json"))
    assert (total["file"], total["articles"], total["disagreements"]) == (None, 2, None)
    assert total["fields"]["status"]["false_positives"] == 2
    assert first["disagreements"][0]["words"] == "hit"


def test_a_score_is_shown_as_a_page(scored, tmp_path):
    code, out, err = scored(coded.written(tmp_path))
    assert (code, err) == (0, "")
    assert "1 coded articles" in out
    assert "confused status: coded occurred, read foiled" in out


def test_one_bad_coding_does_not_stop_the_rest_of_a_score(scored, tmp_path):
    coded.written(tmp_path)
    bad = tmp_path / "bad.gold.json"
    bad.write_text("{}", encoding="utf-8")
    code, out, err = scored(tmp_path, tmp_path / "gone", "--json")
    assert code == 2
    assert json.loads(out.splitlines()[-1])["articles"] == 1
    assert sorted(err.splitlines()) == sorted(
        [
            f"{bad}: schema: this is no coding of the schema held-out-gold/1; see data/README.md.",
            f"{tmp_path / 'gone'}: there is no such file or folder; check its name.",
        ]
    )


def test_what_is_no_store_is_one_sentence(scored, tmp_path):
    page = tmp_path / "page.sqlite"
    page.write_text("this is no database at all, however long it goes on", encoding="utf-8")
    code, out, err = scored(page)
    assert (code, out) == (2, "")
    assert str(page) in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("extract",), "SOURCES"),
        (("extract", "x", "--publisht", "2021-03-03"), "--publisht"),
        (("extract", "x", "--published", "3.3.2021"), "write the day as YYYY-MM-DD"),
        (("lab", "--port", "seven"), "--port"),
        (("lab", "--notebook", "99"), "01-annotate-an-article"),
        (("read", "x"), "read"),
        (("score",), "CODED"),
        (("score", "x", "--published", "3.3.2021"), "write the day as YYYY-MM-DD"),
    ],
)
def test_wrong_use_is_one_sentence_and_exit_code_two(run, arguments, words):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert len(err.splitlines()) == 1


def test_a_pipeline_that_does_not_load_is_one_sentence(run, monkeypatch, story):
    def unloadable(_article):
        raise ModelError("The language pipeline cannot be loaded; reinstall the workbench.")

    monkeypatch.setattr(workbench.pipeline, "extract", unloadable)
    assert run("extract", story) == (2, "", "The language pipeline cannot be loaded; reinstall the workbench.\n")


def test_the_page_shows_every_column_within_a_hundred(run, story):
    code, out, err = run("extract", story)
    assert (code, err) == (0, "")
    assert max(map(len, out.splitlines())) <= 100
    for words in ("rocket", "Harbor City (IRQ)", "River Front", "≥4", "at least 4, civilian", "the army via a channel"):
        assert words in out


def test_the_page_shows_why_a_day_is_unresolved_and_a_dash_for_the_unknown(run, story):
    _, out, _ = run("extract", story)
    assert "– “late Tuesday”" in out
    assert "published – (unknown)" in out


def test_square_brackets_of_a_story_are_words_and_not_markup(run, story):
    assert "Rockets hit the [depot]" in run("extract", story)[1]


def test_nothing_in_a_story_can_command_the_terminal(run, story):
    _, out, _ = run("extract", story)
    assert "\x1b" not in out
    assert "\x07" not in out
    assert "“\ufffd[31mAt least four\ufffd died”" in out


def test_a_story_without_events_says_so(capsys):
    empty = Reading(Article(id="0", source="quiet.txt", text=""), (), (), ())
    terminal.console().print(terminal.page(empty))
    assert "No event found." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("toll", "words"),
    [
        (None, "–"),
        (Toll(0, 0, 0, "single"), "0"),
        (Toll(4, None, None, "single"), "≥4"),
        (Toll(None, None, 9, "single"), "≤9"),
        (Toll(4, 5, 7, "most_conservative"), "5 (4–7)"),
        (Toll(4, 4, None, "single"), "4 (≥4)"),
        (Toll(None, None, None, "single"), "–"),
    ],
)
def test_a_toll_shows_its_range_and_never_a_zero_for_unknown(toll, words):
    assert terminal.toll(toll) == words


def test_a_count_inside_another_is_told_as_such(capsys):
    inside = dataclasses.replace(EVENT, claims=(dataclasses.replace(CLAIM, subset_of="c9", stance="asserted"),))
    terminal.console().print(terminal.page(Reading(Article(id="0", source="s", text=""), (), (), (inside,))))
    assert "within another" in capsys.readouterr().out


def test_days_show_what_the_text_leaves_open():
    assert terminal.when(Days(dt.date(2021, 3, 1), dt.date(2021, 3, 31), "month")) == "2021-03-01 to 2021-03-31"
    assert terminal.when(None) == "–"


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["extract", "--help"], ["score", "--help"]])
def test_help_and_version_load_nothing_heavy(arguments):
    script = (
        "import runpy, sys\n"
        f"sys.argv = ['workbench', *{arguments!r}]\n"
        "try:\n    runpy.run_module('workbench', run_name='__main__')\nexcept SystemExit: pass\n"
        "print(sorted({'spacy', 'pandas', 'plotly', 'trafilatura', 'sqlalchemy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_reader_that_stops_early_ends_the_command_quietly(project):
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "workbench", "--version"],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
        cwd=project,
    )
    os.close(writing)
    assert done.stderr == b""


def test_a_port_that_is_taken_is_told_with_the_remedy():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        with pytest.raises(lab.LabError, match=rf"Port {taken} is taken; choose another with --port\."):
            lab._free_port(taken)


def test_an_installed_package_without_notebooks_says_where_they_are(monkeypatch, tmp_path):
    monkeypatch.setattr(lab, "__file__", str(tmp_path / "site" / "workbench" / "lab.py"))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(lab.LabError, match="The notebooks are not part of the installed package"):
        lab.find("01")


def test_no_browser_is_opened_where_there_is_no_screen(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("webbrowser.open", lambda _address: pytest.fail("a browser was opened"))
    assert lab._invitation("http://127.0.0.1:1/", browser=True).startswith("Open this address")


def test_a_server_that_dies_is_told_with_its_last_words(tmp_path):
    log = tmp_path / "log"
    with lab._server([sys.executable, "-c", "print('no such room')"], log) as server:
        server.wait()
        with pytest.raises(lab.LabError, match=r"ended before it answered; its last words: no such room"):
            lab._await(server, 1, log)


def asked(address):
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 (our own server)
        return answer.read()


def test_the_lab_prints_its_address_asks_nothing_and_ends_cleanly(project):
    command = [sys.executable, "-m", "workbench", "lab", "--no-browser"]
    environment = {name: value for name, value in os.environ.items() if name != "PORT"}
    started = subprocess.Popen(
        command, cwd=project, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        address = next(line.strip() for line in started.stdout if "token=" in line)
        page, token = address.split("?token=")
        base = page.split("/lab/", maxsplit=1)[0]
        notification = f"{base}/lab/api/settings/@jupyterlab/apputils-extension:notification?token={token}"
        settings = json.loads(asked(notification))
    finally:
        started.send_signal(signal.SIGINT)
        out, err = started.communicate(timeout=30)
    assert page.endswith("/lab/tree/notebooks/01-annotate-an-article.ipynb")
    assert settings["schema"]["properties"]["fetchNews"]["default"] == "false"
    assert settings["schema"]["properties"]["checkForUpdates"]["default"] is False
    assert (started.returncode, err) == (0, "")
    assert out.splitlines()[-1] == "JupyterLab has ended; what you saved is saved."


@pytest.mark.model
def test_the_sample_story_is_read_with_its_rival_counts(project):
    sample = project / "data" / "articles" / "green-zone.txt"
    command = [sys.executable, "-m", "workbench", "extract", sample, "--published", "2020-11-17", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    events = json.loads(done.stdout)["events"]
    (main,) = [event for event in events if event["role"] == "main" and event["is_attack"]]
    counts = {(claim["low"], claim["high"]) for claim in main["claims"] if claim["field"] == "munitions"}
    assert {(4, None), (4, 4), (6, 6)} <= counts
    assert done.stderr == ""


@pytest.fixture
def history(tmp_path):
    """A store with a correction by each of two analysts, the first one taken back."""
    from workbench import store

    def made(event, now, by, note=""):
        return Correction("0123456789ab", event, "killed", None, now, "typo", note, by)

    with store.open(tmp_path / "store.sqlite") as kept:
        for article in ("0123456789ab", "other"):
            kept.save(Reading(Article(id=article, source="story.txt", text="Four died"), (), (CLAIM,), (EVENT,)))
        kept.correct(made("e1", written(Toll(4, 4, 5, "analyst")), "mina", "the \x1b[31mthird\u202e paragraph"))
        kept.undo(1, by="mina")
        kept.correct(dataclasses.replace(made("e1", written(Toll(None, 7, None, "analyst")), "omar"), article="other"))
    return tmp_path / "store.sqlite"


def test_the_history_is_a_line_an_entry_and_its_chain_is_verified(run, history):
    code, out, err = run("log", history)
    assert (code, err) == (0, "")
    *entries, verified = out.splitlines()
    first, second, third = (line.split("\t") for line in entries)
    assert (first[0], *first[2:]) == (
        *("1", "mina", "e1", "killed", "–", "4 (4 to 5)", "typo: the \ufffd[31mthird\ufffd paragraph", "by 2"),
    )
    assert (second[2], *second[5:7], second[8]) == ("mina", "4 (4 to 5)", "–", "undoes 1")
    assert (third[2], third[6]) == ("omar", "7")
    assert verified == "The chain of 3 entries verifies: each is as it was committed."


def test_the_history_of_one_article_in_json(run, history):
    code, out, err = run("log", history, "--article", "other", "--json")
    assert code == 0
    (entry,) = map(json.loads, out.splitlines())
    assert (entry["schema"], entry["seq"], entry["who"], entry["now"]["best"]) == ("workbench-log/1", 3, "omar", 7)
    assert "3 entries" in err


def test_a_history_is_a_table_on_a_terminal(run, history, monkeypatch):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    code, out, _ = run("log", history)
    assert code == 0
    heading = re.sub(r"\x1b\[\d*m", "", out.splitlines()[0])
    assert " ".join(heading.split()) == "number time (UTC) who event field was now reason undone"


def test_an_entry_that_was_tampered_with_is_named(run, history):
    with contextlib.closing(sqlite3.connect(history)) as connection, connection:
        for (name,) in connection.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            connection.execute(f"drop trigger {name}")
        connection.execute("update log set who = 'omar' where seq = 1")
    code, out, err = run("log", history)
    assert (code, out) == (2, "")
    assert "Entry 1 of the log is not as it was committed" in err


def test_no_store_is_made_where_none_is(run, tmp_path):
    code, out, err = run("log", tmp_path / "none.sqlite")
    assert (code, out) == (2, "")
    assert str(tmp_path / "none.sqlite") in err
    assert list(tmp_path.iterdir()) == []


def test_an_article_that_is_not_in_the_store_is_told_as_such(run, history):
    code, out, err = run("log", history, "--article", "nowhere")
    assert (code, out) == (2, "")
    assert "nowhere" in err
