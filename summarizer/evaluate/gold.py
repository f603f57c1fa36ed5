"""Gold read from its files: each checked against the schema, each quote found in its article, letter for letter."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..ground.locate import locate
from ..read import read
from ..schemas.article import Article
from ..schemas.gold import GoldSet
from ..settings import Settings, load_settings
from .faults import Fault, Place, file_meant, members, refusal
from .misfits import fitted
from .nearest import nearest_words
from .spanning import copied, quoted_across
from .written import parsed, text_of

ENDINGS = (".yaml", ".yml", ".json")


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
    """One set. Raises InputError, which says of all that does not fit where in the file it is."""
    text = text_of(file)
    raw, doubled = parsed(file, text)
    gold, faults = fitted(GoldSet, raw)
    articles, unread = _articles(file, raw, settings)
    faults += [*doubled, *unread, *_strays(raw, articles)]
    if gold is None or faults:
        raise refusal(file, text, raw, faults)
    return Loaded(file, gold, {name: article for name, article in articles.items() if article is not None})


def _articles(file: Path, raw: Any, settings: Settings) -> tuple[dict[str, Article | None], list[Fault]]:
    """The articles by the names of their files, None for one that cannot be read, and what is wrong with them."""
    found: dict[str, Article | None] = {}
    faults: list[Fault] = []
    folder = raw.get("folder", ".") if isinstance(raw, dict) else "."
    for place, entry in members(raw, "articles"):
        name = entry.get("file")
        if not isinstance(name, str):
            continue
        if name in found:
            faults.append(Fault((*place, "file"), "this article is there already; give each once"))
            continue
        found[name] = None
        try:
            if isinstance(folder, str):  # else that is the fault, and not each quote as well
                found[name] = _article(file.parent / folder / name, settings)
        except InputError as error:
            faults.append(Fault((*place, "file"), str(error).rstrip(".")))
    return found, faults


def _article(path: Path, settings: Settings) -> Article:
    found = read(path, settings)
    if len(found) != 1:
        raise InputError(f"{path.name} holds {len(found)} articles; gold takes files with one each.")
    return found[0]


def _strays(raw: Any, articles: Mapping[str, Article | None]) -> Iterator[Fault]:
    """Files that are none of the articles, quotes that do not stand in theirs; of what is read, whatever its shape."""
    for place, file, quote in _quotes(raw):
        if file not in articles:
            yield Fault(place, f"{file!r} is none of its articles{file_meant(file, articles)}")
        elif (article := articles[file]) is not None and (not quote.strip() or quote not in article.text):
            told = _elsewhere(quote, file, articles) or _nearest(quote, article.text)
            yield Fault(place, f"the quote {quote!r} does not stand in {file}; {told}")
    for place, file in copied(raw):
        if file not in articles:
            yield Fault(place, f"{file!r} is none of its articles{file_meant(file, articles)}")


def _elsewhere(quote: str, file: str, articles: Mapping[str, Article | None]) -> str:
    """Which other article of the set has it, where one has."""
    others = [name for name, other in articles.items() if name != file and other is not None and quote in other.text]
    return f"it stands in {' and in '.join(others)}" if others and quote.strip() else ""


def _nearest(quote: str, text: str) -> str:
    """What the writer may have meant: the same in other typography, or the words that are most like it."""
    spans = locate(quote, text)
    if len(spans) == 1:
        return f"did you mean {text[spans[0].start : spans[0].end]!r}?"
    near = nearest_words(quote, text)
    return f"did you mean {near!r}?" if near else "copy it from there"


def _quotes(raw: Any) -> Iterator[tuple[Place, str, str]]:
    """Where in what was read, of which article, which words."""
    for place, article in members(raw, "articles"):
        for of, item in members(article, "items", place):
            quotes = item.get("quotes")
            for number, quote in enumerate(quotes if isinstance(quotes, list) else []):
                if isinstance(article.get("file"), str) and isinstance(quote, str):
                    yield (*of, "quotes", number), article["file"], quote
    for place, each in quoted_across(raw):
        if isinstance(each.get("file"), str) and isinstance(each.get("quote"), str):
            yield place, each["file"], each["quote"]
