"""Sentences in, their voices out: who says which words, through whom, how firmly.

A reporting verb with somebody who speaks gives a voice to the words before it
("..., the army said in a statement") or behind it ("the army said that ...");
"according to" gives one to its clause, "in the army's version" to its
sentence. A quotation has one voice from its first mark to its last, over
sentences and paragraphs, wherever in it the speaker is named. Short forms are
tied to names by `antecedents`. Words that nobody is given are the reporter's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench import actors, antecedents, grammar, lexicons, quotations, speakers
from workbench.antecedents import Speaker
from workbench.mentions import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Doc, Span, Token

    from workbench.quotations import Quotation
    from workbench.records import Article, Mention, Stance

_VERBLESS_TAIL = 3
_MARKS = frozenset({",", '"', "'", "-", "''"})


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose words the tokens `first` to `last` (exclusive) of a sentence are."""

    speaker: str | None
    kind: str
    messenger: str | None
    stance: Stance
    first: int
    last: int
    verb: int
    """Index of the reporting verb (or of "according"); -1 for the reporter."""
    rule: str
    noun: int = -1
    """Index of the noun that speaks; -1 where none of this sentence does."""


REPORTER = Voice(None, "reporter", None, "asserted", 0, 0, -1, "voices:reporter")

_ACCORDING = "reporting:according"

Scene = tuple["Span", "tuple[Mention, ...]"]
"""A sentence with the mentions that stand in it."""


def read(doc: Doc, article: Article, scenes: Iterable[Scene]) -> tuple[tuple[Voice, ...], ...]:
    """For each sentence its voices, widest first, short forms and quotations tied to who speaks them."""
    scenes = tuple(scenes)
    named = [m for _, mentions in scenes for m in mentions if m.kind == "actor"]
    spoken: list[Speaker] = []
    heard: list[list[Voice]] = []
    for index, (sentence, mentions) in enumerate(scenes):
        found = [_tied(voice, doc, spoken, index, named) for voice in hear(doc, sentence, mentions)]
        heard.append(found)
    _quote([sentence for sentence, _ in scenes], heard, quotations.find(doc, article))
    return tuple(tuple(sorted(_passed_on(doc, found), key=lambda v: v.first - v.last)) for found in heard)


def hear(doc: Doc, sentence: Span, mentions: tuple[Mention, ...]) -> tuple[Voice, ...]:
    """The voices that a sentence names by itself, in reading order, as it names them."""
    found: list[Voice] = []
    rows = lexicons.by_rule("reporting")
    for mention in mentions:
        if mention.kind != "report" or not sentence.start_char <= mention.start < sentence.end_char:
            continue
        row, tokens = rows[mention.rule], words_of(doc, mention)
        voice = _READERS[row.facts["class"]](sentence, tokens, row)
        if voice is not None:
            found.append(voice)
    return tuple(found)


def speaking(voices: tuple[Voice, ...], token: Token) -> Voice:
    """The innermost voice whose words a token is part of; the reporter where there is none."""
    covering = [v for v in voices if v.first <= token.i < v.last]
    return min(covering, key=lambda v: v.last - v.first) if covering else REPORTER


def _tied(voice: Voice, doc: Doc, spoken: list[Speaker], index: int, named: Sequence[Mention]) -> Voice:
    """The voice under the fullest name that the story has for its speaker, which is added to those who have spoken."""
    if voice.speaker is None or voice.noun < 0:
        return voice
    noun = doc[voice.noun]
    fuller = antecedents.tie(noun, spoken, index, named)
    if fuller is not None:
        voice = replace(voice, speaker=fuller[0], kind=fuller[1] or _kind(fuller[0]))
    if noun.pos_ != "PRON" or fuller is None:
        spoken.append(Speaker(voice.speaker or "", voice.kind, noun, index))
    return voice


def _quote(sentences: Sequence[Span], heard: list[list[Voice]], found: Sequence[Quotation]) -> None:
    """Give every sentence of a quotation the voice that some sentence of it names, or that spoke right before."""
    before: Voice | None = None
    end = -1
    for quotation in found:
        here = [n for n, s in enumerate(sentences) if s.start < quotation.last and quotation.first < s.end]
        if not here:
            continue
        opens = sentences[here[0]].start >= quotation.first
        owner = _owner(quotation, [v for n in here for v in heard[n]])
        if owner is None and opens:
            recent = before if quotation.first - end <= _NEAR else None
            owner = _heard_before(quotation, sentences, heard, here[0], recent)
        if owner is None:
            continue
        for n in here:
            first, last = max(quotation.first, sentences[n].start), min(quotation.last, sentences[n].end)
            if not any(v.verb == owner.verb and v.first <= first + 1 and last - 1 <= v.last for v in heard[n]):
                heard[n].append(replace(owner, first=first, last=last, noun=-1))
        before, end = owner, quotation.last


_NEAR = 40
"""How many tokens may stand between two quotations for the second to go on with the first one's voice."""


def _owner(quotation: Quotation, voices: Sequence[Voice]) -> Voice | None:
    """The voice from outside a quotation whose words it is, named where it ends or else where it begins."""
    outside = [v for v in voices if v.speaker and not quotation.first <= v.verb < quotation.last]
    touching = [v for v in outside if v.first < quotation.last and quotation.first < v.last]
    return touching[-1] if touching else None


def _heard_before(
    quotation: Quotation, sentences: Sequence[Span], heard: Sequence[Sequence[Voice]], at: int, before: Voice | None
) -> Voice | None:
    """The voice of the quotation before, or else of the sentence before, where neither leaves it to another."""
    previous = [v for v in heard[at - 1] if v.speaker] if at else []
    doc = sentences[at].doc
    # Words that another voice or nobody has said since end what the quotation before began.
    adjacent = at > 0 and not any(t.is_alpha for t in doc[sentences[at - 1].end : quotation.first])
    if before is not None and (not previous or before.verb in {v.verb for v in previous}):
        return before
    if quotation.goes_on:
        return before
    return previous[-1] if adjacent and previous and _same_block(doc, sentences[at - 1], quotation) else None


def _same_block(doc: Doc, sentence: Span, quotation: Quotation) -> bool:
    return not any("\n\n" in doc[i].text_with_ws for i in range(max(0, sentence.end - 1), quotation.first))


def _passed_on(doc: Doc, voices: list[Voice]) -> list[Voice]:
    """The voices with those who pass their words on: who says that somebody says is the messenger."""
    told = []
    for voice in voices:
        outer = [v for v in voices if v.first <= voice.verb < v.last and v.verb != voice.verb and _tells(doc, v, voice)]
        around = min(outer, key=lambda v: v.last - v.first, default=None)
        if around is not None and voice.messenger is None and around.speaker != voice.speaker:
            voice = replace(voice, messenger=around.speaker)  # noqa: PLW2901
        told.append(voice)
    return told


def _tells(doc: Doc, outer: Voice, inner: Voice) -> bool:
    """True where the inner voice's verb stands under the outer's, or inside its quotation."""
    if outer.verb < 0 or inner.verb < 0:
        return False
    within = doc[outer.verb].is_ancestor(doc[inner.verb]) and inner.rule != _ACCORDING
    return outer.noun < 0 or within or outer.rule == _ACCORDING


def _verb(sentence: Span, tokens: list[Token], row: lexicons.Row) -> Voice | None:
    """The voice of a verb of reporting, active or passive."""
    verb = tokens[0]
    told = row.fact("object")
    if told is not None and not any(noun.lemma_.lower() in told.split("|") for noun in grammar.objects(verb)):
        return None
    source = speakers.of(verb)
    passive = source is not None and source.noun.i > verb.i and source.noun in grammar.agents(verb)
    if source is None or (passive and (row.fact("stance") == "alleged" or verb.lemma_.lower() in _MADE_BY_SAYING)):
        return None
    if row.fact("stance") == "denied" and _denies_a_part(verb):
        # Who denies a part in the attack does not deny the attack: none of its words are his.
        return _voice(source, "denied", (verb.i, verb.i), verb, row)
    if passive:
        first, last = _governed(sentence, verb)
    else:
        first, last = _content(sentence, verb, speakers.span_of(source.noun))
    if last <= first:
        return None
    stance: Stance = "denied" if row.fact("stance") == "denied" else _stance(row, verb)
    return _voice(source, stance, (first, last), verb, row)


INVOLVEMENT = frozenset(
    {"involvement", "responsibility", "role", "part", "hand", "link", "connection", "complicity", "participation"}
)
"""Nouns for a part in an act, which one may deny without denying the act."""


def _denies_a_part(verb: Token) -> bool:
    """True for "denied any role in the attack" and "denied carrying it out"."""
    parts = [c for c in verb.children if c.dep_ in grammar.OBJECT and c.lemma_.lower() in INVOLVEMENT]
    return bool(parts) or any(c.tag_ == "VBG" and c.dep_ in {"xcomp", "ccomp"} for c in verb.children)


_MADE_BY_SAYING = frozenset({"declare", "announce"})
"""What "a truce declared by the militias" names is made, not told, by those who declare it."""


def _voice(source: speakers.Source, stance: Stance, words: tuple[int, int], verb: Token, row: lexicons.Row) -> Voice:
    kind = _kind_of_source(source)
    return Voice(source.words, kind, source.messenger, stance, *words, verb.i, row.rule, source.noun.i)


def _kind_of_source(source: speakers.Source) -> str:
    """The kind of voice that the speaker's words are, or else those in apposition ("Ali Hassan, the mayor")."""
    kind = actors.kind_of(source.words)
    beside = grammar.children(source.noun, frozenset({"appos"})) if kind is None else []
    kinds = (actors.kind_of(grammar.full_phrase(noun).text) for noun in beside)
    return kind or next((k for k in kinds if k), "unnamed")


def _governed(sentence: Span, verb: Token) -> tuple[int, int]:
    """The clause of a passive verb: "nine deaths were reported by the ministry"; behind a comma, all before it."""
    own = grammar.children(verb, grammar.PASSIVE_SUBJECT)
    if own and own[0].lower_ == "it":
        return sentence.start, sentence.end
    if verb.dep_ == "acl":
        return verb.head.left_edge.i, verb.i
    return verb.left_edge.i, min(sentence.end, verb.right_edge.i + 1)


def _quotation(sentence: Span, tokens: list[Token], row: lexicons.Row) -> Voice | None:
    """The voice of whoever is "quoted as saying", through who quotes."""
    verb = tokens[0]
    said = speakers.saying(verb)
    source = speakers.quoted(verb) if said is not None else None
    if source is None or said is None:
        return None
    behind = any(t.pos_ in {"VERB", "AUX", "NOUN"} for t in sentence.doc[said.i + 1 : sentence.end])
    start = grammar.full_phrase(source.noun).start
    words = (said.i + 1, sentence.end) if behind else (sentence.start, start)
    return _voice(source, "asserted", words, verb, row) if words[0] < words[1] else None


def _account(sentence: Span, tokens: list[Token], row: lexicons.Row) -> Voice | None:
    """The voice of "in the rebels' version" and "by the army's count": all of the sentence."""
    owner = next(iter(grammar.children(tokens[-1], frozenset({"poss"}))), None)
    if owner is None or tokens[-1].dep_ != "pobj" or tokens[-1].head.lower_ not in {"in", "by", "on", "under"}:
        return None
    words = grammar.phrase(owner).text.strip(" ,\"'")
    if actors.kind_of(words) is None and owner.ent_type_ not in {"PERSON", "ORG"}:
        return None
    return _voice(speakers.Source(owner, words), "asserted", (sentence.start, sentence.end), tokens[-1], row)


def _stance(row: lexicons.Row, verb: Token) -> Stance:
    if any(child.dep_ == "neg" for child in verb.children) and row.fact("stance") == "asserted":
        return "denied"
    stance = row.fact("stance")
    return stance if stance in {"hedged", "alleged"} else "asserted"  # type: ignore[return-value]


def _content(sentence: Span, verb: Token, speaker: Span) -> tuple[int, int]:
    """The tokens that are said: behind the verb, or before the speaker where the sentence ends with who says so."""
    doc = sentence.doc
    head = min(verb.i, speaker.start)
    tail = max(verb.i + 1, speaker.end)
    behind = any(
        t.dep_ in {"ccomp", "csubj", "xcomp"} and t.i > verb.i and "," not in _between(verb, t) for t in verb.children
    )
    behind = behind or (tail < sentence.end and doc[tail].lower_ == "that")
    comma = head > sentence.start + 1 and doc[head - 1].text in _MARKS
    said_before = comma and any(t.pos_ in {"VERB", "AUX"} for t in doc[sentence.start : head - 1])
    if said_before and (not behind or _only_tail(doc, tail, sentence.end)):
        relative = [t.i for t in doc[sentence.start : head - 1] if t.tag_ in {"WDT", "WP"}]
        if relative and doc[tail : tail + 1].text == ",":
            return relative[-1], sentence.end
        # "..., they said, and 17 men died": a voice put in between speaks on both sides of it.
        if doc[tail : tail + 1].text == "," and any(t.pos_ in {"VERB", "AUX"} for t in doc[tail : sentence.end]):
            return sentence.start, sentence.end
        resumes = next((t.i for t in doc[tail : sentence.end] if t.text == '"'), None)
        return sentence.start, (sentence.end if resumes is not None and resumes + 2 < sentence.end else head)
    return tail, _until_next_clause(verb, tail, sentence)


def _between(verb: Token, child: Token) -> list[str]:
    return [t.text for t in verb.doc[verb.i + 1 : child.left_edge.i + 1]]


def _only_tail(doc: Doc, start: int, end: int) -> bool:
    """True where nothing but "in a statement", "on Monday" or "told the agency" is left behind the verb."""
    return not any(t.pos_ in {"VERB", "AUX"} and t.dep_ != "acl" for t in doc[start:end])


def _until_next_clause(verb: Token, start: int, sentence: Span) -> int:
    """The end of what is said: up to a coordinated main clause with a subject of its own, else the sentence's."""
    for child in verb.children:
        own = child.dep_ == "conj" and child.pos_ in {"VERB", "AUX"} and child.i > start
        if own and grammar.children(child, grammar.SUBJECT | grammar.PASSIVE_SUBJECT) and verb.dep_ == "ROOT":
            edge = min(t.i for t in child.subtree)
            commas = [t.i for t in sentence.doc[start:edge] if t.text in {",", ";"}]
            return commas[-1] if commas and edge - commas[-1] <= _VERBLESS_TAIL else edge
    return sentence.end


def _source(sentence: Span, tokens: list[Token], row: lexicons.Row) -> Voice | None:
    """The voice of "according to X": all of the clause but the words of another voice."""
    at = tokens[-1].i + 1
    while at < sentence.end and sentence.doc[at].pos_ not in {"NOUN", "PROPN", "PRON"}:
        at += 1
    if at >= sentence.end:
        return None
    while at + 1 < sentence.end and sentence.doc[at + 1].pos_ in {"NOUN", "PROPN"}:
        at += 1
    noun = sentence.doc[at]
    phrase = grammar.full_phrase(noun)
    span = sentence.doc[max(phrase.start, tokens[-1].i + 1) : phrase.end]
    words = speakers.title_joined(span).text.strip(" ,\"'")
    if not speakers.can_speak(noun):
        return None
    return _voice(speakers.Source(noun, words), "asserted", _clause_of(sentence, tokens[0]), tokens[0], row)


def _clause_of(sentence: Span, cue: Token) -> tuple[int, int]:
    """The coordinated clause that "according to" closes; the sentence where there is only one."""
    verb = cue.head
    own = grammar.children(verb, grammar.SUBJECT | grammar.PASSIVE_SUBJECT)
    if verb.dep_ == "conj" and verb.pos_ in {"VERB", "AUX"} and own and verb.i < cue.i:
        return verb.left_edge.i, min(sentence.end, verb.right_edge.i + 1)
    return sentence.start, sentence.end


def _kind(words: str) -> str:
    return actors.kind_of(words) or "unnamed"


_READERS = {"verb": _verb, "source": _source, "quotation": _quotation, "account": _account}
"""How the classes of reporting.toml are read."""
