"""What an article offers to recognise names by: its words, spellings, initials, parties and their leaders."""

import re
from functools import lru_cache
from typing import NamedTuple

from .alias_table import WORDS, bare, mentioned, plain_words, spelling, stands_for
from .clauses import fold, stem

_JOINERS = frozenset({"and", "of", "the", "for", "de", "in", "on", "to"})
_ENGLISH = frozenset({"the", "of", "and", "to", "that", "said", "with", "for", "was", "has"})
_NO_FIRST_NAME = frozenset(WORDS["titles"]) | frozenset(WORDS["openers"]) | frozenset(WORDS["generic"])
_NAME = r"((?:[A-Z][\w.'-]*\s?(?:(?:von|van|der|de|al|bin)\s)*){1,4})"
_LEADER = r"((?i:" + "|".join(WORDS["leaders"]) + r"))"
_PARTY_FIRST = re.compile(
    r"((?:[A-Z][\w.]*\s){1,3}?|(?:[A-Z][\w.]*\s?){1,3}'s\s)(?:[a-z]+\s)?" + _LEADER + r",?\s" + _NAME
)
_PARTY_LAST = re.compile(_LEADER + r"\s" + _NAME + r"of\s(?:the\s)?((?:[A-Z][\w.]*\s?){1,2})")


class ArticleNames(NamedTuple):
    """The index of one article."""

    words: frozenset[str]
    parties: frozenset[str]
    initials: tuple[str, ...]  # of each run of capitalised words, with and without its small words
    first_names: dict[str, frozenset[str]]  # from the spelling key of a surname to the names right before it
    word_initials: str  # of all words, in order
    latin: bool
    english: bool


@lru_cache(maxsize=64)
def article_names(text: str, extra: tuple[str, ...] = ()) -> ArticleNames:
    """The index of an article's text and of what else may name somebody (title, outlet)."""
    whole = "\n".join((text, *extra))
    words = plain_words(whole)
    known = frozenset(words)
    sample = [c for c in whole[:4000] if c.isalpha()]
    latin = sum(c < "ɐ" for c in sample) * 2 >= len(sample)
    return ArticleNames(
        words=known,
        parties=mentioned(whole),
        initials=_initials(whole),
        first_names=_first_names(whole),
        word_initials="".join(word[0] for word in words),
        latin=latin,
        english=sum(word in _ENGLISH for word in words) * 25 >= len(words),
    )


@lru_cache(maxsize=64)
def spellings(words: frozenset[str]) -> frozenset[str]:
    """The spelling keys of words; made only for an article in which a name is not found as it stands."""
    return frozenset(map(spelling, words))


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


def _first_names(text: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for match in re.finditer(r"\b([A-Z][a-z]+)(?: [A-Z]\.)? (?=([A-Z]\w+))", fold(text)):
        first = match[1].lower()
        if first not in _NO_FIRST_NAME and not stands_for((first,)):
            found.setdefault(spelling(bare(match[2])), set()).add(first)
    return {surname: frozenset(firsts) for surname, firsts in found.items()}


def _initials(text: str) -> tuple[str, ...]:
    found: set[str] = set()
    for line in re.split(r"[.!?;:,()\n]\s", fold(text)):
        run: list[str] = []
        for surface in [*line.replace("-", " ").split(), "#"]:
            surface = surface.strip("\"'")
            if surface[:1].isupper() or (run and surface in _JOINERS):
                run.append(surface)
                continue
            if len(run) > 1:
                found.add("".join(word[0].lower() for word in run))
                found.add("".join(word[0].lower() for word in run if word[0].isupper()))
            run = []
    return tuple(found)


def explains(initials: str, names: ArticleNames) -> bool:
    """Whether the article holds the words whose initials these are: in a name, or, from four letters, anywhere."""
    if any(initials in run for run in names.initials):
        return True
    return len(initials) >= 4 and initials in names.word_initials
