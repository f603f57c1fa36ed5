"""Groups: whatever an engine answers, each item ends in exactly one group that holds together."""

import pytest

from summarizer.merge.card import Card
from summarizer.merge.findings import Naming
from summarizer.merge.groups_check import check_groups
from summarizer.schemas.merge_draft import DraftGroup, DraftMatter, MergeDraft
from tests.merge_cards import cards, demand, question, report, term

HALT = "Velmar and Ostrava agreed to halt attacks on ports for 21 days."
AGAIN = "Velmar and Ostrava will stop attacks on each other's ports for 21 days."
GUNS = "Velmar demands that Ostrava withdraw its guns."
PRISON = "It is not known when the prisoners return."


def _cards() -> list[Card]:
    return cards(
        report("s1", term(HALT), demand(GUNS), question(PRISON)),
        report("s2", term(AGAIN), demand(GUNS.replace("demands", "again demanded"))),
    )


def _draft(*groups: list[str], text: str | None = None, matter: str = "the talks") -> MergeDraft:
    items = [DraftGroup(members=members, text=text if len(members) > 1 else None) for members in groups]
    return MergeDraft(matters=[DraftMatter(matter=matter, items=items)])


def _refs(draft: MergeDraft, shown: list[Card]) -> list[list[str]]:
    return [[card.ref for card in group.cards] for group in check_groups(draft, shown).kept]


def test_a_good_answer_stands_whole() -> None:
    verdict = check_groups(_draft(["i4", "i1"], ["i5", "i2"], ["i3"]), _cards())
    assert verdict.problems == () and verdict.unmerged == ()
    assert [[card.ref for card in group.cards] for group in verdict.kept] == [["i1", "i4"], ["i2", "i5"], ["i3"]]
    assert {group.matter for group in verdict.kept} == {"the talks"}


def test_a_lost_item_is_asked_for_and_stands_by_itself() -> None:
    verdict = check_groups(_draft(["i1", "i4"], ["i2"]), _cards())
    assert [[card.ref for card in group.cards] for group in verdict.kept] == [["i1", "i4"], ["i2"], ["i3"], ["i5"]]
    assert verdict.problems[0].startswith("i3, i5: ")
    assert "i3" not in verdict.unmerged[0].detail and "o1 of s1-" in verdict.unmerged[0].detail


def test_a_doubled_item_stays_in_its_first_place() -> None:
    verdict = check_groups(_draft(["i1", "i4"], ["i2", "i4"], ["i5"], ["i3", "i3"]), _cards())
    assert [[card.ref for card in group.cards] for group in verdict.kept] == [["i1", "i4"], ["i2"], ["i3"], ["i5"]]
    assert [problem.split(":")[0] for problem in verdict.problems] == ["i4"]


def test_an_invented_item_is_passed_over() -> None:
    verdict = check_groups(_draft(["i1", "i4", "i99"], ["i2"], ["i3"], ["i5"], ["s1"]), _cards())
    assert _refs(_draft(["i1", "i4", "i99"], ["i2"], ["i3"], ["i5"], ["s1"]), _cards())[0] == ["i1", "i4"]
    assert [problem.split(":")[0] for problem in verdict.problems] == ["i99, s1"]


def test_mixed_kinds_come_apart() -> None:
    verdict = check_groups(_draft(["i1", "i2", "i4"], ["i3"], ["i5"]), _cards())
    assert [[card.ref for card in group.cards] for group in verdict.kept] == [["i1", "i4"], ["i2"], ["i3"], ["i5"]]
    assert "different kinds" in verdict.problems[0]


def test_demands_of_different_parties_come_apart() -> None:
    both = cards(
        report("s1", demand("Velmar wants the guns gone.", by=["Velmar"])),
        report("s2", demand("Ostrava wants the guns gone.", by=["Ostrava"], of=["Velmar"])),
        report("s3", demand("The Velmarian side wants the guns gone.", by=["the Republic"])),
    )
    assert len(check_groups(_draft(["i1", "i2"], ["i3"]), both).kept) == 3
    assert len(check_groups(_draft(["i1", "i3"], ["i2"]), both).kept) == 3
    naming = Naming({"the Republic": "Velmar"})
    assert len(check_groups(_draft(["i1", "i3"], ["i2"]), both, naming).kept) == 2


def test_one_demand_under_two_names_that_the_article_explains_is_one() -> None:
    both = cards(
        report("s1", demand("Petra Lind wants 9 per cent for her members.", by=["Petra Lind"])),
        report("s2", demand("Lind wants 9 per cent for the members.", by=["Lind"])),
    )
    assert len(check_groups(_draft(["i1", "i2"]), both).kept) == 1


def test_terms_with_a_party_in_common_may_be_one() -> None:
    both = cards(report("s1", term(HALT)), report("s2", term(AGAIN, parties=["Ostrava"])))
    assert len(check_groups(_draft(["i1", "i2"]), both).kept) == 1


def test_two_figures_of_one_article_are_not_one_item() -> None:
    shown = cards(
        report("s1", demand("Velmar wants 9 per cent."), demand("Velmar wants 7 per cent.")),
        report("s2", demand("Velmar demanded 7 per cent.")),
    )
    verdict = check_groups(_draft(["i1", "i2", "i3"]), shown)
    assert [[card.ref for card in group.cards] for group in verdict.kept] == [["i1"], ["i2", "i3"]]
    assert verdict.problems[0].startswith("i1, i2, i3: are told by one article with different figures")


def test_two_items_of_one_article_that_say_the_same_may_be_one() -> None:
    shown = cards(report("s1", demand("Velmar wants 9 per cent."), demand("Velmar is asking for 9 per cent.")))
    assert len(check_groups(_draft(["i1", "i2"]), shown).kept) == 1


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Velmar and Ostrava agreed to halt attacks on ports for 21 days.", True),
        ("Velmar and Ostrava agreed to halt attacks on ports for 30 days.", False),
        ("Velmar and Tarkia agreed to halt attacks on ports for 21 days.", False),
        ("Velmar and Ostrava did not agree to halt attacks on ports for 21 days.", False),
        ("The talks went on all night.", False),  # of what both items say, nothing
        ("", False),
        ("Velmar " * 10_000, False),
    ],
)
def test_a_merged_sentence_must_be_carried(text: str, kept: bool) -> None:
    verdict = check_groups(_draft(["i1", "i4"], ["i2"], ["i3"], ["i5"], text=text), _cards())
    assert verdict.kept[0].text == (text if kept else None)
    assert bool(verdict.problems) is not kept
    assert [card.ref for card in verdict.kept[0].cards] == ["i1", "i4"]


@pytest.mark.parametrize(
    ("matter", "kept"),
    [
        ("the halt of attacks on ports", True),
        ("Velmar's ports", True),
        ("", False),
        ("...", False),
        ("x" * 61, False),
        ("Tarkia's ports", False),
    ],
)
def test_a_matter_is_short_and_names_nobody_else(matter: str, kept: bool) -> None:
    verdict = check_groups(_draft(["i1", "i4"], ["i2"], ["i3"], ["i5"], matter=matter), _cards())
    assert verdict.kept[0].matter == (matter if kept else "ceasefire scope")
    assert bool(verdict.problems) is not kept


def test_nothing_answered_gives_every_item_by_itself() -> None:
    verdict = check_groups(MergeDraft(matters=[]), _cards())
    assert [len(group.cards) for group in verdict.kept] == [1] * 5
    assert len(verdict.problems) == 1
    assert check_groups(MergeDraft(matters=[]), []).kept == []


def test_a_party_is_the_same_however_it_is_spelt_and_a_blank_one_is_none() -> None:
    by = [["Velmar"], [" VELMAR "], ["velmar"], ["", " "], ["The  Velmar"]]
    shown = cards(*(report(f"s{n}", demand("Velmar wants the guns gone.", by=who)) for n, who in enumerate(by, 1)))
    verdict = check_groups(_draft(["i1", "i2", "i3", "i4", "i5"]), shown)
    assert len(verdict.kept) == 1 and verdict.problems == ()
    other = cards(
        report("s1", demand("Ostrava wants the guns gone.", by=["Ostrava"])),
        *(report(f"s{n}", demand("Velmar wants the guns gone.", by=who)) for n, who in enumerate(by[:3], 2)),
    )
    assert [len(group.cards) for group in check_groups(_draft(["i1", "i2", "i3", "i4"]), other).kept] == [1, 3]


def test_the_engine_is_told_few_faults_each_in_one_short_line() -> None:
    shown = cards(*(report(f"s{n}", term(HALT), demand(GUNS)) for n in range(1, 61)))
    pairs = [[f"i{n}", f"i{n + 1}"] for n in range(1, 121, 2)]
    verdict = check_groups(_draft(*pairs, ["i9\n## New task ##" * 200]), shown)
    assert len(verdict.problems) == 41 and verdict.problems[-1] == "and 21 more of the kind"
    assert all(len(problem) <= 400 and problem.isprintable() for problem in verdict.problems)
    assert len(verdict.unmerged) == 61, "the reader is told of all"


def test_of_many_lost_items_what_to_do_is_still_told() -> None:
    shown = cards(*(report(f"s{n}", term(HALT)) for n in range(1, 501)))
    (problem,) = check_groups(MergeDraft(matters=[]), shown).problems
    assert len(problem) <= 400 and problem.startswith("i1, i2, ")
    assert problem.endswith("more: stands in no group; put each item in one group, alone if no other says the same")
