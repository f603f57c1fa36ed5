"""The terminal view of a brief: what is agreed and how firmly, where accounts differ, what is open, and the rest."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from ..schemas.brief import Brief, Change, Disagreement, State
from ..schemas.vocabulary import Apart, Moved
from . import brief_outline, brief_phrases, brief_standing
from .brief_sheet import BriefSheet
from .brief_sources import AnyItem
from .neutral import neutral
from .phrases import words
from .sheet import LABEL, MARKS, blank, printed
from .standing import Tone

_GONE = ("‹", "dim")
_MOVED = ("»", "cyan")


def page(briefs: Sequence[Brief], *, width: int | None = None, color: bool | None = None) -> str:
    """The briefs one below the other; lines end where the words do and are at most `width` columns wide."""
    return printed(
        briefs, lambda console, columns, brief: _Page(console, columns, brief).all_lines(), width=width, color=color
    )


class _Page(BriefSheet):
    """The items, disagreements and changes of one brief at one width."""

    def all_lines(self) -> Iterator[Text]:
        brief = self.brief
        yield from self.top()
        if brief.items:
            yield from self.items(brief_outline.agreed(brief), "green")
            for heading, disagreements in brief_outline.differing(brief):
                yield from self.headed(heading, "bold red", not disagreements)
                for disagreement in disagreements:
                    yield from self.disagreement(disagreement)
            yield from self.items(brief_outline.still_open(brief), "magenta")
            yield from self.items(brief_outline.demanded(brief), "blue")
            yield from self.headed("What changed", "bold cyan", not brief.changes)
            for change in brief_outline.moved(brief):
                yield from self.change(change)
            yield from self.where_they_stand()
        yield from self.read()
        yield from self.bottom()

    def items(self, section: brief_outline.Section, style: str) -> Iterator[Text]:
        empty = not section.entries and not any(section.asides.values())
        yield from self.headed(section.heading, f"bold {style}", empty)
        for matter, entries in section.matters():
            yield Text()
            yield from self.hung(matter, Text("─ ", style), style=style)
            for entry in entries:
                for item in [entry.item, *entry.earlier]:
                    yield from self.one(item)
        for heading, items in section.asides.items():
            if items:
                yield Text()
                yield from self.hung(heading, Text("─ ", style), style=style)
            for item in items:
                yield from self.one(item)

    def one(self, item: AnyItem) -> Iterator[Text]:
        """An item with how it stands, its facts, and the best quote of each origin."""
        mark, color = _GONE if item.superseded_by else MARKS[brief_standing.tone(item)]
        yield Text()
        yield from self.hung(
            item.text, self.lead(mark, color, item.id), self.indent, style="" if item.superseded_by else "bold"
        )
        touched = [f"{label}: {', '.join(refs)}" for label, refs in self.pointers.get(item.id, [])]
        facts = [brief_standing.status(item, self.sources), brief_phrases.counted(item.origins, item.articles)]
        yield from self.hung(" · ".join([*facts, *touched]), blank(self.indent), style=color)
        for name, value in brief_standing.details(item, self.sources):
            yield from self.labelled(name, value, self.indent)
        yield from self.testimony(item)

    def testimony(self, item: AnyItem) -> Iterator[Text]:
        """The quote that bears the item out best, and who else says so; of a disputed item one for each origin."""
        witnesses = self.sources.witnesses(item)
        differs = brief_outline.POINTER[Apart.ACCOUNTS] in dict(self.pointers.get(item.id, []))
        if not differs and brief_standing.tone(item) is not Tone.DISPUTED:
            witnesses = witnesses[:1]
        for witness in witnesses:
            yield from self.witness(witness)
        shown = {article_id for witness in witnesses for article_id in witness.articles}
        if others := {account.article_id for account in item.members} - shown:
            yield from self.labelled("also", self.sources.told(others), self.indent)

    def disagreement(self, disagreement: Disagreement) -> Iterator[Text]:
        yield Text()
        yield from self.hung(disagreement.about, self.lead("≠", "red", disagreement.id), self.indent, style="bold")
        status = [brief_phrases.apart(disagreement, self.sources), *_see(disagreement.items)]
        yield from self.hung(" · ".join(status), blank(self.indent), style="red")
        for version in disagreement.versions:
            count = brief_phrases.counted(version.origins, version.articles)
            whose = f"{brief_phrases.whose(version, self.sources)} · {count}"
            yield from self.hung(whose, Text(" " * self.indent + "· ", "red"), style="bold")
            for witness in self.sources.quoted(version.quotes):
                yield from self.witness(witness)
            if also := self.sources.unquoted(version.quotes, version.members):
                yield from self.labelled("also", also, self.indent)

    def change(self, change: Change) -> Iterator[Text]:
        mark, color = _MOVED
        yield Text()
        lead = self.lead(mark, color, change.id)
        yield from self.hung(f"{change.party}: {change.about}", lead, self.indent, style="bold")
        status = [brief_phrases.change_dates(change, self.sources), words(change.kind), *_see(change.items)]
        yield from self.hung(" · ".join(status), blank(self.indent), style=color)
        for label, state in (("from", change.before), ("to", change.after)):
            yield from self.state(
                label, state, brief_phrases.state_words(change, state.text), change.kind is Moved.STAGE
            )

    def state(self, label: str, state: State, text: str, is_stage: bool) -> Iterator[Text]:
        """The words, behind a bar where they are quotes, and the sources below them; for a stage no quotes.

        Those of a stage stand with its term.
        """
        quotes = [] if is_stage else list(dict.fromkeys(neutral(quote.quote) for quote in state.quotes))
        if not brief_phrases.is_quoted(text, quotes):
            yield from self.labelled(label, text, self.indent)
            label = ""
        room = LABEL + 1 if self.roomy else 6
        for quote in quotes:
            lead = Text.assemble(" " * self.indent, (f"{label:<{room}}", "dim"), ("│ ", "dim"))
            yield from self.hung(quote, lead, Text.assemble(" " * (self.indent + room), ("│ ", "dim")))
            label = ""
        told = self.sources.told({member.article_id for member in state.members})
        yield from self.hung(told, blank(self.indent + room), style="cyan")

    def lead(self, mark: str, color: str, item_id: str) -> Text:
        label = f"{neutral(item_id):<{3 if self.roomy else 1}} "
        return Text.assemble((mark, f"bold {color}"), " ", (label, "dim"))


def _see(refs: Sequence[str]) -> list[str]:
    return [f"see {', '.join(refs)}"] if refs else []
