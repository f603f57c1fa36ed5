"""Summaries and briefs as text: for a terminal, as Markdown, JSON or CSV. One module per format, loaded when needed."""

from collections.abc import Sequence

from ..errors import InputError
from ..schemas.brief import Brief
from ..schemas.summary import ArticleSummary

FORMATS: tuple[str, ...] = ("terminal", "markdown", "json", "csv")


def render(
    summaries: Sequence[ArticleSummary], format: str, *, width: int | None = None, color: bool | None = None
) -> str:
    """The summaries in one of `FORMATS`, in the order given; the text ends with a line end.

    `width` (columns) and `color` count for the terminal only. None means: as wide as the terminal, and colour only
    where standard output is one that wants it (see `sheet.wants_color`). CSV has RFC 4180 line ends (CR LF): write
    it with `newline=""`. Raises InputError for an unknown format.
    """
    match format:
        case "terminal":
            from .terminal import page

            return page(summaries, width=width, color=color)
        case "markdown":
            from .markdown import page as markdown

            return markdown(summaries)
        case "json":
            from .as_json import document

            return document(summaries)
        case "csv":
            from .table import table

            return table(summaries)
    raise InputError(f"Format {format!r} is unknown; choose one of {', '.join(FORMATS)}.")


def render_briefs(briefs: Sequence[Brief], format: str, *, width: int | None = None, color: bool | None = None) -> str:
    """The briefs in one of `FORMATS`, in the order given, each with its own title; otherwise as `render`."""
    match format:
        case "terminal":
            from .brief_terminal import page

            return page(briefs, width=width, color=color)
        case "markdown":
            from .brief_markdown import page as markdown

            return markdown(briefs)
        case "json":
            from .brief_json import document

            return document(briefs)
        case "csv":
            from .brief_table import table

            return table(briefs)
    raise InputError(f"Format {format!r} is unknown; choose one of {', '.join(FORMATS)}.")
