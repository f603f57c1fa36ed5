"""The articles behind a brief as its items name them, and the quotes that each item or version shows."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..schemas.article import Article
from ..schemas.brief import Account, Brief, BriefDemand, BriefQuestion, BriefTerm, Member, Quote, Source
from . import account
from .neutral import neutral

AnyItem = BriefTerm | BriefDemand | BriefQuestion
MOST_NAMES = 6  # of sources beside one quote
UNDATED = "date not stated"


@dataclass(frozen=True)
class Witness:
    """A quote and who prints it: "The Courier, 4 March ¶3; copied by The Herald, 5 March"."""

    sources: str
    quote: str
    articles: tuple[str, ...]


class Sources:
    """The articles of one brief by id, with their short names."""

    def __init__(self, brief: Brief) -> None:
        listed = [*brief.sources, *brief.without_items]
        self._by_id = {source.article_id: source for source in listed}
        self._place = {source.article_id: place for place, source in enumerate(listed)}
        self._names = _names(listed)
        self._items = {item.id: item.text for item in brief.items}
        self._accounts = {(a.article_id, a.item_id): a for item in brief.items for a in item.members}
        self._one_year = len({source.published.year for source in listed if source.published}) == 1

    def account(self, member: Member) -> Account | None:
        """What a member says; None where no item of the brief has it."""
        return self._accounts.get((member.article_id, member.item_id))

    def answer(self, question: BriefQuestion) -> str:
        """The items that answer a question, in their words; the articles where no item does; "" without an answer."""
        if question.answered is None:
            return ""
        found = [f"{item_id}: {self._items[item_id]}" for item_id in question.answered.items if item_id in self._items]
        return " ".join(found) or self.told({member.article_id for member in question.answered.members})

    def day(self, when: date | None) -> str:
        """A date, without its year where all sources have the same (the title's period states it)."""
        if when is None:
            return UNDATED
        return f"{when.day} {when:%B}" if self._one_year else account.day(when)

    def name(self, article_id: str) -> str:
        """The outlet, else the site, else the file's name without ending and date, else the id itself."""
        return self._names.get(article_id, article_id)

    def named(self, sentence: str) -> str:
        """A sentence with the names of articles in the place of their ids."""
        for article_id, name in self._names.items():
            sentence = sentence.replace(article_id, f"“{name}”")
        return sentence

    def label(self, article_id: str) -> str:
        """Short name and date."""
        return f"{self.name(article_id)}, {self.when([article_id])}"

    def when(self, article_ids: Iterable[str]) -> str:
        """The date of the first of the articles that has one, else where it stands among dated ones."""
        sources = [self._by_id[article_id] for article_id in article_ids if article_id in self._by_id]
        dated = next((source.published for source in sources if source.published), None)
        if dated or not sources or sources[0].day is None:
            return self.day(dated)
        place = sources[0].day
        known = sorted({(s.day, s.published) for s in self._by_id.values() if s.day and s.published})
        same = next((day for at, day in known if at == place), None)
        later = next((day for at, day in known if at > place), None)
        earlier = next((day for at, day in reversed(known) if at < place), None)
        if same:
            return f"about {self.day(same)}"
        if earlier or later:
            return f"after {self.day(earlier)}" if earlier else f"before {self.day(later)}"
        return UNDATED

    def told(self, article_ids: Iterable[str], paragraphs: Mapping[str, int] | None = None) -> str:
        """The articles in time, each copy behind the article that it goes back to."""
        found, marks = set(article_ids), paragraphs or {}
        phrases = []
        for group in self._by_origin(found).values():
            first, *copies = [f"{self.label(i)}{f' ¶{marks[i]}' if i in marks else ''}" for i in group]
            origin = self._origin(group[0])
            whence = "" if origin == group[0] else f" (copy of {self.name(origin)})"
            phrases.append(first + whence + (f"; copied by {_some(copies)}" if copies else ""))
        return _some(phrases, "; ")

    def first_hand(self, item: AnyItem) -> list[Account]:
        """The accounts of an item without those of copies whose origin is among them."""
        told = {account.article_id for account in item.members}
        return [a for a in item.members if (origin := self._origin(a.article_id)) == a.article_id or origin not in told]

    def witnesses(self, item: AnyItem, every: bool = False) -> list[Witness]:
        """The best quote of each origin, or every quote; the latest first, equal quotes as one."""
        quotes: list[tuple[str, dict[str, int], list[str]]] = []
        for group in self._by_origin({a.article_id for a in item.members}).values():
            accounts = [a for i in group for a in item.members if a.article_id == i]
            if every:
                quotes += [(e.quote, {a.article_id: e.paragraph}, [a.article_id]) for a in accounts for e in a.evidence]
            else:
                first = [a for a in accounts if a.article_id == group[0]]
                best = max((e for a in first for e in a.evidence), key=lambda e: _fit(e.quote, item.text))
                quotes.append((best.quote, {group[0]: best.paragraph}, group))
        return self._merged(quotes, neutral if every else _folded)

    def quoted(self, quotes: Sequence[Quote]) -> list[Witness]:
        """Quotes with their sources, the latest first, equal quotes as one."""
        return self._merged([(quote.quote, {}, [quote.article_id]) for quote in quotes], neutral)

    def unquoted(self, quotes: Sequence[Quote], members: Sequence[Member]) -> str:
        """The articles of the members that none of the quotes is from; "" where there is none."""
        return self.told({m.article_id for m in members} - {q.article_id for q in quotes})

    def _merged(
        self, quotes: Sequence[tuple[str, dict[str, int], list[str]]], key: Callable[[str], str]
    ) -> list[Witness]:
        equal: dict[str, tuple[str, dict[str, int], list[str]]] = {}
        for quote, marks, ids in quotes:
            kept = equal.setdefault(key(quote), (quote, {}, []))
            for article_id, paragraph in marks.items():
                kept[1].setdefault(article_id, paragraph)
            kept[2].extend(ids)
        ordered = sorted(equal.values(), key=lambda kept: min(map(self._latest_first, kept[2])))
        return [Witness(self.told(ids, marks), quote, tuple(ids)) for quote, marks, ids in ordered]

    def _by_origin(self, article_ids: set[str]) -> dict[str, list[str]]:
        """Ids of articles by that of their origin, in time; the origin itself before its copies."""
        groups: dict[str, list[str]] = {}
        for article_id in sorted(article_ids, key=self._in_time):
            groups.setdefault(self._origin(article_id), []).append(article_id)
        return {origin: sorted(ids, key=lambda i: i != origin) for origin, ids in groups.items()}

    def _origin(self, article_id: str) -> str:
        return self._by_id[article_id].origin if article_id in self._by_id else article_id

    def _in_time(self, article_id: str) -> tuple[int, str]:
        return (self._place.get(article_id, len(self._place)), article_id)

    def _latest_first(self, article_id: str) -> tuple[int, tuple[int, str]]:
        source = self._by_id.get(article_id)
        when = source.published if source else None
        return (-when.toordinal() if when else 0, self._in_time(article_id))


def _some(names: Sequence[str], between: str = ", ") -> str:
    """The names, of many the first and how many more."""
    if len(names) <= MOST_NAMES + 1:
        return between.join(names)
    return f"{between.join(names[:MOST_NAMES])} and {len(names) - MOST_NAMES:,} more"


def bare(source: Source) -> Article:
    """A source as an article without text, for the words that `account` has for articles."""
    return Article.of(
        "", source=source.source, title=source.title, outlet=source.outlet, url=source.url, published=source.published
    )


def _names(sources: Sequence[Source]) -> dict[str, str]:
    """A short name for each; those of one outlet and day are numbered."""
    short = {s.article_id: (s.outlet or _place(s), s.published) for s in sources}
    shared, seen = Counter(short.values()), Counter[tuple[str, date | None]]()
    names = {}
    for article_id, key in short.items():
        seen[key] += 1
        names[article_id] = f"{key[0]} ({seen[key]})" if shared[key] > 1 else key[0]
    return names


def _place(source: Source) -> str:
    """Where an article without an outlet's name was read: the site, or the file's name without ending and date."""
    if found := re.match(r"https?://(?:www\.)?([\w.-]+)", source.url or ""):
        return found[1]
    named = account.title(bare(source).model_copy(update={"title": None}))
    if source.title and re.fullmatch(r"[0-9a-f_-]+(\.\w+)?", named, flags=re.I):  # a number, a hash: no name to anybody
        return _short(source.title)
    trimmed = re.sub(r"^\d{4}-\d\d-\d\d[-_. ]+(?=\w)|\.(txt|md|html?|jsonl?)$", "", named, flags=re.I)
    # Blanks let a long name wrap; the list of sources has it to the letter.
    return re.sub(r"[-_]+", " ", trimmed).strip() if source.source not in ("-", "text") else account.title(bare(source))


def _short(title: str) -> str:
    return title if len(title) <= 48 else f"{title[:48].rsplit(' ', 1)[0]} …"


def _fit(quote: str, text: str) -> tuple[int, int]:
    """How much of the item's sentence a quote bears out: figures count double, the shorter of two equals is better."""
    wanted = {w for w in re.findall(r"\w+", text.casefold()) if len(w) > 3 or w.isdigit()}
    shared = wanted & set(re.findall(r"\w+", quote.casefold()))
    return (sum(2 if word.isdigit() else 1 for word in shared), -len(quote))


def _folded(quote: str) -> str:
    return neutral(quote).casefold().strip("\"'“”‘’.,;: ")
