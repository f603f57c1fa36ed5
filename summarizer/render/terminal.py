"""The terminal view: hierarchy by space and weight; every mark and colour is also said in words."""

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from io import StringIO

from rich.console import Console
from rich.text import Text

from ..schemas.summary import AgreedTerm, ArticleSummary, Demand, Evidence, OpenQuestion
from ..schemas.vocabulary import Found
from . import account
from .neutral import neutral
from .standing import Tone, adjustment, status, tone

READABLE = 100  # columns; longer lines are hard to read, however wide the terminal
ROOMY = 60  # columns from which labels have a column of their own
NARROWEST = 20
LABEL = 8  # columns of the longest label

_LEGEND = {
    Tone.SETTLED: "settled",
    Tone.UNSURE: "not binding yet or not confirmed by all",
    Tone.DISPUTED: "disputed",
    Tone.WANTED: "wanted or refused",
    Tone.OPEN: "open",
}
_MARKS = {
    Tone.SETTLED: ("✓", "green"),
    Tone.UNSURE: ("~", "yellow"),
    Tone.DISPUTED: ("≠", "red"),
    Tone.WANTED: ("→", "blue"),
    Tone.OPEN: ("?", "magenta"),
}
_HEADINGS = ("bold green", "bold blue", "bold magenta")


def page(summaries: Sequence[ArticleSummary], *, width: int | None = None, color: bool | None = None) -> str:
    """The summaries one below the other; lines end where the words do and are at most `width` columns wide."""
    columns = shutil.get_terminal_size().columns if width is None else width
    columns = max(NARROWEST, min(columns, READABLE))
    colored = wants_color() if color is None else color
    console = Console(
        file=StringIO(),
        width=columns,
        force_terminal=colored,
        color_system="standard" if colored else None,  # the terminal's own sixteen: they fit its theme
        no_color=not colored,
        legacy_windows=False,
        force_jupyter=False,
    )
    for number, summary in enumerate(summaries):
        if number:
            console.print(Text("\n" + "─" * columns + "\n", style="dim"), soft_wrap=True)
        for line in _Sheet(console, columns).lines(summary):
            line.rstrip()
            console.print(line, soft_wrap=True)
    output = console.file
    assert isinstance(output, StringIO)
    return output.getvalue()


def wants_color() -> bool:
    """Whether standard output is a terminal that wants colour: not piped, no NO_COLOR, no TERM=dumb."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout.isatty()


class _Sheet:
    """The lines of one summary at one width."""

    def __init__(self, console: Console, columns: int) -> None:
        self.console = console
        self.columns = columns
        self.roomy = columns >= ROOMY

    def lines(self, summary: ArticleSummary) -> Iterator[Text]:
        yield from self.header(summary)
        if not summary.items:
            yield Text()
            yield from self.hung(account.NOTHING_FOUND, style="bold")
        else:
            for (heading, items), style in zip(account.sections(summary), _HEADINGS, strict=True):
                yield from self.section(heading, items, style)
        yield from self.left_out(summary)
        yield from self.footer(summary)

    def header(self, summary: ArticleSummary) -> Iterator[Text]:
        article = summary.article
        yield from self.hung(account.title(article), style="bold")
        yield from self.hung(" · ".join(account.origin(article)))
        if address := account.address(article):
            yield from self.hung(address, style="dim")
        yield Text()
        if summary.negotiation:
            yield from self.labelled("about", summary.negotiation, indent=0)
        if summary.items or summary.rejected:
            yield from self.labelled("found", " · ".join(account.tally(summary)), indent=0)
        for note in summary.notes:
            yield from self.labelled("note", note, indent=0)

    def section(self, heading: str, items: Sequence[AgreedTerm | Demand | OpenQuestion], style: str) -> Iterator[Text]:
        yield Text()
        yield Text(heading.upper(), style=style)
        if not items:
            yield from self.hung(account.EMPTY_SECTION, Text("  "), style="dim")
        for item in items:
            yield Text()
            yield from self.item(item)

    def item(self, item: AgreedTerm | Demand | OpenQuestion) -> Iterator[Text]:
        mark, color = _MARKS[tone(item)]
        indent = 6 if self.roomy else 2
        label = f"{neutral(item.id):<{3 if self.roomy else 1}} "
        lead = Text.assemble((mark, f"bold {color}"), " ", (label, "dim"))
        yield from self.hung(item.text, lead, indent, style="bold")
        standing = "; ".join(status(item))
        yield from self.hung(standing[:1].upper() + standing[1:], _blank(indent), style=color)
        for name, value in account.details(item):
            yield from self.labelled(name, value, indent)
        for evidence in item.evidence:
            yield from self.quote(evidence, indent)
        for change in item.adjusted:
            yield from self.labelled("changed", adjustment(change), indent)

    def quote(self, evidence: Evidence, indent: int) -> Iterator[Text]:
        """A quote behind a bar, as it stands in the article: no marks are added to it."""
        number = f"¶{evidence.paragraph}" + (" ≈" if evidence.found is Found.NORMALISED else "")
        label = f"{number:<{LABEL if self.roomy else 4}} "
        lead = Text.assemble(" " * indent, (label, "cyan"), ("│ ", "dim"))
        follow = Text.assemble(" " * (indent + len(label)), ("│ ", "dim"))
        yield from self.hung(evidence.quote, lead, follow)

    def left_out(self, summary: ArticleSummary) -> Iterator[Text]:
        removed = account.not_article_text(summary.article)
        if summary.rejected or removed:
            yield Text()
            yield Text("LEFT OUT", style="bold")
        for rejected in summary.rejected:
            yield Text()
            yield from self.hung(rejected.draft.text, Text("× ", "dim"))
            yield from self.hung(account.left_out(rejected), _blank(2), style="dim")
        if removed:
            yield Text()
        for fact in removed:
            yield from self.hung(fact, Text("- ", "dim"), style="dim")

    def footer(self, summary: ArticleSummary) -> Iterator[Text]:
        verdict, sound = account.checked(summary)
        yield Text()
        if verdict:
            mark = Text("✓ ", "green") if sound else Text("≠ ", "red")
            yield from self.hung(verdict, mark, style="" if sound else "red")
        if summary.items:
            legend = ", ".join(f"{_MARKS[tone][0]} {meaning}" for tone, meaning in _LEGEND.items())
            yield from self.hung(legend, _blank(2), style="dim")
        facts = [account.engine(summary.provenance), *account.cost(summary.provenance)]
        yield from self.hung(" · ".join(facts), _blank(2 if verdict else 0), style="dim")

    def labelled(self, label: str, value: str, indent: int) -> Iterator[Text]:
        """A row with its label in a column of its own, or before the value where there is no room for one."""
        if self.roomy:
            return self.hung(value, Text.assemble(" " * indent, (f"{label:<{LABEL}} ", "dim")))
        return self.hung(value, Text.assemble(" " * indent, (f"{label}: ", "dim")), indent + 2)

    def hung(
        self, text: str, lead: Text | None = None, follow: Text | int | None = None, style: str = ""
    ) -> Iterator[Text]:
        """The text wrapped behind `lead`, further lines behind `follow` (None: blanks of the same width)."""
        lead = Text() if lead is None else lead
        rest = follow if isinstance(follow, Text) else _blank(lead.cell_len if follow is None else follow)
        body = Text(neutral(text), style=style)
        # Blanks stand in for what `lead` is longer than the later indent, so that later lines use their full room.
        surplus = max(0, lead.cell_len - rest.cell_len)
        room = self.columns - rest.cell_len
        wrapped = _blank(surplus).append_text(body).wrap(self.console, room, overflow="fold")
        for number, line in enumerate(wrapped):
            line.rstrip()
            yield Text.assemble(rest, line) if number else Text.assemble(lead, line[surplus:])


def _blank(columns: int) -> Text:
    return Text(" " * columns)
