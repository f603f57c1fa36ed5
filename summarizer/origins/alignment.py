"""Which sentences of one article match sentences of another, in the same order.

A rewriter exchanges words but keeps the sentences and their order; two reporters share hardly a sentence. Words of a
sentence are compared as a longest common subsequence (rapidfuzz), the order as a heaviest increasing subsequence.
"""

from dataclasses import dataclass
from heapq import nlargest

from rapidfuzz.distance import LCSseq

from .fingerprint import Fingerprint

# With 30 % of all words exchanged at random, 97 of 100 sentences keep more than half; of the sentence pairs of
# independent reports on one event, about one in a hundred does.
_MATCHING = 0.5
_TRIED = 3  # sentences of the other article that share most words
_LONGER = 2.5  # a match that long or longer holds the words of any sentence


@dataclass(frozen=True)
class Match:
    """A sentence of one article and the one of the other that it matches, by their numbers from 0."""

    here: int
    there: int
    words: int  # of the sentence here
    kept: int  # of them that the sentence there has in the same order


def align(here: Fingerprint, there: Fingerprint) -> list[Match]:
    """The sentences of `here` that match one of `there`, in the same order; two may match the same one, merged."""
    return _in_order([match for index in range(len(here.sentences)) if (match := _best(index, here, there))])


def _best(index: int, here: Fingerprint, there: Fingerprint) -> Match | None:
    sentence = here.sentences[index]
    shared = [0] * len(there.sentences)
    for word in set(sentence):
        for place in there.places.get(word, ()):
            shared[place] += 1
    best = None
    for place in nlargest(_TRIED, range(len(shared)), key=shared.__getitem__):
        other = there.sentences[place]
        kept = int(LCSseq.similarity(sentence, other))
        wanted = _MATCHING if len(other) < _LONGER * len(sentence) else (1 + _MATCHING) / 2
        if kept > wanted * len(sentence) and (best is None or kept > best.kept):
            best = Match(index, place, len(sentence), kept)
    return best


def _in_order(matches: list[Match]) -> list[Match]:
    """The heaviest part, by words, that keeps the order of the other article."""
    weights: list[int] = []
    previous: list[int] = []
    for at, match in enumerate(matches):
        before = max((i for i in range(at) if matches[i].there <= match.there), key=lambda i: weights[i], default=-1)
        weights.append(match.words + (weights[before] if before >= 0 else 0))
        previous.append(before)
    kept: list[Match] = []
    at = max(range(len(matches)), key=lambda i: weights[i], default=-1)
    while at >= 0:
        kept.append(matches[at])
        at = previous[at]
    return kept[::-1]
