"""What the model knows of each sentence: its words and pairs of words, word classes, its place, who speaks, which cues.

Features come in groups of one weight each, so that those which the model knows are found by intersection. Training and
use call the same functions.
"""

import json
from collections.abc import Hashable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ..clauses import Clause
from ..speaker import OWN, Voice
from .sentence import Sentence
from .tokens import NAME, NUMBER, QUOTE

SHORT = 8  # words: a sentence alone in its paragraph is a heading
LISTED = 8  # sentences below a colon that may be its list
PAIRS = frozenset({"pair", "class pair"})  # groups whose members are pairs
HALF = 0.5


_LENGTHS, _FIFTHS = [f"length {n}" for n in range(6)], [f"fifth {n}" for n in range(5)]
_MARKS = [f"marks {n}" for n in range(3)]
_BEHIND, _AHEAD = [f"behind {n}" for n in range(4)], [f"ahead {n}" for n in range(4)]


class Group(NamedTuple):
    """Features of one sort that a sentence has, and their value."""

    name: str
    members: set[Hashable]
    value: float


Features = list[Group]


@cache
def classes() -> dict[str, tuple[str, ...]]:
    """Word -> the classes that it is of (classes.json)."""
    table: dict[str, list[str]] = {mark: [mark] for mark in (NAME, NUMBER, QUOTE)}
    for name, members in json.loads(Path(__file__).with_name("classes.json").read_text("utf-8")).items():
        for word in members.split():
            table.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in table.items()}


def features(sentences: Sequence[Sentence]) -> list[Features]:
    """Those of each sentence of an article, in their order."""
    own = [of_words(sentence.tokens) for sentence in sentences]
    words = [of_sentence[0].members for of_sentence in own]
    return [
        [*own[number], _place(sentences, number), *_before(sentences, words, number), _reading(sentence)]
        for number, sentence in enumerate(sentences)
    ]


def of_words(tokens: Sequence[str]) -> Features:
    """Those that a sentence has by itself, without an article around it; first its words."""
    known = classes()
    names = [known[word] for word in tokens if word in known]
    return [
        Group("word", set(tokens), 1.0),
        Group("pair", set(zip(["^", *tokens], [*tokens, "$"], strict=True)), 1.0),
        Group("class", set[Hashable]().union(*names), 1.0),
        Group(
            "class pair",
            {(a, b) for one, other in zip([("^",), *names], names, strict=False) for a in one for b in other},
            1.0,
        ),
    ]


def _place(sentences: Sequence[Sentence], number: int) -> Group:
    sentence, size = sentences[number], len(sentences)
    found: set[Hashable] = {
        _LENGTHS[min(len(sentence.tokens) // 8, 5)],
        _FIFTHS[min(number * 5 // size, 4)],
        f"opens with {sentence.tokens[0] if sentence.tokens else ''}",
        _MARKS[min(sentence.tokens.count(QUOTE), 2)],
        _BEHIND[min(sentence.behind, 3)],
        _AHEAD[min(sentence.ahead, 3)],
        "first" if number == 0 else None,
        "last" if number > size - 3 else None,
        None if sentence.behind else "opens a paragraph",
        "quotation" if sentence.opening in "“\"‘'" else None,
        "asks" if "?" in sentence.tokens[-2:] else None,
    }
    found.discard(None)
    return Group("place", found, 1.0)


def _before(sentences: Sequence[Sentence], words: Sequence[set[Hashable]], number: int) -> Features:
    """What the sentence before says: the paragraph's, a question that this answers, a heading above this.

    `words` are those of each sentence.
    """
    if not number:
        return []
    before = sentences[number - 1]
    if sentences[number].behind:
        return [Group("before", words[number - 1], HALF)]
    found: Features = []
    if "?" in before.tokens[-2:]:
        found = [Group("below", {"a question"}, 1.0), Group("question", words[number - 1], HALF)]
    elif before.behind == before.ahead == 0 and len(before.tokens) < SHORT:
        found = [Group("below", {"a heading"}, 1.0), Group("heading", words[number - 1], HALF)]
    for above in reversed(sentences[max(0, number - LISTED) : number]):
        if above.tokens[-1:] == [":"]:
            return [*found, Group("in", {"a list"}, 1.0), Group("list", set(above.tokens), HALF)]
        if above.behind or above.ahead:
            break
    return found


def _reading(sentence: Sentence) -> Group:
    """What the rules read in the sentence: whose words, how many parties, which acts, what they found."""
    found: set[Hashable] = {f"voice {_whose(voice)}" for voice in sentence.voices}
    found.add(f"parties {min(sentence.parties, 3)}")
    for clause in sentence.clauses:
        found.update(_acts(clause))
    found |= {f"found {kind}" for kind in sentence.found}
    return Group("read", found, 1.0)


def _whose(voice: Voice) -> str:
    if voice is OWN:
        return "own"
    return "of a party" if voice.party else "other"


def _acts(clause: Clause) -> tuple[str, str]:
    how = "".join(mark for mark, holds in (("-", clause.negative), ("?", clause.modal), (">", clause.future)) if holds)
    return f"act {clause.act.value}", f"act {clause.act.value}{how}"
