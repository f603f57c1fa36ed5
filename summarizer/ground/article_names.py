"""What an article offers to recognise names by: its words, spellings, initials, parties and their leaders."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ..pattern import lazy
from ..words import reads_english
from .alias_table import WORDS, bare, mentioned, plain_words, spelling, stands_for, surface_words
from .clauses import fold, stem

_JOINERS = frozenset({"and", "of", "the", "for", "de", "in", "on", "to"})
_FUNCTION_WORDS = frozenset(WORDS["function_words"])
_NO_FIRST_NAME = frozenset(WORDS["titles"]) | frozenset(WORDS["openers"]) | frozenset(WORDS["generic"])
# Every repeat is bounded and starts at a word's border: 20,000 capitals in a row must cost no more than a sentence.
_WORD = r"\b[A-Z][\w.]{0,40}"
_PERSON = r"(\b[A-Z][\w.'-]{0,40}(?:\s(?:(?:von|van|der|de|al|bin)\s){0,2}[A-Z][\w.'-]{0,40}){0,3})"
_LEADER = r"\b((?i:" + "|".join(WORDS["leaders"]) + r"))"
_PARTY_FIRST = lazy(
    rf"((?:{_WORD}\s){{1,3}}?|{_WORD}(?:\s{_WORD}){{0,2}}'s\s)(?:[a-z]{{1,40}}\s)?{_LEADER},?\s{_PERSON}"
)
_BEYOND = re.compile("[ɐ-\U0010ffff]+")
_PARTY_LAST = lazy(rf"{_LEADER}\s{_PERSON}\sof\s(?:the\s)?({_WORD}(?:\s{_WORD})?)")


class ArticleNames(NamedTuple):
    """The index of one article."""

    whole: str  # what it is an index of
    words: frozenset[str]
    capitals: frozenset[str]  # those of them that occur with a capital
    parties: frozenset[str]
    latin: bool
    english: bool


@lru_cache(maxsize=64)
def article_names(text: str, extra: tuple[str, ...] = ()) -> ArticleNames:
    """The index of an article's text and of what else may name somebody (title, outlet)."""
    whole = "\n".join((text, *extra))
    surfaces, words = surface_words(whole), plain_words(whole)
    return ArticleNames(
        whole=whole,
        words=frozenset(words),
        capitals=frozenset(word for surface, word in zip(surfaces, words, strict=True) if surface[0].isupper()),
        parties=mentioned(surfaces, words),
        latin=_is_latin(whole[:4000]),
        english=reads_english(text),
    )


def _is_latin(sample: str) -> bool:
    """Whether at least half of the letters are of the Latin script."""
    if not any(map(str.isalpha, "".join(_BEYOND.findall(sample)))):
        return True
    letters = list(filter(str.isalpha, sample))
    return sum(map("ɐ".__gt__, letters)) * 2 >= len(letters)


@lru_cache(maxsize=64)
def spellings(words: frozenset[str]) -> frozenset[str]:
    """The spelling keys of words of four letters and more; made only where a name is not found as it stands."""
    return frozenset(spelling(word) for word in words if len(word) > 3)


@lru_cache(maxsize=64)
def stems(words: frozenset[str]) -> frozenset[str]:
    """The stems of words, made when needed likewise."""
    return frozenset(map(stem, words))


@lru_cache(maxsize=64)
def leaders(text: str) -> dict[str, frozenset[str]]:
    """Surname, in its spelling key, to the parties that the article makes its bearer speak for."""
    found: dict[str, frozenset[str]] = {}
    folded = fold(text)
    for match in _PARTY_FIRST.finditer(folded):
        _add_leader(found, match[3], match[1])
    for match in _PARTY_LAST.finditer(folded):
        _add_leader(found, match[2], match[3])
    return found


def _add_leader(found: dict[str, frozenset[str]], person: str, party: str) -> None:
    names, words = plain_words(person), plain_words(party)
    parties = next((p for n in range(len(words)) if (p := stands_for(tuple(words[n:])))), frozenset[str]())
    if names and parties and not stands_for((names[-1],)):
        found.setdefault(spelling(names[-1]), parties)


@lru_cache(maxsize=64)
def first_names(text: str) -> dict[str, frozenset[str]]:
    """From the spelling key of a surname to the names right before it."""
    found: dict[str, set[str]] = {}
    for match in re.finditer(r"\b([A-Z][a-z]+)(?: [A-Z]\.)? (?=([A-Z]\w+))", fold(text)):
        first = match[1].lower()
        if first not in _NO_FIRST_NAME and not stands_for((first,)):
            found.setdefault(spelling(bare(match[2])), set()).add(first)
    return {surname: frozenset(firsts) for surname, firsts in found.items()}


@lru_cache(maxsize=64)
def _all_initials(text: str) -> frozenset[str]:
    return frozenset(_initials(text))


@lru_cache(maxsize=64)
def _all_phrases(text: str) -> frozenset[str]:
    return frozenset(_phrases(text))


def _initials(text: str) -> Iterator[str]:
    """The initials of each run of capitalised words, with its joining words and without them."""
    for line in re.split(r"[.!?;:,()\n]\s", fold(text)):
        run: list[str] = []
        for surface in [*line.replace("-", " ").split(), "#"]:
            surface = surface.strip("\"'")
            if surface[:1].isupper() or (run and surface in _JOINERS):
                run.append(surface)
                continue
            if len(run) > 1:
                yield "".join(word[0].lower() for word in run)
                yield "".join(word[0].lower() for word in run if word[0].isupper())
            run = []


def _phrases(text: str) -> Iterator[str]:
    """The initials of each stretch of words between two function words or commas, with its "of" and without it:
    of "cost-of-living adjustment".
    """
    for line in re.split(r"[.!?;:,()\"\n]", fold(text)):
        phrase: list[str] = []
        for word in [*(bare(surface) for surface in surface_words(line)), "the"]:
            if word not in _FUNCTION_WORDS:
                phrase.append(word)
                continue
            yield "".join(w[0] for w in phrase)
            yield "".join(w[0] for w in phrase if w not in _JOINERS)
            phrase = []


def explains(initials: str, names: ArticleNames) -> bool:
    """Whether the article holds a name, or from four letters on a phrase, whose initials these are.

    The name may have a word more on either side, such as an adjective before it or a title after it.
    """
    if any(run.startswith(initials) or run.endswith(initials) for run in _all_initials(names.whole)):
        return True
    return len(initials) > 3 and any(initials in phrase for phrase in _all_phrases(names.whole))
