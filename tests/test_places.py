"""Places: what is found, what it resolves to, and that nothing large ever becomes a pin."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench import gazetteer, lexicons, places
from workbench.gazetteer import shelves, wordings

ROWS = lexicons.load("places")
SCRAPS = st.sampled_from(["Iraq", "the Green Zone", "GAZA", "U.S.", "\n", " ", "’s", "-led", "é", "İ", "🚀", "Taji"])
POINTED = {"point", "facility", "neighbourhood", "city", "near_city"}
ASIDE = {"kind", "country", "within", "lat", "lon", "precision", "source", "near"}
PINNED = [row for row in ROWS if row.fact("lat")]


def rules(text: str) -> set[str]:
    return {mention.rule for mention in places.find(text)}


def first(words: str, *context: str) -> tuple[str | None, str, bool]:
    place = places.resolve(words, context=context)[0]
    return place.country, place.precision, place.lat is not None


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_every_row_fires_on_its_sentence_and_stays_silent_on_its_look_alike(row: lexicons.Row) -> None:
    assert row.rule in rules(row.fires)
    assert row.rule not in rules(row.silent)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_every_row_has_a_point_exactly_where_its_precision_allows_one(row: lexicons.Row) -> None:
    assert set(row.facts) == ASIDE
    assert (row.fact("lat") is not None) == (row.facts["precision"] in POINTED) == (row.facts["source"] != "none")
    assert (row.fact("lat") is None) == (row.fact("lon") is None)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_every_row_resolves_from_each_of_its_forms(row: lexicons.Row) -> None:
    for form in row.forms:
        assert row.rule in {place.source for place in places.resolve(form)}, form


@pytest.mark.parametrize("row", PINNED, ids=lambda row: row.id)
def test_every_point_lies_as_far_from_its_town_in_the_gazetteer_as_the_row_says(row: lexicons.Row) -> None:
    town, _, said = row.facts["near"].rpartition(" ")
    point = (float(row.facts["lat"]), float(row.facts["lon"]))
    towns = [city for city in gazetteer.cities(town) if city.country == row.fact("country")] or gazetteer.cities(town)
    off = min(places.kilometres(point, (city.lat, city.lon)) for city in towns)
    assert off == pytest.approx(float(said), abs=1.0)


def test_few_points_are_far_from_any_town() -> None:
    far = {row.id for row in PINNED if float(row.facts["near"].rpartition(" ")[2]) > 25}
    in_the_open = {
        "ain_al_asad", "besmaya_base", "al_tanf", "tiyas", "shayrat", "snake_island", "watiya", "natanz_site", "fordow",
        "camp_bastion", "solhan", "tongo_tongo", "baga", "camp_dogwood",
    }  # fmt: skip
    assert far <= in_the_open


def test_a_towns_own_point_is_the_gazetteers() -> None:
    towns = [
        row for row in PINNED if row.facts["precision"] == "city" and row.facts["near"].rpartition(" ")[0] in row.forms
    ]
    assert len(towns) >= 15
    assert all(float(row.facts["near"].rpartition(" ")[2]) <= 12 for row in towns)


def test_the_lexicon_is_as_wide_as_promised() -> None:
    assert len(ROWS) >= 150
    codes = {country.code for country in gazetteer.countries()} | {""}
    assert {row.facts["country"] for row in ROWS} <= codes


@pytest.mark.parametrize(
    ("words", "country", "precision", "has_point"),
    [
        ("Baghdad", "IRQ", "city", True),
        ("Baghdad's", "IRQ", "city", True),
        ("Baghdad’s", "IRQ", "city", True),
        ("BAGHDAD", "IRQ", "city", True),
        ("the Gaza Strip", "PSE", "admin1", False),
        ("Gaza City", "PSE", "city", True),
        ("Jenin", "PSE", "city", True),
        ("Guerrero", "MEX", "admin1", False),
        ("Anhui", "CHN", "admin1", False),
        ("Manila Cathedral", "PHL", "near_city", True),
        ("Mandera County", "KEN", "admin1", False),
        ("Mandera", "KEN", "city", True),
        ("Kossi province", "BFA", "admin2", False),
        ("Yatenga province", "BFA", "admin2", False),
        ("northern Burkina Faso", "BFA", "multi_admin1", False),
        ("northeast Kenya", "KEN", "multi_admin1", False),
        ("the Green Zone", "IRQ", "neighbourhood", True),
        ("Ain al-Asad airbase", "IRQ", "facility", True),
        ("al-Karkh", "IRQ", "neighbourhood", True),
        ("Anbar", "IRQ", "admin1", False),
        ("western Anbar", "IRQ", "admin1", False),
        ("Mosul", "IRQ", "city", True),
        ("western Mosul", "IRQ", "city", True),
        ("north of Tel Aviv", "ISR", "near_city", True),
        ("25 km north of Kirkuk", "IRQ", "near_city", True),
        ("near the Iraqi", None, "", False),
        ("Kandahar province", "AFG", "admin1", False),
        ("Helmand", "AFG", "admin1", False),
        ("Cuscatlan Department", "SLV", "admin1", False),
        ("department of Cuscatlan", "SLV", "admin1", False),
        ("Nouna district", "BFA", "admin2", False),
        ("the city of Herat", "AFG", "city", True),
        ("Northern Ireland", "GBR", "admin1", False),
        ("England", "GBR", "admin1", False),
        ("Red Sea", None, "water_air", False),
    ],
)
def test_words_resolve_to_country_and_precision(
    words: str, country: str | None, precision: str, *, has_point: bool
) -> None:
    if not precision:
        assert places.resolve(words) == ()
    else:
        assert first(words) == (country, precision, has_point)


@pytest.mark.parametrize(
    ("spelling", "other"),
    [
        ("Kyiv", "Kiev"),
        ("Basra", "al-Basrah"),
        ("Fallujah", "al-Falluja"),
        ("Bogotá", "Bogota"),
        ("Odesa", "ODESA"),
        ("El Fasher", "Al-Fashir"),
        ("Mazar-e-Sharif", "Mazar e Sharif"),
        ("Sanaa", "Sana'a"),
    ],
)
def test_spellings_of_one_city_resolve_to_one_point(spelling: str, other: str) -> None:
    one, two = places.resolve(spelling)[0], places.resolve(other)[0]
    assert (one.lat, one.lon) == (two.lat, two.lon) != (None, None)


@pytest.mark.parametrize("words", ["Namissiguima", "Iraqi", "British", "Africa", "the European Union", "", "'s"])
def test_unknown_villages_adjectives_and_continents_resolve_to_nothing(words: str) -> None:
    assert places.resolve(words) == ()


def test_a_part_of_a_country_keeps_its_own_words() -> None:
    (place,) = places.resolve("northern Burkina Faso")
    assert (place.name, place.lat, place.lon) == ("northern Burkina Faso", None, None)


def test_a_city_of_a_named_country_beats_a_bigger_namesake() -> None:
    assert first("Tripoli") == ("LBY", "city", True)
    assert first("Tripoli", "LBN") == ("LBN", "city", True)
    assert first("Hyderabad", "PAK")[0] == "PAK"
    assert first("Beni", "COD") == ("COD", "city", True)


def test_the_country_named_first_counts_for_more() -> None:
    assert first("Tripoli", "LBN", "LBY")[0] == "LBN"
    assert first("Tripoli", "LBY", "LBN")[0] == "LBY"


def test_a_country_stays_a_country_whatever_towns_share_its_name() -> None:
    assert first("Lebanon", "USA") == ("LBN", "country", False)
    assert first("Mexico", "MEX") == ("MEX", "country", False)


def test_runners_up_are_listed_with_the_likeliest() -> None:
    place, *others = places.resolve("Tripoli")
    assert place.candidates[: len(others)] == tuple(map(places.named_in_full, others[:5]))
    assert "Tripoli, LBN" in place.candidates


def test_a_wider_place_settles_which_namesake_is_meant() -> None:
    assert places.resolve("Springfield, Illinois")[0].source == "geonames:Springfield, IL"
    assert places.resolve("Paris, Texas")[0].country == "USA"
    assert places.resolve("Baghdad, Iraq")[0].country == "IRQ"


def test_an_unknown_village_in_a_known_province_is_no_more_precise_than_the_province() -> None:
    (place,) = places.resolve("Bourasso in Kossi province")
    assert (place.name, place.country, place.precision, place.lat) == ("Bourasso", "BFA", "admin2", None)


def test_an_institution_of_a_country_is_not_a_place_of_that_name() -> None:
    assert places.resolve("Bank of Mexico") == ()
    assert places.resolve("University of Nowhere Hall") == ()


@pytest.mark.parametrize("country", [c for c in gazetteer.countries() if c.code.isalpha()], ids=lambda c: c.code)
def test_no_country_ever_gets_a_point(country: gazetteer.Country) -> None:
    for name in country.names:
        place = places.resolve(name)[0]
        assert (place.country, place.precision, place.lat, place.lon) == (country.code, "country", None, None)
        part = places.resolve(f"southern {name}")
        assert not part or part[0].lat is None


def test_no_province_ever_gets_a_point() -> None:
    lines = (Path(gazetteer.__file__).parent / "provinces.tsv").read_text(encoding="utf-8").splitlines()
    for name in sorted({line.split("\t")[1] for line in lines}):
        for place in places.resolve(f"{name} province"):
            assert place.precision != "admin1" or place.lat is None
        for place in places.resolve(name):
            assert (place.lat is None) or place.precision in POINTED


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Iraqi", "IRQ"), ("Afghan", "AFG"), ("British", "GBR"), ("U.S.", "USA"), ("US", "USA"), ("the U.S.", "USA"),
        ("American", "USA"), ("Americans", "USA"), ("Palestinian", "PSE"), ("UK", "GBR"), ("Iran", "IRN"),
        ("Syria", "SYR"), ("Russia", "RUS"), ("South Korea", "KOR"), ("Ivory Coast", "CIV"), ("Congo", "COD"),
        ("Gaza", "PSE"), ("West Bank", "PSE"), ("Northern Ireland", "GBR"), ("Kosovo", "XKX"), ("IRAQI", "IRQ"),
        ("Iraq's", "IRQ"), ("Cote d'Ivoire", "CIV"), ("us", None), ("polish", None), ("Baghdad", None), ("", None),
    ],
)  # fmt: skip
def test_names_and_adjectives_lead_to_a_country(words: str, code: str | None) -> None:
    assert places.country_of(words) == code


def test_a_longer_name_hides_the_country_inside_it() -> None:
    assert rules("Snow fell in New Mexico and Mexico City.") == set()
    assert rules("He was born in South Sudan.") == {"countries:SSD"}
    assert rules("The Islamic State of Iraq and Syria said so.") == set()


def test_a_description_made_from_a_country_is_not_a_place() -> None:
    assert rules("Iran-backed and pro-Iran men") == set()
    assert rules("the Iraq-Syria border") == {"countries:IRQ", "countries:SYR"}


def test_an_abbreviated_country_counts_only_where_it_stands_alone() -> None:
    assert rules("U.S. troops and the UK embassy, a U.S.-Kenyan base") == set()
    assert rules("He flew to the U.S. on Monday.") == {"countries:USA"}


def test_text_in_capitals_is_read_without_taking_words_for_countries() -> None:
    assert rules("REBELS TOLD US THAT EL SALVADOR IS CALM; THE WAR WENT ON FOR DAYS") == {"countries:SLV"}


def test_a_form_broken_over_lines_or_doubly_spaced_is_still_found() -> None:
    text = "shells hit the Green\nZone and the Gaza  Strip"
    assert [m.text for m in places.find(text)] == ["Green\nZone", "Gaza  Strip"]
    assert places.find("the Green\n\nZone") == ()


@given(st.lists(st.one_of(SCRAPS, st.text(max_size=6)), max_size=12).map("".join))
def test_found_stretches_are_the_words_they_say_and_never_overlap(text: str) -> None:
    reached = 0
    for mention in places.find(text):
        assert text[mention.start : mention.end] == mention.text
        assert reached <= mention.start < mention.end
        reached = mention.end


@given(st.one_of(st.text(max_size=40), st.lists(SCRAPS, max_size=6).map(" ".join)))
def test_any_words_resolve_without_complaint(words: str) -> None:
    for place in places.resolve(words):
        assert (place.lat is None) == (place.lon is None)
        assert place.lat is None or place.precision in POINTED


@given(st.text(max_size=30))
def test_cleaned_words_have_no_space_at_their_edges(words: str) -> None:
    name = wordings.cleaned(words)
    assert name == name.strip()


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Somali capital", "Mogadishu"), ("the Afghan capital", "Kabul"), ("Yemen's capital", "Sanaa"),
        ("Israeli capital", None), ("venture capital", None), ("provincial capital", None),
    ],
)  # fmt: skip
def test_the_capital_of_a_country_is_a_city_where_newsrooms_agree_on_it(words: str, name: str | None) -> None:
    assert next((place.name for place in places.resolve(words)), None) == name


@pytest.mark.parametrize(
    ("words", "code"),
    [("Md.", "US-MD"), ("N.C.", "US-NC"), ("La.", "US-LA"), ("Ont.", "CA-ON"), ("California", "US-CA"), ("la", None)],
)
def test_a_state_is_known_by_its_short_form_in_its_own_case(words: str, code: str | None) -> None:
    state = gazetteer.state(words)
    assert (state and state.code) == code


def test_a_state_comes_before_the_towns_of_its_name_and_a_country_before_a_state() -> None:
    assert first("California") == ("USA", "admin1", False)
    assert first("Georgia") == ("GEO", "country", False)
    assert first("Georgia", "USA") == ("USA", "admin1", False)
    assert places.resolve("Atlanta, Georgia")[0].source == "geonames:Atlanta, GA"


def test_a_name_with_a_point_of_the_compass_is_not_the_town_inside_it() -> None:
    assert first("West Java") == ("IDN", "admin1", False)
    assert places.resolve("South Zuwarah") == ()


def test_namesakes_of_one_country_are_told_apart_by_their_states() -> None:
    assert "Springfield, IL, USA" in places.resolve("Springfield")[0].candidates


@pytest.mark.parametrize("file", ["names.tsv", "provinces.tsv"])
def test_a_file_that_is_searched_in_place_is_sorted_by_the_bytes_of_its_keys(file: str) -> None:
    lines = (Path(gazetteer.__file__).parent / file).read_bytes().splitlines()
    assert lines == sorted(lines)
    for line in (*lines[:3], *lines[:: len(lines) // 200], *lines[-3:]):
        wanted, _, rest = line.decode().partition("\t")
        assert rest in shelves.lines(file, wanted)


@given(st.text(max_size=20))
def test_a_key_that_is_not_there_has_no_lines(wanted: str) -> None:
    assert all("\t" not in line for line in shelves.lines("names.tsv", wanted))
    assert shelves.lines("names.tsv", f"{wanted}\uffff") == []
