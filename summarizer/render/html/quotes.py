"""Quotes of a page: each is marked in its article, numbered in its finding, and numbered on the page for print."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import count

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
    """Makes them, for one page. `name` gives an article's outlet and date."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._notes = count(1)
        self.checked = 0
        self.standing = 0

    def of(self, anchor: str, stretches: Iterable[Stretch], name: Callable[[str], str], after: int = 0) -> list[Quoted]:
        """The quotes of a finding, numbered after its first `after` ones; equal words by equal voices as one."""
        found: dict[tuple[str, str], list[Place]] = {}
        number = after
        for each in dict.fromkeys(stretches):
            number += 1
            ref = f"{anchor}/{number}"
            place = self._shelf.mark(each.article_id, each.start, each.end, each.quote, ref)
            self.checked += 1
            self.standing += place is not None
            found.setdefault((neutral(each.quote), each.said), []).append(
                Place(ref, place, name(each.article_id), each.paragraph)
            )
        return [Quoted(quote, tuple(places), said, next(self._notes)) for (quote, said), places in found.items()]
