"""Modality: does an item state as settled what its evidence only proposes, hopes for or makes depend on something?

The distinction is FactBank's (who commits to what, how firmly), cut down to two degrees: committed, or not. An item
is in conflict only where every trace of a commitment in its contexts is hedged and its own wording is not.
"""

import re
from collections.abc import Sequence

from ..pattern import lazy
from ..schemas.vocabulary import Stage
from .clauses import sentences_of
from .hedges import (
    COMMITMENT,
    HYPOTHETICAL,
    TENTATIVE,
    Sentence,
    first_hedge,
    hedge_before,
    hedged,
    listed,
    phrases,
    words_of,
)
from .negation import signs

_DEAL, _REACHED, _DRAFT = map(listed, ("deal", "reached", "draft"))
_HEDGES, _WILL, _HAVE, _NO_UNDERTAKING = map(listed, ("hedges", "undertaken", "done", "no_undertaking"))
_ADVERBS = frozenset({"also", "now", "already", "not", "both", "since", "then", "soon", "first"})
_SETTLED = frozenset({Stage.TENTATIVE, Stage.AGREED, Stage.SIGNED, Stage.IN_FORCE})
_EFFECT, _PRINCIPLE, _LAPSED = map(phrases, ("effect", "in_principle", "lapsed"))
_DEALS = r"\b(?:deal|accord|agreement|pact|truce|treaty|ceasefire)\b"
_FORMER_DEAL = lazy(
    r"\b(?:earlier|previous|old|past|former|last|(?:19|20)\d\d)\b[^,.;]{0,40}" + _DEALS + "|"
    r"^under (?:the|an?) [^,.;]{0,30}" + _DEALS + r"(?:that|which|,|has|had|since| )+ "
    r"(?:collapsed|expired|lapsed|fell apart|broke down)"
)
_RENEWED = lazy(r"\b(?:renew|extend|reviv|replac|restor|new\b)")


def modality_conflict(claim: str, contexts: Sequence[str], stage: Stage | None) -> str | None:
    """Why the claim is firmer than its contexts, in one clause; None where it is not, or where that is unsure.

    `stage` is the stage of an agreed term, None for a demand or an open question. `contexts` are the whole sentences
    in which the item's quotes stand.
    """
    claimed = sentences_of(claim)
    stated = [sentence for context in contexts for sentence in sentences_of(context)]
    if stage is not None and (found := _unsettled(claimed, stated, stage)):
        return found
    return _firmer(claimed, stated)


def _unsettled(claimed: Sequence[Sentence], stated: list[Sentence], stage: Stage) -> str | None:
    """Whether an agreed term rests on no commitment, or on one that has lapsed."""
    if stage not in _SETTLED and stage is not Stage.IN_PRINCIPLE:
        return None
    texts = [words_of(sentence) for sentence in stated]
    if stage is not Stage.TENTATIVE and _lapsed(claimed, texts, stage):
        return f"the item gives the stage '{stage.value}', the article speaks of a past agreement that has lapsed"
    if stage is Stage.IN_PRINCIPLE and any(_PRINCIPLE.search(text) for text in texts):
        return None
    if any(_commits(sentence) for sentence in stated):
        return None
    hedge = next((found for sentence in stated if (found := first_hedge(sentence))), None)
    if hedge is None or any(hedge in words_of(sentence).split() for sentence in claimed):
        return None  # an item that carries the hedge itself is no firmer than the article
    return f"the item gives the stage '{stage.value}', the article only '{hedge}'"


def _lapsed(claimed: Sequence[Sentence], texts: list[str], stage: Stage) -> bool:
    """Whether all contexts tell of an earlier agreement that is gone, and the claim does not say so."""
    if stage is Stage.IN_PRINCIPLE or not texts:
        return False
    if any(_LAPSED.search(words_of(sentence)) or _FORMER_DEAL.search(words_of(sentence)) for sentence in claimed):
        return False
    if any(_RENEWED.search(text) for text in texts):
        return False
    return all(_FORMER_DEAL.search(text) for text in texts) and any(_LAPSED.search(text) for text in texts)


def _commits(sentence: Sentence) -> bool:
    """Whether the sentence holds a commitment that is neither negated nor hedged."""
    text = words_of(sentence)
    if any(not hedged(_clause_before(text, effect.start())) for effect in _EFFECT.finditer(text)):
        return True
    marks = signs(sentence)
    for i, word in enumerate(sentence):
        if marks[i] != "+":
            continue
        undertaken = word.text in _WILL and i + 1 < len(sentence) and _undertakes(sentence, i)
        committed = word.stem in COMMITMENT and not _proposed(sentence, i)
        made = word.stem in _DEAL and not _proposed(sentence, i) and _is_made(sentence, i)
        if (undertaken or committed or made) and not hedge_before(sentence, i):
            return True
    return False


def _clause_before(text: str, at: int) -> str:
    """The words before a place, back to where a relative clause opens: its facts stand, whatever stands around it."""
    return re.split(r" (?:that|which|who) ", text[:at])[-1]


def _undertakes(sentence: Sentence, i: int) -> bool:
    return sentence[i + 1].stem not in _NO_UNDERTAKING or sentence[i + 1].text in {"be", "have", "make", "take"}


def _proposed(sentence: Sentence, i: int) -> bool:
    """Whether the words right before `i` make it a draft (`a proposed deal`, `any agreement`)."""
    return any(word.text in _DRAFT for word in sentence[max(0, i - 4) : i])


def _is_made(sentence: Sentence, i: int) -> bool:
    """Whether the deal named at `i` stands: reached, signed, or the ground on which something is done."""
    before = {word.text for word in sentence[max(0, i - 6) : i]}
    if any(word.text in HYPOTHETICAL and word.surface != "May" for word in sentence[i + 1 : i + 7]):
        return False
    around = {word.stem for word in sentence[max(0, i - 6) : i + 7]} - {sentence[i].stem}
    return bool(before & {"under", "preliminary", "tentative", "signed", "interim"} or around & _REACHED)


def _firmer(claimed: Sequence[Sentence], stated: list[Sentence]) -> str | None:
    """Whether a flat verb of the claim stands in the contexts under a hedge only."""
    for sentence in claimed:
        if any((w.text in _HEDGES and w.surface != "May") or w.stem in TENTATIVE for w in sentence):
            return None
    for sentence in claimed:
        for i, word in enumerate(sentence):
            if not _is_flat(sentence, i):
                continue
            uses = [(other, k) for other in stated for k, w in enumerate(other) if w.stem == word.stem]
            hedges = [hedge_before(other, k) for other, k in uses]
            if hedges and all(hedges) and not any(_commits(other) for other in stated):
                return f"the item states '{word.text}' flatly, the article under '{hedges[0]}'"
    return None


def _is_flat(sentence: Sentence, i: int) -> bool:
    k = i - 1
    while k >= 0 and (sentence[k].text in _ADVERBS or sentence[k].text.endswith("ly")):
        k -= 1
    before = sentence[k].text if k >= 0 else ""
    if before in _WILL or (before in _HAVE and sentence[i].stem in COMMITMENT):
        return sentence[i].stem not in _NO_UNDERTAKING
    return sentence[i].stem in COMMITMENT and sentence[i].text.endswith("ed") and bool(before)
