"""Hedges: what makes a commitment hypothetical, proposed, hoped for or demanded.

The word lists are in `modality.json`; verbs and nouns there are stems (see `clauses.stem`).
"""

import json
import re
from pathlib import Path
from typing import Any

from ..pattern import lazy
from .clauses import Word
from .negation import signs

_LISTS: dict[str, Any] = json.loads((Path(__file__).parent / "modality.json").read_text("utf-8"))
Sentence = tuple[Word, ...]


def listed(name: str) -> frozenset[str]:
    """A word list of `modality.json`."""
    return frozenset(_LISTS[name])


def phrases(name: str) -> re.Pattern[str]:
    """A list of phrases of `modality.json`, as a pattern that finds any of them."""
    return lazy(r"\b(?:" + "|".join(map(re.escape, _LISTS[name])) + r")\b")


COMMITMENT, HYPOTHETICAL, TENTATIVE = map(listed, ("commitment", "hypothetical", "tentative_verbs"))
_WOULD, _TENTATIVE_PHRASE = listed("would"), phrases("tentative_phrases")
# Alone they say little ("if", "may" of a right, "insists" of a reading): they count over a commitment only.
_WEAK = frozenset({"if", "unless", "whether", "may", "insist", "discuss", "press", "push", "want", "study", "explor"})
_INVERTED = frozenset({"had", "were", "should"})
_BE_OR_HAVE = frozenset({"was", "were", "been", "is", "are", "has", "have"})


def hedge_before(sentence: Sentence, i: int) -> str | None:
    """The word before `i`, in its clause, that makes it hypothetical, proposed or demanded."""
    if i and sentence[0].text in _INVERTED:  # `Had they agreed, ...`
        return sentence[0].text
    after = sentence[i].text.endswith("ed") and any(word.text == "by" for word in sentence[i + 1 : i + 6])
    if i and (sentence[i - 1].text == "already" or (after and sentence[i - 1].stem and not _modal(sentence, i))):
        return None  # `before Tarsia could agree to the deal endorsed by Corvia`
    start = i
    while start > 0 and sentence[start - 1].text not in {";", ":", "but", "while", "although", "though"}:
        start -= 1
    verbs = 0
    for k in range(i - 1, start - 1, -1):
        word = sentence[k]
        if word.text in HYPOTHETICAL and word.surface != "May":
            return word.text
        if word.text in _WOULD and verbs == 0 and any(w.text in {"if", "unless"} for w in sentence):
            return "would if"
        if word.stem in TENTATIVE and not _is_object(sentence, k, i):
            return word.text
        if word.text == ",":
            verbs += 1
        if verbs and word.text in {"said", "says"}:
            break
    phrase = _TENTATIVE_PHRASE.search(words_of(sentence[start:i]))
    return phrase[0] if phrase else None


def _modal(sentence: Sentence, i: int) -> bool:
    return any(word.text in HYPOTHETICAL | _WOULD | {"be", "being", "that"} for word in sentence[max(0, i - 4) : i])


def _is_object(sentence: Sentence, hedge: int, i: int) -> bool:
    """Whether what was demanded or proposed is what the commitment is about: `a proposal was accepted`."""
    between = {word.text for word in sentence[hedge + 1 : i]}
    passive = bool(between & _BE_OR_HAVE) and "that" not in between and "to" not in between
    plain_noun = sentence[hedge].text.endswith(
        ("al", "als", "ion", "est", "demand", "demands", "plan", "plans", "call", "calls")
    )
    return (
        plain_noun
        or passive
        or sentence[hedge + 1].text == ","
        or any(w.text in {"and", "which"} for w in sentence[hedge:i])
    )


def first_hedge(sentence: Sentence) -> str | None:
    """What the sentence offers in place of a commitment; None where it offers nothing of the kind."""
    text = words_of(sentence)
    if phrase := _TENTATIVE_PHRASE.search(text):
        return phrase[0]
    if sentence[0].text in _INVERTED:
        return sentence[0].text
    for i, word in enumerate(sentence):
        if word.text in _WEAK or word.stem in _WEAK:
            if any(other.stem in COMMITMENT and hedge_before(sentence, k) for k, other in enumerate(sentence)):
                return word.text
        elif (word.text in HYPOTHETICAL or word.stem in TENTATIVE) and not _no_hedge(sentence, i):
            return word.text
        if word.stem in COMMITMENT and signs(sentence)[i] == "-":
            return " ".join(w.text for w in sentence[max(0, i - 2) : i + 1])
        if word.text == "would" and " if " in text:
            return "would if"
    return None


def _no_hedge(sentence: Sentence, i: int) -> bool:
    """Whether the word at `i` is what somebody has stopped doing (`no longer asks`) or came true (`as expected`)."""
    before = [word.text for word in sentence[max(0, i - 2) : i]]
    return before == ["no", "longer"] or before[-1:] in (["as"], ["stopped"])


def hedged(text: str) -> bool:
    """Whether a stretch of text holds any hedge."""
    return any(word in HYPOTHETICAL for word in text.split()) or bool(_TENTATIVE_PHRASE.search(text))


def words_of(sentence: Sentence) -> str:
    """The words of a sentence in lower case, one blank between two."""
    return " ".join(word.text for word in sentence)
