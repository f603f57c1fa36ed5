"""What stands around the items of a brief on a terminal, and a quote beside those who print it."""

from collections.abc import Iterator
from itertools import zip_longest

from rich.console import Console
from rich.text import Text

from ..schemas.brief import Brief
from . import account, brief_outline, brief_phrases
from .brief_notes import left_out, made, positions, silence, source_lines
from .brief_sources import Sources, Witness
from .neutral import neutral
from .sheet import LEGEND, MARKS, Sheet, blank

SOURCE = 20  # columns for who prints a quote, from ROOMY columns on
SHOWN = "Of each item the latest quote that bears it out is shown; Markdown, CSV and JSON have all."


class BriefSheet(Sheet):
    """The lines of one brief at one width: title, overview, positions, sources, notes."""

    def __init__(self, console: Console, columns: int, brief: Brief) -> None:
        super().__init__(console, columns)
        self.brief = brief
        self.sources = Sources(brief)
        self.pointers = brief_outline.pointers(brief)
        self.indent = 6 if self.roomy else 2

    def top(self) -> Iterator[Text]:
        """Title, sources, period, counts, overview."""
        brief = self.brief
        yield from self.hung(brief_phrases.title(brief), style="bold")
        yield from self.hung(f"{brief_phrases.counted(brief.origins, brief.articles)} · {brief_phrases.period(brief)}")
        yield Text()
        if not brief.items:
            yield from self.hung(account.NOTHING_FOUND, style="bold")
            return
        yield from self.labelled("found", " · ".join(brief_phrases.tally(brief)), indent=0)
        if caution := brief_phrases.caution(brief):
            yield from self.labelled("note", caution, indent=0)
        if brief.overview:
            yield from self.headed("In short", "bold", False)
        for sentence in brief.overview:
            yield from self.hung(f"{sentence.text} [{', '.join(sentence.refs)}]", Text("- ", "dim"))

    def headed(self, heading: str, style: str, empty: bool) -> Iterator[Text]:
        """A section's heading, and that the section is empty where it is."""
        yield Text()
        yield from self.hung(heading.upper(), style=style)
        if empty:
            yield from self.hung(brief_outline.NONE_FOUND, Text("  "), style="dim")

    def where_they_stand(self) -> Iterator[Text]:
        """Positions by issue and party."""
        table = positions(self.brief)
        if not table:
            return
        yield from self.headed("Who stands where", "bold", False)
        for issue, rows in table.items():
            yield from self.hung(brief_phrases.initial(issue), style="underline")
            names = max(Text(neutral(party)).cell_len for party, _ in rows)
            beside = self.roomy and names <= SOURCE
            for party, cells in rows:
                lead = Text.assemble("  ", (neutral(party), "bold"))
                if beside:
                    lead.append(" " * (names + 4 - lead.cell_len))
                else:
                    yield from self.hung(party, blank(2), style="bold")
                yield from self.hung(" · ".join(cells), lead if beside else blank(4), names + 4 if beside else 4)

    def read(self) -> Iterator[Text]:
        """The sources, with what each is alone and silent on."""
        brief = self.brief
        if brief.sources:
            yield from self.headed("Sources", "bold", False)
        silent = silence(brief)
        for source in brief.sources:
            first, *rest = source_lines(source, self.sources)
            yield from self.hung(first, Text("- ", "dim"))
            for line in [*rest, *silent.get(source.article_id, [])]:
                yield from self.hung(line, blank(2), style="dim")
        if brief.without_items:
            yield Text()
            yield from self.hung("Read as well, and found to report no negotiation:")
        for source in brief.without_items:
            yield from self.hung(" · ".join(source_lines(source, self.sources)), Text("- ", "dim"), style="dim")

    def bottom(self) -> Iterator[Text]:
        """Notes, what is left out, how the brief was made, what the marks mean."""
        lines = left_out(self.brief)
        if lines:
            yield from self.headed("Notes and what is left out", "bold", False)
        for line in lines:
            yield from self.hung(line, Text("- ", "dim"))
        yield Text()
        if self.brief.items:
            yield from self.hung(SHOWN, style="dim")
        for line in made(self.brief):
            yield from self.hung(line, style="dim")
        if self.brief.items:
            marks = [f"{MARKS[tone][0]} {meaning}" for tone, meaning in LEGEND.items()]
            yield from self.hung(", ".join([*marks, "‹ no longer held, » moved"]), style="dim")

    def witness(self, witness: Witness, label: str = "") -> Iterator[Text]:
        """A quote behind a bar, beside those who print it, or below them where there is no room."""
        who = ": ".join(filter(None, [label, neutral(witness.sources)]))
        quote = Text(neutral(witness.quote))
        if not self.roomy:
            yield from self.hung(who, blank(self.indent), self.indent + 2, style="cyan")
            yield from self.hung(
                witness.quote,
                Text.assemble(" " * self.indent, ("│ ", "dim")),
                Text.assemble(" " * self.indent, ("│ ", "dim")),
            )
            return
        left = Text(who, style="cyan").wrap(self.console, SOURCE, overflow="fold")
        right = quote.wrap(self.console, self.columns - self.indent - SOURCE - 3, overflow="fold")
        for source, words_of in zip_longest(left, right):
            line = Text(" " * self.indent)
            if source is not None:
                source.rstrip()
                line.append_text(source)
            line.append(" " * (self.indent + SOURCE + 1 - line.cell_len))
            if words_of is not None:
                line.append("│ ", "dim").append_text(words_of)
            yield line
