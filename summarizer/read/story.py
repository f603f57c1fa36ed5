"""What the readers of the several formats hand on: the paragraphs of one article and what its source states."""

from dataclasses import dataclass, field
from datetime import date

from ..schemas.article import Removed


@dataclass
class Paragraph:
    """One paragraph; `line` counts in the decoded source from 1 (0: no lines), `blank_after` is for the title."""

    text: str
    line: int = 0
    blank_after: bool = True


@dataclass
class Stated:
    """What a source says about its article in so many words; null where it does not."""

    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: date | None = None
    language: str | None = None


@dataclass
class Story:
    """One article before its boilerplate is taken out."""

    paragraphs: list[Paragraph]
    stated: Stated = field(default_factory=Stated)
    repairs: list[str] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    titled_by_first_line: bool = False  # only a plain text says its title by its layout
    place: str = ""  # where in its source, for messages: "line 3", "article 2 of the list"


@dataclass
class Raw:
    """The bytes of one source, not yet understood."""

    name: str  # as the user gave it
    content: bytes
    kind: str | None = None  # text, markdown, html, json, jsonl; null: to be seen from the content
    charset: str | None = None  # as the server stated it
    url: str | None = None  # where the bytes came from in the end


def quoted(name: str) -> str:
    """A name that is safe in a one-line message: in quotation marks, control characters spelled out, not endless."""
    return repr(name if len(name) <= 300 else name[:300] + "…")


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 letter`, `4 letters`."""
    return f"{number} {one if number == 1 else many or one + 's'}"
