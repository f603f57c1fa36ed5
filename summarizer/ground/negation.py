"""Which words of a sentence are negated: "+" affirmed, "-" governed by a negator, "?" in its reach.

The word lists are in `negation.json`, as stems (see `clauses.stem`) except where the name says otherwise.
"""

import json
from functools import lru_cache
from itertools import pairwise, takewhile
from pathlib import Path
from typing import Any

from .clauses import Word, stem

LISTS: dict[str, Any] = json.loads((Path(__file__).parent / "negation.json").read_text("utf-8"))
NEGATORS, DETERMINERS = frozenset(LISTS["negators"]), frozenset(LISTS["determiners"])
PARTIAL, SKIP, AUXILIARIES = frozenset(LISTS["partial"]), frozenset(LISTS["skip"]), frozenset(LISTS["auxiliaries"])
NOMINAL, FUNCTION = frozenset(LISTS["nominal"]), frozenset(LISTS["function"])


def stems(name: str) -> frozenset[str]:
    """A word list as stems; it may be written in words or in stems."""
    return frozenset(LISTS[name]) | {stem(word) for word in LISTS[name] if " " not in word}


REFUSALS, _UNDOING = stems("refusals"), stems("undoing")
_BREAKS, _STARTS = frozenset(LISTS["clause_breaks"]), frozenset(LISTS["clause_starts"])
_ADVERBIAL = frozenset({"longer", "more", "circumstances", "way", "account", "condition", "conditions", "time"})
_UNTRUE = frozenset(LISTS["untrue"])
_FINITE = AUXILIARIES - {"be", "been", "being", "gets", "get", "got"}
RELATIVES = frozenset({"which", "who", "whom", "whose", "that"})
_STATING = frozenset(
    {"claim", "fact", "idea", "suggest", "report", "say", "tell", "deny", "agr", "demand", "insist", "true"}
)
_HARMLESS = tuple(tuple(phrase.split()) for phrase in LISTS["no_negation"])


@lru_cache(maxsize=2048)
def signs(sentence: tuple[Word, ...]) -> tuple[str, ...]:
    """One sign per token of the sentence: "+", "-" or "?"."""
    marks = ["+"] * len(sentence)
    harmless = _harmless(sentence)
    for start, end in clauses_of(sentence):
        _mark_clause(sentence, start, end, harmless, marks)
    return tuple(marks)


@lru_cache(maxsize=2048)
def negations(sentence: tuple[Word, ...]) -> tuple[int, ...]:
    """Where the sentence negates, in so many words or by a refusal."""
    harmless = _harmless(sentence)
    return tuple(
        i for i, word in enumerate(sentence) if i not in harmless and (word.text in NEGATORS or is_refusal(sentence, i))
    )


def is_refusal(sentence: tuple[Word, ...], i: int) -> bool:
    """Whether the word at `i` refuses (refused, ruled out, stopped short ...)."""
    here = sentence[i].stem
    if i and sentence[i].text.endswith("ed") and sentence[i - 1].text in {"the", "a", "all", "any", "these", "those"}:
        return False  # `the dismissed welders`
    return here in REFUSALS or (i + 1 < len(sentence) and f"{here} {sentence[i + 1].text}" in REFUSALS)


def _harmless(sentence: tuple[Word, ...]) -> frozenset[int]:
    """Tokens of phrases that only look like negations (`not only`, `no later than`)."""
    texts = tuple(word.text for word in sentence)
    if NEGATORS.isdisjoint(texts):
        return frozenset()
    return frozenset(
        i + k
        for i, text in enumerate(texts)
        if text in NEGATORS or text in {"or", "if"}
        for phrase in _HARMLESS
        if texts[i : i + len(phrase)] == phrase
        for k in range(len(phrase))
    )


@lru_cache(maxsize=2048)
def clauses_of(sentence: tuple[Word, ...]) -> list[tuple[int, int]]:
    """Token ranges of the clauses, cut at strong punctuation, at `but` and its like, and at a comma before a clause."""
    cuts = [0]
    for i, word in enumerate(sentence):
        after_comma = i > 0 and sentence[i - 1].text == "," and word.text in _STARTS
        if word.text in {";", ":", "—", "(", ")"} or word.text in _BREAKS or after_comma or _opens_clause(sentence, i):
            cuts.append(i)
    cuts.append(len(sentence))
    return [(a, b) for a, b in pairwise(cuts) if b > a]


def _opens_clause(sentence: tuple[Word, ...], i: int) -> bool:
    """Whether a clause with a verb of its own opens at `i`: `and Corvia must leave`, `under which`, `a condition that`.

    Not so in `denied the claim that`.
    """
    word = sentence[i].text
    if word == "and":
        following = [w.text for w in takewhile(lambda w: w.stem and w.text not in RELATIVES, sentence[i + 1 : i + 6])]
        return not _FINITE.isdisjoint(following)
    if word != "that":
        return word in RELATIVES
    noun = i > 1 and sentence[i - 1].stem not in _STATING
    return noun and any(w.text in {"a", "an", "the"} for w in sentence[max(0, i - 4) : i - 1])


def _mark_clause(sentence: tuple[Word, ...], start: int, end: int, harmless: frozenset[int], marks: list[str]) -> None:
    i = start
    while i < end:
        word = sentence[i]
        if i not in harmless and word.text in NEGATORS:
            if (verb := verb_before(sentence, i)) is not None and verb >= start:
                marks[verb] = "-"
            i = _negate(sentence, i, end, marks)
        elif is_refusal(sentence, i):
            i = _refuse(sentence, i, end, marks)
        i += 1


def _negate(sentence: tuple[Word, ...], i: int, end: int, marks: list[str]) -> int:
    """Mark what the negator at `i` governs; returns the last token that is dealt with."""
    if sentence[i].text == "non":
        marks[min(i + 1, end - 1)] = "-"
        return i + 1
    following = sentence[i + 1].text if i + 1 < len(sentence) else ""
    determiner = sentence[i].text in DETERMINERS and following not in _ADVERBIAL
    head = _next_head(sentence, i + 1, end)
    for k in range(i + 1, end):
        marks[k] = "?"
    if head is None or any(sentence[k].text in PARTIAL for k in range(i + 1, head + 1)):
        return end
    if not determiner:
        marks[head] = "-"
        if sentence[head].text in _UNTRUE:
            _negate_verb(sentence, head, end, marks)
        if not is_refusal(sentence, head):
            _coordinated(sentence, head, end, marks)
        return end
    if sentence[head].stem in NOMINAL:
        marks[head] = "-"
    _negate_verb(sentence, i, end, marks)
    return end


def _negate_verb(sentence: tuple[Word, ...], i: int, end: int, marks: list[str]) -> None:
    """`no side has signed`, `it is not true that they have signed`: the verb after the next auxiliary is negated."""
    for k in range(i + 1, end):
        follows_auxiliary = sentence[k - 1].text in AUXILIARIES and sentence[k].text not in AUXILIARIES
        past = sentence[i].text in {"neither", "nobody"} and sentence[k].text.endswith("ed")
        if sentence[k].stem and (follows_auxiliary or past):
            marks[k] = "-"
            return


def verb_before(sentence: tuple[Word, ...], i: int) -> int | None:
    """The verb that a "nothing" at `i` is the object of: `accepted nothing`, `agreed to nothing`."""
    at = i - 2 if i and sentence[i - 1].text == "to" else i - 1
    if sentence[i].text != "nothing" or at < 0 or not sentence[at].text.endswith(("ed", "es", "s")):
        return None
    return None if is_refusal(sentence, at) or sentence[at].text in FUNCTION | AUXILIARIES else at


def _refuse(sentence: tuple[Word, ...], i: int, end: int, marks: list[str]) -> int:
    """Mark the verb that a refusal governs: `refused to sign`, `ruled out sending`, `stopped short of accepting`."""
    following = i + 1
    while following < end and sentence[following].text in {"out", "short", "of", "ever", "formally", "down"}:
        following += 1
    for k in range(following, end):
        marks[k] = "?"
    if any(word.stem in _UNDOING for word in sentence[max(0, i - 3) : i]):  # `ended its refusal to sign`
        return end
    if following < end:
        if sentence[following].text == "to" and (head := _next_head(sentence, following + 1, end)) is not None:
            marks[head] = "-"
            _coordinated(sentence, head, end, marks)
        elif sentence[following].text.endswith("ing"):
            marks[following] = "-"
        elif sentence[i].stem == "deny" and sentence[following].text != "the":
            _negate_verb(sentence, following, end, marks)
    return end


def _coordinated(sentence: tuple[Word, ...], head: int, end: int, marks: list[str]) -> None:
    """`will not accept A, agree to B or sign C`: the verbs after the commas and the `or` are negated too."""
    texts = [word.text for word in sentence]
    if not {"or", "nor"} & set(texts[head:end]):
        return
    base = sentence[head].text
    for k in range(head + 1, end):
        if texts[k] in {",", "or", "nor"} and (verb := _next_head(sentence, k + 1, end)) is not None:
            plain = sentence[verb].text
            if not plain.endswith(("s", "ed")) and verb - k <= 2 and not base.endswith("ing"):
                marks[verb] = "-"


def _next_head(sentence: tuple[Word, ...], start: int, end: int) -> int | None:
    for k in range(start, end):
        text = sentence[k].text
        if text == ",":
            continue
        if not sentence[k].stem:
            return None
        if text in SKIP or (text.endswith("ly") and len(text) > 4):
            continue
        return k
    return None
