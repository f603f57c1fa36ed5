"""The folder of the results: one run at a time writes into it, and every file is there whole or not at all."""

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ..errors import InputError, OutputError

ARTICLES = "articles"
BRIEF, BRIEF_TEXT = "brief.json", "brief.md"
FAILURES = "failures.json"
REPORT = "report.html"
TABLES = ("items.csv", "items.parquet")
STATE = ".batch.sqlite"
_LOCK = ".batch.lock"


class Outputs:
    """The folder `out`. Raises OutputError where it cannot be written, or is in use."""

    def __init__(self, out: Path) -> None:
        self.out = out

    def check(self, folder: Path) -> None:
        """Refuse what would mix up articles and results, or write over what no batch made. Raises InputError."""
        out, articles = (Path(os.path.realpath(path)) for path in (self.out, folder))  # of a link to itself, too
        if out == articles or (out / ARTICLES == articles) or out / ARTICLES in articles.parents:
            raise InputError(
                f"The results cannot go to {str(self.out)!r}, where the articles are: name another with -o."
            )
        if self.out.exists() and not self.out.is_dir():
            raise InputError(f"{str(self.out)!r} is a file, and the results need a folder: name another with -o.")
        there = (
            sorted(path.name for path in self.out.iterdir() if not path.name.startswith("."))
            if self.out.exists()
            else []
        )
        if there and not any((self.out / name).exists() for name in (STATE, _LOCK)):
            raise InputError(
                f"{str(self.out)!r} holds {there[0]!r}, and is no folder of a batch's results: name a new or an empty "
                "folder with -o."
            )

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Make the folder, and keep others out of it while this run lasts, however it ends."""
        from filelock import FileLock, Timeout

        lock = FileLock(self.out / _LOCK)
        with self.writing(self.out):
            self.out.mkdir(parents=True, exist_ok=True)
        with self.writing(self.out / _LOCK):
            try:
                lock.acquire(timeout=0)
            except Timeout:
                raise OutputError(
                    f"Another run is writing into {str(self.out)!r}: wait for its end, or name another folder with -o."
                ) from None
        try:
            with self.writing(self.out):
                (self.out / ARTICLES).mkdir(exist_ok=True)
                self._sweep()
            yield
        finally:
            lock.release()

    def put(self, name: str, content: bytes) -> str:
        """Write a file, whole or not at all; returns the SHA-256 of its content in hex."""
        self.put_with(name, lambda stream: stream.write(content))
        return hashlib.sha256(content).hexdigest()

    def put_with(self, name: str, write: Callable[[BinaryIO], object]) -> None:
        """Let `write` write a file, which replaces the one of that name when it is whole."""
        target = self.out / name
        part = target.with_name(f".{target.name}.part")
        with self.writing(target):
            try:
                with part.open("wb") as stream:
                    write(stream)
                part.replace(target)
            except BaseException:
                part.unlink(missing_ok=True)
                raise

    def holds(self, name: str, sha256: str) -> bool:
        """Whether a file is there with just that content."""
        return self.sha256(name) == sha256

    def sha256(self, name: str) -> str | None:
        """The SHA-256 of a file's content in hex; None where there is none."""
        return sha256_of(self.out / name)

    def articles(self) -> list[str]:
        """The ids of the articles whose summaries are there."""
        return [file.stem for file in (self.out / ARTICLES).glob("*.json")]

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        with self.writing(self.out / name):
            (self.out / name).unlink(missing_ok=True)

    @contextmanager
    def writing(self, target: Path) -> Iterator[None]:
        """Faults of the file system as one sentence."""
        try:
            yield
        except OSError as error:
            reason = (error.strerror or "unknown fault").lower()
            raise OutputError(
                f"{str(target)!r} cannot be written ({reason}): see to its disk and permissions and run again, or name "
                "another folder with -o."
            ) from error

    def _sweep(self) -> None:
        """Remove the unfinished files of a run that was killed."""
        for folder in (self.out, self.out / ARTICLES):
            for part in folder.glob(".*.part"):
                part.unlink(missing_ok=True)


def sha256_of(file: Path) -> str | None:
    """The SHA-256 of a file's content in hex; None where it cannot be read."""
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None


def of_article(id: str) -> str:
    """The name of the file with an article's summary."""
    return f"{ARTICLES}/{id}.json"
