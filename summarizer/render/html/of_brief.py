"""A chapter of one negotiation: the findings of its brief, with every quote behind them."""

from collections.abc import Iterator, Sequence

from ...schemas.brief import (
    Brief,
    BriefDemand,
    BriefQuestion,
    BriefTerm,
    Change,
    Disagreement,
    Quote,
    State,
)
from ...schemas.vocabulary import Issue
from .. import brief_outline, brief_phrases, brief_standing
from ..brief_phrases import initial
from ..brief_sources import AnyItem, Sources
from ..phrases import words
from ..standing import Tone, who_says
from .entries import Entry, Group, Link, Part, Quoted, Section, Support
from .quotes import Quotes, Stretch

KINDS = {BriefTerm: "agreed term", BriefDemand: "demand", BriefQuestion: "open question"}
DIFFER, MOVED = "disagreement", "change"
ANY_DEMAND = "any demand"
FIRM, ALONE = "two origins or more", "one origin only"


class Findings:
    """The findings of one brief as entries; `prefix` tells their anchors from those of other briefs."""

    def __init__(self, brief: Brief, prefix: str, quotes: Quotes) -> None:
        self.brief, self.prefix, self.sources = brief, prefix, Sources(brief)
        self._quotes = quotes
        self._pointers = brief_outline.pointers(brief)
        self._known = {each.id for each in [*brief.items, *brief.disagreements, *brief.changes]}
        self._parties = _parties(brief)

    def link(self, id: str) -> Link:
        """A finding by its id."""
        return Link(id, self.prefix + id if id in self._known else None)

    def links(self, ids: Sequence[str]) -> list[Link]:
        """Several of them."""
        return [self.link(id) for id in ids]

    def items(self, section: brief_outline.Section, slug: str) -> Section:
        """A section of items, by matter; what no longer holds stands behind what replaced it."""
        groups = [
            Group(matter, [self._item(item) for entry in entries for item in (entry.item, *entry.earlier)])
            for matter, entries in section.matters()
        ]
        groups += [Group(heading, [self._item(i) for i in items]) for heading, items in section.asides.items() if items]
        return Section(section.heading, self.prefix + slug, groups, empty=brief_outline.NONE_FOUND)

    def differing(self, slug: str) -> Section:
        """Where accounts differ, and where the parties are apart."""
        (heading, first), *others = brief_outline.differing(self.brief)
        groups = [Group("", [self._disagreement(found) for found in first])] if first else []
        groups += [Group(name, [self._disagreement(each) for each in found]) for name, found in others]
        return Section(heading, self.prefix + slug, groups, empty=brief_outline.NONE_FOUND)

    def changes(self, slug: str, chart: str) -> Section:
        """What changed, in time."""
        entries = [self._change(change) for change in brief_outline.moved(self.brief)]
        groups = [Group("", entries)] if entries else []
        return Section("What changed", self.prefix + slug, groups, empty=brief_outline.NONE_FOUND, chart=chart)

    def _item(self, item: AnyItem) -> Entry:
        anchor = self.prefix + item.id
        voices = {who_says(told.attribution) for told in item.members}
        details = brief_standing.details(item, self.sources)
        apart = len(voices) > 1
        if apart:  # then each quote has its own
            details = [(label, value) for label, value in details if label != "says"]
        links = [(label, self.links(ids)) for label, ids in self._pointers.get(item.id, [])]
        if item.superseded_by:
            links.insert(0, ("in its place", self.links(item.superseded_by)))
        return Entry(
            id=item.id,
            anchor=anchor,
            text=item.text,
            tone=brief_standing.tone(item),
            status=brief_standing.status(item, self.sources),
            parts=[Part(self._spoken(anchor, item, apart))],
            facets=self._facets(item),
            support=self._support(item),
            dates=self._span(item),
            details=details,
            links=links,
            gone=bool(item.superseded_by),
        )

    def _spoken(self, anchor: str, item: AnyItem, apart: bool) -> list[Quoted]:
        """All quotes of an item, the latest first, those of copies last; with their voices where these are `apart`."""
        own = self.sources.first_hand(item)
        copied = [told for told in item.members if told not in own]
        stretches = (
            Stretch(a.article_id, e.start, e.end, e.quote, e.paragraph, who_says(a.attribution) if apart else "")
            for a in (*reversed(own), *reversed(copied))
            for e in a.evidence
        )
        return self._quotes.of(anchor, stretches, self.sources.label)

    def _disagreement(self, found: Disagreement) -> Entry:
        anchor = self.prefix + found.id
        parts: list[Part] = []
        number = 0
        for version in found.versions:
            quoted = self._quotes.of(anchor, self._plain(version.quotes), self.sources.label, after=number)
            number += len(version.quotes)
            support = Support(version.origins, self.brief.origins, version.articles)
            also = self.sources.unquoted(version.quotes, version.members)
            parts.append(Part(quoted, brief_phrases.whose(version, self.sources), support=support, also=also))
        items = [item for item in self.brief.items if item.id in found.items]
        told = [m.article_id for version in found.versions for m in version.members]
        parties = [version.party for version in found.versions if version.party]
        return Entry(
            id=found.id,
            anchor=anchor,
            text=initial(found.about),
            tone=Tone.SETTLED if found.settled else Tone.DISPUTED,
            status=brief_phrases.apart(found, self.sources),
            parts=parts,
            facets=self._common(DIFFER, found.issue, told)
            | {"party": list(dict.fromkeys([*parties, *(p for i in items for p in self._parties[i.id])]))},
            links=[("about", self.links(found.items))] if found.items else [],
        )

    def _change(self, change: Change) -> Entry:
        anchor = self.prefix + change.id
        before = self._state(change, anchor, "from", change.before, 0)
        after = self._state(change, anchor, "to", change.after, len(change.before.quotes))
        told = [member.article_id for state in (change.before, change.after) for member in state.members]
        items = [item for item in self.brief.items if item.id in change.items]
        movers = change.party.split(", ")
        parties = [party for item in items for party in self._parties[item.id] if party in movers] or [change.party]
        return Entry(
            id=change.id,
            anchor=anchor,
            text=f"{change.party}: {change.about}",
            tone=Tone.UNSURE,
            status=initial(words(change.kind)),
            parts=[before, after],
            facets=self._common(MOVED, change.issue, told) | {"party": list(dict.fromkeys(parties))},
            dates=brief_phrases.change_dates(change, self.sources),
            links=[("about", self.links(change.items))] if change.items else [],
        )

    def _state(self, change: Change, anchor: str, label: str, state: State, after: int) -> Part:
        quoted = self._quotes.of(anchor, self._plain(state.quotes), self.sources.label, after=after)
        told = brief_phrases.state_words(change, state.text)
        own = "" if brief_phrases.is_quoted(told, [quote.quote for quote in quoted]) else told
        when = self.sources.told({member.article_id for member in state.members})
        return Part(quoted, f"{initial(label)}, {when}", words=own)

    def _plain(self, quotes: Sequence[Quote]) -> Iterator[Stretch]:
        for quote in quotes:
            paragraph = self._quotes.paragraph(quote.article_id, quote.start)
            yield Stretch(quote.article_id, quote.start, quote.end, quote.quote, paragraph)

    def _support(self, item: AnyItem) -> Support:
        return Support(item.origins, self.brief.origins, item.articles)

    def _span(self, item: AnyItem) -> str:
        first, last = item.first_reported, item.last_reported
        if first is None or last is None:
            return self.sources.when(told.article_id for told in item.members)
        if first == last:
            return self.sources.day(first)
        return f"{self.sources.day(first)} – {self.sources.day(last)}"

    def _facets(self, item: AnyItem) -> dict[str, list[str]]:
        facets = self._common(KINDS[type(item)], item.issue, [member.article_id for member in item.members])
        held = [FIRM if item.origins > 1 else ALONE] if self.brief.origins > 1 else []
        if isinstance(item, BriefTerm):
            held.insert(0, words(item.confirmation))
        if isinstance(item, BriefDemand):
            facets["kind"] = [ANY_DEMAND, words(item.kind)]
        return facets | {"party": self._parties[item.id], "confirmation": held}

    def _common(self, kind: str, issue: Issue, article_ids: Sequence[str]) -> dict[str, list[str]]:
        sources = dict.fromkeys(self.sources.label(article_id) for article_id in article_ids)
        return {"kind": [kind], "issue": [initial(words(issue))], "source": list(sources)}


def _parties(brief: Brief) -> dict[str, list[str]]:
    """The parties to each item."""
    found = {item.id: [*item.by, *item.of] if isinstance(item, BriefDemand) else item.parties for item in brief.items}
    return {item_id: list(dict.fromkeys(parties)) for item_id, parties in found.items()}
