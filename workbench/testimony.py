"""Events and their claims in, what a printed page shows of them out: each claim once, numbered, with its voice.

Claims are numbered in the order of their words, so that the numbers rise
along the article. The fields of an event come as on the desk: those on which
voices differ first, then by consequence. Nothing here decides or leaves out a
claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from workbench import wording
from workbench.corrections import CORRECTABLE, VALUE_FIELDS, current, read_value, written
from workbench.desk import words
from workbench.markup import Cited
from workbench.records import Article, Claim, Event, Passage

RULES: Mapping[str, str] = {
    "single": "one claim speaks to it",
    "agreement": "all who speak to it say the same",
    "most_conservative": "voices differ: the lowest and the highest figure are the range, and the best is the lowest "
    "that a voice gives",
    "sum_of_groups": "one voice counts several groups in one sentence, and they are added up",
    "most_precise": "the finest of the dates or places that are given",
    "all_voices": "every name that is given stands, each with who gives it",
    "unresolved": "what is given does not come to a value",
    "highest": "an analyst chose the highest figure",
    "first_told": "an analyst chose what is told first",
    "last_told": "an analyst chose what is told last",
    "firmest": "an analyst chose what is said most firmly",
    "analyst": "an analyst gave the value",
}
"""What the rules that settle a value (`settling`) do, for readers who have not met them."""

_DATES = {
    "explicit": "as the text says",
    "relative_to_publication": "counted from the day of publication",
    "partial_date_completed": "completed from the day of publication",
    "inferred": "inferred from what is told around it",
    "analyst": "given by an analyst",
}

_AROUND = 32
"""Characters of the article shown on either side of the words that a claim rests on."""
_SPACE = re.compile(r"\s+")

Numbers = Mapping[tuple[str, str], int]
"""The number of a claim on the page, by the ids of its event and of itself; the event of a loose claim is empty."""


@dataclass(frozen=True, slots=True)
class Said:
    """A claim as a page shows it."""

    number: int
    field: str
    says: str
    who: str
    through: str
    firmly: str
    before: str
    """The words that stand before the quoted ones, for a reader to know what they speak of."""
    quote: str | None
    after: str
    is_aside: bool


@dataclass(frozen=True, slots=True)
class Settled:
    """A field of an event as a page shows it, with the claims behind it that no field before it showed."""

    anchor: str
    title: str
    value: str
    because: str
    differs: bool
    said: tuple[Said, ...]
    again: tuple[int, ...]
    """The numbers of claims behind it that an earlier field shows."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event as a page shows it."""

    anchor: str
    name: str
    fields: tuple[Settled, ...]
    rest: tuple[Said, ...]
    """Claims that no field is settled from."""
    silent: tuple[str, ...]
    """The fields on which the article says nothing."""
    rules: tuple[str, ...]
    """The rules that settled its fields."""


def loose(claims: Iterable[Claim], events: Iterable[Event]) -> tuple[Claim, ...]:
    """The claims that belong to none of the events."""
    held = {claim.id.partition("+")[0] for event in events for claim in event.claims}
    return tuple(claim for claim in claims if claim.id not in held)


def numbered(events: Iterable[Event], without_event: Iterable[Claim] = ()) -> dict[tuple[str, str], int]:
    """A number for each claim, in the order of their words; those that rest on no words come last."""
    found = [*((event.id, claim) for event in events for claim in event.claims), *(("", one) for one in without_event)]
    ordered = sorted(found, key=lambda pair: _at(pair[1]))
    return {(event, claim.id): number for number, (event, claim) in enumerate(ordered, start=1)}


def _at(claim: Claim) -> tuple[bool, int, int]:
    at = claim.passage
    return (at is None, at.start if at else 0, at.end if at else 0)


def cited(events: Iterable[Event], without_event: Iterable[Claim], numbers: Numbers) -> tuple[Cited, ...]:
    """The words of the article that claims rest on, with the number of each claim."""
    found = [*((event.id, claim) for event in events for claim in event.claims), *(("", one) for one in without_event)]
    return tuple(
        Cited(claim.passage.start, claim.passage.end, numbers[event, claim.id])
        for event, claim in found
        if claim.passage is not None
    )


def told(event: Event, article: Article, anchor: str, numbers: Numbers) -> Told:
    """An event of an article with all its claims; `anchor` names it in the page's addresses."""
    spoken = [field for field in VALUE_FIELDS if written(current(event, field)) or words.behind(event, field)]
    order = sorted(spoken, key=lambda field: not _differ(event, field))
    views = {claim.id: said(event, article, claim, numbers) for claim in event.claims}
    fields: list[Settled] = []
    left = dict(views)
    for field in order:
        behind = [claim.id for claim in words.behind(event, field)]
        new = tuple(left.pop(one) for one in behind if one in left)
        again = sorted({views[one].number for one in behind} - {one.number for one in new})
        fields.append(_settled(event, field, f"{anchor}-{field}", new, tuple(again)))
    silent = tuple(CORRECTABLE[field].title.lower() for field in VALUE_FIELDS if field not in spoken)
    rules = tuple(why.rule for why in event.why)
    return Told(anchor, words.event_words(event), tuple(fields), tuple(left.values()), silent, rules)


def _settled(event: Event, field: str, anchor: str, new: tuple[Said, ...], again: tuple[int, ...]) -> Settled:
    """A field with its claims: those that no field before it showed, and the numbers of the others."""
    return Settled(
        anchor=anchor,
        title=CORRECTABLE[field].title,
        value=value(event, field),
        because=words.settled_by(event, field),
        differs=_differ(event, field),
        said=new,
        again=again,
    )


def _differ(event: Event, field: str) -> bool:
    standing = (claim for claim in words.behind(event, field) if claim.id not in event.set_aside)
    return words.differ(field, standing)


def value(event: Event, field: str) -> str:
    """The value of a field as words: a date with the words that give it, a place with its point."""
    if field == "date":
        return _date(event)
    if field == "place" and event.values.place is not None:
        place = event.values.place
        precision = "" if place.precision == "unknown" else f" ({place.precision.replace('_', ' ')})"
        point = "" if place.lat is None else f", {place.lat:.3f}, {place.lon:.3f}"
        return f"{place.name}{f', {place.country}' if place.country else ''}{precision}{point}"
    return wording.value_words(field, current(event, field))


def _date(event: Event) -> str:
    days = event.values.date
    if days is None or (days.start is None and days.end is None):
        return wording.value_words("date", days)
    how = [f"“{days.text}”" if days.text else "", _DATES.get(days.basis or "", "")]
    known = ", ".join(filter(None, how))
    return f"{wording.days_words(days)} ({known})" if known else wording.days_words(days)


def said(event: Event | None, article: Article, claim: Claim, numbers: Numbers) -> Said:
    """A claim with its number; without an event it is a loose one."""
    is_decision = claim.speaker_kind == "analyst"
    decided = read_value(claim.field, claim.value) if is_decision else None
    before, after = _around(article, claim.passage) if claim.passage else ("", "")
    return Said(
        number=numbers[event.id if event else "", claim.id],
        field=claim.field.replace("_", " "),
        says=words.claim_words(claim, decided),
        who=f"{claim.by}, analyst" if is_decision else claim.speaker or "the reporter",
        through=claim.messenger or "",
        firmly="decided" if is_decision else _firmly(claim),
        before=before,
        quote=" ".join(claim.passage.text.split()) if claim.passage else None,
        after=after,
        is_aside=event is not None and claim.id in event.set_aside,
    )


def _around(article: Article, words_of: Passage) -> tuple[str, str]:
    """A few whole words before a passage and after it, in its own block."""
    block = article.block_at(words_of.start)
    first, last = (block.start, block.end) if block else (words_of.start, words_of.end)
    before = article.text[max(first, words_of.start - _AROUND) : words_of.start]
    after = article.text[words_of.end : max(words_of.end, min(last, words_of.end + _AROUND))]
    if words_of.start - _AROUND > first:
        before = f"… {before.partition(' ')[2]}"
    if words_of.end + _AROUND < last:
        after = f"{after.rpartition(' ')[0]} …"
    return _SPACE.sub(" ", before), _SPACE.sub(" ", after)


def _firmly(claim: Claim) -> str:
    corrected = None if claim.by == "machine" else f"as {claim.by} has it"
    notes: Sequence[str | None] = (
        claim.stance, claim.attribution, "counted in another claim" if claim.subset_of else None, corrected,
    )  # fmt: skip
    return ", ".join(dict.fromkeys(note.replace("_", " ") for note in notes if note))
