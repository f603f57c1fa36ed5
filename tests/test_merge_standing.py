"""What stands of several accounts: sentence, particulars, stage, answer, confirmation, and what supersedes what."""

import pytest

from summarizer.merge.card import Group, Item, Key
from summarizer.merge.collation import disputed_places
from summarizer.merge.findings import Findings, FoundAnswer, FoundDisagreement, FoundVersion, Naming
from summarizer.schemas.summary import AgreedTerm
from summarizer.schemas.vocabulary import (
    Apart,
    Channel,
    Confirmation,
    DemandKind,
    Differs,
    Issue,
    Made,
    Response,
    Stage,
    Stance,
)
from tests.brief_inputs import Desk, demand, origin, question, said, summary, term

BOTH, ONE, SOME = Confirmation.ALL_PARTIES, Confirmation.ONE_PARTY, Confirmation.SOME_PARTIES
OUTSIDE, AGAINST = Confirmation.THIRD_PARTY, Confirmation.CONTRADICTED


def desk(*accounts: Item, days: tuple[int | None, ...] | None = None) -> Desk:
    """One article for each account, a day apart."""
    given = days or tuple(range(1, len(accounts) + 1))
    return Desk(*(summary(f"s{at}", item, day=day) for at, (item, day) in enumerate(zip(accounts, given, strict=True))))


def together(some: Desk, text: str | None = None) -> Group:
    """All cards of a desk as one group."""
    return Group(tuple(some.cards), "the pause", text)


# Whose sentence


def test_the_latest_account_has_the_word() -> None:
    some = desk(term("The pause lasts 40 days, they said."), term("The pause holds."), days=(1, 2))
    item = some.brief(together(some)).agreed_terms[0]
    assert item.text == "The pause holds."
    assert item.own_words_of and (item.own_words_of.article_id, item.own_words_of.item_id) == some.card("holds").key


def test_on_one_day_the_sentence_with_the_figures_stands() -> None:
    some = desk(term("The pause covers a good many places."), term("The pause is for 40 days."), days=(1, 1))
    assert some.brief(together(some)).agreed_terms[0].text == "The pause is for 40 days."


def test_an_undated_account_stands_behind_a_dated_one() -> None:
    some = desk(term("The pause is for 40 days."), term("The pause holds."), days=(None, 1))
    item = some.brief(together(some)).agreed_terms[0]
    assert item.text == "The pause holds."
    assert [member.text for member in item.members] == ["The pause holds.", "The pause is for 40 days."]


def test_a_copy_printed_late_tells_nothing_late() -> None:
    first = summary("first", term("They agree in principle on a pause.", stage=Stage.IN_PRINCIPLE), day=1)
    copy = summary("copy", term("They hit upon a hiatus in principle.", stage=Stage.IN_PRINCIPLE), day=9)
    signed = summary("signed", term("They signed the pause.", stage=Stage.SIGNED), day=5)
    some = Desk(first, copy, signed, origins=[origin(first, copy)])
    item = some.brief(together(some)).agreed_terms[0]
    assert (item.text, item.stage, item.origins, item.articles) == ("They signed the pause.", Stage.SIGNED, 2, 3)
    assert [at.stage for at in item.stages] == [Stage.IN_PRINCIPLE, Stage.SIGNED]


def test_a_copys_own_words_change_nothing_that_its_origin_says() -> None:
    quote = "“We have put forward a plan of 40 days,” she said."
    first = summary(
        "first", demand("She put forward 40 days.", quote), term("They met.", "“They met,” he said."), day=1
    )
    copy = summary(
        "copy",
        demand("She put forward 40 days.", quote, response=Response.CONDITIONAL, made=Made.DENIED),
        term("They met.", "They met", stage=Stage.COLLAPSED, confirmation=AGAINST, scope="the moon"),
        day=2,
    )
    brief = Desk(first, copy, origins=[origin(first, copy)]).brief()
    assert (brief.demands[0].response, brief.demands[0].made) == (Response.UNANSWERED, Made.UNDISPUTED)
    met = brief.agreed_terms[0]
    assert (met.stage, met.confirmation, met.scope, met.articles) == (Stage.AGREED, OUTSIDE, None, 2)


def test_a_written_sentence_belongs_to_nobody_unless_a_member_has_it() -> None:
    some = desk(term("The pause lasts 40 days."), term("The pause holds."))
    assert some.brief(together(some, "The pause lasts and holds.")).agreed_terms[0].own_words_of is None
    own = some.brief(together(some, "The pause lasts 40 days.")).agreed_terms[0].own_words_of
    assert own and (own.article_id, own.item_id) == some.card("40").key


def test_bundled_copies_are_members_in_their_own_words() -> None:
    quote = "“We will stop for 40 days,” she said."
    first = summary("first", term("They stop for 40 days.", quote), day=1)
    copy = summary("copy", term("They will stop for 40 days.", "We will stop for 40 days"), day=2)
    some = Desk(first, copy, origins=[origin(first, copy)])
    item = some.brief().agreed_terms[0]
    assert [member.evidence[0].quote for member in item.members] == [quote, "We will stop for 40 days"]
    assert (item.articles, item.origins) == (2, 1)
    for member in item.members:
        text = next(r.summary.article.text for r in some.reports if r.id == member.article_id)
        assert all(text[piece.start : piece.end] == piece.quote for piece in member.evidence)


def test_the_issue_is_that_of_most_origins_and_of_the_standing_account_where_they_are_even() -> None:
    a, b = Issue.CEASEFIRE_SCOPE, Issue.PROCESS_NEXT_STEPS
    three = desk(term("One.", issue=a), term("Two.", issue=a), term("Three.", issue=b))
    assert three.brief(together(three)).agreed_terms[0].issue is a
    even = desk(term("One.", issue=a), term("Two.", issue=b))
    assert even.brief(together(even)).agreed_terms[0].issue is b


def test_particulars_come_from_the_latest_account_that_has_them() -> None:
    some = desk(
        term("One.", scope="dams", duration="30 days", conditions=["a vote"]),
        term("Two.", scope="pumps"),
        term("Three."),
    )
    item = some.brief(together(some)).agreed_terms[0]
    assert (item.scope, item.duration, item.start, item.conditions) == ("pumps", "30 days", None, ["a vote"])


# Stage

HISTORIES = [
    ([Stage.IN_PRINCIPLE, Stage.SIGNED, Stage.IN_FORCE], [Stage.IN_PRINCIPLE, Stage.SIGNED, Stage.IN_FORCE]),
    ([Stage.AGREED, Stage.AGREED], [Stage.AGREED]),
    ([Stage.SIGNED, Stage.AGREED], [Stage.SIGNED]),  # named in passing
    ([Stage.IN_FORCE, Stage.SUSPENDED, Stage.IN_FORCE], [Stage.IN_FORCE, Stage.SUSPENDED, Stage.IN_FORCE]),
    ([Stage.AGREED, Stage.TENTATIVE], [Stage.AGREED, Stage.TENTATIVE]),  # the later account is the more careful
    ([Stage.SIGNED, Stage.COLLAPSED], [Stage.SIGNED, Stage.COLLAPSED]),
]


@pytest.mark.parametrize(("told", "history"), HISTORIES)
def test_the_stage_by_the_latest_account(told: list[Stage], history: list[Stage]) -> None:
    some = desk(*(term(f"Account {at}.", stage=stage) for at, stage in enumerate(told)))
    item = some.brief(together(some)).agreed_terms[0]
    assert [at.stage for at in item.stages] == history
    assert item.stage is history[-1]


def test_without_dates_the_farthest_stage_holds_and_nothing_is_said_of_time() -> None:
    some = desk(term("One.", stage=Stage.SIGNED), term("Two.", stage=Stage.IN_PRINCIPLE), days=(None, None))
    brief = some.brief(together(some))
    item = brief.agreed_terms[0]
    assert item.stage is Stage.SIGNED
    assert [(at.stage, at.published) for at in item.stages] == [(Stage.SIGNED, None)]
    assert brief.changes == [] and item.first_reported is None


UNDATED_STAGES = [
    ([(Stage.IN_PRINCIPLE, 4), (Stage.SIGNED, None)], [Stage.IN_PRINCIPLE, Stage.SIGNED], Stage.IN_PRINCIPLE),
    ([(Stage.COLLAPSED, None), (Stage.AGREED, 4)], [Stage.AGREED, Stage.COLLAPSED], Stage.AGREED),
    (
        [(Stage.TENTATIVE, None), (Stage.SUSPENDED, None), (Stage.AGREED, 4)],
        [Stage.AGREED, Stage.TENTATIVE, Stage.SUSPENDED],
        Stage.AGREED,
    ),
    ([(Stage.SIGNED, 4), (Stage.AGREED, None)], [Stage.SIGNED], Stage.SIGNED),  # named in passing
    (
        [(Stage.AGREED, 4), (Stage.IN_PRINCIPLE, None), (Stage.AGREED, None)],
        [Stage.AGREED, Stage.IN_PRINCIPLE],
        Stage.AGREED,
    ),
    (
        [(Stage.IN_PRINCIPLE, 4), (Stage.AGREED, 5), (Stage.IN_PRINCIPLE, None)],
        [Stage.IN_PRINCIPLE, Stage.AGREED],
        None,
    ),
]


@pytest.mark.parametrize(("told", "history", "expected"), UNDATED_STAGES)
def test_an_undated_stage_is_told_last_and_the_latest_day_decides(
    told: list[tuple[Stage, int | None]], history: list[Stage], expected: Stage | None
) -> None:
    stages, days = zip(*told, strict=True)
    some = desk(*(term(f"Account {at}.", stage=stage) for at, stage in enumerate(stages)), days=days)
    brief = some.brief(together(some))
    item = brief.agreed_terms[0]
    dated = len({day for day in days if day})
    assert [at.stage for at in item.stages] == history
    assert [at.published is None for at in item.stages] == [False] * dated + [True] * (len(history) - dated)
    assert item.stage is (expected or history[-1])
    assert len(brief.changes) == dated - 1, "what has no day is no step"


def test_an_undated_account_of_the_latest_stage_is_one_of_its_members() -> None:
    some = desk(term("One.", stage=Stage.SIGNED), term("Two.", stage=Stage.SIGNED), days=(4, None))
    (at,) = some.brief(together(some)).agreed_terms[0].stages
    assert at.published and at.published.day == 4 and len(at.members) == 2


# Confirmation

VELMAR, OSTRAVA = said("Velmar", channel=Channel.READOUT), said("Ostrava", channel=Channel.READOUT)
CONFIRMED = [
    ([term("a", attribution=VELMAR, confirmation=ONE), term("b", attribution=OSTRAVA, confirmation=ONE)], BOTH),
    ([term("a", attribution=VELMAR, confirmation=ONE), term("b", attribution=VELMAR, confirmation=ONE)], ONE),
    ([term("a"), term("b", attribution=said("Kesh"))], OUTSIDE),
    ([term("a"), term("b", confirmation=BOTH)], BOTH),
    ([term("a", attribution=VELMAR), term("b", attribution=said("Ostrava", Stance.PREDICTS))], ONE),
    ([term("a", attribution=VELMAR), term("b", attribution=said("Ostrava", Stance.DENIES))], AGAINST),
    ([term("a", confirmation=AGAINST), term("b", confirmation=BOTH)], BOTH),
    ([term("a", confirmation=BOTH), term("b", confirmation=AGAINST)], AGAINST),
    ([term("a", confirmation=AGAINST), term("b", attribution=VELMAR), term("c", attribution=OSTRAVA)], BOTH),
    ([term("a", confirmation=AGAINST), term("b", attribution=VELMAR)], AGAINST),
    ([term("a", parties=["Velmar"], attribution=VELMAR, confirmation=ONE)], ONE),  # it binds none but itself
    (
        [
            term("a", parties=["Velmar", "Ostrava", "Kesh"], attribution=VELMAR),
            term("b", parties=["Velmar", "Ostrava", "Kesh"], attribution=OSTRAVA),
        ],
        SOME,
    ),
]


@pytest.mark.parametrize(("accounts", "expected"), CONFIRMED)
def test_confirmation_over_the_accounts(accounts: list[AgreedTerm], expected: Confirmation) -> None:
    some = desk(*accounts)
    assert some.brief(together(some)).agreed_terms[0].confirmation is expected


def test_names_of_one_party_are_one_voice() -> None:
    some = desk(
        term("a", parties=["ATFW", "ETEA"], attribution=said("the Union")),
        term("b", parties=["the Union", "the Association"], attribution=said("ETEA")),
    )
    some.naming = Naming({"the Union": "ATFW", "the Association": "ETEA"})
    item = some.brief(together(some)).agreed_terms[0]
    assert item.confirmation is BOTH
    assert item.parties == ["ATFW", "ETEA"]
    assert [voice.party for voice in item.voices] == ["ATFW", "ETEA"]


def test_an_outsider_named_by_one_of_many_binds_nobody() -> None:
    some = desk(
        term("a", attribution=VELMAR), term("b", attribution=OSTRAVA), term("c", parties=["Velmar", "Ostrava", "Kesh"])
    )
    item = some.brief(together(some)).agreed_terms[0]
    assert item.parties == ["Velmar", "Ostrava", "Kesh"]
    assert item.confirmation is BOTH


def test_voices_name_the_parties_and_leave_outsiders_unnamed() -> None:
    some = desk(term("a", attribution=said("Kesh")), term("b", attribution=OSTRAVA), term("c"))
    voices = some.brief(together(some)).agreed_terms[0].voices
    assert [(voice.party, len(voice.members)) for voice in voices] == [("Ostrava", 1), (None, 2)]
    assert voices[1].channels == [Channel.STATEMENT, Channel.OUTLET]


def test_a_side_is_named_where_it_speaks_of_what_binds_the_other_alone() -> None:
    some = desk(term("a", parties=["Ostrava"], attribution=VELMAR), term("b", attribution=OSTRAVA), term("c"))
    brief = some.brief(some.group("a"))
    (claimed,) = [item for item in brief.agreed_terms if item.text == "a"]
    assert [voice.party for voice in claimed.voices] == ["Velmar"]
    assert claimed.confirmation is OUTSIDE


def test_a_disagreement_between_accounts_contradicts_a_term_until_all_have_said_yes() -> None:
    accounts = [term("wide", attribution=VELMAR), term("narrow", attribution=OSTRAVA)]
    some = desk(*accounts, days=(1, 1))
    found = Findings(disagreements=(some.apart(("Velmar", "wide"), ("Ostrava", "narrow")),))
    assert some.brief(together(some), findings=found).agreed_terms[0].confirmation is AGAINST
    later = desk(*accounts, term("signed by both", confirmation=BOTH), days=(1, 1, 2))
    found = Findings(disagreements=(later.apart(("Velmar", "wide"), ("Ostrava", "narrow")),))
    assert later.brief(together(later), findings=found).agreed_terms[0].confirmation is BOTH


class Counting(dict[Key, int]):
    """Places of cards, which counts how often it is asked."""

    asked = 0

    def __getitem__(self, key: Key) -> int:
        self.asked += 1
        return super().__getitem__(key)


def test_a_disagreement_in_a_large_group_looks_each_item_up_once() -> None:
    some = Desk(*(summary(f"s{at}", term(f"Account {at} of the pause.")) for at in range(60)))
    halves = (tuple(some.cards[:30]), tuple(some.cards[30:]))
    versions = tuple(FoundVersion(None, cards, (some.quote(cards[0]),)) for cards in halves)
    places = Counting({card.key: 0 for card in some.cards})
    found = FoundDisagreement("it", Apart.ACCOUNTS, Differs.SCOPE, versions)
    assert disputed_places(found, places) == [0]
    assert places.asked == len(some.cards)


# Demands

ANSWERS = [
    ([Response.UNANSWERED, Response.REJECTED], [Response.UNANSWERED, Response.REJECTED]),
    ([Response.COUNTERED, Response.UNANSWERED], [Response.COUNTERED]),
    ([Response.REJECTED, Response.UNANSWERED, Response.ACCEPTED], [Response.REJECTED, Response.ACCEPTED]),
    ([Response.UNANSWERED, Response.UNANSWERED], [Response.UNANSWERED]),
]


@pytest.mark.parametrize(("told", "history"), ANSWERS)
def test_the_latest_answer_known(told: list[Response], history: list[Response]) -> None:
    some = desk(*(demand(f"Account {at}.", response=response) for at, response in enumerate(told)))
    item = some.brief(together(some)).demands[0]
    assert [at.response for at in item.responses] == history
    assert item.response is history[-1]


def test_on_one_day_the_answer_that_more_origins_tell_is_the_answer() -> None:
    yes, no = Response.ACCEPTED, Response.REJECTED
    some = desk(demand("a", response=no), demand("b", response=yes), demand("c", response=no), days=(1, 1, 1))
    item = some.brief(together(some)).demands[0]
    assert item.response is no
    assert {at.response for at in item.responses} == {yes, no}


UNANSWERED, NO, YES = Response.UNANSWERED, Response.REJECTED, Response.ACCEPTED
UNDATED_ANSWERS = [
    ([(UNANSWERED, 4), (NO, None)], [UNANSWERED, NO], NO),
    ([(YES, 4), (NO, None)], [YES, NO], YES),
    ([(NO, 4), (UNANSWERED, None)], [NO], NO),
    ([(NO, 4), (UNANSWERED, 5), (YES, None)], [NO, YES], NO),
    ([(NO, 4), (YES, 5), (NO, None)], [NO, YES], YES),
    ([(YES, 4), (NO, None), (YES, None), (YES, None)], [YES, NO], YES),
    ([(UNANSWERED, 4), (YES, None), (NO, None), (NO, None)], [UNANSWERED, YES, NO], NO),
    ([(UNANSWERED, 4), (UNANSWERED, None)], [UNANSWERED], UNANSWERED),
]


@pytest.mark.parametrize(("told", "history", "expected"), UNDATED_ANSWERS)
def test_an_undated_answer_is_told_last_and_stands_where_no_day_has_one(
    told: list[tuple[Response, int | None]], history: list[Response], expected: Response
) -> None:
    answers, days = zip(*told, strict=True)
    some = desk(*(demand(f"Account {at}.", response=response) for at, response in enumerate(answers)), days=days)
    item = some.brief(together(some)).demands[0]
    dated = {response for response, day in told if day}
    assert [at.response for at in item.responses] == history
    assert [at.published is None for at in item.responses] == [response not in dated for response in history]
    assert item.response is expected


def test_who_demands_of_whom_most_named_first() -> None:
    some = desk(
        demand("a", of=[]),
        demand("b", by=["Velmar", "Kesh"], of=["the ministry"]),
        demand("c", by=["the Velmar side"], of=["Ostrava"], kind=DemandKind.RED_LINE),
    )
    some.naming = Naming({"the Velmar side": "Velmar", "the ministry": "Ostrava"})
    item = some.brief(together(some)).demands[0]
    assert (item.by, item.of, item.kind) == (["Velmar", "Kesh"], ["Ostrava"], DemandKind.RED_LINE)


SURE, CLAIM, DENIED = Made.UNDISPUTED, Made.ONE_PARTY_CLAIMS, Made.DENIED


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([CLAIM, CLAIM], CLAIM),
        ([CLAIM, SURE], SURE),
        ([SURE, DENIED], DENIED),
        ([DENIED, SURE], SURE),
        ([DENIED, CLAIM], DENIED),
    ],
)
def test_whether_it_was_demanded(told: list[Made], expected: Made) -> None:
    some = desk(*(demand(f"Account {at}.", made=each) for at, each in enumerate(told)))
    assert some.brief(together(some)).demands[0].made is expected


def test_that_another_account_passes_it_over_is_no_denial() -> None:
    some = desk(demand("They asked for a veto.", made=SURE), question("Was a veto raised?"), days=(1, 1))
    found = some.apart(("Velmar", "asked"), ("Ostrava", "raised"), field=Differs.SAID)
    assert some.brief(findings=Findings(disagreements=(found,))).demands[0].made is SURE


# Questions


def test_an_answered_question_says_what_answers_it_and_comes_last() -> None:
    some = desk(question("Who pays?"), question("Who watches?"), term("Kesh watches."))
    answer = FoundAnswer(some.card("Who watches?"), (some.card("Kesh"),))
    first, second = some.brief(findings=Findings(answers=(answer,))).open_questions
    assert first.text == "Who pays?" and first.answered is None
    assert second.answered and second.answered.items == ["A1"]
    assert second.answered.published and second.answered.published.day == 3


# What supersedes what


def nine_seven(*more: Item) -> Desk:
    return desk(demand("Velmar asks for 9 crowns."), demand("Velmar asks for 7 crowns."), *more)


def test_the_older_figure_is_superseded_by_the_newer() -> None:
    some = nine_seven()
    brief = some.brief(findings=Findings(changes=(some.change("Velmar", ["9"], ["7"]),)))
    newer, older = brief.demands
    assert (newer.text, newer.superseded_by) == ("Velmar asks for 7 crowns.", [])
    assert older.superseded_by == [newer.id]


def test_of_a_chain_what_holds_now_supersedes_all_before_it() -> None:
    some = nine_seven(term("They settle on 6 crowns."))
    moves = (some.change("Velmar", ["9"], ["7"]), some.change("Velmar", ["7"], ["6"]))
    brief = some.brief(findings=Findings(changes=moves))
    assert [(item.text, item.superseded_by) for item in brief.items] == [
        ("They settle on 6 crowns.", []),
        ("Velmar asks for 7 crowns.", ["A1"]),
        ("Velmar asks for 9 crowns.", ["A1"]),
    ]


def test_a_figure_that_is_told_again_later_still_stands() -> None:
    some = nine_seven(demand("Velmar asks for nine crowns again."))
    group = some.group("9", "again")
    brief = some.brief(group, findings=Findings(changes=(some.change("Velmar", ["9"], ["7"]),)))
    assert [item.superseded_by for item in brief.demands] == [[], []]


def test_earlier_accounts_of_the_same_figure_go_with_it_though_the_change_names_one() -> None:
    some = desk(demand("Velmar asks for 9."), demand("Velmar asks for nine."), demand("Velmar asks for 7."))
    found = Findings(changes=(some.change("Velmar", ["for 9."], ["7"]),))
    brief = some.brief(some.group("for 9.", "nine"), findings=found)
    assert [bool(item.superseded_by) for item in brief.demands] == [False, True]


def test_another_partys_move_supersedes_nothing_of_this_one() -> None:
    some = desk(demand("Velmar asks for 9."), demand("Ostrava offers 7.", by=["Ostrava"]))
    brief = some.brief(findings=Findings(changes=(some.change("Ostrava", ["9"], ["7"]),)))
    assert [item.superseded_by for item in brief.demands] == [[], []]


def test_what_two_demand_together_stands_until_both_have_moved() -> None:
    some = desk(
        demand("Both ask for 9.", by=["Velmar", "Kesh"]),
        demand("Velmar asks for 7."),
        demand("Kesh asks for 8.", by=["Kesh"]),
    )
    one, two = some.change("Velmar", ["9"], ["7"]), some.change("Kesh", ["9"], ["8"])
    assert all(not item.superseded_by for item in some.brief(findings=Findings(changes=(one,))).demands)
    brief = some.brief(findings=Findings(changes=(one, two)))
    assert [item.superseded_by for item in brief.demands] == [[], [], ["D1", "D2"]]


def test_changes_in_a_circle_leave_something_standing() -> None:
    some = desk(demand("Velmar asks for 9."), demand("Velmar asks for 7."), days=(1, 1))
    moves = (some.change("Velmar", ["9"], ["7"]), some.change("Velmar", ["7"], ["9"]))
    for order in (moves, moves[::-1]):
        brief = some.brief(findings=Findings(changes=order))
        assert sorted(len(item.superseded_by) for item in brief.demands) == [0, 1]
