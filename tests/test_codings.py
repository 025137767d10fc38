"""Coded articles are read whatever folder they lie in, and what is wrong with one is said in one sentence."""

from __future__ import annotations

import datetime as dt

import pytest
import readings
from coded import TEXT, gold, passage, written

from workbench import codings, corrections, store
from workbench.codings import CodingError
from workbench.records import Correction, Toll


def one(path, **more):
    (coding,) = codings.read(path, **more)
    return coding


def test_a_coding_says_what_its_attacks_are(tmp_path):
    coding = one(written(tmp_path))
    (attack,) = coding.attacks
    assert coding.article.text == TEXT
    assert coding.is_attack_article
    assert (attack.types, attack.status, attack.place, attack.country) == (
        ("rocket_attack",),
        "occurred",
        "harbour of Port Sena",
        "KEN",
    )
    assert attack.first_day == attack.last_day == dt.date(2020, 11, 17)
    assert [entry.levels for entry in attack.perpetrators] == [frozenset({"alleged"})]
    assert [(c.low, c.high, c.voices) for c in attack.munitions] == [(4, None, ("army",))]
    assert coding.totals == {("killed", 90, 90)}


@pytest.mark.parametrize(("voice", "levels"), [(None, {"confirmed"}), ("police", {"confirmed", "alleged"})])
def test_what_a_named_voice_reports_of_somebody_may_be_read_as_its_allegation(tmp_path, voice, levels):
    raw = gold()
    raw["events"][0]["perpetrators"][0] |= {"basis": "reported", "by": voice}
    assert one(written(tmp_path, raw)).attacks[0].perpetrators[0].levels == levels


def test_every_passage_of_a_coding_stands_in_its_story(tmp_path):
    (attack,) = one(written(tmp_path)).attacks
    assert passage("seven wounded") in attack.passages
    assert all(TEXT[at.start : at.end] == at.text for at in attack.passages)


def test_words_that_the_story_does_not_have_are_no_passage(tmp_path):
    raw = gold()
    raw["events"][0]["targets"][0]["evidence"] = "these words are nowhere"
    assert one(written(tmp_path, raw)).attacks[0].targets[0].passage is None


def test_the_story_may_lie_in_a_folder_of_articles(tmp_path):
    (tmp_path / "gold").mkdir()
    path = written(tmp_path / "gold")
    (tmp_path / "articles").mkdir()
    (tmp_path / "gold" / "sena.txt").rename(tmp_path / "articles" / "sena.txt")
    assert one(path).article.text == TEXT


def test_the_day_that_is_given_stands_in_only_where_the_coding_knows_none(tmp_path):
    given = dt.date(2020, 11, 20)
    assert one(written(tmp_path), published=given).article.published == dt.date(2020, 11, 18)
    raw = gold()
    raw["published"]["date"] = None
    assert one(written(tmp_path, raw), published=given).article.published == given


def test_a_folder_gives_its_codings_and_stores_in_order(tmp_path):
    for name in ("b", "a"):
        written(tmp_path, name=name)
    (tmp_path / "mine.sqlite").touch()
    assert [file.name for file in codings.files(tmp_path)] == ["a.gold.json", "b.gold.json", "mine.sqlite"]


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda raw: raw.update(schema="gold/7"), "schema: this is no coding of the schema held-out-gold/1"),
        (lambda raw: raw.pop("events"), "'events' is missing"),
        (lambda raw: raw["events"][0].pop("status"), r"events\[0\]: 'status' is missing"),
        (lambda raw: raw["events"][0]["casualties"][0].pop("count_low"), r"events\[0\]: 'count_low' is missing"),
        (lambda raw: raw["events"][0]["date"].update(start="Tuesday"), r"events\[0\]: .*write a day as YYYY-MM-DD"),
        (lambda raw: raw.update(events=["attack"]), "wrong shape"),
        (lambda raw: raw.update(published="yesterday"), "wrong shape"),
        (lambda raw: raw.update(text_file="gone.txt"), None),
    ],
)
def test_a_coding_that_cannot_be_used_is_refused_with_its_file_and_place(tmp_path, spoil, words):
    raw = gold()
    spoil(raw)
    path = written(tmp_path, raw)
    if words is None:
        (tmp_path / "sena.txt").unlink()
        words = "text_file: there is no gone.txt beside it"
    with pytest.raises(CodingError, match=words) as refused:
        one(path)
    assert str(path) in str(refused.value)
    assert "\n" not in str(refused.value)


def test_what_is_no_json_is_refused(tmp_path):
    path = tmp_path / "torn.gold.json"
    path.write_text('{"schema": ', encoding="utf-8")
    with pytest.raises(CodingError, match=r"torn\.gold\.json: this is no JSON"):
        one(path)


def test_a_path_without_codings_is_refused_with_the_remedy(tmp_path):
    with pytest.raises(CodingError, match=r"holds no \*\.gold\.json file and no store"):
        codings.files(tmp_path)
    with pytest.raises(CodingError, match="there is no such file or folder; check its name"):
        codings.files(tmp_path / "gone")


def test_a_store_says_what_its_analyst_has_corrected_and_nothing_of_the_rest(tmp_path):
    file = tmp_path / "mine.sqlite"
    reading = readings.sample_reading(readings.TUESDAY)
    with store.open(file) as kept:
        kept.save(reading)
        assert list(codings.read(file)) == []
        was, now = (corrections.written(t) for t in (reading.events[0].values.killed, Toll(3, 3, 3, "analyst")))
        kept.correct(Correction(readings.ARTICLE, readings.MAIN, "killed", was, now, "extraction_error"))
    coding = one(file)
    (attack,) = coding.attacks
    assert (coding.settled, coding.is_attack_article, coding.file) == (True, True, f"{file}#{readings.ARTICLE}")
    assert (attack.id, attack.kind, attack.types) == (readings.MAIN, "main", ("shelling",))
    assert [(count.low, count.high, count.voices) for count in attack.killed] == [(3, 3, None)]
    assert attack.wounded == ()
    assert attack.perpetrators[0].levels == {"alleged"}
    assert all(readings.TEXT[at.start : at.end] == at.text for at in attack.passages)


def test_every_story_of_ours_can_be_scored(project):
    files = codings.files(project / "data" / "gold")
    assert len(files) >= 14
    for file in files:
        coding = one(file)
        assert coding.attacks or not coding.is_attack_article or coding.totals
