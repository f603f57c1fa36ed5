"""Whatever an engine answers about whatever items, nothing is lost, doubled or invented, and quotes stay verbatim."""

import random
from collections import Counter
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarizer.merge.card import Card, Group, Report
from summarizer.merge.compare_check import check_compare
from summarizer.merge.figures import split, uncovered
from summarizer.merge.findings import Findings, FoundChange, FoundState, FoundVersion
from summarizer.merge.groups_check import check_groups
from summarizer.merge.parties_check import check_parties
from summarizer.merge.stories_check import check_stories
from summarizer.merge.trace_check import check_trace
from summarizer.schemas.brief import Quote
from summarizer.schemas.merge_draft import (
    CompareDraft,
    DraftAnswer,
    DraftChange,
    DraftDisagreement,
    DraftGroup,
    DraftMatter,
    DraftParty,
    DraftState,
    DraftStory,
    DraftVersion,
    MergeDraft,
    PartiesDraft,
    StoriesDraft,
    TraceDraft,
)
from summarizer.schemas.vocabulary import Apart, Confirmation, Differs
from tests.merge_cards import Said, cards, demand, question, report, term

many = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])

SENTENCES = [
    "Velmar and Ostrava agreed to halt attacks on ports for 21 days.",
    "Velmar and Ostrava agreed to halt attacks on ports for 30 days.",
    "Velmar wants 60 observers, and Ostrava will not accept more than 40.",
    "“Nobody will come,” Ostrava’s envoy Ilse Maron said on 6 March.",
    "The union cut its claim to 7 per cent from 9 per cent.",
    "Who pays for the bridge was left open.",
    "双方同意在四十天内停止炮击对方的水厂。",
]
WORDS = [
    "21 days",
    "30 days",
    "attacks on ports",
    "will not accept",
    "7 per cent",
    "“Nobody will come”",
    "x",
    "",
    " ",
    "…",
]
GIANT = "Velmar will not accept 9 per cent. " * 3000
PARTIES = [["Velmar"], ["Ostrava"], ["Velmar", "Ostrava"], ["the union"], ["UNION"], []]

said = st.builds(
    lambda make, quotes, parties, disputed: _said(make, quotes, parties, disputed),
    st.sampled_from([term, demand, question]),
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=2, unique=True),
    st.sampled_from(PARTIES),
    st.booleans(),
)
days = st.one_of(st.none(), st.integers(1, 4))


def _said(make: Any, quotes: list[str], parties: list[str], disputed: bool) -> Said:
    fields: dict[str, Any] = {"by": parties, "of": ["Ostrava"]} if make is demand else {"parties": parties}
    if make is term and disputed:
        fields["confirmation"] = Confirmation.CONTRADICTED
    made: Said = make(*quotes, **fields)
    return made


@st.composite
def reports(draw: st.DrawFn) -> list[Report]:
    """One to five reports of up to four items, some of them copies, some undated."""
    made: list[Report] = []
    for n in range(1, draw(st.integers(1, 5)) + 1):
        items = draw(st.lists(said, max_size=4))
        day = draw(days)
        origins: list[Report | None] = [None, *(one for one in made if not one.is_copy)]
        of = draw(st.sampled_from(origins))
        text = "\n\n".join([*dict.fromkeys(quote for one in items for quote in one.quotes), f"Account {n}."])
        published = date(2031, 3, day) if day else None
        made.append(report(f"s{n}", *items, text=text, day=day, published=published, of=of))
    return made


shown = reports().map(lambda made: cards(*made))
refs = st.lists(st.sampled_from([*(f"i{n}" for n in range(1, 13)), "i99", "s1", "", GIANT]), max_size=6)
texts = st.one_of(st.none(), st.sampled_from([*SENTENCES, *WORDS, GIANT]))
plain = st.sampled_from([*SENTENCES, *WORDS, GIANT, "the halt", "Tarkia", "Velmar"])
merges = st.builds(
    MergeDraft,
    matters=st.lists(
        st.builds(
            DraftMatter, matter=plain, items=st.lists(st.builds(DraftGroup, members=refs, text=texts), max_size=5)
        ),
        max_size=4,
    ),
)
versions = st.builds(DraftVersion, party=texts, members=refs, words=plain)
compares = st.builds(
    CompareDraft,
    disagreements=st.lists(
        st.builds(
            DraftDisagreement,
            about=plain,
            kind=st.sampled_from(Apart),
            field=st.sampled_from(Differs),
            versions=st.lists(versions, max_size=4),
            settled_by=refs,
        ),
        max_size=5,
    ),
    settled=refs,
)
states = st.builds(DraftState, members=refs, words=plain)
traces = st.builds(
    TraceDraft,
    changes=st.lists(st.builds(DraftChange, party=plain, about=plain, before=states, after=states), max_size=5),
    answers=st.lists(
        st.builds(DraftAnswer, question=st.sampled_from(["i1", "i2", "i9", ""]), members=refs), max_size=5
    ),
)


def _keys(held: list[Card]) -> Counter[tuple[str, str]]:
    return Counter(key for card in held for key in card.keys)


@many
@given(shown, merges)
def test_every_item_ends_in_exactly_one_group(held: list[Card], draft: MergeDraft) -> None:
    verdict = check_groups(draft, held)
    assert _keys([card for group in verdict.kept for card in group.cards]) == _keys(held)
    for group in verdict.kept:
        assert len({card.kind for card in group.cards}) == 1
        assert 0 < len(group.matter) <= 60
        alone = len(group.cards) == 1 and not group.cards[0].report.is_copy
        assert group.text is None or (not alone and len(group.text) <= 600)
    if verdict.kept and not verdict.problems:
        assert verdict.unmerged == ()


@many
@given(shown, merges, st.integers())
def test_the_order_of_items_does_not_matter(held: list[Card], draft: MergeDraft, seed: int) -> None:
    shuffled = [*held]
    random.Random(seed).shuffle(shuffled)
    assert check_groups(draft, shuffled) == check_groups(draft, held)


@many
@given(shown, st.integers(), st.integers(1, 4))
def test_the_order_of_groups_does_not_matter(held: list[Card], seed: int, size: int) -> None:
    chance = random.Random(seed)
    loose = [card.ref for card in held]
    chance.shuffle(loose)
    groups = [DraftGroup(members=loose[at : at + size], text=None) for at in range(0, len(loose), size)]
    answers = [MergeDraft(matters=[DraftMatter(matter="the talks", items=groups)])]
    chance.shuffle(groups)
    answers.append(MergeDraft(matters=[DraftMatter(matter="the talks", items=groups)]))
    one, other = (check_groups(draft, held).kept for draft in answers)
    assert one == other


@many
@given(shown, merges)
def test_split_groups_lose_nothing_and_clash_no_more(held: list[Card], draft: MergeDraft) -> None:
    for group in check_groups(draft, held).kept:
        parts = split(group)
        assert _keys([card for part in parts for card in part.cards]) == _keys([*group.cards])
        assert all(not uncovered(part, Findings()) for part in parts)
        assert (len(parts) == 1) == (not uncovered(group, Findings()))


def _is_verbatim(quote: Quote, held: list[Card]) -> bool:
    texts = {card.report.id: card.report.summary.article.text for card in held}
    return bool(quote.quote) and texts[quote.article_id][quote.start : quote.end] == quote.quote


def _stands(found: FoundVersion | FoundState, held: list[Card]) -> None:
    """Its items are of those shown, and its quotes are verbatim and inside its items' evidence."""
    known = {card.key: card for card in held}
    assert found.cards and found.quotes
    assert {card.key for card in found.cards} <= known.keys()
    for quote in found.quotes:
        assert _is_verbatim(quote, held)
        evidence = known[quote.article_id, quote.item_id].item.evidence
        assert any(piece.start <= quote.start and quote.end <= piece.end for piece in evidence)


@many
@given(shown, compares, st.integers())
def test_disagreements_rest_on_quotes(held: list[Card], draft: CompareDraft, seed: int) -> None:
    groups = [Group((card,), "the talks") for card in held]
    verdict = check_compare(draft, groups)
    for found in verdict.kept:
        assert len(found.versions) > 1
        assert len({version.quotes[0].quote.casefold() for version in found.versions}) > 1
        assert found.about and len(found.about) < 1000
        for version in found.versions:
            _stands(version, held)
    random.Random(seed).shuffle(groups)
    assert check_compare(draft, groups) == verdict


@many
@given(shown, traces, st.integers())
def test_changes_and_answers_rest_on_quotes_and_days(held: list[Card], draft: TraceDraft, seed: int) -> None:
    groups = [Group((card,), "the talks") for card in held]
    changes, answers = check_trace(draft, groups).kept
    for change in changes:
        assert change.party and change.about
        for state in (change.before, change.after):
            _stands(state, held)
        assert not _is_backwards(change)
    for answer in answers:
        assert answer.question.kind == "open_question"
        for card in answer.by:
            assert card.kind != "open_question" and card.report.id != answer.question.report.id
            assert (card.report.day or 9) >= (answer.question.report.day or 0)
    random.Random(seed).shuffle(groups)
    assert check_trace(draft, groups).kept == (changes, answers)


def _is_backwards(change: FoundChange) -> bool:
    before = [card.report.day for card in change.before.cards if card.report.day]
    return any(card.report.day < min(before) for card in change.after.cards if card.report.day and before)


@many
@given(
    reports(),
    st.builds(
        StoriesDraft,
        stories=st.lists(
            st.builds(
                DraftStory,
                negotiation=plain,
                days=st.lists(st.lists(st.sampled_from(["s1", "s2", "s3", "s4", "s9", ""]), max_size=4), max_size=4),
                unplaced=st.lists(st.sampled_from(["s1", "s3", "s9"]), max_size=2),
            ),
            max_size=4,
        ),
    ),
    st.integers(),
)
def test_every_report_ends_in_exactly_one_story(made: list[Report], draft: StoriesDraft, seed: int) -> None:
    verdict = check_stories(draft, made)
    told = [one for story in verdict.kept for one in story.reports]
    assert sorted(one.id for one in told) == sorted(one.id for one in made)
    home = {one.id: (at, one.day) for at, story in enumerate(verdict.kept) for one in story.reports}
    assert all(home[one.id] == home.get(one.origin, home[one.id]) for one in told)
    for story in verdict.kept:
        ranks = [one.day for one in story.reports if one.day]
        assert ranks == sorted(ranks) and set(ranks) == set(range(1, len(set(ranks)) + 1))
        dated = [(one.published, one.day) for one in story.reports if one.published and not one.is_copy]
        assert [day for _, day in sorted(dated)] == [day for _, day in dated]
    shuffled = [*made]
    random.Random(seed).shuffle(shuffled)
    assert check_stories(draft, shuffled) == verdict


@many
@given(
    shown,
    st.dictionaries(st.sampled_from(["n1", "n2", "n3", "n4"]), st.sampled_from(["Velmar", "Ostrava", "the union"])),
    st.builds(
        PartiesDraft,
        parties=st.lists(
            st.builds(DraftParty, name=plain, names=st.lists(st.sampled_from(["n1", "n2", "n3", "n4", "n9", ""])))
        ),
    ),
)
def test_every_name_has_one_party_among_the_names(held: list[Card], names: dict[str, str], draft: PartiesDraft) -> None:
    naming = check_parties(draft, names, held).kept.names
    assert naming.keys() >= set(names.values()) and set(naming.values()) <= set(names.values())
    given = {name.strip().casefold() for name in names.values()}
    assert {name.strip().casefold() for name in naming} == given
    assert all(naming[party] == party for party in naming.values())
