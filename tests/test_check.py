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
