"""The engine without a model, behind the protocol of all engines."""

from collections.abc import Mapping
from typing import Literal

from . import builtin
from .engine import Drafting, Repair
from .ground.check import Failure
from .schemas.article import Article


class BuiltinEngine:
    """The engine without a model: no network, no key, the same answer every time."""

    kind: Literal["builtin", "model"] = "builtin"
    model: str | None = None

    async def draft(self, article: Article) -> Drafting:
        """The items found by cue words and clause structure."""
        draft = builtin.draft(article)
        return Drafting(draft, notes=tuple(builtin.notes(article, draft)))

    async def repair(self, article: Article, failures: Mapping[str, Failure]) -> Repair:
        """Nothing: asked again, this engine says the same again."""
        return Repair(None)

    async def aclose(self) -> None:
        """Nothing to free."""
