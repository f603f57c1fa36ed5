"""One sentence, one item: a term and an open question that say the same thing become the term."""

from summarizer.schemas.draft import DraftQuestion, DraftTerm
from summarizer.schemas.vocabulary import Confirmation, OpenKind, Stage

from .finding import Finding

_SAME = 0.7  # share of the question's content words that the term has too


def without_doubles(findings: list[Finding]) -> list[Finding]:
    """The findings without questions that a term of the same sentence tells already, by stage or confirmation."""
    kept: list[Finding] = []
    for finding in findings:
        if not any(_told(finding, other) for other in findings):
            kept.append(finding)
    return kept


def _told(asked: Finding, other: Finding) -> bool:
    question, term = asked.item, other.item
    if not isinstance(question, DraftQuestion) or not isinstance(term, DraftTerm):
        return False
    if asked.places[0] != other.places[0] or len(asked.words & other.words) < _SAME * len(asked.words):
        return False
    if question.text == term.text:
        return True
    if question.kind is OpenKind.RATIFICATION and term.stage is Stage.AGREED:
        term.stage = Stage.TENTATIVE  # the vote is still to come
    telling = {OpenKind.RATIFICATION: term.stage is Stage.TENTATIVE}
    telling[OpenKind.DISPUTED] = term.confirmation is Confirmation.CONTRADICTED
    return telling.get(question.kind, False)
