"""What moved, and when."""

import pytest

from summarizer.merge.card import Group
from summarizer.merge.findings import Findings
from summarizer.schemas.vocabulary import Confirmation, Moved, Stage
from tests.brief_inputs import Desk, demand, origin, summary, term

PAUSE = ("They agree in principle on a pause.", "They signed the pause.", "The pause began at six.")


def pause(*days: int | None) -> Desk:
    """A term that comes further from day to day, each told by one article."""
    stages = (Stage.IN_PRINCIPLE, Stage.SIGNED, Stage.IN_FORCE)
    told = [term(text, stage=stage) for text, stage in zip(PAUSE, stages, strict=True)]
    return Desk(*(summary(f"s{at}", item, day=day) for at, (item, day) in enumerate(zip(told, days, strict=True))))


def test_the_stages_of_a_term_are_changes_with_dates_and_quotes() -> None:
    some = pause(4, 11, 12)
    brief = some.brief(Group(tuple(some.cards), "the pause"))
    assert [(c.id, c.kind, c.before.text, c.after.text) for c in brief.changes] == [
        ("C1", Moved.STAGE, "in_principle", "signed"),
        ("C2", Moved.STAGE, "signed", "in_force"),
    ]
    first = brief.changes[0]
    assert first.party == "Velmar, Ostrava" and first.items == ["A1"] and first.matter == "the pause"
    assert [quote.quote for quote in first.after.quotes] == [PAUSE[1]]
    assert first.before.published and first.before.published.day == 4
    assert first.after.published and first.after.published.day == 11


def test_stages_without_dates_are_no_changes() -> None:
    some = pause(None, None, None)
    assert some.brief(Group(tuple(some.cards), "the pause")).changes == []


def test_a_move_found_on_the_same_accounts_is_the_step_of_the_stage() -> None:
    some = pause(4, 11, 12)
    found = some.change("Velmar", ["principle"], ["signed"], about="whether the pause is signed")
    brief = some.brief(Group(tuple(some.cards), "the pause"), findings=Findings(changes=(found,)))
    assert [(c.kind, c.about) for c in brief.changes] == [
        (Moved.STAGE, "the pause"),
        (Moved.STAGE, "the pause"),
    ]


def test_a_move_across_several_steps_is_told_by_them() -> None:
    some = pause(4, 11, 12)
    found = some.change("Velmar", ["principle"], ["began"])
    brief = some.brief(Group(tuple(some.cards), "the pause"), findings=Findings(changes=(found,)))
    assert [c.kind for c in brief.changes] == [Moved.STAGE, Moved.STAGE]


def test_a_softer_word_for_the_same_state_is_no_fall() -> None:
    some = Desk(summary("a", term("One."), day=1), summary("b", term("Two.", stage=Stage.IN_PRINCIPLE), day=2))
    assert some.brief(Group(tuple(some.cards), "the pause")).changes == []


def test_a_collapse_is_a_change() -> None:
    some = Desk(summary("a", term("One."), day=1), summary("b", term("Two.", stage=Stage.COLLAPSED), day=2))
    assert [c.after.text for c in some.brief(Group(tuple(some.cards), "the pause")).changes] == ["collapsed"]


def test_a_position_that_moved_stands_in_its_own_words_between_the_dates() -> None:
    some = Desk(
        summary("a", demand("Velmar asks for 9 crowns."), day=1),
        summary("b", demand("Velmar still asks for nine."), day=3),
        summary("c", demand("Velmar asks for 7 crowns."), day=5),
        summary("d", demand("Velmar now wants seven."), day=6),
    )
    found = some.change("Velmar", ["9", "nine"], ["7", "seven"], about="how much it asks")
    brief = some.brief(some.group("9", "nine"), some.group("7", "seven"), findings=Findings(changes=(found,)))
    (change,) = brief.changes
    assert change.kind is Moved.POSITION and change.items == ["D2", "D1"]
    assert change.before.text == "Velmar asks for 9 crowns. … Velmar still asks for nine."
    assert change.before.published and change.before.published.day == 3
    assert change.after.published and change.after.published.day == 5


def test_what_was_found_twice_is_one_change_and_what_differs_is_two() -> None:
    some = Desk(
        summary("a", demand("Velmar asks for 9 crowns."), day=1),
        summary("b", demand("Velmar asks for 7 crowns."), day=2),
        summary("c", demand("Kesh asks for 5 crowns.", by=["Kesh"]), day=2),
    )
    one, again = (some.change("Velmar", ["9"], ["7"], about=about) for about in ("its claim", "the claim"))
    other = some.change("Velmar", ["9"], ["5"])
    changes = some.brief(findings=Findings(changes=(again, other, one))).changes
    assert [change.about for change in changes] == ["its claim", "what it asks"]


def test_changes_stand_in_time_whatever_order_they_were_found_in() -> None:
    some = Desk(*(summary(f"s{day}", demand(f"Velmar asks for {9 - day} crowns."), day=day) for day in (1, 2, 3)))
    found = (some.change("Velmar", ["8"], ["7"]), some.change("Velmar", ["7"], ["6"]))
    orders = [some.brief(findings=Findings(changes=order)).changes for order in (found, found[::-1])]
    assert orders[0] == orders[1]
    assert [change.before.text for change in orders[0]] == ["Velmar asks for 8 crowns.", "Velmar asks for 7 crowns."]


def test_copies_are_members_of_a_step_and_their_quotes_are_not_repeated() -> None:
    quote = "They agree in principle on a pause."
    first = summary("first", term(quote, stage=Stage.IN_PRINCIPLE), day=1)
    copy = summary("copy", term(quote, stage=Stage.IN_PRINCIPLE), day=2)
    signed = summary("signed", term("Both signed.", stage=Stage.SIGNED, confirmation=Confirmation.ALL_PARTIES), day=3)
    some = Desk(first, copy, signed, origins=[origin(first, copy)])
    (change,) = some.brief(Group(tuple(some.cards), "the pause")).changes
    assert len(change.before.members) == 2
    assert [quote.article_id for quote in change.before.quotes] == [first.article.id]


def test_a_term_that_took_anothers_place_and_is_farther_on_is_a_step_and_a_move() -> None:
    some = Desk(
        summary("a", term("They agree in principle on 21 days.", stage=Stage.IN_PRINCIPLE), day=4),
        summary("b", term("They signed 30 days.", stage=Stage.SIGNED), day=11),
    )
    found = Findings(changes=(some.change("Velmar", ["21"], ["30"], about="how long it lasts"),))
    alone = [some.group(text, matter="the pause") for text in ("21", "30")]
    brief = some.brief(*alone, findings=found)
    assert [(c.kind, c.party, c.before.text, c.after.text, c.items) for c in brief.changes] == [
        (Moved.POSITION, "Velmar", "They agree in principle on 21 days.", "They signed 30 days.", ["A2", "A1"]),
        (Moved.STAGE, "Velmar, Ostrava", "in_principle", "signed", ["A2", "A1"]),
    ]
    elsewhere = [some.group(text, matter=text) for text in ("21", "30")]
    assert [c.kind for c in some.brief(*elsewhere, findings=found).changes] == [Moved.POSITION]


@pytest.mark.parametrize("days", [(None, None, None), (4, 4, 4), (4, None, None)], ids=["undated", "one day", "mixed"])
def test_a_move_inside_a_term_that_no_step_tells_is_kept(days: tuple[int | None, ...]) -> None:
    some = pause(*days)
    found = some.change("Velmar", ["principle"], ["signed"], about="whether the pause is signed")
    brief = some.brief(Group(tuple(some.cards), "the pause"), findings=Findings(changes=(found,)))
    assert [(c.kind, c.before.text, c.after.text) for c in brief.changes] == [(Moved.POSITION, PAUSE[0], PAUSE[1])]


def test_a_step_between_other_stages_does_not_tell_a_move() -> None:
    some = pause(4, 4, 12)  # the step is from signed to in force
    found = Findings(changes=(some.change("Velmar", ["principle"], ["signed"]),))
    brief = some.brief(Group(tuple(some.cards), "the pause"), findings=found)
    assert [(c.kind, c.after.text) for c in brief.changes] == [(Moved.POSITION, PAUSE[1]), (Moved.STAGE, "in_force")]


def test_steps_of_another_term_do_not_tell_a_move() -> None:
    texts = ("They agree in principle on a truce.", "They put names to the truce.")
    truce = [term(text, stage=stage) for text, stage in zip(texts, (Stage.IN_PRINCIPLE, Stage.SIGNED), strict=True)]
    stepping = [term(text, stage=stage) for text, stage in zip(PAUSE, (Stage.IN_PRINCIPLE, Stage.SIGNED), strict=False)]
    some = Desk(
        summary("a", truce[0], truce[1], stepping[0], day=4),
        summary("b", stepping[1], day=11),
    )
    found = Findings(changes=(some.change("Velmar", [texts[0]], [texts[1]]),))
    brief = some.brief(some.group(*texts), some.group(*PAUSE[:2]), findings=found)
    assert sorted(c.kind for c in brief.changes) == [Moved.POSITION, Moved.STAGE]


def test_an_undated_account_of_a_stage_is_no_part_of_the_step_to_it() -> None:
    late = term("Both have put their names to it.", stage=Stage.SIGNED)
    told = [term(text, stage=stage) for text, stage in zip(PAUSE, (Stage.IN_PRINCIPLE, Stage.SIGNED), strict=False)]
    some = Desk(summary("a", told[0], day=4), summary("b", told[1], day=11), summary("undated", late))
    brief = some.brief(Group(tuple(some.cards), "the pause"))
    assert [len(at.members) for at in brief.agreed_terms[0].stages] == [1, 2]
    (step,) = brief.changes
    assert [quote.quote for quote in step.after.quotes] == [PAUSE[1]] and len(step.after.members) == 1
