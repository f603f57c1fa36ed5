"""Quotes of a page: each is marked in its article, numbered in its finding, and numbered on the page for print."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import count

from ...words import paragraph_number
from ..neutral import neutral
from .entries import Place, Quoted
from .texts import Shelf


@dataclass(frozen=True)
class Stretch:
    """Words of an article, and who says them there."""

    article_id: str
    start: int
    end: int
    quote: str
    paragraph: int | None = None
    said: str = ""


class Quotes:
    """Makes them, for one page, and counts the stretches of articles that they are, equal ones once."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._notes = count(1)
        self._checked: dict[tuple[str, int, int, str], bool] = {}

    @property
    def checked(self) -> int:
        """How many stretches findings rest on."""
        return len(self._checked)

    @property
    def standing(self) -> int:
        """How many of them stand in their articles, letter for letter."""
        return sum(self._checked.values())

    @property
    def mended(self) -> bool:
        """Whether characters of any article were mended before it was read."""
        return any(text.summary.article.repairs for text in self._shelf)

    def paragraph(self, article_id: str, start: int) -> int | None:
        """The paragraph of an article in which an offset lies, from 1; None without its text."""
        text = self._shelf.text(article_id)
        return paragraph_number(text.summary.article.text, start) if text else None

    def of(self, anchor: str, stretches: Iterable[Stretch], name: Callable[[str], str], after: int = 0) -> list[Quoted]:
        """The quotes of a finding, numbered after its first `after` ones; equal words by equal voices as one.

        `name` is what an article is called where it is cited.
        """
        found: dict[tuple[str, str], list[Place]] = {}
        languages: dict[str, str | None] = {}
        number = after
        for each in dict.fromkeys(stretches):
            number += 1
            ref = f"{anchor}/{number}"
            place = self._shelf.mark(each.article_id, each.start, each.end, each.quote, ref)
            self._checked[each.article_id, each.start, each.end, each.quote] = place is not None
            languages.setdefault(neutral(each.quote), self._language(each.article_id))
            found.setdefault((neutral(each.quote), each.said), []).append(
                Place(ref, place, name(each.article_id), each.paragraph)
            )
        return [
            Quoted(quote, tuple(places), said, next(self._notes), languages[quote])
            for (quote, said), places in found.items()
        ]

    def _language(self, article_id: str) -> str | None:
        text = self._shelf.text(article_id)
        return text.summary.article.language if text else None
