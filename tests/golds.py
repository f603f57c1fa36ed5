"""Gold on one invented article, written to a folder, and what some tool might find there."""

from pathlib import Path
from typing import Any

import yaml

from summarizer.evaluate.compare import compare
from summarizer.evaluate.found import Found, located
from summarizer.evaluate.gold import Loaded, load
from summarizer.evaluate.missed import Missed
from summarizer.evaluate.scores import Scored
from summarizer.evaluate.tally import Tally
from summarizer.settings import load_settings
from tests.summaries import TALKS

SIGNED = "The two delegations signed a protocol on the return of 62 wounded prisoners"
GUNS = "her government would not sign a wider truce unless Velmar withdrew its artillery 15 kilometres from the river"
WATCH = "Who would watch over the pause was left unsaid"
ITEMS: list[dict[str, Any]] = [
    {"kind": "agreed_term", "text": "A protocol is signed.", "quotes": [SIGNED], "stage": "signed", "says": "outlet"},
    {
        "kind": "demand",
        "text": "Ostrava wants the guns away.",
        "quotes": [GUNS, "“Guns first, signatures later,”"],
        "by": ["Ostrava"],
        "response": "rejected",
    },
    {"kind": "open_question", "text": "Who watches?", "weight": "minor", "quotes": [WATCH], "why": "not_addressed"},
]


def gold_at(place: Path, items: list[dict[str, Any]] | None = None, part: str = "development") -> Loaded:
    """A set of one article in `place`, as it is written and read."""
    place.mkdir(exist_ok=True)
    (place / "talks.txt").write_text(TALKS, "utf-8")
    gold = {
        "negotiation": "Velmar and Ostrava: waterworks",
        "sort": "truce",
        "part": part,
        "articles": [{"file": "talks.txt", "items": ITEMS if items is None else items}],
    }
    (place / "gold.yaml").write_text(yaml.safe_dump(gold), "utf-8")
    return load(place / "gold.yaml", load_settings(model="builtin"))


def found(kind: str, *quotes: str, says: tuple[str, ...] = (), names: Any = None, **status: str) -> Found:
    """An item of some tool's."""
    stretches = located(quotes, TALKS)
    return Found(kind, f"{kind} on {quotes[0][:20]}", quotes, stretches, says, names or {}, status)


def compared(loaded: Loaded, *items: Found) -> tuple[Tally, list[Missed]]:
    """What is counted and what is told of them."""
    return compare(items, loaded.gold.articles[0], loaded)


def scored(loaded: Loaded, name: str, *items: Found, copies: int = 12, **facts: Any) -> Scored:
    """An engine that found the same in so many articles."""
    tally, missed = compared(loaded, *items)
    return Scored(name, [tally] * copies, missed, facts.pop("failed", {}), **facts)
