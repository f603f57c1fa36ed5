"""What a report shows, as the templates take it: findings with their quotes, tables of positions, sources, notes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..standing import SIGNS, Tone

MOST_DOTS = 12


@dataclass(frozen=True)
class Place:
    """Where a quote stands. `ref` is its number in its finding, "A1/2"; `anchor` is None without the article's text."""

    ref: str
    anchor: str | None
    source: str
    paragraph: int | None


@dataclass(frozen=True)
class Quoted:
    """A quote as it is shown, once for all articles that have it letter for letter. `note` is its number in print.

    `language` is its article's, as a BCP 47 tag, where that states one.
    """

    quote: str
    places: tuple[Place, ...]
    said: str
    note: int
    language: str | None


@dataclass(frozen=True)
class Support:
    """How many origins of all stand behind something, and how many articles."""

    origins: int
    among: int
    articles: int

    @property
    def dots(self) -> str:
        """A dot for each origin, filled for those that say it; "" where there are too many, or only one."""
        if not 1 < self.among <= MOST_DOTS:
            return ""
        return "●" * self.origins + "○" * (self.among - self.origins)

    @property
    def words(self) -> str:
        """3 of 4 origins (5 articles)."""
        of = f" of {self.among}" if self.among > 1 else ""
        whole = "origin" if (self.among if of else self.origins) == 1 else "origins"
        return f"{self.origins:,}{of} {whole} ({self.articles:,} article{'s' * (self.articles != 1)})"


@dataclass(frozen=True)
class Link:
    """A finding by its id, and where it stands on the page; `anchor` is None where it stands nowhere."""

    id: str
    anchor: str | None


@dataclass(frozen=True)
class Part:
    """The quotes of a finding, or of one version or state of it, which then has a heading."""

    quotes: Sequence[Quoted]
    heading: str = ""
    words: str = ""
    support: Support | None = None
    also: str = ""


@dataclass(frozen=True)
class Entry:
    """One finding: an item, a disagreement or a change. `facets` are what it can be filtered by."""

    id: str
    anchor: str
    text: str
    tone: Tone
    status: str
    parts: Sequence[Part]
    facets: Mapping[str, Sequence[str]]
    support: Support | None = None
    dates: str = ""
    details: Sequence[tuple[str, str]] = ()
    links: Sequence[tuple[str, Sequence[Link]]] = ()
    gone: bool = False

    @property
    def mark(self) -> str:
        """Its tone as a sign, for those who see no colours."""
        return SIGNS[self.tone]


@dataclass(frozen=True)
class Group:
    """Findings under one heading of a section; the heading may be empty."""

    heading: str
    entries: Sequence[Entry]


@dataclass(frozen=True)
class Section:
    """Findings of one sort. `chart` is SVG, safe as it is."""

    heading: str
    slug: str
    groups: Sequence[Group]
    empty: str = ""
    chart: str = ""

    @property
    def count(self) -> int:
        """How many findings it has."""
        return sum(len(group.entries) for group in self.groups)


@dataclass(frozen=True)
class Cell:
    """What a party demands, refuses or has agreed on one matter, and how that stands; several items may say it."""

    links: Sequence[Link]
    gist: str
    matter: str
    gone: bool


@dataclass(frozen=True)
class Positions:
    """Issues by parties. `rows` have a list of cells for each party."""

    parties: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Sequence[Cell]]]]


@dataclass(frozen=True)
class Listed:
    """A line of a list with the lines that belong to it; `url` is a web address that may be followed.

    A line is in pieces: words, and findings that they name.
    """

    text: str
    lines: Sequence[Sequence[str | Link]] = ()
    anchor: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Chapter:
    """A negotiation, or an article: what one brief or one summary says."""

    anchor: str
    title: str
    under: str
    tally: Sequence[str]
    sections: Sequence[Section]
    overview: Sequence[tuple[str, Sequence[Link]]] = ()
    positions: Positions | None = None
    sources: Sequence[Listed] = ()
    without: Sequence[Listed] = ()
    warnings: Sequence[str] = ()  # what is to be known before anything is read
    notes: Sequence[str] = ()
    rows: Sequence[Mapping[str, str]] = ()

    @property
    def entries(self) -> list[Entry]:
        """All its findings, in the order of the page."""
        return [entry for section in self.sections for group in section.groups for entry in group.entries]
