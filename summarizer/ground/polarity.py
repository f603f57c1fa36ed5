"""Polarity: does an item say yes where its evidence says no, or the other way round?

Every word of the item that the evidence uses too, itself or by an antonym (accept, reject), is held against that use
of it that stands among the same words. The two conflict where their signs differ, both are asserted or both are
demanded, and no other word around one of them could explain the difference: models paraphrase, and a true item thrown
out is as bad as a false one let through.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ..words import reads_english
from .clauses import Word, sentences_of
from .negation import AUXILIARIES, NEGATORS, negations
from .particles import particle_conflict
from .uses import Use, ellipsis, keys, uses

_SHORT = 5  # content words; a sentence of so few speaks of what the one before it named
_ALIKE = 3  # what two antonyms must have in common
_CLOSE = 2  # of that, close by
_SAME_WORD = 8
_REPEATED = 6  # words
_ANSWER = "accept/reject"
_COMPARABLE = frozenset({"", "posed", "if"})  # after "whether", yes and no are the same


class Stated(NamedTuple):
    """A use in the contexts, and the content words that say what it is about."""

    use: Use
    around: frozenset[str]


def polarity_conflict(claim: str, contexts: Sequence[str], *, english: bool | None = None) -> str | None:
    """Why the claim and its contexts contradict each other in negation, in one clause; None where they do not.

    `contexts` are the whole sentences in which the item's quotes stand; `english` is whether their article is in
    English (None: told from the contexts, which in headline style are too short for that). Unsure, it returns None.
    """
    if not (reads_english(" ".join(contexts)) if english is None else english):
        return particle_conflict(claim, contexts)
    sentences = [sentence for context in contexts for sentence in sentences_of(context)]
    reworded = [sentence for sentence in sentences_of(claim) if sentence not in sentences]  # nothing denies itself
    if not reworded:
        return None
    claimed = [use for sentence in reworded for use in uses(sentence) if use.side]
    stated = _stated(sentences, {use.key for use in claimed})
    for ours in claimed:
        theirs = _opposite(ours, stated.get(ours.key, ()))
        if (
            theirs
            and not _word_for_word(ours, theirs)
            and not any(ellipsis(sentence) == ours.side for sentence in sentences)
        ):
            return f"the item says '{_shown(ours)}', the article '{_shown(theirs)}'"
    return None


def _stated(sentences: Sequence[tuple[Word, ...]], wanted: set[str]) -> dict[str, list[Stated]]:
    """The uses in the contexts of the wanted words and axes, by these."""
    found: dict[str, list[Stated]] = {}
    before: tuple[Word, ...] = ()
    for sentence in sentences:
        if here := [use for use in uses(sentence) if use.key in wanted]:
            own = keys(sentence)
            around = own if len(own) > _SHORT else own | keys(before)
            for use in here:
                found.setdefault(use.key, []).append(Stated(use, around))
        before = sentence
    return found


def _opposite(ours: Use, others: Sequence[Stated]) -> Use | None:
    """The use of the same word that stands among the same words, if it contradicts ours."""
    against = [other for other in others if _contradict(ours, other.use)]
    if not against:
        return None
    best = max(against, key=lambda other: _likeness(ours, other))
    agreeing = [_likeness(ours, o) - _is_farther(ours, o.use, best.use) for o in others if o not in against]
    if _likeness(ours, best) <= max(agreeing, default=-1) or not _one_matter(ours, best, len(others)):
        return None
    return best.use


def _word_for_word(ours: Use, theirs: Use) -> bool:
    """Whether the claim repeats what leads up to the word there: its sign was misread in one of the two."""
    before = [[word.stem for word in use.sentence[max(0, use.at - _REPEATED) : use.at + 1]] for use in (ours, theirs)]
    return before[0] == before[1] and len(before[0]) > _REPEATED


def _is_farther(ours: Use, other: Use, best: Use) -> bool:
    """Whether another use in the same sentence is followed by another word than ours, and the best one is not."""
    return other.sentence is best.sentence and other.following != ours.following == best.following


def _one_matter(ours: Use, theirs: Stated, number: int) -> bool:
    """Whether two antonyms, `theirs` one of a `number`, speak of the same thing; one word in both always does."""
    if "/" not in ours.key or (number == 1 and _is_bare(ours) and _is_bare(theirs.use)):
        return True
    if ours.key != _ANSWER and " " not in ours.key and len(ours.near & theirs.use.near) < _CLOSE:
        return False  # anything starts, ends, opens; what is accepted or rejected is the matter of the talks
    return _likeness(ours, theirs) > _ALIKE


def _is_bare(use: Use) -> bool:
    """Whether its clause names no object: `the union has accepted`."""
    return len(use.about) <= 2


def _contradict(ours: Use, theirs: Use) -> bool:
    if ours.side * theirs.side != -1 or ours.mood != theirs.mood or ours.mood not in _COMPARABLE:
        return False
    if ours.time * theirs.time == -1:
        return False
    here, there = _words(ours.sentence) - ours.negation, _words(theirs.sentence) - theirs.negation
    return ours.shifters <= there and theirs.shifters <= here


@lru_cache(maxsize=1024)
def _words(sentence: tuple[Word, ...]) -> frozenset[str]:
    return frozenset("not" if word.text in NEGATORS else word.stem for word in sentence)


def _likeness(ours: Use, theirs: Stated) -> int:
    """How many words the two stand among in common; those close by count three times."""
    same_word = _SAME_WORD * (ours.sentence[ours.at].stem == theirs.use.sentence[theirs.use.at].stem)
    return 2 * len(ours.near & theirs.use.near) + len(ours.about & theirs.around) + same_word


def _shown(use: Use) -> str:
    """The word as it stands, with the negator before it."""
    sentence, start = use.sentence, use.at
    if use.negated:
        governing = [k for k in negations(sentence) if use.at - 6 < k <= use.at]
        start = governing[-1] if governing else start
    if start > 0 and sentence[start - 1].text in AUXILIARIES:
        start -= 1
    return " ".join(word.surface for word in sentence[start : use.at + 1])
