"""The words of one paragraph in, whether they read as prose, a report, a picture's caption or a headline out.

Nothing here knows where on the page the words stand (that is layout.mark).
Sentences are told by their ends and verbs alone, without a language model,
so each test errs towards prose.
"""

from __future__ import annotations

import re

from workbench import furniture, publication

_LONG_LINE = 24
"""Words above which a line is prose even where it ends in an abbreviation."""
_LONG_REPORT, _SHORT_REPORT = 35, 12
_LONGEST_SCENE = 400
"""Characters of the longest sentence under a picture."""
_LONG_REST = 20
_END = 160
"""Characters at the end of a paragraph that show how it closes."""
_CONTENT_LENGTH = 4

_TERMINAL = re.compile(r"[.!?…][\"”’')\]»]*$|[.!?…][\"”’')\]»]*\s?[(\[][^()\[\]]{2,30}[)\]]\.?$|:$")
_SHORT_FORM = re.compile(r"\b(?:[A-Z]\.){2,}[\"”’']?$")
_FOOTNOTES = re.compile(r"(?:\s?\[\d+\])+$")
_REPORTING = re.compile(
    r"(?i)\b(said|told|according to|was|were|had|killed|wounded|injured|died|claimed|added|reported|confirmed|denied)\b"
)
_SAYS_WHO = re.compile(r"(?i)\b(said|told|according to|says|reported|claimed)\b")
_ENDS_IN_A_VOICE = re.compile(r", [\w’' .-]{3,60} (?:say|says|said|told [\w ]{2,20})\.$")
_SCENE = re.compile(
    r"(?i)\b(stands|walks|inspects|gathers|looks|(is|are) (seen|pictured|shown|parked)|rises|billows|carries|attends"
    r"|mourns|sits|speaks|holds|passes|drives|arrives|takes part|shows|flees|examines|prays|poses|reacts)\b"
    r"|\b(\w+s|people|police|men|women|children|personnel|crowd|family)\s(stand|walk|inspect|gather|look|watch|guard"
    r"|patrol|carry|attend|mourn|sit|ride|search|speak|hold|pass|drive|wave|leave|arrive|take|flee|run|clean|remove"
    r"|pray|examine|help|wait|chant|march|shout|react|pose|secure|work)\b"
)
_PAST = re.compile(r"(?i)\b(\w{3,}ed|was|were|had|hit|struck|shot|took|fell|left|died|said|told|says)\b")
_ITEM = re.compile(r"[•*·–—-]|\d+[.)]\s|[\"“‘'](?:\S+\s){6}")
_ARTICLE = re.compile(r"(?:The|An?) [a-z]")


def ends_as_prose(words: str) -> bool:
    """Whether words end in a full stop or the like, closing quotes and brackets aside."""
    return bool(_TERMINAL.search(words[-_END:]))


def is_sentence(words: str) -> bool:
    """Whether words end as prose does, and are more than a label or a line in capitals."""
    end = _FOOTNOTES.sub("", words[-_END:])
    if not ends_as_prose(end) or (words.count(" ") < _LONG_LINE and _SHORT_FORM.search(end)):
        return False
    return words.count(" ") > 1 and any(letter.islower() for letter in words)


def is_report(words: str) -> bool:
    """Whether words tell a story rather than point to one: a long sentence, or one with a verb of reporting."""
    length = words.count(" ") + 1
    if not is_sentence(words):
        return False
    return length >= _LONG_REPORT or (length >= _SHORT_REPORT and bool(_REPORTING.search(words)))


def is_scene(words: str) -> bool:
    """Whether words describe a picture: a sentence whose first verb is in the present tense, and a full date."""
    if len(words) > _LONGEST_SCENE or not publication.dates(words) or opens_with_dateline(words):
        return False
    scene = _SCENE.search(words)
    return scene is not None and not _PAST.search(words, 0, scene.end()) and not _SAYS_WHO.search(words)


def opens_with_dateline(words: str) -> bool:
    """Whether words open with a dateline and go on as prose; a headline may begin with a place and a colon too."""
    lead = furniture.dateline(words)
    if lead is None:
        return False
    rest = words[lead.end() :].strip()
    return not rest or is_sentence(rest) or rest.count(" ") >= _LONG_REST


def ends_in_a_voice(words: str) -> bool:
    """Whether a sentence closes by naming who says so, as the first sentence of a report does and a headline not."""
    return bool(_ENDS_IN_A_VOICE.search(words[-_END:]))


def is_item(words: str) -> bool:
    """Whether words are an item of a list, or a quote too long for a heading."""
    return bool(_ITEM.match(words))


def starts_with_article(words: str) -> bool:
    """Whether words start with `The` or `A` in running case, as captions do and headlines do not."""
    return bool(_ARTICLE.match(words))


def is_link_text(words: str) -> bool:
    """Whether words could be the text of a link: short, and without a full stop."""
    return words.count(" ") < _LONG_REST and not words.endswith((".", ".”", '."'))


def shared(words: str, others: str) -> float:
    """The share of the longer words of one text that stand in another."""
    mine = {word for word in re.findall(r"[\w’'-]+", words.casefold()) if len(word) >= _CONTENT_LENGTH}
    return len(mine & set(re.findall(r"[\w’'-]+", others.casefold()))) / max(1, len(mine))


def capital_share(words: str) -> float:
    """The share of the longer words that begin with a capital."""
    longer = [word for word in words.split() if len(word) >= _CONTENT_LENGTH]
    return sum(word.lstrip("\"“‘'(")[:1].isupper() for word in longer) / max(1, len(longer))
