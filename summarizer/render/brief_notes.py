"""What stands around a brief's items: positions by issue and party, sources and their silences, notes, how made."""

from ..schemas.brief import Brief, Source
from . import brief_outline, brief_phrases, brief_standing
from .brief_sources import Sources
from .phrases import words

SILENCES = 6  # of one source that a page tells; the rest is counted, and listed in JSON


def positions(brief: Brief) -> dict[str, list[tuple[str, list[str]]]]:
    """For each issue the parties and where they stand, a phrase for each item."""
    items = {item.id: item for item in brief.items}
    table: dict[str, list[tuple[str, list[str]]]] = {}
    for position in brief.positions:
        matters: dict[str, list[str]] = {}
        for item in [items[i] for i in position.items if i in items]:
            matters.setdefault(item.matter, []).append(f"{brief_standing.gist(item)} ({item.id})")
        issue = words(position.issue)
        cells = [f"{'' if matter == issue else f'{matter}: '}{'; '.join(told)}" for matter, told in matters.items()]
        if position.superseded:
            cells.append(f"earlier: {', '.join(position.superseded)}")
        table.setdefault(words(position.issue), []).append((position.party, cells))
    return table


def source_lines(source: Source, sources: Sources) -> list[str]:
    """Name, date and origin of a source; title and address; how many items it has."""
    dated = f" ({words(source.dated)})" if source.dated and source.dated.value != "stated" else ""
    first = f"{sources.label(source.article_id)}{dated} · {brief_phrases.provenance(source, sources)}"
    items = source.agreed_terms + source.demands + source.open_questions + source.rejected
    reasons = map(sources.named, source.reasons) if source.of else []  # of an original they say only that it is none
    found = [brief_phrases.drafted(source)] if items else []
    return [first, *brief_phrases.read_at(source), *reasons, *found]


def silence(brief: Brief) -> dict[str, list[str]]:
    """For each source what it alone reports, and what worth reading it does not mention."""
    lines: dict[str, list[str]] = {}
    has = {coverage.article_id: set(coverage.items) for coverage in brief.coverage}
    for coverage in brief.coverage:
        found = lines.setdefault(coverage.article_id, [])
        is_copy = coverage.article_id != coverage.origin
        told_before = has.get(coverage.origin, set()) if is_copy else set()
        alone = [item_id for item_id in coverage.alone_on if item_id not in told_before]
        if alone and brief.origins > 1:
            found.append(f"alone on {', '.join(alone)}")
        silent = brief_outline.worth_reading(brief, coverage)
        if silent:
            told = "; ".join(f"{item.id} ({item.matter})" for item in silent[:SILENCES])
            more = len(silent) - SILENCES
            found.append(f"silent on {told}{f'; and {more} more' if more > 0 else ''}")
    return lines


def left_out(brief: Brief) -> list[str]:
    """The notes, and what was proposed across articles and did not stand."""
    proposed = [f"Proposed as {brief_phrases.UNMERGED[u.kind]}, not shown: {u.detail}" for u in brief.unmerged]
    return [*brief.notes, *proposed]


def made(brief: Brief) -> list[str]:
    """On how much the brief rests, and how it was made."""
    quotes = sum(len(a.evidence) for item in brief.items for a in item.members)
    lines = [" · ".join(brief_phrases.made_by(brief))]
    if not quotes:
        return lines
    items = "1 item" if len(brief.items) == 1 else f"{len(brief.items)} items"
    return [f"{items} on {quotes} quote{'s' * (quotes > 1)}", *lines]
