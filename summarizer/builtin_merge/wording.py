"""In what versions differ, and how to say so in a few words."""

import re
from collections.abc import Sequence
from itertools import combinations

from ..ground.dates import date_mentions
from ..pattern import lazy
from ..schemas.vocabulary import Differs
from .profile import clash, figures

_ABOUT = {
    Differs.SCOPE: "what is covered", Differs.NUMBER: "how much or how many", Differs.DURATION: "how long",
    Differs.TIME: "when", Differs.CONDITIONS: "on what condition", Differs.PARTIES: "who",
    Differs.ACCEPTANCE: "whether it was accepted", Differs.SAID: "whether it was said",
    Differs.EVENT: "whether it happened", Differs.OTHER: "what holds",
}  # fmt: skip
_ACCEPTED = lazy(r"(?i)\b(?:accept|agreed?\b|agreeing|consent)")
_NOT = lazy(r"(?i)\b(?:den(?:y|ies|ied)|not|nothing|never|no)\b|n['’]t\b")
_COVERED = lazy(r"(?i)\b(?:cover|includ|every|all|only|lines?|protect|terminals?|stops? at|scope|mean)")
_NUMBER = lazy(r"\d[\d,.]*\d|\d")
_HAPPENED = lazy(r"(?i)\b(?:hit|struck|attack|breach|violat|shell|fired|killed|operated|crossed)")


def differs(words: Sequence[str], texts: Sequence[str]) -> Differs:
    """In what versions differ, told from their words first, then from the items that carry them."""
    for one, other in combinations(words, 2):
        if key := clash(figures(one), figures(other)):
            return Differs.DURATION if key[0] == "duration" else Differs.NUMBER
        days = [{day for mention in date_mentions(text) for day in mention.days} for text in (one, other)]
        if days[0] and days[1] and days[0].isdisjoint(days[1]):
            return Differs.TIME
        counts = [set(_NUMBER.findall(text)) for text in (one, other)]
        if len(counts[0]) == len(counts[1]) == 1 and counts[0] != counts[1]:
            return Differs.NUMBER
    whole = " ".join((*words, *texts))
    denied = any(map(_NOT.search, words)) or re.search(r"(?i)\bden(?:y|ies|ied)\b", whole)
    if denied and _HAPPENED.search(" ".join(words)):
        return Differs.EVENT
    if denied and _ACCEPTED.search(whole):
        return Differs.ACCEPTANCE
    if any(map(_COVERED.search, words)):
        return Differs.SCOPE
    return Differs.OTHER


def about(matter: str, field: Differs) -> str:
    """A heading of at most fifteen words."""
    return f"{' '.join(matter.split()[:8])}: {_ABOUT[field]}"
