"""The two engines behind one small protocol: `draft` one article, `repair` the items that failed the checks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from .ground.check import Failure
from .schemas.article import Article
from .schemas.draft import ArticleDraft, RepairDraft
from .schemas.summary import Template, Usage


@dataclass(frozen=True)
class Drafting:
    """An engine's answer about one article, and what it took."""

    draft: ArticleDraft
    parts: int = 1
    usage: Usage = field(default_factory=Usage)
    templates: tuple[Template, ...] = ()
    answered_by: str | None = None
    mode: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Repair:
    """An engine's second answer, about the items that failed; None for the answer where there was none."""

    answer: RepairDraft | None
    usage: Usage = field(default_factory=Usage)
    templates: tuple[Template, ...] = ()
    notes: tuple[str, ...] = ()


class Engine(Protocol):
    """What writes drafts. Everything after a draft is the same for all engines."""

    kind: Literal["builtin", "model"]
    model: str | None

    async def draft(self, article: Article) -> Drafting:
        """What the article says was agreed, is demanded, and is open."""
        ...

    async def repair(self, article: Article, failures: Mapping[str, Failure]) -> Repair:
        """The failing items once more, by their references."""
        ...

    async def aclose(self) -> None:
        """Free what the engine holds."""


def total(usages: Iterable[Usage]) -> Usage:
    """The sum over several answers; what one of them does not say is unknown for the whole."""
    listed = [usage for usage in usages if usage.calls]

    def known(values: list[float | None]) -> float | None:
        return None if not values or None in values else sum(value for value in values if value is not None)

    tokens_in, tokens_out = known([u.input_tokens for u in listed]), known([u.output_tokens for u in listed])
    return Usage(
        calls=sum(u.calls for u in listed),
        input_tokens=None if tokens_in is None else int(tokens_in),
        output_tokens=None if tokens_out is None else int(tokens_out),
        cost_usd=known([u.cost_usd for u in listed]),
        seconds=sum(u.seconds for u in listed),
    )
