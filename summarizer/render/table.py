"""CSV for spreadsheets: one row for each item, then one for each drafted item that was rejected."""

import csv
import io
import unicodedata
from collections.abc import Iterator, Sequence

from ..schemas.summary import ArticleSummary, Rejected
from .account import NOTHING_FOUND
from .fields import Fields, cell_of, of_article, of_item
from .neutral import neutral
from .phrases import words

_VERBATIM = {"quotes", "drafted_quotes"}

COLUMNS: dict[str, str] = {
    "article_id": "as in the JSON",
    "article_title": "",
    "outlet": "",
    "published": "ISO 8601 date",
    "url": "",
    "kind": "agreed_term, demand, open_question; rejected: drafted, but not shown as an item; none: no items at all",
    "item_id": "unique in its article; empty for rejected and none",
    "text": "the item in one sentence; for rejected the drafted sentence, which the article does not bear out",
    "status": "in words: what the next seven columns say together",
    "issue": "this and the columns up to made: the words of the schema",
    "stage": "agreed terms",
    "confirmation": "agreed terms",
    "demand_kind": "demands",
    "response": "demands",
    "made": "demands",
    "open_kind": "open questions",
    "parties": "agreed terms and open questions",
    "by": "demands: who makes it",
    "of": "demands: of whom",
    "conditions": "agreed terms",
    "scope": "agreed terms",
    "start": "agreed terms: when it starts, in the article's words",
    "duration": "agreed terms: how long it lasts, in the article's words",
    "speaker": "empty where the article says it in its own voice",
    "speaker_party": "",
    "channel": "",
    "stance": "",
    "quotes": "verbatim from the article",
    "paragraphs": "of each quote, from 1",
    "quote_starts": "of each quote: offset in the article's text, in code points",
    "quote_ends": "of each quote: offset after its last code point",
    "found": "of each quote: exact or normalised",
    "adjusted": "fields that the program set otherwise than the engine: field: drafted -> published (reason)",
    "drafted_as": "rejected: what kind of item was drafted",
    "reason": "rejected: why",
    "detail": "rejected: what does not fit, in one sentence",
    "drafted_quotes": "rejected: quotes as drafted, not all of which are in the article",
    "engine": "builtin, or the model asked for",
}
"""Each column and what it holds. Lists are joined by "; "; what is not stated is empty."""


def table(summaries: Sequence[ArticleSummary]) -> str:
    """RFC 4180: comma, CR LF, quotes where needed (line breaks inside a cell stay). No byte-order mark.

    No row of a batch goes missing: an article without items and rejected drafts has one row of the kind `none`.
    """
    output = io.StringIO(newline="")
    writer = csv.DictWriter(output, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for summary in summaries:
        article = of_article(summary)
        for row in _rows(summary):
            writer.writerow({name: written(name, cell_of(value)) for name, value in (article | row).items()})
    return output.getvalue()


def written(column: str, cell: str) -> str:
    """The cell as it is written: `inert`, and outside quotes, which stay verbatim, with its controls made visible."""
    if cell[:1].isalnum() and cell.isprintable():  # as nearly all, and nothing changes them
        return cell
    return inert(cell if column in _VERBATIM else _visible(cell))


def inert(cell: str) -> str:
    """The cell, with an apostrophe before it if a spreadsheet could take it for a formula.

    After OWASP, "CSV Injection": cells that begin with = + - @, tab, CR or LF; also behind blanks and invisible
    characters, which some programs trim, and as full-width or small forms, which some fold.
    """
    if cell[:1].isalnum():  # as nearly all: no letter or figure folds to one of the four signs
        return cell
    if cell[:1] in ("\t", "\r", "\n") and cell:
        return f"'{cell}"
    for character in cell:
        if character.isspace() or unicodedata.category(character) in ("Cc", "Cf"):
            continue
        return f"'{cell}" if unicodedata.normalize("NFKC", character)[0] in "=+-@" else cell
    return cell


def _visible(cell: str) -> str:
    """The cell with what could act on a screen replaced as in `neutral`; blanks, tabs and line breaks stay."""
    if cell.isprintable():
        return cell
    return "".join(c if c in "\t\n\r" or unicodedata.category(c) == "Zs" else neutral(c) or " " for c in cell)


def _rows(summary: ArticleSummary) -> Iterator[Fields]:
    yield from map(of_item, summary.items)
    yield from map(_rejected, summary.rejected)
    if not (summary.items or summary.rejected):
        yield {"kind": "none", "text": NOTHING_FOUND}


def _rejected(rejected: Rejected) -> Fields:
    return {
        "kind": "rejected",
        "text": rejected.draft.text,
        "status": words(rejected.reason),
        "drafted_as": rejected.kind,
        "reason": rejected.reason,
        "detail": rejected.detail,
        "drafted_quotes": rejected.draft.quotes,
    }
