"""Which member of a group is the origin: the older text, then the cleaner one, then the longer one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..schemas.article import Article
from .group import Groups
from .likeness import is_rewrite
from .plain import Odd, odder

# "PORT HALLEN (Pelorus) —": the agency whose text it is.
_CREDIT = re.compile(r"[^\n]{0,80}?\(([^()\n]{2,30})\)\s*[-–—]")


@dataclass(frozen=True)
class Ranked:
    """A member of a group with what speaks for and against it as the origin."""

    place: int
    article: Article
    credits: str | None  # another outlet than its own
    odd: Odd | None  # its wording against that of a member it is linked with, where its own is the odder

    def key(self, dated: bool) -> tuple[date, bool, bool, date, int, int]:
        """The least of a group is the origin. `dated`: all of the group are; else the wording decides before dates."""
        published = self.article.published or date.max
        early = published if dated else date.max
        return early, self.odd is not None, self.credits is not None, published, -len(self.article.text), self.place


def ranked(members: Sequence[int], groups: Groups) -> list[Ranked]:
    """The members of a group, the origin first."""
    articles = groups.prints.articles
    odd = _odd_members(members, groups)
    found = [Ranked(m, articles[m], _credited(articles[m]), odd.get(m)) for m in members]
    dated = all(articles[m].published for m in members)
    return sorted(found, key=lambda r: r.key(dated))


def why_first(first: Ranked, second: Ranked, count: int) -> str:
    """One sentence: what made the first of a group its origin, where `second` would be the next."""
    ours, theirs = first.article, second.article
    if ours.published and theirs.published and ours.published < theirs.published:
        return f"The oldest of {count} texts that tell the same, published {_day(ours)}; the next is of {_day(theirs)}."
    if second.odd and not first.odd:
        return f"Worded the most plainly of {count} texts that tell the same; none is known to be older."
    if second.credits and not first.credits:
        return f"Of {count} texts that tell the same, the others credit {second.credits}; none is known to be older."
    return f"The longest of {count} texts that tell the same in the same wording; none is known to be older."


def _day(article: Article) -> str:
    return article.published.isoformat() if article.published else "without a date"


def _credited(article: Article) -> str | None:
    match = _CREDIT.match(article.text)
    if not match or not article.outlet or match[1].casefold() in article.outlet.casefold():
        return None
    return match[1]


def _odd_members(members: Sequence[int], groups: Groups) -> dict[int, Odd]:
    """Those that are worded odder than a member they are linked with, by the words in which the two differ."""

    def elsewhere(word: str) -> bool:
        return groups.used_by[word] > len(members)  # in more articles than the group has: surely outside it

    found: dict[int, Odd] = {}
    for here in members:
        for there, like in groups.links.get(here, {}).items():
            if there < here and like and is_rewrite(like) and (odd := odder(like, elsewhere)):
                found.setdefault(here if odd.first else there, odd)
    return found
