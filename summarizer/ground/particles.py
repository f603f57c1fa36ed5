"""Negation in languages whose grammar the program does not know: a particle added to, or missing from, a near copy."""

from collections.abc import Sequence
from itertools import pairwise

from .clauses import Word, fold, sentences_of
from .negation import LISTS

_PARTICLES, _FINAL = frozenset(LISTS["particles"]), frozenset(LISTS["verbless"])
_JOINED: tuple[str, ...] = tuple(LISTS["joined_particles"])
_END = Word("", "", "")


def particle_conflict(claim: str, contexts: Sequence[str]) -> str | None:
    """The words around a particle that stands in one text and is missing between the same words in the other."""
    passage = "\n".join(contexts)
    for ours, theirs, ours_is_claim in ((claim, passage, True), (passage, claim, False)):
        if found := _without(ours, theirs):
            plain, negated = found
            said, stated = (plain, negated) if ours_is_claim else (negated, plain)
            return f"the item says '{said}', the article '{stated}'"
    return None


def _without(plain: str, negated: str) -> tuple[str, str] | None:
    """Words that `plain` holds as they are and `negated` holds with a particle only; None if it negates too."""
    if any(particle in plain for particle in _JOINED) or any(
        w.text in _PARTICLES for s in sentences_of(plain) for w in s
    ):
        return None
    pairs = {(a.text, b.text) for s in sentences_of(plain) for a, b in _neighbours(s)}
    for sentence in sentences_of(negated):
        padded = (*sentence, _END)
        for a, particle, b in zip(padded, padded[1:], padded[2:], strict=False):
            right = "" if particle.text in _FINAL and not b.stem else b.text
            if particle.text in _PARTICLES and (right or particle.text in _FINAL) and (a.text, right) in pairs:
                shown = [word.surface for word in (a, particle, b) if word.stem or word is particle]
                return " ".join(s for s in shown if s != particle.surface), " ".join(shown)
    return _without_joined(fold(plain), fold(negated))


def _neighbours(sentence: tuple[Word, ...]) -> list[tuple[Word, Word]]:
    return list(pairwise(word if word.stem else _END for word in (*sentence, _END)))


def _without_joined(plain: str, negated: str) -> tuple[str, str] | None:
    """The same in scripts that write no spaces: one character before the particle and two after it."""
    for particle in _JOINED:
        at = negated.find(particle)
        while at > 0:
            before, after = negated[at - 1], negated[at + 1 : at + 3]
            if len(after) == 2 and before + after in plain:
                return before + after, before + particle + after
            at = negated.find(particle, at + 1)
    return None
