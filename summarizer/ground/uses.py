"""Uses of words that say yes or no: where each stands, on which side, in which mood, and among which words.

A word is used under its stem, and once more under the axis of antonyms it belongs to (accept, reject).
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from .antonyms import PREPOSITIONS, axes_of, turners
from .clauses import Word
from .negation import (
    AUXILIARIES,
    FUNCTION,
    NEGATORS,
    RELATIVES,
    SKIP,
    clauses_of,
    is_refusal,
    negations,
    signs,
    stems,
    verb_before,
)

_HARD, _SOFT, _POSED = map(stems, ("hard", "soft", "posed"))
_JOINING = SKIP | FUNCTION | AUXILIARIES
_SAYING = frozenset({"say", "tell", "clear", "new", "matter", "chang", "know", "comment", "mention", "describ"})
_OPEN = frozenset({"if", "whether", "unless", "may", "might", "until", "once"})
_FINITE = frozenset({"will", "would", "has", "had", "have", "is", "are", "was", "were", "did", "does", "do", "can"})
_DUTIES = frozenset({"must", "should", "shall", "could"})
_PLAIN = frozenset({"be", "been", "being", "to", "not", "never", "ever", "also"})  # between an auxiliary and its verb
_DENYING = frozenset({"not", "disagree", "disagrees", "disagreed"})
_AFFIRMING = frozenset({"do", "does", "did", "will", "would", "has", "have"})
_TIMES = {"will": 1, "would": 1, "shall": 1, "has": -1, "have": -1, "had": -1, "did": -1, "yet": -1}
_PAIR = frozenset({"neither", "nor"})
_SIDES = {"+": 1, "-": -1, "?": 0}
_NEAR = 7  # words on either side
_REACH = 5  # words over which a ban or an end turns the sense of what follows
_ANTECEDENT = 4  # words before a relative clause that say what it is about
_TENSE = 4  # words between an auxiliary and its verb, at most
_KEY = 6  # letters that make Veldania and Veldanian one


@dataclass(eq=False)
class Use:
    """One use of a word. What stands around it is read when it is asked for: most uses are never compared."""

    key: str  # its stem, or its axis
    side: int  # +1 affirmed, -1 negated, 0 uncertain; on an axis, which of its ends is affirmed
    negated: bool
    sentence: tuple[Word, ...]
    at: int
    clause: tuple[int, int]  # where it starts and ends

    @cached_property
    def mood(self) -> str:
        """What its clause does with it: "" says it, "posed" demands or hopes for it, "if", "whether" leave it open."""
        start = self.clause[0]
        if self.sentence[self.at].text in PREPOSITIONS:  # what may pass, passes with or without a permit
            return ""
        return _condition(self.sentence, self.at, start) or ("posed" if _posed(self.sentence, self.at, start) else "")

    @cached_property
    def time(self) -> int:
        """+1 to come, -1 past, 0 open: what has not been done may well be about to be."""
        before = self.sentence[max(self.clause[0], self.at - _TENSE) : self.at]
        return next((_TIMES[word.text] for word in reversed(before) if word.text in _TIMES), 0)

    @cached_property
    def negation(self) -> frozenset[str]:
        """The words that negate it."""
        return _turning(self.sentence, self._own - {self.at}) if self.negated else frozenset()

    @cached_property
    def shifters(self) -> frozenset[str]:
        """Other negations of the clause, and words in it that could turn the sense: doubts, bans, ends."""
        start, end = self.clause
        around = range(max(start, self.at - _NEAR), min(end, self.at + 1 + _NEAR))
        found = {k for k in negations(self.sentence) if start <= k < end}
        found |= {k for k in around if self.sentence[k].stem in _HARD}
        found |= {k for k in range(max(start, self.at - _REACH), self.at) if self.sentence[k].stem in _SOFT}
        words = self.sentence[start:end]
        return _turning(self.sentence, found - self._own) | turners(self.key, words)

    @cached_property
    def near(self) -> frozenset[str]:
        """Content words close by in its clause."""
        start, end = self.clause
        start = max(0, start - _ANTECEDENT) if self._is_relative else start
        before = keys(self.sentence[max(start, self.at - _NEAR) : self.at])
        return before | keys(self.sentence[self.at + 1 : min(end, self.at + 1 + _NEAR)])

    @cached_property
    def about(self) -> frozenset[str]:
        """All content words of its clause, and of what a relative clause hangs on."""
        return keys(self.sentence[0 if self._is_relative else self.clause[0] : self.clause[1]])

    @property
    def following(self) -> str:
        """The word after it."""
        return self.sentence[self.at + 1].text if self.at + 1 < len(self.sentence) else ""

    @property
    def _is_relative(self) -> bool:
        return self.sentence[self.clause[0]].text in RELATIVES

    @cached_property
    def _own(self) -> set[int]:
        """Where it stands, with the negation that governs it: `no longer`, `stopped short`, `neither ... nor`."""
        own = {self.at, self.at + 1} if is_refusal(self.sentence, self.at) else {self.at}
        own |= {k for k in negations(self.sentence) if verb_before(self.sentence, k) == self.at}
        before = [k for k in negations(self.sentence) if self.clause[0] <= k < self.at]
        if self.negated and before:
            own |= set(range(before[-1] - 1, before[-1] + 2))
            if self.sentence[before[-1]].text in _PAIR:
                own |= {k for k in before if self.sentence[k].text in _PAIR}
        return own


@lru_cache(maxsize=2048)
def uses(sentence: tuple[Word, ...]) -> tuple[Use, ...]:
    """Every use of a content word in a sentence, in order."""
    marks = signs(sentence)
    found: list[Use] = []
    for clause in clauses_of(sentence):
        for i in range(*clause):
            word, side = sentence[i], _SIDES[marks[i]]
            if word.text in PREPOSITIONS:
                found.extend(_preposition(sentence, i, clause))
            elif is_content(word) and word.stem not in _SAYING and not word.text[0].isdigit():
                found.append(Use(word.stem, side, side < 0, sentence, i, clause))
                axes = axes_of(sentence, i)
                found.extend(Use(axis, side * end, side < 0, sentence, i, clause) for axis, end in axes)
    return tuple(found)


def _preposition(sentence: tuple[Word, ...], i: int, clause: tuple[int, int]) -> list[Use]:
    """`with a permit`, `without a permit`, `with no permit`: one word of an axis, by the noun that follows."""
    axis, side = PREPOSITIONS[sentence[i].text]
    if i + 1 < clause[1] and sentence[i + 1].text == "no":
        side = -side
    nouns = [word.stem for word in sentence[i + 1 : min(clause[1], i + 4)] if is_content(word)]
    return [Use(f"{axis} {nouns[0]}", side, False, sentence, i, clause)] if nouns else []


@lru_cache(maxsize=1024)
def ellipsis(sentence: tuple[Word, ...]) -> int:
    """-1 where it denies what another sentence says (`the guild does not`, `they disagree`), +1 where it affirms it
    (`the guild does`), 0 where it does neither."""
    for word, after in zip(sentence, (*sentence[1:], None), strict=True):
        if after is None or not after.stem:
            if word.text in _DENYING:
                return -1
            if word.text in _AFFIRMING and (after is None or after.text == ";"):
                return 1
    return 0


def is_content(word: Word) -> bool:
    """Whether a word says more than how others are joined."""
    return bool(word.stem) and word.text not in _JOINING


def keys(words: tuple[Word, ...]) -> frozenset[str]:
    """The content words of a sentence or a part of one, in a form in which a country and its adjective are the same."""
    return frozenset(word.stem[:_KEY] for word in words if is_content(word))


def _condition(sentence: tuple[Word, ...], i: int, start: int) -> str:
    """The word that makes a question or a condition of what stands at `i`, or nothing."""
    for k in range(i - 1, start - 1, -1):
        if sentence[k].text in {",", "that"}:
            return ""
        if sentence[k].text in _OPEN and sentence[k].surface != "May":
            return sentence[k].text
    return ""


def _posed(sentence: tuple[Word, ...], i: int, start: int) -> bool:
    """Whether the word is demanded, proposed or hoped for, rather than said to be so."""
    for k in range(i - 1, start - 1, -1):
        word = sentence[k]
        if word.text in {"have", "has", "had", "need", "needs"} and sentence[k + 1].text == "to":
            return True
        if word.text in _FINITE or word.text in _DUTIES:
            return word.text in _DUTIES
        if word.text not in _PLAIN and not word.text.endswith("ly"):
            break
    if sentence[i].text.endswith("ed") and sentence[i - 1].text not in {"be", "been", "being", "to"}:
        return False
    return any(word.stem in _POSED or word.text in _POSED for word in sentence[start:i])


def _turning(sentence: tuple[Word, ...], places: set[int]) -> frozenset[str]:
    """The words at these places; all negators are one."""
    words = [sentence[k] for k in places if 0 <= k < len(sentence)]
    return frozenset("not" if word.text in NEGATORS else word.stem for word in words)
