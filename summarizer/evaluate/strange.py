"""Names in gold that its articles do not have. No fault: a reader may call a side what the article does not call it."""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from ..schemas.article import Article
from ..schemas.gold import GoldArticle, GoldItem
from .found import NAMES
from .gold import Loaded
from .names import words_of


def strange_names(loaded: Loaded) -> list[str]:
    """Each name of which no word stands in its article, title and outlet included: a sentence for each article.

    A name in small letters ("the authorities") describes, and is told only where the article has a word like it.
    """
    return [
        f'{loaded.path}: article {number} "{gold.file}", {told}'
        for number, gold in enumerate(loaded.gold.articles, start=1)
        for told in _strange(gold, loaded.articles[gold.file])
    ]


def _strange(gold: GoldArticle, article: Article) -> Iterator[str]:
    there = set(re.findall(r"\w+", f"{article.title or ''} {article.outlet or ''} {article.text}"))
    known = {word.casefold() for word in there}
    strange: dict[str, list[str]] = {}
    for number, item in enumerate(gold.items, start=1):
        for field, name in _named(item):
            if (sought := words_of(name)) and not sought & known:
                strange.setdefault(name, []).append(f"item {number} ({field})")
    for name, places in strange.items():
        meant = _meant(name, there)
        if meant or name != name.lower():
            yield f"{', '.join(places)}: no word of the name {name!r} stands in the article{meant or '.'}"


def _meant(name: str, there: Iterable[str]) -> str:
    """The nearest word of the article, one with a capital unless the name has none; nothing where none is near."""
    known = {word for word in there if name == name.lower() or word[:1].isupper()}
    sought = [word for word in re.findall(r"\w+", name) if word.casefold() in words_of(name)]
    near = [close for word in sought for close in get_close_matches(word, known, 1, 0.75)]
    return f"; did you mean {near[0]!r}?" if near else ""


def _named(item: GoldItem) -> Iterator[tuple[str, str]]:
    """Every name of an item, by its field."""
    if item.says is not None and item.says != "outlet":
        yield "says", item.says
    for field in NAMES:
        for name in getattr(item, field) or ():
            yield field, name
