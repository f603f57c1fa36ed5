"""A sentence written over several articles, held against what it rests on by the rules for one article's items."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from ..ground.check import SHARED_STEMS, content
from ..ground.dates import date_mentions, unsupported_date
from ..ground.evidence import contexts
from ..ground.modality import modality_conflict
from ..ground.name_runs import name_runs
from ..ground.names import unknown_name
from ..ground.numbers import unsupported_quantity
from ..ground.polarity import polarity_conflict
from ..schemas.summary import AgreedTerm, Evidence
from ..schemas.vocabulary import Found
from ..words import reads_english
from .card import Card, Item, all_parties

_LONGEST = 600  # characters of one sentence
_MOST_TEXT = 400_000  # characters of articles in which names are looked up together
_FIRST = 32  # sentences that mostly carry all; only where they do not, the others are read
_MOST_SENTENCES = 400  # against which negation and strength are held; a story told more often has them many times


@dataclass(frozen=True)
class Ground:
    """What one article gives a sentence to rest on: whole sentences, and a text in which names may occur."""

    support: tuple[str, ...]
    article: str = ""
    published: date | None = None
    names: tuple[str, ...] = ()  # title, outlet, parties, speakers


def unsupported(text: str, grounds: Sequence[Ground], *, assertion: bool = True) -> str | None:
    """What a sentence says that its grounds do not, in one clause; None where they carry it all.

    Numbers, dates and names must be those of some ground; negation and strength are held against all of them together.
    A heading or a question is no `assertion`: only its numbers, dates and names are looked at.
    """
    if not text.strip():
        return "the sentence says nothing"
    if len(text) > _LONGEST:
        return f"the sentence has more than {_LONGEST} characters"
    support = [*dict.fromkeys(words for ground in grounds for words in ground.support)]
    if (amount := unsupported_quantity(text, support[:_FIRST])) and len(support) > _FIRST:
        amount = unsupported_quantity(text, support)
    if amount:
        return f"“{amount.surface}” is not in the quotes or their sentences"
    if day := _unsupported_date(text, grounds):
        return f"“{day}” is not in the quotes or their sentences"
    if name := unknown_among(text, grounds):
        return f"“{name}” does not occur in the articles"
    if not assertion:
        return None
    english, support = _reads_english(grounds), support[:_MOST_SENTENCES]
    if conflict := polarity_conflict(text, support, english=english):
        return conflict.replace("the item says", "the sentence says")
    if english and (conflict := modality_conflict(text, support, None)):
        return conflict.replace("the item states", "the sentence states")
    return None


def unfit_heading(text: str, grounds: Sequence[Ground]) -> str | None:
    """What a heading says that neither its items nor else their articles carry: a number, a date or a name."""
    if (fault := unsupported(text, grounds, assertion=False)) is None:
        return None
    whole = {ground.article: replace(ground, support=(*ground.support, ground.article)) for ground in grounds[:_FIRST]}
    return fault if unsupported(text, [*whole.values()], assertion=False) else None


def shares_words(text: str, ground: Ground, least: int = SHARED_STEMS) -> bool:
    """Whether a text and a ground have words of content in common, as an item and its quotes must; asked in English."""
    if not _reads_english([ground]):
        return True
    said = content(text)
    return len(said & _stems(ground.support)) >= min(least, len(said))


def unknown_among(text: str, grounds: Sequence[Ground], fields: Sequence[str] = ()) -> str | None:
    """The first name in a text or in fields that no ground knows: not its sentences, nor its article, nor all of them.

    The short sentences are asked first, since an index of an article's names costs more than of a few sentences.
    """
    if not fields and not any(True for _ in name_runs(text, in_sentence=True)):
        return None
    missing: str | None = None
    for some in sorted({min(_FIRST, len(grounds)), len(grounds)}):
        missing = unknown_name(text, fields, "\n".join(_distinct(grounds[:some], short=True)))
        if missing is None:
            return None
    articles = [*_distinct(grounds, short=False)]
    for article in articles[:8]:
        if unknown_name(text, fields, article) is None:
            return None
    return unknown_name(text, fields, "\n".join(articles)) if len(articles) > 1 else missing


def ground_of(card: Card) -> Ground:
    """What an item gives: its sentence, its fields, and the sentences its quotes stand in."""
    article, item = card.report.summary.article, card.item
    spans = tuple((piece.start, piece.end) for piece in item.evidence)
    said = item.attribution
    names = (article.title, article.outlet, said.speaker, *all_parties(item))
    return Ground(
        support=(*statements(item), *_contexts(article.text, spans)),
        article=article.text,
        published=card.report.published or article.published,
        names=tuple(name for name in names if name),
    )


def statements(item: Item) -> tuple[str, ...]:
    """What an item itself says: its sentence, and a term's scope, start, duration and conditions."""
    if not isinstance(item, AgreedTerm):
        return (item.text,)
    fields = (item.text, item.scope, item.start, item.duration, *item.conditions)
    return tuple(words for words in fields if words)


def _unsupported_date(text: str, grounds: Sequence[Ground]) -> str | None:
    """The first date that no ground carries; each is asked for by itself, for articles of several days."""
    for claim in _up_to_each_date(text):
        missing = [unsupported_date(claim, ground.support, ground.published) for ground in grounds]
        if found := next(iter(missing), None) if all(missing) else None:
            return found
    return None


def _up_to_each_date(text: str) -> Iterator[str]:
    """The text in pieces that end with one date each, so that "until" stays with its date."""
    start = 0
    for mention in date_mentions(text):
        yield text[start : mention.end]
        start = mention.end


def _distinct(grounds: Iterable[Ground], *, short: bool) -> Iterator[str]:
    """The different sentences, or the different articles, of the grounds with their names, up to a bound."""
    seen: set[str] = set()
    size = 0
    for ground in grounds:
        for text in (*ground.support, *ground.names) if short else (ground.article, *ground.names):
            if text and text not in seen and size < _MOST_TEXT:
                seen.add(text)
                size += len(text)
                yield text


@lru_cache(maxsize=32_768)
def _contexts(text: str, spans: tuple[tuple[int, int], ...]) -> tuple[str, ...]:
    pieces = [
        Evidence(quote=text[start:end], start=start, end=end, paragraph=1, found=Found.EXACT) for start, end in spans
    ]
    return tuple(contexts(pieces, text))


@lru_cache(maxsize=16_384)
def _stems(support: tuple[str, ...]) -> frozenset[str]:
    return frozenset(stem for words in support for stem in content(words))


def _reads_english(grounds: Sequence[Ground]) -> bool:
    return any(_is_english(ground.article or " ".join(ground.support)) for ground in grounds)


@lru_cache(maxsize=4096)
def _is_english(text: str) -> bool:
    return reads_english(text)
