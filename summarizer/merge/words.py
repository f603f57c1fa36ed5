"""Where the words of a version or a position stand: inside the quotes of the items that carry them."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from ..ground.clauses import sentences_of
from ..ground.fold import QUOTATION, Folded, fold
from ..ground.locate import whole_words
from ..ground.uses import is_content
from ..schemas.brief import Quote
from ..schemas.summary import Evidence
from .card import Card
from .faults import in_order

_GAP = "….[]"  # what is put around words that were cut out of a sentence
_MOST = 1000  # characters; no words that differ are longer
_Places = Callable[[str, Evidence], Iterator[tuple[int, int]]]


def find_words(words: str, cards: Sequence[Card]) -> Quote | None:
    """Where the words stand in a quote of one of these cards; None where they stand in none, or say nothing.

    As they are first, in any card, then after folding typography alone (see `ground.fold`). `start` and `end` count in
    the article's text, and `article.text[start:end] == quote`; no word or number is cut.
    """
    if len(words) > _MOST:
        return None
    ordered = in_order(cards)
    for wanted in _wordings(words):
        if not _says_something(wanted):
            continue
        for places in (_exact, _folded):
            for card in ordered:
                if found := _in_card(wanted, card, places):
                    return found
    return None


def same_words(one: str, other: str) -> bool:
    """Whether two stretches are the same but for typography, capitals and the points at their ends."""
    return plain(one) == plain(other)


@lru_cache(maxsize=4096)
def plain(words: str) -> str:
    """Words without what typography and capitals make of them."""
    return " ".join(fold(words[:_MOST]).text.casefold().strip("\"'.,;: ").split())


def _in_card(wanted: str, card: Card, places: _Places) -> Quote | None:
    text = card.report.summary.article.text
    for piece in card.item.evidence:
        if text[piece.start : piece.end] != piece.quote:
            continue
        for start, end in places(wanted, piece):
            if whole_words(text, start, end):
                return Quote(
                    article_id=card.report.id, item_id=card.item.id, quote=text[start:end], start=start, end=end
                )
    return None


def _wordings(words: str) -> Iterator[str]:
    """The words as given, and without quotation marks or points put around them."""
    bare = words.strip()
    yield bare
    inner = bare.strip(_GAP + " ")
    if len(inner) > 2 and inner[0] in QUOTATION and inner[-1] in QUOTATION:
        inner = inner[1:-1].strip()
    inner = inner.rstrip(".,;: ")
    if inner and inner != bare:
        yield inner


def _says_something(words: str) -> bool:
    return any(is_content(word) for sentence in sentences_of(words) for word in sentence)


def _exact(wanted: str, piece: Evidence) -> Iterator[tuple[int, int]]:
    at = piece.quote.find(wanted)
    while at >= 0:
        yield piece.start + at, piece.start + at + len(wanted)
        at = piece.quote.find(wanted, at + 1)


def _folded(wanted: str, piece: Evidence) -> Iterator[tuple[int, int]]:
    needle, quote = fold(wanted).text.strip(), _fold(piece.quote)
    at = quote.text.find(needle) if needle else -1
    while at >= 0:
        yield piece.start + quote.starts[at], piece.start + quote.ends[at + len(needle) - 1]
        at = quote.text.find(needle, at + 1)


@lru_cache(maxsize=4096)
def _fold(text: str) -> Folded:
    return fold(text)
