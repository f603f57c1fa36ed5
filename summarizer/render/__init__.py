"""Summaries and briefs as text: for a terminal, as Markdown, JSON, CSV or HTML. A module per format, loaded late."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ..errors import InputError

if TYPE_CHECKING:
    from ..schemas.brief import Brief
    from ..schemas.summary import ArticleSummary

# Where each format is written, of a summary and of a brief: module and function.
_SUMMARIES = {
    "terminal": ("terminal", "page"),
    "markdown": ("markdown", "page"),
    "json": ("as_json", "document"),
    "csv": ("table", "table"),
    "html": ("html.page", "summaries_page"),
}
_BRIEFS = {
    "terminal": ("brief_terminal", "page"),
    "markdown": ("brief_markdown", "page"),
    "json": ("brief_json", "document"),
    "csv": ("brief_table", "table"),
    "html": ("html.page", "briefs_page"),
}
_TAKES = {"terminal": ("width", "color"), "html": ("summaries",)}  # what a format has use for beside the things
FORMATS: tuple[str, ...] = tuple(_SUMMARIES)


def render(
    summaries: "Sequence[ArticleSummary]", format: str, *, width: int | None = None, color: bool | None = None
) -> str:
    """The summaries in one of `FORMATS`, in the order given; the text ends with a line end.

    `width` (columns) and `color` count for the terminal only. None means: as wide as the terminal, and colour only
    where standard output is one that wants it (see `sheet.wants_color`). CSV has RFC 4180 line ends (CR LF): write
    it with `newline=""`. Raises InputError for an unknown format.
    """
    return _written(summaries, _SUMMARIES, format, width=width, color=color)


def render_briefs(
    briefs: "Sequence[Brief]",
    format: str,
    *,
    summaries: "Sequence[ArticleSummary]" = (),
    width: int | None = None,
    color: bool | None = None,
) -> str:
    """The briefs in one of `FORMATS`, in the order given, each with its own title; otherwise as `render`.

    HTML shows the articles beside the findings where it is given their `summaries`; other formats have no use for them.
    """
    return _written(briefs, _BRIEFS, format, summaries=summaries, width=width, color=color)


def _written(things: Sequence[Any], homes: Mapping[str, tuple[str, str]], format: str, **beside: Any) -> str:
    if format not in homes:
        raise InputError(f"Format {format!r} is unknown; choose one of {', '.join(FORMATS)}.")
    module, name = homes[format]
    write = getattr(import_module(f".{module}", __name__), name)
    text: str = write(things, **{name: beside[name] for name in _TAKES.get(format, ()) if name in beside})
    return text
