"""An article to mark by hand, with every script that makes offsets go wrong, its view, and the store behind it."""

import hashlib

from workbench import store
from workbench.desk import marks
from workbench.desk.page import ArticleView
from workbench.records import Article, Block, Mention, Reading

HEADLINE = "Rockets 🚀🚀 hit the old market"
LINES = (
    "Port Sena — Three rockets 👩‍🚀 struck the old fish market late on Tuesday, the army said.",
    "قال الجيش إن ثلاثة صواريخ 😀 سقطت على السوق القديم مساء الثلاثاء.",
    "The cafe\u0301 of Jose\u0301 Muñoz: <script>alert(1)</script> <img src=x onerror=alert(2)> </style> nobody knows.",
    "Last, the Northern Blue Front of Port Sena denied it.",
)
TEXT = "\n\n".join((HEADLINE, *LINES)) + "\n"
ARTICLE = hashlib.sha256(TEXT.encode()).hexdigest()[:12]
MACHINES = (
    ("actor", "the army"), ("actor", "Northern Blue Front of Port Sena"), ("actor", "Blue Front"),
    ("place", "Blue Front of Port Sena"), ("report", "denied"),
)  # fmt: skip


def spot(words):
    """Where words stand first in the article, as code points."""
    start = TEXT.index(words)
    return start, start + len(words)


def reading():
    """The article with a few mentions of the machine, nested and overlapping ones among them."""
    blocks = (Block("headline", *spot(HEADLINE)), *(Block("body", *spot(line)) for line in LINES))
    article = Article(ARTICLE, "by hand", TEXT, title=HEADLINE, blocks=blocks)
    mentions = tuple(Mention(kind, *spot(words), words, f"{kind}s:row") for kind, words in MACHINES)
    return Reading(article, mentions, (), ())


def marked_view(path, by="mina"):
    """A view whose marks are kept in a store at a path, and the store."""
    kept = store.open(path)
    kept.save(reading())
    made = marks.Marks(TEXT, reading().mentions, marks.changes(kept.corrections(ARTICLE)))
    keep = lambda change: kept.append(marks.correction(change, article=ARTICLE, by=by))  # noqa: E731
    return ArticleView(reading(), marks=made, keep=keep), kept


def told(view):
    """What is marked, a line each in reading order; fails where Python's slice is not the words."""
    assert all(view.text[mention.start : mention.end] == mention.text for mention in view.marks.mentions)
    return "\n".join(f"{mention.kind}: {mention.text} ({mention.rule})" for mention in view.marks.mentions)
