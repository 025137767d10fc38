"""Coded articles in, their attacks in one form out: what a person says that a story says.

Two kinds are read: a hand coding in the schema `held-out-gold/1` (data/README.md
describes it; its text lies beside it, or in a folder `articles` beside its own),
and a store of corrections, whose corrected articles say what the events of each
are. A coding gives every voice's count; a store the settled value, and fields
that its analyst left alone count as accepted.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench import articles, corrections
from workbench.records import Article, Event, Passage, Reading, Toll

SCHEMA = "held-out-gold/1"
_CODING = ".gold.json"
_STORES = frozenset({".sqlite", ".sqlite3", ".db"})
_DAY = len("2020-11-17")
_SINGLE = frozenset({"main", "background"})
_LEVELS = {
    "reported": frozenset({"confirmed"}),
    "confirmed": frozenset({"confirmed"}),
    "claimed": frozenset({"self_claimed", "claimed_via_third_party"}),
    "alleged": frozenset({"alleged"}),
    "denied": frozenset({"denied"}),
}
"""What the coding's basis of a perpetrator is in our levels of attribution."""


class CodingError(ValueError):
    """A coded article that cannot be used: one sentence with its file, the place in it and the remedy."""


@dataclass(frozen=True, slots=True)
class CodedName:
    """A perpetrator, target or weapon, with the words that name it."""

    name: str
    passage: Passage | None = None
    optional: bool = False
    levels: frozenset[str] = frozenset()
    """The levels of attribution that are right; empty where none is coded."""


@dataclass(frozen=True, slots=True)
class CodedCount:
    """A count of people or munitions; an open side is None."""

    low: int | None
    high: int | None
    passage: Passage | None = None
    optional: bool = False
    voices: tuple[str | None, ...] | None = None
    """Whose count it is, in any of these words (None among them: the reporter); None for a settled value."""


@dataclass(frozen=True, slots=True)
class CodedAttack:
    """One attack of a story as a person coded it; None and () are unknown."""

    id: str
    kind: str
    """main or background."""
    types: tuple[str, ...]
    """The type, then those that are right as well."""
    status: str
    optional: bool = False
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    place: str | None = None
    country: str | None = None
    perpetrators: tuple[CodedName, ...] = ()
    targets: tuple[CodedName, ...] = ()
    weapons: tuple[CodedName, ...] = ()
    munitions: tuple[CodedCount, ...] = ()
    killed: tuple[CodedCount, ...] = ()
    wounded: tuple[CodedCount, ...] = ()
    where: Mapping[str, Passage] | None = None
    """The words for `date` and `place`."""

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All words that the coding rests on."""
        names = [entry.passage for entry in (*self.perpetrators, *self.targets, *self.weapons)]
        counts = [entry.passage for entry in (*self.munitions, *self.killed, *self.wounded)]
        return (*(self.where or {}).values(), *(words for words in (*names, *counts) if words is not None))


@dataclass(frozen=True, slots=True)
class Coding:
    """A coded article: its page, its attacks, and the tolls that belong to no single one of them."""

    file: str
    article: Article
    is_attack_article: bool
    attacks: tuple[CodedAttack, ...]
    totals: frozenset[tuple[str, int | None, int | None]] = frozenset()
    """(killed or wounded, low, high) of the aggregates."""
    settled: bool = False
    """Whether counts are settled values, as in a store."""


def files(source: str | Path) -> tuple[Path, ...]:
    """The codings and stores at a path: itself, or those of a folder, in order; raises CodingError for none."""
    path = Path(source)
    if path.is_dir():
        inside = sorted(f for f in path.rglob("*") if f.name.endswith(_CODING) or f.suffix.lower() in _STORES)
        if not inside:
            raise CodingError(f"{path}: this folder holds no *{_CODING} file and no store (.sqlite); name another.")
        return tuple(inside)
    if not path.exists():
        raise CodingError(f"{path}: there is no such file or folder; check its name.")
    return (path,)


def read(file: Path, *, published: dt.date | str | None = None) -> Iterator[Coding]:
    """The coded articles of a file; `published` stands in where a coding knows no day of publication.

    Raises CodingError, OSError, or ValueError where a page or a store cannot be read.
    """
    yield from _from_store(file) if file.suffix.lower() in _STORES else [_from_gold(file, published)]


def _from_gold(file: Path, published: dt.date | str | None) -> Coding:
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise CodingError(f"{file}: this is no JSON ({error}); mend it there.") from error
    if not isinstance(raw, dict) or raw.get("schema") != SCHEMA:
        raise CodingError(f"{file}: schema: this is no coding of the schema {SCHEMA}; see data/README.md.")
    try:
        return _coding(file, raw, published)
    except KeyError as error:
        raise CodingError(f"{file}: {error} is missing; add it, as data/README.md describes.") from error
    except (TypeError, AttributeError) as error:
        raise CodingError(f"{file}: a value has the wrong shape ({error}); see data/README.md.") from error


def _coding(file: Path, raw: dict[str, Any], published: dt.date | str | None) -> Coding:
    written = raw["published"]["date"] or ""
    day = written if len(written) == _DAY else published
    article = articles.read(_text_of(file, raw["text_file"]), published=day)
    events = raw["events"]
    attacks = [_attack(f"{file}: events[{n}]", event, article) for n, event in enumerate(events) if _is_single(event)]
    totals = [_figure(count) for event in events if event["kind"] == "aggregate" for count in event["casualties"]]
    return Coding(str(file), article, bool(raw["is_attack_article"]), tuple(attacks), frozenset(totals))


def _text_of(file: Path, name: str) -> Path:
    stem = file.name.removesuffix(_CODING) + ".txt"
    folders = (file.parent, file.parent.parent / "articles")
    places = [folder / Path(known).name for known in (name, stem) for folder in folders]
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        raise CodingError(f"{file}: text_file: there is no {name} beside it or in {folders[1]}; put the story there.")
    return found


def _is_single(event: dict[str, Any]) -> bool:
    return bool(event["is_attack"]) and event["kind"] in _SINGLE


def _figure(count: dict[str, Any]) -> tuple[str, int | None, int | None]:
    return count["effect"], count["count_low"], count["count_high"]


def _attack(where: str, event: dict[str, Any], article: Article) -> CodedAttack:
    """The attack that an event of a coding is; raises CodingError naming the place of what is missing."""
    date, location = event.get("date") or {}, event.get("location") or {}
    try:
        first, last = (_day(date.get(side)) for side in ("start", "end"))
        people = {kind: [c for c in event["casualties"] if c["effect"] == kind] for kind in ("killed", "wounded")}
        spoken = {"date": _evidence(date, article), "place": _evidence(location, article)}
        arms = event["weapons"]
        return CodedAttack(
            id=event["id"], kind=event["kind"], types=(event["event_type"], *event.get("type_also_ok", [])),
            status=event["status"], optional=bool(event.get("optional")), first_day=first, last_day=last or first,
            place=location.get("name"), country=location.get("country"),
            perpetrators=tuple(_name(entry, article) for entry in event["perpetrators"]),
            targets=tuple(_name(entry, article) for entry in event["targets"]),
            weapons=tuple(_name(entry, article) for entry in arms),
            munitions=tuple(_count(c, article) for c in arms if (c["count_low"], c["count_high"]) != (None, None)),
            killed=tuple(_count(c, article) for c in people["killed"]),
            wounded=tuple(_count(c, article) for c in people["wounded"]),
            where={field: passage for field, passage in spoken.items() if passage is not None},
        )  # fmt: skip
    except KeyError as error:
        raise CodingError(f"{where}: {error} is missing; add it, as data/README.md describes.") from error
    except ValueError as error:
        raise CodingError(f"{where}: {error}; write a day as YYYY-MM-DD.") from error


def _day(written: str | None) -> dt.date | None:
    return dt.date.fromisoformat(written) if written else None


def _evidence(entry: dict[str, Any], article: Article) -> Passage | None:
    """The words of an entry where they first stand in the story; None where it has none."""
    words = entry.get("evidence")
    at = article.text.find(words) if words else -1
    return article.passage(at, at + len(words)) if words and at >= 0 else None


def _name(entry: dict[str, Any], article: Article) -> CodedName:
    bases = [entry["basis"], *entry.get("basis_also_ok", [])] if "basis" in entry else []
    levels = frozenset[str]().union(*(_LEVELS.get(basis, frozenset()) for basis in bases))
    if "reported" in bases and not is_reporter(entry.get("by")):
        # What police or residents report of somebody is, in our levels, what they allege of him.
        levels |= _LEVELS["alleged"]
    return CodedName(entry["name"], _evidence(entry, article), bool(entry.get("optional")), levels)


def is_reporter(voice: str | None) -> bool:
    """True for the ways in which a coding names the voice of the story itself."""
    return voice in {None, "", "reporter"}


def _count(entry: dict[str, Any], article: Article) -> CodedCount:
    return CodedCount(
        entry["count_low"], entry["count_high"], _evidence(entry, article), bool(entry.get("optional")),
        (entry["source"], *entry.get("source_also_ok", [])),
    )  # fmt: skip


def _from_store(file: Path) -> Iterator[Coding]:
    """The articles of a store that an analyst has corrected, in the order of their first correction."""
    from workbench import store

    with store.open(file) as kept:
        made = kept.corrections()
        for article in dict.fromkeys(correction.article for correction in made):
            mine = [correction for correction in made if correction.article == article]
            reading = _dated(kept.reading(article), corrections.published_from(mine))
            replayed = corrections.replay(reading.events, mine)
            if replayed.homeless:
                lost = replayed.homeless[0]
                raise CodingError(
                    f"{file}: article {article}: there is no event {lost.event!r} any more, on which {lost.field} was "
                    f"corrected; look at the article at the desk."
                )
            yield _corrected(f"{file}#{article}", reading.article, replayed.events)


def _dated(reading: Reading, published: dt.date | None) -> Reading:
    """The machine's reading that the corrections were made on: under the analyst's day of publication, if any."""
    from workbench import pipeline

    return reading if published is None else corrections.redated(reading, published, pipeline.extract)


def _corrected(file: str, article: Article, events: tuple[Event, ...]) -> Coding:
    attacks = tuple(_settled(event) for event in events if event.is_attack and event.role in _SINGLE)
    tolls = [(event, field) for event in events if event.role == "aggregate" for field in ("killed", "wounded")]
    totals = frozenset((f, t.low, t.high) for event, f in tolls if (t := getattr(event.values, f)) is not None)
    return Coding(file, article, bool(attacks), attacks, totals, settled=True)


def _settled(event: Event) -> CodedAttack:
    """The attack that a corrected event is: its settled values, with the words of the claims on them."""
    values, days, place = event.values, event.values.date, event.values.place
    said = {claim.field: claim.passage for claim in reversed(event.claims) if claim.passage is not None}
    return CodedAttack(
        id=event.id, kind=event.role, types=(event.type,), status=event.status,
        first_day=(days.start or days.end) if days else None, last_day=(days.end or days.start) if days else None,
        place=place.name if place else None, country=place.country if place else None,
        perpetrators=tuple(
            CodedName(who.name, said.get("perpetrator"), levels=frozenset({who.attribution}))
            for who in values.perpetrators
        ),
        targets=tuple(CodedName(target.name, said.get("target")) for target in values.targets),
        weapons=tuple(CodedName(arm.kind, said.get("weapon") or said.get("munitions")) for arm in values.weapons),
        munitions=tuple(
            CodedCount(arm.low, arm.high, said.get("munitions"))
            for arm in values.weapons if (arm.low, arm.high) != (None, None)
        ),
        killed=_toll(values.killed, said.get("killed")), wounded=_toll(values.wounded, said.get("wounded")),
        where={field: passage for field in ("date", "place") if (passage := said.get(field)) is not None},
    )  # fmt: skip


def _toll(people: Toll | None, passage: Passage | None) -> tuple[CodedCount, ...]:
    return () if people is None else (CodedCount(people.low, people.high, passage),)
