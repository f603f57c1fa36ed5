"""The article as the program reads it: the text that every offset counts in, and what was taken out of it."""

import hashlib
import re
from datetime import date
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field

from .vocabulary import Derivation


class Removed(BaseModel):
    """A stretch of the source that is no part of the article's text."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str = Field(description="the line as it stood in the source")
    reason: str = Field(description="why it is no article text, in a few words")
    line: int = Field(description="line of the decoded source, from 1; 0 where the source has no lines")


class Article(BaseModel):
    """One news article. Offsets everywhere count code points of `text`.

    Paragraphs of `text` are separated by one blank line. What the source does not state is null: nothing is guessed.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(description="stable from run to run: the source's name and the text's hash")
    title: str | None
    outlet: str | None
    url: str | None
    published: date | None
    language: str | None = Field(description="BCP 47 tag, as stated by the source")
    text: str
    sha256: str = Field(description="SHA-256 of text in UTF-8, hex")
    derivation: Derivation = Derivation.UNKNOWN
    source: str = Field(description="what was read: a file's name, an address, or '-'")
    encoding: str | None = Field(description="encoding the source was decoded with; null where it was text already")
    repairs: list[str] = Field(description="what was mended in the characters, step by step")
    removed: list[Removed]

    @classmethod
    def of(
        cls,
        text: str,
        *,
        source: str = "text",
        title: str | None = None,
        outlet: str | None = None,
        url: str | None = None,
        published: date | None = None,
        language: str | None = None,
        encoding: str | None = None,
        repairs: list[str] | None = None,
        removed: list[Removed] | None = None,
    ) -> "Article":
        """An article from a clean text; the id comes from `source` (or the title) and the text's hash.

        Halves of surrogate pairs, which no encoding can hold, become U+FFFD.
        """
        text, source = _whole(text), _whole(source)
        title, outlet, url, language = map(_whole, (title, outlet, url, language))
        digest = hashlib.sha256(text.encode()).hexdigest()
        return cls(
            id=f"{_slug(title if source in ('-', 'text') and title else source)}-{digest[:8]}",
            title=title,
            outlet=outlet,
            url=url,
            published=published,
            language=language,
            text=text,
            sha256=digest,
            source=source,
            encoding=encoding,
            repairs=repairs or [],
            removed=[line.model_copy(update={"text": _whole(line.text)}) for line in removed or []],
        )


T = TypeVar("T", str, str | None)


def _whole(text: T) -> T:
    return re.sub("[\ud800-\udfff]", "\ufffd", text) if text else text


def _slug(source: str) -> str:
    stem = re.sub(r"^[a-z]+://(www\.)?|\.(txt|md|html?|jsonl?)$", "", source.replace("\\", "/"), flags=re.I)
    words = re.findall(r"\w+", stem.rsplit("/", 1)[-1].casefold())
    return "-".join(words)[:48].strip("-_") or "article"
