"""Under what keys a name of a party can be recognised in other articles.

A key is a party of the table of aliases, the name's own words, or its initials where an article states them; what only
means somebody inside one article ("the Union") has keys that no other article shares.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from ..ground.alias_table import WORDS, plain_words, spelling, stands_for
from ..ground.article_names import leaders
from ..ground.clauses import fold, stem
from ..merge.card import Report, named_parties
from ..pattern import lazy

_ORGANS, _TITLES, _GENERIC, _ROLES = (frozenset(WORDS[n]) for n in ("organs", "titles", "generic", "roles"))
_DETERMINERS = frozenset({"the", "a", "an", "its", "their", "his", "her", "of", "and", "for", "both", "state", "chief"})
TITLES = _TITLES | _ORGANS  # of a person's name they are no part
BODIES = _GENERIC | _ROLES  # of a body's name they are
_EMPTY = _ORGANS | _TITLES | _GENERIC | _ROLES | _DETERMINERS
# The Allied Tram and Ferry Workers (ATFW, "the Union")
_STATED = lazy(r"((?:[A-Z][\w'-]{0,40}\s(?:(?:and|of|for|the|in)\s){0,2}){1,9}?[A-Z][\w'-]{0,40})\s\(([^()\n]{2,60})\)")
_SHORT = lazy(r"^[A-Z][A-Z&.-]{1,9}$")


def bare_words(name: str) -> tuple[str, ...]:
    """The words of a name, without articles and small words."""
    return tuple(word for word in plain_words(name) if word not in _DETERMINERS)


def is_role(name: str) -> bool:
    """Whether a name only says what somebody is ("the union", "the Association", "the employers' side")."""
    words = bare_words(name)
    if stands_for(tuple(plain_words(name))):
        return False
    folded = fold(name).removeprefix("The ").removeprefix("the ")
    return all(word in _EMPTY or stem(word) in _HEADS for word in words) or folded == folded.lower()


_HEADS = frozenset(
    map(stem, "union employer worker conciliator mediator company management association board strikers side".split())
)


@lru_cache(maxsize=4096)
def stated_names(text: str) -> tuple[tuple[str, ...], ...]:
    """The names that an article puts in brackets behind another, with it: initials, or what it calls somebody."""
    found = []
    for match in _STATED.finditer(fold(text)):
        words = match[1].replace("-", " ").removeprefix("The ").split()
        others = [part.strip(" '\"") for part in re.split(r"[,;]| or ", match[2])]
        known = [other for other in others if _fits(other, words)]
        if known:
            short = next((other for other in known if _SHORT.match(other)), None)
            full = _spelt_out(short, words) if short else match[1]
            found.append((full, *known))
    return tuple(dict.fromkeys(found))


def _fits(other: str, words: list[str]) -> bool:
    if _SHORT.match(other):
        return bool(_spelt_out(other, words))
    role = other.lower().removeprefix("the ")
    return (
        other.lower().startswith("the ")
        and len(role.split()) <= 2
        and (stem(role.split()[-1]) in {stem(word.lower()) for word in words} | _HEADS)
    )


def _spelt_out(initials: str, words: list[str]) -> str:
    """The last of the words whose first letters are the initials; empty where there are none."""
    letters = re.sub(r"[^a-z]", "", initials.lower())
    for start in range(len(words)):
        some = words[start:]
        large = [word for word in some if word[0].isupper()]
        if letters in ("".join(w[0].lower() for w in some), "".join(w[0].lower() for w in large)):
            return " ".join(some)
    return ""


def keys(name: str, report: Report) -> frozenset[str]:
    """The keys of a name in one article. Two names that share one mean the same party."""
    text = report.summary.article.text
    words = bare_words(name)
    found = {f"alias:{party}" for party in _known(name, text)}
    if found:
        return frozenset(found) if len(found) == 1 else frozenset({f"words:{' '.join(words)}"})
    for several in stated_names(text):
        spoken = {bare_words(other) for other in several}
        if words in spoken:
            return frozenset(f"words:{' '.join(bare_words(o))}" for o in several if not is_role(o)) | {
                f"~{report.id}:{' '.join(bare_words(o))}" for o in several
            }
    if is_role(name):
        return frozenset({f"~{report.id}:{' '.join(words)}"})
    return frozenset({f"words:{' '.join(map(spelling, words))}", f"words:{' '.join(words)}"})


def _known(name: str, text: str) -> frozenset[str]:
    """The parties of the table that a name means: by alias, as an organ (Russian officials), or as their leader."""
    words = tuple(plain_words(name))
    bare = tuple(word for word in words if word not in _DETERMINERS)
    if parties := stands_for(words) or stands_for(bare):
        return parties
    rest = tuple(word for word in bare if word not in _ORGANS and word not in _TITLES)
    if rest and len(rest) < len(bare) and (parties := stands_for(rest)):
        return parties
    return leaders(text).get(spelling(bare[-1]), frozenset()) if bare else frozenset()


def names_in(report: Report) -> list[str]:
    """The names of parties in a report's items, each as often as an item has it."""
    found: list[str] = []
    for item in report.summary.items:
        found += named_parties(item)
    return found


class Joined:
    """Things that were joined two by two, and one of each set that stands for it (union-find, the least one)."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def of(self, thing: str) -> str:
        """What stands for the set of a thing."""
        while (above := self._above.get(thing, thing)) != thing:
            self._above[thing] = self._above.get(above, above)
            thing = above
        return thing

    def join(self, things: Iterable[str]) -> None:
        """Make one set of the sets of several things."""
        leaders_ = sorted({self.of(thing) for thing in things})
        for other in leaders_[1:]:
            self._above[other] = leaders_[0]
