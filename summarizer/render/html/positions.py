"""The table of positions: issues by parties, each cell what that party demands, refuses or has agreed there."""

from ...schemas.brief import Brief, BriefTerm, Position
from ...schemas.vocabulary import Confirmation
from .. import brief_standing
from ..brief_phrases import initial
from ..brief_sources import AnyItem
from ..phrases import words
from .entries import Cell, Link, Positions
from .of_brief import Findings


def positions(brief: Brief, findings: Findings) -> Positions | None:
    """Parties with most to say first; None where no position is known."""
    if not brief.positions:
        return None
    weight: dict[str, int] = {}
    issues: dict[str, dict[str, list[Cell]]] = {}
    for position in brief.positions:
        weight[position.party] = weight.get(position.party, 0) + len(position.items)
        issues.setdefault(initial(words(position.issue)), {})[position.party] = _cells(position, brief, findings)
    parties = sorted(weight, key=lambda party: -weight[party])
    return Positions(parties, [(issue, [cells.get(p, []) for p in parties]) for issue, cells in issues.items()])


def _gist(item: AnyItem) -> str:
    """How an item stands; of a term that not all confirm, who does."""
    gist = brief_standing.gist(item)
    if not isinstance(item, BriefTerm) or item.confirmation in (Confirmation.ALL_PARTIES, Confirmation.CONTRADICTED):
        return gist
    return f"{gist}, {brief_standing.confirmation(item)}"


def _cells(position: Position, brief: Brief, findings: Findings) -> list[Cell]:
    items = {item.id: item for item in brief.items}
    cells: dict[tuple[str, str, bool], list[Link]] = {}
    for ids, gone in ((position.items, False), (position.superseded, True)):
        for item in [items[id] for id in ids if id in items]:
            said = initial(_gist(item)), item.matter or words(item.issue), gone
            cells.setdefault(said, []).append(findings.link(item.id))
    return [Cell(links, gist, matter, gone) for (gist, matter, gone), links in cells.items()]
