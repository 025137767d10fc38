"""The sample data: every file accounted for, every coding true to its text, and every word our own.

A checksum that differs is either an accident (restore the file) or a change that was meant: then run
`WORKBENCH_REFRESH_MANIFEST=1 python -m pytest tests/test_data.py`, which rewrites the checksums.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import json
import os
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = Path(__file__).resolve().parent.parent / "data"
OTHERS = DATA.parent.parent / "shared" / "articles"
MANIFEST = DATA / "MANIFEST.toml"
REMEDY = (
    "Restore the file; or, if the change was meant, run "
    "`WORKBENCH_REFRESH_MANIFEST=1 python -m pytest tests/test_data.py` and give a new file its line."
)
REFRESH = os.environ.get("WORKBENCH_REFRESH_MANIFEST") == "1"

TOP_FIELDS = {
    "schema", "id", "text_file", "language", "published", "publisher", "title", "dateline", "url", "licence",
    "is_attack_article", "truncated", "events", "notes", "distractors",
}  # fmt: skip
EVENT_FIELDS = {
    "id", "kind", "event_type", "is_attack", "status", "date", "location", "perpetrators", "targets", "weapons",
    "casualties", "source_claims", "notes",
}  # fmt: skip
KINDS = {"main", "background", "aggregate", "planned"}
TYPES = {
    "rocket_attack", "bombing", "suicide_bombing", "drone_strike", "airstrike", "shelling", "shooting", "armed_clash",
    "kidnapping", "assault", "arson", "missile_attack", "other",
}  # fmt: skip
STATUSES = {"occurred", "foiled", "planned", "threatened", "claimed"}
COVERED = {
    "rocket_attack", "bombing", "suicide_bombing", "drone_strike", "airstrike", "shelling", "shooting", "armed_clash",
    "kidnapping", "assault", "arson", "missile_attack",
}  # fmt: skip
WITHOUT_AN_ATTACK = {
    "13-rail-strike-2022", "14-amatrice-earthquake-2016", "x19-bishkek-heart-attack", "x28-duluth-film-shoot",
    "x34-baytown-gas-explosion", "x38-recife-derby", "x44-kourou-launch",
    "x51-ustka-exercise", "x52-mumbai-market-crash",
}  # fmt: skip
WITHOUT_A_DAY_ON_THE_PAGE = {
    "green-zone": "2020-11-17", "11-solingen-arson": None, "x50-london-ontario-stabbing": None,
}  # fmt: skip
"""Stories whose page prints no publication date, with the date that the coding knows from elsewhere."""
EXERCISE = "An invented exercise at a real place: nothing here happened."
HISTORY_ROWS = {
    "green-zone": {"E1": "IQ-20201117-01"},
    "02-taji-rockets-2020": {"E1": "IQ-20200311-01", "E2": "IQ-20191227-01", "E3": "IQ-20191229-01"},
    "03-erbil-drone-2021": {"E1": "IQ-20210414-01", "E2": "IQ-20210215-01", "E3": "IQ-20210414-02"},
    "04-convoy-bombs-2020": {
        "E1": "IQ-20200915-02", "E2": "IQ-20200914-01", "E3": "IQ-20200914-02", "E4": "IQ-20200915-01",
        "E5": "IQ-20200826-01",
    },
    "05-albu-amir-rockets-2020": {"E1": "IQ-20200928-01", "E3": "IQ-20200311-01"},
}  # fmt: skip
"""Events of stories that are rows of data/history/attacks.csv."""

Coding = dict[str, Any]


def listed() -> dict[str, dict[str, str]]:
    entries = tomllib.loads(MANIFEST.read_text(encoding="utf-8"))["file"]
    return {entry["path"]: entry for entry in entries}


def present() -> dict[str, str]:
    files = (path for path in DATA.rglob("*") if path.is_file() and path != MANIFEST)
    return {path.relative_to(DATA).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def refresh() -> None:
    """Rewrite the checksums, keep each line, drop files that are gone, give new ones an empty line."""
    head = MANIFEST.read_text(encoding="utf-8").split("[[file]]")[0]
    known = listed()
    entries = [
        f'[[file]]\npath = "{path}"\nsha256 = "{digest}"\n'
        f"line = {json.dumps(known.get(path, {}).get('line', ''), ensure_ascii=False)}\n"
        for path, digest in sorted(present().items())
    ]
    MANIFEST.write_text(head + "\n".join(entries), encoding="utf-8", newline="\n")


@pytest.fixture(scope="session", autouse=True)
def refreshed_manifest() -> None:
    if REFRESH:
        refresh()


def codings() -> list[Path]:
    return sorted((DATA / "gold").glob("*.gold.json"))


def stem(path: Path) -> str:
    return path.name.removesuffix(".gold.json").removesuffix(".txt")


@cache
def coding(path: Path) -> Coding:
    loaded: Coding = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def text_of(path: Path) -> str:
    return (DATA / "articles" / str(coding(path)["text_file"])).read_bytes().decode("utf-8")


def counts(event: Coding) -> list[Coding]:
    return [*event["weapons"], *event["casualties"], *event.get("affected", [])]


def evidence(node: object) -> Iterator[str]:
    """Every quoted passage under a node, however deep."""
    if isinstance(node, dict):
        if isinstance(node.get("evidence"), str):
            yield node["evidence"]
        for value in node.values():
            yield from evidence(value)
    elif isinstance(node, list):
        for value in node:
            yield from evidence(value)


def history() -> list[dict[str, str]]:
    with (DATA / "history" / "attacks.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def nine_words(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[^\W_]+", text.lower().replace("\u2019", "").replace("'", ""))
    return {tuple(words[start : start + 9]) for start in range(len(words) - 8)}


each_coding = pytest.mark.parametrize("path", codings(), ids=stem)


def test_the_manifest_names_every_file_of_the_folder_and_no_other() -> None:
    missing, gone = sorted(present().keys() - listed().keys()), sorted(listed().keys() - present().keys())
    assert not missing, f"data/MANIFEST.toml does not name {missing}. {REMEDY}"
    assert not gone, f"data/MANIFEST.toml names {gone}, which data/ does not have. {REMEDY}"


def test_every_checksum_of_the_manifest_is_that_of_the_file() -> None:
    changed = [path for path, digest in present().items() if listed().get(path, {}).get("sha256", digest) != digest]
    assert not changed, f"data/MANIFEST.toml has another checksum for {sorted(changed)}. {REMEDY}"


def test_every_file_of_the_manifest_has_one_line_about_it() -> None:
    silent = [path for path, entry in listed().items() if not entry["line"].strip() or "\n" in entry["line"]]
    assert not silent, f"data/MANIFEST.toml says nothing, or more than a line, about {silent}: write one line each."


def test_the_readme_names_every_story() -> None:
    page = (DATA / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in (DATA / "articles").iterdir() if f"`{path.name}`" not in page] == []


def test_every_story_has_one_coding_and_every_coding_one_story() -> None:
    assert {stem(path) for path in codings()} == {path.stem for path in (DATA / "articles").glob("*.txt")}
    assert all(coding(path)["text_file"] == f"{stem(path)}.txt" for path in codings())


@each_coding
def test_a_coding_has_every_field_of_the_schema(path: Path) -> None:
    gold = coding(path)
    assert gold.keys() == TOP_FIELDS
    assert (gold["schema"], gold["id"], gold["licence"]) == ("held-out-gold/1", stem(path), "our own words, MIT")
    assert gold["published"].keys() == {"date", "precision", "basis", "evidence"}
    for event in gold["events"]:
        assert event.keys() >= EVENT_FIELDS, f"{event['id']} lacks {EVENT_FIELDS - event.keys()}"
        assert event["kind"] in KINDS
        assert event["event_type"] in TYPES
        assert event["status"] in STATUSES
        assert all(entry["effect"] in {"killed", "wounded"} for entry in event["casualties"])
        assert all({"count_low", "count_high", "source", "evidence"} <= entry.keys() for entry in counts(event))
        assert all(entry["basis"] in {"claimed", "alleged", "reported"} for entry in event["perpetrators"])


@each_coding
def test_every_passage_of_a_coding_stands_word_for_word_in_its_story(path: Path) -> None:
    gold, text = coding(path), text_of(path)
    wanted = [*evidence(gold), gold["title"], *(distractor["text"] for distractor in gold["distractors"])]
    assert [passage for passage in wanted if passage not in text] == []
    assert gold["dateline"] is None or gold["dateline"] in text


@each_coding
def test_every_count_of_a_coding_has_evidence_and_no_count_runs_backwards(path: Path) -> None:
    for entry in (entry for event in coding(path)["events"] for entry in counts(event)):
        low, high = entry["count_low"], entry["count_high"]
        assert entry["evidence"]
        assert low is None or high is None or 0 <= low <= high, entry


@each_coding
def test_every_date_of_a_coding_is_iso_and_none_runs_backwards(path: Path) -> None:
    gold = coding(path)
    if gold["published"]["date"] is not None:
        dt.date.fromisoformat(gold["published"]["date"])
    for event in gold["events"]:
        ends = [dt.date.fromisoformat(day) for day in (event["date"]["start"], event["date"]["end"]) if day]
        assert ends == sorted(ends)


@each_coding
def test_a_country_is_an_alpha_3_code(path: Path) -> None:
    assert all(re.fullmatch("[A-Z]{3}", event["location"]["country"]) for event in coding(path)["events"])


@each_coding
def test_a_story_without_an_attack_is_coded_without_an_attack(path: Path) -> None:
    gold = coding(path)
    assert gold["is_attack_article"] == any(event["is_attack"] for event in gold["events"])


def test_the_stories_cover_every_common_kind_of_attack_and_some_have_none() -> None:
    main = {event["event_type"] for path in codings() for event in coding(path)["events"] if event["kind"] == "main"}
    assert main >= COVERED
    assert {stem(path) for path in codings() if not coding(path)["is_attack_article"]} == WITHOUT_AN_ATTACK


def test_there_are_forty_two_exercises_beside_fourteen_stories_of_real_events() -> None:
    exercises = [path for path in codings() if stem(path).startswith("x")]
    assert (len(exercises), len(codings()) - len(exercises)) == (42, 14)


def test_the_stories_cover_thirty_countries_or_more_and_three_decades() -> None:
    events = [event for path in codings() for event in coding(path)["events"] if event["kind"] == "main"]
    assert len({event["location"]["country"] for event in events}) >= 30
    assert {int(event["date"]["start"][:3]) for event in events if event["date"]["start"]} >= {199, 201, 202}


def test_the_stories_without_a_publication_date_on_the_page_are_known() -> None:
    undated = {stem(path): coding(path)["published"]["date"] for path in codings()
               if coding(path)["published"]["evidence"] is None}  # fmt: skip
    assert undated == WITHOUT_A_DAY_ON_THE_PAGE


@each_coding
def test_an_exercise_is_marked_by_its_name_and_in_its_notes_and_is_short(path: Path) -> None:
    marked = (coding(path)["notes"] or "").startswith(EXERCISE)
    assert marked == stem(path).startswith("x")
    assert not marked or 90 <= len(text_of(path).split()) <= 250


def test_the_green_zone_story_keeps_its_three_rival_counts_apart() -> None:
    main = next(event for event in coding(DATA / "gold" / "green-zone.gold.json")["events"] if event["kind"] == "main")
    assert [(rocket["count_low"], rocket["count_high"]) for rocket in main["weapons"]] == [
        (4, None), (4, 4), (3, 3), (6, 6),
    ]  # fmt: skip
    assert [(toll["effect"], toll["count_low"]) for toll in main["casualties"]] == [("killed", 1), ("wounded", 5)]


@pytest.mark.parametrize(
    ("story", "event_id", "row_id"),
    [(story, event_id, row) for story, rows in HISTORY_ROWS.items() for event_id, row in rows.items()],
)
def test_a_story_gives_the_day_of_its_row_of_the_history_and_no_toll_above_it(
    story: str, event_id: str, row_id: str
) -> None:
    events = coding(DATA / "gold" / f"{story}.gold.json")["events"]
    event = next(event for event in events if event["id"] == event_id)
    row = next(row for row in history() if row["event_id"] == row_id)
    assert event["date"]["start"] <= row["date"] <= event["date"]["end"]
    for effect in ("killed", "wounded"):
        told = [entry for entry in event["casualties"] if entry["effect"] == effect]
        told = [entry for entry in told if not entry.get("subset") and not entry.get("denied")]
        high = row[f"{effect}_high"]
        assert not high or all((entry["count_low"] or 0) <= int(high) for entry in told)


def test_the_history_has_115_rows_under_one_id_each_with_the_day_in_it() -> None:
    rows = history()
    assert len(rows) == len({row["event_id"] for row in rows}) == 115
    for row in rows:
        day = dt.date.fromisoformat(row["date"])
        assert row["event_id"].startswith(f"IQ-{day:%Y%m%d}-"), row["event_id"]
        assert row["date_precision"] in {"day", "day_approx"}
        assert row["source_1"]


@pytest.mark.parametrize("column", ["munitions", "killed", "wounded"])
def test_a_count_of_the_history_is_blank_or_a_whole_number_in_order(column: str) -> None:
    for row in history():
        cells = [row[f"{column}_{end}"] for end in ("low", "best", "high")]
        assert all(cell == "" or cell.isdigit() for cell in cells), row["event_id"]
        stated = [int(cell) for cell in cells if cell]
        assert stated == sorted(stated), row["event_id"]


def test_a_blank_of_the_history_means_not_stated_and_a_zero_means_stated_as_none() -> None:
    tolls = [f"{effect}_{end}" for effect in ("killed", "wounded") for end in ("low", "best", "high")]
    silent = [row for row in history() if row["victims_note"].startswith("casualties not stated")]
    unhurt = [row for row in history() if row["victims_note"] == "no casualties"]
    assert len(silent) == 9
    assert len(unhurt) == 23
    assert {row[column] for row in silent for column in tolls} == {""}
    assert {row[column] for row in unhurt for column in tolls} == {"0"}


def test_every_file_of_the_data_ends_its_lines_alike() -> None:
    assert [path for path in present() if b"\r" in (DATA / path).read_bytes()] == []


@pytest.mark.skipif(not OTHERS.is_dir(), reason="other people's articles are not beside this checkout")
def test_no_nine_words_in_a_row_are_shared_with_articles_of_other_people() -> None:
    theirs = {phrase for path in OTHERS.rglob("*.txt") for phrase in nine_words(path.read_text(encoding="utf-8"))}
    for path in [*(DATA / "articles").glob("*.txt"), *DATA.rglob("*.md")]:
        shared = nine_words(path.read_text(encoding="utf-8")) & theirs
        assert not shared, f"{path.name} shares {sorted(' '.join(phrase) for phrase in shared)}: write it anew."
