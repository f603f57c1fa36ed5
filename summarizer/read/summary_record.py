"""Summaries as `summarizer article --format json` wrote them: recognised by their own fields, and checked anew.

A file on a disk may have been edited since. A summary whose text or quotes no longer fit is not taken.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from ..errors import ReadError
from ..schemas.summary import SCHEMA_VERSION, ArticleSummary
from .story import counted

_ITEMS = {"agreed_terms", "demands", "open_questions"}
_OF_A_SUMMARY = _ITEMS | {"schema_version", "rejected", "provenance"}
_OF_A_BRIEF = {"articles", "origins", "overview", "disagreements", "changes", "positions", "coverage", "sources"}
_AGAIN = "make the summary again with `summarizer article`"


def is_brief(value: Any) -> bool:
    """Whether a JSON value is a brief, or as good as one."""
    return isinstance(value, Mapping) and len(_OF_A_BRIEF & value.keys()) >= 4 and "article" not in value


def is_summary(value: Any) -> bool:
    """Whether a JSON value is a summary, or so nearly one that it was hardly meant as anything else."""
    if not isinstance(value, Mapping) or is_brief(value):
        return False
    return len(_OF_A_SUMMARY & value.keys()) >= (2 if isinstance(value.get("article"), Mapping) else 4)


def summary_of(value: Mapping[str, Any], where: str) -> ArticleSummary:
    """The summary in a JSON object. `where` names the file and the place in it.

    Raises ReadError where its version, a field, its text or a quote does not fit.
    """
    version = value.get("schema_version", SCHEMA_VERSION)
    if version != SCHEMA_VERSION:
        raise ReadError(
            f"{where}: a summary of schema_version {_short(version)}, where this program reads {SCHEMA_VERSION!r}; "
            f"update the program, or {_AGAIN}."
        )
    try:
        summary = ArticleSummary.model_validate(value)
    except ValidationError as error:
        raise ReadError(f"{where}: not quite a summary, {_first(error)}; correct it, or {_AGAIN}.") from error
    verify(summary, where)
    return summary


def verify(summary: ArticleSummary, where: str) -> None:
    """Hold a summary against itself: the hash of its text, the place of every quote, the ids of its items.

    Raises ReadError with the first thing that does not fit.
    """
    if (doubt := _misfit(summary)) is not None:
        raise ReadError(f"{where}: {doubt}; it was changed since it was made, so {_AGAIN}.")


def _misfit(summary: ArticleSummary) -> str | None:
    text = summary.article.text
    if hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != summary.article.sha256:
        return "article.text is not the text that was summarized (article.sha256 is another's)"
    seen: set[str] = set()
    for item in summary.items:
        if item.id in seen:
            return f"two items have the id {item.id!r}"
        seen.add(item.id)
        for number, piece in enumerate(item.evidence, 1):
            # Negative ends and those beyond the text are fine with Python, but are no places.
            if not 0 <= piece.start < piece.end <= len(text) or text[piece.start : piece.end] != piece.quote:
                place = f"{piece.start} to {piece.end} of article.text"
                return f"item {item.id!r}, quote {number} of {len(item.evidence)} does not stand at {place}"
    return None


def _first(error: ValidationError) -> str:
    """The first field that does not fit, in a clause."""
    errors = error.errors(include_url=False, include_input=False)
    first = errors[0]
    field = ".".join(map(str, first["loc"])) or "the whole"
    more = f" (and {counted(len(errors) - 1, 'more fault')})" if len(errors) > 1 else ""
    if first["type"] == "missing":
        return f"its field {field} is missing{more}"
    if first["type"] == "extra_forbidden":
        return f"its field {field} is none of a summary's{more}"
    return f"its field {field} does not fit: {_short(first['msg'][:1].lower() + first['msg'][1:], quote=False)}{more}"


def _short(value: Any, quote: bool = True) -> str:
    text = repr(value) if quote else str(value)
    text = " ".join(text.encode("utf-8", "backslashreplace").decode().split())
    return text if len(text) <= 120 else text[:119] + "…"
