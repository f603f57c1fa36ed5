"""A sentence over several articles says no more than they do together."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from summarizer.merge.sentence import Ground, ground_of, shares_words, unknown_among, unsupported
from tests.merge_cards import card, demand, term

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "cases" / "merge_sentence.json").read_text("utf-8"))
MARCH = date(2031, 3, 7)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_unsupported(case: dict[str, Any]) -> None:
    grounds = [Ground((words,), words, MARCH) for words in case["grounds"]]
    found = unsupported(case["text"], grounds)
    if case["fault"] is None:
        assert found is None
    else:
        assert found and case["fault"] in found


def test_a_sentence_is_supported_by_itself() -> None:
    for case in CASES:
        for words in case["grounds"]:
            assert unsupported(words, [Ground((words,), words, MARCH)]) is None


def test_a_sentence_of_any_length_is_refused_at_once() -> None:
    assert "600" in (unsupported("Velmar will not go. " * 50_000, [Ground(("Velmar will go.",))]) or "")


def test_a_heading_is_held_to_numbers_and_names_only() -> None:
    grounds = [Ground(("Velmar may withdraw its 40 guns.",), "Velmar may withdraw its 40 guns.")]
    assert unsupported("Will Velmar withdraw?", grounds, assertion=False) is None
    assert "50" in (unsupported("Velmar's 50 guns", grounds, assertion=False) or "")


def test_an_item_gives_its_fields_and_the_whole_sentences_of_its_quotes() -> None:
    text = "The halt, Velmar said, runs for 21 days from Friday. It covers the ports."
    one = card(term("runs for 21 days", text="The halt runs for 21 days.", scope="the ports"), text=text)
    assert ground_of(one).support == (
        "The halt runs for 21 days.",
        "the ports",
        "The halt, Velmar said, runs for 21 days from Friday.",
    )


def test_a_name_may_stand_anywhere_in_an_article() -> None:
    one = card(
        demand("The minister wants the guns gone."), text="The minister wants the guns gone. He is Pavel Stroud."
    )
    assert unknown_among("Pavel Stroud wants the guns gone.", [ground_of(one)]) is None
    assert unknown_among("Petra Lind wants the guns gone.", [ground_of(one)]) == "Petra Lind"


def test_shares_words() -> None:
    ground = ground_of(card(demand("Velmar wants the guns withdrawn from the river.")))
    assert shares_words("the withdrawal of guns", ground)
    assert not shares_words("the exchange of wounded prisoners", ground)
