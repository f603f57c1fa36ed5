"""The versions of one disagreement: do they differ, and in more than the wording of copies?"""

from collections.abc import Iterable, Sequence

from ..schemas.brief import Quote
from .faults import in_order, order_of
from .findings import FoundVersion
from .words import plain


def words_of(version: FoundVersion) -> str:
    """The words of a version without typography and capitals."""
    return plain(version.quotes[0].quote)


def put_in_order(versions: Iterable[FoundVersion]) -> tuple[FoundVersion, ...]:
    """The versions by their first items, then by where their words stand."""

    def place(version: FoundVersion) -> tuple[tuple[int, str], int, str, str]:
        return order_of(version.cards[0].ref), version.quotes[0].start, version.party or "", words_of(version)

    return tuple(sorted(versions, key=place))


def without_repeats(versions: Sequence[FoundVersion]) -> list[FoundVersion]:
    """The versions, those of one party joined that have the same words, and the first of those with the same items."""
    by_words: dict[tuple[str | None, str], FoundVersion] = {}
    for version in versions:
        key = (version.party, words_of(version))
        by_words[key] = joined(by_words[key], version) if key in by_words else version
    by_cards: dict[tuple[str | None, frozenset[str]], FoundVersion] = {}
    for version in by_words.values():
        by_cards.setdefault((version.party, frozenset(card.ref for card in version.cards)), version)
    return list(by_cards.values())


def without_copies(versions: Sequence[FoundVersion]) -> list[FoundVersion]:
    """The versions without those that only a copy has: its odd wording of what its origin's version says.

    A copy's version goes into one that rests on the same origin through other articles, unless the two are of two
    parties, which each article may well tell, or one article has both.
    """
    kept = list(versions)
    for version in versions:
        host = next((other for other in kept if other is not version and _rewords(version, other)), None)
        if host is not None:
            kept = [other for other in kept if other is not version]
            kept[kept.index(host)] = FoundVersion(host.party, in_order([*host.cards, *version.cards]), host.quotes)
    return kept


def apart(versions: Sequence[FoundVersion]) -> bool:
    """Whether there are two versions with different words at least."""
    return len({words_of(version) for version in versions}) > 1


def joined(one: FoundVersion, other: FoundVersion) -> FoundVersion:
    """Two versions with the same words as one."""
    quotes: dict[tuple[str, int, int], Quote] = {
        (quote.article_id, quote.start, quote.end): quote for quote in (*one.quotes, *other.quotes)
    }
    return FoundVersion(one.party or other.party, in_order([*one.cards, *other.cards]), tuple(quotes.values()))


def _rewords(version: FoundVersion, other: FoundVersion) -> bool:
    """Whether a version rests on copies alone, of origins that the other version rests on by other articles."""
    if version.party and other.party and version.party != other.party:
        return False
    if not all(card.report.is_copy for card in version.cards):
        return False
    if {card.report.id for card in version.cards} & {card.report.id for card in other.cards}:
        return False
    return {card.report.origin for card in version.cards} <= {card.report.origin for card in other.cards}
