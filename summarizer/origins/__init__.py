"""Which articles are copies of which: a brief counts origins, not articles."""

from collections.abc import Sequence

from ..schemas.article import Article
from ..schemas.origin import Copy, Origin, Similarity
from .derive import origin_of
from .group import grouped

__all__ = ["Copy", "Origin", "Similarity", "find_origins"]


def find_origins(articles: Sequence[Article]) -> list[Origin]:
    """The articles grouped by the text they go back to; groups in the order of their oldest members.

    Every article is a member of exactly one origin. The outcome depends on nothing but the articles: not on their
    order, nor on the clock. Up to 200 articles every pair is compared; of more, those that a MinHash index proposes.
    Raises nothing.
    """
    groups = grouped(articles)
    return [origin_of(members, groups) for members in groups.members()]
