"""Reports, names and items as a model sees them: short references and plain lines, no article whole."""

from collections.abc import Iterable, Mapping, Sequence

from ..merge.card import Card, Group, Report, named_parties, parties_of
from ..schemas.summary import AgreedTerm, Attribution, Demand
from ..words import sentences_around

OPENING = 600  # characters of a report's beginning that tell when it was written and what it treats as news


def head(report: Report) -> str:
    """A report's head: outlet, date, title, what is negotiated, the parties it names, how it begins."""
    article, summary = report.summary.article, report.summary
    names = dict.fromkeys(name for item in summary.items for name in parties_of(item))
    lines = [
        f"{report.ref} | {_source(report)}",
        f"  title: {one_line(article.title or 'not stated')}",
        f"  negotiation: {one_line(summary.negotiation or 'not stated')}",
        f"  parties: {one_line(', '.join(names) or 'none')}",
        f"  begins: {_opening(article.text)}",
    ]
    return "\n".join(lines)


def name_line(ref: str, name: str, reports: Sequence[Report]) -> str:
    """A party's name with the reports that use it and the first sentence in which it stands."""
    users = [r for r in reports if any(name in named_parties(item) for item in r.summary.items)]
    found = next((line for r in users if (line := _line_with(name, r.summary.article.text))), "")
    where = ", ".join(r.ref for r in users[:8])
    return f"{ref} | {one_line(name)} | {where}" + (f' | "{one_line(found)[:240]}"' if found else "")


def sources(cards: Iterable[Card]) -> str:
    """The reports behind some cards: outlet, date, and which is a copy of which."""
    reports = {card.report.ref: card.report for card in cards}
    refs = {report.id: report.ref for report in reports.values()}
    lines = [
        f"{ref} = {_source(report)}" + (f", a copy of {refs.get(report.origin, 'another')}" * report.is_copy)
        for ref, report in reports.items()
    ]
    return "\n".join(lines)


def matters(groups: Sequence[Group]) -> str:
    """Groups under their matters, in the order given; the items of one group stand together."""
    lines: list[str] = []
    for number, group in enumerate(groups):
        if number == 0 or group.matter != groups[number - 1].matter:
            lines.append(f"\n## {one_line(group.matter)}")
        if len(group.cards) > 1:
            lines.append(f"-- {len(group.cards)} items that say the same:")
        lines += [card_lines(card) for card in group.cards]
        if len(group.cards) > 1:
            lines.append("--")
    return "\n".join(lines).strip()


def card_lines(card: Card) -> str:
    """One item: reference, kind, issue, source and day; its sentence, fields, speaker and quotes."""
    item = card.item
    mark = " | DISPUTED" * card.disputed
    day = f"day {card.report.day}" if card.report.day else "day unknown"
    top = f"{card.ref} | {card.kind} | {item.issue.value} | {card.report.ref}, {day}{mark}"
    quotes = [f'  "{one_line(piece.quote)}"' for piece in item.evidence]
    return "\n".join([top, f"  {one_line(item.text)}", f"  {one_line(_fields(card))}", *quotes])


def one_line(text: str) -> str:
    """A text without line breaks: nothing in it can pass for a line of ours."""
    return " ".join(text.split())


def _fields(card: Card) -> str:
    item = card.item
    if isinstance(item, AgreedTerm):
        told: Mapping[str, str | None] = {
            "between": ", ".join(item.parties),
            "stage": item.stage.value,
            "confirmation": item.confirmation.value,
            "covers": item.scope,
            "starts": item.start,
            "lasts": item.duration,
            "if": "; ".join(item.conditions),
        }
    elif isinstance(item, Demand):
        told = {
            "by": ", ".join(item.by),
            "of": ", ".join(item.of),
            "kind": item.kind.value,
            "response": item.response.value,
        }
    else:
        told = {"parties": ", ".join(item.parties), "kind": item.kind.value}
    told = {**told, "told by": _speaker(item.attribution)}
    return "; ".join(f"{name}: {value}" for name, value in told.items() if value)


def _speaker(attribution: Attribution) -> str:
    speaker = attribution.speaker or "the report itself"
    party = f" for {attribution.party}" if attribution.party and attribution.party != speaker else ""
    return f"{speaker}{party} ({attribution.channel.value}, {attribution.stance.value})"


def _source(report: Report) -> str:
    article = report.summary.article
    published = report.published
    dated = f"{published.day} {published:%B} {published.year}" if published else "date not stated"
    name = article.outlet or article.source.rstrip("/").rsplit("/", 1)[-1]
    return f"{one_line(name)}, {dated}"


def _line_with(name: str, text: str) -> str:
    """The sentence of a text in which a name stands first; empty where it does not."""
    place = text.find(name)
    if place < 0:
        return ""
    start, end = sentences_around(text, place, place + len(name))
    return text[start:end]


def _opening(text: str) -> str:
    return one_line(text[:OPENING]) + (" ..." if len(text) > OPENING else "")
