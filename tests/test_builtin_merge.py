"""What several articles say together, found without a model: stories, names, groups, disputes, changes, overview."""

import asyncio
import random
from collections.abc import Coroutine, Sequence
from datetime import date
from typing import Any, TypeVar

import pytest

from summarizer.briefing.public import briefs_of
from summarizer.builtin_merge import BuiltinMergeEngine
from summarizer.merge.card import Card, Group, Report
from summarizer.merge.compare_check import check_compare
from summarizer.merge.groups_check import check_groups
from summarizer.merge.overview_check import check_overview
from summarizer.merge.parties_check import check_parties
from summarizer.merge.stories_check import check_stories
from summarizer.merge.trace_check import check_trace
from summarizer.merge_engine import Again, MergeEngine, Said
from summarizer.schemas.brief import Brief
from summarizer.schemas.merge_draft import CompareDraft, DraftStory, PartiesDraft, TraceDraft
from summarizer.schemas.summary import Attribution
from summarizer.schemas.vocabulary import Channel, Confirmation, DemandKind, Differs, Issue, OpenKind, Stage, Stance
from tests.merge_cards import cards, demand, question, report, term

D = TypeVar("D")


def ask(answer: Coroutine[Any, Any, Said[D]]) -> D:  # type: ignore[type-var]
    return asyncio.run(answer).draft


def groups_of(dealt: Sequence[Card]) -> list[Group]:
    verdict = check_groups(ask(BuiltinMergeEngine().merge(dealt, None)), dealt)
    assert verdict.problems == ()
    return verdict.kept


def together(dealt: Sequence[Card]) -> set[frozenset[str]]:
    return {frozenset(card.ref for card in group.cards) for group in groups_of(dealt) if len(group.cards) > 1}


def says(party: str, channel: Channel = Channel.READOUT) -> Attribution:
    return Attribution(speaker=f"the government of {party}", party=party, channel=channel, stance=Stance.CLAIMS)


def waterworks() -> list[Report]:
    """Four reports on one negotiation over a fortnight."""
    return [
        report(
            "s1",
            term(
                "Velmar and Ostrava agreed in principle to stop shelling waterworks for 40 days.",
                stage=Stage.IN_PRINCIPLE,
                confirmation=Confirmation.THIRD_PARTY,
            ),
            demand("Velmar wants 90 monitors posted along the river."),
            question(
                "Velmar says the pause covers waterworks and roads to them, while Ostrava says it covers pumps alone.",
                kind=OpenKind.DISPUTED,
            ),
            day=1,
            published=date(2033, 4, 4),
        ),
        report(
            "s2",
            term(
                "Ostrava and Velmar have agreed in principle on a pause of 40 days in the shelling of waterworks.",
                stage=Stage.IN_PRINCIPLE,
            ),
            demand(
                "Ostrava will never accept foreign monitors on the river bank.",
                by=["Ostrava"],
                of=["Velmar"],
                kind=DemandKind.RED_LINE,
            ),
            question("The number of wounded prisoners to be exchanged was left for later.", kind=OpenKind.DEFERRED),
            day=1,
            published=date(2033, 4, 4),
        ),
        report(
            "s3",
            demand("Velmar cut the number of monitors that it wants along the river to 50 from 90."),
            term("The exchange of wounded prisoners was signed, 62 prisoners from Velmar.", stage=Stage.SIGNED),
            day=2,
            published=date(2033, 4, 9),
        ),
        report(
            "s4",
            demand("Velmar wants tolls on river barges lifted before the harvest."),
            day=3,
            published=date(2033, 4, 15),
        ),
    ]


def tram_strike() -> list[Report]:
    pair: dict[str, Any] = {"parties": ["Tram Guild", "Coast Lines"]}
    sides: dict[str, Any] = {"by": ["Tram Guild"], "of": ["Coast Lines"], "issue": Issue.PAY_BENEFITS}
    line = "Pay talks between the Tram Guild and Coast Lines"
    return [
        report("s5", demand("The Tram Guild wants 8 per cent more pay from Coast Lines.", **sides), negotiation=line),
        report(
            "s6",
            term("Coast Lines and the Tram Guild agreed to meet on 3 May.", issue=Issue.PROCESS_NEXT_STEPS, **pair),
            demand("The Tram Guild wants a rise in pay of 8 per cent at Coast Lines.", **sides),
            negotiation=line,
        ),
    ]


def test_it_is_a_merge_engine_without_a_model() -> None:
    engine: MergeEngine = BuiltinMergeEngine()
    assert (engine.kind, engine.model, engine.room([])) == ("builtin", None, True)


# Stories


def test_two_negotiations_are_two_stories_in_time() -> None:
    reports = [*waterworks(), *tram_strike()]
    draft = ask(BuiltinMergeEngine().stories(reports, None))
    assert [story.days for story in draft.stories] == [[["s1", "s2"], ["s3"], ["s4"]], []]
    assert [story.unplaced for story in draft.stories] == [[], ["s5", "s6"]]
    assert draft.stories[1].negotiation == "Pay talks between the Tram Guild and Coast Lines"
    assert check_stories(draft, reports, draft).problems == ()


def _refs(story: DraftStory) -> list[str]:
    return [*(ref for day in story.days for ref in day), *story.unplaced]


def test_conflicts_that_share_one_party_stay_apart() -> None:
    other = [
        report(
            f"s{n}",
            term("Velmar and Tarn agreed to share the dam.", parties=["Velmar", "Tarn"]),
            demand("Tarn wants Velmar to open the dam.", by=["Tarn"], of=["Velmar"]),
            negotiation="Velmar and Tarn over a dam",
        )
        for n in (8, 9)
    ]
    draft = ask(BuiltinMergeEngine().stories([*waterworks(), *other], None))
    assert sorted(len(_refs(story)) for story in draft.stories) == [2, 4]


def test_a_report_without_items_goes_where_its_parties_are() -> None:
    silent = report("s9", text="Velmar and Ostrava traded insults over the river again.")
    strange = report("s10", text="A goat won the village fair.", negotiation=None)
    draft = ask(BuiltinMergeEngine().stories([*waterworks(), silent, strange], None))
    assert [_refs(story) for story in draft.stories] == [
        ["s1", "s2", "s3", "s4", "s9"],
        ["s10"],
    ]


# Parties


def naming_of(*reports: Report, extra: Sequence[str] = ()) -> list[set[str]]:
    dealt = cards(*reports)
    found = {name for c in dealt for name in (*getattr(c.item, "by", ()), *getattr(c.item, "of", ()))}
    found |= {name for c in dealt for name in getattr(c.item, "parties", ())} | set(extra)
    names = {f"n{n}": name for n, name in enumerate(sorted(found), 1)}
    draft: PartiesDraft = ask(BuiltinMergeEngine().parties(names, reports, None))
    assert check_parties(draft, names, dealt).problems == ()
    return sorted(({names[ref] for ref in party.names} for party in draft.parties), key=sorted)


def test_initials_and_short_names_that_an_article_states_mean_the_party() -> None:
    stated = 'The United Rope and Sail Makers (URSM, "the Union") met the Quay Owners\' Association (QOA).'
    first = report(
        "s1",
        demand("The Union wants rest days.", by=["the Union"], of=["QOA"]),
        text=stated + "\n\nThe Union wants rest days.",
    )
    second = report(
        "s2",
        demand("URSM wants more rest days.", by=["URSM"], of=["Quay Owners' Association"]),
    )
    assert naming_of(first, second) == [{"QOA", "Quay Owners' Association"}, {"URSM", "the Union"}]


def test_the_person_who_speaks_for_two_names_makes_them_one() -> None:
    voice = {"speaker": "Ilse Maron", "channel": Channel.STATEMENT, "stance": Stance.ASSERTS}
    first = report(
        "s1", demand("Maron wants rest.", by=["the crews"], of=[], attribution=Attribution(party="the crews", **voice))
    )
    second = report(
        "s2",
        demand("Maron wants pay.", by=["Rope League"], of=[], attribution=Attribution(party="Rope League", **voice)),
    )
    assert {"Rope League", "the crews"} in naming_of(first, second)


def test_names_on_two_sides_of_an_item_are_never_joined() -> None:
    first = report("s1", demand("The Dockers' Union wants quiet.", by=["Dockers' Union"], of=["the union"]))
    assert naming_of(first) == [{"Dockers' Union"}, {"the union"}]


def test_all_names_have_a_party() -> None:
    assert naming_of(*waterworks(), extra=["Kesh"]) == [{"Kesh"}, {"Ostrava"}, {"Velmar"}]


# Groups


def test_items_that_say_one_thing_are_one_and_no_item_is_lost() -> None:
    dealt = cards(*waterworks())
    assert together(dealt) == {frozenset({"i1", "i4"})}
    assert sorted(card.ref for group in groups_of(dealt) for card in group.cards) == sorted(c.ref for c in dealt)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            term("Both armies will leave the dams alone for 40 days."),
            term("Both armies will leave the dams alone for 60 days."),
        ),
        (demand("Velmar wants the dams left alone."), question("Velmar wants the dams left alone.")),
        (
            demand("Velmar wants the dams and pumps left alone."),
            demand("Ostrava wants the dams and pumps left alone.", by=["Ostrava"], of=["Velmar"]),
        ),
        (
            demand("Velmar accepts monitors at the dams and pumps."),
            demand("Velmar will not accept monitors at the dams and pumps.", kind=DemandKind.RED_LINE),
        ),
        (term("They will meet at the dams on 3 May."), term("They will meet at the dams on 9 May.")),
        (term("Velmar and Ostrava will open the dams."), term("Velmar and Ostrava will not open the dams.")),
    ],
    ids=["figures", "kinds", "parties", "sense", "days", "denied"],
)
def test_what_differs_in_substance_stays_apart(one: Any, other: Any) -> None:
    assert together(cards(report("s1", one), report("s2", other))) == set()


def test_two_items_of_one_article_are_two() -> None:
    same = report("s1", term("Both leave the dams alone in spring."), term("Both leave the dams alone in spring now."))
    assert together(cards(same)) == set()


def test_a_copy_reworded_goes_with_its_origin() -> None:
    origin = report("s1", term("Velmar and Ostrava agreed to leave pumps, dams and pipelines alone."))
    copy = report(
        "s2", term("Velmar and Ostrava concurred to leave pumps, weirs and pipelines unaccompanied."), of=origin
    )
    assert together(cards(origin, copy)) == {frozenset({"i1", "i2"})}


def test_a_merged_sentence_is_a_members_own() -> None:
    group = next(g for g in groups_of(cards(*waterworks())) if len(g.cards) > 1)
    assert group.text in {card.item.text for card in group.cards}
    assert group.matter and "Velmar" not in group.matter


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_items_does_not_matter(seed: int) -> None:
    dealt = cards(*waterworks(), *tram_strike())
    shuffled = random.Random(seed).sample(dealt, len(dealt))
    engine = BuiltinMergeEngine()
    assert ask(engine.merge(shuffled, None)) == ask(engine.merge(dealt, None))


def test_asked_again_it_takes_apart_what_is_complained_of() -> None:
    dealt = cards(*waterworks())
    engine = BuiltinMergeEngine()
    first = ask(engine.merge(dealt, None))
    again = ask(engine.merge(dealt, Again(first, ("i1, i4: are told with different figures; give each its own item",))))
    assert all(len(group.members) == 1 for matter in again.matters for group in matter.items)
    assert check_groups(again, dealt).problems == ()


def test_open_questions_with_the_same_two_counts_are_one() -> None:
    one = question("Velmar says 4,100 guards are out, Ostrava puts the number at 3,300.", kind=OpenKind.DISPUTED)
    other = question("About 4,100 guards stand by, by the count of Velmar; Ostrava says 3,300.", kind=OpenKind.DISPUTED)
    assert together(cards(report("s1", one, day=1), report("s2", other, day=2))) == {frozenset({"i1", "i2"})}


# Where accounts differ


def compared(*reports: Report) -> CompareDraft:
    found = groups_of(cards(*reports))
    draft = ask(BuiltinMergeEngine().compare(found, None))
    assert check_compare(draft, found).problems == ()
    return draft


def test_each_sides_version_of_a_dispute_stands_in_the_quotes() -> None:
    [found] = [d for d in compared(*waterworks()).disagreements if d.field is Differs.SCOPE]
    assert {(v.party, v.words) for v in found.versions} == {
        ("Velmar", "the pause covers waterworks and roads to them"),
        ("Ostrava", "it covers pumps alone"),
    }


def test_quoted_words_go_before_a_reporters() -> None:
    told = question(
        "The Velmar delegation said the pause covered “waterworks and the roads that lead to them.”",
        "Ostrava's text speaks only of “pumps and dams”.",
        text="Velmar says the pause covers waterworks and roads, while Ostrava's text speaks only of pumps and dams.",
        kind=OpenKind.DISPUTED,
    )
    [found] = compared(report("s1", told)).disagreements
    assert {v.words for v in found.versions} == {"waterworks and the roads that lead to them", "pumps and dams"}


def test_who_speaks_behind_a_quotation_and_whom_a_denial_answers() -> None:
    told = question(
        "“We did not agree to monitors,” Velmar told reporters.",
        "It was answering Ostrava, which said on Monday that monitors had been accepted.",
        text="“We did not agree to monitors,” Velmar told reporters. "
        "It was answering Ostrava, who told reporters on Monday that monitors had been accepted.",
        kind=OpenKind.DISPUTED,
    )
    words = {v.party: v.words for d in compared(report("s1", told)).disagreements for v in d.versions}
    assert words.get("Velmar") == "We did not agree to monitors"


def test_a_dispute_of_which_one_side_only_is_told_is_settled() -> None:
    told = question("Ostrava denies having raised the border patrols.", kind=OpenKind.DISPUTED)
    draft = compared(report("s1", told))
    assert (draft.disagreements, draft.settled) == ([], ["i1"])


def test_two_readouts_that_give_a_scope_differently_are_a_disagreement() -> None:
    first = term(
        "The readout of Velmar says both will stop strikes on power infrastructure.",
        scope="power infrastructure",
        attribution=says("Velmar"),
    )
    second = term(
        "Ostrava says both will stop strikes on power and infrastructure sites.",
        scope="power and infrastructure sites",
        attribution=says("Ostrava"),
    )
    [found] = compared(report("s1", first, day=1), report("s2", second, day=1)).disagreements
    assert found.field is Differs.SCOPE
    assert {(v.party, v.words) for v in found.versions} == {
        ("Velmar", "power infrastructure"),
        ("Ostrava", "power and infrastructure sites"),
    }


def test_what_one_side_rules_out_and_the_other_wants_is_a_disagreement() -> None:
    wanted = demand("Velmar wants Ostrava to pull its guns off the river bank.")
    refused = demand(
        "Ostrava will never pull its guns off the river bank.",
        by=["Ostrava"],
        of=["Velmar"],
        kind=DemandKind.RED_LINE,
    )
    [found] = compared(report("s1", wanted, day=1), report("s2", refused, day=1)).disagreements
    assert {version.party for version in found.versions} == {"Velmar", "Ostrava"}


def test_reports_that_agree_have_no_disagreement() -> None:
    assert compared(*tram_strike()).disagreements == []


# What moved


def traced(*reports: Report) -> TraceDraft:
    found = groups_of(cards(*reports))
    draft = ask(BuiltinMergeEngine().trace(found, None))
    assert check_trace(draft, found).problems == ()
    return draft


def test_another_figure_on_a_later_day_is_a_change() -> None:
    [change] = traced(*waterworks()).changes
    assert change.party == "Velmar"
    assert "90 monitors" in change.before.words
    assert "to 50 from 90" in change.after.words


def test_on_one_day_nothing_has_moved() -> None:
    early, late = (
        demand("Velmar wants 90 monitors at the dams."),
        demand("Velmar wants 50 monitors at the dams, not 90."),
    )
    assert traced(report("s1", early, day=1), report("s2", late, day=1)).changes == []


def test_a_demand_given_up_is_a_change() -> None:
    early = demand("Velmar will not talk until the guns at the dams are gone.", kind=DemandKind.PRECONDITION)
    late = term("Velmar dropped its condition that the guns at the dams be gone.", parties=["Velmar"])
    [change] = traced(report("s1", early, day=1), report("s2", late, day=2)).changes
    assert "dropped" in change.after.words


def test_what_was_ruled_out_and_then_offered_and_signed_has_moved_twice() -> None:
    watch: dict[str, Any] = {"issue": Issue.MONITORING_VERIFICATION}
    never = demand("Velmar will never let monitors onto the dams.", kind=DemandKind.RED_LINE, **watch)
    offer = demand("Velmar will admit unarmed monitors from Tarn to two dams.", kind=DemandKind.PROPOSAL, **watch)
    deal = term("Unarmed monitors from Tarn will be posted at the two dams.", stage=Stage.SIGNED, **watch)
    found = traced(report("s1", never, day=1), report("s2", offer, day=2), report("s3", deal, day=3)).changes
    assert [(c.before.members, c.after.members) for c in found] == [(["i1"], ["i2"]), (["i2"], ["i3"])]


def test_a_question_is_answered_by_a_later_term_only() -> None:
    [answer] = traced(*waterworks()).answers
    assert (answer.question, answer.members) == ("i6", ["i7"])


# The whole brief


def brief_of(reports: Sequence[Report]) -> list[Brief]:
    return asyncio.run(briefs_of([one.summary for one in reports], BuiltinMergeEngine()))


def test_a_brief_holds_every_item_once_and_an_overview_that_its_items_carry() -> None:
    [brief] = brief_of(waterworks())
    told = sorted((a.article_id, a.item_id) for item in brief.items for a in item.members)
    assert told == sorted((one.id, item.id) for one in waterworks() for item in one.summary.items)
    assert brief.unmerged == []
    draft = ask(BuiltinMergeEngine().overview(brief, None))
    texts = {one.id: one.summary.article.text for one in waterworks()}
    assert draft.sentences and check_overview(draft, brief, texts).problems == ()
    assert sum(len(sentence.text.split()) for sentence in draft.sentences) <= 150


def test_the_order_of_reports_does_not_change_the_briefs() -> None:
    reports = [*waterworks(), *tram_strike()]
    dumped = [brief.model_dump_json() for brief in brief_of(reports)]
    assert len(dumped) == 2
    for seed in range(3):
        shuffled = random.Random(seed).sample(reports, len(reports))
        assert [brief.model_dump_json() for brief in brief_of(shuffled)] == dumped


def test_asked_again_about_the_overview_it_leaves_the_sentence_out() -> None:
    [brief] = brief_of(waterworks())
    engine = BuiltinMergeEngine()
    first = ask(engine.overview(brief, None))
    wrong = first.sentences[0].refs[0]
    again = ask(engine.overview(brief, Again(first, (f"{wrong}: in “...”, “7” is not in the quotes; leave it out",))))
    assert [s for s in first.sentences if wrong not in s.refs] == again.sentences
