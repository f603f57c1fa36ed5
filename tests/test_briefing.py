"""From summaries to briefs, whatever the engine answers: nothing lost, nothing doubled, the same in any order."""

import asyncio
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from summarizer.briefing.public import briefs_of
from summarizer.briefing.summaries import summarise
from summarizer.builtin_engine import BuiltinEngine
from summarizer.builtin_merge import BuiltinMergeEngine
from summarizer.errors import InvalidAnswerError, TruncatedError, UnreachableError
from summarizer.merge.card import Card, Group, Report
from summarizer.merge_engine import Again, Said
from summarizer.read.gather import gather
from summarizer.schemas.brief import Brief
from summarizer.schemas.merge_draft import (
    CompareDraft,
    DraftDisagreement,
    DraftGroup,
    DraftMatter,
    DraftSentence,
    DraftStory,
    DraftVersion,
    MergeDraft,
    OverviewDraft,
    PartiesDraft,
    StoriesDraft,
    TraceDraft,
)
from summarizer.schemas.summary import ArticleSummary
from summarizer.schemas.vocabulary import Apart, Differs
from summarizer.settings import load_settings
from tests.conftest import ROOT
from tests.merge_cards import demand, question, report, term
from tests.test_merge_hostile import compares, merges, plain, reports, traces

few = hypothesis_settings(
    max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)


HALT = "Velmar and Ostrava agreed to halt attacks on ports for 21 days."


class Scripted:
    """An engine that says what it was given, whatever it is asked; again and again. An error is raised."""

    kind: Literal["builtin", "model"] = "model"
    model: str | None = "openai/scripted"
    cards_a_call = 40

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
            unplaced=st.lists(st.sampled_from(["s1", "s3", "s9"]), max_size=2),
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


def test_two_negotiations_in_one_folder_get_a_brief_each() -> None:
    given = [*_read(ROOT / "examples" / "ceasefire"), *_read(ROOT / "examples" / "strike")]
    briefs = briefed(given, BuiltinMergeEngine())
    holds(briefs, given)
    assert [len(brief.sources) for brief in briefs] == [6, 6]
    assert [{source.published.month for source in brief.sources if source.published} for brief in briefs] == [{3}, {9}]
    assert all("2 negotiations" in brief.notes[-1] for brief in briefs)


def test_a_single_article_gives_a_brief() -> None:
    (given,) = _read(ROOT / "examples" / "strike" / "2031-09-22-estuary-one-strike-suspended.txt")
    (brief,) = briefed([given], BuiltinMergeEngine())
    holds([brief], [given])
    assert (brief.origins, brief.articles, brief.changes) == (1, 1, [])
    assert all(item.origins == 1 for item in brief.items)


def test_copies_are_readers_not_confirmation() -> None:
    given = _read(ROOT / "examples" / "ceasefire")
    (brief,) = briefed(given, BuiltinMergeEngine())
    assert (brief.origins, brief.articles) == (5, 6)
    copied = [source for source in brief.sources if source.of]
    assert [source.article_id[:10] for source in copied] == ["2031-03-05"]
    assert copied[0].reasons and copied[0].similarity


def test_an_article_that_contradicts_itself_keeps_both_figures() -> None:
    """Two figures of one article are two items, or one with a disagreement; neither is lost."""
    sixty = "Velmar wants 60 observers at the ports, its envoy said."
    eighty = "Velmar wants 80 observers at the ports, its minister said."
    given = [report("s1", demand(sixty), demand(eighty)).summary, report("s2", demand(sixty)).summary]
    (brief,) = briefed(given, BuiltinMergeEngine())
    holds([brief], given)
    both = {item.text for item in brief.items if "observers" in item.text}
    assert both == {sixty, eighty}


def test_without_dates_nothing_is_said_to_have_moved_by_date() -> None:
    given = [
        report("one", term("Velmar and Ostrava agreed in principle on a truce of 21 days.")).summary,
        report("two", term("Velmar and Ostrava signed a truce of 30 days.")).summary,
    ]
    (brief,) = briefed(given, BuiltinMergeEngine())
    holds([brief], given)
    assert all(item.first_reported is None for item in brief.items)
    assert not any(change.before.published or change.after.published for change in brief.changes)


def test_articles_without_a_negotiation_are_named() -> None:
    given = [report("s1", term("Velmar and Ostrava signed a truce.")).summary, report("s2").summary]
    (brief,) = briefed(given, BuiltinMergeEngine())
    assert [source.article_id for source in brief.without_items] == [given[1].article.id]
    (empty,) = briefed([given[1]], BuiltinMergeEngine())
    assert (empty.items, empty.overview, empty.sources) == ([], [], [])
    assert [source.article_id for source in empty.without_items] == [given[1].article.id]


def test_a_thousand_summaries() -> None:
    """Every tenth article tells the same, the others something of their own; copies and days among them."""
    shared = "Velmar and Ostrava agreed to halt attacks on ports for 21 days."
    given = [
        report(
            f"2031-03-{1 + n % 28:02}-{n:04}",
            term(told),
            text=f"{told}\n\nDesk note {n}.",
        ).summary
        for n in range(1000)
        for told in [shared if n % 10 == 0 else f"Velmar and Ostrava agreed to reopen checkpoint {n}."]
    ]
    (brief,) = briefed(given, BuiltinMergeEngine())
    holds([brief], given)
    assert max(item.articles for item in brief.agreed_terms) == 100
    assert len(brief.model_dump_json()) < 20_000_000


def _read(path: Path) -> list[ArticleSummary]:
    found, errors = asyncio.run(summarize_paths(path))
    assert not errors
    return found


async def summarize_paths(path: Path) -> tuple[list[ArticleSummary], list[Any]]:
    gathered = gather([path], load_settings(model="builtin"))
    return await summarise(gathered.articles, BuiltinEngine(), lambda _: None)


def test_a_copy_of_an_article_without_items_is_not_lost() -> None:
    """The origin's summary has no items, its copy's has one: both are sources of the one story."""
    words = " ".join(f"Velmar and Ostrava spoke of harbour number {n} for some hours." for n in range(30))
    first = report("2031-03-04-first", text=f"{HALT}\n\n{words}")
    copy = report("2031-03-05-copy", term(HALT), text=f"{HALT}\n\n{words}")
    other = report("2031-03-06-other", term("Velmar and Ostrava agreed to open a crossing."))
    given = [first.summary, copy.summary, other.summary]
    briefs = briefed(given, BuiltinMergeEngine())
    holds(briefs, given)
    sources = {source.article_id: source.origin for brief in briefs for source in brief.sources}
    assert sources[copy.id] == sources[first.id] == first.id
    assert all(brief.without_items == [] for brief in briefs)


@pytest.mark.parametrize(
    ("what", "again"),
    [
        ("compare", CompareDraft(disagreements=[], settled=[])),
        ("overview", OverviewDraft(sentences=[])),
        ("merge", MergeDraft(matters=[])),
    ],
)
def test_an_emptier_answer_does_not_replace_what_stood(what: str, again: Any) -> None:
    """Asked again because of one bad part, an engine gives nothing at all: the good part stands."""
    sixty = "Velmar wants 60 observers at the ports."
    forty = "Ostrava wants 40 observers at the ports."
    given = [
        report("s1", term(HALT), demand(sixty)).summary,
        report("s2", term(HALT), demand(forty, by=["Ostrava"], of=["Velmar"])).summary,
    ]
    answers: dict[str, Any] = {"compare": _compared, "overview": _told, "merge": _merged}

    def second(*shown: Any) -> Any:
        return again if engine.asked[what] % 2 == 0 else answers[what](*shown)

    engine = Scripted(answers | {what: second})
    (brief,) = briefed(given, engine)
    assert engine.asked[what] >= 2
    assert len(brief.disagreements) == 1
    assert [sentence.text for sentence in brief.overview] == [HALT]
    assert brief.agreed_terms[0].origins == 2


def _merged(cards: Sequence[Card]) -> MergeDraft:
    halts = [card.ref for card in cards if card.kind == "agreed_term"]
    rest = [card.ref for card in cards if card.ref not in halts]
    groups = [DraftGroup(members=halts, text="Velmar and Ostrava agreed to halt attacks for 99 days.")]
    groups += [DraftGroup(members=[ref], text=None) for ref in rest]
    return MergeDraft(matters=[DraftMatter(matter="observers and ports", items=groups)])


def _compared(groups: Sequence[Group]) -> CompareDraft:
    refs = {card.item.text: card.ref for group in groups for card in group.cards}
    versions = [
        DraftVersion(party=party, members=[ref for text, ref in refs.items() if words in text], words=words)
        for party, words in (("Velmar", "60 observers"), ("Ostrava", "40 observers"))
    ]
    invented = [version.model_copy(update={"words": "ninety ships"}) for version in versions]
    told = [
        DraftDisagreement(
            about="number of observers", kind=Apart.POSITIONS, field=Differs.NUMBER, versions=each, settled_by=[]
        )
        for each in (versions, invented)
    ]
    return CompareDraft(disagreements=told, settled=[])


def _told(brief: Brief) -> OverviewDraft:
    first = brief.agreed_terms[0].id
    return OverviewDraft(
        sentences=[
            DraftSentence(text=HALT, refs=[first]),
            DraftSentence(text="Velmar and Ostrava agreed on 99 ships.", refs=[first]),
        ]
    )


def test_more_reports_than_one_call_takes_still_meet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight negotiations with two reports each, four reports a call, the two far apart in time."""
    monkeypatch.setattr("summarizer.briefing.stories.REPORTS_A_CALL", 4)
    names = ["Velmar", "Ostrava", "Kesh", "Brenn", "Tarkia", "Lorn", "Mirova", "Selk"]
    sides = [(names[n], names[(n + 3) % 8]) for n in range(8)]
    given = [
        report(
            f"2031-03-{1 + 8 * turn + n:02}-{one}",
            term(f"{one} and {two} agreed to open crossing {n}{turn}.", parties=[one, two]),
            negotiation=f"Talks between {one} and {two}",
        ).summary
        for turn in (0, 1)
        for n, (one, two) in enumerate(sides)
    ]
    briefs = briefed(given, Scripted())
    holds(briefs, given)
    assert sorted(len(brief.sources) for brief in briefs) == [2] * 8


def test_matters_that_several_calls_named_meet() -> None:
    """Two items a call: the same point named in the same words in another order is one matter."""
    given = [report(f"s{n}", demand(f"Velmar wants {n} observers at port {n}.")).summary for n in range(3, 9)]
    names = iter(["observers at the ports", "ports: the observers"] * 9)

    def merge(cards: Sequence[Card]) -> MergeDraft:
        groups = [DraftGroup(members=[card.ref], text=None) for card in cards]
        return MergeDraft(matters=[DraftMatter(matter=next(names), items=groups)])

    (brief,) = briefed(given, Scripted({"merge": merge}, most=2))
    holds([brief], given)
    assert len({item.matter for item in brief.items}) == 1
    assert any("too many items" in note for note in brief.notes)
