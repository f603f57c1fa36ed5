"""GitHub-flavoured Markdown: headings, one list item for each item, quotes as blockquotes with their paragraph."""

import re
from collections.abc import Iterator, Sequence

from ..schemas.article import Article
from ..schemas.summary import AgreedTerm, ArticleSummary, Demand, OpenQuestion
from ..schemas.vocabulary import Found
from . import account
from .neutral import neutral
from .standing import adjustment, status

# What can start or end markup inside a line. An underscore inside a word is none, but escaping it costs nothing.
_INLINE = re.compile(r"[\\`*_\[\]<>|~&$#]|(?<=\w):(?=//)")
# What is markup at the start of a line only: headings, lists, numbered lists, rules, setext underlines.
_LEADING = re.compile(r"^([-+=])|^(\d{1,9})([.)])(?=\s|$)")


def page(summaries: Sequence[ArticleSummary]) -> str:
    """The summaries one below the other, parted by rules."""
    return "\n---\n\n".join("\n".join(_lines(summary)) + "\n" for summary in summaries)


def escape(text: str) -> str:
    """Text that Markdown shows as it is: one line, no markup, no HTML, no addresses turned into links."""
    escaped = _INLINE.sub(lambda found: "\\" + found[0], neutral(text))
    return _LEADING.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", escaped)


def _lines(summary: ArticleSummary) -> Iterator[str]:
    yield from _header(summary)
    if not summary.items:
        yield from ("", f"**{account.NOTHING_FOUND}**")
    else:
        for heading, items in account.sections(summary):
            yield from ("", f"## {heading}")
            if not items:
                yield from ("", account.EMPTY_SECTION)
            for item in items:
                yield from _item(item)
    yield from _left_out(summary)
    yield from _footer(summary)


def _header(summary: ArticleSummary) -> Iterator[str]:
    article = summary.article
    yield f"# {escape(account.title(article))}"
    yield ""
    yield " · ".join([*map(escape, account.origin(article)), *address_lines(article)])
    if summary.negotiation:
        yield from ("", f"**About:** {escape(summary.negotiation)}")
    if summary.items or summary.rejected:
        yield from ("", f"**Found:** {' · '.join(account.tally(summary))}")
    for note in summary.notes:
        yield from ("", f"**Note:** {escape(note)}")


def address_lines(article: Article) -> list[str]:
    """The address as a link where it is a plain web address, as text otherwise."""
    if url := account.web_address(article.url):
        return [f"<{url}>"]
    address = account.address(article)
    return [escape(address)] if address else []


def _item(item: AgreedTerm | Demand | OpenQuestion) -> Iterator[str]:
    standing = "; ".join(status(item))
    yield from ("", f"- **{escape(item.id)}** {escape(item.text)}", "")
    yield f"  **{escape(standing[:1].upper() + standing[1:])}**"
    yield ""
    for label, value in account.details(item):
        yield f"  - {label}: {escape(value)}"
    for change in item.adjusted:
        yield f"  - changed: {escape(adjustment(change))}"
    for evidence in item.evidence:
        mark = " ≈" if evidence.found is Found.NORMALISED else ""
        yield from ("", f"  > **¶{evidence.paragraph}{mark}** {escape(evidence.quote)}")


def _left_out(summary: ArticleSummary) -> Iterator[str]:
    removed = account.not_article_text(summary.article)
    if summary.rejected or removed:
        yield from ("", "## Left out", "")
    for rejected in summary.rejected:
        yield f"- {escape(rejected.draft.text)}  "
        yield f"  *{escape(account.left_out(rejected))}*"
    for fact in removed:
        yield f"- {escape(fact)}"


def _footer(summary: ArticleSummary) -> Iterator[str]:
    verdict, _ = account.checked(summary)
    facts = [verdict, account.engine(summary.provenance), *account.cost(summary.provenance)]
    yield from ("", f"*{escape(' · '.join(filter(None, facts)))}*")
