"""A sentence with all that a reader of it needs: its acts, its voices, and the page it stands on.

Every reader of claims makes them through `Stage.claim`, so that the passage,
the voice, the messenger and the stance of a claim are found in one way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench import grammar, lexicons, voices
from workbench.mentions import words_of
from workbench.records import Claim

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from spacy.tokens import Doc, Span, Token

    from workbench.acts import Naming, Scene
    from workbench.records import Act, Article, Mention, Place, Stance
    from workbench.voices import Voice


@dataclass(frozen=True, slots=True)
class Stage:
    """A scene with all that a reader of it needs: the article, the Doc and who is speaking."""

    doc: Doc
    article: Article
    scene: Scene
    heard: tuple[Voice, ...]
    asides: tuple[frozenset[int], ...]
    meant: Mapping[int, tuple[Place, ...]]
    """What each mention of a place may mean, likeliest first, by where it starts."""
    named: tuple[Mention, ...] = ()
    """The actors that the story names, in reading order: what "the group" may mean."""

    def claim(self, field: str, value: str | None, act: Act, first: int, last: int, **facts: Any) -> Claim:  # noqa: ANN401
        """A claim on the words from token `first` to token `last`, with the voice that speaks them."""
        left, right = self.doc[first], self.doc[last]
        passage = self.article.passage(left.idx, right.idx + len(right))
        voice = voices.speaking(self.heard, left)
        stance = facts.pop("stance", None) or _stance(self, field, voice, left, right)
        return Claim(
            id=f"{field}-{passage.start}", field=field, value=value, passage=passage, block=act.block, act=act,
            messenger=voice.messenger, stance=stance,
            **{"speaker": voice.speaker, "speaker_kind": voice.kind, "rule": voice.rule, **facts},
        )  # fmt: skip

    def words(self, span: Span) -> str:
        """The article's own words under a span of the Doc, whose quotes and dashes are plain."""
        return self.article.text[span[0].idx : span[-1].idx + len(span[-1])]


def nearest(stage: Stage, token: Token, *, attacks: bool = False) -> Naming | None:
    """The act of the sentence that a word belongs to: on its side of "since" and "after", then nearest by grammar."""
    side = _side(stage, token)
    choices = [
        (side != _side(stage, t.token), grammar.path(token, t.token) + abs(token.i - t.token.i) / 50, n.act.id, n)
        for n in stage.scene.namings
        for t in n.triggers
        if n.act.is_attack or not attacks
    ]
    return min(choices, key=lambda c: c[:3])[3] if choices else None


def _side(stage: Stage, token: Token) -> tuple[bool, ...]:
    return tuple(token.i in scope for scope in stage.asides)


def _stance(stage: Stage, field: str, voice: Voice, left: Token, right: Token) -> Stance:
    """The voice's own stance, lowered by a hedge or an accusation that governs the words."""
    if voice.stance != "asserted":
        return voice.stance
    rows = lexicons.by_rule("hedges")
    for mention in stage.scene.mentions:
        kind = rows[mention.rule].facts["class"] if mention.kind == "hedge" else ""
        if kind not in {"hedge", "alleged"}:
            continue
        cue = words_of(stage.doc, mention)
        if cue and _governs(cue[0], left, right, of_doer=field in {"perpetrator", "interceptor"}):
            return "alleged" if kind == "alleged" else "hedged"
    return "asserted"


def _governs(cue: Token, left: Token, right: Token, *, of_doer: bool) -> bool:
    """True where a hedge speaks of the words: before them in their clause, or an adverb of its verb.

    What "seems to" do something is hedged as its doer, and as nothing else: the rockets that seem to have been met
    were fired all the same.
    """
    verb = grammar.clause(left)
    before = cue.i <= right.i and grammar.clause(cue) in {verb, *left.ancestors}
    return before or (cue.pos_ == "ADV" and cue.head == verb) or (of_doer and cue == verb)


def naming_of(stage: Stage, token: Token) -> Naming | None:
    """The act of the sentence that a trigger word names."""
    return next((n for n in stage.scene.namings for t in n.triggers if t.token == token), None)
