"""A counted noun in, its quantity and words out.

Numbers are read from the words that stand before a noun: cardinals in digits
or words, ranges, and the qualifiers of `lexicons/quantities.toml` with the
conventions stated there. What is not counted has no quantity.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from workbench import lexicons
from workbench.records import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from workbench.records import Qualifier

_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12}
_SMALL = {word: value for value, word in enumerate(_UNITS)} | _TENS
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_ONE = frozenset({"a", "an", "one", "another"})
_ROUNDING = 1e-6
_REACH = 7
"""How many words before a noun a count may stand."""


@dataclass(frozen=True, slots=True)
class Count:
    """A quantity with the tokens, first to last, that say it."""

    quantity: Quantity
    first: int
    last: int


@lru_cache(maxsize=4096)
def number(words: str) -> int | None:
    """The whole number that the words spell ("sixteen", "1,270", "two hundred"), or None."""
    text = words.lower().replace("-", " ").strip()
    total, current, seen = 0, 0.0, False
    for word in text.split():
        if word == "and" and seen:
            continue
        if _DIGITS.fullmatch(word):
            current += float(word.replace(",", ""))
        elif word in _SMALL:
            current += _SMALL[word]
        elif word in _SCALES and (seen or word != "dozen"):
            current = max(current, 1) * _SCALES[word]
            if _SCALES[word] >= _SCALES["thousand"]:
                total, current = total + round(current), 0.0
        elif word in _SCALES:
            current = float(_SCALES[word])
        else:
            return None
        seen = True
    value = total + current
    return round(value) if seen and abs(value - round(value)) < _ROUNDING else None


def of(noun: Token, *, singular: bool = True) -> Count | None:
    """The count that stands before a noun, or is the noun itself; None where it is not counted.

    With `singular`, "a soldier" and "another soldier" count one.
    """
    doc = noun.doc
    if noun.lower_ == "one" and noun.i > noun.sent.start and doc[noun.i - 1].lower_ == "no":
        return Count(Quantity(0, 0, "none"), noun.i - 1, noun.i)
    if _is_number(noun):
        return _around(doc, noun.i, noun.i)
    start = _left_edge(noun)
    for at in range(noun.i - 1, start - 1, -1):
        if _is_number(doc[at]) and not _foreign(doc, at, noun):
            return _around(doc, at, noun.i)
    return _wordless(noun, start, singular=singular)


def _left_edge(noun: Token) -> int:
    """The first token that may still belong to the noun's count: no verb, clause mark or other noun phrase between."""
    at = noun.i
    lowest = max(noun.sent.start, noun.i - _REACH)
    while at > lowest:
        token = noun.doc[at - 1]
        before = token.nbor(-1).lower_ if token.i else ""
        linking = token.lower_ in _QUALIFIER_WORDS or token.lower_ in {"of", "the", "and"}
        linking = linking and (token.lower_ != "to" or _is_number(token.nbor(1)) or before in {"up", "close"})
        if not linking and (_ends_phrase(token) or _participle_behind_noun(token)):
            break
        if token.is_punct and token.text not in {"-", "'"} and not (token.text == "," and _adjectives(noun, at)):
            break
        if token.pos_ == "ADP" and not linking:
            break
        at -= 1
    return at


def _ends_phrase(token: Token) -> bool:
    if token.dep_ == "amod":
        return False
    return token.pos_ in {"VERB", "AUX", "PRON", "SCONJ", "PART"} and token.tag_ not in {"VBN", "VBG", "POS"}


def _participle_behind_noun(token: Token) -> bool:
    """True for the "wearing" of "two men wearing vests": the count before it is of the men."""
    return token.tag_ in {"VBN", "VBG"} and token.i > 0 and token.doc[token.i - 1].pos_ in {"NOUN", "PROPN"}


def _adjectives(noun: Token, at: int) -> bool:
    """True where the comma before position `at` stands inside a list of adjectives, not between two things."""
    return noun.doc[at].pos_ == "ADJ" and at + 1 <= noun.i


def _foreign(doc: Doc, at: int, noun: Token) -> bool:
    """True where the number counts something between itself and the noun ("two of the soldiers" does not)."""
    between = [t for t in doc[at + 1 : noun.i] if t.lower_ in {"of", "and", "the"}]
    if any(t.lower_ == "and" for t in between) and not _is_number(doc[min(at + 2, noun.i)]):
        return True
    ent = doc[at].ent_type_
    return ent in {"DATE", "TIME"} or (
        at + 1 < len(doc) and doc[at + 1].text == "-" and doc[at + 2].lower_ in {"year", "day", "hour"}
    )


def _is_number(token: Token) -> bool:
    return number(token.text) is not None and not _in_date(token)


def _in_date(token: Token) -> bool:
    """True for the numbers of a date or an hour, which count nothing."""
    times = token.doc.spans.get("times", ())
    return any(span.start <= token.i < span.end for span in times)


def _around(doc: Doc, at: int, noun: int) -> Count:
    """The whole count around one of its numerals: numerals that join, a range, and the qualifier before."""
    first = last = at
    while first > 0 and (_is_number(doc[first - 1]) or (doc[first - 1].text == "-" and _is_number(doc[first - 2]))):
        first -= 1
    if first > 1 and doc[first - 1].lower_ == "and" and doc[first - 2].lower_ in {"hundred", "thousand"}:
        first -= 2
        while first > 0 and _is_number(doc[first - 1]):
            first -= 1
    while last + 1 < len(doc) and last + 1 <= noun and (_is_number(doc[last + 1]) or doc[last + 1].text == "-"):
        last += 1
    if doc[last].text == "-":
        last -= 1
    value = number("".join(t.text_with_ws for t in doc[first : last + 1]))
    if value is None:
        value = number(doc[at].text) or 0
        first = last = at
    if first > 0 and doc[first].lower_ == "dozen" and doc[first - 1].lower_ == "a":
        half = first > 1 and doc[first - 2].lower_ == "half"
        value, first = (value // 2, first - 2) if half else (value, first - 1)
    ranging = _range(doc, first, last, value)
    if ranging is not None:
        return ranging
    qualifier, first = _qualifier(doc, first)
    return Count(_quantity(value, qualifier), first, last)


def _range(doc: Doc, first: int, last: int, value: int) -> Count | None:
    """The range that a number opens or closes; None where it stands alone."""
    upper = _range_high(doc, first, last)
    if upper is not None:
        opened = first > 0 and doc[first - 1].lower_ in {"between", "from"}
        return Count(Quantity(value, upper, "range"), first - 1 if opened else first, last + 2)
    lower = _range_low(doc, first)
    return Count(Quantity(lower[0], value, "range"), lower[1], last) if lower is not None else None


def _range_high(doc: Doc, first: int, last: int) -> int | None:
    """The upper end of a range whose lower end was met first ("three to five of its men")."""
    if last + 2 >= len(doc) or not _is_number(doc[last + 2]):
        return None
    opened = first > 0 and doc[first - 1].lower_ in {"between", "from"}
    linked = doc[last + 1].lower_ in {"to", "or"} or (opened and doc[last + 1].lower_ == "and")
    low, high = number(doc[last].text), number(doc[last + 2].text)
    return high if linked and low is not None and high is not None and low < high else None


def _range_low(doc: Doc, first: int) -> tuple[int, int] | None:
    """The lower end of "three to five" and "between three and five", with where the range begins."""
    if first < _RANGE or not _is_number(doc[first - 2]) or doc[first - 1].lower_ not in {"to", "or", "and"}:
        return None
    low = number(doc[first - 2].text)
    opened = first > _RANGE and doc[first - 3].lower_ in {"between", "from"}
    if low is None or (doc[first - 1].lower_ == "and" and not opened):
        return None
    return low, first - 3 if opened else first - 2


_RANGE = 2
"""How many tokens the lower end of a range and its "to" take."""


def _qualifier(doc: Doc, first: int) -> tuple[Qualifier, int]:
    """The qualifier that ends right before a count, and where it begins; exact where there is none."""
    if first == 0:
        return "exact", first
    for words, name in _qualifiers_by_last().get(doc[first - 1].lower_, ()):
        start = first - len(words)
        if start >= 0 and tuple(t.lower_ for t in doc[start:first]) == words:
            return name, start
    return "exact", first


def _quantity(value: int, qualifier: Qualifier) -> Quantity:
    low: int | None = value
    high: int | None = value
    if qualifier == "at_least":
        high = None
    elif qualifier == "more_than":
        low, high = value + 1, None
    elif qualifier == "at_most":
        low = None
    elif qualifier == "less_than":
        low, high = None, value - 1
    return Quantity(low, high, qualifier)


def _wordless(noun: Token, start: int, *, singular: bool) -> Count | None:
    """A count without a numeral: none of them, a vague many, or the one that a singular is."""
    return _none(noun, start) or _many(noun, start) or (_single(noun, start) if singular else _another(noun))


def _none(noun: Token, start: int) -> Count | None:
    nobody = noun.i if noun.lower_ in {"none", "nobody"} else None
    near = range(max(start, noun.i - 4), noun.i)
    at = next((i for i in near if noun.doc[i].lower_ in {"no", "zero"}), nobody)
    return None if at is None else Count(Quantity(0, 0, "none"), at, noun.i)


def _many(noun: Token, start: int) -> Count | None:
    doc = noun.doc
    for at in range(start, noun.i + 1):
        for words in _vague().get(doc[at].lower_, ()):
            if tuple(t.lower_ for t in doc[at : at + len(words)]) == words:
                return Count(Quantity(None, None, "vague"), at, min(at + len(words) - 1, noun.i))
    return None


def _counts_one(noun: Token, one: Token | None) -> bool:
    """True where the article is the noun's own by grammar, whatever number the tagger gives the noun."""
    return one is not None and one.head == noun and one.dep_ == "det"


def _another(noun: Token) -> Count | None:
    return Count(Quantity(1, 1, "exact"), noun.i, noun.i) if noun.lower_ == "another" else None


def _single(noun: Token, start: int) -> Count | None:
    """One, for "a soldier", "another" and "the other soldier"."""
    one = next((t for t in reversed(noun.doc[start : noun.i]) if t.lower_ in _ONE), None)
    plural = noun.tag_ not in {"NN", "NNP"} and (noun.lower_.endswith("s") or not _counts_one(noun, one))
    if one is not None and not plural:
        return Count(Quantity(1, 1, "exact"), one.i, noun.i)
    other = noun.i > start and noun.tag_ == "NN" and noun.doc[noun.i - 1].lower_ == "other"
    return Count(Quantity(1, 1, "exact"), noun.i - 1, noun.i) if other else _another(noun)


@cache
def _qualifiers_by_last() -> dict[str, tuple[tuple[tuple[str, ...], Qualifier], ...]]:
    """The qualifiers by the last of their words, the longest first."""
    return {
        last: tuple((words, name) for words, name in _qualifiers() if words[-1] == last)
        for last in {words[-1] for words, _ in _qualifiers()}
    }


@cache
def _vague() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The words for a vague many by the first of them, the longest first."""
    words = [form for form, name in _qualifiers() if name == "vague"]
    return {first: tuple(form for form in words if form[0] == first) for first in {form[0] for form in words}}


@cache
def _qualifiers() -> tuple[tuple[tuple[str, ...], Qualifier], ...]:
    rows = [(tuple(form.split()), row.facts["qualifier"]) for row in lexicons.load("quantities") for form in row.forms]
    return tuple(sorted(rows, key=lambda r: -len(r[0])))  # type: ignore[arg-type]


_QUALIFIER_WORDS = frozenset(word for row in lexicons.load("quantities") for form in row.forms for word in form.split())
