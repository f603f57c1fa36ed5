"""What an engine found in an article, as far as it takes part in scoring: ours, or another tool's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..ground.numbers import unsupported_quantity
from ..ground.polarity import polarity_conflict
from ..merge.card import kind_of_item
from ..schemas.article import Article
from ..schemas.summary import AgreedTerm, ArticleSummary, Demand, OpenQuestion
from ..schemas.vocabulary import Channel
from ..words import reads_english, sentences_around

# Of each kind: the gold's name of a field, and ours.
_STATUS = {
    "agreed_term": {"stage": "stage", "confirmation": "confirmation"},
    "demand": {"act": "kind", "response": "response", "made": "made"},
    "open_question": {"why": "kind"},
}
NAMES = ("parties", "by", "of")


@dataclass(frozen=True)
class Found:
    """One item. `says` are names that stand for who says so, empty for the article's own voice.

    `stretches` are where its quotes stand letter for letter, in code points; `quotes` are all of them, so that those
    which stand nowhere are known, too. `names` and `status` are by the gold's names of the fields; one that a tool
    does not give is left out, and counts as wrong where the gold has it.
    """

    kind: str
    text: str
    quotes: Sequence[str]
    stretches: Sequence[tuple[int, int]]
    says: Sequence[str] = ()
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    status: Mapping[str, str] = field(default_factory=dict)

    @property
    def parties(self) -> tuple[str, ...]:
        """Whose item it is: by whom a demand is, whom a term binds or a question concerns."""
        return tuple(self.names.get(whose(self.kind), ()))


def whose(kind: str) -> str:
    """The field that says whose item it is."""
    return "by" if kind == "demand" else "parties"


def found_of(summary: ArticleSummary, text: str) -> list[Found]:
    """The items of a summary of ours; a quote that is not what stands in `text` has no stretch."""
    return [_found(item, text) for item in summary.items]


def located(quotes: Sequence[str], text: str) -> list[tuple[int, int]]:
    """Where quotes stand letter for letter, each at its first place; those that stand nowhere are passed over."""
    return [(at, at + len(quote)) for quote in quotes if quote and (at := text.find(quote)) >= 0]


def objection(item: Found, article: Article) -> str | None:
    """What in the item's text, a number or a "not", goes against the sentences that its quotes stand in; else None."""
    whole = (sentences_around(article.text, start, end) for start, end in item.stretches)
    support = [article.text[slice(*stretch)] for stretch in dict.fromkeys(whole)]
    if not support:
        return "no quote of it stands in the article"
    if missing := unsupported_quantity(item.text, support):
        return f"“{missing.surface}” is not in the quotes or their sentences"
    return polarity_conflict(item.text, support, english=reads_english(article.text))


def _found(item: AgreedTerm | Demand | OpenQuestion, text: str) -> Found:
    kind, said = kind_of_item(item), item.attribution
    own = said.speaker is None and (said.channel is Channel.OUTLET or said.party is None)
    return Found(
        kind=kind,
        text=item.text,
        quotes=[each.quote for each in item.evidence],
        stretches=[(e.start, e.end) for e in item.evidence if text[e.start : e.end] == e.quote],
        says=() if own else [name for name in (said.speaker, said.party) if name],
        names={name: list(getattr(item, name)) for name in NAMES if hasattr(item, name)},
        status={theirs: str(getattr(item, ours)) for theirs, ours in _STATUS[kind].items()},
    )
