"""Items dealt out as cards, those of copies with those of their origins."""

from itertools import permutations

import pytest

from summarizer.merge.card import Item
from summarizer.merge.deal import cards
from summarizer.merge.timing import reports
from summarizer.schemas.vocabulary import DemandKind, Issue
from tests.brief_inputs import demand, origin, question, summary, term

SHELLING = "“Both armies will leave pumps and dams alone for 40 days,” the presidency said."
PRISONERS = "The delegations signed a protocol on the return of 62 prisoners."


def test_cards_are_numbered_by_report_kind_and_place() -> None:
    one = summary("one", question("Who watches?"), term("They stop."), demand("Velmar wants more."), day=1)
    two = summary("two", demand("Ostrava wants less."), day=2)
    dealt = cards(reports([two, one], []))
    assert [(card.ref, card.report.ref, card.item.id) for card in dealt] == [
        ("i1", "s1", "a1"),
        ("i2", "s1", "d1"),
        ("i3", "s1", "o1"),
        ("i4", "s2", "d1"),
    ]


def test_items_of_a_copy_that_rest_on_the_same_quotes_go_with_those_of_the_origin() -> None:
    first = summary("first", term("Both armies spare pumps and dams for 40 days.", SHELLING), day=1)
    copy = summary(
        "copy",
        term("Both armies will spare dams and pumps for 40 days.", SHELLING.replace("“", '"').replace("”", '"')),
        demand("The mayor wants a meeting."),
        day=2,
    )
    dealt = cards(reports([first, copy], [origin(first, copy)]))
    assert [card.keys for card in dealt] == [
        ((first.article.id, "a1"), (copy.article.id, "a1")),
        ((copy.article.id, "d1"),),
    ]


def test_a_shorter_quote_of_the_same_passage_is_the_same_quote() -> None:
    first = summary("first", term("They return 62 prisoners.", PRISONERS), day=1)
    copy = summary("copy", term("They signed the return of 62 prisoners.", "the return of 62 prisoners"), day=1)
    assert len(cards(reports([first, copy], [origin(first, copy)]))) == 1


def test_independent_reports_of_one_quotation_stay_apart() -> None:
    one, two = (summary(name, term("They return 62 prisoners.", PRISONERS), day=1) for name in ("one", "two"))
    assert len(cards(reports([one, two], []))) == 2


def test_another_figure_issue_or_kind_keeps_items_of_a_copy_apart() -> None:
    first = summary("first", term("They return 62 prisoners.", PRISONERS), day=1)
    others: list[Item] = [
        term("They return 26 prisoners.", PRISONERS),
        term("They return 62 prisoners.", PRISONERS, issue=Issue.JUSTICE),
        demand("They return 62 prisoners.", PRISONERS),
    ]
    for other in others:
        copy = summary("copy", other, day=2)
        assert [card.copies for card in cards(reports([first, copy], [origin(first, copy)]))] == [(), ()]


def test_items_from_one_sentence_find_their_own_partners() -> None:
    plan = "Her plan has a payment of 900 crowns, a rise of 6.4 per cent and back pay from July."
    items = [
        demand("She proposes a payment of 900 crowns.", plan),
        demand("She proposes a rise of 6.4 per cent.", plan),
        demand("She proposes back pay from July.", plan),
    ]
    first, copy = summary("first", *items, day=1), summary("copy", items[2], items[0], items[1], day=2)
    dealt = cards(reports([first, copy], [origin(first, copy)]))
    partner = {card.item.text: card.copies[0][1] for card in dealt}
    assert partner == {items[0].text: "d2", items[1].text: "d3", items[2].text: "d1"}


def test_of_two_items_of_a_copy_one_goes_with_an_item_of_the_origin() -> None:
    item = term("They return 62 prisoners.", PRISONERS)
    first, copy = summary("first", item, day=1), summary("copy", item, item, day=2)
    assert [card.copies for card in cards(reports([first, copy], [origin(first, copy)]))] == [
        ((copy.article.id, "a1"),),
        (),
    ]


def test_what_only_copies_have_goes_with_the_first_of_them() -> None:
    first, item = summary("first", day=1), term("They return 62 prisoners.", PRISONERS)
    one, two = summary("one", item, day=2), summary("two", item, day=3)
    dealt = cards(reports([first, one, two], [origin(first, one, two)]))
    assert [card.keys for card in dealt] == [((one.article.id, "a1"), (two.article.id, "a1"))]


def test_the_deal_does_not_depend_on_the_order_of_the_articles() -> None:
    item = term("They return 62 prisoners.", PRISONERS)
    some = [summary("first", item), summary("copy", item, item), summary("other", item)]
    kin = [origin(some[0], some[1]), origin(some[2])]
    dealt = {tuple((card.ref, card.keys) for card in cards(reports(order, kin))) for order in permutations(some)}
    assert len(dealt) == 1


AT_THE_PORTS = "Velmar on 60 observers at the ports"
WANTS = "Velmar wants 60 observers at the ports."
OTHERS: dict[str, tuple[Item, Item]] = {
    "no": (
        demand("Velmar will accept 60 observers at the ports.", AT_THE_PORTS),
        demand("Velmar will not accept 60 observers at the ports.", AT_THE_PORTS),
    ),
    "yes": (
        demand("Velmar will not accept 60 observers at the ports.", AT_THE_PORTS),
        demand("Velmar will accept 60 observers at the ports.", AT_THE_PORTS),
    ),
    "other parties": (demand(WANTS), demand(WANTS, by=["Ostrava"])),
    "parties that overlap": (term(WANTS, parties=["Velmar", "Kesh"]), term(WANTS, parties=["Velmar", "Ostrava"])),
    "a refusal": (demand(WANTS, AT_THE_PORTS), demand(WANTS, AT_THE_PORTS, kind=DemandKind.REFUSAL)),
}


@pytest.mark.parametrize("name", OTHERS)
def test_what_another_party_says_or_says_otherwise_is_a_card_of_its_own(name: str) -> None:
    one, other = OTHERS[name]
    first, copy = summary("first", one, day=1), summary("copy", other, day=2)
    assert [card.copies for card in cards(reports([first, copy], [origin(first, copy)]))] == [(), ()]


SAME: dict[str, tuple[Item, Item]] = {
    "typography": (demand(WANTS, by=["Velmar's Union"]), demand(WANTS, by=["VELMAR’S union"])),
    "one more": (term(WANTS, parties=["Velmar"]), term(WANTS, parties=["Velmar", "Ostrava"])),
    "none named": (term(WANTS, parties=[]), term(WANTS)),
    "another word for asking": (demand(WANTS), demand(WANTS, kind=DemandKind.REQUEST)),
    "two words for no": (demand(WANTS, kind=DemandKind.RED_LINE), demand(WANTS, kind=DemandKind.REFUSAL)),
}


@pytest.mark.parametrize("name", SAME)
def test_parties_and_kinds_that_fit_go_together(name: str) -> None:
    one, other = SAME[name]
    first, copy = summary("first", one, day=1), summary("copy", other, day=2)
    assert len(cards(reports([first, copy], [origin(first, copy)]))) == 1


def test_a_copys_denial_leaves_its_place_to_the_item_that_says_the_same() -> None:
    first = summary("first", demand("Velmar will accept 60 observers at the ports.", AT_THE_PORTS), day=1)
    copy = summary(
        "copy",
        demand("Velmar will not accept 60 observers at the ports.", AT_THE_PORTS),
        demand("Velmar will accept some 60 observers.", AT_THE_PORTS),
        day=2,
    )
    dealt = cards(reports([first, copy], [origin(first, copy)]))
    assert [card.copies for card in dealt] == [((copy.article.id, "d2"),), ()]
