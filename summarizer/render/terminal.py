"""The terminal view: hierarchy by space and weight; every mark and colour is also said in words."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from ..schemas.summary import AgreedTerm, ArticleSummary, Demand, Evidence, OpenQuestion
from ..schemas.vocabulary import Found
from . import account
from .neutral import neutral
from .sheet import LABEL, LEGEND, MARKS, Sheet, blank, printed
from .standing import adjustment, status, tone

_HEADINGS = ("bold green", "bold blue", "bold magenta")


def page(summaries: Sequence[ArticleSummary], *, width: int | None = None, color: bool | None = None) -> str:
    """The summaries one below the other; lines end where the words do and are at most `width` columns wide."""
    return printed(
        summaries,
        lambda console, columns, summary: _SummarySheet(console, columns).lines(summary),
        width=width,
        color=color,
    )


class _SummarySheet(Sheet):
    """The lines of one summary at one width."""

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
        mark, color = MARKS[tone(item)]
        indent = 6 if self.roomy else 2
        label = f"{neutral(item.id):<{3 if self.roomy else 1}} "
        lead = Text.assemble((mark, f"bold {color}"), " ", (label, "dim"))
        yield from self.hung(item.text, lead, indent, style="bold")
        standing = "; ".join(status(item))
        yield from self.hung(standing[:1].upper() + standing[1:], blank(indent), style=color)
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
            yield from self.hung(account.left_out(rejected), blank(2), style="dim")
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
            legend = ", ".join(f"{MARKS[tone][0]} {meaning}" for tone, meaning in LEGEND.items())
            yield from self.hung(legend, blank(2), style="dim")
        facts = [account.engine(summary.provenance), *account.cost(summary.provenance)]
        yield from self.hung(" · ".join(facts), blank(2 if verdict else 0), style="dim")
