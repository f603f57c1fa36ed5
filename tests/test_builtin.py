"""The built-in engine on invented sentences: what it must find, with which fields, and what it must leave alone."""

import json
from pathlib import Path
from typing import Any

import pytest

from summarizer.builtin import draft, notes
from summarizer.ground.check import Failure, check
from summarizer.schemas.article import Article
from summarizer.schemas.draft import ArticleDraft, DraftDemand, DraftItem, DraftQuestion, DraftTerm

CASES = json.loads((Path(__file__).parent / "cases" / "builtin.json").read_text(encoding="utf-8"))
LISTS = ("agreed_terms", "demands", "open_questions")


def drafted(text: str, language: str | None = None) -> ArticleDraft:
    return draft(Article.of(text, language=language))


def seen(item: DraftItem, field: str) -> Any:
    """A field as a case writes it; `quotes` is their number."""
    return len(item.quotes) if field == "quotes" else getattr(item, field)


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_a_sentence_gives_the_items_it_holds_and_no_others(case: dict[str, Any]) -> None:
    found = drafted(case["text"], case.get("language"))
    for name in LISTS:
        items: list[DraftTerm | DraftDemand | DraftQuestion] = getattr(found, name)
        assert len(items) == len(case[name]), [item.text for item in items]
        for item, expected in zip(items, case[name], strict=True):
            assert {field: seen(item, field) for field in expected} == expected


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_every_item_passes_the_common_checks_and_quotes_whole_sentences(case: dict[str, Any]) -> None:
    article = Article.of(case["text"], language=case.get("language"))
    found = draft(article)
    items: list[DraftTerm | DraftDemand | DraftQuestion] = []
    items += [*found.agreed_terms, *found.demands, *found.open_questions]
    for item in items:
        assert not isinstance(check(item, article), Failure), item.text
        assert all(quote in article.text for quote in item.quotes)
        assert item.text[0].isupper() or not item.text[0].isalpha()
        assert item.text.endswith((".", ".”"))


def test_the_negotiation_is_named_by_its_parties_and_its_topic() -> None:
    found = drafted(
        "Veldania and Orsk agreed on Tuesday to a ceasefire. Veldania demanded the return of the Tarn valley."
    )
    assert found.negotiation == "Veldania and Orsk: ceasefire"


def test_an_article_about_something_else_has_no_negotiation() -> None:
    assert (
        drafted("The bakery on Mill Lane won a prize for its rye bread on Sunday, and a crowd came.").negotiation
        is None
    )


def test_the_same_article_gives_the_same_draft() -> None:
    text = "\n\n".join(case["text"] for case in CASES if "language" not in case and "German" not in case["about"])
    assert drafted(text) == drafted(text)


def test_a_long_mixed_text_still_quotes_only_what_it_holds() -> None:
    text = "\n\n".join(case["text"] for case in CASES if "language" not in case and "German" not in case["about"])
    found = drafted(text)
    quotes = [quote for name in LISTS for item in getattr(found, name) for quote in item.quotes]
    assert len(quotes) > 50
    assert all(quote in text for quote in quotes)


@pytest.mark.parametrize(
    "text", ["", " ", "“", "...", "A", "(", "Said the", "\n\n“We,” he said.", "He said he said he said."]
)
def test_scraps_give_an_empty_draft(text: str) -> None:
    found = drafted(text)
    assert (found.agreed_terms, found.demands, found.open_questions, found.negotiation) == ([], [], [], None)


def test_a_text_in_another_language_is_named_in_a_note() -> None:
    german = Article.of(
        "Die Gewerkschaft und die Reederei haben sich auf einen neuen Vertrag geeinigt, sagte ein Sprecher am Montag."
    )
    english = Article.of("Veldania and Orsk agreed to a truce.")
    assert len(notes(german, draft(german))) == 1 and "English" in notes(german, draft(german))[0]
    assert "three items in five" in notes(english, draft(english))[0]
    weather = Article.of("It rained on Monday, and the harbour was quiet.")
    assert notes(weather, draft(weather)) == []
