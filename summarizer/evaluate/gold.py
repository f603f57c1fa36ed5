"""Gold read from its files: each checked against the schema, each quote found in its article, letter for letter."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from ..errors import InputError
from ..read import read
from ..schemas.article import Article
from ..schemas.gold import GoldSet
from ..settings import Settings, load_settings

ENDINGS = (".yaml", ".yml", ".json")
# The one in C is six times as quick, where it is there.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Span:
    """A stretch of an article's text, in code points."""

    file: str
    start: int
    end: int


@dataclass(frozen=True)
class Loaded:
    """A set with its articles by the names of their files. Every quote in it stands in its article."""

    path: Path
    gold: GoldSet
    articles: dict[str, Article]

    def called(self, file: str) -> str:
        """An article's name among those of several sets: that of the folder before it."""
        return f"{self.path.resolve().parent.name}/{file}"

    def spans(self, file: str, quote: str) -> list[Span]:
        """Every place of a quote in an article."""
        text, found, at = self.articles[file].text, [], -1
        while (at := text.find(quote, at + 1)) >= 0:
            found.append(Span(file, at, at + len(quote)))
        return found

    def stretches(self, file: str, quotes: Iterable[str]) -> tuple[tuple[int, int], ...]:
        """Every place of some quotes in an article."""
        return tuple((span.start, span.end) for quote in quotes for span in self.spans(file, quote))


def load_all(path: Path, settings: Settings | None = None) -> list[Loaded]:
    """The sets in a file, or in the gold files of a folder and below it, by path. Raises InputError."""
    if not path.exists():
        raise InputError(f"{str(path)!r} does not exist: name a gold file, or a folder of them.")
    files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if is_gold(p))
    if not files:
        raise InputError(f"There is no gold in {str(path)!r}: files called gold.yaml, or NAME.gold.yaml, are read.")
    return [load(file, settings or load_settings(model="builtin")) for file in files]


def is_gold(path: Path) -> bool:
    """Whether a file is gold by its name: gold.yaml, strike.gold.yaml, or the same in JSON."""
    return path.suffix in ENDINGS and (path.stem == "gold" or path.stem.endswith(".gold"))


def load(file: Path, settings: Settings) -> Loaded:
    """One set. Raises InputError, which says where in the file what does not fit."""
    try:
        gold = GoldSet.model_validate(yaml.load(file.read_text("utf-8"), Loader=_LOADER))
    except yaml.YAMLError as error:
        raise InputError(f"{file} is not YAML: {' '.join(str(error).split())}; correct it.") from error
    except ValidationError as error:
        raise InputError(f"{file}: {_first(error)}; correct it.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file} cannot be read ({error}): see to the file.") from error
    folder = file.parent / gold.folder
    articles = {article.file: _article(folder / article.file, file, settings) for article in gold.articles}
    loaded = Loaded(file, gold, articles)
    for where, name, quote in _quotes(gold):
        if name not in articles:
            raise InputError(f"{file}: {where}: {name!r} is none of its articles; correct it.")
        if not loaded.spans(name, quote):
            raise InputError(f"{file}: {where}: the quote {quote!r} does not stand in {name}; copy it from there.")
    for copies in gold.copies:
        if foreign := [name for name in copies if name not in articles]:
            raise InputError(f"{file}: copies: {foreign[0]!r} is none of its articles; correct it.")
    return loaded


def _article(path: Path, gold: Path, settings: Settings) -> Article:
    found = read(path, settings)
    if len(found) != 1:
        raise InputError(f"{gold}: {path.name} holds {len(found)} articles; gold takes files with one each.")
    return found[0]


def _quotes(gold: GoldSet) -> Iterator[tuple[str, str, str]]:
    """Where in the file, of which article, which words."""
    for article in gold.articles:
        for number, item in enumerate(article.items, start=1):
            for quote in item.quotes:
                yield f"{article.file}, item {number}", article.file, quote
    for number, found in enumerate(gold.disagreements, start=1):
        for version in found.versions:
            for each in version.quotes:
                yield f"disagreement {number}", each.file, each.quote
    for number, change in enumerate(gold.changes, start=1):
        for each in (change.before, change.after):
            yield f"change {number}", each.file, each.quote


def _first(error: ValidationError) -> str:
    """The first thing that does not fit, as a place and a reason."""
    found: Any = error.errors(include_url=False)[0]
    place = ".".join(str(step + 1) if isinstance(step, int) else str(step) for step in found["loc"])
    return f"{place or 'the whole'}: {found['msg'].removeprefix('Value error, ')}"
