"""From articles to groups of copies: each article is linked with earlier ones that tell it in the same sentences.

A round-up of two agency stories joins one of them and does not make the two one.
"""

from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ..schemas.article import Article
from .candidates import Sketches
from .fingerprint import Fingerprint, digest, fingerprint
from .likeness import Likeness, is_copy, likeness, quick

# Up to here every pair is looked at; above, the pairs that share a band of their MinHash signatures.
ALL_PAIRS = 200
_KEPT = 250  # fingerprints at a time; about 60 kB each, 300 kB of those that were compared closely
_TRIED = 12  # partners looked at closely, likeliest first
_SAME_SENTENCES = 0.5  # of the sentences that match two others, by number
_LITTLE_BESIDES = 0.6  # of the words of either are in matching sentences


class Prints:
    """Fingerprints by the article's place in the order; a bounded number is kept, the others are made again."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.articles = articles
        self._kept: OrderedDict[int, Fingerprint] = OrderedDict()

    def __getitem__(self, place: int) -> Fingerprint:
        found = self._kept.pop(place, None) or fingerprint(self.articles[place])
        self._kept[place] = found
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return found


@dataclass
class Groups:
    """Places of articles that belong together, and the links that say so."""

    prints: Prints
    links: dict[int, dict[int, Likeness | None]] = field(default_factory=dict)  # both ways; None: the same words
    leaders: dict[int, int] = field(default_factory=dict)  # the links again, to find a group fast (union-find)
    used_by: Counter[str] = field(default_factory=Counter)  # in how many articles a word stands
    length: list[int] = field(default_factory=list)  # words of each article
    same: list[int] = field(default_factory=list)  # for each article the first with the same words, itself mostly

    def link(self, here: int, there: int, like: Likeness | None) -> None:
        """Note that two articles are one text, and how alike they are; None where the words are the same."""
        self.links.setdefault(here, {})[there] = like
        self.links.setdefault(there, {})[here] = like and like.turned()
        self.leaders[self.group(here)] = self.group(there)

    def group(self, place: int) -> int:
        """A number that all members of the article's group share, as far as it is linked."""
        while (leader := self.leaders.get(place, place)) != place:
            self.leaders[place] = self.leaders.get(leader, leader)
            place = leader
        return place

    def likeness(self, here: int, there: int) -> Likeness | None:
        """How alike two articles of a group are; None if they are not alike enough for the one to be from the other."""
        if like := self.links[here].get(there):
            return like
        one, other = self.prints[here], self.prints[there]
        like = likeness(one, other)
        return like if is_copy(like, one, other, grown=False) else None

    def members(self) -> Iterator[list[int]]:
        """The groups, each in order; an article without a link is a group of one."""
        seen: set[int] = set()
        for place in range(len(self.prints.articles)):
            if place not in seen:
                group = way_from(place, self.links)
                seen.update(group)
                yield sorted(group)


def grouped(articles: Iterable[Article]) -> Groups:
    """The articles in a fixed order, and which of them are linked as copies."""
    groups = Groups(Prints(sorted(articles, key=_age)))
    for place, earlier in _earlier(groups):
        for partner, like in _partners(groups, place, earlier):
            groups.link(place, partner, like)
    return groups


def way_from(place: int, links: Mapping[int, Iterable[int]]) -> dict[int, int]:
    """What a link or several lead to from a place, each with the place before it on the way (itself, at the start)."""
    before = {place: place}
    waiting = [place]
    for at in waiting:
        for other in links.get(at, ()):
            if other not in before:
                before[other] = at
                waiting.append(other)
    return before


def _earlier(groups: Groups) -> Iterator[tuple[int, Sequence[int]]]:
    """Each article with the earlier ones to look at. The same words again are linked at once, and not looked at."""
    articles, prints = groups.prints.articles, groups.prints
    sketches = Sketches() if len(articles) > ALL_PAIRS else None
    first: dict[bytes, int] = {}
    different: list[int] = []
    for place in range(len(articles)):
        print_ = prints[place]
        groups.used_by.update(print_.vocabulary)
        groups.length.append(len(print_.whole))
        groups.same.append(first.setdefault(digest(print_), place) if print_.whole else place)
        if groups.same[place] != place:
            groups.link(place, groups.same[place], None)
            continue
        different.append(place)
        if sketches:
            sketches.add(print_)
    if sketches:
        for place, some in zip(different, sketches.earlier(), strict=True):
            yield place, [different[at] for at in some[: 2 * _TRIED]]
    else:
        for at, place in enumerate(different):
            yield place, different[:at]


def _partners(groups: Groups, place: int, earlier: Sequence[int]) -> list[tuple[int, Likeness]]:
    """The earlier articles of which this one is a copy, or that are copies of this one: at most one of each group.

    The most alike; and others that match the same sentences, if neither side has much besides: of several rewordings
    of this text none may be like another. A round-up of two stories has much besides each, and joins one.
    """
    if not earlier:
        return []
    here = groups.prints[place]
    hints = [(-hint, other) for other in earlier if (hint := quick(here, groups.prints[other]))]
    found: dict[int, tuple[int, Likeness]] = {}
    tried = 0
    for _, other in sorted(hints):
        if groups.group(other) in found or tried == _TRIED:
            continue
        tried += 1
        like = likeness(here, groups.prints[other])
        if is_copy(like, here, groups.prints[other], _grown(groups.prints, place, other)):
            found[groups.group(other)] = other, like
    if not found:
        return []
    best = max(found.values(), key=lambda partner: partner[1].strength)
    return [partner for partner in found.values() if partner is best or _same_part(best[1], partner[1])]


def _same_part(best: Likeness, like: Likeness) -> bool:
    one, other = best.here.matched, like.here.matched
    overlap = len(one & other) / (min(len(one), len(other)) or 1)
    return overlap >= _SAME_SENTENCES and min(like.here.aligned, like.there.aligned) >= _LITTLE_BESIDES


def _grown(prints: Prints, place: int, other: int) -> bool:
    """Whether the longer of two is known to be the younger."""
    one, two = sorted((place, other), key=lambda at: len(prints[at].words))
    short, long = prints.articles[one].published, prints.articles[two].published
    return short is not None and long is not None and short < long


def _age(article: Article) -> tuple[date, int, str, str, str]:
    """Oldest first; of the same day, or undated, the shortest, so that a round-up comes after what it is made of."""
    return article.published or date.max, len(article.text), article.id, article.outlet or "", article.url or ""
