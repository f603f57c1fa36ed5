"""The adversary set (adversaries/README.md): our verdicts beside LangExtract's aligner and instructor's CitationMixin.

`python -m benchmarks.adversaries` prints the table of docs/eval.md. The peers look at quotes only: a statement about a
verbatim quote is nothing that they judge.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from adversaries.case import SORTS, Case, cases
from adversaries.score import Right, right, table
from summarizer.ground import locate
from summarizer.ground.check import Standing, check
from summarizer.schemas.article import Article
from summarizer.schemas.draft import DraftQuestion
from summarizer.schemas.vocabulary import Channel, Issue, OpenKind, Stance

from .figure import Figure
from .locating import aligned

MISSES = Path(__file__).parent.parent / "tests" / "cases" / "adversary_misses.json"
OURS = "summarizer"


def measure() -> list[Figure]:
    """Right verdicts by sort: ours against what is known to be missed, the peers' beside it."""
    tools = everybody(cases())
    named = known_misses()
    figures = []
    for sort in SORTS:
        counts = {tool: counted[sort].verdicts for tool, counted in tools.items()}
        got, of = counts[OURS] or 0, tools[OURS][sort].cases
        least = of - sum(case.sort == sort and case.id in named for case in cases())
        beside = ", ".join(f"{tool} {count}" for tool, count in counts.items() if count is not None and tool != OURS)
        what = f"{sort}: right of {of}" + (f" ({beside})" if beside else "")
        figures.append(Figure(what, str(got), f"≥ {least}", got >= least))
    return figures


def everybody(found: list[Case]) -> dict[str, dict[str, Right]]:
    """Right verdicts by tool and sort."""
    quotes = [case for case in found if case.text is None]
    statuses = aligned([{"quote": case.quote, "text": case.against()} for case in quotes])
    langextract = {case.id: status for case, status in zip(quotes, statuses, strict=True)}
    return {
        OURS: right(_verdicts(found, ours)),
        "`quote in text`": right(_verdicts(quotes, lambda case: case.quote in case.against())),
        "LangExtract": right(_verdicts(quotes, lambda case: langextract[case.id] is not None)),
        "its exact matches": right(_verdicts(quotes, lambda case: langextract[case.id] == "match_exact")),
        "CitationMixin": right(_verdicts(quotes, _cited)),
    }


def ours(case: Case) -> bool:
    """Whether our grounding lets the quote pass, or the statement with it."""
    if case.text is None:
        return bool(locate(case.quote, case.against()))
    item = DraftQuestion(
        quotes=[case.quote], text=case.text, parties=[], kind=OpenKind.NOT_ADDRESSED, issue=Issue.OTHER,
        speaker=None, speaker_party=None, channel=Channel.OUTLET, stance=Stance.ASSERTS,
    )  # fmt: skip
    return isinstance(check(item, Article.of(case.against())), Standing)


def known_misses() -> set[str]:
    """The ids of the cases that our grounding is known to get wrong."""
    return {name for each in json.loads(MISSES.read_text("utf-8")) for name in each["ids"]}


def _cited(case: Case) -> bool:
    """Whether the mixin keeps the quote; it puts the article's words in its place and says nothing of the change."""
    from instructor.dsl.citation import CitationMixin

    kept = CitationMixin.model_validate({"substring_quotes": [case.quote]}, context={"context": case.against()})
    return bool(kept.substring_quotes)


def _verdicts(found: list[Case], judge: Callable[[Case], bool]) -> Mapping[str, str]:
    return {case.id: "pass" if judge(case) else "fail" for case in found}


if __name__ == "__main__":
    print(table(everybody(cases())), end="")
