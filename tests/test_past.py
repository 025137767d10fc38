"""Past attacks are read as they are written, and only single attacks join them."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as some

from workbench import attacks, outlines, past, samples
from workbench.records import Attribution, Days, Decision, Event, Munition, Place, Toll, Values

DAY = dt.date(2020, 11, 17)
ROW = {
    "event_id": "IQ-20201117-01", "date": "2020-11-17", "date_precision": "day", "location_name": "Green Zone",
    "admin1": "Baghdad", "country": "Iraq", "lat": "33.305", "lon": "44.387", "geo_precision": "area",
    "geo_basis": "approx", "event_type": "rocket_attack", "weapon": "rockets", "munitions_low": "4",
    "munitions_best": "7", "munitions_high": "7", "attributed_to": "", "claimed_by": "Ashab al-Kahf",
    "target": "U.S. Embassy", "killed_low": "1", "killed_best": "1", "killed_high": "1", "wounded_low": "5",
    "wounded_best": "", "wounded_high": "7", "victims_note": "", "source_1": "AP (2020-11-17)",
    "source_2": "AFP (2020-11-18) | Rudaw (2020-11-18)", "confidence": "high",
}  # fmt: skip


@pytest.fixture
def table(tmp_path):
    """Write rows that differ from ROW as told, and give the file."""

    def write(*changes, columns=attacks.COLUMNS):
        path = tmp_path / "attacks.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            rows = csv.DictWriter(stream, columns, extrasaction="ignore")
            rows.writeheader()
            rows.writerows(ROW | change for change in changes)
        return path

    return write


def event(*, role="main", status="occurred", days=None, country="IRQ", kind="rocket_attack", **values):
    place = Place("Green Zone", country, 33.305, 44.387, "neighbourhood")
    days = Days(DAY, DAY, "day") if days is None else days
    about = {"role": role, "type": kind, "is_attack": True, "status": status}
    return Event(id="a1:7", article="a1", values=Values(date=days, place=place, **values), claims=(), **about)


def test_a_row_is_read_with_its_counts_its_precision_and_all_its_sources(table):
    (attack,) = past.load(table({}))
    assert (attack.start, attack.end, attack.country) == (DAY, DAY, "IRQ")
    assert (attack.lat, attack.lon, attack.place_precision) == (33.305, 44.387, "neighbourhood")
    assert attack.munitions == past.Span(4, 7, 7)
    assert attack.sources == ("AP (2020-11-17)", "AFP (2020-11-18)", "Rudaw (2020-11-18)")


def test_a_blank_count_is_unknown_and_a_zero_is_a_zero(table):
    (attack,) = past.load(table({"killed_low": "0", "killed_best": "", "killed_high": "0"}))
    assert attack.killed == past.Span(0, None, 0)
    assert attack.wounded == past.Span(5, None, 7)


def test_words_that_are_missing_are_none(table):
    (attack,) = past.load(table({"admin1": " ", "lat": "", "lon": ""}))
    assert (attack.admin1, attack.attributed_to, attack.lat, attack.lon) == (None, None, None, None)


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        ("killed_low", "two", "write digits, or leave it blank if unknown"),
        ("killed_low", "-1", "write digits, or leave it blank if unknown"),
        ("killed_low", "²", "write digits, or leave it blank if unknown"),
        ("date", "17.11.2020", "write it as 2020-11-17"),
        ("date", "", "every row needs it"),
        ("date_precision", "roughly", "use one of these"),
        ("event_type", "raid", "use one of these"),
        ("geo_precision", "somewhere", "use one of these"),
        ("confidence", "", "every row needs it"),
        ("country", "Mesopotamia", "write its English name or ISO 3166-1 alpha-3 code"),
        ("lat", "91", "blank means unknown"),
        ("lat", "north", "blank means unknown"),
        ("lat", "nan", "blank means unknown"),
        ("lon", "", "give both degrees or neither"),
        ("source_1", "", "every row needs it"),
    ],
)
def test_a_bad_cell_is_refused_by_file_row_column_and_remedy(table, column, cell, words):
    path = table({}, {"event_id": "IQ-2", column: cell})
    with pytest.raises(past.HistoryError) as told:
        past.load(path)
    assert str(told.value).startswith(f"attacks.csv, row 3 (IQ-2), column {column}: ")
    assert words in str(told.value)


def test_a_count_that_falls_from_low_to_high_is_refused(table):
    with pytest.raises(past.HistoryError, match=r"row 2 .*column killed_best: .*\[3, 1, 1\].* must not fall"):
        past.load(table({"killed_low": "3"}))


def test_an_id_that_is_used_twice_is_refused_with_both_rows(table):
    with pytest.raises(past.HistoryError, match=r"row 3 .* row 2 has this id"):
        past.load(table({}, {}))


def test_a_missing_column_is_refused_by_name(table):
    columns = [name for name in attacks.COLUMNS if name != "wounded_low"]
    with pytest.raises(past.HistoryError, match="row 1: there is no column wounded_low; add it"):
        past.load(table({}, columns=columns))


def test_the_shipped_table_is_read_whole():
    found = past.load()
    assert len(found) == 115
    assert sum(attack.type == "truce" for attack in found) == 1
    assert {attack.country for attack in found} == {"IRQ", "SYR"}
    assert all(attack.sources and attack.confidence for attack in found)


def test_a_file_that_is_not_there_is_told_with_the_remedy(monkeypatch, tmp_path):
    monkeypatch.setattr(samples, "_DATA", tmp_path)
    with pytest.raises(FileNotFoundError, match=r"no data/history/attacks\.csv beside the package.*checkout"):
        past.load()


def test_a_sample_is_found_by_name_and_an_unknown_name_lists_those_there_are():
    assert samples.sample("green-zone").name == "green-zone.txt"
    assert samples.sample() in samples.samples()
    with pytest.raises(FileNotFoundError, match=r"no sample article named 'red-zone'.*green-zone"):
        samples.sample("red-zone")


def test_an_invented_exercise_is_no_sample_so_that_no_chart_of_samples_shows_it_as_history():
    told = {path.name for path in samples.data("articles").iterdir()} - {path.name for path in samples.samples()}
    assert told
    assert all(name.startswith("x") for name in told)
    assert not any(path.name.startswith("x") for path in samples.samples())


def test_a_single_attack_on_known_days_joins_as_an_entry_of_its_own(table):
    killed = Toll(1, 1, 1, "agreement")
    known = past.load(table({}))
    joined = past.join(known, [event(killed=killed, weapons=(Munition("rocket", 4, None, 7),))])
    assert [attack.origin for attack in joined] == ["article", "table"]
    assert joined[0].killed == past.Span(1, 1, 1)
    assert joined[0].wounded == past.Span(None, None, None)
    assert joined[0].munitions == past.Span(4, None, 7)


@pytest.mark.parametrize("role", ["aggregate", "planned", "threat", "commentary"])
def test_what_did_not_happen_once_never_joins(role):
    assert past.join((), [event(role=role)]) == ()


@pytest.mark.parametrize("status", ["planned", "threatened", "denied"])
def test_what_did_not_happen_never_joins(status):
    assert past.join((), [event(status=status)]) == ()


@pytest.mark.parametrize("days", [Days(unresolved="no publication date"), Days(start=DAY), Days(end=DAY)])
def test_an_event_without_known_days_never_joins(days):
    assert past.join((), [event(days=days)]) == ()


def test_weapons_of_several_kinds_are_not_added_up():
    arms = (Munition("rocket", 4, 4, 4), Munition("drone", 2, 2, 2))
    assert past.join((), [event(weapons=arms)])[0].munitions == past.Span(None, None, None)


def test_a_claimed_group_is_never_among_the_blamed():
    who = (
        Attribution("Ashab al-Kahf", "claimed_via_third_party", "a Telegram channel"),
        Attribution("Kataib Hezbollah", "alleged", "a U.S. official"),
        Attribution("ISIS", "denied", "the army"),
    )
    (attack,) = past.join((), [event(perpetrators=who)])
    assert attack.claimed_by == "Ashab al-Kahf (claimed, passed on by a Telegram channel)"
    assert attack.attributed_to == "Kataib Hezbollah (alleged by a U.S. official)"


@pytest.mark.parametrize(
    ("level", "by", "words"),
    [
        ("confirmed", "the police", "X (confirmed, says the police)"),
        ("confirmed", None, "X (confirmed, says the reporter)"),
        ("self_claimed", "X", "X (claimed it)"),
        ("self_claimed", None, "X (claimed it)"),
        ("self_claimed", "its spokesman", "X (claimed it, says its spokesman)"),
        ("claimed_via_third_party", "Sabereen", "X (claimed, passed on by Sabereen)"),
        ("alleged", None, "X (alleged by the reporter)"),
        ("denied", "X", "X (denied by X)"),
    ],
)
def test_an_attribution_says_in_words_how_firm_it_is(level, by, words):
    assert past.in_words(Attribution("X", level, by)) == words


def accepted_as(row, *, same=True, name="a1:7"):
    return dataclasses.replace(event(), id=name, same_as=(Decision(row, same),))


def test_an_event_accepted_as_a_row_is_that_row_told_by_one_more_article(table):
    (row,) = past.load(table({}))
    (joined,) = past.join([row], [accepted_as(row.id)])
    assert joined == dataclasses.replace(row, sources=(*row.sources, "article a1"), told_by=("a1:7",))


def test_two_events_accepted_as_one_row_are_still_one_row(table):
    (row,) = past.load(table({}))
    (joined,) = past.join([row], [accepted_as(row.id), accepted_as(row.id, name="a1:9")])
    assert joined.told_by == ("a1:7", "a1:9")
    assert joined.sources.count("article a1") == 1


@pytest.mark.parametrize("decided", [accepted_as("IQ-20201117-01", same=False), event(), accepted_as("IQ-elsewhere")])
def test_an_event_that_was_refused_or_not_decided_on_is_an_entry_of_its_own(table, decided):
    rows = past.load(table({}))
    assert [attack.origin for attack in past.join(rows, [decided])] == ["article", "table"]


@given(some.lists(some.one_of(some.none(), some.integers(0, 500)), min_size=3, max_size=3))
def test_counts_survive_the_file_or_are_refused(tmp_path_factory, counts):
    columns = ("killed_low", "killed_best", "killed_high")
    cells = {column: "" if number is None else str(number) for column, number in zip(columns, counts, strict=True)}
    path = tmp_path_factory.mktemp("table") / "attacks.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.DictWriter(stream, attacks.COLUMNS)
        rows.writeheader()
        rows.writerow(ROW | cells)
    known = [number for number in counts if number is not None]
    if known == sorted(known):
        assert dataclasses.astuple(past.load(path)[0].killed) == tuple(counts)
    else:
        with pytest.raises(past.HistoryError):
            past.load(path)


def test_outlines_that_touch_a_window_are_found_and_others_left():
    wales = outlines.Window(-5, 52, -4, 53)
    assert {outline.country for outline in outlines.within(wales)} == {"United Kingdom"}


def test_every_outline_is_a_closed_ring_on_the_globe():
    for outline in outlines.within(outlines.Window(-180, -90, 200, 90)):
        assert outline.corners[0] == outline.corners[-1]
        assert all(-180 <= x <= 360 and -90 <= y <= 90 for x, y in outline.corners)


def test_a_country_is_known_by_its_name_and_by_its_code():
    assert outlines.codes()["Iraq"] == outlines.codes()["IRQ"] == "IRQ"


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        ("killed_groups", "American 1", "write an ISO 3166-1 alpha-3 code"),
        ("killed_groups", "ATL civilian 1", "'ATL civilian 1' is no group"),
        ("killed_groups", "USA tourist 1", "service_member, security_force, contractor"),
        ("killed_groups", "USA civilian 0", "and a count"),
        ("killed_groups", "USA civilian one", "and a count"),
        ("killed_groups", "USA civilian 1 or 2", "with ; between groups"),
        ("killed_groups", "USA civilian 1; GBR civilian 1", "tells of 2 killed and the row of 1; correct one of them"),
        ("killed_groups", "USA civilian 1; USA civilian 1", "add the two up"),
        ("perpetrator_side", "militia", "write armed_group or the state's ISO 3166-1 alpha-3 code"),
        ("militia_campaign", "maybe", "neither yes nor no; blank means unknown"),
    ],
)
def test_a_bad_group_side_or_campaign_is_refused_by_file_row_column_and_remedy(table, column, cell, words):
    with pytest.raises(past.HistoryError) as told:
        past.load(table({}, {"event_id": "IQ-2", column: cell}))
    assert str(told.value).startswith(f"attacks.csv, row 3 (IQ-2), column {column}: ")
    assert words in str(told.value)


def test_groups_of_the_killed_are_read_and_a_blank_cell_tells_of_none(table):
    cells = {"killed_best": "3", "killed_high": "", "killed_groups": "USA service_member 2; unknown child 1"}
    told, blank = past.load(table(cells, {"event_id": "IQ-2"}))
    assert told.killed_groups == (attacks.Group("USA", "service_member", 2), attacks.Group("unknown", "child", 1))
    assert blank.killed_groups == ()
    assert attacks.written(told.killed_groups) == "USA service_member 2; unknown child 1"
    assert attacks.written(blank.killed_groups) is None


def test_a_blank_side_or_campaign_is_unknown_and_no_is_not(table):
    told, blank = past.load(
        table({"perpetrator_side": "USA", "militia_campaign": "no"}, {"event_id": "IQ-2", "militia_campaign": ""})
    )
    assert (told.perpetrator_side, told.militia_campaign) == ("USA", False)
    assert (blank.perpetrator_side, blank.militia_campaign) == (None, None)


def test_every_shipped_row_with_a_best_figure_of_killed_tells_who_they_were_as_far_as_is_known():
    found = past.load()
    assert {attack.id for attack in found if attack.killed.best} == {a.id for a in found if a.killed_groups}


def test_every_shipped_row_but_the_truce_has_a_side_and_only_the_fire_of_militias_is_of_their_campaign():
    found = past.load()
    assert [attack.type for attack in found if attack.perpetrator_side is None] == ["truce"]
    left = {attack.id for attack in found if attack.militia_campaign is False}
    states = {attack.id for attack in found if attack.perpetrator_side in {"USA", "IRN"}}
    assert left == states | {"IQ-20201010-01", "IQ-20210414-02"}
    assert {attack.id for attack in found if attack.militia_campaign is None} == {"IQ-20191108-01"}
