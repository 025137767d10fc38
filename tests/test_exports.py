"""What other programs read is a promise: its shape, its unknowns and its evidence are checked here."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import json
import typing

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench import exports, records
from workbench.records import (
    Act,
    Article,
    Attribution,
    Block,
    Claim,
    Days,
    Event,
    Mention,
    Munition,
    Place,
    Reading,
    Target,
    Toll,
    Values,
    Why,
)

TEXT = "Depot hit \U0001f680\n\nHARBOR CITY — Four rockets struck the depot late Tuesday, the army said."
ARTICLE = Article(
    id="0123456789ab",
    source="depot.txt",
    text=TEXT,
    title="Depot hit",
    published=dt.date(2021, 3, 3),
    published_basis="analyst",
    blocks=(Block("headline", 0, 11), Block("body", 13, len(TEXT))),
)


def passage(words):
    start = TEXT.index(words)
    return ARTICLE.passage(start, start + len(words))


ACT = Act(
    "a1",
    "rocket_attack",
    is_attack=True,
    passage=passage("struck"),
    role="main",
    status="occurred",
    sentence=1,
    block="body",
)
CLAIM = Claim(
    id="c1",
    field="munitions",
    value="rocket",
    passage=passage("Four rockets"),
    block="body",
    rule="counts:number",
    act=ACT,
    low=4,
    high=4,
    qualifier="exact",
    speaker="the army",
    speaker_kind="military",
)
KNOWN = Values(
    date=Days(dt.date(2021, 3, 2), dt.date(2021, 3, 2), "day", "relative_to_publication", "night", "late Tuesday"),
    place=Place("Harbor City", "IRQ", -33.5, 44.25, "city"),
    perpetrators=(Attribution("River Front", "alleged", "the army"),),
    targets=(Target("the depot"),),
    weapons=(Munition("rocket", 4, 4, None),),
    killed=Toll(0, 0, 0, "single"),
)
EVENT = Event(
    id="0123456789ab:31",
    article="0123456789ab",
    role="main",
    type="rocket_attack",
    is_attack=True,
    status="occurred",
    values=KNOWN,
    claims=(CLAIM,),
    why=(Why("weapons", "single", ("c1",)),),
)
UNKNOWN = dataclasses.replace(
    EVENT,
    id="0123456789ab:40",
    role="background",
    values=Values(date=Days(unresolved="no publication date")),
    claims=(),
)
READING = Reading(ARTICLE, (Mention("weapon", 32, 39, TEXT[32:39], "weapons:rocket"),), (CLAIM,), (EVENT, UNKNOWN))


@pytest.fixture(scope="module")
def schema(request):
    path = request.path.parent / "workbench-1.schema.json"
    return json.loads(path.read_text(encoding="utf-8"))


def test_a_document_keeps_the_promise_of_its_schema(schema):
    jsonschema.validate(exports.document(READING), schema, jsonschema.Draft202012Validator)


def test_the_schema_is_strict_about_keys_that_nobody_promised(schema):
    extra = exports.document(READING)
    extra["events"][0]["colour"] = "red"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(extra, schema)


@pytest.mark.parametrize(
    ("name", "literal"),
    [
        ("type", records.EventType),
        ("role", records.Role),
        ("status", records.Status),
        ("stance", records.Stance),
        ("attribution", records.AttributionLevel),
        ("block", records.BlockKind),
        ("mention", records.MentionKind),
        ("qualifier", records.Qualifier),
        ("date_precision", records.DatePrecision),
        ("date_basis", records.DateBasis),
        ("place_precision", records.PlacePrecision),
        ("published_basis", records.PublishedBasis),
    ],
)
def test_the_schema_lists_the_same_words_as_the_records(schema, name, literal):
    assert schema["$defs"][name]["enum"] == list(typing.get_args(literal))


def test_every_passage_of_a_document_stands_in_the_text():
    document = exports.document(READING)
    found = [claim["passage"] for event in document["events"] for claim in event["claims"]] + document["mentions"]
    assert len(found) == 2
    assert all(TEXT[words["start"] : words["end"]] == words["text"] for words in found)


def test_unknown_is_null_and_never_zero():
    values = exports.document(READING)["events"][1]["values"]
    assert (values["killed"], values["wounded"], values["place"]) == (None, None, None)
    assert values["perpetrators"] == []


def test_zero_is_kept_where_a_source_says_none():
    assert exports.document(READING)["events"][0]["values"]["killed"] == {
        "low": 0,
        "best": 0,
        "high": 0,
        "rule": "single",
    }


def test_a_date_that_is_not_known_gives_only_its_reason():
    assert exports.document(READING)["events"][1]["values"]["date"] == {"unresolved": "no publication date"}


def test_an_event_without_any_word_of_time_says_so():
    silent = exports.event_object(dataclasses.replace(EVENT, values=Values()))
    assert silent["values"]["date"] == {"unresolved": "The article gives no date for this event."}


def test_every_event_says_by_which_rule_and_claims_it_was_settled():
    assert exports.document(READING)["events"][0]["why"] == [
        {"field": "weapons", "rule": "single", "claim_ids": ["c1"]}
    ]


@given(st.text())
def test_a_line_of_json_is_one_line_to_every_reader_and_loses_nothing(words):
    article = dataclasses.replace(ARTICLE, title=words)
    line = exports.json_line(Reading(article, (), (), ()))
    assert len(line.splitlines()) == 1
    assert json.loads(line)["article"]["title"] == words


def test_a_file_of_json_lines_holds_one_reading_a_line(tmp_path):
    path = exports.write([READING, READING], tmp_path / "found.jsonl")
    assert [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] == [
        exports.document(READING)
    ] * 2


def test_an_event_alone_is_written_under_a_name_of_its_own(tmp_path):
    path = exports.write(EVENT, tmp_path / "found.jsonl")
    (line,) = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    assert (line["schema"], line["article"], line["id"]) == ("workbench-event/1", "0123456789ab", "0123456789ab:31")


def rows_of(path):
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def test_a_table_has_one_row_an_event_and_leaves_the_unknown_blank(tmp_path):
    known, unknown = rows_of(exports.write(READING, tmp_path / "found.csv"))
    assert (known["killed_best"], known["date_start"], known["lat"]) == ("0", "2021-03-02", "-33.5")
    assert known["perpetrators"] == "River Front (alleged, by the army)"
    assert (unknown["killed_best"], unknown["date_start"], unknown["place"]) == ("", "", "")
    assert unknown["date_unresolved"] == "no publication date"


def test_events_without_their_reading_leave_the_columns_of_the_article_blank(tmp_path):
    (row,) = rows_of(exports.write([EVENT], tmp_path / "found.csv"))
    assert (row["article"], row["title"], row["published"]) == ("0123456789ab", "", "")


def test_an_empty_table_still_has_its_heading(tmp_path):
    path = exports.write([], tmp_path / "found.csv")
    assert path.read_text(encoding="utf-8-sig").startswith("event,article,source,title")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_a_cell_that_a_spreadsheet_would_run_is_made_plain_text(tmp_path, start):
    article = dataclasses.replace(ARTICLE, title=f'{start}HYPERLINK("x")')
    row = rows_of(exports.write(Reading(article, (), (), (EVENT,)), tmp_path / "found.csv"))[0]
    assert row["title"] == f'\'{start}HYPERLINK("x")'


def test_each_name_in_a_cell_of_several_is_guarded(tmp_path):
    values = dataclasses.replace(KNOWN, targets=(Target("the depot"), Target("=1+1")))
    (row,) = rows_of(exports.write(dataclasses.replace(EVENT, values=values), tmp_path / "found.csv"))
    assert row["targets"] == "the depot | '=1+1"


def test_only_events_with_a_point_are_put_on_a_map(tmp_path):
    path = exports.write(READING, tmp_path / "found.geojson")
    (feature,) = json.loads(path.read_text(encoding="utf-8"))["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [44.25, -33.5]}
    assert feature["properties"]["event"] == "0123456789ab:31"


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(4, 4, "4"), (4, 7, "4 to 7"), (4, None, "at least 4"), (None, 12, "at most 12"), (0, 0, "0"), (None, None, None)],
)
def test_a_count_is_worded_as_the_text_leaves_it_open(low, high, words):
    assert exports.span(low, high) == words


def test_an_ending_that_cannot_be_written_is_refused_with_those_that_can(tmp_path):
    with pytest.raises(exports.ExportError, match=r"found\.xlsx: give the file an ending .* \.jsonl, \.csv, \.geojson"):
        exports.write(READING, tmp_path / "found.xlsx")


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(exports.ExportError, match=r"there is no folder .*nowhere; make it first"):
        exports.write(READING, tmp_path / "nowhere" / "found.csv")


def test_a_place_that_cannot_be_written_is_told_in_one_sentence(tmp_path):
    (tmp_path / "found.csv").mkdir()
    with pytest.raises(exports.ExportError, match=r"found\.csv: it cannot be written"):
        exports.write(READING, tmp_path / "found.csv")


def test_anything_but_readings_and_events_is_refused(tmp_path):
    with pytest.raises(exports.ExportError, match="not dict"):
        exports.write([{}], tmp_path / "found.jsonl")
