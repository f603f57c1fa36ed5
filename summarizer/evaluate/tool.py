"""The scores of findings from a file: the same rule as for an engine, without a run."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..render.neutral import neutral
from ..schemas.findings import Finding, Findings, FoundVersion
from ..schemas.gold import GoldQuote
from .across import SORTS, Claims, Words, counted, words
from .compare import compare, nothing
from .found import NAMES, Found, located
from .gold import Loaded
from .items import Articles, Items
from .missed import Missed
from .scores import FIELDS, Scored
from .tally import Tally

_STATUS = tuple(name for name in FIELDS if name not in ("says", *NAMES))


def scored_items(items: Items, sets: Sequence[Loaded], *, briefs: bool = True) -> Scored:
    """The scores over some sets; `briefs`: across articles, too, as far as the file says anything there.

    An article that the file does not name is one in which nothing was found. Fields that no item of the file has are
    not scored.
    """
    found = items.by_article()
    unsaid = set(FIELDS) - _given(items.findings)
    tallies: list[Tally] = []
    missed: list[Missed] = []
    lacking = 0
    for loaded in sets:
        for gold in loaded.gold.articles:
            each = found.get((loaded.path, gold.file))
            text = loaded.articles[gold.file].text
            own = [found_of(item, text) for item in each.items] if each else None
            tally, wrong = nothing(gold, loaded) if own is None else compare(own, gold, loaded)
            lacking += own is None
            for name in unsaid:
                del tally.fields_given[name], tally.fields_right[name]
            tally.article = loaded.called(gold.file)
            tallies.append(tally)
            missed += _without(wrong, unsaid)
    several = [loaded for loaded in sets if briefs and len(loaded.gold.articles) > 1]
    spanning = [_across(items, loaded) for loaded in several if _sorts(items.findings)]
    notes = tuple(_notes(items, sets, lacking, len(tallies)))
    return Scored(neutral(items.name), tallies, missed, {}, spanning, measured=False, notes=notes)


def found_of(item: Finding, text: str) -> Found:
    """A finding as it is scored; its quotes count where they stand in the text letter for letter."""
    return Found(
        kind=item.kind,
        text=item.text,
        quotes=item.quotes,
        stretches=located(item.quotes, text),
        says=[name for name in item.says or () if name.strip().casefold() != "outlet"],
        names={name: names for name in NAMES if (names := getattr(item, name)) is not None},
        status={name: str(word) for name in _STATUS if (word := getattr(item, name)) is not None},
    )


def claims_of(findings: Findings, articles: Articles, loaded: Loaded) -> Claims:
    """What is said across the articles of one set: what begins with one of them."""

    def own(file: str) -> str | None:
        """What a file is called in the set; None of another's."""
        return next((known for of, known in articles.called(file) if of.path == loaded.path), None)

    def places(quotes: Iterable[GoldQuote]) -> Words:
        inside = [(file, each.quote) for each in quotes if (file := own(each.file)) is not None]
        return words((file, *at) for file, quote in inside for at in located([quote], loaded.articles[file].text))

    def first(versions: Iterable[FoundVersion]) -> str:
        return next(quote.file for version in versions for quote in version.quotes)

    apart, moved = findings.disagreements or (), findings.changes or ()
    return Claims(
        [[own(file) or file for file in group] for group in findings.copies or () if own(group[0])],
        [[places(version.quotes) for version in each.versions] for each in apart if own(first(each.versions))],
        [(places([each.before]), places([each.after])) for each in moved if own(each.before.file)],
    )


def _across(items: Items, loaded: Loaded) -> Tally:
    counts = counted(claims_of(items.findings, items.articles, loaded), loaded)
    for sort in set(SORTS) - set(_sorts(items.findings)):
        for what in ("found", "gold", "right"):
            del counts[f"{sort} {what}"]
    return Tally(str(loaded.path), counts=counts)


def _sorts(findings: Findings) -> list[str]:
    """What the file says anything of across articles, if only that there is none."""
    return [sort for sort in SORTS if getattr(findings, sort) is not None]


def _given(findings: Findings) -> set[str]:
    """The fields that at least one item has."""
    items = [item for each in findings.articles for item in each.items]
    return {name for name in FIELDS if any(getattr(item, name) is not None for item in items)}


def _without(missed: Iterable[Missed], unsaid: set[str]) -> Iterator[Missed]:
    """What is shown, without the fields that the tool never gives."""
    for each in missed:
        fields = tuple(field for field in each.fields if field.name not in unsaid)
        if each.what != "fields" or fields:
            yield replace(each, fields=fields)


def _notes(items: Items, sets: Sequence[Loaded], lacking: int, of: int) -> Iterator[str]:
    name = neutral(items.name)
    if lacking:
        yield f"{name}: {lacking} of {of} articles are not in {items.file}; there, nothing counts as found."
    paths, listed = {loaded.path for loaded in sets}, items.findings.articles
    known = [each for each in listed if any(loaded.path in paths for loaded, _ in items.articles.called(each.file))]
    if others := len(listed) - len(known):
        yield f"{name}: {others} of {len(listed)} articles in {items.file} are of no set that is scored here."
