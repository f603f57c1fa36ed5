"""What stands around the items: what was read, how much came of it, by which engine, at what cost."""

import re
from datetime import date

from ..schemas.article import Article
from ..schemas.summary import AgreedTerm, ArticleSummary, Demand, OpenQuestion, Provenance, Rejected
from ..schemas.vocabulary import Derivation, Found
from .phrases import KIND_OF_ITEM, words
from .standing import who_says

NOTHING_FOUND = "No agreement, demand or open question found."
EMPTY_SECTION = "None found in this article."


_WEB = re.compile(r"https?://[\x21\x23-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7e]+")
_NAMELESS = ("-", "text")  # sources without a name: stdin, and a text given to Article.of


def sections(summary: ArticleSummary) -> list[tuple[str, list[AgreedTerm | Demand | OpenQuestion]]]:
    """The three questions in their order, each with the items that answer it."""
    return [
        ("What was agreed", [*summary.agreed_terms]),
        ("Who demands what", [*summary.demands]),
        ("What is still open", [*summary.open_questions]),
    ]


def title(article: Article) -> str:
    """The article's title, or the name of what was read."""
    named = article.source.rstrip("/").rsplit("/", 1)[-1]
    return article.title or (named if article.source not in _NAMELESS else "Untitled article")


def address(article: Article) -> str | None:
    """Where the article can be found again; None where the heading says it already, or nobody knows."""
    found = article.url or article.source
    return None if found in (*_NAMELESS, title(article)) else found


def web_address(url: str | None) -> str | None:
    """An address that may be followed: of the web, and in characters that are no markup anywhere."""
    return url if url and _WEB.fullmatch(url) else None


def origin(article: Article) -> list[str]:
    """Where the article comes from: outlet, date, and derivation where it is known to be a copy."""
    copied = article.derivation in (Derivation.WIRE_COPY, Derivation.REWRITE)
    dated = day(article.published) if article.published else "date not stated"
    return [article.outlet or "outlet not stated", dated, *([words(article.derivation)] if copied else [])]


def day(when: date) -> str:
    """A date as people write it: 12 March 2031."""
    return f"{when.day} {when:%B} {when.year}"


def tally(summary: ArticleSummary) -> list[str]:
    """How many of what, in the order of the sections."""
    counts = [
        f"{len(summary.agreed_terms)} agreed",
        _count(len(summary.demands), "demand"),
        _count(len(summary.open_questions), "open question"),
    ]
    return [*counts, *([f"{len(summary.rejected)} left out"] if summary.rejected else [])]


def details(item: AgreedTerm | Demand | OpenQuestion) -> list[tuple[str, str]]:
    """The labelled facts of an item beside its text, status and quotes; what is not stated has no row."""
    issue, says = ("issue", words(item.issue)), ("says", who_says(item.attribution))
    match item:
        case Demand():
            return [("from", " → ".join(filter(None, [_names(item.by), ", ".join(item.of)]))), issue, says]
        case OpenQuestion():
            return [("parties", _names(item.parties)), issue, says]
    rows = [
        ("parties", _names(item.parties)),
        issue,
        ("covers", item.scope or ""),
        ("if", "; ".join(item.conditions)),
        ("starts", item.start or ""),
        ("lasts", item.duration or ""),
        says,
    ]
    return [(label, value) for label, value in rows if value]


def left_out(rejected: Rejected) -> str:
    """As what it was drafted, and why it is not shown as an item."""
    return f"Drafted as {KIND_OF_ITEM[rejected.kind]}; {words(rejected.reason)}: {rejected.detail.rstrip('.')}."


def not_article_text(article: Article) -> list[str]:
    """What reading changed in the source before any offset was counted."""
    lines = [f"{_count(len(article.removed), 'line')} of the source left out of the text"]
    reasons = sorted({removed.reason for removed in article.removed})
    removed = [f"{lines[0]}: {', '.join(reasons)}"] if article.removed else []
    return [*removed, *([f"characters mended: {'; '.join(article.repairs)}"] if article.repairs else [])]


def engine(provenance: Provenance) -> str:
    """Which engine wrote the draft."""
    if provenance.engine == "builtin":
        return "built-in engine, no model"
    answered = provenance.answered_by
    name = provenance.model or answered or "a model that was not named"
    return f"{name}, answered by {answered}" if answered and answered != name else name


def checked(summary: ArticleSummary) -> tuple[str, bool]:
    """How many quotes stand in the article, counted anew here, and whether that is all of them; "" without items."""
    text = summary.article.text
    evidence = [e for item in summary.items for e in item.evidence]
    found = sum(text[e.start : e.end] == e.quote for e in evidence)
    left_out = f"; {len(summary.rejected)} left out" if summary.rejected else ""
    if not evidence:
        return "", True
    items = _count(len(summary.items), "item")
    if found < len(evidence):
        return f"{items}; only {found} of {_count(len(evidence), 'quote')} found in the article{left_out}", False
    folded = sum(e.found is Found.NORMALISED for e in evidence)
    aside = f" ({folded} marked ≈: drafted with other typography)" if folded else ""
    return f"{items}; {_count(found, 'quote')}, {'all ' * (found > 1)}found in the article{aside}{left_out}", True


def cost(provenance: Provenance) -> list[str]:
    """Parts, repairs, tokens, money and time; for the built-in engine only what it has."""
    usage = provenance.usage
    facts = [f"read in {provenance.parts} parts"] if provenance.parts > 1 else []
    if provenance.repaired:
        facts.append(f"{_count(provenance.repaired, 'item')} mended on asking again")
    if provenance.engine == "model":
        facts += [tokens(usage.input_tokens, usage.output_tokens), dollars(usage.cost_usd)]
    return [*facts, duration(usage.seconds)]


def tokens(read: int | None, written: int | None) -> str:
    """Tokens in and out."""
    if read is None and written is None:
        return "tokens unknown"
    sides = ["unknown" if n is None else f"{n:,}" for n in (read, written)]
    return f"{sides[0]} tokens in, {sides[1]} out"


def dollars(amount: float | None) -> str:
    """An amount in US dollars, to the digits that count."""
    if amount is None:
        return "cost unknown"
    if 0 < amount < 0.0001:
        return "less than US$0.0001"
    if amount == 0:
        return "US$0"
    return f"US${amount:.4f}" if amount < 1 else f"US${amount:,.2f}"


def duration(seconds: float) -> str:
    """Minutes and seconds, or seconds."""
    if seconds >= 120:
        return f"{round(seconds) // 60} min {round(seconds) % 60} s"
    return f"{seconds:.1f} s" if seconds >= 1 else f"{seconds:.2f} s"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _names(names: list[str]) -> str:
    return ", ".join(names) or "not stated"
