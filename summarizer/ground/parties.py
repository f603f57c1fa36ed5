"""Parties: whether two names mean the same party, and whether a passage mentions one."""

import re
from collections.abc import Sequence
from functools import lru_cache

from .alias_table import WORDS, mentioned, plain_words, spelling, stands_for
from .article_names import leaders
from .clauses import fold, stem

_ORGANS, _TITLES, _GENERIC = (frozenset(WORDS[name]) for name in ("organs", "titles", "generic"))
_DETERMINERS = frozenset({"the", "a", "an", "its", "their", "his", "her", "of", "and", "for"})
_PRONOUN = re.compile(r"\b(?:he|she|it|they|we|i|its|their|his|her|our|him|them|us|both|sides|parties)\b", re.I)
_ACTS = r"(?:will|has|have|had|agreed|agrees|accepted|accepts|rejected|rejects|refused|refuses|pledged|promised|signed)"


@lru_cache(maxsize=1024)
def same_party(a: str, b: str, article_text: str) -> bool:
    """Whether two names mean one party: by alias, initials, surname, role, or as the leader the article makes one."""
    first, second = _words(a), _words(b)
    if not first or not second or first == second:
        return first == second
    if _identities(a, article_text) & _identities(b, article_text):
        return True
    short, long = sorted((first, second), key=len)
    if short[-1] not in _GENERIC and spelling(short[-1]) == spelling(long[-1]):
        return {spelling(w) for w in short} - _TITLES <= {spelling(w) for w in long}
    if _is_initials(short, long) or _is_initials(long, short):
        return True
    return _is_role(a if first is short else b, short) and _names_once(short, long, article_text)


@lru_cache(maxsize=1024)
def party_in(name: str, passage: str, article_text: str) -> bool:
    """Whether the passage mentions the party, under any alias, by its leader, its initials or its role word."""
    words, there = _words(name), _words(passage)
    if not words:
        return False
    ids = _identities(name, article_text)
    if ids & mentioned(passage):
        return True
    spellings = {spelling(word) for word in there}
    if any(ids & parties and surname in spellings for surname, parties in leaders(article_text).items()):
        return True
    if spelling(words[-1]) in spellings or stem(words[-1]) in {stem(word) for word in there}:
        return True
    large = "".join(word[0] for word in words)
    if len(large) > 2 and large in there:
        return True
    return len(words) == 1 and any(_is_initials(words, there[i : i + len(words[0])]) for i in range(len(there)))


def party_conflict(by: Sequence[str], contexts: Sequence[str], article_text: str) -> str | None:
    """A party that acts in every context in place of those the item names; None unless that is plain.

    Fires only where each context is one sentence that opens with a known party and its verb, mentions no other party
    and no pronoun, and where every party of the item is known by another alias.
    """
    ours = [_identities(name, article_text) for name in by]
    if not ours or not contexts or not all(ours):
        return None
    actor = ""
    for context in contexts:
        plain = fold(context).strip().lstrip("\"'")
        match = re.match(r"(?:The\s)?((?:[A-Z][\w.]*\s){1,3}?)" + _ACTS + r"\b", plain)
        if match is None or _PRONOUN.search(plain) or leaders(context):
            return None
        there, actor = mentioned(plain), match[1].strip()
        subject = stands_for(tuple(plain_words(actor)))
        if not subject or there - subject or any(ids & there for ids in ours):
            return None
    return f"the item speaks of {', '.join(by)}, the article of {actor}"


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
    bodies = re.findall(r"((?:[A-Z][\w']*\s(?:and\s|of\s)?)+)" + role[0].rstrip("s").capitalize(), fold(article_text))
    return len({body.split()[-1] for body in bodies}) <= 1
