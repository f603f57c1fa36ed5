"""The items that carry a version or a position, and its words in their quotes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..ground.numbers import unsupported_quantity
from ..ground.polarity import polarity_conflict
from ..schemas.brief import Quote
from .card import Card
from .faults import Faults, Kind, in_order, order_of, quoted
from .sentence import Ground, ground_of, shares_words
from .words import find_words


@dataclass(frozen=True)
class Carried:
    """Words that were found, and the items that carry them; the quotes are in the items' order, without doubles."""

    cards: tuple[Card, ...]
    quotes: tuple[Quote, ...]


def carried(
    words: str, about: str, refs: Sequence[str], known: Mapping[str, Card], kind: Kind, faults: Faults
) -> Carried | None:
    """The items among `refs` that carry the words; None where the words stand in no quote of theirs.

    `about` is the point they are on. An item that may say the same in other words stays; one that speaks of something
    else, lacks the figure or says the contrary goes.
    """
    cards = in_order(known[ref] for ref in refs if ref in known)
    if not cards:
        if not refs:
            faults.ask([], f"{quoted(words)} names no item", "name the items that carry these words")
        return None
    if find_words(words, cards) is None:
        names = [card.ref for card in cards]
        faults.ask(names, f"no quote of theirs has the words {quoted(words)}", "copy the words from one of the quotes")
        faults.leave(kind, names, f"no quote of theirs has the words {quoted(words)}", "they are left out")
        return None
    found = {card.ref: find_words(words, [card]) for card in cards}
    fit = tuple(card for card in cards if found[card.ref] or _in_other_words(words, about, ground_of(card)))
    return Carried(fit, _distinct(found[card.ref] for card in fit))


def unknown_refs(refs: Iterable[str], known: Mapping[str, Card], kind: Kind, faults: Faults) -> None:
    """Complain of references that no item has."""
    if invented := sorted({ref for ref in refs if ref not in known}, key=order_of):
        faults.ask(invented, "no item has this reference", "use only the references shown")
        faults.leave(kind, invented, "no such item was given", "the reference is passed over")


def _in_other_words(words: str, about: str, ground: Ground) -> bool:
    if unsupported_quantity(words, ground.support) or not shares_words(f"{words}. {about[:500]}", ground, 1):
        return False
    return polarity_conflict(words, ground.support) is None


def _distinct(quotes: Iterable[Quote | None]) -> tuple[Quote, ...]:
    kept: dict[tuple[str, int, int], Quote] = {}
    for quote in quotes:
        if quote:
            kept.setdefault((quote.article_id, quote.start, quote.end), quote)
    return tuple(kept.values())
