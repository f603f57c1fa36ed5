"""From the paths of a brief to what they hold: summaries and articles, each once, whatever the order of the paths."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from ..errors import InputError, ReadError
from ..schemas.article import Article
from ..schemas.summary import ArticleSummary
from ..settings import Settings
from .folder import listed, some
from .input import Opened, OwnOutput, opened
from .source import name_of
from .story import counted, quoted
from .summary_record import verify

BriefSource = str | Path | Article | ArticleSummary


@dataclass(frozen=True)
class Gathered:
    """What a brief is made from. No article stands in both lists; `notes` are sentences for whoever runs it."""

    summaries: list[ArticleSummary]
    articles: list[Article]
    errors: list[ReadError]
    notes: list[str]


def gather(
    sources: Sequence[BriefSource] | BriefSource, settings: Settings, *, stdin: BinaryIO | None = None
) -> Gathered:
    """The summaries and articles behind files, folders, addresses, `-`, and objects. Files are read one by one.

    A folder stands for the files of an article's kind in it and below. Where an article comes with its summary, the
    summary is taken. Raises InputError where nothing at all is readable; each other fault stands in `errors`.
    """
    given = [sources] if isinstance(sources, str | Path | Article | ArticleSummary) else list(sources)
    if not given:
        raise InputError("Nothing was given: name articles, their summaries in JSON, or a folder of them.")
    pile = _Pile()
    for source in _once(given, pile.notes):
        for thing in _of_source(source, settings, stdin, pile.notes):
            pile.add(thing)
    if not pile.kept:
        raise _nothing(given, pile)
    pile.tell()
    return Gathered(
        [thing for thing in pile.kept.values() if isinstance(thing, ArticleSummary)],
        [thing for thing in pile.kept.values() if isinstance(thing, Article)],
        pile.errors,
        pile.notes,
    )


def inputs(sources: Sequence[str | Path]) -> Iterator[tuple[Path, bool]]:
    """The files that a brief would read, and whether each is named itself (or comes from a folder)."""
    for source in sources:
        try:
            path = Path(source)
            if path.is_dir():
                yield from ((file, False) for file in listed(path).files)
            elif path.exists():
                yield path, True
        except (OSError, ValueError):
            continue  # reading it says what is wrong


@dataclass
class _Pile:
    """What was found so far, one thing for each article's id."""

    kept: dict[str, ArticleSummary | Article] = field(default_factory=dict)
    errors: list[ReadError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    summarized: list[str] = field(default_factory=list)

    def add(self, thing: Opened) -> None:
        """Keep it, or the better of two on one article."""
        if isinstance(thing, ReadError):
            self.errors.append(thing)
            return
        name = article_of(thing).id
        if name not in self.kept:
            self.kept[name] = thing
            return
        before = self.kept[name]
        self.kept[name] = best = min(before, thing, key=_rank)
        other = thing if best is before else before
        if article_of(best).sha256 != article_of(other).sha256:
            told = f"Two articles have the id {quoted(name)}, {_named(best)} and {_named(other)}"
            self.errors.append(ReadError(f"{told}; the second is left out, give it another id."))
        elif isinstance(best, ArticleSummary) and isinstance(other, Article):
            self.summarized.append(other.source)
        elif isinstance(best, ArticleSummary) and best != other:
            self.notes.append(f"Of two summaries of {_named(best)}, the one by {_by(best)} is used.")
        else:
            self.again.append(article_of(other).source)

    def tell(self) -> None:
        """Add to the notes what came more than once."""
        if self.summarized:
            self.notes.append(f"Given with their summaries, which are used: {some(self.summarized)}.")
        if self.again:
            self.notes.append(f"Given more than once, counted once: {some(self.again)}.")


def article_of(thing: ArticleSummary | Article) -> Article:
    """The article itself, or the one that a summary is about."""
    return thing.article if isinstance(thing, ArticleSummary) else thing


def _rank(thing: ArticleSummary | Article) -> tuple[str, bool, bool, int, str]:
    """The least is kept: of one text a summary, a model's, the richest; then by content, never by order.

    The text comes first, so that which of two texts under one id is kept does not hang on what stands beside it.
    """
    digest = article_of(thing).sha256
    if isinstance(thing, Article):
        return digest, True, True, 0, thing.model_dump_json()
    return digest, False, thing.provenance.engine == "builtin", -len(thing.items), thing.model_dump_json()


def _of_source(source: BriefSource, settings: Settings, stdin: BinaryIO | None, notes: list[str]) -> Iterator[Opened]:
    if isinstance(source, Article):
        yield source
    elif isinstance(source, ArticleSummary):
        try:
            verify(source, f"The summary of {_named(source)}")
            yield source
        except ReadError as error:
            yield error
    elif _is_folder(source):
        yield from _of_folder(Path(source), settings, notes)
    else:
        yield from opened(source, settings, stdin)


def _of_folder(folder: Path, settings: Settings, notes: list[str]) -> Iterator[Opened]:
    listing = listed(folder)
    notes += listing.notes(folder)
    yield from listing.errors
    own: list[str] = []
    for file in listing.files:
        for thing in opened(file, settings):
            if isinstance(thing, OwnOutput):
                own.append(name_of(file.relative_to(folder)))
            else:
                yield thing
    if own:
        notes.append(f"Skipped in {quoted(name_of(folder))}, made by this program: {some(list(dict.fromkeys(own)))}.")


def _is_folder(source: object) -> bool:
    try:
        return isinstance(source, str | Path) and source not in ("", "-") and Path(source).is_dir()
    except (OSError, ValueError):
        return False


def _once(given: list[BriefSource], notes: list[str]) -> Iterator[BriefSource]:
    """The sources without the paths that are named twice: standard input can be read only once."""
    seen: set[str] = set()
    for source in given:
        if isinstance(source, str | Path):
            name = name_of(source)
            if name in seen:
                notes.append(f"{quoted(name)} was named more than once, and is read once.")
                continue
            seen.add(name)
        yield source


def _nothing(given: list[BriefSource], pile: _Pile) -> InputError:
    if len(pile.errors) == 1:
        return pile.errors[0]
    if pile.errors:
        return InputError(f"None of {counted(len(pile.errors), 'source')} is readable; the first: {pile.errors[0]}")
    where = some([name_of(source) for source in given if isinstance(source, str | Path)])
    aside = f" ({' '.join(pile.notes)})" if pile.notes else ""
    return InputError(f"There is no article and no summary in {where}; name a folder or files with some.{aside}")


def _named(thing: ArticleSummary | Article) -> str:
    return quoted(article_of(thing).source)


def _by(summary: ArticleSummary) -> str:
    return summary.provenance.model or "the built-in engine"
