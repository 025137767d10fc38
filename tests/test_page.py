"""The page without a browser: what it asks for is kept, then shown; what is refused is told and changes nothing."""

from dataclasses import replace

import pytest
from readings import TEXT, sample_reading

from workbench.corrections import StaleCorrection
from workbench.desk.marks import Change, Marks
from workbench.desk.page import ArticleView
from workbench.records import Mention, Passage

FRONT = f"{TEXT.index('Blue Front')}-{TEXT.index('Blue Front') + 10}:actor"
GUARD = Passage(TEXT.index("harbour guard"), TEXT.index("harbour guard") + 13, "harbour guard")


@pytest.fixture
def kept():
    return []


@pytest.fixture
def view(kept):
    return ArticleView(sample_reading(), keep=kept.append)


def ask(view, do, **more):
    view._handle_custom_msg({"do": do, **more}, [])
    return {name: value for name, value in view.answer.items() if name != "number"}


def mark_guard(view):
    return ask(view, "add", start=GUARD.start, end=GUARD.end, kind="people")


def test_words_are_kept_and_then_shown(view, kept):
    part = f"{GUARD.start}-{GUARD.end}:people"
    assert mark_guard(view) == {"do": "done", "part": part, "said": "Marked people “harbour guard”"}
    assert kept == [Change(part, None, Mention("people", GUARD.start, GUARD.end, "harbour guard", "analyst"))]
    assert view.changed == {
        part: {"part": part, "kind": "people", "start": GUARD.start, "end": GUARD.end, "rule": "analyst"}
    }
    assert view.marks.parts[part] == kept[0].now


def test_what_is_not_kept_is_not_shown_and_the_page_says_why():
    def refuse(_change):
        raise StaleCorrection("Entry 7 by jon made it people; look at both.")

    view = ArticleView(sample_reading(), keep=refuse)
    assert mark_guard(view) == {"do": "refused", "said": "Entry 7 by jon made it people; look at both."}
    assert view.changed == {}
    assert len(view.marks) == 6
    assert ask(view, "undo") == {"do": "refused", "said": "There is nothing to undo."}


def test_a_failure_nobody_foresaw_is_told_on_the_page_and_goes_on_to_the_log():
    def fail(_change):
        raise RuntimeError("boom")

    view = ArticleView(sample_reading(), keep=fail)
    with pytest.raises(RuntimeError):
        view._heard(view, {"do": "delete", "part": FRONT}, [])
    assert view.answer["said"] == "RuntimeError: boom"
    assert view.changed == {}


def test_the_same_refusal_twice_is_two_answers(view):
    ask(view, "undo")
    first = dict(view.answer)
    ask(view, "undo")
    assert view.answer != first


@pytest.mark.parametrize(
    ("asked", "said", "now"),
    [
        ({"do": "relabel", "kind": "people"}, "Actor “Blue Front” is now people “Blue Front”", "people Blue Front"),
        ({"do": "move", "edge": "end", "by": -1}, "Actor “Blue Front” is now actor “Blue”", "actor Blue"),
        ({"do": "accept"}, "Accepted actor “Blue Front”", "actor Blue Front"),
        ({"do": "reject"}, "Rejected actor “Blue Front”", None),
        ({"do": "delete"}, "Deleted actor “Blue Front”", None),
    ],
)
def test_each_wish_is_done_told_undone_and_done_again(view, kept, asked, said, now):
    def shown():
        mention = view.marks.parts.get(FRONT)
        return mention and f"{mention.kind} {mention.text}"

    assert ask(view, part=FRONT, **asked)["said"] == said
    assert shown() == now
    assert ask(view, "undo")["said"].startswith("Undone: ")
    assert shown() == "actor Blue Front"
    assert view.changed == {}
    assert ask(view, "redo")["said"].startswith("Done again: ")
    assert shown() == now
    assert kept == [kept[0], kept[0].reversed(), kept[0]]


def test_a_changed_mark_of_the_machines_says_what_the_machine_had(view):
    ask(view, "relabel", part=FRONT, kind="people")
    assert view.changed[FRONT]["machine"] == "actor “Blue Front”, actor:row"


def test_without_keep_the_page_is_for_reading_only():
    view = ArticleView(sample_reading())
    assert view.editable is False
    assert mark_guard(view)["said"].startswith("This page is for reading only")
    assert len(view.marks) == 6


def test_undoing_what_somebody_changed_meanwhile_is_refused_before_it_is_kept(view, kept):
    ask(view, "accept", part=FRONT)
    view.show(sample_reading(), view.marks.apply(view.marks.relabel(FRONT, "people")))
    assert "it is now people" in ask(view, "undo")["said"]
    assert len(kept) == 1
    assert view.marks.parts[FRONT].kind == "people"


def test_the_desk_may_undo_through_its_store():
    steps = []

    def redo():
        return view.marks.accept(FRONT)

    view = ArticleView(sample_reading(), keep=steps.append, undo=lambda: steps.append("undo"), redo=redo)

    assert ask(view, "undo") == {"do": "done", "part": "", "said": "Undone"}
    assert steps == ["undo"]
    assert ask(view, "redo")["part"] == FRONT
    assert view.marks.parts[FRONT].rule == "analyst"


def test_whoever_keeps_may_show_the_marks_with_what_others_changed():
    def keep(change):
        made = Marks(TEXT, sample_reading().mentions).apply(change)
        view.show(sample_reading(), made.apply(made.delete(f"{TEXT.index('said')}-{TEXT.index('said') + 4}:report")))

    view = ArticleView(sample_reading(), keep=keep)
    ask(view, "accept", part=FRONT)
    assert len(view.marks) == 5
    assert view.changed[FRONT]["rule"] == "analyst"


def test_marks_stay_when_the_same_article_is_shown_again_and_go_with_another(view):
    mark_guard(view)
    view.show(sample_reading(), None)
    assert len(view.marks) == 7
    view.show(sample_reading(), Marks(TEXT, sample_reading().mentions))
    assert len(view.marks) == 6
    mark_guard(view)
    other = replace(sample_reading().article, text="Another story.")
    view.show(replace(sample_reading(), article=other, mentions=()))
    assert (len(view.marks), view.mentions, view.changed) == (0, [], {})


def test_the_page_starts_with_the_marks_that_are_kept():
    machine = Marks(TEXT, sample_reading().mentions)
    view = ArticleView(sample_reading(), marks=machine.apply(machine.delete(FRONT)))
    assert repr(view) == f"ArticleView({len(TEXT)} characters, 5 mentions)"
    assert FRONT not in {mention["part"] for mention in view.mentions}


def test_few_changes_travel_alone_and_many_at_once():
    text = "word " * 300
    machine = tuple(Mention("place", start, start + 4, "word", "places:row") for start in range(0, 1500, 5))
    article = replace(sample_reading().article, text=text, blocks=())
    reading = replace(sample_reading(), article=article, mentions=machine)
    view = ArticleView(reading, keep=lambda _change: None)
    sent = view.mentions
    for count, part in enumerate(list(view.marks.parts)[:100], start=1):
        ask(view, "accept", part=part)
        assert len(view.changed) == count
        assert view.mentions is sent
    ask(view, "accept", part=list(view.marks.parts)[100])
    assert view.changed == {}
    assert sum(mention["rule"] == "analyst" for mention in view.mentions) == 101


def test_selected_words_are_whole_words_of_the_text(view):
    assert view.selected is None
    view.selection = [GUARD.start + 2, GUARD.end - 2]
    assert view.selected == GUARD
    view.selection = [TEXT.index("\n\n"), TEXT.index("\n\n") + 1]
    assert view.selected is None


def test_words_that_were_marked_are_no_longer_selected(view):
    view.selection = [GUARD.start, GUARD.end]
    mark_guard(view)
    assert view.selection == []


def test_a_passage_is_lit_and_the_page_is_told_to_show_it(view):
    view.light(GUARD)
    assert view.lits == [{"start": GUARD.start, "end": GUARD.end}]
    assert view.answer["do"] == "reveal"
