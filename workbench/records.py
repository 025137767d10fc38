"""The nouns of the workbench.

Every record is frozen: a stage hands records on and never edits one. Unknown
is `None`, never zero and never a stand-in. Offsets are Unicode code points
into `Article.text`, and `article.text[p.start:p.end] == p.text` holds for
every passage (of the article it names, where it names one). Nothing here reads, guesses or computes beyond that.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

BlockKind = Literal[
    "masthead", "headline", "caption", "credit", "dateline", "body", "inline_link",
    "editor_note", "contributor_note", "related_headline", "other",
]  # fmt: skip
PublishedBasis = Literal["page", "metadata", "url", "analyst", "unknown"]
MentionKind = Literal["action", "weapon", "actor", "people", "place", "time", "number", "report", "hedge"]
Qualifier = Literal["exact", "at_least", "at_most", "more_than", "less_than", "about", "range", "vague", "none"]
DatePrecision = Literal[
    "minute", "part_of_day", "day", "days_2_6", "week", "month", "season", "year", "multi_year", "unknown"
]
DateBasis = Literal["explicit", "relative_to_publication", "partial_date_completed", "inferred", "analyst"]
PlacePrecision = Literal[
    "point", "facility", "neighbourhood", "city", "near_city", "admin2", "admin1", "multi_admin1", "country",
    "water_air", "unknown",
]  # fmt: skip
Role = Literal["main", "background", "aggregate", "planned", "threat", "commentary"]
EventType = Literal[
    "rocket_attack", "missile_attack", "drone_strike", "airstrike", "shelling", "bombing", "suicide_bombing",
    "shooting", "armed_clash", "kidnapping", "assault", "arson", "truce", "troop_move", "other",
]  # fmt: skip
Status = Literal["occurred", "foiled", "planned", "threatened", "denied"]
Stance = Literal["asserted", "hedged", "alleged", "denied"]
AttributionLevel = Literal["confirmed", "self_claimed", "claimed_via_third_party", "alleged", "denied"]

CLAIM_BLOCKS: frozenset[BlockKind] = frozenset({"headline", "dateline", "body"})
"""The only blocks whose words may become claims about events (design, idea 4)."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of an article, where they stand: code points `start` to `end`."""

    start: int
    end: int
    text: str
    article: str | None = None
    """The id of the article; None is the one that the record with the passage is about. Several articles that tell of
    one attack have their claims in one event, and there every passage names its own."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the page of one kind: code points `start` to `end`."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """A page as it was read: its text untouched, and what its furniture says."""

    id: str
    """The first twelve hexadecimal digits of the SHA-256 of the text in UTF-8."""
    source: str
    """The file, address or words that say where the text came from."""
    text: str
    title: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    dateline: str | None = None
    published: dt.date | None = None
    published_basis: PublishedBasis = "unknown"
    developing: bool = False
    blocks: tuple[Block, ...] = ()

    def passage(self, start: int, end: int) -> Passage:
        """The words between two offsets, as a passage."""
        return Passage(start, end, self.text[start:end])

    def block_at(self, offset: int) -> Block | None:
        """The block that an offset falls in, or None between blocks."""
        return next((b for b in self.blocks if b.start <= offset < b.end), None)


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that a rule of the lexicons, or the language pipeline, recognised."""

    kind: MentionKind
    start: int
    end: int
    text: str
    rule: str
    """`lexicon:row`, or `pipeline:LABEL` for the trained entity recogniser."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count as the text gives it; an open side is None."""

    low: int | None
    high: int | None
    qualifier: Qualifier


@dataclass(frozen=True, slots=True)
class Days:
    """When: first and last day, or the reason why that cannot be known."""

    start: dt.date | None = None
    end: dt.date | None = None
    precision: DatePrecision = "unknown"
    basis: DateBasis | None = None
    time_of_day: str | None = None
    """morning, afternoon, evening, night or hh:mm, as the text says."""
    text: str | None = None
    """The words that say so."""
    unresolved: str | None = None
    """Why no day is known, in a sentence; None when `start` or `end` is."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where: a name, its country and, only where a gazetteer has one, a point."""

    name: str
    country: str | None = None
    """ISO 3166-1 alpha-3."""
    lat: float | None = None
    lon: float | None = None
    """WGS84 degrees; always None for a country or a province (no centroids)."""
    precision: PlacePrecision = "unknown"
    source: str | None = None
    """The lexicon row or gazetteer that knows it."""
    candidates: tuple[str, ...] = ()
    """The runners-up, likeliest first, as `name, country`."""


@dataclass(frozen=True, slots=True)
class Act:
    """One naming of something that happened or may happen, before events are told apart."""

    id: str
    type: EventType
    is_attack: bool
    passage: Passage
    """The words that name the act."""
    role: Role
    status: Status
    sentence: int
    """Ordinal of the sentence in the article, from 0."""
    block: BlockKind
    paragraph: int = 0
    """Where the paragraph begins: code point of its block."""
    refers_back: bool = False
    """True for "the attack", "the bombing": names an act that was told before."""
    introduces: bool = False
    """True for "a bombing", "another attack": names an act that was not told before."""
    plural: bool = False
    generic: bool = False
    """True where the words name no kind of weapon or way ("attack", "incident")."""
    echoes: tuple[str, ...] = ()
    """The nouns that the sentence treats as known ("the bus"), in lower case."""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one voice says about one field of one act, in words that can be pointed at."""

    id: str
    field: str
    """act, date, place, perpetrator, target, munitions, weapon, killed, wounded, missing, captured,
    interceptor, quantity, statement or responsibility; an analyst's claim names the field it corrects."""
    value: str | None
    passage: Passage | None
    """None only for an analyst's claim that rests on no words of the page."""
    block: BlockKind | None
    rule: str
    act: Act | None = None
    low: int | None = None
    high: int | None = None
    qualifier: Qualifier | None = None
    scope: str | None = None
    """For munitions: launched, impacted, intercepted, in_zone, out_of_zone. Else the words that narrow the claim."""
    group: str | None = None
    """For people: civilian, service_member, security_force, armed_group, child, nationality words, as the text says."""
    speaker: str | None = None
    """Words that name the voice; None is the reporter."""
    speaker_kind: str = "reporter"
    messenger: str | None = None
    """Who passed it on, where that is not the speaker."""
    stance: Stance = "asserted"
    attribution: AttributionLevel | None = None
    subset_of: str | None = None
    """The id of the claim whose count already holds this one."""
    days: Days | None = None
    place: Place | None = None
    by: str = "machine"
    """`machine`, or the analyst's name."""


@dataclass(frozen=True, slots=True)
class Toll:
    """A settled count of people, with the rule that settled it."""

    low: int | None
    best: int | None
    high: int | None
    rule: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """A perpetrator, how firmly it is one, and who says so (None: the reporter)."""

    name: str
    attribution: AttributionLevel
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """Who or what was aimed at or hit."""

    name: str


@dataclass(frozen=True, slots=True)
class Munition:
    """A kind of weapon and how many of it, over the voices that give a number."""

    kind: str
    low: int | None = None
    best: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Values:
    """The fields of an event as settled from its claims; None and () are unknown."""

    date: Days | None = None
    place: Place | None = None
    perpetrators: tuple[Attribution, ...] = ()
    targets: tuple[Target, ...] = ()
    weapons: tuple[Munition, ...] = ()
    killed: Toll | None = None
    wounded: Toll | None = None
    missing: Toll | None = None
    captured: Toll | None = None
    interceptors: tuple[Attribution, ...] = ()


@dataclass(frozen=True, slots=True)
class Why:
    """The rule that settled one field of an event, and the claims it rests on."""

    field: str
    rule: str
    """single, agreement, most_conservative, sum_of_groups, most_precise, all_voices, analyst or unresolved, or what an
    analyst chose instead: see `settling.RULES`."""
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """An analyst's word on whether an event is the attack that a row of the history, or another event, tells of."""

    other: str
    """The id of the row or event."""
    same: bool
    of: Literal["row", "event"] = "row"


@dataclass(frozen=True, slots=True)
class Event:
    """One happening with every claim about it; its values are settled, never stored apart from them."""

    id: str
    """`article id:offset of the words that first name it`: the same words give the same id."""
    article: str
    role: Role
    type: EventType
    is_attack: bool
    status: Status
    values: Values
    claims: tuple[Claim, ...]
    why: tuple[Why, ...] = ()
    set_aside: tuple[str, ...] = ()
    """The ids of claims that an analyst set aside, replaced or moved: still here to be read, no longer counted."""
    same_as: tuple[Decision, ...] = ()
    """What an analyst decided on the rows of the history, and the events of other articles, that it may be."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """What makes an event one: the value of the field `event`, by which an analyst adds one or drops it."""

    type: EventType
    role: Role
    status: Status


@dataclass(frozen=True, slots=True)
class Saying:
    """What a claim says and which event it is about: the value of the field `claim`, without the words it stands in."""

    event: str
    field: str
    value: str | None = None
    low: int | None = None
    high: int | None = None
    scope: str | None = None
    group: str | None = None
    speaker: str | None = None
    messenger: str | None = None
    stance: Stance = "asserted"
    attribution: AttributionLevel | None = None
    subset_of: str | None = None
    days: Days | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything the machine read on one page."""

    article: Article
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """An analyst's claim about one field of one event, carrying the value that it overrules."""

    article: str
    event: str
    field: str
    """A field of `Values`, or type, role, status, same_as; `killed.rule` and its like choose how a field is settled;
    `event` adds or drops the event, `merged_into` joins it to another, `claim` changes, adds or drops the claim `part`;
    `published` and `mention` have an empty event."""
    was: str | None
    """The overruled value as canonical JSON (`corrections.written`); None where there was none."""
    now: str | None
    """The new value as canonical JSON; None says that the value is unknown."""
    reason: str
    """extraction_error, new_source, rule_change, typo, scope_fix, dedup or other (codes)."""
    note: str = ""
    by: str = "analyst"
    when: dt.datetime | None = None
    passage: Passage | None = None
    part: str | None = None
    """The id of the claim or mention that is corrected; None where it is the event or the article itself."""
