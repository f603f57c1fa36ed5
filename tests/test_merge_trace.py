"""Changes and answers: the two ends stand in quotes, in their order of time."""

from typing import Any

import pytest

from summarizer.merge.card import Card, Group
from summarizer.merge.trace_check import check_trace
from summarizer.schemas.merge_draft import DraftAnswer, DraftChange, DraftState, TraceDraft
from tests.merge_cards import cards, demand, question, report, term

NINE = "The union wants 9 per cent more pay."
SEVEN = "The union cut its claim to 7 per cent from 9 per cent."
STARTS = "When the halt starts was left open."
NOON = "The halt of attacks starts at noon on Friday."


def _cards(early: int | None = 1, late: int | None = 2) -> list[Card]:
    union: dict[str, Any] = {"by": ["the union"], "of": ["the employers"]}
    return cards(
        report("s1", demand(NINE, **union), question(STARTS), day=early),
        report("s2", term(NOON), demand(SEVEN, **union), question("Who pays was left open."), day=late),
    )


def _groups(shown: list[Card]) -> list[Group]:
    return [Group((card,), "pay") for card in shown]


def _change(
    before: tuple[str, str], after: tuple[str, str], party: str = "the union", about: str = "pay"
) -> DraftChange:
    return DraftChange(
        party=party,
        about=about,
        before=DraftState(members=before[0].split(), words=before[1]),
        after=DraftState(members=after[0].split(), words=after[1]),
    )


def _draft(*changes: DraftChange, answers: dict[str, list[str]] | None = None) -> TraceDraft:
    given = [DraftAnswer(question=ref, members=members) for ref, members in (answers or {}).items()]
    return TraceDraft(changes=list(changes), answers=given)


MOVED = _change(("i1 i4", "9 per cent"), ("i4", "7 per cent"))


def test_a_good_answer_stands_whole() -> None:
    verdict = check_trace(_draft(MOVED, answers={"i2": ["i3"]}), _groups(_cards()))
    assert verdict.problems == () and verdict.unmerged == ()
    (change,), (answer,) = verdict.kept
    assert (change.party, change.about) == ("the union", "pay")
    assert [card.ref for card in change.before.cards] == ["i1", "i4"]
    assert [quote.quote for quote in change.after.quotes] == ["7 per cent"]
    assert (answer.question.ref, [card.ref for card in answer.by]) == ("i2", ["i3"])


def test_what_is_after_is_not_older() -> None:
    back = _change(("i4", "7 per cent"), ("i1", "9 per cent"))
    verdict = check_trace(_draft(back), _groups(_cards()))
    assert verdict.kept == ((), ()) and "older" in verdict.problems[0]
    assert len(check_trace(_draft(back), _groups(_cards(None, 2))).kept[0]) == 1
    assert len(check_trace(_draft(back), _groups(_cards(2, 2))).kept[0]) == 1


def test_an_older_item_among_those_after_is_not_counted() -> None:
    shown = cards(
        report("s1", demand("The union wants 7 per cent.", by=["the union"]), day=1),
        report("s2", demand(NINE, by=["the union"]), day=2),
        report("s3", demand(SEVEN, by=["the union"]), day=3),
    )
    verdict = check_trace(_draft(_change(("i2", "9 per cent"), ("i1 i3", "7 per cent"))), _groups(shown))
    assert [card.ref for card in verdict.kept[0][0].after.cards] == ["i3"]
    assert verdict.problems[0].startswith("i1: ")


def test_one_article_may_tell_both_ends_in_different_words() -> None:
    verdict = check_trace(_draft(_change(("i4", "9 per cent"), ("i4", "7 per cent"))), _groups(_cards()))
    assert len(verdict.kept[0]) == 1 and verdict.problems == ()


@pytest.mark.parametrize(
    "bad",
    [
        _change(("i1", "9 per cent"), ("i4", "9 per cent")),
        _change(("i1", "8 per cent"), ("i4", "7 per cent")),
        _change(("i1", "9 per cent"), ("i88", "7 per cent")),
        _change(("", "9 per cent"), ("i4", "7 per cent")),
        _change(("i1", "9 per cent"), ("i4", "7 per cent"), party="Tarkia and Sons"),
    ],
    ids=["the same words", "other words", "an invented item", "no item", "a party that is not named"],
)
def test_a_change_that_does_not_hold(bad: DraftChange) -> None:
    verdict = check_trace(_draft(bad), _groups(_cards()))
    if bad.party == "the union":
        assert verdict.kept[0] == ()
    else:  # the one party that both ends have in common stands instead
        assert [change.party for change in verdict.kept[0]] == ["the union"]
    assert verdict.problems and verdict.unmerged


@pytest.mark.parametrize("about", ["the 14 points", "what Tarkia wants", ""])
def test_what_moved_must_be_carried(about: str) -> None:
    moved = MOVED.model_copy(update={"about": about})
    verdict = check_trace(_draft(moved), _groups(_cards()))
    assert verdict.kept[0][0].about == "pay" and len(verdict.problems) == 1


@pytest.mark.parametrize(
    ("asked", "by"),
    [("i2", ["i1"]), ("i2", ["i5"]), ("i1", ["i3"]), ("i5", ["i1"]), ("i5", ["i4"]), ("i2", []), ("i2", ["i66"])],
    ids=["the same article", "a question", "no question", "older", "the same article, later", "nothing", "invented"],
)
def test_an_answer_that_does_not_hold(asked: str, by: list[str]) -> None:
    verdict = check_trace(_draft(answers={asked: by}), _groups(_cards()))
    assert verdict.kept[1] == ()
    assert bool(verdict.problems) is bool(by)


def test_a_question_that_a_later_account_still_asks_is_not_answered_before() -> None:
    shown = [*_cards(), *cards(report("s9", question(STARTS), day=3))]
    last = Card("i9", shown[-1].report, shown[-1].item)
    groups = [Group((shown[1], last), "start"), *_groups([shown[0], *shown[2:5]])]
    assert check_trace(_draft(answers={"i2": ["i3"]}), groups).kept[1] == ()


def test_the_same_change_twice_is_one_and_answers_to_one_question_are_joined() -> None:
    shown = [*_cards(), *cards(report("s9", term("It starts at noon on Friday, both sides said."), day=2))]
    shown[-1] = Card("i9", shown[-1].report, shown[-1].item)
    draft = TraceDraft(
        changes=[MOVED, MOVED],
        answers=[DraftAnswer(question="i2", members=["i9"]), DraftAnswer(question="i2", members=["i3", "i9"])],
    )
    changes, answers = check_trace(draft, _groups(shown)).kept
    assert len(changes) == 1
    assert [[card.ref for card in answer.by] for answer in answers] == [["i3", "i9"]]
