"""Findings of any tool, read from a file and fitted to the articles of a gold."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from ..errors import InputError
from ..read.missing import hint
from ..schemas.findings import Findings, FindingsOf
from .faults import Fault, Place, file_meant, members, refusal
from .gold import ENDINGS, Loaded
from .misfits import fitted
from .spanning import copied, quoted_across
from .written import parsed, text_of

Known = tuple[Loaded, str]  # a set, and the file of an article in it


@dataclass(frozen=True)
class Items:
    """A file of findings. Every article that it names is one of `articles`."""

    file: Path
    findings: Findings
    articles: "Articles"

    @property
    def name(self) -> str:
        """What the tool is called."""
        return self.findings.tool or self.file.stem

    def by_article(self) -> dict[tuple[Path, str], FindingsOf]:
        """What was found in each, by the path of its set and its file there."""
        return {
            (loaded.path, file): each
            for each in self.findings.articles
            for loaded, file in self.articles.called(each.file)
        }


class Articles:
    """Those of several sets, by the ends of their paths: as much of one as no other article has."""

    def __init__(self, sets: Iterable[Loaded]) -> None:
        self._by_name: dict[str, list[tuple[Known, Path]]] = {}
        for loaded in sets:
            for gold in loaded.gold.articles:
                path = (loaded.path.parent / loaded.gold.folder / gold.file).resolve()
                self._by_name.setdefault(path.name, []).append(((loaded, gold.file), path))

    def called(self, name: str) -> list[Known]:
        """The article of a name, once for each set that it is in; nothing where there is none, or several."""
        found = self._matching(name)
        return [known for known, _ in found] if len({path for _, path in found}) == 1 else []

    def why_none(self, name: str) -> str:
        """What is wrong with a name that is no single article's."""
        if found := self._matching(name):
            names = " or ".join(dict.fromkeys(repr(loaded.called(file)) for (loaded, file), _ in found))
            return f"{name!r} is a file of several sets; write {names}"
        known = [known for same in self._by_name.values() for known, _ in same]
        near = file_meant(name, [loaded.called(file) for loaded, file in known]) if "/" in name else ""
        return f"{name!r} is no article of the gold{near or file_meant(name, [file for _, file in known])}"

    def _matching(self, name: str) -> list[tuple[Known, Path]]:
        parts = PurePath(name).parts
        return [
            (known, path)
            for known, path in self._by_name.get(PurePath(name).name, ())
            if path.parts[-len(parts) :] == parts or name == known[0].called(known[1])
        ]


def is_items(value: str) -> bool:
    """Whether one of the two that are compared is a file of findings, by its ending, and no engine."""
    return Path(value).suffix in ENDINGS


def read_items(file: Path, sets: Sequence[Loaded]) -> Items:
    """The findings of a file; `sets` are all of the gold. Raises InputError, which says where what does not fit."""
    if not file.is_file():
        raise InputError(f"There is no file {str(file)!r}{hint(str(file), set())}")
    text = text_of(file)
    raw, doubled = parsed(file, text)
    findings, faults = fitted(Findings, raw)
    articles = Articles(sets)
    faults += [*doubled, *_strays(raw, articles)]
    if findings is None or faults:
        raise refusal(file, text, raw, faults)
    return Items(file, findings, articles)


def _strays(raw: Any, articles: Articles) -> Iterator[Fault]:
    """Names of files that are no article of the gold, articles that come twice, disagreements without a file."""
    for place, name in _files(raw):
        if not articles.called(name):
            yield Fault(place, articles.why_none(name))
    seen: set[tuple[Path, str]] = set()
    for place, each in members(raw, "articles"):
        known = articles.called(each["file"]) if isinstance(each.get("file"), str) else []
        again = [(loaded.path, file) for loaded, file in known]
        if seen.intersection(again):
            yield Fault((*place, "file"), "this article is there already; give each once")
        seen.update(again)
    for place, each in members(raw, "disagreements"):
        if not any(version.get("quotes") for _, version in members(each, "versions")):
            yield Fault(place, "no version has a quote, so that it is of no set")


def _files(raw: Any) -> Iterator[tuple[Place, str]]:
    """Every name of a file in what was read, and where."""
    for place, each in [*members(raw, "articles"), *quoted_across(raw)]:
        if isinstance(each.get("file"), str):
            yield (*place, "file"), each["file"]
    yield from copied(raw)
