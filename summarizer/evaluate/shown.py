"""What was missed or got wrong, to be read beside the article or taken on as JSON."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from rich.console import Console
from rich.text import Text

from ..render.neutral import neutral, visible
from ..render.sheet import Sheet, blank, printed
from ..schemas.gold import GoldItem
from .fields import Judged
from .missed import Missed, Passage, What
from .scores import FIELDS, Scored

WORDS: dict[What, str] = {
    "missed": "missed",
    "wrong": "not in the gold",
    "another kind": "another kind",
    "fields": "other fields",
    "statement": "statement",
}
COUNTED: dict[What, str] = {
    **WORDS,
    **{"another kind": "of another kind", "fields": "with other fields"},
    "statement": "with a statement against the quotes",
}
_STYLES: dict[What, str] = {"missed": "bold red", "wrong": "bold yellow", "another kind": "bold magenta"}
_INDENT = 6


def as_missed(scored: Sequence[Scored], *, width: int | None = None, color: bool | None = None) -> str:
    """For the screen or a file, article by article; quotes are bold, or in »« where there is no colour."""
    return printed(scored, lambda console, columns, each: _View(console, columns).lines(each), width=width, color=color)


def missed_json(scored: Sequence[Scored]) -> str:
    """The same as JSON: a list of engines, each with its items by article."""
    told = [
        {"engine": each.name, "failed": dict(each.failed), "shown": [_record(missed) for missed in each.missed]}
        for each in scored
    ]
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


class _View(Sheet):
    """One engine's."""

    def __init__(self, console: Console, columns: int) -> None:
        super().__init__(console, columns)
        self.plain = console.color_system is None

    def lines(self, scored: Scored) -> Iterator[Text]:
        yield from self.hung(f"{scored.name}: {_counted(scored.missed)}", style="bold")
        for file, found in groupby(scored.missed, attrgetter("file")):
            yield Text()
            yield from self.hung(file, style="bold")
            for missed in found:
                yield from self._entry(missed)

    def _entry(self, missed: Missed) -> Iterator[Text]:
        style = _STYLES.get(missed.what, "bold")
        weight = "" if missed.what == "another kind" else _weight(missed.weight)
        lead = Text.assemble("  ", (WORDS[missed.what], style), f"{weight}: {_kind(missed.kind)}: ")
        yield from self.hung(missed.text, lead, 4)
        if missed.gold is not None:
            yield from self.hung(
                missed.gold.text, Text(f"{' ' * _INDENT}{_beside(missed, missed.gold)}: "), _INDENT + 2
            )
        for field in missed.fields:
            yield from self.hung(differs(field), blank(_INDENT), _INDENT + 2)
        if missed.why:
            yield from self.hung(f"statement: {missed.why}", blank(_INDENT), _INDENT + 2)
        for passage in missed.passages:
            yield from self.hung(self._marked(passage), Text(f"{' ' * _INDENT}¶{passage.paragraph} ", "dim"), _INDENT)
        for quote in _strays(missed):
            yield from self.hung(f"stands nowhere in the article: “{quote}”", blank(_INDENT))

    def _marked(self, passage: Passage) -> Text:
        """The paragraph with its quotes marked."""
        text, body, at = visible(passage.text).replace("\t", " "), Text(), 0
        for start, end in passage.marks:
            body.append(text[at:start])
            body.append(f"»{text[start:end]}«" if self.plain else text[start:end], style="bold")
            at = end
        return body.append(text[at:])


def _beside(missed: Missed, gold: GoldItem) -> str:
    """What the gold's item is to a found one."""
    if missed.what in ("fields", "statement"):
        return "gold"
    twin = "gold, which another item is" if missed.what == "wrong" else "gold"
    return f"{twin}{_weight(gold.weight)}: {_kind(gold.kind)}"


def differs(field: Judged) -> str:
    """`answer: deferred, gold countered`."""
    return f"{FIELDS[field.name]}: {_names(field.found)}, gold {_names(field.gold)}"


def _counted(missed: Sequence[Missed]) -> str:
    """How many there are of each sort."""
    counts = Counter(each.what for each in missed)
    core = sum(each.what == "missed" and each.weight == "core" for each in missed)
    pieces = [f"{counts[what]:,} {words}" for what, words in COUNTED.items() if counts[what]]
    if counts["missed"]:
        pieces[0] += f" ({core} core)"
    return ", ".join(pieces) or "nothing was missed, and nothing is wrong"


def _strays(missed: Missed) -> list[str]:
    """Quotes that no mark shows: letter for letter they are not in the article."""
    whole = "\n".join(passage.text for passage in missed.passages)
    return [quote for quote in missed.quotes if not all(line.strip() in whole for line in quote.split("\n"))]


def _record(missed: Missed) -> dict[str, Any]:
    return {
        "file": missed.file,
        "what": WORDS[missed.what],
        "kind": missed.kind,
        "text": missed.text,
        "weight": missed.weight or None,
        "quotes": list(missed.quotes),
        "passages": [
            {"paragraph": each.paragraph, "text": each.text, "marks": [list(mark) for mark in each.marks]}
            for each in missed.passages
        ],
        "gold": _gold(missed.gold),
        "fields": [{"field": each.name, "found": list(each.found), "gold": list(each.gold)} for each in missed.fields],
        "why": missed.why or None,
    }


def _gold(item: GoldItem | None) -> dict[str, Any] | None:
    return None if item is None else item.model_dump(include={"kind", "text", "weight", "quotes"})


def _kind(kind: str) -> str:
    return kind.replace("_", " ")


def _weight(weight: str) -> str:
    return f" ({weight})" if weight else ""


def _names(names: Sequence[str]) -> str:
    return ", ".join(map(neutral, names)) or "none"
