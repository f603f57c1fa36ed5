"""What is told to whoever improves a prompt: each miss and mistake, with its words in their paragraph."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from summarizer.evaluate.found import Found
from summarizer.evaluate.missed import Passage, passages
from summarizer.evaluate.scores import Scored
from summarizer.evaluate.shown import as_missed, missed_json
from tests.golds import GUNS, ITEMS, SIGNED, WATCH, compared, found, gold_at, scored

T, D, Q = "agreed_term", "demand", "open_question"
RIGHT = [
    found(T, SIGNED, stage="signed"),
    found(D, GUNS, names={"by": ["Ostrava"]}, response="rejected"),
    found(Q, WATCH, why="not_addressed"),
]
VOTE = "A vote is expected within a fortnight."
# What is found, and what is told of it: what, kind, the gold's kind in its place, its fields that differ.
CASES: dict[str, tuple[list[Found], list[tuple[str, str, str | None, list[str]]]]] = {
    "all right": (RIGHT, []),
    "nothing found": ([], [("missed", T, None, []), ("missed", D, None, []), ("missed", Q, None, [])]),
    "one missed": (RIGHT[:2], [("missed", Q, None, [])]),
    "one too many": ([*RIGHT, found(D, VOTE)], [("wrong", D, None, [])]),
    "a quote from nowhere": ([*RIGHT, found(D, "nobody wrote this")], [("wrong", D, None, [])]),
    "another kind": ([*RIGHT[:2], found(D, WATCH)], [("another kind", D, Q, [])]),
    "said twice": ([*RIGHT, found(T, SIGNED)], [("wrong", T, T, [])]),
    "restated as another kind": ([*RIGHT, found(Q, GUNS)], [("wrong", Q, D, [])]),
    "a field": ([found(T, SIGNED, stage="tentative"), *RIGHT[1:]], [("fields", T, T, ["stage"])]),
    "who says so": ([found(T, SIGNED, says=("Maron",), stage="signed"), *RIGHT[1:]], [("fields", T, T, ["says"])]),
    "fields that a tool lacks": ([RIGHT[0], found(D, GUNS), RIGHT[2]], [("fields", D, D, ["response", "by"])]),
}


@pytest.mark.parametrize(("items", "told"), CASES.values(), ids=CASES)
def test_what_is_told(items: list[Found], told: list[tuple[str, str, str | None, list[str]]], tmp_path: Path) -> None:
    _, missed = compared(gold_at(tmp_path / "truce"), *items)
    assert [(m.what, m.kind, m.gold.kind if m.gold else None, [f.name for f in m.fields]) for m in missed] == told
    assert {m.file for m in missed} <= {"truce/talks.txt"}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("A protocol on 62 prisoners is signed.", ""),
        ("A protocol on 26 prisoners is signed.", "“26” is not in the quotes or their sentences"),
        ("The delegations did not sign a protocol on the return of prisoners.", "not"),
    ],
)
def test_a_right_item_whose_statement_its_quotes_do_not_bear_out_is_told(text: str, why: str, tmp_path: Path) -> None:
    items = [replace(RIGHT[0], text=text), *RIGHT[1:]]
    tally, missed = compared(gold_at(tmp_path / "truce"), *items)
    assert tally.counts["items agreeing"] == 3 - bool(why) and len(missed) == bool(why)
    for each in missed:
        assert (each.what, each.kind, each.weight) == ("statement", T, "core") and why in each.why
        shown = [Scored("x", [tally], missed, {})]
        assert f"      statement: {each.why}" in as_missed(shown, width=200, color=False)
        assert json.loads(missed_json(shown))[0]["shown"][0]["why"] == each.why


def test_what_is_told_adds_up_to_the_scores(tmp_path: Path) -> None:
    for items, _ in CASES.values():
        tally, missed = compared(gold_at(tmp_path), *items)
        lost = sum(m.what in ("missed", "another kind") for m in missed)
        wrong = sum(m.what in ("wrong", "another kind") for m in missed)
        assert tally.counts["all gold"] - tally.counts["all right"] == lost
        assert tally.counts["all found"] - tally.counts["all right"] == wrong
        assert tally.fields_given.total() - tally.fields_right.total() == sum(len(m.fields) for m in missed)


def test_they_come_in_the_order_of_the_article(tmp_path: Path) -> None:
    _, missed = compared(gold_at(tmp_path), found(D, VOTE), found(D, "not there"), found(D, WATCH))
    assert [m.what for m in missed] == ["missed", "missed", "another kind", "wrong", "wrong"]
    assert missed[-1].passages == ()


@pytest.mark.parametrize(
    ("stretches", "told"),
    [
        ([], []),
        ([(0, 3)], [(1, "One two.", ((0, 3),))]),
        ([(4, 7), (0, 3)], [(1, "One two.", ((0, 3), (4, 7)))]),
        ([(0, 5), (4, 7)], [(1, "One two.", ((0, 7),))]),
        ([(4, 15)], [(1, "One two.", ((4, 8),)), (2, "Three.", ((0, 5),))]),
        ([(8, 10)], []),  # the blank lines between
    ],
)
def test_passages(stretches: list[tuple[int, int]], told: list[tuple[int, str, Any]]) -> None:
    assert list(passages("One two.\n\nThree.", stretches)) == [Passage(*each) for each in told]


VIEW = f"""\
some/model: 1 missed (1 core), 1 not in the gold, 1 of another kind, 1 with other fields

truce/talks.txt
  other fields (core): agreed term: agreed_term on The two delegations
      gold: A protocol is signed.
      stage: tentative, gold signed
      ¶4 »{SIGNED}«, who are to
"""


def some(tmp_path: Path) -> list[Any]:
    items = [found(T, SIGNED, stage="tentative"), found(D, WATCH), found(D, VOTE, "of \x1b[31mnowhere")]
    return [scored(gold_at(tmp_path / "truce"), "some/model", *items)]


def test_the_view(tmp_path: Path) -> None:
    written = as_missed(some(tmp_path), width=100, color=False)
    assert written.startswith(VIEW)
    for line in (
        "  missed (core): demand: Ostrava wants the guns away.",
        "later,”« she told reporters.",
        "  another kind: demand: demand on Who would watch over",
        "      gold (minor): open question: Who watches?",
        f"      ¶7 »{WATCH}«. Neither side mentioned observers",
        "      stands nowhere in the article: “of ␛[31mnowhere”",
    ):
        assert line in written
    assert max(map(len, written.splitlines())) <= 100


def test_on_a_terminal_the_quotes_are_bold(tmp_path: Path) -> None:
    written = as_missed(some(tmp_path), width=100, color=True)
    assert "\x1b[1mThe two delegations signed" in written and "»" not in written


def test_several_engines_are_told_apart(tmp_path: Path) -> None:
    one, other = some(tmp_path)[0], scored(gold_at(tmp_path), "perfect", *RIGHT)
    written = as_missed([one, other], width=100, color=False)
    assert "some/model: 1 missed" in written and "perfect: nothing was missed, and nothing is wrong" in written


def test_the_same_as_json(tmp_path: Path) -> None:
    (told,) = json.loads(missed_json(some(tmp_path)))
    assert told["engine"] == "some/model" and len(told["shown"]) == 4
    fields, missed, kind, wrong = told["shown"]
    assert fields["fields"] == [{"field": "stage", "found": ["tentative"], "gold": ["signed"]}]
    assert kind["what"] == "another kind" and kind["gold"]["kind"] == Q and kind["gold"]["quotes"] == [WATCH]
    assert wrong["quotes"] == [VOTE, "of \x1b[31mnowhere"] and wrong["gold"] is None and wrong["weight"] is None
    assert missed["text"] == ITEMS[1]["text"] and missed["weight"] == "core"
    for each in told["shown"]:
        marked = [passage["text"][slice(*mark)] for passage in each["passages"] for mark in passage["marks"]]
        assert marked and all(quote in marked for quote in each["quotes"] if "nowhere" not in quote)
