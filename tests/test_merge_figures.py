"""Figures: items that give different numbers for one thing are seen, and what only looks so is left alone."""

import itertools
import json
import random
import sys
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from summarizer.merge.card import Group
from summarizer.merge.figures import clash, split, uncovered
from summarizer.merge.findings import Findings, FoundChange, FoundDisagreement, FoundState, FoundVersion
from summarizer.merge.words import find_words
from summarizer.schemas.vocabulary import Apart, Differs
from tests.merge_cards import card, cards, demand, report, term

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "cases" / "merge_figures.json").read_text("utf-8"))
DAYS = [f"The sides agreed to a halt of {days} days." for days in (21, 30)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_clash(case: dict[str, Any]) -> None:
    a, b = card(demand(case["a"])).item, card(demand(case["b"])).item
    assert (clash(a, b) is not None) == case["clash"], clash(a, b)
    assert (clash(b, a) is not None) == case["clash"], clash(b, a)


def test_an_item_never_clashes_with_itself() -> None:
    for case in CASES:
        for text in (case["a"], case["b"]):
            assert clash(card(demand(text)).item, card(demand(text)).item) is None


def test_both_figures_are_told() -> None:
    assert clash(card(term(DAYS[0])).item, card(term(DAYS[1])).item) == "21 days / 30 days"


def test_the_fields_of_a_term_count_and_its_quotes_do_not() -> None:
    quote = "They agreed to a halt, 40 lorries having burnt."
    a = card(term(quote, text="They agreed to a halt.", duration="21 days")).item
    b = card(term(quote, text="They agreed to a halt.", duration="30 days")).item
    c = card(term("They agreed to a halt, 60 lorries having burnt.", text="They agreed to a halt.")).item
    assert clash(a, b) == "21 days / 30 days"
    assert clash(a, c) is None


def _group(*days: int) -> Group:
    reports = [report(f"s{n}", term(f"The sides agreed to a halt of {d} days.")) for n, d in enumerate(days, start=1)]
    return Group(tuple(cards(*reports)), "the halt")


def test_a_clash_without_a_finding_is_uncovered() -> None:
    group = _group(21, 30)
    assert [(a.ref, b.ref, said) for a, b, said in uncovered(group, Findings())] == [("i1", "i2", "21 days / 30 days")]


def test_a_disagreement_accounts_for_all_items_with_its_figures() -> None:
    group = _group(21, 30, 21, 30)
    versions = tuple(FoundVersion(None, (one,), ()) for one in group.cards[:2])
    told = FoundDisagreement("how long", Apart.ACCOUNTS, Differs.DURATION, versions)
    assert uncovered(group, Findings(disagreements=(told,))) == []
    assert split(group, Findings(disagreements=(told,))) == [group]


def test_a_change_accounts_for_its_ends_but_not_for_a_third_figure() -> None:
    group = _group(21, 30, 45)
    ends = [FoundState((one,), ()) for one in group.cards[:2]]
    moved = Findings(changes=(FoundChange("Velmar", "the halt", ends[0], ends[1]),))
    assert [said for _, _, said in uncovered(group, moved)] == ["21 days / 45 days", "30 days / 45 days"]
    assert [[one.ref for one in part.cards] for part in split(group, moved)] == [["i1", "i2"], ["i3"]]


def test_both_in_one_version_account_for_nothing() -> None:
    group = _group(21, 30)
    told = FoundDisagreement("x", Apart.ACCOUNTS, Differs.OTHER, (FoundVersion(None, group.cards, ()),))
    assert len(uncovered(group, Findings(disagreements=(told,)))) == 1


def test_a_copy_does_not_clash_with_its_origin() -> None:
    first = report("s1", term(DAYS[0]))
    copy = report("s2", term(DAYS[1]), of=first)
    group = Group(tuple(cards(first, copy)), "the halt")
    assert uncovered(group, Findings()) == []
    assert split(group) == [group]


def test_an_article_may_clash_with_itself() -> None:
    group = Group(tuple(cards(report("s1", term(DAYS[0]), term(DAYS[1])))), "the halt")
    assert len(uncovered(group, Findings())) == 1


def test_split_parts_have_no_clash_and_the_larger_comes_first() -> None:
    group = _group(30, 21, 21, 45, 21, 30)
    parts = split(group)
    assert [[one.ref for one in part.cards] for part in parts] == [["i2", "i3", "i5"], ["i1", "i6"], ["i4"]]
    assert all(uncovered(part, Findings()) == [] for part in parts)


def test_an_item_without_figures_goes_with_the_largest_part() -> None:
    reports = [report(f"s{n}", term(text)) for n, text in enumerate([*DAYS, DAYS[1], "The sides agreed to a halt."])]
    parts = split(Group(tuple(cards(*reports)), "the halt", text="A halt of 30 days was agreed."))
    assert [[one.ref for one in part.cards] for part in parts] == [["i2", "i3", "i4"], ["i1"]]
    assert {part.text for part in parts} == {None}


def test_split_does_not_depend_on_the_order_of_the_items() -> None:
    group = _group(30, 21, 21, 45, 21, 30, 60, 30)
    for seed in range(5):
        shuffled = [*group.cards]
        random.Random(seed).shuffle(shuffled)
        assert split(Group(tuple(shuffled), group.matter)) == split(group)


def test_a_change_also_accounts_for_an_item_that_repeats_one_of_its_figures() -> None:
    texts = [
        "They halt attacks for 21 days.",
        "They halt attacks for 30 days, not 21 or 45 days.",
        "They halt attacks for 30 days.",
    ]
    reports = [report(f"s{n}", term(text)) for n, text in enumerate(texts, start=1)]
    group = Group(tuple(cards(*reports)), "the halt")
    first, both, _ = group.cards
    assert [(a.ref, b.ref) for a, b, _ in uncovered(group, Findings())] == [("i1", "i3")]
    ends = [
        FoundState((one,), (find_words(words, [one]),))  # type: ignore[arg-type]
        for one, words in ((first, "21 days"), (both, "30 days"))
    ]
    moved = FoundChange("Velmar", "the halt", ends[0], ends[1])
    assert uncovered(group, Findings(changes=(moved,))) == []


def test_hours_are_no_figures() -> None:
    a = card(term("The halt came into force at 06.00 on Friday.")).item
    b = card(term("The halt came into force at 07.30; of the two, Velmar wanted 45.")).item
    assert clash(a, b) is None


def test_many_figures_in_one_group_are_told_in_few_pairs() -> None:
    group = _group(*range(100, 160))
    told = uncovered(group, Findings())
    assert len(told) == 20
    assert told[0][2] == "100 days / 101 days" and len({said for _, _, said in told}) == 20


def test_one_pair_for_each_two_figures() -> None:
    texts = [f"{said} {guns}" for said in DAYS for guns in ("", "They also spoke of 40 guns.", "Of 50 tanks as well.")]
    reports = [report(f"s{n}", term(text)) for n, text in enumerate(texts, start=1)]
    told = uncovered(Group(tuple(cards(*reports)), "the halt"), Findings())
    assert [said for _, _, said in told] == ["21 days / 30 days"]


def test_a_figure_over_two_lines_is_told_in_one() -> None:
    reports = [report(f"s{n}", term(text.replace(" days", "\ndays"))) for n, text in enumerate(DAYS, start=1)]
    ((_, _, said),) = uncovered(Group(tuple(cards(*reports)), "the halt"), Findings())
    assert said == "21 days / 30 days"


def test_a_thousand_figures_are_parted_without_comparing_each_with_each_at_length() -> None:
    """Counted in calls, not in seconds: what is costly happens to few of the half million pairs."""
    group = _group(*range(1000, 2000))
    calls = 0

    def count(frame: FrameType, event: str, arg: object) -> None:
        nonlocal calls
        calls += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        parts, told = split(group), uncovered(group, Findings())
    finally:
        sys.setprofile(before)
    assert len(parts) == 1000 and len(told) == 20
    assert calls < 1_000_000


def test_every_pair_is_judged_the_same_in_a_group_as_by_itself() -> None:
    """The short ways for plain figures find what the long way finds."""
    texts = [case[side] for case in CASES for side in ("a", "b")][:60]
    shown = [card(demand(text), text=f"{text}\n\nAccount {n}.") for n, text in enumerate(texts)]
    for one, other in itertools.combinations(shown, 2):
        pair = Group((replace(one, ref="i1"), replace(other, ref="i2")), "x")
        alone = clash(one.item, other.item)
        assert [said for _, _, said in uncovered(pair, Findings())] == ([alone] if alone else [])
        assert len(split(pair)) == (2 if alone else 1)
