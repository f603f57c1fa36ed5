"""A sentence as the rules have read it, for the model to weigh."""

from dataclasses import dataclass, field

from ..clauses import Clause
from ..finding import Place
from ..speaker import Voice


@dataclass
class Sentence:
    """Where it stands, its words, whose it is and what the rules found in it.

    `behind` and `ahead` are the sentences before and after it in its paragraph.
    """

    place: Place
    tokens: list[str]
    opening: str
    behind: int = 0
    ahead: int = 0
    voices: list[Voice] = field(default_factory=list)
    parties: int = 0
    clauses: list[Clause] = field(default_factory=list)
    found: set[str] = field(default_factory=set)
