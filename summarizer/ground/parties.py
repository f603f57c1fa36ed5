"""Parties: whether two names mean the same one."""

import re
from functools import lru_cache

from .alias_table import WORDS, plain_words, spelling, stands_for, surface_words
from .article_names import leaders
from .clauses import fold, stem

_ORGANS, _TITLES, _GENERIC = (frozenset(WORDS[name]) for name in ("organs", "titles", "generic"))
_ROLES, _DIRECTIONS = (frozenset(WORDS[name]) for name in ("roles", "directions"))
_DETERMINERS = frozenset({"the", "a", "an", "its", "their", "his", "her", "of", "and", "for"})


@lru_cache(maxsize=1024)
def same_party(a: str, b: str, article_text: str) -> bool:
    """Whether two names mean one party: by alias, initials, surname, role, or as the leader the article makes one."""
    first, second = _words(a), _words(b)
    if not first or not second or first == second:
        return first == second
    ours, theirs = _identities(a, article_text), _identities(b, article_text)
    if ours and theirs:
        return not ours.isdisjoint(theirs)
    short, long = sorted((first, second), key=len)
    if not (ours or theirs) and _shares_surname(short, long, article_text):
        return True
    if _is_initials(short, long) or _is_initials(long, short):
        return True
    return _is_role(a if first is short else b, short) and _names_once(short, long, article_text)


def _shares_surname(short: list[str], long: list[str], article_text: str) -> bool:
    """Whether the longer name gives a first name or an office beside the shorter one, which a person's name is.

    A body or a country with a word more is another one: Northern Ireland, the Student Teachers' Union.
    """
    surname, shorter, longer = short[-1], {spelling(word) for word in short}, {spelling(word) for word in long}
    names = {spelling(word) for word in short if word not in _TITLES}
    if spelling(surname) != spelling(long[-1]) or not names <= longer:
        return False
    more = {word for word in long if spelling(word) not in shorter}
    if surname in _GENERIC | _ROLES or surname in surface_words(article_text):
        return not more
    return more <= _ORGANS | _TITLES or (len(more) < 3 and more.isdisjoint(_GENERIC | _ROLES | _DIRECTIONS))


def _words(name: str) -> list[str]:
    return [word for word in plain_words(name) if word not in _DETERMINERS]


def _identities(name: str, article_text: str) -> frozenset[str]:
    """The known parties that a name means: by alias, as an organ (`Russian officials`), or as its leader."""
    words = _words(name)
    if parties := stands_for(tuple(plain_words(name))) or stands_for(tuple(words)):
        return parties
    rest = [word for word in words if word not in _ORGANS]
    if rest and len(rest) < len(words) and (parties := stands_for(tuple(rest))):
        return parties
    known = leaders(article_text)
    return known.get(spelling(words[-1]), frozenset()) if words else frozenset()


def _is_initials(short: list[str], long: list[str]) -> bool:
    return len(short) == 1 and len(long) > 1 and len(short[0]) > 1 and short[0] == "".join(w[0] for w in long)


def _is_role(name: str, words: list[str]) -> bool:
    """Whether the name is a description in lower case, such as `the union`."""
    return name.lower().removeprefix("the ") == name.removeprefix("The ").removeprefix("the ") and len(words) == 1


def _names_once(role: list[str], long: list[str], article_text: str) -> bool:
    """Whether the long name is of that role and the only one of the kind in the article."""
    head = stem(role[0])
    if head not in {stem(word) for word in long}:
        return False
    kind = re.escape(role[0].rstrip("s").capitalize())
    bodies = re.findall(r"((?:\b[A-Z][\w']{0,40}\s(?:and\s|of\s)?){1,8})" + kind, fold(article_text))
    return len({body.removeprefix("The ") for body in bodies}) <= 1
