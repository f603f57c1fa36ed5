"""Negation: a turned meaning is found, and a paraphrase is left alone."""

import json
from pathlib import Path
from typing import Any

import pytest

from summarizer.ground.clauses import sentences_of, stem
from summarizer.ground.negation import signs
from summarizer.ground.polarity import polarity_conflict

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "cases" / "polarity.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['conflict']}: {case['about']}")
def test_polarity(case: dict[str, Any]) -> None:
    found = polarity_conflict(case["claim"], case["contexts"])
    assert (found is not None) == case["conflict"], found


def test_a_sentence_never_contradicts_itself() -> None:
    for case in CASES:
        for text in (case["claim"], *case["contexts"]):
            assert polarity_conflict(text, [text]) is None


def test_the_explanation_names_both_sides() -> None:
    found = polarity_conflict("Corvia will accept the map.", ["Corvia will not accept the map."])
    assert found == "the item says 'will accept', the article 'will not accept'"


def test_without_contexts_there_is_nothing_to_contradict() -> None:
    assert polarity_conflict("Corvia will accept the map.", []) is None
    assert polarity_conflict("", ["", "…"]) is None


@pytest.mark.parametrize(
    ("claim", "context", "conflict"),
    [
        ("El consejo aceptará la tregua.", "La alcaldesa dijo que el consejo no aceptará la tregua.", True),
        ("El consejo no aceptará la tregua.", "La alcaldesa dijo que el consejo no aceptará la tregua.", False),
        ("Der Rat zahlt die Miete.", "Der Rat zahlt die Miete nicht, hieß es.", True),
        ("委员会会接受这份地图。", "发言人说，委员会不会接受这份地图。", True),
        ("委员会不会接受这份地图。", "发言人说，委员会不会接受这份地图。", False),
    ],
)
def test_a_particle_added_to_a_near_copy_in_another_language(claim: str, context: str, conflict: bool) -> None:
    assert (polarity_conflict(claim, [context]) is not None) == conflict


@pytest.mark.parametrize(
    ("words", "expected"),
    [("accept accepted acceptance accepts", "accept"), ("withdraw withdrew withdrawal", "withdraw")],
)
def test_verb_and_noun_share_a_stem(words: str, expected: str) -> None:
    assert {stem(word) for word in words.split()} == {expected}


def test_only_the_governed_word_is_negated() -> None:
    (sentence,) = sentences_of("The guild will not accept the offer, but talks continue")
    marks = {word.text: sign for word, sign in zip(sentence, signs(sentence), strict=True)}
    assert (marks["accept"], marks["offer"], marks["continue"]) == ("-", "?", "+")
