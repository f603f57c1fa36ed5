"""The words around the items of a brief: counts, periods, versions and changes, sources, how it was made."""

from collections.abc import Sequence
from datetime import date

from ..schemas.brief import Brief, Change, Disagreement, Source, Version
from ..schemas.summary import Provenance, Usage
from ..schemas.vocabulary import (
    Derivation,
    Moved,
    Stage,
)
from . import account
from .brief_sources import UNDATED, Sources, bare
from .neutral import neutral
from .phrases import words

_BUILTIN = (
    "The built-in engine made this: two of five of its items are none, and it finds hardly any of the disagreements "
    "and changes that are not told in figures or by an article itself; “none found” says nothing. Read the quotes."
)
UNMERGED = {
    "story": "which articles belong together",
    "party": "names of one party",
    "group": "items that say the same",
    "disagreement": "a disagreement",
    "change": "a change",
    "answer": "an answer to a question",
    "sentence": "a sentence of the overview",
}


def counted(origins: int, articles: int) -> str:
    """The one way in which a count of sources is written."""
    return f"{_number(origins, 'origin')} ({_number(articles, 'article')})"


def caution(brief: Brief) -> str | None:
    """What to know before a brief that no model made is believed; None for one of a model."""
    return _BUILTIN if brief.provenance.engine == "builtin" and brief.items else None


def title(brief: Brief) -> str:
    """What is negotiated, or that nobody knows."""
    return initial(brief.negotiation or ("Negotiation not named" if brief.sources else "No negotiation reported"))


def period(brief: Brief) -> str:
    """From the first to the last date of the sources."""
    listed = brief.sources or brief.without_items
    dates = sorted(source.published for source in listed if source.published)
    if not dates:
        return UNDATED
    undated = sum(source.published is None for source in listed)
    span = _span(dates[0], dates[-1])
    return f"{span}, {UNDATED} for {_number(undated, 'article')}" if undated else span


def tally(brief: Brief) -> list[str]:
    """How many of what, in the order of the sections."""
    return [
        f"{len(brief.agreed_terms)} agreed",
        _number(len(brief.disagreements), "disagreement"),
        _number(len(brief.open_questions), "open question"),
        _number(len(brief.demands), "demand"),
        _number(len(brief.changes), "change"),
    ]


def apart(disagreement: Disagreement, sources: Sources) -> str:
    """On what they differ, and what has settled it; of which kind they are, the heading says."""
    if disagreement.settled is None:
        return f"They differ on {words(disagreement.field)}"
    by = ", ".join(disagreement.settled.items)
    since = sources.when(member.article_id for member in disagreement.settled.members)
    return f"They differed on {words(disagreement.field)}; settled by {by}, {since}"


def whose(version: Version, sources: Sources) -> str:
    """The party whose version it is; otherwise those who give it."""
    if version.party:
        return version.party
    accounts = [a for a in map(sources.account, version.members) if a]
    outsiders = [a.attribution for a in accounts if a.attribution.party is None]  # others speak for a side
    speakers = dict.fromkeys(said.speaker for said in outsiders if said.speaker)
    return ", ".join(speakers) or "No party, as reported"


def change_dates(change: Change, sources: Sources) -> str:
    """From when to when; where a date is unknown, where its articles stand among dated ones."""
    return " → ".join(
        sources.day(state.published) if state.published else sources.when(m.article_id for m in state.members)
        for state in (change.before, change.after)
    )


def state_words(change: Change, text: str) -> str:
    """The words for a state: a stage's, or those it is told in."""
    return words(Stage(text)) if change.kind is Moved.STAGE and text in set(Stage) else text


def is_quoted(text: str, quotes: Sequence[str]) -> bool:
    """Whether the words of a state are its quotes and nothing else."""
    return neutral(text) in (" … ".join(quotes), *quotes)


def provenance(source: Source, sources: Sources) -> str:
    """What an article is: an original report, or a copy and of what."""
    if source.of is None:
        return words(source.derivation)
    kind = "reworded copy" if source.derivation is Derivation.REWRITE else "copy"
    return f"{kind} of {sources.label(source.of)}"


def drafted(source: Source) -> str:
    """How many items the article has."""
    counts = [
        f"{source.agreed_terms} agreed",
        _number(source.demands, "demand"),
        _number(source.open_questions, "open question"),
    ]
    return " · ".join([*counts, *([f"{source.rejected} left out"] if source.rejected else [])])


def read_at(source: Source) -> list[str]:
    """Title and address of a source, or the file's name to the letter."""
    address = account.address(bare(source).model_copy(update={"title": "-"}))  # a title that no address equals
    return [*filter(None, [source.title, address])]


def made_by(brief: Brief) -> list[str]:
    """The engine and what its calls for the brief took, and who wrote the summaries."""
    by, made = brief.provenance, merged(brief)
    calls = [_number(made.usage.calls, "call")] if made.engine == "model" else []
    cost = account.cost(made)[:-1]  # without the seconds, which a brief does not count
    return [
        account.engine(made),
        *calls,
        *cost,
        *([f"summaries by {', '.join(by.summaries_by)}"] * bool(by.summaries_by)),
    ]


def merged(brief: Brief) -> Provenance:
    """How a brief was made, in the shape in which a summary says it; the seconds, which it does not count, are 0."""
    by = brief.provenance
    usage = Usage(**by.usage.model_dump())
    return Provenance(**by.model_dump(exclude={"usage", "summaries_by"}), parts=1, repaired=0, usage=usage)


def initial(text: str) -> str:
    """The text with a capital at its start."""
    return text[:1].upper() + text[1:]


def _span(first: date, last: date) -> str:
    if first == last:
        return account.day(first)
    if first.year != last.year:
        return f"{account.day(first)} to {account.day(last)}"
    return f"{first.day}{'' if first.month == last.month else f' {first:%B}'} to {account.day(last)}"


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
