"""One page: chapters beside the articles they rest on, with all that was left out, and the data to it all."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from ...schemas.brief import Brief
from ...schemas.report import Report
from ...schemas.summary import ArticleSummary
from ...version import __version__
from .. import account
from ..brief_phrases import provenance
from ..brief_sources import Sources
from . import chapters, of_summary
from .entries import Chapter, Listed
from .quotes import Quotes
from .shell import data, part, policy, template
from .texts import Shelf, Text

# Before anything is laid out: one article at a time is shown, where there is a script to choose it.
EARLY = 'document.documentElement.classList.add("js");'
FACETS = {
    "party": "Party",
    "issue": "Issue",
    "kind": "Kind",
    "source": "Source",
    "confirmation": "Confirmation",
}


class Named(NamedTuple):
    """What an article is called: by itself, where it is cited, and in the lines under its title."""

    name: str
    label: str
    under: list[str]


def summaries_page(summaries: Sequence[ArticleSummary]) -> str:
    """A page about articles, each by itself."""
    return page(Report(briefs=[], summaries=list(summaries)))


def briefs_page(briefs: Sequence[Brief], summaries: Sequence[ArticleSummary] = ()) -> str:
    """A page about negotiations; `summaries` are those of their articles, without which no text is shown."""
    return page(Report(briefs=list(briefs), summaries=list(summaries)))


def page(report: Report) -> str:
    """The whole file."""
    shelf = Shelf(report.summaries)
    quotes = Quotes(shelf)
    told = list(_chapters(report, quotes, shelf))
    names = _names(report)
    style, script = f"{part('base.css')}\n{part('report.css')}", part("report.js")
    written: str = template("page.html.j2").render(
        chapters=told,
        texts=[_text(text, names) for text in shelf],
        facets=list(_facets(told)),
        title=told[0].title if len(told) == 1 else "Report",
        entries=sum(len(chapter.entries) for chapter in told),
        quotes=quotes,
        failed=_failed(report),
        failures=report.failures,
        has_briefs=bool(report.briefs),
        notes=list(dict.fromkeys(note for chapter in told for note in chapter.notes)),
        left_out=sum(len(summary.rejected) for summary in report.summaries),
        removed=sum(len(summary.article.removed) for summary in report.summaries),
        program=f"summarizer {__version__}",
        style=Markup(style),
        early=Markup(EARLY),
        script=Markup(script),
        policy=policy(style, EARLY, script),
        data=Markup(data(report.model_dump_json(by_alias=True))),
    )
    return written + "\n"


def _chapters(report: Report, quotes: Quotes, shelf: Shelf) -> Iterator[Chapter]:
    several = len(report.briefs or report.summaries) > 1
    for number, brief in enumerate(report.briefs, start=1):
        yield chapters.chapter(brief, f"b{number}-" if several else "", quotes, shelf)
    if report.briefs:
        return
    for number, summary in enumerate(report.summaries, start=1):
        yield of_summary.chapter(summary, f"a{number}-" if several else "", quotes)


def _names(report: Report) -> dict[str, Named]:
    """The articles of the briefs by their names there, with date, and copy of which."""
    found: dict[str, Named] = {}
    for brief in report.briefs:
        sources = Sources(brief)
        for source in (*brief.sources, *brief.without_items):
            name, when = sources.name(source.article_id), sources.when([source.article_id])
            titled = bool(source.title) and (source.title or "").startswith(name.removesuffix(" …"))
            label = f"{name}, {when}"
            found[source.article_id] = Named(name, label, [when if titled else label, provenance(source, sources)])
    return found


def _text(text: Text, names: Mapping[str, Named]) -> Mapping[str, Any]:
    """An article as the template takes it."""
    article = text.summary.article
    title = account.title(article)
    named = names.get(article.id) or Named(title, title, account.origin(article))
    mended = ["characters mended, see Left out"] if article.repairs else []
    return {
        "number": text.number,
        "title": article.title or named.name,
        "name": named.label,
        "under": [*named.under, *mended],
        "url": account.web_address(article.url),
        "language": article.language,
        "paragraphs": list(text.paragraphs()),
        "rejected": [(each.draft.text, account.left_out(each)) for each in text.summary.rejected],
        "removed": [(line.text, line.reason, line.line) for line in article.removed],
        "repairs": article.repairs,
        "notes": text.summary.notes if names else [],
    }


def _failed(report: Report) -> list[Listed]:
    """What has no summary, and why."""
    if report.failures is None:
        return []
    failed = [Listed(failure.source, [[failure.reason]]) for failure in report.failures.failed]
    return [*failed, *(Listed(skipped.source, [[f"skipped: {skipped.reason}"]]) for skipped in report.failures.skipped)]


def _facets(told: Sequence[Chapter]) -> Iterator[tuple[str, str, list[tuple[str, int]]]]:
    """What can be filtered by, with the values that there are and how many findings have each."""
    entries = [entry for chapter in told for entry in chapter.entries]
    for name, label in FACETS.items():
        counts: dict[str, int] = {}
        for entry in entries:
            for value in dict.fromkeys(entry.facets.get(name, ())):
                counts[value] = counts.get(value, 0) + 1
        if counts:
            yield name, label, sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]) if name == "party" else (0,))
