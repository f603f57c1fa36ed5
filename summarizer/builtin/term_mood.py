"""Whether the mood of a verb and its subject make an agreement of a clause."""

import re

from summarizer.pattern import lazy
from summarizer.schemas.vocabulary import Stance

from .clauses import Clause
from .cues import DEAL_HEAD, PLAN_WORDS, Act

_TALKS = lazy(
    r"\b(?:talks|negotiations|sides|parties|teams?|delegations?|mediators?|ministers|leaders|round"
    r"|ballot|session|committee|panel|countries|negotiators|envoys)\b",
    re.I,
)
_DONE_DEAL = lazy(
    r"\b(?:deal|agreement|accord|truce|cease-?fire|pact|contract|protocol|settlement|arrangement"
    r"|halt|treaty|merger|annex|understanding|memorandum|pause|exchange|provisional deal"
    r"|compromise)s?\b",
    re.I,
)


def agrees(clause: Clause, body: str, subject: str, reached: bool) -> bool:
    """Whether the verb's mood and the subject make an agreement of it."""
    if (
        clause.negative
        or clause.voice.stance is Stance.DENIES
        or re.match(r"(?:neither|no|nobody|none|few)\b", subject.strip(), re.I)
    ):
        return False
    match clause.act:
        case Act.CONTAIN:
            return _contains(clause, body, subject, reached)
        case Act.FORCE:
            return bool(_DONE_DEAL.search(subject)) and not (clause.modal and "would" not in clause.aux)
        case Act.COLLAPSE:
            return (
                bool(
                    _DONE_DEAL.search(subject)
                    or clause.form in ("pulled", "withdrew", "walked", "tore", "torn", "scrapped")
                )
                and not clause.modal
            )
        case Act.CONVENE:
            planned = (
                clause.future
                or "to" in clause.aux
                or bool(re.search(r"\b(?:meet|convene|resume|restart)s?\b.{0,12}\b(?:again|on|at|tomorrow)\b", body))
            )
            return bool(_TALKS.search(subject)) and planned and not clause.modal
        case Act.SIGN if clause.form in ("signed", "initialled", "initialed") and re.match(
            r"\s(?:at|in|on|by)\s", clause_tail(body, clause)
        ):
            return bool(_DONE_DEAL.search(subject)) and not clause.modal
        case Act.SUSPEND:
            return not clause.modal and not clause.future
        case _:
            return not clause.modal


def _contains(clause: Clause, body: str, subject: str, reached: bool) -> bool:
    """ "The deal provides ...", and "Under the deal, X will ..."."""
    under = re.match(
        r"[“‘\"]?(?:Under|As part of|According to) (?:the|its|their|this|that) (?:terms of the |[\w-]+"
        r" ){0,3}?(?:deal|agreement|accord|arrangement|truce|contract|protocol|pact|terms|settlement"
        r"|cease-?fire)\b",
        body,
    )
    if under or re.match(r"[“‘\"]?In (?:return|exchange)\b", body):
        return reached or clause.form in ("will", "would", "is", "are")
    head = DEAL_HEAD.match(
        re.sub(
            r"^\W*(?:and |but |though )?(?:(?:Article|Section|Annex) \w+ of |[Tt]he (?:text|terms) of )?",
            "",
            subject.lstrip('“‘" '),
        )
    )
    if (
        not head
        or not _DONE_DEAL.search(head[0])
        or PLAN_WORDS.search(head[0])
        or len(subject.split()) > 14
        or re.match(r"(?:any|an?|no)\b", subject, re.I)
    ):
        return False
    if clause.form in ("will", "would") and re.match(
        r"(?:be (?:good|bad|a (?:first|major|step)|welcome|hard|difficult|test|the first)|mark|come as"
        r"|benefit|need|require|have to|mean|help|depend)",
        clause_rest(body, clause),
    ):
        return False
    if any(word in ("could", "may", "might", "must", "should") for word in clause.aux):
        return False
    return reached or clause.form not in ("will", "would", "says", "keeps")


def clause_tail(body: str, clause: Clause) -> str:
    """What follows the cue word, with the space before it."""
    return body[clause.cue_start - clause.start + len(clause.form) :]


def clause_rest(body: str, clause: Clause) -> str:
    """What follows the cue word itself."""
    return body[clause.cue_start - clause.start + len(clause.form) :].lstrip()
