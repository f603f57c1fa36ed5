"""What is wrong with an engine's answer: told to the engine in its references, to a reader in articles and items."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from ..schemas.brief import Unmerged
from ..schemas.draft import Draft
from .card import Card

Kind = Literal["story", "party", "group", "disagreement", "change", "answer", "sentence"]
_SHOWN = 40  # references in one problem
_LONGEST = 400  # characters of a drafted text that are kept for the record


@dataclass
class Faults:
    """Gathers problems and what is left out. `labels` gives what a reader knows a reference by."""

    labels: Mapping[str, str]
    problems: list[str] = field(default_factory=list)
    unmerged: list[Unmerged] = field(default_factory=list)

    def ask(self, refs: Iterable[str], fault: str, do: str) -> None:
        """Tell the engine what is wrong with these references and what to do."""
        said = f"{_listed([*refs])}: {fault}; {do}" if do else f"{_listed([*refs])}: {fault}"
        if said not in self.problems:
            self.problems.append(said)

    def leave(self, kind: Kind, refs: Iterable[str], fault: str, instead: str, draft: Draft | None = None) -> None:
        """Record for the reader what does not fit and what stands in its place, if the engine is not asked again."""
        whom = _listed([self.labels.get(ref, f"“{_cut(ref)}”") for ref in refs])
        self.unmerged.append(Unmerged(kind=kind, detail=f"{whom}: {fault}; {instead}.", draft=self._as_json(draft)))

    def _as_json(self, draft: Draft | None) -> str:
        return json.dumps(self._told(draft.model_dump(mode="json") if draft else None), ensure_ascii=False)

    def _told(self, value: Any) -> Any:
        """The value with references replaced by what a reader knows, and without texts of any length."""
        if isinstance(value, dict):
            return {key: self._told(one) for key, one in value.items()}
        if isinstance(value, list):
            return [self._told(one) for one in value[:_SHOWN]]
        return _cut(self.labels.get(value, value)) if isinstance(value, str) else value


def item_labels(cards: Sequence[Card]) -> dict[str, str]:
    """What a reader knows each item by: its id in its article."""
    return {card.ref: f"{card.item.id} of {card.report.id}" for card in cards}


def order_of(ref: str) -> tuple[int, str]:
    """The key that puts references in canonical order: i2 before i10."""
    number = re.search(r"[0-9]{1,9}", ref)
    return (int(number[0]) if number else 0, ref)


def in_order(cards: Iterable[Card]) -> tuple[Card, ...]:
    """The cards in canonical order, each once."""
    return tuple(sorted({card.ref: card for card in cards}.values(), key=lambda card: order_of(card.ref)))


def quoted(text: str) -> str:
    """The beginning of a text in quotation marks, to show which one is meant."""
    return f"“{_cut(' '.join(text[:1000].split()), 60)}”"


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(_cut(name, 80) for name in names[:_SHOWN])
    return f"{shown} and {len(names) - _SHOWN} more" if len(names) > _SHOWN else shown or "the answer"


def _cut(text: str, most: int = _LONGEST) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
