"""The round: draft, ground, ask again once for what failed, publish. The engine here is scripted, the rest is real."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import pytest

from summarizer import Article, ArticleSummary, asummarize, summarize, summarize_all
from summarizer.engine import Drafting, Repair
from summarizer.errors import InputError, PartialError, ReadError
from summarizer.ground.check import Failure
from summarizer.run import summarize_article
from summarizer.schemas.draft import ArticleDraft, DraftDemand, DraftTerm, RepairDraft, RepairedTerm
from summarizer.schemas.summary import Usage
from summarizer.schemas.vocabulary import Reason

TEXT = (
    "Ferry owners and the Deckhands' Union agreed on Tuesday to halt the lockout for 30 days, the mediator said.\n\n"
    "The owners will not accept a wage rise of 9 percent, their spokeswoman said.\n\n"
    "The union wants 9 percent and has threatened a strike on Friday."
)
ARTICLE = Article.of(TEXT, source="ferries.txt")


def term(text: str, quote: str, **fields: Any) -> dict[str, Any]:
    return {
        "quotes": [quote], "text": text, "issue": "process_next_steps", "speaker": "the mediator",
        "speaker_party": None, "channel": "statement", "stance": "asserts", "parties": ["owners", "union"],
        "stage": "agreed", "confirmation": "third_party", "conditions": [], "scope": None, "start": None,
        "duration": None,
    } | fields  # fmt: skip


def demand(text: str, quote: str, **fields: Any) -> dict[str, Any]:
    return {
        "quotes": [quote], "text": text, "issue": "pay_benefits", "speaker": None, "speaker_party": None,
        "channel": "outlet", "stance": "asserts", "by": ["union"], "of": ["owners"], "kind": "demand",
        "response": "rejected", "made": "undisputed",
    } | fields  # fmt: skip


HALT = term(
    "Ferry owners and the Deckhands' Union agreed to halt the lockout for 30 days.",
    "agreed on Tuesday to halt the lockout for 30 days",
)
WRONG = term(
    "Ferry owners and the Deckhands' Union agreed to halt the lockout for 60 days.",
    "agreed on Tuesday to halt the lockout for 30 days",
)
WANTS = demand("The union wants a wage rise of 9 percent.", "The union wants 9 percent")


class Scripted:
    """An engine that gives a prepared draft and a prepared repair, and counts."""

    kind: Literal["builtin", "model"] = "model"
    model: str | None = "scripted/one"

    def __init__(self, terms: list[Any], demands: list[Any], repair: RepairDraft | None = None) -> None:
        self._draft = ArticleDraft(
            negotiation="ferry pay",
            agreed_terms=[DraftTerm(**fields) for fields in terms],
            demands=[DraftDemand(**fields) for fields in demands],
            open_questions=[],
        )
        self._repair = repair
        self.asked_again: dict[str, Failure] = {}

    async def draft(self, article: Article) -> Drafting:
        return Drafting(self._draft, usage=Usage(calls=1, input_tokens=100, output_tokens=10, cost_usd=0.1))

    async def repair(self, article: Article, failures: Mapping[str, Failure]) -> Repair:
        self.asked_again = dict(failures)
        return Repair(self._repair, Usage(calls=1, input_tokens=50, output_tokens=5, cost_usd=0.05))

    async def aclose(self) -> None: ...


def run(engine: Scripted, article: Article = ARTICLE) -> ArticleSummary:
    return asyncio.run(summarize_article(article, engine))


def repaired(ref: str, fields: dict[str, Any]) -> RepairDraft:
    return RepairDraft(agreed_terms=[RepairedTerm(ref=ref, **fields)], demands=[], open_questions=[], withdrawn=[])


def test_what_stands_is_published_and_nothing_is_asked_again() -> None:
    engine = Scripted([HALT], [WANTS])
    summary = run(engine)
    assert [item.id for item in summary.items] == ["a1", "d1"]
    assert engine.asked_again == {}
    assert summary.provenance.usage.calls == 1
    assert summary.provenance.usage.cost_usd == 0.1


def test_only_the_failing_item_is_asked_for_again_and_counts_when_mended() -> None:
    engine = Scripted([WRONG], [WANTS], repaired("t1", HALT))
    summary = run(engine)
    assert list(engine.asked_again) == ["t1"]
    assert engine.asked_again["t1"].reason == Reason.NUMBER
    assert summary.agreed_terms[0].text == HALT["text"]
    assert summary.provenance.repaired == 1
    assert summary.rejected == []
    assert summary.provenance.usage.input_tokens == 150


def test_what_fails_again_is_kept_in_rejected_with_its_reason() -> None:
    summary = run(Scripted([WRONG], [WANTS], repaired("t1", WRONG)))
    assert summary.agreed_terms == []
    (left,) = summary.rejected
    assert (left.kind, left.reason) == ("agreed_term", Reason.NUMBER)
    assert "60" in left.detail
    assert left.draft.text == WRONG["text"]


def test_what_is_taken_back_is_kept_in_rejected_too() -> None:
    back = RepairDraft(agreed_terms=[], demands=[], open_questions=[], withdrawn=["t1"])
    assert [left.reason for left in run(Scripted([WRONG], [], back)).rejected] == [Reason.WITHDRAWN]


def test_an_answer_for_an_item_nobody_asked_about_changes_nothing() -> None:
    summary = run(Scripted([WRONG], [WANTS], repaired("t9", HALT)))
    assert summary.agreed_terms == []
    assert len(summary.rejected) == 1


def test_a_quote_still_missing_after_the_repair_is_dropped_where_another_carries_the_item() -> None:
    both = HALT | {"quotes": [HALT["quotes"][0], "the owners were delighted"]}
    summary = run(Scripted([both], [], None))
    assert len(summary.agreed_terms) == 1
    assert summary.agreed_terms[0].adjusted[0].drafted == "the owners were delighted"


def test_the_same_item_twice_is_published_once_and_recorded() -> None:
    again = HALT | {"text": "Owners and the union agreed to halt the lockout for 30 days."}
    summary = run(Scripted([HALT, again], []))
    assert len(summary.agreed_terms) == 1
    assert [left.reason for left in summary.rejected] == [Reason.DUPLICATE]


def test_one_sides_word_never_counts_as_both() -> None:
    text = "Owners and the union agreed to meet on Monday, the Deckhands' Union said in a readout."
    drafted = term(
        "Owners and the union agreed to meet on Monday.", text, speaker="Deckhands' Union", speaker_party="union",
        channel="readout", confirmation="all_parties",
    )  # fmt: skip
    (item,) = run(Scripted([drafted], []), Article.of(text)).agreed_terms
    assert item.confirmation == "one_party"
    assert item.adjusted[0].drafted == "all_parties"


def test_an_article_about_something_else_has_no_items_and_says_so() -> None:
    summary = summarize(Article.of("The bakery on Mill Street has a new oven. Its bread is brown."), model="builtin")
    assert summary.items == []
    assert summary.negotiation is None
    assert summary.notes


def test_the_sync_name_works_where_a_loop_already_runs() -> None:
    async def notebook() -> ArticleSummary:
        return summarize(ARTICLE, model="builtin")

    assert asyncio.run(notebook()).article == ARTICLE


def test_the_async_name_gives_the_same(tmp_path: Path) -> None:
    (tmp_path / "ferries.txt").write_text(TEXT)
    one = asyncio.run(asummarize(tmp_path / "ferries.txt", model="builtin"))
    assert [item.text for item in one.items] == [item.text for item in summarize(ARTICLE, model="builtin").items]


def test_several_articles_in_one_source(tmp_path: Path) -> None:
    source = tmp_path / "feed.jsonl"
    source.write_text('{"text": "The union met the owners."}\n{"text": "The owners left."}\n')
    assert len(summarize_all(source, model="builtin")) == 2
    with pytest.raises(InputError, match="2 articles"):
        summarize(source, model="builtin")


def test_one_bad_article_does_not_cost_the_others(tmp_path: Path) -> None:
    source = tmp_path / "feed.jsonl"
    source.write_text('{"text": "The union met the owners."}\nnot json\n')
    with pytest.raises(PartialError) as caught:
        summarize_all(source, model="builtin")
    assert len(caught.value.summaries) == 1
    assert "line 2" in str(caught.value)


def test_a_missing_file_is_one_sentence() -> None:
    with pytest.raises(ReadError, match=r"nowhere\.txt"):
        summarize("nowhere.txt", model="builtin")
