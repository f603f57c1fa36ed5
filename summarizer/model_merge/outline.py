"""A brief without its overview, as a model sees it that is to write one."""

from collections.abc import Iterator, Mapping

from ..schemas.brief import Brief, BriefItem, BriefQuestion, BriefTerm
from .sheet import one_line

LEADING = 60  # entries of a kind: an overview of 150 words is about those that stand first


def outline(brief: Brief) -> str:
    """Every entry in one or a few lines, in the brief's own order."""
    return "\n".join([f"Negotiation: {one_line(brief.negotiation or 'not stated')}", *_lines(brief)])


def _lines(brief: Brief) -> Iterator[str]:
    yield f"{_origins(brief.origins, brief.articles)}\n\nAGREED"
    differs = {item: found.id for found in reversed(brief.disagreements) for item in found.items}
    yield from (_item(term, _term(term, differs)) for term in brief.agreed_terms[:LEADING])
    yield "\nWHERE ACCOUNTS OR POSITIONS DIFFER"
    for found in brief.disagreements[:LEADING]:
        versions = "; ".join(
            f"{version.party or 'as reported'}: “{one_line(version.quotes[0].quote)}”" for version in found.versions
        )
        since = f"; SETTLED SINCE by {', '.join(found.settled.items)}" if found.settled else ""
        yield f"{found.id} ({found.kind.value}, on {', '.join(found.items)}{since}) {one_line(found.about)}: {versions}"
    yield "\nDEMANDS"
    yield from (_item(demand, f"{demand.kind.value}, {demand.response.value}") for demand in brief.demands[:LEADING])
    yield "\nOPEN"
    yield from (_item(question, _question(question)) for question in brief.open_questions[:LEADING])
    yield "\nCHANGES"
    for change in brief.changes[:LEADING]:
        days = " to ".join(str(state.published or "date unknown") for state in (change.before, change.after))
        told = f"from “{one_line(change.before.text)}” to “{one_line(change.after.text)}”"
        yield f"{change.id} ({change.party}; {days}) {one_line(change.about)}: {told}"


def _item(item: BriefItem, status: str) -> str:
    past = f"; NO LONGER HOLDS, replaced by {', '.join(item.superseded_by)}" if item.superseded_by else ""
    reported = f"; last reported {item.last_reported}" if item.last_reported else ""
    return f"{item.id} ({status}; {_origins(item.origins, item.articles)}{reported}{past}) {one_line(item.text)}"


def _term(term: BriefTerm, differs: Mapping[str, str]) -> str:
    see = f" (see {differs[term.id]})" if term.id in differs else ""
    return f"{term.stage.value}, {term.confirmation.value}{see}"


def _question(question: BriefQuestion) -> str:
    return f"{question.kind.value}, answered by {', '.join(question.answered.items)}" if question.answered else "open"


def _origins(origins: int, articles: int) -> str:
    return f"{origins} origin{'s' * (origins != 1)} ({articles} article{'s' * (articles != 1)})"
