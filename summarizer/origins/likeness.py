"""Whether two articles are one text, by several signals, and how it was changed.

Measured outside quotation marks over real and invented reports: two independent reports on one event share at most
10 % of word trigrams, 12 % of aligned sentences and 38 % of names and numbers in order; machine-reworded copies at
least 24 %, 78 % and 88 %. Trigram overlap alone does not tell a rewording of part of a story from a shared paragraph
of background; the share of aligned sentences does. A copy that a person worded anew throughout has no more words in
common than an independent report (3 to 8 % of trigrams), but tells the facts in the same order: of the names and
numbers of both, at least 58 % against at most 36 % (the gold's development part). Sequences of characters are
reported, but take no part in the verdict: independent reports share up to 45 % of them, a copy as little as 48 %.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import islice

from rapidfuzz.distance import LCSseq

from .alignment import Match, align
from .fingerprint import Fingerprint

_FEW_WORDS = 60  # under this, a formula or two is half the text
COMPARABLE = 15  # words; under this, only the same words count
_VERBATIM = 0.5  # of the matching sentences; a tenth of the content words exchanged leaves a third of them
_EXCHANGED = 0.03  # of the words of the matching sentences; an editor's one word in a brief is no rewording
_FACTS_KEPT, _FEW_FACTS = 0.5, 3  # a share; under so many names and numbers there is none
_SAME_ORDER, _MANY_NAMES = 0.5, 20  # a share of the names and numbers of both; fewer are in order by chance
_FEW_ALIGNED = 0.35  # under it, no copy is told by its sentences
_DIFFERING = 60  # words kept to tell the odder of two wordings
_SUSPECT_TRIGRAMS, _SUSPECT_NAMES = 0.09, 0.5


@dataclass(frozen=True)
class Side:
    """What of one of two articles the other has too; shares from 0 to 1."""

    trigrams: float
    aligned: float  # words in sentences that match the other's in the same order
    verbatim: float  # of the words in matching sentences, those in sentences that the other has unchanged, cuts aside
    exchanged: float  # of the words in matching sentences, those that the matching sentence lacks
    facts: float  # of the numbers, or of these and the names, in matching sentences, those that the other has there
    matched: frozenset[int]  # numbers of the matching sentences
    differing: tuple[str, ...]  # the words exchanged, names and numbers aside; the first of them


@dataclass(frozen=True)
class Likeness:
    """How alike two articles are."""

    here: Side
    there: Side
    jaccard: float
    characters: float
    names: float

    def turned(self) -> "Likeness":
        """The same with here and there exchanged."""
        return replace(self, here=self.there, there=self.here)

    @property
    def strength(self) -> float:
        """One figure, 0 to 3, to prefer one partner to another by."""
        return self.here.aligned + self.there.aligned + self.jaccard


def quick(a: Fingerprint, b: Fingerprint) -> float:
    """A cheap upper hint, 0 where two articles cannot be copies; else the higher the likelier."""
    few = min(len(a.shingles), len(b.shingles))
    trigrams = len(a.shingles & b.shingles) / few if few else 0.0
    if trigrams >= _SUSPECT_TRIGRAMS:
        return 1 + trigrams
    names = names_in_order(a, b)
    return names if names >= _SUSPECT_NAMES else 0.0


def likeness(here: Fingerprint, there: Fingerprint) -> Likeness:
    """The figures for two articles."""
    common = len(here.shingles & there.shingles)
    return Likeness(
        here=_side(here, there, common),
        there=_side(there, here, common),
        jaccard=common / (len(here.shingles | there.shingles) or 1),
        characters=_contained(here.characters, there.characters),
        names=names_in_order(here, there),
    )


def _side(here: Fingerprint, there: Fingerprint, common: int) -> Side:
    matches = align(here, there)
    words = sum(match.words for match in matches)
    return Side(
        trigrams=common / (len(here.shingles) or 1),
        aligned=words / (here.sentence_words or 1),
        verbatim=sum(match.words for match in matches if match.kept == match.words) / (words or 1),
        exchanged=sum(match.words - match.kept for match in matches) / (words or 1),
        facts=_facts(here, there, matches),
        matched=frozenset(match.here for match in matches),
        differing=tuple(islice(_differing(here, there, matches), _DIFFERING)),
    )


def _facts(here: Fingerprint, there: Fingerprint, matches: Sequence[Match]) -> float:
    names = set(here.names)
    found = [
        (word[0].isdigit(), word in there.sentences[match.there])
        for match in matches
        for word in here.sentences[match.here]
        if word in names
    ]
    numbers = [kept for number, kept in found if number]
    shares = [sum(numbers) / len(numbers)] if len(numbers) >= _FEW_FACTS else []
    shares += [sum(kept for _, kept in found) / len(found)] if len(found) >= _FEW_FACTS else []
    return min(shares, default=1.0)


def _differing(here: Fingerprint, there: Fingerprint, matches: Sequence[Match]) -> Iterator[str]:
    names = {*here.names, *there.names}
    for match in matches:
        ours, theirs = here.sentences[match.here], set(there.sentences[match.there])
        if len(ours) < 2 * match.kept:  # else the sentence has much of its own
            yield from (w for w in ours if w not in theirs and w not in names and not w[0].isdigit())


def is_copy(like: Likeness, a: Fingerprint, b: Fingerprint, grown: bool) -> bool:
    """Whether two articles are one text. `grown`: the longer of the two is known to be the younger.

    Half of one of them must be the other's sentences, in order, and word trigrams or names and numbers must bear it
    out. Of a longer and younger one it must be a quarter: a long report with one paragraph from an agency is the
    reporter's own. Without such sentences, most names and numbers must come in one order (`worded_anew`).
    """
    words = min(len(a.words), len(b.words))
    if words < COMPARABLE:
        return a.whole == b.whole
    if max(like.here.facts, like.there.facts) < _FACTS_KEPT:  # one form filled in twice, as in daily bulletins
        return False
    most, least = max(like.here.aligned, like.there.aligned), min(like.here.aligned, like.there.aligned)
    trigrams = max(like.here.trigrams, like.there.trigrams)
    if worded_anew(like, a, b):
        return True
    if least < 0.25 and (grown or most < 0.8):
        return False
    if min(len(a.whole), len(b.whole)) < _FEW_WORDS:
        if not (_numbers(a) <= _numbers(b) or _numbers(b) <= _numbers(a)):
            return False  # two sides' short statements in one form
        return most >= 0.75 and trigrams >= 0.4
    if words < _FEW_WORDS:  # most of it quotes
        return most >= 0.5 and trigrams >= 0.15 and like.names >= 0.8
    if most >= 0.5:
        return trigrams >= 0.15 or like.names >= 0.6
    # Half of all words exchanged: few sentences still match, but names and numbers stay where they were.
    return most >= _FEW_ALIGNED and like.names >= 0.75 and min(len(a.names), len(b.names)) >= 12


def worded_anew(like: Likeness, a: Fingerprint, b: Fingerprint) -> bool:
    """Whether two articles tell the same facts in the same order, whatever words they tell them in."""
    few, both = min(len(a.names), len(b.names)), len(a.names) + len(b.names)
    return few >= _MANY_NAMES and 2 * like.names * few / both >= _SAME_ORDER


def few_sentences(like: Likeness) -> bool:
    """Whether so few sentences match that only the order of names and numbers tells a copy."""
    return max(like.here.aligned, like.there.aligned) < _FEW_ALIGNED


def _numbers(a: Fingerprint) -> set[str]:
    return {word for word in a.names if word[0].isdigit()}


def is_rewrite(like: Likeness) -> bool:
    """Whether words were exchanged throughout the text here, instead of text cut, added or edited here and there."""
    if few_sentences(like):
        return True
    return like.here.verbatim < _VERBATIM and like.here.exchanged > _EXCHANGED


def names_in_order(a: Fingerprint, b: Fingerprint) -> float:
    """Share of the names and numbers of the article with fewer that the other has in the same order."""
    few = min(len(a.names), len(b.names))
    return LCSseq.similarity(a.names, b.names) / few if few >= 3 else 0.0


def _contained(a: Set[int], b: Set[int]) -> float:
    return len(a & b) / (min(len(a), len(b)) or 1)
