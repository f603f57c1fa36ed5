"""What a careful reader finds in the two example sets (examples/README.md), and which of it a brief has."""

import json
from collections.abc import Sequence
from itertools import permutations
from typing import Any

from summarizer.schemas.brief import Brief, Change, Disagreement, Quote
from tests.conftest import ROOT

TRUTHS: dict[str, dict[str, list[dict[str, Any]]]] = json.loads(
    (ROOT / "tests" / "cases" / "brief_truths.json").read_text("utf-8")
)


def missed_disagreements(brief: Brief, truths: Sequence[dict[str, Any]]) -> list[str]:
    """What each of the truths is about that no disagreement has in two versions of their own."""
    return [truth["about"] for truth in truths if not any(_is_disagreement(d, truth) for d in brief.disagreements)]


def missed_changes(brief: Brief, truths: Sequence[dict[str, Any]]) -> list[str]:
    """What each of the truths is about that no change tells, in its kind, of its party, from one to the other."""
    return [truth["about"] for truth in truths if not any(_is_change(c, truth) for c in brief.changes)]


def _is_disagreement(found: Disagreement, truth: dict[str, Any]) -> bool:
    wanted = truth["versions"]
    told = [_words(version.quotes) for version in found.versions]
    return any(
        all(_has(words, each) for words, each in zip(some, wanted, strict=True))
        for some in permutations(told, len(wanted))
    )


def _is_change(found: Change, truth: dict[str, Any]) -> bool:
    if "or" in truth and _is_change(found, truth["or"]):
        return True
    if truth.get("kind", "position") != found.kind or truth.get("party", "") not in found.party:
        return False
    states = (found.before, found.after)
    ends = [state.text if found.kind == "stage" else _words(state.quotes) for state in states]
    of = " ".join([found.about, found.matter, *(_words(state.quotes) for state in states)])
    return _has(ends[0], truth["from"]) and _has(ends[1], truth["to"]) and _has(of, truth.get("of", [""]))


def _words(quotes: Sequence[Quote]) -> str:
    return " ".join(quote.quote for quote in quotes)


def _has(words: str, wanted: Sequence[str]) -> bool:
    return any(each.casefold() in words.casefold() for each in wanted)
