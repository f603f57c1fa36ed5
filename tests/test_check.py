"""Items held against their quotes: the verdict of every case in tests/cases/consistency.json."""

from datetime import date
from typing import Any

import pytest

from summarizer.ground.check import Standing, check
from summarizer.ground.item import Drafted
from summarizer.schemas.article import Article
from summarizer.schemas.draft import DraftDemand, DraftQuestion, DraftTerm
from tests.test_locate import cases

NEUTRAL: dict[str, Any] = {
    "issue": "other",
    "speaker": None,
    "speaker_party": None,
    "channel": "outlet",
    "stance": "asserts",
}
TERM: dict[str, Any] = {
    "parties": [],
    "stage": "agreed",
    "confirmation": "third_party",
    "conditions": [],
    "scope": None,
    "start": None,
}
DEMAND: dict[str, Any] = {"by": [], "of": [], "kind": "demand", "response": "unanswered", "made": "undisputed"}
QUESTION: dict[str, Any] = {"parties": [], "kind": "not_addressed"}


def drafted(case: dict[str, Any]) -> Drafted:
    """The item of a case, with neutral values where it says nothing."""
    fields = {("speaker_party" if name == "party" else name): value for name, value in case["item"].items()}
    if isinstance(fields.get("conditions"), str):
        fields["conditions"] = [fields["conditions"]]
    if case["kind"] == "agreed_term":
        return DraftTerm(**(NEUTRAL | TERM | {"duration": None} | fields))
    if case["kind"] == "demand":
        return DraftDemand(**(NEUTRAL | DEMAND | fields))
    return DraftQuestion(**(NEUTRAL | QUESTION | fields))


@pytest.mark.parametrize("case", cases("consistency.json"))
def test_verdict(case: dict[str, Any]) -> None:
    published = date.fromisoformat(case["published"]) if "published" in case else None
    article = Article.of(case["article"], published=published)
    verdict = check(drafted(case), article)
    assert ("pass" if isinstance(verdict, Standing) else verdict.reason) == case["expect"], (
        "" if isinstance(verdict, Standing) else verdict.detail
    )
    if isinstance(verdict, Standing):
        assert all(article.text[piece.start : piece.end] == piece.quote for piece in verdict.evidence)


def test_there_are_enough_cases() -> None:
    """The promise is at least 150 cases over locating and checking; losing some unnoticed would weaken it."""
    assert len(cases("locate.json")) + len(cases("consistency.json")) >= 150


ARTICLE = Article.of(
    "The union will accept 9 percent from May, its leader said on Monday.\n\nIt will accept nothing less, he said."
)


def wanted(**fields: Any) -> Standing:
    item = {"text": "The union will accept 9 percent.", "quotes": ["will accept 9 percent"], "by": ["union"]} | fields
    verdict = check(drafted({"kind": "demand", "item": item}), ARTICLE)
    assert isinstance(verdict, Standing), verdict
    return verdict


def test_evidence_says_where_and_how_the_quote_was_found() -> None:
    (piece,) = wanted(quotes=["The union  will accept 9 percent"]).evidence
    assert (piece.start, piece.paragraph, piece.found) == (0, 1, "normalised")


def test_a_quote_is_widened_to_its_sentence_where_a_number_of_the_item_stands_only_there() -> None:
    (piece,) = wanted(quotes=["The union will accept"]).evidence
    assert piece.quote == "The union will accept 9 percent from May, its leader said on Monday."
    (piece,) = wanted().evidence
    assert piece.quote == "will accept 9 percent"


def test_a_missing_quote_is_dropped_on_the_last_try_only() -> None:
    item = {"text": "The union will accept 9 percent.", "quotes": ["will accept 9 percent", "we are delighted"]}
    case = {"kind": "demand", "item": item}
    assert not isinstance(check(drafted(case), ARTICLE), Standing)
    verdict = check(drafted(case), ARTICLE, last=True)
    assert isinstance(verdict, Standing)
    assert [(change.field, change.drafted) for change in verdict.adjusted] == [("quotes", "we are delighted")]


@pytest.mark.parametrize(
    ("text", "reason"),
    [("  ", "unrelated"), ("Everything was settled.", "unrelated"), ("The union will accept 12 percent.", "number")],
)
def test_an_item_that_its_quote_does_not_speak_of(text: str, reason: str) -> None:
    item = {"text": text, "quotes": ["The union will accept 9 percent from May"]}
    verdict = check(drafted({"kind": "demand", "item": item}), ARTICLE)
    assert not isinstance(verdict, Standing)
    assert verdict.reason == reason
