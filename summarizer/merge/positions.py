"""Where each party stands on each issue: what it demands and what it has agreed, the latest first."""

from collections.abc import Iterable, Sequence
from datetime import date

from ..schemas.brief import BriefDemand, BriefTerm, Position
from ..schemas.vocabulary import Issue, Stage
from .merged import AnyItem

_ISSUES = list(Issue)


def positions(items: Sequence[AnyItem]) -> list[Position]:
    """Issue by party, in the order of the list of issues, then by name. Open questions are nobody's position.

    What has been superseded, and what has collapsed, stands apart. `items` are in the order of the brief.
    """
    of: dict[tuple[int, str], list[AnyItem]] = {}
    for item in items:
        for party in _whose(item):
            of.setdefault((_ISSUES.index(item.issue), party), []).append(item)
    return [
        Position(
            issue=_ISSUES[issue],
            party=party,
            items=_latest_first(item for item in held if not _is_past(item)),
            superseded=_latest_first(item for item in held if _is_past(item)),
        )
        for (issue, party), held in sorted(of.items(), key=lambda each: (each[0][0], each[0][1].casefold(), each[0][1]))
    ]


def _whose(item: AnyItem) -> list[str]:
    if isinstance(item, BriefDemand):
        return item.by
    return item.parties if isinstance(item, BriefTerm) else []


def _is_past(item: AnyItem) -> bool:
    return bool(item.superseded_by) or (isinstance(item, BriefTerm) and item.stage is Stage.COLLAPSED)


def _latest_first(items: Iterable[AnyItem]) -> list[str]:
    return [item.id for item in sorted(items, key=lambda item: item.last_reported or date.min, reverse=True)]
