"""From a source (a file, an address, standard input) to its articles. Nothing is dropped without a record."""

import re
import warnings
from pathlib import Path
from typing import BinaryIO

from ..errors import ReadError
from ..schemas.article import Article, Removed
from ..settings import Settings
from .boilerplate import closing_address, without_boilerplate
from .decode import decode
from .kind import kind_of
from .plain import read_markdown, read_text, with_title
from .source import load
from .story import Raw, Story, counted, quoted

__all__ = ["ReadError", "ReadWarning", "read", "read_all"]


class ReadWarning(UserWarning):
    """Some articles of a source could not be read; `read` gave the others."""


def read(source: str | Path, settings: Settings, *, stdin: BinaryIO | None = None) -> list[Article]:
    """The articles of a source, at least one, in its order. Synchronous; an address is fetched.

    Raises the first ReadError where no article is readable; where some are, warns (ReadWarning) of the others:
    a caller that reports them itself uses `read_all`.
    """
    articles, errors = read_all(source, settings, stdin=stdin)
    if not articles:
        raise errors[0]
    for error in errors:
        warnings.warn(str(error), ReadWarning, stacklevel=2)
    return articles


def read_all(
    source: str | Path, settings: Settings, *, stdin: BinaryIO | None = None
) -> tuple[list[Article], list[ReadError]]:
    """The readable articles of a source and an error for each of the others; never both empty. Raises nothing."""
    articles: list[Article] = []
    errors: list[ReadError] = []
    try:
        raw = load(source, settings, stdin)
        text, encoding, repairs = decode(raw.content, raw.name, raw.charset)
        stories = _stories(text, raw)
    except ReadError as error:
        return [], [error]
    for story in stories:
        try:
            articles.append(_article(story, raw, encoding, repairs) if isinstance(story, Story) else _raised(story))
        except ReadError as error:
            errors.append(error)
    return articles, errors


def _stories(text: str, raw: Raw) -> list[Story | ReadError]:
    kind = kind_of(text, raw.kind)
    if kind in ("json", "jsonl"):
        from .record import read_json, read_jsonl

        text = text.replace("\r\n", "\n").replace("\r", "\n")
        return (read_json if kind == "json" else read_jsonl)(text, raw.name)
    if kind == "html":
        from .page import read_page

        return [read_page(text.replace("\r\n", "\n").replace("\r", "\n"), raw.name)]
    return [read_markdown(text) if kind == "markdown" else read_text(text)]


def _article(story: Story, raw: Raw, encoding: str, repairs: list[str]) -> Article:
    """The story without its boilerplate, with its title and address where the source has them."""
    kept, removed = without_boilerplate(story.paragraphs)
    kept, last, address = closing_address(kept)
    story.paragraphs = kept
    story = with_title(story)
    stated = story.stated
    again = [p for p in story.paragraphs if stated.title and _same(p.text, stated.title)]
    repeated = {id(p) for p in again}
    text = "\n\n".join(p.text for p in story.paragraphs if id(p) not in repeated)
    removed += [Removed(text=p.text, reason="the title again", line=p.line) for p in again]
    removed += [last] if last else []
    if not text:
        where = f"{quoted(raw.name)}{', ' * bool(story.place)}{story.place}"
        taken = counted(len(removed) + len(story.removed), "line")
        raise ReadError(
            f"{where} has no article text (all of its {taken} are labels, links or a title); give its text."
        )
    return Article.of(
        text,
        source=raw.name,
        title=stated.title,
        outlet=stated.outlet,
        url=stated.url or address or raw.url,
        published=stated.published,
        language=stated.language,
        encoding=encoding,
        repairs=repairs + story.repairs,
        removed=sorted(story.removed + removed, key=lambda r: r.line),
    )


def _same(text: str, title: str) -> bool:
    return re.sub(r"\W+", "", text).casefold() == re.sub(r"\W+", "", title).casefold()


def _raised(error: ReadError) -> Article:
    raise error
