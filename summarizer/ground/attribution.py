"""Who confirms an agreed term: one side's account never counts as both sides' word."""

import re
from collections.abc import Sequence

from ..pattern import lazy
from ..schemas.draft import DraftTerm
from ..schemas.summary import Adjustment
from ..schemas.vocabulary import Channel, Confirmation, Stage
from .parties import same_party

_SPEECH = (
    r"(?:said|says|say|stated|announced|confirmed|confirms|told|added|reported|noted|wrote|declared|insisted|"
    r"acknowledged|denied|denies)"
)
# At most five words of a name before the verb, the last of them perhaps in lower case ("the company said").
_NAME = r"((?:[A-Z][\w.’'-]{0,40} |of |the |and |for ){0,4}[\w.’'-]{1,40})"
_VOICES = (
    re.compile(rf"\b{_NAME}(?:,[^,.]{{1,60}},)? (?:also |later |again )?{_SPEECH}\b"),
    re.compile(rf"\b[Aa]ccording to (?:the )?{_NAME}"),
    re.compile(rf"\b{_SPEECH} (?:the )?{_NAME}"),
)
_JOINT = lazy(
    r"\b(?:both|jointly|joint (?:statement|communiqué|text)|all (?:sides|parties)|"
    r"the two (?:sides|parties|governments|delegations|leaders|countries) (?:said|say|confirmed|announced))\b",
    re.I,
)
_ACTS = (Stage.SIGNED, Stage.IN_FORCE, Stage.SUSPENDED, Stage.COLLAPSED)
_DENIAL = lazy(r"\b(?:den(?:y|ies|ied)|not|no|never|nothing|none|declined|refused|rejected)\b|n[’']t\b", re.I)


def confirmed(term: DraftTerm, contexts: Sequence[str], article_text: str) -> tuple[DraftTerm, list[Adjustment]]:
    """The term with a confirmation that its evidence bears out, and the adjustment if there is one.

    `contexts` are the sentences that the term's quotes stand in. Only "confirmed by all" is doubted: it stands where
    the article says so in its own voice, where the parties speak jointly, or where the sentences let another of them
    speak, too. One party's word counts as that, a third voice's as that, and another party's denial contradicts.
    """
    voice = term.speaker_party or term.speaker
    if term.confirmation != Confirmation.ALL_PARTIES or _joint(term, voice, contexts, article_text):
        return term, []
    speaking = [party for party in term.parties if voice and same_party(voice, party, article_text)]
    others = [party for party in term.parties if party not in speaking]
    denying, agreeing = _heard(others, contexts, article_text)
    if agreeing:
        return term, []
    if denying:
        becomes, reason = Confirmation.CONTRADICTED, f"the quotes let {denying[0]} deny it"
    elif voice is None and term.stage in _ACTS:
        return term, []  # what both have signed, or keep, needs no quotation of either
    elif voice is None and term.channel != Channel.READOUT:
        becomes, reason = Confirmation.THIRD_PARTY, "the article says so itself; no party is quoted"
    elif speaking or term.channel == Channel.READOUT:
        becomes, reason = Confirmation.ONE_PARTY, f"the quotes give only the word of {voice or 'one side'}"
    else:
        becomes, reason = Confirmation.THIRD_PARTY, f"the quotes give only the word of {voice}"
    change = Adjustment(field="confirmation", drafted=term.confirmation, published=becomes, reason=reason)
    return term.model_copy(update={"confirmation": becomes}), [change]


def voices(context: str) -> list[str]:
    """The names that stand beside a verb of speech in a sentence, or after "according to"."""
    return [match[1] for pattern in _VOICES for match in pattern.finditer(context)]


def _joint(term: DraftTerm, voice: str | None, contexts: Sequence[str], article_text: str) -> bool:
    """Whether the parties speak with one voice: "both said", a joint statement, a speaker that names two of them."""
    if term.channel == Channel.DOCUMENT or any(_JOINT.search(words) for words in (voice or "", *contexts)):
        return True
    names = re.split(r",| and ", voice or "")
    named = {party for name in names for party in term.parties if same_party(name.strip(), party, article_text)}
    return len(names) > 1 and len(named) > 1


def _heard(parties: Sequence[str], contexts: Sequence[str], article_text: str) -> tuple[list[str], list[str]]:
    """Which of the parties speak in the sentences: to deny, and to agree."""
    denying: list[str] = []
    agreeing: list[str] = []
    for context in contexts:
        speaking = [p for p in parties if any(same_party(voice, p, article_text) for voice in voices(context))]
        (denying if _DENIAL.search(context) else agreeing).extend(speaking)
    return denying, agreeing
