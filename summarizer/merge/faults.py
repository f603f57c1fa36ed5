"""What is wrong with an engine's answer: told to the engine in its references, to a reader in articles and items."""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from ..schemas.brief import Unmerged
from ..schemas.draft import Draft
from .card import Card

Kind = Literal["story", "party", "group", "disagreement", "change", "answer", "sentence"]
_MOST = 40  # problems; an engine mends no more at once, and its window is not ours to fill
_SHOWN = 40  # references in one problem
_LONGEST = 400  # characters of a problem, and of a drafted text that is kept for the record
_FAULT, _DO, _NAME = 240, 100, 40  # characters of a problem's parts; the references have the rest
_JOINERS = "\u200c\u200d"  # invisible, but part of how some scripts are written


@dataclass
class Faults:
    """Gathers problems and what is left out. `labels` gives what a reader knows a reference by."""

    labels: Mapping[str, str]
    unmerged: list[Unmerged] = field(default_factory=list)
    _said: dict[str, None] = field(default_factory=dict)

    @property
    def problems(self) -> tuple[str, ...]:
        """What the engine is told, a line of 400 characters at most each: the first 40, and how many more there are."""
        more = len(self._said) - _MOST
        return (*list(self._said)[:_MOST], *([f"and {more} more of the kind"] if more > 0 else []))

    def ask(self, refs: Iterable[str], fault: str, do: str) -> None:
        """Tell the engine what is wrong with these references and what to do.

        Texts of articles may stand in it, and the engine reads it outside of what is fenced in as theirs: it is made
        one line, and of each of its parts a beginning.
        """
        rest = f": {_cut(one_line(fault), _FAULT)}" + (f"; {_cut(one_line(do), _DO)}" if do else "")
        self._said.setdefault(f"{_within([*refs], _LONGEST - len(rest))}{rest}")

    def leave(self, kind: Kind, refs: Iterable[str], fault: str, instead: str, draft: Draft | None = None) -> None:
        """Record for the reader what does not fit and what stands in its place, if the engine is not asked again."""
        whom = _listed([self.labels.get(ref, f"“{_cut(ref)}”") for ref in refs])
        detail = one_line(f"{whom}: {fault}; {instead}.")
        self.unmerged.append(Unmerged(kind=kind, detail=detail, draft=self._as_json(draft)))

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
    return f"“{_cut(one_line(text[:1000]), 60)}”"


def one_line(text: str) -> str:
    """The text without line breaks, control characters and marks of direction."""
    plain = " ".join(text.split())
    if not plain.isprintable():
        kept = (c for c in plain if c in _JOINERS or not unicodedata.category(c).startswith("C"))
        plain = " ".join("".join(kept).split())
    return plain


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(_cut(name, 80) for name in names[:_SHOWN])
    return f"{shown} and {len(names) - _SHOWN} more" if len(names) > _SHOWN else shown or "the answer"


def _within(names: Sequence[str], room: int) -> str:
    """As many of the references as find room, one at least, and how many more there are."""
    listed = [_cut(one_line(name), _NAME) for name in names[:_SHOWN]]
    for shown in range(len(listed), 0, -1):
        more = f" and {len(names) - shown} more" if shown < len(names) else ""
        if len(told := ", ".join(listed[:shown]) + more) <= room or shown == 1:
            return told
    return "the answer"


def _cut(text: str, most: int = _LONGEST) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
