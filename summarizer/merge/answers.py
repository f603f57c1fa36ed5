"""Which later items answer an open question."""

from collections.abc import Iterable, Mapping, Sequence

from ..schemas.merge_draft import DraftAnswer
from .card import Card, Group
from .faults import Faults, in_order, order_of
from .findings import FoundAnswer


def answer(
    drafted: DraftAnswer, known: Mapping[str, Card], group_of: Mapping[str, Group], faults: Faults
) -> FoundAnswer | None:
    """The answer as far as later items of other origins give it; None where none does."""
    question = known.get(drafted.question)
    if question is None:
        return None
    if question.kind != "open_question":
        faults.ask([question.ref], "is no open question", "answer open questions only")
        faults.leave("answer", [question.ref], "is no open question", "no answer to it is shown", drafted)
        return None
    asked = (question, *(card for card in group_of[question.ref].cards if card.ref != question.ref))
    by = in_order(known[ref] for ref in drafted.members if ref in known)
    faulty = {card.ref: fault for card in by if (fault := _no_answer(card, asked))}
    for ref, fault in faulty.items():
        faults.ask([ref, question.ref], f"as an answer, {ref} {fault}", "name terms and demands of later articles")
        faults.leave("answer", [ref, question.ref], f"as an answer, the first {fault}", "it is no answer", drafted)
    fit = tuple(card for card in by if card.ref not in faulty)
    return FoundAnswer(question, fit) if fit else None


def _no_answer(card: Card, asked: Sequence[Card]) -> str | None:
    """Why an item answers no question: one itself, of the same origin, or older than the question's latest account."""
    if card.kind == "open_question":
        return "is an open question itself"
    if card.report.origin == asked[0].report.origin:
        return "is told by the article that asks the question, or by a copy of it"
    days = [other.report.day for other in asked if other.report.day is not None]
    if card.report.day is not None and card.report.day < max(days, default=0):
        return "is older than the question's latest account"
    return None


def joined(answers: Iterable[FoundAnswer]) -> tuple[FoundAnswer, ...]:
    """One answer to each question, by all items that give one."""
    by: dict[str, list[Card]] = {}
    questions: dict[str, Card] = {}
    for one in answers:
        questions[one.question.ref] = one.question
        by.setdefault(one.question.ref, []).extend(one.by)
    return tuple(FoundAnswer(questions[ref], in_order(by[ref])) for ref in sorted(by, key=order_of))
