"""What a batch publishes beside the summaries and the brief: what it has no summary of, and why."""

from typing import Literal

from pydantic import Field

from .summary import Published

BATCH_SCHEMA_VERSION: Literal["1.0"] = "1.0"


class Failure(Published):
    """A source, or one article of it, without a summary."""

    source: str = Field(description="path within the folder, with slashes")
    article_id: str | None = Field(description="null where the source could not be read as an article at all")
    kind: str = Field(description="the error's name: ReadError, RefusalError, InvalidAnswerError ...")
    reason: str = Field(description="one sentence: what, where, what to do")


class Skipped(Published):
    """A file that is no article, or an article that was there already."""

    source: str
    reason: str


class Failures(Published):
    """`failures.json`: with the summaries in `articles/`, every file of the folder is accounted for."""

    schema_version: Literal["1.0"] = BATCH_SCHEMA_VERSION
    failed: list[Failure] = Field(description="in the order of their paths; the next run tries them again")
    skipped: list[Skipped] = Field(description="in the order of their paths")
