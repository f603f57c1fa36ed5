"""A brief from groups and findings: order, ids, counts, and that nothing is lost whatever comes."""

import dataclasses
import random
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarizer.merge.card import Group, Item
from summarizer.merge.findings import (
    Findings,
    FoundAnswer,
    FoundChange,
    FoundDisagreement,
    FoundState,
    FoundVersion,
    Naming,
    Story,
)
from summarizer.merge.timing import reports
from summarizer.publish_brief import publish_brief
from summarizer.schemas.brief import Brief
from summarizer.schemas.origin import Origin
from summarizer.schemas.summary import ArticleSummary
from summarizer.schemas.vocabulary import (
    Apart,
    Confirmation,
    Dated,
    Derivation,
    Differs,
    Issue,
    Made,
    Moved,
    OpenKind,
    Response,
    Stage,
    Stance,
)
from tests.brief_inputs import BY_PROGRAM, Desk, demand, origin, question, said, summary, term


def keys(brief: Brief) -> list[tuple[str, str]]:
    """Every member of every item, sorted."""
    return sorted((member.article_id, member.item_id) for item in brief.items for member in item.members)


def given_keys(summaries: Sequence[ArticleSummary]) -> list[tuple[str, str]]:
    return sorted({(each.article.id, item.id) for each in summaries for item in each.items})


# Order and ids


def test_what_a_reader_needs_first_comes_first() -> None:
    some = Desk(
        summary("a", term("Old talk.", stage=Stage.AGREED), term("Firm.", stage=Stage.SIGNED), day=1),
        summary("b", term("New talk.", stage=Stage.AGREED), term("Lapsed.", stage=Stage.COLLAPSED), day=2),
        summary("c", term("Told by one."), day=3),
        summary("d", term("Told by two."), day=4),
    )
    brief = some.brief(some.group("by one", "by two"))
    assert [(item.id, item.text) for item in brief.agreed_terms] == [
        ("A1", "Told by two."),
        ("A2", "Firm."),
        ("A3", "New talk."),
        ("A4", "Old talk."),
        ("A5", "Lapsed."),
    ]


def test_each_kind_counts_by_itself() -> None:
    some = Desk(summary("a", term("One."), demand("Two."), demand("Three."), question("Four?")))
    assert [item.id for item in some.brief().items] == ["A1", "D1", "D2", "O1"]


def test_accounts_that_differ_come_before_positions_and_those_of_many_first() -> None:
    some = Desk(
        summary("a", term("Wide."), term("Long."), day=1),
        summary("b", term("Narrow."), day=2),
        summary("c", demand("More."), day=3),
        summary("d", demand("Less.", by=["Ostrava"]), day=4),
    )
    found = (
        some.apart(("Ostrava", "Less"), ("Velmar", "More"), kind=Apart.POSITIONS, field=Differs.NUMBER),
        some.apart(("Velmar", "Wide"), (None, "Long")),
        some.apart(("Ostrava", "Narrow"), ("Velmar", "Wide")),
    )
    brief = some.brief(findings=Findings(disagreements=found))
    assert [(x.id, x.kind, [v.quotes[0].quote for v in x.versions]) for x in brief.disagreements] == [
        ("X1", Apart.ACCOUNTS, ["Wide.", "Narrow."]),
        ("X2", Apart.ACCOUNTS, ["Wide.", "Long."]),
        ("X3", Apart.POSITIONS, ["More.", "Less."]),
    ]


def test_a_disagreement_found_twice_is_one() -> None:
    some = Desk(summary("a", term("Wide."), day=1), summary("b", term("Narrow."), day=1))
    found = some.apart(("Velmar", "Wide"), ("Ostrava", "Narrow"))
    assert len(some.brief(findings=Findings(disagreements=(found, found))).disagreements) == 1


def test_a_version_counts_its_copies_as_articles_and_not_as_origins() -> None:
    first, copy = summary("first", term("They stop."), day=1), summary("copy", term("They stop."), day=2)
    other = summary("other", term("Nothing stops."), day=3)
    some = Desk(first, copy, other, origins=[origin(first, copy)])
    (found,) = some.brief(
        findings=Findings(disagreements=(some.apart(("Velmar", "They"), (None, "Nothing")),))
    ).disagreements
    assert [(v.articles, v.origins, len(v.members)) for v in found.versions] == [(2, 1, 2), (1, 1, 1)]
    assert found.items == ["A1", "A2"]


# Sources


def test_sources_stand_in_time_with_where_their_dates_come_from() -> None:
    first, copy = summary("2031-03-02-first.txt", demand("One.")), summary("copy", demand("One."))
    some = Desk(
        copy, summary("undated", demand("Two.")), summary("stated", day=1), first, origins=[origin(first, copy)]
    )
    brief = some.brief()
    assert [(s.source, s.day, s.dated, s.derivation) for s in brief.sources] == [
        ("stated", 1, Dated.STATED, Derivation.ORIGINAL),
        ("2031-03-02-first.txt", 2, Dated.FILE_NAME, Derivation.ORIGINAL),
        ("copy", 2, Dated.COPY, Derivation.WIRE_COPY),
        ("undated", None, None, Derivation.ORIGINAL),
    ]
    assert (brief.articles, brief.origins) == (4, 3)
    assert brief.sources[2].of == first.article.id and brief.sources[2].reasons == ["Same."]


def test_reports_without_items_stand_apart_on_the_days_of_the_story() -> None:
    told, idle, later = summary("told", demand("One."), day=2), summary("idle", day=2), summary("later", day=9)
    every = reports([told, idle, later], [])
    story = [report for report in every if report.id == told.article.id]
    some = Desk(told)
    brief = publish_brief(
        Story(None, tuple(story)),
        [Group(tuple(some.cards), "the talks")],
        Findings(),
        Naming(),
        origins=[],
        without_items=[report for report in every if report not in story],
        unmerged=[],
        notes=["a note"],
        provenance=BY_PROGRAM,
    )
    assert [(source.source, source.day) for source in brief.without_items] == [("idle", 1), ("later", None)]
    assert brief.sources[0].derivation is Derivation.UNKNOWN
    assert (brief.articles, brief.notes, brief.overview) == (1, ["a note"], [])


# Hard cases


def test_a_single_article_says_what_its_summary_says() -> None:
    item = term("They stop.", confirmation=Confirmation.SOME_PARTIES, stage=Stage.TENTATIVE, conditions=["a vote"])
    brief = Desk(summary("only", item, demand("Velmar wants more.", made=Made.ONE_PARTY_CLAIMS))).brief()
    (published,) = brief.agreed_terms
    assert (published.confirmation, published.stage, published.conditions, published.text) == (
        item.confirmation,
        item.stage,
        item.conditions,
        item.text,
    )
    assert brief.demands[0].made is Made.ONE_PARTY_CLAIMS
    assert (brief.articles, brief.origins, published.articles, published.origins) == (1, 1, 1, 1)
    assert brief.coverage[0].silent_on == [] and brief.changes == []


def test_an_article_that_contradicts_itself_is_one_origin_at_odds_with_itself() -> None:
    some = Desk(summary("only", term("62 prisoners return."), term("26 prisoners return."), day=1))
    found = some.apart((None, "62"), (None, "26"), field=Differs.NUMBER)
    brief = some.brief(findings=Findings(disagreements=(found,)))
    assert [version.origins for version in brief.disagreements[0].versions] == [1, 1]
    assert {item.confirmation for item in brief.agreed_terms} == {Confirmation.CONTRADICTED}


def test_articles_without_any_dates_make_a_brief_that_says_nothing_of_time() -> None:
    some = Desk(summary("a", term("One."), demand("Two.")), summary("b", term("Three.", stage=Stage.SIGNED)))
    brief = some.brief(some.group("One", "Three"))
    assert {source.published for source in brief.sources} == {None}
    assert all(item.first_reported is None and item.last_reported is None for item in brief.items)
    assert brief.changes == []


def test_a_brief_without_articles_is_empty() -> None:
    brief = Desk().brief()
    assert (brief.articles, brief.origins, brief.items) == (0, 0, [])


@pytest.mark.parametrize("fault", ["lost", "doubled", "kinds mixed"])
def test_a_group_that_the_checks_should_have_stopped_is_an_internal_error(fault: str) -> None:
    some = Desk(summary("a", term("One."), demand("Two.")))
    one, two = (Group((card,), "the talks") for card in some.cards)
    groups = {"lost": [one], "doubled": [one, two, two], "kinds mixed": [Group(tuple(some.cards), "the talks")]}[fault]
    with pytest.raises(RuntimeError, match="internal error"):
        publish_brief(
            Story(None, tuple(some.reports)),
            groups,
            Findings(),
            Naming(),
            origins=[],
            without_items=[],
            unmerged=[],
            notes=[],
            provenance=BY_PROGRAM,
        )


# What holds whatever comes

PARTIES = ["Velmar", "Ostrava", "Kesh", "the Velmar side"]
WORDS = st.lists(
    st.sampled_from("they will stop shelling dams 40 62 days prisoners signed veto return".split()),
    min_size=1,
    max_size=5,
)


@st.composite
def items(draw: st.DrawFn) -> Item:
    """Any item, with a quote that several may share."""
    text, quote = " ".join(draw(WORDS)), " ".join(draw(WORDS))
    some = st.lists(st.sampled_from(PARTIES), max_size=3, unique=True)
    shared: dict[str, Any] = {
        "issue": draw(st.sampled_from(list(Issue)[:3])),
        "attribution": said(draw(st.sampled_from([*PARTIES, None])), draw(st.sampled_from(list(Stance)))),
    }
    match draw(st.integers(0, 2)):
        case 0:
            stage, confirmed = draw(st.sampled_from(list(Stage))), draw(st.sampled_from(list(Confirmation)))
            return term(text, quote, parties=draw(some), stage=stage, confirmation=confirmed, **shared)
        case 1:
            answered, made = draw(st.sampled_from(list(Response))), draw(st.sampled_from(list(Made)))
            return demand(text, quote, by=draw(some), of=draw(some), response=answered, made=made, **shared)
        case _:
            return question(text, quote, parties=draw(some), kind=draw(st.sampled_from(list(OpenKind))), **shared)


@st.composite
def folders(draw: st.DrawFn) -> tuple[list[ArticleSummary], list[Origin]]:
    """Up to six summaries, dated or not, some of them copies of others, some empty."""
    told = draw(st.lists(st.tuples(st.lists(items(), max_size=4), st.none() | st.integers(1, 4)), max_size=6))
    summaries = [summary(f"s{at}", *some, day=day) for at, (some, day) in enumerate(told)]
    kin: dict[int, list[ArticleSummary]] = {}
    for at, each in enumerate(summaries):
        kin.setdefault(draw(st.integers(0, at)) if at else 0, []).append(each)
    return summaries, [origin(first, *copies) for first, *copies in kin.values()]


def findings_on(some: Desk, chance: random.Random) -> tuple[list[Group], Findings]:
    """Groups and findings on the cards of a desk, any that the shapes allow."""
    groups: list[Group] = []
    for kind in ("agreed_term", "demand", "open_question"):
        cards = [card for card in some.cards if card.kind == kind]
        while cards:
            count = chance.randint(1, len(cards))
            groups.append(Group(tuple(cards[:count]), f"matter {chance.randint(1, 2)}"))
            del cards[:count]

    def state() -> FoundState:
        card = chance.choice(some.cards)
        return FoundState((card,), (some.quote(card),))

    def version() -> FoundVersion:
        found = state()
        return FoundVersion(chance.choice([*PARTIES, None]), found.cards, found.quotes)

    if not some.cards:
        return groups, Findings()
    apart = [
        FoundDisagreement("it", chance.choice(list(Apart)), chance.choice(list(Differs)), (version(), version()))
        for _ in range(3)
    ]
    moved = [FoundChange(chance.choice(PARTIES), "it", state(), state()) for _ in range(6)]
    asked = [card for card in some.cards if card.kind == "open_question"]
    answers = [FoundAnswer(card, state().cards) for card in asked]
    return groups, Findings(tuple(apart), tuple(moved), tuple(answers))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(folder=folders(), seed=st.integers(0, 1000))
def test_nothing_is_lost_and_order_is_of_no_account(
    folder: tuple[list[ArticleSummary], list[Origin]], seed: int
) -> None:
    summaries, origins = folder
    naming = Naming({"the Velmar side": "Velmar"})
    some = Desk(*summaries, origins=origins, naming=naming)
    groups, findings = findings_on(some, random.Random(seed))
    brief = some.brief(*groups, findings=findings)
    assert keys(brief) == given_keys(summaries)
    _assert_whole(brief, summaries)

    shuffled = random.Random(seed)
    for each in (summaries, origins, groups):
        shuffled.shuffle(each)
    other = Desk(*summaries, origins=origins, naming=naming)
    turned = [Group(group.cards[::-1], group.matter) for group in groups]
    backwards = Findings(findings.disagreements[::-1], findings.changes[::-1], findings.answers[::-1])
    assert other.brief(*turned, findings=backwards).model_dump_json() == brief.model_dump_json()


def _assert_whole(brief: Brief, summaries: Sequence[ArticleSummary]) -> None:
    """What must hold in every brief: references that exist, counts that fit, quotes that stand, no circles."""
    text = {each.article.id: each.article.text for each in summaries}
    known = {item.id: item for item in brief.items}
    assert len(known) == len(brief.items)
    for item in brief.items:
        assert item.articles == len({member.article_id for member in item.members}) >= item.origins >= 1
        assert item.id not in item.superseded_by
        assert not any(known[id].superseded_by for id in item.superseded_by), "what holds now is itself past"
        for member in item.members:
            assert all(text[member.article_id][p.start : p.end] == p.quote for p in member.evidence)
    for change in brief.changes:
        assert change.items and set(change.items) <= known.keys()
        for quote in [*change.before.quotes, *change.after.quotes]:
            assert text[quote.article_id][quote.start : quote.end] == quote.quote
    for found in brief.disagreements:
        assert found.items and set(found.items) <= known.keys()
    for question_ in brief.open_questions:
        assert question_.answered is None or (question_.answered.items and question_.id not in question_.answered.items)
    for source in brief.coverage:
        assert not set(source.items) & set(source.silent_on)
        assert set(source.alone_on) <= set(source.items)
    assert Brief.model_validate_json(brief.model_dump_json()) == brief


def test_a_thousand_summaries() -> None:
    summaries = [
        summary(
            f"s{at}",
            *(demand(f"Velmar asks for {at % 50} crowns at point {n}.", by=[f"party {n}"]) for n in range(10)),
            day=at % 28 + 1,
        )
        for at in range(1000)
    ]
    some = Desk(*summaries)
    assert len(some.cards) == 10_000
    groups = [
        Group(tuple(card for card in some.cards[place::10] if card.report.day == day), f"point {place}")
        for place in range(10)
        for day in range(1, 29)
    ]
    brief = some.brief(*[group for group in groups if group.cards])
    assert keys(brief) == given_keys(summaries)
    assert brief.origins == 1000
    assert brief.sources[0].published == date(2031, 3, 1)


def test_a_term_of_another_length_later_holds_in_place_of_the_earlier_one() -> None:
    some = Desk(
        summary("a", term("A halt of 21 days.", stage=Stage.IN_PRINCIPLE, duration="21 days"), day=4),
        summary("b", term("A halt of 30 days.", stage=Stage.SIGNED, duration="30 days"), day=11),
    )
    brief = some.brief()
    new, old = brief.agreed_terms
    assert (new.text, old.text, old.superseded_by) == ("A halt of 30 days.", "A halt of 21 days.", [new.id])
    assert [(change.kind, change.before.text, change.after.text) for change in brief.changes] == [
        (Moved.STAGE, "in_principle", "signed")
    ]


def test_demands_that_a_later_term_settles_are_no_longer_held() -> None:
    some = Desk(
        summary("a", demand("Velmar wants 80 observers."), day=4),
        summary("b", demand("Ostrava wants 60 observers.", by=["Ostrava"]), day=4),
        summary("c", term("60 observers were signed for.", stage=Stage.SIGNED), day=11),
    )
    found = some.apart(("Velmar", "80"), ("Ostrava", "wants 60"), kind=Apart.POSITIONS)
    settled = dataclasses.replace(found, settled_by=(some.card("signed"),))
    brief = some.brief(findings=Findings(disagreements=(settled,)))
    assert [item.superseded_by for item in brief.demands] == [["A1"], ["A1"]]
    assert brief.disagreements[0].settled and brief.disagreements[0].settled.items == ["A1"]


def test_a_gap_that_has_closed_is_told_once_if_the_moves_of_every_side_tell_it() -> None:
    some = Desk(
        summary("a", demand("Velmar wants 80 observers."), day=4),
        summary("b", demand("Ostrava wants 60 observers.", by=["Ostrava"]), day=4),
        summary("c", term("70 observers were signed for.", stage=Stage.SIGNED), day=11),
    )
    apart = some.apart(("Velmar", "80"), ("Ostrava", "wants 60"), kind=Apart.POSITIONS)
    closed = dataclasses.replace(apart, settled_by=(some.card("signed"),))
    down, up = some.change("Velmar", ["80"], ["signed"]), some.change("Ostrava", ["wants 60"], ["signed"])
    brief = some.brief(findings=Findings(disagreements=(closed,), changes=(down, up)))
    assert brief.disagreements == [] and len(brief.changes) == 2
    assert brief.notes == ["One gap between positions has closed; what changed tells it from each side."]
    for kept, moves in (
        (closed, (down,)),  # only one side's move tells it
        (apart, (down, up)),  # it stands
        (dataclasses.replace(closed, kind=Apart.ACCOUNTS), (down, up)),  # two accounts never become one
    ):
        brief = some.brief(findings=Findings(disagreements=(kept,), changes=moves))
        assert len(brief.disagreements) == 1 and brief.notes == []
