"""Words of a version are found in the quotes of its items, whole, and nowhere else."""

import pytest

from summarizer.merge.words import find_words, same_words
from tests.merge_cards import card, cards, demand, report, term

TEXT = (
    "Ostrava’s readout says “port terminals”. The rest of the article speaks of grain and of 1.9 million tonnes.\n\n"
    "Velmar “can work with 80 observers”, it said; it wanted 120 before."
)
QUOTES = ("Ostrava’s readout says “port terminals”.", "Velmar “can work with 80 observers”, it said")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("port terminals", "port terminals"),
        ("“port terminals”", "“port terminals”"),
        ("'port terminals'", "“port terminals”"),
        ("Ostrava's readout", "Ostrava’s readout"),
        ("can work with 80 observers", "can work with 80 observers"),
        ("… can work with 80 observers …", "can work with 80 observers"),
        ("  80  ".strip(), "80"),
        ("port terminal", None),  # cuts a word
        ("0 observers", None),  # cuts a number
        ("grain", None),  # stands in the article, not in a quote
        ("120", None),
        ("with", None),  # says nothing
        ("", None),
        ("“”", None),
        ("x" * 100_000, None),
    ],
)
def test_find_words(words: str, found: str | None) -> None:
    one = card(term(*QUOTES), text=TEXT)
    quote = find_words(words, [one])
    assert (quote and quote.quote) == found
    if quote:
        assert TEXT[quote.start : quote.end] == quote.quote
        assert (quote.article_id, quote.item_id) == (one.report.id, "a1")


def test_of_several_items_the_exact_words_come_first_then_the_first_item() -> None:
    curly, straight = "The envoy’s plan was accepted.", "The envoy's plan was accepted."
    three = cards(report("s1", demand(curly)), report("s2", demand(straight)), report("s3", demand(straight)))
    found = find_words("The envoy's plan", [three[2], three[0], three[1]])
    assert found and found.article_id == three[1].report.id


def test_a_quote_that_its_article_does_not_have_is_not_searched() -> None:
    one = card(term(*QUOTES), text=TEXT)
    moved = [piece.model_copy(update={"start": piece.start + 1}) for piece in one.item.evidence]
    one.item.evidence[:] = moved
    assert find_words("port terminals", [one]) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("“Port terminals”", "port  terminals", True),
        ("the envoy’s plan.", "The envoy's plan", True),
        ("port terminals", "ports and terminals", False),
        ("60", "80", False),
    ],
)
def test_same_words(one: str, other: str, same: bool) -> None:
    assert same_words(one, other) is same
