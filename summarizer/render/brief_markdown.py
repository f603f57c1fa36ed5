"""Briefs as GitHub-flavoured Markdown: every item an anchor that the overview links to, every quote a block quote."""

import re
from collections.abc import Iterator, Sequence

from ..schemas.brief import Brief, Change, Disagreement, Source, State
from . import account, brief_outline, brief_phrases, brief_standing
from .brief_notes import left_out, made, positions, silence, source_lines
from .brief_sources import AnyItem, Sources, Witness, bare
from .markdown import address_lines, escape
from .neutral import neutral
from .phrases import words

_COLUMNS = 4  # parties that a table of positions holds side by side; more stand one below the other


def page(briefs: Sequence[Brief]) -> str:
    """The briefs one below the other, parted by rules; anchors of several briefs are told apart by a number."""
    several = len(briefs) > 1
    pages = [_Page(brief, f"b{number}-" if several else "") for number, brief in enumerate(briefs, start=1)]
    return "\n---\n\n".join("\n".join(page.lines()) + "\n" for page in pages)


class _Page:
    """The lines of one brief."""

    def __init__(self, brief: Brief, prefix: str) -> None:
        self.brief = brief
        self.prefix = prefix
        self.sources = Sources(brief)
        self.pointers = brief_outline.pointers(brief)
        findings = [*brief.items, *brief.disagreements, *brief.changes]
        self.known = {finding.id for finding in findings}

    def lines(self) -> Iterator[str]:
        brief = self.brief
        yield from self.top()
        if brief.items:
            yield from self.items(brief_outline.agreed(brief))
            for heading, disagreements in brief_outline.differing(brief):
                yield from self.headed(heading, not disagreements)
                for disagreement in disagreements:
                    yield from self.disagreement(disagreement)
            yield from self.items(brief_outline.still_open(brief))
            yield from self.items(brief_outline.demanded(brief))
            yield from self.headed("What changed", not brief.changes)
            for change in brief_outline.moved(brief):
                yield from self.change(change)
            yield from self.where_they_stand()
        yield from self.read()
        yield from self.bottom()

    def top(self) -> Iterator[str]:
        brief = self.brief
        yield f"# {escape(brief_phrases.title(brief))}"
        yield ""
        yield f"{brief_phrases.counted(brief.origins, brief.articles)} · {brief_phrases.period(brief)}"
        yield ""
        if not brief.items:
            yield f"**{account.NOTHING_FOUND}**"
            return
        yield f"**Found:** {' · '.join(brief_phrases.tally(brief))}"
        if caution := brief_phrases.caution(brief):
            yield from ("", f"**Note:** {caution}")
        if brief.overview:
            yield from ("", "## In short", "")
        for sentence in brief.overview:
            yield f"- {escape(sentence.text)} \\[{self.links(sentence.refs)}\\]"

    def headed(self, heading: str, empty: bool) -> Iterator[str]:
        yield from ("", f"## {heading}")
        if empty:
            yield from ("", brief_outline.NONE_FOUND)

    def items(self, section: brief_outline.Section) -> Iterator[str]:
        yield from self.headed(section.heading, not section.entries and not any(section.asides.values()))
        for matter, entries in section.matters():
            yield from ("", f"### {escape(matter)}")
            for entry in entries:
                for item in [entry.item, *entry.earlier]:
                    yield from self.one(item)
        for heading, items in section.asides.items():
            if items:
                yield from ("", f"### {heading}")
            for item in items:
                yield from self.one(item)

    def one(self, item: AnyItem) -> Iterator[str]:
        facts = [brief_phrases.counted(item.origins, item.articles)]
        facts += [f"{label}: {self.links(refs)}" for label, refs in self.pointers.get(item.id, [])]
        yield from self.entry(item.id, item.text, brief_standing.status(item, self.sources), facts)
        yield ""
        for label, value in brief_standing.details(item, self.sources):
            yield f"  - {label}: {escape(value)}"
        for witness in self.sources.witnesses(item, every=True):
            yield from self.quote(witness)

    def disagreement(self, disagreement: Disagreement) -> Iterator[str]:
        status = brief_phrases.apart(disagreement, self.sources)
        yield from self.entry(disagreement.id, disagreement.about, status, self.see(disagreement.items))
        for version in disagreement.versions:
            whose = escape(brief_phrases.whose(version, self.sources))
            yield ""
            yield f"  **{whose}** · {brief_phrases.counted(version.origins, version.articles)}"
            for witness in self.sources.quoted(version.quotes):
                yield from self.quote(witness)
            if also := self.sources.unquoted(version.quotes, version.members):
                yield from ("", f"  also: {escape(also)}")

    def change(self, change: Change) -> Iterator[str]:
        status = brief_phrases.change_dates(change, self.sources)
        facts = [words(change.kind), *self.see(change.items)]
        yield from self.entry(change.id, f"{change.party}: {change.about}", status, facts)
        for label, state in (("from", change.before), ("to", change.after)):
            yield from self.state(label, state, brief_phrases.state_words(change, state.text))

    def state(self, label: str, state: State, text: str) -> Iterator[str]:
        told = self.sources.told({member.article_id for member in state.members})
        quotes = list(dict.fromkeys(neutral(quote.quote) for quote in state.quotes))
        own_words = "" if brief_phrases.is_quoted(text, quotes) else f" {escape(text)}"
        yield from ("", f"  **{label}**{own_words} ({escape(told)})")
        for quote in quotes:
            yield from ("", f"  > {escape(quote)}")

    def entry(self, finding_id: str, text: str, status: str, facts: Sequence[str]) -> Iterator[str]:
        """A list item with its anchor and how it stands; `facts` are Markdown already."""
        yield from ("", f'- <a id="{self.anchor(finding_id)}"></a>**{escape(finding_id)}** {escape(text)}', "")
        yield f"  {' · '.join([f'**{escape(status)}**', *facts])}"

    def quote(self, witness: Witness) -> Iterator[str]:
        yield from ("", f"  > **{escape(witness.sources)}:** {escape(witness.quote)}")

    def where_they_stand(self) -> Iterator[str]:
        table = positions(self.brief)
        if not table:
            return
        yield from ("", "## Who stands where", "")
        parties = list(dict.fromkeys(position.party for position in self.brief.positions))
        if len(parties) > _COLUMNS:
            yield from ("| Issue | Party | Where it stands |", "|---|---|---|")
            for issue, rows in table.items():
                for party, cells in rows:
                    yield f"| {brief_phrases.initial(issue)} | {escape(party)} | {_cell(cells)} |"
            return
        yield f"| Issue | {' | '.join(map(escape, parties))} |"
        yield "|---" * (len(parties) + 1) + "|"
        for issue, rows in table.items():
            by_party = dict(rows)
            filled = [_cell(by_party.get(party, [])) for party in parties]
            yield f"| {brief_phrases.initial(issue)} | {' | '.join(filled)} |"

    def read(self) -> Iterator[str]:
        brief = self.brief
        silent = silence(brief)
        if brief.sources:
            yield from ("", "## Sources", "")
        for source in brief.sources:
            yield from self.source(source, silent.get(source.article_id, []))
        if brief.without_items:
            yield from ("", "Read as well, and found to report no negotiation:", "")
        for source in brief.without_items:
            yield from self.source(source, [])

    def source(self, source: Source, silent: Sequence[str]) -> Iterator[str]:
        first, *rest = source_lines(source, self.sources)
        yield f"- {escape(first)}"
        addresses = address_lines(bare(source))
        for line in [*rest, *silent]:
            yield f"  - {addresses[0] if addresses and line == source.url else escape(line)}"

    def bottom(self) -> Iterator[str]:
        lines = left_out(self.brief)
        if lines:
            yield from ("", "## Notes and what is left out", "")
        for line in lines:
            yield f"- {escape(line)}"
        yield from ("", f"*{escape(' · '.join(made(self.brief)))}*")

    def see(self, refs: Sequence[str]) -> list[str]:
        return [f"see {self.links(refs)}"] if refs else []

    def links(self, refs: Sequence[str]) -> str:
        """Ids as links to where they stand; an id that stands nowhere is text."""
        return ", ".join(f"[{escape(r)}](#{self.anchor(r)})" if r in self.known else escape(r) for r in refs)

    def anchor(self, finding_id: str) -> str:
        return self.prefix + re.sub(r"[^a-z0-9-]", "", finding_id.casefold())


def _cell(cells: Sequence[str]) -> str:
    return "<br>".join(map(escape, cells))
