"""A download becomes records that claim no more than it says, whichever way its columns stand."""

from __future__ import annotations

import datetime as dt

import downloads as files
import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from workbench import attacks, downloads, exports, figures, tables
from workbench.attacks import Attack, HistoryError, Span
from workbench.downloads import acled, gtd, kinds, polecat, ucdp
from workbench.records import Attribution, Days, Event, Munition, Place, Target, Toll, Values

DAY = dt.date(2021, 3, 15)
PROJECTS = sorted(files.HEADERS)


@pytest.fixture
def read(tmp_path):
    """Read rows of a project that differ from its invented one as told."""

    def reading(project, *changes, **how):
        return downloads.load(files.write(tmp_path / "file.csv", project, *changes, **how))

    return reading


@pytest.fixture
def one(read):
    return lambda project, **change: read(project, change)[0]


def test_the_headers_are_those_of_the_codebooks():
    rooms = {"ACLED": acled, "UCDP GED": ucdp, "GTD": gtd, "POLECAT": polecat}
    assert {name: tuple(columns) for name, columns in files.HEADERS.items()} == {
        name: room.COLUMNS for name, room in rooms.items()
    }
    assert [len(files.HEADERS[name]) for name in PROJECTS] == [31, 135, 40, 49]


def test_an_acled_row_keeps_its_day_its_place_its_sources_and_its_one_figure(one):
    attack = one("ACLED")
    assert (attack.id, attack.dataset, attack.type, attack.start, attack.end) == (
        "FRE900001", "ACLED", "bombing", DAY, DAY,
    )  # fmt: skip
    assert (attack.country, attack.admin1, attack.place, attack.place_precision) == ("IRQ", "Anbar", "Rutba", "city")
    assert (attack.attributed_to, attack.claimed_by) == ("Front of the River", None)
    assert attack.killed == Span(None, 2, None)
    assert attack.sources == ("ACLED FRE900001", "Delta Post", "Gulf Courier")


def test_the_zero_of_acled_stays_its_figure_and_says_what_it_may_mean(one):
    attack = one("ACLED", fatalities="0")
    assert attack.killed == Span(None, 0, None)
    assert "ACLED writes 0 for none reported killed and for nothing known." in attack.note
    assert one("ACLED", fatalities="").killed == Span()


@pytest.mark.parametrize(
    ("code", "first", "last", "precision"),
    [
        ("1", "2021-03-15", "2021-03-15", "day"),
        ("2", "2021-03-12", "2021-03-18", "week"),
        ("3", "2021-03-01", "2021-03-31", "month"),
    ],
)
def test_a_loose_day_of_acled_becomes_the_days_it_may_be(one, code, first, last, precision):
    attack = one("ACLED", time_precision=code)
    assert (attack.start.isoformat(), attack.end.isoformat(), attack.date_precision) == (first, last, precision)


@pytest.mark.parametrize("words", ["15 March 2021", "15 Mar 2021", "15-Mar-2021", "2021-03-15", "2021-03-15T00:00:00"])
def test_a_day_is_read_as_downloads_write_it(one, words):
    assert one("ACLED", event_date=words).start == DAY


def test_a_day_that_could_be_read_in_two_ways_is_refused(one):
    with pytest.raises(HistoryError, match=r"row 2 \(FRE900001\), column event_date: '03/04/2021' .* as 2021-03-15"):
        one("ACLED", event_date="03/04/2021")


def test_what_acled_lists_beside_attacks_is_a_row_and_no_attack(read):
    table = tables.history(read("ACLED", {}, {"event_id_cnty": "F2", "sub_event_type": "Peaceful protest"}))
    assert table["is_attack"].tolist() == [True, False]
    assert len(figures.monthly(table).data[0].y) == 1
    assert sum(sum(trace.y) for trace in figures.monthly(table).data) == 1


def test_every_sub_event_type_of_acled_has_a_row():
    assert (
        len({row["code"] for row in kinds.rows() if row["project"] == "acled"} - {"excessive force against protestors"})
        == 25
    )


def test_a_ucdp_row_keeps_its_days_and_all_its_figures(one):
    attack = one("UCDP GED")
    assert (attack.start, attack.end, attack.date_precision) == (DAY, dt.date(2021, 3, 18), "days_2_6")
    assert (attack.country, attack.place_precision, attack.type) == ("YEM", "near_city", "armed_clash")
    assert attack.killed == Span(10, 12, 15)
    assert attack.note.startswith("Killed: side A 3; side B 8; civilians 1; unknown group 0.")
    assert attack.sources == ("UCDP GED 900001", "Delta Post,2021-03-20,Twelve die")


def test_one_sided_violence_names_its_doer_and_battle_says_it_does_not(one):
    assert "does not say who attacked" in one("UCDP GED").note
    attack = one("UCDP GED", type_of_violence="3", side_b="Civilians")
    assert (attack.type, attack.target) == ("assault", "Civilians")
    assert "who attacked" not in attack.note


def test_a_sum_over_several_acts_is_an_aggregate_that_no_chart_counts(read):
    table = tables.history(read("UCDP GED", {}, {"id": "2", "event_clarity": "2", "best": "90", "high": "90"}))
    assert table["role"].tolist() == ["main", "aggregate"]
    assert sum(sum(trace.y) for trace in figures.monthly(table).data) == 1


def test_an_event_put_on_its_country_only_is_not_drawn_as_a_point(read):
    rows = read("UCDP GED", {}, {"id": "2", "where_prec": "6"})
    assert rows[1].place_precision == "country"
    assert "1 attack at 1 place" in figures.map(tables.history(rows)).layout.annotations[0].text


@pytest.mark.parametrize(
    ("change", "first", "last", "precision"),
    [
        ({}, "2021-03-15", "2021-03-15", "day"),
        ({"approxdate": "March 14-16, 2021"}, "2021-03-15", "2021-03-15", "day_approx"),
        ({"iday": "0"}, "2021-03-01", "2021-03-31", "month"),
        ({"iday": "0", "imonth": "0"}, "2021-01-01", "2021-12-31", "year"),
        ({"extended": "1", "resolution": "2021-04-02"}, "2021-03-15", "2021-04-02", "day"),
    ],
)
def test_a_day_that_gtd_does_not_know_becomes_the_days_it_may_be(read, change, first, last, precision):
    (attack,) = read("GTD", change)
    assert (attack.start.isoformat(), attack.end.isoformat(), attack.date_precision) == (first, last, precision)


@pytest.mark.parametrize(
    ("cell", "span"),
    [
        ("", Span()),
        ("-99", Span()),
        ("-9", Span()),
        ("0", Span(best=0)),
        ("3.0", Span(best=3)),
        ("2.5", Span(2, None, 3)),
    ],
)
def test_a_blank_of_gtd_is_unknown_and_a_share_of_a_total_is_a_range(one, cell, span):
    assert one("GTD", nkill=cell).killed == span


@pytest.mark.parametrize(
    ("claimed", "claimant", "said"), [("1", "Front of the River", False), ("0", None, True), ("-9", None, False)]
)
def test_a_claim_is_one_only_where_gtd_knows_of_it(one, claimed, claimant, said):
    attack = one("GTD", claimed=claimed)
    assert (attack.attributed_to, attack.claimed_by) == ("Front of the River", claimant)
    assert ("Nobody claimed it." in attack.note) == said


def test_an_unknown_group_of_gtd_is_nobody(one):
    attack = one("GTD", gname="Unknown")
    assert (attack.attributed_to, attack.claimed_by, attack.weapon) == (None, None, "Explosives")


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({}, "bombing"),
        ({"weapsubtype1": "11"}, "rocket_attack"),
        ({"suicide": "1"}, "suicide_bombing"),
        ({"attacktype1": "2", "weaptype1": "5", "weapsubtype1": "5"}, "shooting"),
        ({"attacktype1": "2", "weaptype1": "5", "weapsubtype1": "5", "suicide": "1"}, "shooting"),
        ({"attacktype1": "2", "weaptype1": "9", "weapsubtype1": ""}, "assault"),
        ({"attacktype1": "6"}, "kidnapping"),
        ({"attacktype1": "7", "weaptype1": "8", "weapsubtype1": "19"}, "arson"),
        ({"attacktype1": "9", "weaptype1": "13"}, "other"),
    ],
)
def test_the_type_of_a_gtd_row_follows_from_attack_and_weapon(read, change, kind):
    assert read("GTD", change)[0].type == kind


@pytest.mark.parametrize(
    ("change", "precision"),
    [
        ({}, "city"),
        ({"vicinity": "1"}, "near_city"),
        ({"specificity": "4"}, "admin1"),
        ({"specificity": ""}, "unknown"),
    ],
)
def test_the_place_of_a_gtd_row_is_as_precise_as_it_says(read, change, precision):
    assert read("GTD", change)[0].place_precision == precision


def test_one_of_a_series_stays_a_row_and_says_so(one):
    attack = one("GTD", multiple="1", related="202103150001, 202103150002")
    assert attack.role == "main"
    assert "One of several incidents: 202103150001, 202103150002." in attack.note


def test_a_state_that_is_gone_has_no_code_but_its_name_in_the_note(one):
    attack = one("GTD", country_txt="Soviet Union")
    assert attack.country is None
    assert "GTD names the country Soviet Union." in attack.note


def test_an_excel_workbook_of_gtd_reads_as_its_csv(read, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(files.GTD)
    numbers = {
        name: float(cell) for name, cell in files.ROWS["GTD"].items() if cell.lstrip("-").replace(".", "").isdigit()
    }
    book.active.append([({**files.ROWS["GTD"], **numbers}).get(name) for name in files.GTD])
    book.save(tmp_path / "gtd.xlsx")
    assert downloads.load(tmp_path / "gtd.xlsx") == read("GTD")


def test_a_file_in_the_encoding_of_windows_is_read(read):
    (attack,) = read("GTD", {"city": "Bogotá"}, encoding="latin-1")
    assert attack.place == "Bogotá"


def test_an_id_that_a_spreadsheet_shortened_is_refused(one):
    with pytest.raises(HistoryError, match=r"column eventid: a spreadsheet has shortened this number"):
        one("GTD", eventid="2.02E+11")


def test_a_polecat_row_is_tab_separated_unquoted_and_knows_no_dead(tmp_path):
    path = files.write(tmp_path / "ngecEvents.txt", "POLECAT", {}, {"Event ID": "2", "City": "None"}, delimiter="\t")
    first, second = downloads.load(path)
    assert (first.type, first.weapon, first.start, first.killed) == ("shooting", "firearms", DAY, Span())
    assert (first.place_precision, second.place_precision) == ("city", "admin1")
    assert first.sources == ("POLECAT X20210315-1-1", "Delta Post; published 2021-03-16")


def test_a_line_above_the_header_and_tabs_behind_the_rows_do_not_stop_polecat(tmp_path):
    path = files.write(tmp_path / "year.txt", "POLECAT", delimiter="\t")
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(["Some headline", lines[0], lines[1] + "\t\t"]) + "\n", encoding="utf-8")
    assert [attack.id for attack in downloads.load(path)] == ["X20210315-1-1"]


@pytest.mark.parametrize(
    ("event", "mode", "kind", "is_attack"),
    [
        ("ASSAULT", "", "assault", True),
        ("ASSAULT", "Drone", "drone_strike", True),
        ("RETREAT", "ceasefire", "truce", False),
        ("CONSULT", "visit", "other", False),
    ],
)
def test_only_an_assault_of_polecat_is_an_attack(read, event, mode, kind, is_attack):
    table = tables.history(read("POLECAT", {"Event Type": event, "Event Mode": mode}, delimiter="\t"))
    assert (table.loc[0, "type"], table.loc[0, "is_attack"]) == (kind, is_attack)


@given(some.data())
def test_the_order_of_the_columns_changes_nothing(tmp_path_factory, data):
    project = data.draw(some.sampled_from(PROJECTS))
    columns = data.draw(some.permutations([*files.HEADERS[project], "a column of yours"]))
    delimiter = "\t" if project == "POLECAT" else data.draw(some.sampled_from(",;"))
    folder = tmp_path_factory.mktemp("columns")
    known = downloads.load(files.write(folder / "known.csv", project, delimiter=delimiter))
    assert downloads.load(files.write(folder / "mixed.csv", project, columns=columns, delimiter=delimiter)) == known


@given(
    some.sampled_from(["fatalities", "nkill", "best", "low", "high", "nwound"]),
    some.sampled_from(["", " ", "NA", "NULL"]),
)
def test_a_blank_count_is_unknown_in_each_project(tmp_path_factory, column, blank):
    project = next(name for name in PROJECTS if column in files.HEADERS[name])
    path = files.write(tmp_path_factory.mktemp("blank") / "file.csv", project, {column: blank})
    row = tables.history(path).iloc[0]
    cell = {"fatalities": "killed_best", "nkill": "killed_best", "nwound": "wounded_best"}.get(
        column, f"killed_{column}"
    )
    assert pd.isna(row[cell])


@pytest.mark.parametrize(
    ("project", "column", "cell", "words"),
    [
        ("ACLED", "sub_event_type", "Picnic", "none of ACLED's 25 sub-event types"),
        ("ACLED", "geo_precision", "9", "is not one of 1, 2, 3; use one of these"),
        ("ACLED", "fatalities", "many", "write digits, or leave it blank if unknown"),
        ("ACLED", "latitude", "33,04", "with a decimal point"),
        ("ACLED", "longitude", "", "give both degrees or neither"),
        ("UCDP GED", "low", "13", "they must not fall"),
        ("UCDP GED", "date_end", "2021-03-01", "before the first day"),
        ("GTD", "iday", "31.5", "is no code"),
        ("GTD", "imonth", "13", "write 0 for an unknown one"),
        ("GTD", "nkill", "-3", "leave it blank if unknown"),
        ("GTD", "attacktype1", "12", "none of GTD's attack types"),
        ("POLECAT", "Event Type", "DANCE", "none of PLOVER's 16 event types"),
        ("POLECAT", "Event Date", "", "every row needs it"),
    ],
)
def test_a_bad_cell_is_refused_by_file_row_column_and_remedy(read, project, column, cell, words):
    key = files.KEYS[project]
    with pytest.raises(HistoryError) as told:
        read(project, {}, {key: "second", column: cell}, delimiter="\t" if project == "POLECAT" else ",")
    assert str(told.value).startswith("file.csv, row 3 (second), column ")
    assert words in str(told.value)


def test_a_row_that_stands_twice_is_refused_with_both(read):
    with pytest.raises(HistoryError, match=r"row 3 \(900001\), column id: row 2 has this id"):
        read("UCDP GED", {}, {})


def test_a_row_that_is_cut_off_is_refused(tmp_path):
    path = files.write(tmp_path / "cut.csv", "ACLED")
    path.write_text(path.read_text(encoding="utf-8") + "FRE2,2021\n", encoding="utf-8")
    with pytest.raises(HistoryError, match=r"cut\.csv, row 3: it has 2 cells and the header 31; "):
        downloads.load(path)


def test_a_column_that_stands_twice_is_refused(read):
    with pytest.raises(HistoryError, match="the column fatalities stands there twice; remove one"):
        read("ACLED", columns=[*files.ACLED, "Fatalities"])


def test_a_file_that_lacks_columns_is_told_the_nearest_format_and_what_is_missing(read):
    with pytest.raises(HistoryError) as told:
        read("UCDP GED", columns=[name for name in files.UCDP if name not in {"best", "date_prec"}])
    assert str(told.value).startswith("file.csv: its header is none of those I know (our own table, ")
    assert "for the nearest, UCDP GED, there is no column date_prec, best; use the file as it was" in str(told.value)


@pytest.mark.parametrize(
    ("held", "words"),
    [
        (b"", "the file is empty"),
        (
            b"shop,price\nbakery,3\n",
            r"no column of any table I know \(our own table, .*ACLED, UCDP GED, GTD, POLECAT\)",
        ),
        (b"PK\x03\x04\0\0", "no plain text; save it as CSV in UTF-8"),
    ],
)
def test_a_file_that_is_none_of_these_is_refused_in_one_sentence(tmp_path, held, words):
    (tmp_path / "odd.csv").write_bytes(held)
    with pytest.raises(HistoryError, match=rf"^odd\.csv: .*{words}"):
        tables.history(tmp_path / "odd.csv")


def test_a_workbook_that_is_none_is_refused(tmp_path):
    (tmp_path / "odd.xlsx").write_bytes(b"no workbook")
    with pytest.raises(HistoryError, match=r"odd\.xlsx: Excel's format cannot be read .*save it as CSV"):
        downloads.load(tmp_path / "odd.xlsx")


@pytest.mark.parametrize("name", ["none.csv", "none.xlsx"])
def test_a_file_that_is_not_there_is_named(tmp_path, name):
    with pytest.raises(FileNotFoundError, match=rf"{name}: there is no such file"):
        downloads.load(tmp_path / name)


def test_a_table_of_our_own_columns_is_read_as_before(project):
    path = project / "data" / "history" / "attacks.csv"
    assert downloads.load(path) == attacks.load(path)


def test_a_table_of_our_own_columns_in_another_dress_is_refused_with_the_remedy(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(attacks.COLUMNS)
    book.save(tmp_path / "own.xlsx")
    (tmp_path / "own.csv").write_text(";".join(attacks.COLUMNS) + "\n", encoding="utf-8")
    for name in ("own.xlsx", "own.csv"):
        with pytest.raises(HistoryError, match=rf"{name}: .* CSV in UTF-8 with commas; save it as that"):
            downloads.load(tmp_path / name)


def test_a_history_comes_back_as_it_was_written(tmp_path):
    known = attacks.load()
    tables.history(known).to_csv(tmp_path / "mine.csv", index=False)
    assert downloads.load(tmp_path / "mine.csv") == known


def event(number=1, *, status="occurred", role="main", **values):
    known = {"date": Days(DAY, DAY, "day"), "place": Place("Rutba", "IRQ", 33.04, 40.28, "city"), **values}
    about = {"role": role, "type": "bombing", "is_attack": True, "status": status}
    return Event(id=f"a1:{number}", article="a1", values=Values(**known), claims=(), **about)


@pytest.mark.parametrize("written", ["export", "table"])
def test_events_that_the_workbench_wrote_come_back_with_claims_and_blame_apart(tmp_path, written):
    who = (
        Attribution("Front", "self_claimed", "a channel"),
        Attribution("Band", "alleged"),
        Attribution("X", "denied"),
    )
    found = event(
        perpetrators=who,
        targets=(Target("=a bus"),),
        weapons=(Munition("bomb", 1, 1, 1),),
        killed=Toll(1, 1, 2, "single"),
    )
    path = tmp_path / "events.csv"
    if written == "export":
        exports.write([found], path)
    else:
        tables.frame([found]).to_csv(path, index=False)
    (attack,) = downloads.load(path)
    assert (attack.origin, attack.target, attack.weapon) == ("article", "=a bus", "bomb (1)")
    assert (attack.claimed_by.split(" (")[0], attack.attributed_to.split(" (")[0]) == ("Front", "Band")
    assert (attack.killed, attack.wounded) == (Span(1, 1, 2), Span())


@pytest.mark.parametrize(
    ("status", "role"), [("planned", "planned"), ("threatened", "threat"), ("denied", "commentary")]
)
def test_what_did_not_happen_comes_back_as_that(tmp_path, status, role):
    (attack,) = downloads.load(exports.write([event(status=status)], tmp_path / "events.csv"))
    assert attack.role == role


def test_events_without_known_days_are_told_by_row(tmp_path):
    path = exports.write([event(), event(2, date=None)], tmp_path / "events.csv")
    with pytest.warns(downloads.RowsLeftOutWarning, match=r"without known days were left out, 1 of them \(row 3\)"):
        found = downloads.load(path)
    assert [attack.id for attack in found] == ["a1:1"]


def test_a_figure_names_the_project_of_a_download_and_not_our_own_table(read):
    foot = figures.monthly(tables.history(read("ACLED"))).layout.annotations[-1].text
    assert "ACLED" in foot
    assert "attacks.csv" not in foot


def test_an_attack_of_our_own_names_no_project():
    assert tables.history([Attack("1", DAY, DAY, "bombing", "day")])["dataset"].isna().all()
