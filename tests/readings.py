"""A reading made by hand: what the rooms after extraction are tested on without a model."""

import datetime as dt
import hashlib
from dataclasses import replace

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
    Passage,
    Place,
    Reading,
    Target,
    Toll,
    Values,
    Why,
)

HEADLINE = "Shells fall on the harbour of Port Sena"
CAPTION = "A quay at Port Sena in 2017. (Photo pool)"
BODY = (
    "PORT SENA — Shells struck the harbour late Tuesday 😀. The army said two dockers were killed; "
    'a harbour guard counted four dead. Some <script>alert("x")</script> blamed the Blue Front.'
)
TEXT = f"{HEADLINE}\n\n{CAPTION}\n\n{BODY}\n"
ARTICLE = hashlib.sha256(TEXT.encode()).hexdigest()[:12]
MAIN = f"{ARTICLE}:{TEXT.index('Shells struck')}"
OTHER = f"{ARTICLE}:{TEXT.index('blamed')}"
TUESDAY = dt.date(2020, 11, 17)


def passage(words: str, text: str = TEXT) -> Passage:
    start = text.index(words)
    return Passage(start, start + len(words), words)


def _mention(kind, words: str) -> Mention:
    found = passage(words)
    return Mention(kind, found.start, found.end, words, f"{kind}:row")


def _claim(field: str, value: str | None, words: str, **more) -> Claim:
    found = passage(words)
    return Claim(f"{ARTICLE}:{found.start}:{field}", field, value, found, "body", f"{field}s:row", **more)


def _late_tuesday(published: dt.date | None) -> Days:
    if published is None:
        return Days(text="late Tuesday", unresolved="The page gives no publication date to count from.")
    day = published - dt.timedelta(days=(published.weekday() - 1) % 7)
    return Days(day, day, "part_of_day", "relative_to_publication", "night", "late Tuesday")


def sample_reading(published: dt.date | None = None) -> Reading:
    """A shelling with two voices that differ on the dead, one group that is only blamed, and a date to resolve."""
    days = _late_tuesday(published)
    act = Act(MAIN, "shelling", True, passage("Shells struck"), "main", "occurred", 1, "body")  # noqa: FBT003
    place = Place("Port Sena", None, None, None, "city", "places:port-sena", ("Port Sena, MOZ",))
    claims = (
        _claim("act", "shelling", "Shells struck", act=act),
        _claim("date", "late Tuesday", "late Tuesday", days=days),
        _claim("place", "Port Sena", "Port Sena", place=place),
        _claim("killed", "2", "two dockers were killed", low=2, high=2, qualifier="exact",
               speaker="The army", speaker_kind="military"),
        _claim("killed", "4", "counted four dead", low=4, high=4, qualifier="exact",
               speaker="a harbour guard", speaker_kind="witness", messenger="local radio", stance="hedged"),
        _claim("perpetrator", "Blue Front", "blamed the Blue Front", stance="alleged", attribution="alleged",
               speaker="Some", speaker_kind="other"),
    )  # fmt: skip
    values = Values(
        date=days,
        place=place,
        perpetrators=(Attribution("Blue Front", "alleged", "Some"),),
        targets=(Target("the harbour"),),
        weapons=(Munition("shell"),),
        killed=Toll(2, 2, 4, "most_conservative"),
    )
    why = (
        Why("date", "single", (claims[1].id,)),
        Why("killed", "most_conservative", (claims[3].id, claims[4].id)),
        Why("perpetrators", "all_voices", (claims[5].id,)),
    )
    main = Event(MAIN, ARTICLE, "main", "shelling", True, "occurred", values, claims, why)  # noqa: FBT003
    other = Event(OTHER, ARTICLE, "commentary", "other", False, "occurred", Values(), ())  # noqa: FBT003
    mentions = (
        _mention("action", "Shells struck"),
        _mention("time", "late Tuesday"),
        _mention("report", "said"),
        _mention("people", "two dockers"),
        _mention("number", "two"),
        _mention("actor", "Blue Front"),
    )
    return Reading(sample_article(published), mentions, claims, (main, other))


def sample_article(published: dt.date | None = None) -> Article:
    """The article of the sample reading, its blocks marked."""
    blocks = tuple(
        Block(kind, passage(words).start, passage(words).end)
        for kind, words in (("headline", HEADLINE), ("caption", CAPTION), ("body", BODY))
    )
    return Article(
        id=ARTICLE, source="sample", text=TEXT, title=HEADLINE, published=published,
        published_basis="page" if published else "unknown", blocks=blocks,
    )  # fmt: skip


def reread(article: Article) -> Reading:
    """Stands in for `pipeline.extract`: the sample as it is read under the article's publication date."""
    return replace(sample_reading(article.published), article=article)
