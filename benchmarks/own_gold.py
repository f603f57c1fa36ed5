"""The project's own gold, handed in as another tool's findings: every score is 1.00 but one.

That one, "numbers and polarity as in the quotes", is of sentences that a person wrote for a reader, with figures from
elsewhere in the article: what is left under 1.00 bounds what the score can say of a tool that writes as freely.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from summarizer.evaluate.gold import Loaded, load_all
from summarizer.evaluate.items import read_items
from summarizer.evaluate.scores import scores
from summarizer.evaluate.table import cell
from summarizer.evaluate.tool import scored_items

from .figure import Figure

GOLD = Path(__file__).parent.parent / "gold"
SCORE = "numbers and polarity as in the quotes"


def measure() -> list[Figure]:
    """The score of each part of the gold, and its interval."""
    return [
        Figure(f"{SCORE}: the gold itself, {part}", of_itself(load_all(GOLD / part)))
        for part in ("development", "test")
    ]


def of_itself(sets: Sequence[Loaded]) -> str:
    """The score of some gold held against itself, as it stands in the table."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "gold.json"
        file.write_text(json.dumps(as_findings(sets)), "utf-8")
        each = scored_items(read_items(file, sets), sets)
    return cell(scores()[SCORE](each.total), each.interval(scores()[SCORE]))


def as_findings(sets: Sequence[Loaded]) -> dict[str, Any]:
    """Gold in the form of another tool's findings, with the folder of its set before each file."""
    across: dict[str, list[Any]] = {"copies": [], "disagreements": [], "changes": []}
    articles = []
    for loaded in sets:
        for gold in loaded.gold.articles:
            items = [i.model_dump(mode="json", exclude={"weight"}, exclude_none=True) for i in gold.items]
            articles.append({"file": loaded.called(gold.file), "items": items})
        across["copies"] += [[loaded.called(file) for file in group] for group in loaded.gold.copies]
        for sort in ("disagreements", "changes"):
            own = loaded.gold.model_dump(mode="json", by_alias=True, include={sort})
            across[sort] += _called(loaded, own[sort])
    return {"tool": "the gold", "articles": articles, **across}


def _called(loaded: Loaded, told: Any) -> Any:
    """With the folder of its set before each file."""
    if isinstance(told, dict):
        return {key: loaded.called(each) if key == "file" else _called(loaded, each) for key, each in told.items()}
    return [_called(loaded, each) for each in told] if isinstance(told, list) else told
