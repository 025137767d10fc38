"""An analyst's marks: each operation checked against the text, and nothing lost between one state and the next."""

import pytest
from hypothesis import given
from hypothesis import strategies as some
from readings import ARTICLE, TEXT, sample_reading

from workbench import ledger, store
from workbench.corrections import CORRECTABLE, CorrectionError, StaleCorrection
from workbench.desk import marks
from workbench.desk.marks import KINDS, Change, History, MarkError, Marks
from workbench.records import Mention

GUARD = (TEXT.index("harbour guard"), TEXT.index("harbour guard") + len("harbour guard"))
FRONT_AT = (TEXT.index("Blue Front"), TEXT.index("Blue Front") + 10)
FRONT = f"{TEXT.index('Blue Front')}-{TEXT.index('Blue Front') + 10}:actor"


@pytest.fixture
def sample():
    return Marks(TEXT, sample_reading().mentions)


def tokens(text):
    found = marks.words(text)
    return [text[start:end] for start, end in zip(found.token_starts, found.token_ends, strict=True)]


def marked(text, words, kind="actor"):
    """Marks of one span that an analyst made, and its part."""
    plain = Marks(text, ())
    change = plain.add(text.index(words), text.index(words) + len(words), kind)
    return plain.apply(change), change.part


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("late Tuesday 😀. The", ["late", "Tuesday", "😀", ".", "The"]),
        ("👩‍🚀s 👍🏽 🇮🇶🇸🇾 1️⃣", ["👩‍🚀", "s", "👍🏽", "🇮🇶", "🇸🇾", "1️⃣"]),
        ("e\u0301te\u0301 «al-Kahaf»", ["e\u0301te\u0301", "«", "al", "-", "Kahaf", "»"]),
        ("نمی‌رود\u200f، ١٢", ["نمی‌رود", "،", "١٢"]),
        ("𝐀𝐁 北京 กำ", ["𝐀𝐁", "北", "京", "ก", "ำ"]),
        ("$5 a_b\tx\n", ["$", "5", "a_b", "x"]),
        ("  ", []),
    ],
)
def test_words_are_what_a_reader_takes_for_words(text, found):
    assert tokens(text) == found


def test_punctuation_is_marked_when_selected_but_never_counted_as_a_word():
    text = "(Photo pool), he said"
    made, part = marked(text, "(Photo")
    assert made.parts[part].text == "(Photo"
    longer = made.apply(made.move(part, "end", 2))
    assert longer.parts[part].text == "(Photo pool), he"


@given(some.text(alphabet="aé\u0301 .,😀👩\u200d🚀🇮🇶عب\u200f北\n-_5", max_size=40), some.data())
def test_marked_words_are_the_slice_of_the_text_whatever_it_holds(text, data):
    plain = Marks(text, ())
    start = data.draw(some.integers(0, max(0, len(text) - 1)))
    end = data.draw(some.integers(start, len(text)))
    try:
        change = plain.add(start, end, "place")
    except MarkError:
        assert marks.words(text).snapped(start, end) is None or start == end
        return
    assert change.now.text == text[change.now.start : change.now.end]
    assert change.now.start <= end
    assert change.now.end >= start
    assert marks.words(text).snapped(change.now.start, change.now.end) == (change.now.start, change.now.end)


def test_a_mark_grows_to_whole_words_and_is_an_analysts(sample):
    change = sample.add(GUARD[0] + 2, GUARD[1] - 3, "people")
    assert change == Change(
        f"{GUARD[0]}-{GUARD[1]}:people", None, Mention("people", *GUARD, "harbour guard", "analyst")
    )
    after = sample.apply(change)
    assert len(after) == len(sample) + 1
    assert change.part not in sample.parts


def test_the_machines_marks_are_named_by_their_place_and_kind(sample):
    assert FRONT in sample.parts
    twice = Marks(TEXT, (sample.parts[FRONT], sample.parts[FRONT]))
    assert list(twice.parts) == [FRONT, f"{FRONT}#2"]


def test_a_part_that_is_taken_is_numbered(sample):
    longer = sample.apply(sample.move(FRONT, "start", -1))
    again = longer.add(*FRONT_AT, "actor")
    assert again.part == f"{FRONT}#2"
    gone = sample.apply(sample.delete(FRONT))
    assert gone.add(*FRONT_AT, "actor").part == FRONT


def test_a_mark_may_lie_within_and_across_others(sample):
    inner = sample.apply(sample.add(GUARD[0], GUARD[0] + 7, "place"))
    outer = inner.apply(inner.add(GUARD[0] - 2, GUARD[1], "people"))
    assert [mention.text for mention in outer.mentions if GUARD[0] - 2 <= mention.start < GUARD[1]] == [
        "a harbour guard",
        "harbour",
    ]


@pytest.mark.parametrize(
    ("edge", "by", "words"),
    [
        ("end", 1, "said two dockers were"),
        ("end", -1, "said two"),
        ("end", -2, "said"),
        ("start", 1, "two dockers"),
        ("start", -1, "army said two dockers"),
        ("start", -2, "The army said two dockers"),
        ("start", -3, "😀. The army said two dockers"),
    ],
)
def test_an_edge_moves_by_words(edge, by, words):
    made, part = marked(TEXT, "said two dockers")
    assert made.move(part, edge, by).now.text == words


def test_an_edge_within_a_word_moves_to_the_end_of_that_word_first():
    machine = Mention("place", 1, 3, "or", "places:row")
    made = Marks("Port Sena", (Mention("place", 1, 3, "or", "places:row"),))
    assert made.move("1-3:place", "end", 1).now.text == "ort"
    assert made.move("1-3:place", "start", -1).now.text == "Por"
    assert made.machine["1-3:place"] == machine


def test_relabelled_accepted_and_moved_marks_are_the_analysts(sample):
    was = sample.parts[FRONT]
    assert sample.relabel(FRONT, "people") == Change(
        FRONT, was, Mention("people", was.start, was.end, was.text, "analyst")
    )
    assert sample.accept(FRONT).now == Mention("actor", was.start, was.end, was.text, "analyst")
    assert sample.move(FRONT, "end", -1).now.rule == "analyst"
    assert sample.reject(FRONT) == sample.delete(FRONT) == Change(FRONT, was, None)


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda made: made.add(3, 3, "actor"), "outside the text"),
        (lambda made: made.add(5, 10_000, "actor"), "outside the text"),
        (lambda made: made.add(-4, 3, "actor"), "outside the text"),
        (lambda made: made.add(0, 6, "weather"), "'weather' is no kind of mention; use one of action, weapon"),
        (lambda made: made.add(TEXT.index("\n\n"), TEXT.index("\n\n") + 2, "actor"), "No words are selected"),
        (lambda made: made.add(*FRONT_AT, "actor"), "accept the machine's"),
        (lambda made: made.relabel(FRONT, "actor"), "marked as actor already"),
        (lambda made: made.relabel(FRONT, "nothing"), "no kind of mention"),
        (lambda made: made.delete("0-1:actor"), "no longer marked"),
        (lambda made: made.apply(made.accept(FRONT)).accept(FRONT), "nothing to accept"),
        (lambda made: made.move(FRONT, "end", -2), "delete the mark instead"),
        (lambda made: made.move(FRONT, "end", 1), "no word beyond"),
        (lambda made: made.move(FRONT, "start", 2), "no word beyond"),
    ],
)
def test_what_cannot_be_marked_is_refused_with_the_remedy(sample, ask, words):
    with pytest.raises(MarkError, match=words):
        ask(sample)


def test_a_change_of_what_is_no_longer_so_is_refused_with_both(sample):
    mine, theirs = sample.relabel(FRONT, "people"), sample.relabel(FRONT, "place")
    with pytest.raises(StaleCorrection, match=r"actor “Blue Front” \(actor:row\), but it is now place"):
        sample.apply(theirs).apply(mine)


@pytest.mark.parametrize("wrong", [Mention("actor", 0, 6, "Rocket", "analyst"), Mention("actor", 4, 4, "", "analyst")])
def test_words_that_do_not_stand_where_a_change_says_are_refused(sample, wrong):
    with pytest.raises(MarkError, match="does not stand at characters"):
        sample.apply(Change("0-6:actor", None, wrong))
    with pytest.raises(MarkError, match="mark the words again"):
        Marks(TEXT, (), [Change("0-6:actor", None, wrong)])


ASKS = (
    lambda made, _part, one, two: made.add(one % len(TEXT), min(len(TEXT), one % len(TEXT) + two % 30), KINDS[two % 9]),
    lambda made, part, _one, two: made.relabel(part, KINDS[two % 9]),
    lambda made, part, _one, two: made.move(part, ("start", "end")[two % 2], two % 5 - 2),
    lambda made, part, _one, _two: made.accept(part),
    lambda made, part, _one, _two: made.delete(part),
)


def worked(made, choices):
    """The changes of a row of operations, each given as numbers; those that are refused are passed over."""
    for what, one, two in choices:
        parts = list(made.parts)
        try:
            change = ASKS[what](made, parts[one % len(parts)] if parts else "", one, two)
        except MarkError:
            continue
        yield change
        made = made.apply(change)


steps = some.lists(some.tuples(some.integers(0, 4), some.integers(0, 500), some.integers(0, 500)), max_size=20)


@given(steps)
def test_marks_come_back_equal_from_their_changes_and_from_their_whole_history(choices):
    made = Marks(TEXT, sample_reading().mentions)
    history = list(worked(made, choices))
    for change in history:
        made = made.apply(change)
    for changes in (history, made.changes):
        again = Marks(TEXT, sample_reading().mentions, changes)
        assert again.parts == made.parts
        assert again.stale == ()
    assert all(TEXT[mention.start : mention.end] == mention.text for mention in made.mentions)


@given(steps)
def test_everything_is_undone_and_done_again_without_end(choices):
    first = made = Marks(TEXT, sample_reading().mentions)
    history, states = History(), [made]
    for change in worked(made, choices):
        made, history = made.apply(change), history.made(change)
        states.append(made)
    for before in reversed(states[:-1]):
        change, history = history.undo(lambda _change: None)
        made = made.apply(change)
        assert made.parts == before.parts
    assert made.parts == first.parts
    with pytest.raises(MarkError, match="nothing to undo"):
        history.undo(lambda _change: None)
    for after in states[1:]:
        change, history = history.redo(lambda _change: None)
        made = made.apply(change)
        assert made.parts == after.parts
    with pytest.raises(MarkError, match="nothing to redo"):
        history.redo(lambda _change: None)


def test_an_undoing_that_is_refused_leaves_the_history_as_it_was(sample):
    def refuse(_change):
        raise StaleCorrection("somebody was faster")

    history = History().made(sample.delete(FRONT))
    with pytest.raises(StaleCorrection):
        history.undo(refuse)
    assert history.undo(lambda _change: None)[0] == sample.delete(FRONT).reversed()


def test_a_new_change_ends_what_could_be_done_again(sample):
    _, undone = History().made(sample.delete(FRONT)).undo(lambda _change: None)
    assert undone.made(sample.accept(FRONT)).future == ()


def test_what_the_machine_now_reads_otherwise_is_told_and_the_analysts_word_stands(sample):
    changes = (sample.relabel(FRONT, "people"), sample.delete(f"{TEXT.index('two')}-{TEXT.index('two') + 3}:number"))
    newer = Marks(TEXT, (), changes)
    assert newer.stale == changes
    assert [mention.kind for mention in newer.mentions] == ["people"]


def test_changes_are_kept_by_the_store_and_come_back(tmp_path, sample):
    assert CORRECTABLE["mention"].of == "mention"
    with store.open(tmp_path / "marks.sqlite") as kept:
        kept.save(sample_reading())
        made = sample
        asks = (Marks.accept, FRONT), (Marks.move, FRONT, "end", -1), (Marks.add, *GUARD, "people")
        for ask, *given in asks:
            change = ask(made, *given)
            kept.correct(marks.correction(change, article=ARTICLE, by="mina"))
            made = made.apply(change)
        changes = marks.changes(kept.corrections(ARTICLE))
        assert Marks(TEXT, sample_reading().mentions, changes).parts == made.parts
        assert [(one.reason, one.by) for one in kept.corrections(ARTICLE)] == [("annotation", "mina")] * 3
        with pytest.raises(StaleCorrection):
            kept.correct(marks.correction(sample.delete(FRONT), article=ARTICLE, by="jon"))
        assert ledger.verify(kept.log()) == 3


def test_a_refusal_names_marks_in_an_analysts_words(sample):
    now = marks.correction(sample.accept(FRONT), article=ARTICLE, by="mina").now
    told = marks.readable(f"it overrules {now}, but {{look}}")
    assert told == "it overrules actor “Blue Front” (analyst), but {look}"
    assert marks.readable('broken {"end":3, and more') == 'broken {"end":3, and more'


def test_a_kept_mention_that_is_none_is_refused():
    broken = marks.correction(Change("0-3:actor", None, Mention("actor", 0, 3, "She", "analyst")), article="a", by="m")
    object.__setattr__(broken, "now", '{"kind":"weather"}')
    with pytest.raises(CorrectionError, match="weather"):
        marks.changes([broken])


def test_two_thousand_marks_are_told_apart():
    text = "word " * 20_000
    machine = [Mention("place", start, start + 4, "word", "places:row") for start in range(0, 50_000, 25)]
    made = Marks(text, machine)
    part = list(made.parts)[1000]
    assert made.move(part, "end", 1).now.text == "word word"
    assert len(made.apply(made.delete(part))) == 1999
