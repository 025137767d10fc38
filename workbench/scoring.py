"""Coded articles in, a score out: how often the program's reading is wrong, field by field, and where.

A score counts, for each field, what was read rightly, what was read that is
not there, and what is there and was not read. Attacks are scored over main and
background events, the other fields over the main attacks; what the coding
calls optional is neither rewarded nor punished. Every disagreement says what
was coded, what was read and in which words. Rates come with the interval that
so few articles leave open. Nothing here looks at how a reading came about.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from workbench import agreement, codings, pipeline
from workbench.codings import CodedAttack, CodedCount, CodedName, Coding, CodingError
from workbench.records import Claim, Event, Passage, Reading
from workbench.scores import Disagreement, Fault, Outcome, Score, Tally

__all__ = ["CodingError", "Score", "compare", "score"]

_Known = TypeVar("_Known", CodedName, CodedCount)
_Found = TypeVar("_Found")


def score(*sources: str | Path, published: str | dt.date | None = None) -> Score:
    """The program's reading beside the codings at some paths: *.gold.json files, stores of corrections, or folders.

    `published` stands in where a coding knows no day of publication. Raises CodingError, naming the file, the place
    in it and the remedy, and what `wb.read`, `wb.open` and `wb.extract` raise.
    """
    files = [file for source in sources for file in codings.files(source)]
    return sum((one for file in files for one in of_file(file, published=published)), Score())


def of_file(file: Path, *, published: str | dt.date | None = None) -> Iterator[Score]:
    """The score of each coded article in a file, one at a time; raises as `score` does."""
    for coding in codings.read(file, published=published):
        yield compare(coding, pipeline.extract(coding.article))


def compare(coding: Coding, reading: Reading) -> Score:
    """The score of one article's reading beside its coding."""
    single = [event for event in reading.events if event.is_attack and event.role in {"main", "background"}]
    pairs = agreement.pairs(coding.attacks, single)
    sheet = _Sheet(coding)
    _attacks(sheet, single, pairs)
    for attack in coding.attacks:
        if attack.kind == "main":
            event = next((read for known, read in pairs if known is attack), None)
            _fields(sheet, attack, event)
    _leaks(sheet, single)
    _alarm(sheet, single)
    _astray(sheet, reading)
    return Score(1, sheet.tallies, sheet.faults, tuple(sheet.disagreements), coding.file)


@dataclass(slots=True)
class _Sheet:
    """The score of one article while it is being made."""

    coding: Coding
    tallies: dict[str, Tally] = field(default_factory=dict)
    faults: dict[str, Fault] = field(default_factory=dict)
    disagreements: list[Disagreement] = field(default_factory=list)

    def add(self, name: str, right: int, made_up: int, missed: int) -> None:
        self.tallies[name] = self.tallies.get(name, Tally()) + Tally(right, made_up, missed)

    def differ(
        self, name: str, outcome: Outcome, event: str, passage: Passage | None, *, coded: str | None = None,
        read: str | None = None,
    ) -> None:  # fmt: skip
        page = self.coding.article
        self.disagreements.append(
            Disagreement(self.coding.file, page.id, page.source, name, outcome, coded, read, passage, event)
        )


def _attacks(sheet: _Sheet, single: Sequence[Event], pairs: list[tuple[CodedAttack, Event]]) -> None:
    found, read = {id(known) for known, _ in pairs}, {id(event) for _, event in pairs}
    missed = [a for a in sheet.coding.attacks if id(a) not in found and not a.optional]
    made_up = [event for event in single if id(event) not in read]
    sheet.add("attacks", sum(not known.optional for known, _ in pairs), len(made_up), len(missed))
    for attack in missed:
        passage = next(iter(attack.passages), None)
        sheet.differ("attacks", "missed", attack.id, passage, coded=f"{attack.kind} {attack.types[0]}")
    for event in made_up:
        sheet.differ("attacks", "made_up", event.id, _act(event), read=f"{event.role} {event.type}")


def _act(event: Event) -> Passage | None:
    return _words_for(event, "act")


def _words_for(event: Event, *names: str) -> Passage | None:
    """The machine's words for a field of an event: the first claim on it."""
    return next((c.passage for c in event.claims if c.field in names and c.passage and c.by == "machine"), None)


def _fields(sheet: _Sheet, attack: CodedAttack, event: Event | None) -> None:
    """Every field of a main attack; of one that was not found, all that is coded is missed, in the tallies only."""
    if event is None:
        if not attack.optional:
            _unread(sheet, attack)
        return
    values = event.values
    _single(sheet, attack, "type", (attack.types[0], event.type), _act(event), right=event.type in attack.types)
    _single(sheet, attack, "status", (attack.status, event.status), _act(event), right=event.status == attack.status)
    _date(sheet, attack, event)
    _place(sheet, attack, event)
    _names(sheet, attack, event, "perpetrators", [who.name for who in values.perpetrators])
    _attributed(sheet, attack, event)
    _names(sheet, attack, event, "targets", [target.name for target in values.targets])
    _names(sheet, attack, event, "weapons", [arm.kind for arm in values.weapons])
    for name in ("munitions", "killed", "wounded"):
        _counts(sheet, attack, event, name)


def _date(sheet: _Sheet, attack: CodedAttack, event: Event) -> None:
    days = event.values.date
    coded = _span(attack.first_day, attack.last_day)
    read = _span(days.start or days.end, days.end or days.start) if days else None
    right = days is not None and agreement.same_days(attack, days)
    _single(sheet, attack, "date", (coded, read), _words_for(event, "date"), right=right)


def _place(sheet: _Sheet, attack: CodedAttack, event: Event) -> None:
    place = event.values.place
    right = place is not None and agreement.alike(attack.place, place.name) and _lands(attack, place.country)
    read = place.name if place else None
    _single(sheet, attack, "place", (attack.place, read), _words_for(event, "place"), right=right)


def _span(first: dt.date | None, last: dt.date | None) -> str | None:
    if first is None and last is None:
        return None
    return str(first or last) if first == last else f"{first} to {last}"


def _lands(attack: CodedAttack, country: str | None) -> bool:
    return None in {attack.country, country} or attack.country == country


def _unread(sheet: _Sheet, attack: CodedAttack) -> None:
    for name, known in (
        ("type", attack.types),
        ("status", attack.status),
        ("date", attack.first_day),
        ("place", attack.place),
    ):
        sheet.add(name, 0, 0, int(known is not None))
    lists: dict[str, Sequence[CodedName] | Sequence[CodedCount]] = {
        "perpetrators": attack.perpetrators, "attribution": [p for p in attack.perpetrators if p.levels],
        "targets": attack.targets, "weapons": attack.weapons, "munitions": attack.munitions,
        "killed": attack.killed, "wounded": attack.wounded,
    }  # fmt: skip
    if not sheet.coding.settled:
        lists |= {"killed_voiced": attack.killed, "wounded_voiced": attack.wounded}
    for name, entries in lists.items():
        sheet.add(name, 0, 0, sum(not entry.optional for entry in entries))


def _single(
    sheet: _Sheet,
    attack: CodedAttack,
    name: str,
    values: tuple[str | None, str | None],
    passage: Passage | None,
    *,
    right: bool,
) -> None:
    """One value on each side; a value taken for another is both made up and missed."""
    coded, read = values
    if attack.optional or (coded is None and read is None):
        return
    sheet.add(name, int(right), int(read is not None and not right), int(coded is not None and not right))
    if not right:
        outcome: Outcome = "made_up" if coded is None else "missed" if read is None else "confused"
        sheet.differ(name, outcome, attack.id, passage or (attack.where or {}).get(name), coded=coded, read=read)


_CLAIMED = {"perpetrators": ("perpetrator",), "targets": ("target",), "weapons": ("munitions", "weapon")}
"""The fields of the claims behind the fields of a score."""


_SAME = {"weapons": agreement.same_arm}
"""How names are compared; the others by their words."""


def _names(sheet: _Sheet, attack: CodedAttack, event: Event, name: str, read: list[str]) -> None:
    same = _SAME.get(name, agreement.alike)
    coded: tuple[CodedName, ...] = getattr(attack, name)
    known, read = _distinct(coded, name), list(dict.fromkeys(read))
    right, missed, made_up = _matched(known, read, lambda entry, words: same(entry.name, words))
    sheet.add(name, right, len(made_up), len(missed))
    for entry in missed:
        sheet.differ(name, "missed", attack.id, entry.passage, coded=entry.name)
    for words in made_up:
        passage = _naming(event, _CLAIMED[name], words)
        sheet.differ(name, "made_up", event.id, passage, read=words)


def _distinct(coded: Iterable[CodedName], name: str) -> list[CodedName]:
    """The entries without those that repeat one before them: a coding has one for every voice."""
    kept: dict[str, CodedName] = {}
    for entry in sorted(coded, key=lambda entry: entry.optional):
        kept.setdefault(agreement.weapon_kind(entry.name) if name == "weapons" else entry.name, entry)
    return list(kept.values())


def _naming(event: Event, fields: tuple[str, ...], words: str) -> Passage | None:
    """The words behind a name that was read: those of a claim of that value, else of the first on the field."""
    claims = [c for c in event.claims if c.field in fields and c.passage is not None and c.by == "machine"]
    exact = [c for c in claims if c.value == words or (c.passage and c.passage.text == words)]
    return next((c.passage for c in [*exact, *claims]), None)


def _attributed(sheet: _Sheet, attack: CodedAttack, event: Event) -> None:
    """Perpetrators again, right only where the reading names them as firmly as the story does."""
    known = [entry for entry in _distinct(attack.perpetrators, "perpetrators") if entry.levels]
    read = list(event.values.perpetrators)
    right, missed, made_up = _matched(
        known, read, lambda entry, who: agreement.alike(entry.name, who.name) and who.attribution in entry.levels
    )
    sheet.add("attribution", right, len(made_up), len(missed))
    for entry in missed:
        who = next((who for who in made_up if agreement.alike(entry.name, who.name)), None)
        if who is not None:
            level = " or ".join(sorted(entry.levels))
            passage = _naming(event, _CLAIMED["perpetrators"], who.name)
            sheet.differ("attribution", "confused", attack.id, passage, coded=level, read=who.attribution)


def _matched(
    coded: Iterable[_Known], read: Iterable[_Found], same: Callable[[_Known, _Found], bool]
) -> tuple[int, list[_Known], list[_Found]]:
    """How many agree, each with one at most; the coded that were not read; and the read that are not coded."""
    left, right, missed = list(read), 0, []
    for entry in sorted(coded, key=lambda entry: entry.optional):
        at = next((n for n, found in enumerate(left) if same(entry, found)), None)
        if at is not None:
            left.pop(at)
        if not entry.optional:
            right += at is not None
            missed += [entry] if at is None else []
    return right, missed, left


def _counts(sheet: _Sheet, attack: CodedAttack, event: Event, name: str) -> None:
    """Counts of one kind: each claim's or, for a settled coding, the event's settled values."""
    coded: tuple[CodedCount, ...] = getattr(attack, name)
    read = _settled_counts(event, name) if sheet.coding.settled else _counted(event, name)
    right, missed, made_up = _matched(coded, read, _same_figures)
    sheet.add(name, right, len(made_up), len(missed))
    for entry in missed:
        sheet.differ(name, "missed", attack.id, entry.passage, coded=_figures(entry.low, entry.high))
    for claim in made_up:
        sheet.differ(name, "made_up", event.id, claim.passage, read=_figures(claim.low, claim.high))
    if name != "munitions" and not sheet.coding.settled:
        _voiced(sheet, attack, name, read, [entry for entry in coded if entry not in missed])


def _counted(event: Event, name: str) -> list[Claim | CodedCount]:
    """The claims on a count: of munitions those that give a figure, of people those that nobody denies."""
    if name != "munitions":
        return [claim for claim in agreement.harm(event) if claim.field == name]
    arms = [claim for claim in event.claims if claim.field == name and claim.by == "machine"]
    return [claim for claim in arms if (claim.low, claim.high) != (None, None)]


def _same_figures(entry: CodedCount, claim: Claim | CodedCount) -> bool:
    return (entry.low, entry.high) == (claim.low, claim.high)


def _settled_counts(event: Event, name: str) -> list[Claim | CodedCount]:
    settled = event.values.weapons if name == "munitions" else [getattr(event.values, name)]
    known = [value for value in settled if value is not None]
    counts = [CodedCount(v.low, v.high, _words_for(event, name)) for v in known]
    return [count for count in counts if (count.low, count.high) != (None, None)]


def _voiced(
    sheet: _Sheet, attack: CodedAttack, name: str, read: Sequence[Claim | CodedCount], found: list[CodedCount]
) -> None:
    """Counts again, right only where their voice is; a count that was read from another voice is a confusion."""
    claims = [claim for claim in read if isinstance(claim, Claim)]
    coded: tuple[CodedCount, ...] = getattr(attack, name)
    right, missed, made_up = _matched(
        coded, claims, lambda entry, claim: _same_figures(entry, claim) and agreement.same_voice(entry, claim)
    )
    sheet.add(f"{name}_voiced", right, len(made_up), len(missed))
    for entry in missed:
        other = next((claim for claim in made_up if entry in found and _same_figures(entry, claim)), None)
        if other is not None:
            made_up.remove(other)
            mine, its = _voice((entry.voices or (None,))[0]), _voice(other.speaker)
            sheet.differ(f"{name}_voiced", "confused", attack.id, other.passage, coded=mine, read=its)


def _voice(words: str | None) -> str:
    return words or "the reporter"


def _figures(low: int | None, high: int | None) -> str:
    match low, high:
        case None, None:
            return "an unknown number"
        case _, None:
            return f"{low} or more"
        case None, _:
            return f"{high} or fewer"
    return str(low) if low == high else f"{low} to {high}"


def _leaks(sheet: _Sheet, single: Sequence[Event]) -> None:
    """Figures of an aggregate in the claims of a single attack that has no such figure of its own."""
    own = {
        (f, c.low, c.high) for attack in sheet.coding.attacks for f in ("killed", "wounded") for c in getattr(attack, f)
    }
    said = [(event, claim) for event in single for claim in agreement.harm(event)]
    leaked = [(e, c) for e, c in said if (c.field, c.low, c.high) in sheet.coding.totals - own]
    sheet.faults["leaks"] = Fault(len(leaked), len(said))
    for event, claim in leaked:
        sheet.differ(claim.field, "leak", event.id, claim.passage, read=_figures(claim.low, claim.high))


def _alarm(sheet: _Sheet, single: Sequence[Event]) -> None:
    peaceful = not sheet.coding.is_attack_article
    sheet.faults["alarms"] = Fault(int(peaceful and bool(single)), int(peaceful))
    for event in single if peaceful else ():
        sheet.differ("attacks", "false_alarm", event.id, _act(event), read=event.type)


def _astray(sheet: _Sheet, reading: Reading) -> None:
    text = reading.article.text
    passages = [c.passage for c in reading.claims if c.passage is not None]
    astray = [p for p in passages if text[p.start : p.end] != p.text]
    sheet.faults["astray"] = Fault(len(astray), len(passages))
    for passage in astray:
        sheet.differ("passage", "astray", "", passage, coded=text[passage.start : passage.end], read=passage.text)
