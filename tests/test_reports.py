"""A report shows every claim with its voice and words, lets no word become markup, and says what it does not say."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from readings import MAIN, TUESDAY, reread, sample_reading

from workbench import articles, language, pictures, pipeline, reports, samples, store, tables
from workbench.attacks import Attack, HistoryError, Span
from workbench.corrections import current, saying, written
from workbench.exports import ExportError
from workbench.records import Correction, Days, Event, Toll, Values
from workbench.store import StoreError

VOID = {"meta", "br", "path", "rect", "stop"}

APART = {"td", "th", "dt", "dd", "li", "p", "caption", "summary"}
"""Elements that a reader sees apart from what follows."""


class Page(HTMLParser):
    """A page as its elements: each with its attributes, and all words within it."""

    def __init__(self, text):
        super().__init__()
        self.elements, self._open = [], []
        self.feed(text)
        assert self._open == [], "an element is not closed"

    def handle_starttag(self, tag, attributes):
        element = {"tag": tag, "words": "", "inside": [one["tag"] for one in self._open], **dict(attributes)}
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)
        elif tag == "br":
            self.handle_data(" ")

    def handle_startendtag(self, tag, attributes):
        self.elements.append({"tag": tag, "words": "", "inside": [], **dict(attributes)})

    def handle_endtag(self, tag):
        assert self._open.pop()["tag"] == tag
        if tag in APART:
            self.handle_data(" ")

    def handle_data(self, data):
        for element in self._open:
            element["words"] += data

    def all(self, tag, **wanted):
        wanted = {name.rstrip("_"): value for name, value in wanted.items()}
        return [one for one in self.elements if one["tag"] == tag and wanted.items() <= one.items()]

    def ids(self):
        return [one["id"] for one in self.elements if "id" in one]

    def words(self):
        return " ".join(self.all("body")[0]["words"].split())

    def rows(self):
        """The words of every row of every table."""
        return [" ".join(row["words"].split()) for row in self.all("tr")]


@pytest.fixture
def made(tmp_path):
    """What writes a report without pictures and gives its page."""

    def write(reading=None, **given):
        given = {"pictures": False, "history": HISTORY} | given
        path = reports.write(reading or sample_reading(TUESDAY), tmp_path / "report.html", **given)
        return Page(path.read_text(encoding="utf-8"))

    return write


@pytest.fixture
def kept(monkeypatch, tmp_path):
    """A store that holds the sample."""
    monkeypatch.setattr(pipeline, "extract", reread)
    with store.open(tmp_path / "desk.sqlite") as opened:
        opened.save(sample_reading())
        yield opened


def attack(number, day, **more):
    about = {"place": "Port Sena", "country": "MOZ", "sources": ("Reuters (2020) https://example.org/a",)} | more
    return Attack(f"H-{number}", day, day, about.pop("kind", "shelling"), "day", **about)


def correction(field, now, *, note="seen on page 2", **more):
    event = sample_reading().events[0]
    was = written(current(event, field))
    return Correction(event.article, MAIN, field, was, written(now), "new_source", note, "mina", **more)


HISTORY = tables.history(
    [
        attack(1, dt.date(2020, 11, 17), killed=Span(2, 3, 4), claimed_by="Blue Front"),
        attack(2, dt.date(2020, 11, 1), kind="bombing"),
        attack(3, dt.date(2019, 1, 1), kind="truce"),
    ]
)


def test_the_page_stands_alone_and_forbids_the_network(made):
    page = made()
    policy = page.all("meta", **{"http-equiv": "Content-Security-Policy"})[0]["content"]
    assert policy.split("; ") == [
        "default-src 'none'", "style-src 'unsafe-inline'", "img-src data:", "base-uri 'none'", "form-action 'none'",
    ]  # fmt: skip
    assert page.all("html")[0]["lang"] == "en"
    assert {one["tag"] for one in page.elements} & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
        "form",
        "base",
    } == set()
    assert "@import" not in page.all("style")[0]["words"]
    assert "url(" not in page.all("style")[0]["words"]


def test_the_head_says_what_was_read_when_and_with_what(made):
    page = made(read_at=dt.datetime(2026, 11, 26, 9, 5, tzinfo=dt.UTC))
    head = " ".join(page.all("header")[0]["words"].split())
    assert "Shells fall on the harbour of Port Sena" in head
    assert "Published 17 November 2020, as the page says" in head
    assert "Read 26 November 2026, 09:05 UTC" in head
    assert f"language model {language.model_name()}" in head
    assert re.search(r"workbench \d+\.\d+\.\d+", head)


def test_folders_of_the_machine_stay_off_the_page(made):
    reading = sample_reading(TUESDAY)
    page = made(replace(reading, article=replace(reading.article, source="/home/mina/secret/story.txt")))
    assert "story.txt" in page.words()
    assert "secret" not in page.words()


def test_the_summary_has_the_range_and_the_rule_that_settled_it(made):
    page = made()
    assert "Killed 2 2 4 most conservative of 2 claims voices differ" in page.rows()
    assert "Wounded unknown unknown unknown the article says nothing on it" in page.rows()
    summary = page.words()
    assert "By whom Blue Front (alleged, by Some)" in summary
    assert "Where Port Sena (city)" in summary
    assert "When 2020-11-17, night (“late Tuesday”, counted from the day of publication)" in summary


def test_what_voices_differ_on_comes_first_then_the_order_of_the_desk(made):
    fields = [row["id"] for row in made().all("tr", class_="field") if row.get("id", "").startswith("event-1-")]
    names = [name.removeprefix("event-1-") for name in fields]
    assert names == [
        "killed", "perpetrators", "place", "date", "type", "weapons", "targets", "role", "status",
    ]  # fmt: skip


def test_every_claim_is_told_once_with_its_voice_and_words(made):
    page = made()
    told = [row for row in page.all("tr") if row.get("id", "").startswith("claim-")]
    assert [row["id"] for row in sorted(told, key=lambda row: row["id"])] == [f"claim-{n}" for n in range(1, 7)]
    (guard,) = (" ".join(row["words"].split()) for row in told if "harbour guard, through" in row["words"])
    assert guard.startswith("5 4 a harbour guard, through local radio hedged … ")
    assert "counted four dead" in guard


def test_claims_are_numbered_along_the_article_and_lead_there_and_back(made):
    page = made()
    text = page.all("div", class_="wbm")[0]["words"]
    assert [int(number) for number in re.findall(r"\[(\d+)\]", text)] == list(range(1, 7))
    targets = {link["href"] for link in page.all("a")}
    assert {f"#words-{n}" for n in range(1, 7)} | {f"#claim-{n}" for n in range(1, 7)} <= targets
    assert {target[1:] for target in targets if target.startswith("#")} - set(page.ids()) == set()
    assert len(page.ids()) == len(set(page.ids()))


def test_a_claim_of_no_event_is_not_lost(made):
    reading = sample_reading(TUESDAY)
    main, other = reading.events
    left = replace(reading, events=(replace(main, claims=main.claims[:-1]), other))
    assert "6 perpetrator: Blue Front Some alleged" in " ".join(made(left).rows())


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>steal()</script>",
        '<img src=x onerror="steal()">',
        "</style><script>steal()</script>",
        "\" onmouseover='steal()' x=\"",
        "{{ 7 * 7 }}{% raw %}",
        "]]><!--",
        "&lt;b&gt; &amp;amp;",
    ],
)
def test_no_word_of_an_article_becomes_markup(made, hostile, kept):
    reading = sample_reading(TUESDAY)
    main, other = reading.events
    text = f"{hostile} {reading.article.text} {hostile}"
    claims = tuple(
        replace(claim, speaker=hostile, messenger=hostile, value=hostile, passage=replace(claim.passage, text=hostile))
        for claim in main.claims
    )
    values = replace(main.values, place=replace(main.values.place, name=hostile), targets=())
    article = replace(reading.article, text=text, title=hostile, outlet=hostile, byline=(hostile,), source=hostile)
    kept.correct(correction("killed", Toll(9, 9, 9, "analyst"), note=hostile))
    history = tables.history([attack(1, TUESDAY, place=hostile, claimed_by=hostile, sources=(hostile,))])
    plain = made(store=kept)
    page = made(
        replace(reading, article=article, events=(replace(main, claims=claims, values=values), other)),
        store=kept, history=history,
    )  # fmt: skip
    assert {one["tag"] for one in page.elements} == {one["tag"] for one in plain.elements}
    assert [name for one in page.elements for name in one if name.startswith("on")] == []
    assert len(page.all("style")) == 1
    assert page.all("h1")[0]["words"] == " ".join(hostile.split())
    assert page.all("div", class_="wbm")[0]["words"].count(hostile) == 2
    assert page.words().count(hostile) > 20


def test_text_that_runs_from_right_to_left_finds_its_own_direction(made):
    reading = sample_reading(TUESDAY)
    page = made(replace(reading, article=replace(reading.article, title="انفجار در بغداد")))
    assert page.all("h1")[0]["dir"] == "auto"
    assert page.all("div", class_="wbm-text")
    assert {one.get("dir") for one in [*page.all("div", class_="wbm-text"), *page.all("q")]} == {"auto"}


def test_a_correction_settles_the_value_and_is_told_with_its_reason(made, kept):
    kept.correct(correction("killed", Toll(3, 3, 3, "analyst")))
    page = made(store=kept)
    assert "Killed 3 3 3 corrected by an analyst voices differ" in page.rows()
    (told,) = (row for row in page.rows() if "seen on page 2" in row)
    assert "Killed of main · shelling" in told
    assert "2 (2 to 4) 3 another source says otherwise: seen on page 2" in told
    assert "1 correction is in force, kept in desk.sqlite" in page.words()


def test_a_publication_date_from_the_store_gives_the_days_of_the_story(made, kept):
    article = sample_reading().article.id
    kept.correct(Correction(article, "", "published", None, written(TUESDAY), "new_source", by="mina"))
    page = made(sample_reading(), store=kept)
    assert "Published 17 November 2020, as given by an analyst" in page.words()
    assert "When 2020-11-17, night" in page.words()


def test_a_correction_that_was_taken_back_is_counted_and_not_applied(made, kept):
    kept.correct(correction("killed", Toll(3, 3, 3, "analyst")))
    kept.undo(1)
    page = made(store=kept)
    assert "Killed 2 2 4 most conservative of 2 claims voices differ" in page.rows()
    assert "0 corrections are in force, kept in desk.sqlite; 1 more was made and taken back." in page.words()


def test_a_claim_set_aside_is_still_told(made, kept):
    event = sample_reading().events[0]
    guard = event.claims[4]
    was = written(saying(event, guard))
    kept.correct(Correction(event.article, MAIN, "claim", was, None, "dedup", by="mina", part=guard.id))
    page = made(sample_reading(), store=kept)
    assert any("hedged; set aside, no longer counted" in row for row in page.rows())
    assert "Killed 2 2 2 single of 1 claim" in page.rows()


def test_what_no_longer_fits_the_reading_is_told(made, kept):
    kept.correct(correction("killed", Toll(3, 3, 3, "analyst")))
    reading = sample_reading(TUESDAY)
    main, other = reading.events
    read_anew = replace(main, values=replace(main.values, killed=Toll(7, 7, 7, "single")))
    page = made(replace(reading, events=(read_anew, other)), store=kept)
    assert "the machine now reads 7; when it was corrected it read 2 (2 to 4)." in page.words()
    page = made(replace(reading, events=(other,)), store=kept)
    assert "No longer applied, as the event or claim is not found any more: Killed of" in page.words()


def test_a_store_that_knows_nothing_of_the_article_says_so(made, tmp_path):
    store.open(tmp_path / "other.sqlite").close()
    assert (
        "The store other.sqlite holds no correction of this article." in made(store=tmp_path / "other.sqlite").words()
    )


def test_a_store_that_was_tampered_with_is_not_told(made, kept, tmp_path):
    kept.correct(correction("killed", Toll(3, 3, 3, "analyst")))
    kept.close()
    with sqlite3.connect(tmp_path / "desk.sqlite") as base:
        for trigger in base.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            base.execute(f"drop trigger {trigger[0]}")
        base.execute("update log set who = 'somebody'")
    base.close()
    with pytest.raises(StoreError, match="Entry 1 of the log is not as it was committed"):
        made(store=tmp_path / "desk.sqlite")
    assert not (tmp_path / "report.html").exists()


def test_the_rows_nearest_in_time_stand_first_with_their_distance(made):
    rows = made().rows()
    first = next(n for n, row in enumerate(rows) if row.startswith("2020-11-17 the same day"))
    assert rows[first].startswith("2020-11-17 the same day shelling, Port Sena, MOZ May be this attack.")
    assert "H-1 3 (2 to 4) unknown claimed by" in rows[first]
    assert rows[first + 1].startswith("2020-11-01 16 days before bombing, Port Sena, MOZ H-2 unknown unknown unknown")


def test_a_row_for_which_enough_speaks_may_be_this_attack(made):
    reading = sample_reading(TUESDAY)
    main, other = reading.events
    placed = replace(main, values=replace(main.values, place=replace(main.values.place, country="MOZ")))
    others = [attack(2, TUESDAY, kind="bombing"), attack(3, TUESDAY, country="IRQ"), attack(4, dt.date(2020, 11, 9))]
    page = made(replace(reading, events=(placed, other)), history=tables.history([attack(1, TUESDAY), *others]))
    (row, *_) = (row for row in page.rows() if "May be this attack" in row)
    assert "H-1" in row
    assert [other for other in ("H-2", "H-3", "H-4") if other in row] == []
    assert "May be this attack. Both on 2020-11-17." in page.words()


def test_a_source_leads_to_its_address_only_on_the_web(made):
    history = tables.history([attack(1, TUESDAY, sources=("AP https://example.org/a", "by mail javascript:steal()"))])
    page = made(history=history)
    links = {link["href"]: link["words"] for link in page.all("a") if not link["href"].startswith("#")}
    assert links == {"https://example.org/a": "AP"}
    assert {link["rel"] for link in page.all("a") if "rel" in link} == {"noreferrer noopener"}


def test_a_total_in_the_article_is_in_no_count_of_rows(made):
    days = Days(dt.date(2020, 1, 1), dt.date(2020, 12, 31), "year")
    values = Values(date=days, killed=Toll(7001, 7001, 7001, "single"))
    total = Event("t", "a", "aggregate", "shelling", is_attack=True, status="occurred", values=values, claims=())
    reading = sample_reading(TUESDAY)
    without, page = made(reading), made(replace(reading, events=(*reading.events, total)))
    table = [row for row in page.rows() if row.startswith(("Year", "2019 ", "2020 "))]
    assert table == [row for row in without.rows() if row.startswith(("Year", "2019 ", "2020 "))]
    assert [row for row in page.rows() if "7001" in row or "7,001" in row] == ["Killed: 7001"]
    assert "Events of the article that are totals, plans, threats or comments, set beside no row: 2." in page.words()


def test_without_a_picture_the_page_says_why_and_gives_the_facts_as_tables(made, monkeypatch):
    monkeypatch.delenv("BROWSER_PATH", raising=False)
    monkeypatch.setattr(pictures, "_found", lambda: None)
    page = made(pictures=True)
    assert page.all("svg") == []
    assert "No picture can be drawn: there is no Chromium, Chrome or Edge on this machine" in page.words()
    assert "2020 2 shelling 1, bombing 1" in page.rows()
    assert "All 3 rows of the history" in page.words()


@pytest.mark.browser
def test_with_a_browser_the_timeline_is_in_the_page(made):
    page = made(pictures=True)
    assert len(page.all("svg", role="img")) == 2
    assert "2 past attacks, 1 truce" in " ".join(page.all("svg")[0]["words"].split())
    assert {one["tag"] for one in page.elements} & {"script", "img", "foreignobject"} == set()


def test_a_reading_without_an_event_is_a_page_all_the_same(made):
    page = made(replace(sample_reading(TUESDAY), events=(), claims=()))
    assert "No event was found in this article as what it mainly tells." in page.words()
    assert "No claim was found." in page.words()


def test_an_empty_history_is_a_page_all_the_same(made):
    assert "No row is nearest in time" in made(history=tables.history([])).words()


def test_outside_a_checkout_the_page_says_how_to_give_it_a_history(made, monkeypatch, tmp_path):
    monkeypatch.setattr(samples, "_DATA", tmp_path)
    page = made(history=None)
    assert "There is no data/history/attacks.csv beside the package" in page.words()
    assert [row for row in page.rows() if "days before" in row] == []


def test_a_history_too_long_to_list_is_counted_and_its_nearest_rows_are_shown(made):
    days = [TUESDAY - dt.timedelta(days=3 * n) for n in range(400)]
    page = made(history=tables.history([attack(n, day) for n, day in enumerate(days)]))
    assert page.all("details") == []
    assert "they are in the counts by year: 400." in page.words()
    assert [row.split(" days before")[0][-2:].strip() for row in page.rows() if "days before" in row] == [
        "3", "6", "9", "12", "15", "18", "21",
    ]  # fmt: skip
    assert "2020 108 shelling 108" in page.rows()


def test_what_the_page_does_not_say_is_said(made):
    said = made(sample_reading()).words()
    assert "It does not say what happened." in said
    assert "On the main event the article says nothing on: wounded, missing, captured. That is not zero." in said
    assert "It leaves unknown what the words do not settle: date." in said
    assert "The day of publication is unknown" in said
    assert "These parts of the page carry no claims: caption." in said
    assert "workbench score data/gold" in said


def test_an_existing_page_is_replaced_whole(made, tmp_path):
    (tmp_path / "report.html").write_text("old", encoding="utf-8")
    assert made().all("h1")
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


@pytest.mark.parametrize(
    ("name", "remedy"),
    [("report.pdf", r"an ending that I can write: \.html, \.htm"), ("no/report.html", "there is no folder")],
)
def test_a_place_that_cannot_be_written_is_refused(tmp_path, name, remedy):
    with pytest.raises(ExportError, match=remedy):
        reports.write(sample_reading(), tmp_path / name, history=HISTORY, pictures=False)


def test_the_article_itself_is_never_overwritten(tmp_path):
    story = tmp_path / "story.html"
    story.write_text("words", encoding="utf-8")
    reading = sample_reading()
    with pytest.raises(ExportError, match="made from this very file; give it another name"):
        reports.write(replace(reading, article=replace(reading.article, source=str(story))), story, pictures=False)
    assert story.read_text(encoding="utf-8") == "words"


def test_a_store_or_history_that_is_not_there_is_refused_and_nothing_is_written(tmp_path):
    target = tmp_path / "report.html"
    with pytest.raises(StoreError):
        reports.write(sample_reading(), target, store=tmp_path / "none.sqlite", pictures=False)
    with pytest.raises(FileNotFoundError):
        reports.write(sample_reading(), target, history=tmp_path / "none.csv", pictures=False)
    (tmp_path / "bad.csv").write_text("a,b\n", encoding="utf-8")
    with pytest.raises(HistoryError, match=r"bad\.csv: its header has no column of any table"):
        reports.write(sample_reading(), target, history=tmp_path / "bad.csv", pictures=False)
    assert not target.exists()


def test_the_totals_of_the_article_are_set_against_the_history(made):
    story = pipeline.extract(articles.read(samples.sample(), published=dt.date(2020, 11, 17)))
    said = made(story, history=None).words()
    assert '"six Iraqis" killed, 1 Oct 2019 to the eve of 17 Nov 2020: agrees, the history has 6.' in said
    assert "is a contractor in the history, while the article says service member" in said
