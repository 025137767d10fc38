"""What the workbench reads in the stories of data/, set beside what a person coded there.

A reading and a coding in, a score out. An attack of the coding is found by an
event of the reading whose kind, country and days contradict nothing; each
event finds one at most. Counts of people are right when field, figures and
voice are. What the coding calls optional is neither rewarded nor punished.
Nothing here looks at how a reading came about.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from workbench import articles, pipeline

DATA = Path(__file__).resolve().parent.parent / "data"
_KINDS = (
    {"rocket_attack", "missile_attack", "shelling"},
    {"drone_strike", "airstrike"},
    {"bombing", "suicide_bombing"},
    {"shooting", "armed_clash", "assault"},
)
_EMPTY = frozenset({"the", "a", "an", "of", "in", "for", "and", "said", "s", "who", "from", "to"})
_SLACK = dt.timedelta(days=1)


@dataclass
class Tally:
    """How many were right, how many read that are not there, how many there that were not read."""

    right: int = 0
    made_up: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        read = self.right + self.made_up
        return self.right / read if read else 1.0

    @property
    def recall(self) -> float:
        there = self.right + self.missed
        return self.right / there if there else 1.0


@dataclass
class Score:
    """Attacks and voiced counts as tallies; the rest are faults, counted."""

    attacks: Tally = field(default_factory=Tally)
    counts: Tally = field(default_factory=Tally)
    leaks: int = 0
    """Figures of an aggregate in the claims of a single attack."""
    astray: int = 0
    """Passages that are not the article's words at their place."""
    alarms: int = 0
    """Stories without an attack in which one is read."""
    stories: int = 0


def stories(kind="*"):
    """(article, coding) of the stories of data/, with the publication date that the coding knows.

    `kind` is "reported" for stories of real events, "exercises" for invented ones (`x*`), "*" for all.
    """
    for path in sorted((DATA / "gold").glob("*.gold.json")):
        if kind not in {"*", "exercises" if path.name.startswith("x") else "reported"}:
            continue
        coding = json.loads(path.read_text(encoding="utf-8"))
        yield articles.read(DATA / "articles" / coding["text_file"], published=coding["published"]["date"]), coding


def score(kind="*") -> Score:
    """The score of the machine as it is, over the stories of data/ of one kind or of all."""
    total = Score()
    for article, coding in stories(kind):
        add(total, pipeline.extract(article), coding)
    return total


def add(total: Score, reading, coding) -> None:
    """Add one story's reading to a score."""
    total.stories += 1
    text = reading.article.text
    passages = [claim.passage for claim in reading.claims if claim.passage is not None]
    total.astray += sum(text[p.start : p.end] != p.text for p in passages)
    single = [e for e in reading.events if e.is_attack and e.role in {"main", "background"}]
    total.alarms += bool(single) and not coding["is_attack_article"]
    coded = [e for e in coding["events"] if e["is_attack"] and e["kind"] in {"main", "background"}]
    pairs = match(coded, single)
    _tally_attacks(total.attacks, coded, single, pairs)
    totals = {_count(c) for e in coding["events"] if e["kind"] == "aggregate" for c in e["casualties"]}
    for event in single:
        own = {_count(c) for e in coded for c in e["casualties"]}
        total.leaks += sum(_claimed(c) in totals - own for c in _harm(event))
    for attack in coded:
        if attack["kind"] == "main":
            found = next((event for known, event in pairs if known is attack), None)
            _tally_counts(total.counts, attack["casualties"], _harm(found) if found else [])


def match(coded, read):
    """Pairs of coded attack and event, the likeliest first, each once."""
    likely = [(_agreement(c, e), -i, -j) for i, c in enumerate(coded) for j, e in enumerate(read) if _agree(c, e)]
    pairs, taken = [], set()
    for _, i, j in sorted(likely, reverse=True):
        if not {("coded", i), ("read", j)} & taken:
            taken |= {("coded", i), ("read", j)}
            pairs.append((coded[-i], read[-j]))
    return pairs


def _tally_attacks(tally, coded, read, pairs):
    found = [known for known, _ in pairs]
    tally.right += sum(not known.get("optional") for known in found)
    tally.missed += sum(not any(known is c for known in found) and not c.get("optional") for c in coded)
    tally.made_up += len(read) - len(pairs)


def _tally_counts(tally, coded, claims):
    left = list(claims)
    for known in sorted(coded, key=lambda c: bool(c.get("optional"))):
        hit = next((c for c in left if _claimed(c) == _count(known) and _same_voice(known, c)), None)
        if hit is not None:
            left.remove(hit)
        if not known.get("optional"):
            tally.right += hit is not None
            tally.missed += hit is None
    tally.made_up += len(left)


def _harm(event):
    return [c for c in event.claims if c.field in {"killed", "wounded"} and c.stance != "denied"]


def _count(known):
    return known["effect"], known["count_low"], known["count_high"]


def _claimed(claim):
    return claim.field, claim.low, claim.high


def _same_voice(known, claim):
    voices = [known["source"], *known.get("source_also_ok", [])]
    return any(_reporter(v) == _reporter(claim.speaker) and _shared(v, claim.speaker) for v in voices)


def _reporter(voice):
    return voice in {None, "", "reporter"}


def _shared(first, second):
    """True where half of the shorter name's words are in the other; two unnamed voices are the reporter's."""
    if _reporter(first) or _reporter(second):
        return True
    one, other = _words(first), _words(second)
    return len(one & other) * 2 >= min(len(one), len(other)) > 0


def _words(text):
    plain = unicodedata.normalize("NFKD", (text or "").lower())
    return {w for w in "".join(c if c.isalnum() else " " for c in plain).split() if w not in _EMPTY}


def _agree(known, event):
    place, days = event.values.place, event.values.date
    country = (known.get("location") or {}).get("country")
    lands = place is None or place.country is None or country is None or place.country == country
    return _kinds_meet(known, event.type) and lands and _days_meet(known.get("date"), days) is not False


def _kinds_meet(known, kind):
    meant = {known["event_type"], *known.get("type_also_ok", [])}
    return bool({kind, "other"} & meant) or kind == "other" or any(kind in f and f & meant for f in _KINDS)


def _days_meet(known, days):
    """Whether two stretches of days meet, give or take a day; None where one of them is not known."""
    if days is None or days.unresolved or not known or not known.get("start"):
        return None
    first, last = (dt.date.fromisoformat(known[side] or known["start"]) for side in ("start", "end"))
    begins, ends = days.start or days.end, days.end or days.start
    return begins is not None and begins - _SLACK <= last and first - _SLACK <= ends


def _agreement(known, event):
    """How much speaks for a coded attack and an event being one: kind, days, place, figures and words."""
    place = event.values.place.name if event.values.place else ""
    same_place = _words(place) & _words((known.get("location") or {}).get("name"))
    figures = {_claimed(c) for c in _harm(event)} & {_count(c) for c in known["casualties"]}
    words = _evidence(known) & {w for c in event.claims if c.passage for w in _words(c.passage.text)}
    return (
        2 * (event.type == known["event_type"]) + 2 * (_days_meet(known.get("date"), event.values.date) is True)
        + 2 * bool(same_place) + len(figures) + len(words) / 100
    )  # fmt: skip


def _evidence(known):
    listed = [*known["perpetrators"], *known["targets"], *known["weapons"], *known["casualties"]]
    said = [known.get("date"), known.get("location"), *listed]
    return {word for part in said if part for word in _words(part.get("evidence"))}


def main() -> None:
    """Print the score over data/, a line a measure."""
    reached = score()
    for name, tally in (("attacks", reached.attacks), ("counts of killed and wounded", reached.counts)):
        shares = f"right among those read {tally.precision:.0%}, read of those there {tally.recall:.0%}"
        sys.stdout.write(f"{name}: {shares} ({tally.right + tally.missed} coded)\n")
    sys.stdout.write(f"totals read as tolls {reached.leaks}, passages not in the text {reached.astray}, ")
    sys.stdout.write(f"attacks read where there is none {reached.alarms} ({reached.stories} stories)\n")


if __name__ == "__main__":
    main()
