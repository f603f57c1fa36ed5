"""The rule of matching, against cases that were worked out by hand."""

import pytest

from summarizer.evaluate.match import Marked, likeness, pairs
from summarizer.evaluate.names import in_common

T, D = "agreed_term", "demand"


def marked(kind: str, *stretches: tuple[int, int]) -> Marked:
    return Marked(kind, stretches)


CASES: dict[str, tuple[list[Marked], list[Marked], list[tuple[int, int]]]] = {
    "the same words": ([marked(T, (0, 50))], [marked(T, (0, 50))], [(0, 0)]),
    "another kind": ([marked(T, (0, 50))], [marked(D, (0, 50))], []),
    "half of the shorter": ([marked(T, (0, 20))], [marked(T, (10, 100))], [(0, 0)]),
    "less than half": ([marked(T, (0, 20))], [marked(T, (11, 100))], []),
    "a clause in its sentence": ([marked(T, (30, 60))], [marked(T, (0, 200))], [(0, 0)]),
    "side by side": ([marked(T, (0, 50))], [marked(T, (50, 100))], []),
    "one quote of several": ([marked(T, (0, 9), (70, 90))], [marked(T, (70, 90))], [(0, 0)]),
    "found twice counts once": ([marked(T, (0, 50)), marked(T, (0, 50))], [marked(T, (0, 50))], [(0, 0)]),
    "one for two of the gold": ([marked(T, (0, 90))], [marked(T, (0, 50)), marked(T, (50, 90))], [(0, 0)]),
    "the most pairs": (  # the first alone would take the second of the gold, which leaves none for the other
        [marked(T, (0, 40), (60, 100)), marked(T, (60, 100))],
        [marked(T, (0, 10)), marked(T, (60, 100))],
        [(0, 0), (1, 1)],
    ),
    "then the likest": ([marked(T, (0, 100)), marked(T, (0, 60))], [marked(T, (0, 61))], [(1, 0)]),
    "the whole article shows nothing": ([marked(T, (0, 3000))], [marked(T, (100, 250))], []),
    "a paragraph does": ([marked(T, (0, 600))], [marked(T, (100, 250))], [(0, 0)]),
    "nothing found": ([], [marked(T, (0, 50))], []),
    "nothing to find": ([marked(T, (0, 50))], [], []),
}


@pytest.mark.parametrize(("found", "gold", "expected"), CASES.values(), ids=CASES)
def test_the_rule(found: list[Marked], gold: list[Marked], expected: list[tuple[int, int]]) -> None:
    assert pairs(found, gold) == expected


def test_of_two_on_one_passage_each_goes_to_its_own_party() -> None:
    passage = ((0, 80),)
    wants, offers = Marked(D, passage, ("the Guild",)), Marked(D, passage, ("The clubs",))
    assert pairs([wants, offers], [Marked(D, passage, ("clubs",)), Marked(D, passage, ("Guild",))]) == [(0, 1), (1, 0)]
    assert pairs([wants], [Marked(D, passage, ("the state",))]) == [(0, 0)]  # parties decide between pairs only


def test_without_kinds() -> None:
    assert pairs([marked(T, (0, 50))], [marked(D, (0, 50))], any_kind=True) == [(0, 0)]


def test_an_item_without_words_is_like_none() -> None:
    assert likeness(marked(T), marked(T, (0, 5))) == 0.0


@pytest.mark.parametrize(
    ("ours", "theirs", "share"),
    [
        ([], [], 1.0),
        ([], ["Velmar"], 0.0),
        (["the Guild"], ["Guild"], 1.0),
        (["Guild", "clubs"], ["Guild"], 1 / 2),
        (["Guild", "Actors' Guild"], ["Actors' Guild"], 1 / 2),  # one name said twice is not twice right
        (["Actors' Guild"], ["Guild", "Actors"], 1 / 2),
        (["Guild", "Actors' Guild", "Guild of Actors"], ["Guild"], 1 / 3),
        (["of the"], ["of the"], 0.0),  # without a word that names anything
    ],
)
def test_names_in_common_are_a_share(ours: list[str], theirs: list[str], share: float) -> None:
    assert in_common(ours, theirs) == pytest.approx(share)
