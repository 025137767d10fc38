"""A sentence in, its voices out: who says which of its words, through whom, how firmly.

A reporting verb with somebody who speaks gives a voice to the words before it
("..., the army said in a statement") or behind it ("the army said that ...");
"according to" gives one to the whole sentence. Words that nobody is given are
the reporter's. A voice is read within its sentence and, inside an open
quotation, carried to the next; nothing else is carried over.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench import actors, grammar, lexicons
from workbench.mentions import words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from workbench.records import Mention, Stance

_PRONOUNS = frozenset({"he", "she", "they", "it", "who", "which", "i", "we"})
_NOBODY = frozenset({"no", "nobody", "none", "neither"})
_VERBLESS_TAIL = 3


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


REPORTER = Voice(None, "reporter", None, "asserted", 0, 0, -1, "voices:reporter")


def hear(
    doc: Doc, sentence: Span, mentions: tuple[Mention, ...], before: Voice | None = None, told: Voice | None = None
) -> tuple[Voice, ...]:
    """The voices of a sentence, widest first.

    `before` is the voice of an open quotation; `told` the voice of the sentence before, whom "it said" means.
    """
    found: list[Voice] = []
    rows = lexicons.by_rule("reporting")
    for mention in mentions:
        if mention.kind != "report" or not sentence.start_char <= mention.start < sentence.end_char:
            continue
        row, tokens = rows[mention.rule], words_of(doc, mention)
        voice = _source(sentence, tokens, row) if row.fact("class") == "source" else _verb(sentence, tokens[0], row)
        if voice is not None:
            found.append(voice)
    if not found and before is not None:
        found.append(replace(before, first=sentence.start, last=sentence.end))
    return tuple(sorted((_carried(v, sentence, told) for v in found), key=lambda v: v.first - v.last))


def speaking(voices: tuple[Voice, ...], token: Token) -> Voice:
    """The innermost voice whose words a token is part of; the reporter where there is none."""
    covering = [v for v in voices if v.first <= token.i < v.last]
    return min(covering, key=lambda v: v.last - v.first) if covering else REPORTER


def open_quotation(sentence: Span, voices: tuple[Voice, ...], before: Voice | None) -> Voice | None:
    """The voice that goes on speaking in the next sentence: an odd number of quote marks leaves one open."""
    marks = sentence.text.count('"')
    was_open = before is not None
    still_open = (marks % 2 == 1) != was_open
    if not still_open:
        return None
    speaker = next((v for v in voices if v.speaker is not None), None)
    return speaker or before


def _verb(sentence: Span, verb: Token, row: lexicons.Row) -> Voice | None:
    speaker = None if verb.dep_ == "amod" else _speaker(verb)
    if speaker is None or _is_act(speaker) or grammar.phrase(speaker)[0].lower_ in _NOBODY:
        return None
    words, messenger = _named(speaker)
    span = grammar.full_phrase(speaker)
    first, last = _content(sentence, verb, span)
    if last <= first:
        return None
    stance: Stance = "denied" if row.fact("stance") == "denied" else _stance(row, verb)
    kind = _kind(words)
    return Voice(words, kind, messenger, stance, first, last, verb.i, row.rule)


def _stance(row: lexicons.Row, verb: Token) -> Stance:
    if any(child.dep_ == "neg" for child in verb.children) and row.fact("stance") == "asserted":
        return "denied"
    stance = row.fact("stance")
    return stance if stance in {"hedged", "alleged"} else "asserted"  # type: ignore[return-value]


def _speaker(verb: Token) -> Token | None:
    """The noun that speaks: the verb's subject, before it or, inverted, right behind it; a passive has none."""
    own = grammar.children(verb, grammar.SUBJECT)
    if verb.tag_ == "VBG" and verb.head.pos_ == "VERB" and not own:
        return _speaker(verb.head) if verb.head.i < verb.i else None
    if verb.dep_ == "acl" or any(child.dep_ == "auxpass" for child in verb.children):
        return None
    inverted = None if own and own[0].i < verb.i else _inverted(verb)
    if inverted is not None:
        return inverted
    first = _first_noun(verb)
    if first is not None:
        return first if verb.tag_ in {"VBD", "VBZ", "VBP", "VBN"} else None
    return _borrowed(verb, own)


def _borrowed(verb: Token, own: list[Token]) -> Token | None:
    """The subject where nothing stands right before the verb: its own, that of a relative clause, or the clause's."""
    if own and own[0].pos_ in grammar.NOMINAL and own[0].tag_ not in {"WP", "WDT"}:
        return own[0]
    if verb.dep_ in {"advcl", "xcomp", "conj"}:
        return next((noun for noun in grammar.subjects(verb)[:1] if noun.pos_ in grammar.NOMINAL), None)
    return verb.head if verb.dep_ == "relcl" and own and verb.head.pos_ in grammar.NOMINAL else None


def _first_noun(verb: Token) -> Token | None:
    """The head of the first noun phrase between the last clause mark and the verb, whatever the parse made of it.

    "A channel linked to militias said": the channel speaks, not the militias.
    """
    doc, start = verb.doc, verb.i
    while start > verb.sent.start and not _clause_mark(doc[start - 1]):
        start -= 1
    last = None
    for token in doc[start : verb.i]:
        if token.pos_ in {"NOUN", "PROPN", "PRON"}:
            last = token
        elif last is not None and token.pos_ not in {"ADJ", "NUM", "SYM"} and token.tag_ != "POS":
            break
    return last


def _clause_mark(token: Token) -> bool:
    if token.tag_ in {"WDT", "WP", "WRB"}:
        return True
    finite = token.tag_ in {"VBD", "VBZ", "VBP", "MD"} and token.dep_ not in {"acl", "amod"}
    joins = token.pos_ == "CCONJ" and not (token.i and token.doc[token.i - 1].pos_ in {"NOUN", "PROPN"})
    return token.text in {",", ";", ":", '"', "-", "("} or token.pos_ == "SCONJ" or joins or finite


def _inverted(verb: Token) -> Token | None:
    """The noun of `..., said the governor`: directly behind the verb and ending the clause."""
    doc, at = verb.doc, verb.i + 1
    if (
        verb.tag_ == "VBG"
        or verb.i == verb.sent.start
        or doc[verb.i - 1].text not in {",", '"', "'"}
        or at >= verb.sent.end
    ):
        return None
    if doc[at].pos_ not in {"DET", "PROPN", "NOUN", "ADJ", "PRON", "NUM"}:
        return None
    while at + 1 < verb.sent.end and doc[at + 1].pos_ in {"PROPN", "NOUN", "ADJ", "DET", "PART", "NUM"} | {"ADP"}:
        at += 1
        if doc[at].pos_ == "ADP" and doc[at].lower_ not in {"of", "for", "in"}:
            at -= 1
            break
    while doc[at].pos_ not in {"PROPN", "NOUN", "PRON"} and at > verb.i + 1:
        at -= 1
    following = doc[at + 1] if at + 1 < verb.sent.end else None
    runs_on = following is not None and following.pos_ in {"VERB", "AUX", "ADV"}
    return doc[at] if doc[at].pos_ in {"PROPN", "NOUN", "PRON"} and not runs_on else None


def _is_act(noun: Token) -> bool:
    return noun.lemma_.lower() in {
        "attack",
        "strike",
        "bomb",
        "rocket",
        "blast",
        "explosion",
        "toll",
        "death",
        "bombing",
    }


def _named(speaker: Token) -> tuple[str, str | None]:
    """The words that name the speaker, and the messenger: "the agency, citing a source" speaks for the source."""
    words = _phrase_text(speaker)
    for child in speaker.head.children if speaker.head.pos_ in {"VERB", "AUX"} else []:
        if child.lower_ in {"citing", "quoting"}:
            cited = grammar.objects(child)
            if cited and actors.kind_of(_phrase_text(cited[0])):
                return _phrase_text(cited[0]), words
    return words, None


def _phrase_text(noun: Token) -> str:
    """A speaker's name as the page has it: two coordinated speakers stay together, clauses and asides stay out."""
    coordinated = [n for n in grammar.conjuncts(noun) if n.pos_ in grammar.NOMINAL and n.i >= noun.i]
    span = grammar.full_phrase(noun)
    if len(coordinated) > 1 and coordinated[-1].i - noun.i < 8:  # noqa: PLR2004
        span = noun.doc[span.start : grammar.full_phrase(coordinated[-1]).end]
    return _title_joined(span).text.strip(" ,\"'")


def _title_joined(span: Span) -> Span:
    """The span with the name that stands in apposition right behind it ("the spokesman, Seddiq Seddiqi")."""
    doc, end = span.doc, span.end
    named = span[-1].ent_type_ == "PERSON"
    if not named and end + 1 < span.sent.end and doc[end].text == "," and doc[end + 1].ent_type_ == "PERSON":
        while end + 1 < span.sent.end and doc[end + 1].ent_type_ == "PERSON":
            end += 1
        return doc[span.start : end + 1]
    return span


def _content(sentence: Span, verb: Token, speaker: Span) -> tuple[int, int]:
    """The tokens that are said: behind the verb, or before the speaker where the sentence ends with who says so."""
    doc = sentence.doc
    head = min(verb.i, speaker.start)
    tail = max(verb.i + 1, speaker.end)
    behind = any(
        t.dep_ in {"ccomp", "csubj", "xcomp"} and t.i > verb.i and "," not in _between(verb, t) for t in verb.children
    )
    behind = behind or (tail < sentence.end and doc[tail].lower_ == "that")
    comma = head > sentence.start + 1 and doc[head - 1].text in {",", '"', "'", "-"}
    said_before = comma and any(t.pos_ in {"VERB", "AUX"} for t in doc[sentence.start : head - 1])
    if said_before and (not behind or _only_tail(doc, tail, sentence.end)):
        relative = [t.i for t in doc[sentence.start : head - 1] if t.tag_ in {"WDT", "WP"}]
        if relative and doc[tail : tail + 1].text == ",":
            return relative[-1], sentence.end
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
    """The voice of "according to X": all of the sentence but the words of another voice."""
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
    words = _title_joined(span).text.strip(" ,\"'")
    return Voice(words, _kind(words), None, "asserted", sentence.start, sentence.end, tokens[0].i, row.rule)


def _kind(words: str) -> str:
    return actors.kind_of(words) or "unnamed"


_BODIES = frozenset({"it", "they", "we"})


def _carried(voice: Voice, sentence: Span, told: Voice | None) -> Voice:
    """The voice with a pronoun tied back to the speaker whom it stands for, where the sentence before names one."""
    if voice.speaker is None or voice.speaker.lower() not in _PRONOUNS:
        return voice
    if voice.speaker.lower() in _BODIES and told is not None and told.speaker:
        return replace(voice, speaker=told.speaker, kind=told.kind)
    named = _antecedent(sentence, voice.speaker.lower())
    return replace(voice, speaker=named, kind=_kind(named)) if named else voice


def _antecedent(sentence: Span, pronoun: str) -> str | None:
    """The nearest person named shortly before the sentence, for "he" and "she"; bodies are not guessed at."""
    labels = {"PERSON"} if pronoun in {"he", "she", "i", "who"} else set()
    doc, lowest = sentence.doc, max(0, sentence.start - 80)
    named = [e for e in doc.ents if lowest <= e.start < sentence.start and e.label_ in labels]
    return named[-1].text if named else None
