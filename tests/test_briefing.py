"""From summaries to briefs, whatever the engine answers: nothing lost, nothing doubled, the same in any order."""

import asyncio
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from summarizer.briefing.public import briefs_of
from summarizer.builtin_merge import BuiltinMergeEngine
from summarizer.errors import InvalidAnswerError, TruncatedError, UnreachableError
from summarizer.merge.card import Card, Group, Report
from summarizer.merge_engine import Again, Said
from summarizer.schemas.brief import Brief
from summarizer.schemas.merge_draft import (
    CompareDraft,
    DraftSentence,
    DraftStory,
    MergeDraft,
    OverviewDraft,
    PartiesDraft,
    StoriesDraft,
    TraceDraft,
)
from summarizer.schemas.summary import ArticleSummary
from tests.test_merge_hostile import compares, merges, plain, reports, traces

few = hypothesis_settings(
    max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)


class Scripted:
    """An engine that says what it was given, whatever it is asked; again and again. An error is raised."""

    kind: Literal["builtin", "model"] = "model"
    model: str | None = "openai/scripted"

    def __init__(self, answers: Mapping[str, Any] = {}, most: int = 1000) -> None:
        self.most, self.answers = most, answers
        self.asked: Counter[str] = Counter()
        self.plain = BuiltinMergeEngine()

    def room(self, cards: Sequence[Card]) -> bool:
        return len(cards) <= self.most

    async def _say(self, what: str, again: Any, *shown: Any) -> Said[Any]:
        self.asked[what] += 1
        answer = self.answers.get(what)
        if isinstance(answer, Exception):
            raise answer
        if callable(answer):
            answer = answer(*shown)
        if answer is None:
            said: Said[Any] = await getattr(self.plain, what)(*shown, again)
            return said
        return Said(answer)

    async def stories(self, reports: Sequence[Report], again: Again[StoriesDraft] | None) -> Said[StoriesDraft]:
        return await self._say("stories", again, reports)

    async def parties(
        self, names: Mapping[str, str], reports: Sequence[Report], again: Again[PartiesDraft] | None
    ) -> Said[PartiesDraft]:
        return await self._say("parties", again, names, reports)

    async def merge(self, cards: Sequence[Card], again: Again[MergeDraft] | None) -> Said[MergeDraft]:
        return await self._say("merge", again, cards)

    async def compare(self, groups: Sequence[Group], again: Again[CompareDraft] | None) -> Said[CompareDraft]:
        return await self._say("compare", again, groups)

    async def trace(self, groups: Sequence[Group], again: Again[TraceDraft] | None) -> Said[TraceDraft]:
        return await self._say("trace", again, groups)

    async def overview(self, brief: Brief, again: Again[OverviewDraft] | None) -> Said[OverviewDraft]:
        return await self._say("overview", again, brief)

    async def aclose(self) -> None:
        pass


def briefed(summaries: Sequence[ArticleSummary], engine: Any) -> list[Brief]:
    return asyncio.run(briefs_of(summaries, engine))


def holds(briefs: Sequence[Brief], summaries: Sequence[ArticleSummary]) -> None:
    """The promises: every item of every article once, every quote verbatim, origins counted, references that exist."""
    texts = {summary.article.id: summary.article.text for summary in summaries}
    given = Counter((summary.article.id, item.id) for summary in summaries for item in summary.items)
    found = Counter((m.article_id, m.item_id) for brief in briefs for item in brief.items for m in item.members)
    assert found == given
    for brief in briefs:
        ids = {entry.id for entry in [*brief.items, *brief.disagreements, *brief.changes]}
        assert len(ids) == len(brief.items) + len(brief.disagreements) + len(brief.changes)
        assert all(set(sentence.refs) <= ids for sentence in brief.overview)
        assert sum(len(sentence.text.split()) for sentence in brief.overview) <= 150
        of = {source.article_id: source.origin for source in brief.sources}
        for item in brief.items:
            assert item.origins == len({of[member.article_id] for member in item.members})
            assert item.articles == len({member.article_id for member in item.members})
            quoted = [(member.article_id, piece) for member in item.members for piece in member.evidence]
            assert all(texts[where][piece.start : piece.end] == piece.quote for where, piece in quoted)
        quotes = [
            quote for change in brief.changes for state in (change.before, change.after) for quote in state.quotes
        ]
        versions = [version for disagreement in brief.disagreements for version in disagreement.versions]
        for quote in [*quotes, *(quote for version in versions for quote in version.quotes)]:
            assert texts[quote.article_id][quote.start : quote.end] == quote.quote


stories = st.builds(
    StoriesDraft,
    stories=st.lists(
        st.builds(
            DraftStory,
            negotiation=plain,
            days=st.lists(st.lists(st.sampled_from(["s1", "s2", "s3", "s4", "s9", ""]), max_size=3), max_size=3),
        ),
        max_size=3,
    ),
)
overviews = st.builds(
    OverviewDraft,
    sentences=st.lists(
        st.builds(DraftSentence, text=plain, refs=st.lists(st.sampled_from(["A1", "D1", "O1", "X1", "C1", "Z9"]))),
        max_size=6,
    ),
)


@few
@given(reports(), stories, merges, compares, traces, overviews, st.randoms(use_true_random=False))
def test_hostile_answers_lose_nothing_and_order_changes_nothing(
    given_reports: list[Report],
    told: StoriesDraft,
    merged: MergeDraft,
    compared: CompareDraft,
    traced: TraceDraft,
    overview: OverviewDraft,
    chance: random.Random,
) -> None:
    summaries = [report.summary for report in given_reports]
    answers = {"stories": told, "merge": merged, "compare": compared, "trace": traced, "overview": overview}
    briefs = briefed(summaries, Scripted(answers))
    holds(briefs, summaries)
    shuffled = summaries[:]
    chance.shuffle(shuffled)
    again = briefed(shuffled, Scripted(answers))
    assert [brief.model_dump_json() for brief in again] == [brief.model_dump_json() for brief in briefs]


@few
@given(reports())
def test_the_built_in_engine_keeps_the_promises(given_reports: list[Report]) -> None:
    summaries = [report.summary for report in given_reports]
    briefs = briefed(summaries, BuiltinMergeEngine())
    holds(briefs, summaries)
    assert not any(brief.unmerged for brief in briefs), "its own answers pass the checks"


@few
@given(reports(), st.integers(1, 4))
def test_in_rounds_nothing_is_lost(given_reports: list[Report], most: int) -> None:
    summaries = [report.summary for report in given_reports]
    holds(briefed(summaries, Scripted(most=most)), summaries)


def _summaries() -> list[ArticleSummary]:
    from tests.merge_cards import demand, question, report, term

    first = report("s1", term("Velmar and Ostrava agreed to halt attacks on ports for 21 days."), question("Who pays?"))
    second = report(
        "s2",
        term("Ostrava and Velmar have agreed that attacks on ports stop for 21 days."),
        demand("Velmar wants 60 observers."),
    )
    return [first.summary, second.summary]


@pytest.mark.parametrize("what", ["stories", "parties", "merge", "compare", "trace", "overview"])
def test_a_question_without_an_answer_costs_itself_only(what: str) -> None:
    summaries = _summaries()
    briefs = briefed(summaries, Scripted({what: InvalidAnswerError("nothing but noise")}))
    holds(briefs, summaries)
    assert any("nothing but noise" in note for note in briefs[0].notes)


def test_an_endpoint_that_cannot_serve_ends_the_run() -> None:
    with pytest.raises(UnreachableError):
        briefed(_summaries(), Scripted({"merge": UnreachableError("gone")}))


def test_an_answer_that_does_not_fit_is_asked_for_in_halves() -> None:
    summaries = _summaries()
    engine = Scripted({"merge": _or_truncated})
    holds(briefed(summaries, engine), summaries)
    assert engine.asked["merge"] > 2


def _or_truncated(cards: Sequence[Card]) -> MergeDraft:
    if len(cards) > 2:
        raise TruncatedError("too long")
    return MergeDraft(matters=[])
