"""Axes of antonyms (accept, reject; raise, cut), and which end of one a word stands for."""

from typing import Any

from .clauses import Word, stem
from .negation import AUXILIARIES, LISTS, stems


def _name(axis: dict[str, Any]) -> str:
    return f"{axis['up'][0]}/{axis['down'][0]}"


PREPOSITIONS: dict[str, tuple[str, int]] = {
    word: (f"{up}/{down}", end) for up, down in LISTS["prepositions"] for word, end in ((up, 1), (down, -1))
}
_BARE, _FLIPS = frozenset(LISTS["bare_verbs"]), stems("flips")
_POINTS = frozenset({"starting", "beginning", "ending"})
_TIMES = frozenset({"on", "from", "at", "in", "this", "next", "tomorrow", "today"})
_VERB_BEFORE = frozenset({"to", "not", "never", "also", "they", "we", "i"})
_TURNED = frozenset(_name(axis) for axis in LISTS["axes"] if axis.get("flips"))


def _ends() -> dict[str, list[tuple[str, int, str]]]:
    """From a stem to its axes, its end of each, and the particle that it needs."""
    found: dict[str, list[tuple[str, int, str]]] = {}
    for axis in LISTS["axes"]:
        for end, words in ((1, axis["up"]), (-1, axis["down"])):
            for word in words:
                head, _, particle = word.partition(" ")
                for form in {head, stem(head)}:
                    found.setdefault(form, []).append((_name(axis), end, particle))
    return found


_ENDS = _ends()


def axes_of(sentence: tuple[Word, ...], i: int) -> list[tuple[str, int]]:
    """The axes that the word at `i` belongs to, each with its end: +1 or -1."""
    ends = _ENDS.get(sentence[i].stem)
    if not ends or not _is_verb(sentence, i):
        return []
    after = {word.text for word in sentence[i + 1 : i + 5]}
    return [(axis, end) for axis, end, particle in ends if not particle or particle in after]


def turners(axis: str, words: tuple[Word, ...]) -> frozenset[str]:
    """The words that turn the sense of starting and stopping: when a truce starts, the strikes stop."""
    return _FLIPS & {word.stem for word in words} if axis in _TURNED else frozenset()


def _is_verb(sentence: tuple[Word, ...], i: int) -> bool:
    """False for the noun, adjective or adverb that looks like the verb (`back home`, `at the end of`)."""
    if sentence[i].text in _POINTS and i + 1 < len(sentence) and sentence[i + 1].text in _TIMES:
        return False  # `48 hours starting on Monday`
    if sentence[i].text not in _BARE:
        return True
    before = sentence[i - 1].text if i else ""
    return before in AUXILIARIES or before in _VERB_BEFORE
