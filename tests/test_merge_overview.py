"""The overview: each sentence rests on what it cites, and all are 150 words at most."""

from datetime import date
from typing import Any

import pytest

from summarizer.merge.card import Report
from summarizer.merge.overview_check import check_overview
from summarizer.schemas.brief import (
    Account,
    Brief,
    BriefDemand,
    BriefProvenance,
    BriefTerm,
    BriefUsage,
    Change,
    Disagreement,
    Member,
    Quote,
    Source,
    State,
    Version,
)
from summarizer.schemas.merge_draft import DraftSentence, OverviewDraft
from summarizer.schemas.vocabulary import (
    Apart,
    Confirmation,
    DemandKind,
    Derivation,
    Differs,
    Issue,
    Made,
    Moved,
    Response,
    Stage,
)
from tests.merge_cards import demand, report, term

HALT = "Velmar and Ostrava agreed to halt attacks on each other's ports for 21 days from Friday."
WANTS = "Ostrava will not sign before the guns leave, its envoy Ilse Maron said."
LATER = "Ostrava may sign the text, it said on Saturday."
FIRST = report("s1", term(HALT), demand(WANTS, by=["Ostrava"]), text=f"{HALT} Kesh mediates.\n\n{WANTS}")
SECOND = report("s2", demand(LATER, by=["Ostrava"]))
TEXTS = {one.id: one.summary.article.text for one in (FIRST, SECOND)}


def _account(of: Report, at: int) -> Account:
    item = of.summary.items[at]
    return Account(
        article_id=of.id, item_id=item.id, text=item.text, attribution=item.attribution, evidence=item.evidence
    )


def _member(account: Account) -> Member:
    return Member(article_id=account.article_id, item_id=account.item_id)


def _quote(account: Account, words: str) -> Quote:
    start = TEXTS[account.article_id].index(words)
    end = start + len(words)
    return Quote(article_id=account.article_id, item_id=account.item_id, quote=words, start=start, end=end)


def _source(of: Report, day: date) -> Source:
    return Source(
        article_id=of.id, source="x", title=None, outlet=None, url=None, published=day, dated=None, day=1, origin=of.id,
        derivation=Derivation.ORIGINAL, of=None, similarity=None, reasons=[], agreed_terms=1, demands=1,
        open_questions=0, rejected=0,
    )  # fmt: skip


def _brief() -> Brief:
    halt, wants, later = _account(FIRST, 0), _account(FIRST, 1), _account(SECOND, 0)
    common: dict[str, Any] = {
        "issue": Issue.CEASEFIRE_SCOPE,
        "matter": "the halt",
        "own_words_of": None,
        "articles": 1,
        "origins": 1,
    }
    common |= {"first_reported": date(2031, 3, 4), "last_reported": date(2031, 3, 4), "superseded_by": []}
    asked: dict[str, Any] = {"by": ["Ostrava"], "of": ["Velmar"], "kind": DemandKind.DEMAND, "made": Made.UNDISPUTED}
    asked |= {"response": Response.UNANSWERED, "responses": []}
    ends = [(wants, "will not sign"), (later, "may sign")]
    return Brief(
        negotiation=None,
        articles=2,
        origins=2,
        overview=[],
        agreed_terms=[
            BriefTerm(
                id="A1", text=HALT, members=[halt], parties=["Velmar", "Ostrava"], stage=Stage.AGREED, stages=[],
                confirmation=Confirmation.ALL_PARTIES, voices=[], conditions=[], particulars=[], scope=None,
                start=None, duration=None,
                **common,
            )
        ],
        demands=[
            BriefDemand(id=ref, text=account.text, members=[account], **common, **asked)
            for ref, account in (("D1", wants), ("D2", later))
        ],
        open_questions=[],
        disagreements=[
            Disagreement(
                id="X1", kind=Apart.ACCOUNTS, field=Differs.ACCEPTANCE, about="whether Ostrava signs",
                issue=Issue.CEASEFIRE_SCOPE, matter="the halt", items=["D1", "D2"],
                versions=[
                    Version(party=None, quotes=[_quote(a, words)], members=[_member(a)], articles=1, origins=1,
                            published=None)
                    for a, words in ends
                ], settled=None)
        ],
        changes=[
            Change(
                id="C1", kind=Moved.POSITION, party="Ostrava", issue=Issue.CEASEFIRE_SCOPE, matter="the halt",
                about="signing", items=["D1", "D2"],
                before=State(text="will not sign", quotes=[_quote(wants, "will not sign")], members=[_member(wants)],
                             published=date(2031, 3, 4)),
                after=State(text="may sign", quotes=[_quote(later, "may sign")], members=[_member(later)],
                            published=date(2031, 3, 8)),
            )
        ],
        positions=[],
        coverage=[],
        sources=[_source(FIRST, date(2031, 3, 4)), _source(SECOND, date(2031, 3, 8))],
        without_items=[],
        unmerged=[],
        notes=[],
        provenance=BriefProvenance(
            engine="builtin", program="x", model=None, answered_by=None, mode=None, templates=[], usage=BriefUsage(),
            summaries_by=[],
        ),
    )  # fmt: skip


def _draft(*sentences: tuple[str, list[str]]) -> OverviewDraft:
    return OverviewDraft(sentences=[DraftSentence(text=text, refs=refs) for text, refs in sentences])


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("Velmar and Ostrava agreed to halt attacks on ports for 21 days.", ["A1"]),
        ("On 4 March Velmar and Ostrava agreed to halt attacks on ports.", ["A1"]),
        ("Kesh mediates.", ["A1"]),  # in the paragraph of the quote
        ("Ilse Maron said that Ostrava will not sign before the guns leave.", ["D1"]),
        ("Ostrava first would not sign, and by 8 March said that it may sign.", ["C1"]),
        ("Accounts differ on whether Ostrava will not sign or may sign.", ["X1"]),
        ("A halt of 21 days is agreed, but Ostrava will not sign before the guns leave.", ["A1", "D1"]),
    ],
)
def test_a_sentence_that_its_references_carry(text: str, refs: list[str]) -> None:
    verdict = check_overview(_draft((text, refs)), _brief(), TEXTS)
    assert verdict.problems == ()
    assert [(sentence.text, sentence.refs) for sentence in verdict.kept] == [(text, refs)]


@pytest.mark.parametrize(
    ("text", "refs", "fault"),
    [
        ("Velmar and Ostrava agreed to halt attacks for 30 days.", ["A1"], "30 days"),
        ("Velmar and Ostrava agreed to halt attacks for 21 days.", ["D1"], "21 days"),
        ("Velmar and Ostrava agreed on 5 May to halt attacks.", ["A1"], "5 May"),
        ("Velmar and Tarkia agreed to halt attacks.", ["A1"], "Tarkia"),
        ("Velmar and Ostrava did not agree to halt attacks on each other's ports.", ["A1"], "not agree"),
        ("Ostrava will sign the text.", ["D2"], "flatly"),
        ("Velmar and Ostrava agreed to halt attacks.", [], "cites nothing"),
        ("Velmar and Ostrava agreed to halt attacks.", ["A7"], "no such reference"),
        ("", ["A1"], "nothing"),
    ],
)
def test_a_sentence_that_they_do_not_carry_is_left_out(text: str, refs: list[str], fault: str) -> None:
    good = ("Ilse Maron said that Ostrava will not sign before the guns leave.", ["D1"])
    verdict = check_overview(_draft((text, refs), good), _brief(), TEXTS)
    assert [sentence.text for sentence in verdict.kept] == [good[0]]
    assert any(fault in problem for problem in verdict.problems)
    assert all(problem.startswith(", ".join(refs) or "the answer") for problem in verdict.problems)
    assert verdict.unmerged[0].kind == "sentence"


def test_an_invented_reference_beside_a_good_one_is_passed_over() -> None:
    verdict = check_overview(_draft((HALT, ["A1", "Z9"])), _brief(), TEXTS)
    assert [sentence.refs for sentence in verdict.kept] == [["A1"]] and verdict.problems[0].startswith("Z9: ")


def test_of_a_long_overview_the_beginning_stands() -> None:
    long = " ".join([HALT.rstrip("."), *["and on each other's ports"] * 6]) + "."
    sentences = [(f"{word} {long}", ["A1"]) for word in ("Now", "Then", "Still", "Again", "Also")]
    verdict = check_overview(_draft(*sentences), _brief(), TEXTS)
    assert [sentence.text.split()[0] for sentence in verdict.kept] == ["Now", "Then", "Still"]
    assert sum(len(sentence.text.split()) for sentence in verdict.kept) <= 150
    assert any("at most 150" in problem for problem in verdict.problems)
    assert len(verdict.unmerged) == 2


def test_the_same_sentence_twice_is_one_and_none_is_none() -> None:
    assert len(check_overview(_draft((HALT, ["A1"]), (HALT, ["A1"])), _brief(), TEXTS).kept) == 1
    assert check_overview(_draft(), _brief(), TEXTS).kept == []


def test_articles_that_are_not_at_hand_leave_the_quotes() -> None:
    assert len(check_overview(_draft((HALT, ["A1"])), _brief(), {}).kept) == 1
    assert check_overview(_draft(("Kesh mediates.", ["A1"])), _brief(), {}).kept == []


@pytest.mark.parametrize("draft", [_draft(), _draft(("Tarkia sent 14 ships.", ["A1"])), _draft(("", []))])
def test_an_overview_of_which_nothing_stands_is_asked_for_again(draft: OverviewDraft) -> None:
    verdict = check_overview(draft, _brief(), TEXTS)
    assert verdict.kept == [] and any("no sentence" in problem for problem in verdict.problems)


def test_over_a_brief_without_items_nothing_need_be_said() -> None:
    empty = _brief().model_copy(update={"agreed_terms": [], "demands": [], "disagreements": [], "changes": []})
    assert check_overview(_draft(), empty, TEXTS).problems == ()
