"""From a source (a file, an address, standard input) to its articles. Nothing is dropped without a record."""

import warnings
from pathlib import Path
from typing import BinaryIO

from ..errors import ReadError
from ..schemas.article import Article
from ..settings import Settings
from .articles import article_of, stories_in
from .decode import decode
from .source import load
from .story import Story

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
        stories = stories_in(text, raw)
    except ReadError as error:
        return [], [error]
    for story in stories:
        try:
            if not isinstance(story, Story):
                raise story
            articles.append(article_of(story, raw, encoding, repairs))
        except ReadError as error:
            errors.append(error)
    return articles, errors
