"""From the files of a folder to what is to be done about each: nothing, a summary, or to say why there is none."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from ..errors import InputError, ReadError, SummarizerError
from ..read.folder import listed
from ..read.input import Opened, OwnOutput, loaded, opened_raw
from ..read.source import name_of
from ..run import unexpected
from ..schemas.article import Article
from ..schemas.batch import Failure, Skipped
from ..schemas.summary import ArticleSummary
from .fingerprint import made_by, reader
from .job import Job
from .outputs import Outputs, of_article
from .state import Known, Made, State


@dataclass(frozen=True)
class ToDo:
    """An article that wants a summary; `digest` is the hash of all that is known of it."""

    article: Article
    digest: str


@dataclass(frozen=True)
class Unchanged:
    """An article whose summary stands."""

    made: Made


@dataclass(frozen=True)
class _Claim:
    """Who has an id in this run: the hash of its text, and its source."""

    text: str
    source: str


Found = ToDo | Unchanged | Failure | Skipped


@dataclass
class Contents:
    """The files of the folder that are to be read, and what is said of the others."""

    files: list[Path]
    said: list[Failure | Skipped]
    unlisted: list[str]  # folders in it that could not be listed


def contents(job: Job) -> Contents:
    """What the folder holds, in the order of the paths. No file is opened."""
    listing = listed(job.folder, apart_from=job.out)
    wanted = _wanted(job)
    files = [file for file in listing.files if wanted(within(job.folder, file))]
    reasons = [
        (listing.other, "no kind of article that is read (.txt, .md, .html, .json, .jsonl)"),
        (listing.about, "about the folder, by its name"),
        (listing.batch, "another batch's output"),
        (listing.links, "a link to a folder, which might lead round in a circle"),
    ]
    said: list[Failure | Skipped] = [
        Skipped(source=name, reason=reason) for names, reason in reasons for name in names if wanted(name)
    ]
    said += [failure(error, name) for error, name in zip(listing.errors, listing.unlisted, strict=True)]
    return Contents(files, said, listing.unlisted)


class Reading:
    """Reads files one by one; of two articles with one id the first counts."""

    def __init__(self, job: Job, state: State, outputs: Outputs) -> None:
        self._job, self._state, self._outputs = job, state, outputs
        self._made_by, self._reader = made_by(job.settings), reader(job.settings)
        self._claimed: dict[str, _Claim] = {}
        self._trusting = job.settings.ask_again == "never"  # else every answer is looked up once more
        self.unread: set[str] = set()  # sources that are there, and could not be read

    def of(self, file: Path) -> list[Found]:
        """What a file holds, never empty. Raises OutputError only."""
        source = within(self._job.folder, file)
        try:
            raw = replace(loaded(file, self._job.settings), name=source)
        except ReadError as error:
            if file.exists():
                self.unread.add(source)
            return [failure(error, source)]
        digest = hashlib.sha256(raw.content).hexdigest()
        known = self._state.articles_of(source, digest, self._reader)
        if known and (unchanged := self._unchanged(known, source)):
            return unchanged
        try:
            opened = opened_raw(raw, self._job.settings)
        except Exception as error:
            return [failure(unexpected(source, error), source)]
        articles = [_known(thing) for thing in opened if isinstance(thing, Article)]
        if len(articles) == len(opened):
            self._state.read(source, digest, self._reader, articles)
        return [self._found(thing, source) for thing in opened]

    def _unchanged(self, known: list[Known], source: str) -> list[Found]:
        """The file's articles without parsing it again; empty where one of them wants a summary."""
        found: list[Found] = []
        claims: dict[str, _Claim] = {}
        for article in known:
            if claim := self._claimed.get(article.id) or claims.get(article.id):
                found.append(_double(article, source, claim))
            elif made := self._standing(article):
                claims[article.id] = _Claim(article.text, source)
                found.append(Unchanged(made))
            else:
                return []
        self._claimed |= claims
        return found

    def _standing(self, article: Known) -> Made | None:
        """The summary of an article, if it was made of just this one, in this way, and its file is as it was."""
        made = self._state.made(article.id) if self._trusting else None
        if made is None or (made.digest, made.made_by) != (article.digest, self._made_by):
            return None
        return made if self._outputs.holds(of_article(article.id), made.sha256) else None

    def _found(self, thing: Opened, source: str) -> Found:
        if isinstance(thing, OwnOutput | ArticleSummary):
            return Skipped(source=source, reason="made by this program: `summarizer brief` takes summaries in JSON")
        if isinstance(thing, ReadError):
            return failure(thing, source)
        known = _known(thing)
        if claim := self._claimed.get(thing.id):
            return _double(known, source, claim)
        self._claimed[thing.id] = _Claim(known.text, source)
        made = self._standing(known)
        return Unchanged(made) if made else ToDo(thing, known.digest)


def _double(article: Known, source: str, first: _Claim) -> Failure | Skipped:
    where = "earlier in this file" if first.source == source else f"in {first.source!r}"
    if article.text == first.text:
        reason = f"the same article stands {where}, name and text: it is summarized once, as {article.id}"
        return Skipped(source=source, reason=reason)
    reason = f"{source!r} and an article {where} have one id, {article.id!r}: give its file another name."
    return Failure(source=source, article_id=article.id, kind="ReadError", reason=reason)


def failure(error: SummarizerError, source: str, article: Article | None = None) -> Failure:
    """What went wrong with a source or an article, as it is published."""
    return Failure(
        source=source, article_id=article.id if article else None, kind=type(error).__name__, reason=str(error)
    )


def within(folder: Path, path: Path) -> str:
    """The path within the folder, as it is named everywhere: with slashes."""
    return name_of(path.relative_to(folder).as_posix())


def _wanted(job: Job) -> Callable[[str], bool]:
    """Whether a path within the folder is to be read, by the globs of --include and --exclude."""
    if not (job.include or job.exclude):
        return lambda _path: True
    from pathspec import GitIgnoreSpec

    try:
        included, excluded = GitIgnoreSpec.from_lines(job.include), GitIgnoreSpec.from_lines(job.exclude)
    except ValueError as error:
        raise InputError(f"--include and --exclude take globs as in .gitignore: {error}; correct it.") from error
    return lambda path: (not job.include or included.match_file(path)) and not excluded.match_file(path)


def _known(article: Article) -> Known:
    digest = hashlib.sha256(article.model_dump_json().encode()).hexdigest()
    return Known(article.id, digest, article.sha256)
