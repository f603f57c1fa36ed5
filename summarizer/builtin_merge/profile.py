"""What one item says, in a form that can be compared: stems of its words, its figures, its days, its sides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from ..ground.check import content
from ..ground.clauses import stem
from ..ground.dates import date_mentions
from ..ground.numbers import quantities
from ..merge.card import Card, Report, named_parties, parties_of
from ..pattern import lazy
from ..schemas.summary import AgreedTerm, Demand, ItemKind
from ..schemas.vocabulary import DemandKind
from .identity import names_in, stated_names

Figures = dict[tuple[str, str], frozenset[Fraction]]  # by (kind, unit or noun counted)

# How something is told, not what: who spoke, when, in what tone.
_TELLING = frozenset(
    stem(word)
    for word in (
        "say tell announce according statement account readout official minister president spokesman spokeswoman "
        "chief executive general secretary foreign prime government ministry office delegation leader source "
        "side party "
        "agree accept want demand ask propose offer refuse reject insist call make put set take give get go come keep "
        "hold let see need tentative provisional principle sign term deal agreement understand condition new now still "
        "also only already again more most other first second last next week month year day today tomorrow morning "
        "noon monday tuesday wednesday thursday friday saturday sunday while whether until before after under over "
        "january february march april may june july august september october november december percent cent per "
        "would could shall must should will talk talks begin start question matter issue two one three"
    ).split()
)
# What stands after these words is what a party had wanted, or what held, before.
_FORMER = lazy(
    r"(?i)(?:\b(?:from|instead of|in place of|rather than|than|compared with|began by asking for|begun by asking for|"
    r"opened at|had wanted|having wanted|had held out for|before that|up from|down from|after)\s(?:\w+\s)?)$"
)
_PAST = lazy(r"(?i),?\s\b(?:having|after|which (?:had )?be(?:gan|gun) by|instead of|in place of|rather than)\b[^,;.]*")
_ASIDE = lazy(r"(?i),\s(?:which|while|but|whereas|an? (?:\w+\s){1,2}that)\s[^,;.]*")
_BEARER = lazy(
    r"\b(?:Mr|Mrs|Ms|Dr|[Pp]resident|[Mm]inister|[Ss]ecretary|[Ll]eader|[Gg]eneral|Gen|[Cc]olonel|[Ee]xecutive|"
    r"[Cc]onciliator|[Mm]ediator|[Ss]pokes(?:man|woman)|[Nn]egotiator)\.?\s((?:[A-Z][\w'’-]+\s?){1,2})"
)
_SENSES = {DemandKind.RED_LINE: "no", DemandKind.REFUSAL: "no", DemandKind.THREAT: "threat"}


@dataclass(frozen=True, eq=False)
class Profile:
    """An item as it is compared. `words` are stems of what it says now, `mentions` of all it says;
    `sides` who is bound by it or wants it, `of` whom it is put to."""

    card: Card
    words: frozenset[str]
    mentions: frozenset[str]
    figures: Figures
    days: frozenset[tuple[int, int]]
    weekdays: frozenset[int]
    sides: frozenset[str]
    of: frozenset[str]
    sense: str

    @property
    def kind(self) -> ItemKind:
        """The kind of its item."""
        return self.card.kind

    @property
    def day(self) -> int | None:
        """The place of its article in time."""
        return self.card.report.day


def profile(card: Card, names: frozenset[str]) -> Profile:
    """The profile of one item; `names` are stems that only say who it is about."""
    item = card.item
    starts = item.start if isinstance(item, AgreedTerm) else None
    mentions = date_mentions(item.text)
    stated = frozenset(day for mention in (*mentions, *date_mentions(starts or "")) for day in mention.days)
    weekdays = frozenset(m.weekday for m in (date_mentions(starts) if starts else ()) if m.weekday is not None)
    speaker = frozenset(map(stem, (item.attribution.speaker or "").lower().split()))
    amounts = figures(item.text)
    text = _PAST.sub(" ", item.text)
    if isinstance(item, Demand):  # what the other side says to it does not make it another demand
        text = _ASIDE.sub(" ", text)
    told = frozenset(f"{kind} {value}" for (kind, _), values in amounts.items() for value in values)
    dates = frozenset(f"day {day} {month}" for day, month in stated)
    return Profile(
        card=card,
        words=(frozenset(content(text)) - names - speaker - _TELLING) | told | dates,
        mentions=(frozenset(content(item.text)) - names - speaker - _TELLING) | told | dates,
        figures=amounts,
        days=stated,
        weekdays=weekdays,
        sides=frozenset(parties_of(item)),
        of=frozenset(item.of) if isinstance(item, Demand) else frozenset(),
        sense=_SENSES.get(item.kind, "yes") if isinstance(item, Demand) else "",
    )


def profiles(cards: Sequence[Card]) -> list[Profile]:
    """The profiles of items, in an order that depends on what they are alone."""
    names = stems_of_names(name for name in sorted(_named(cards)))
    return [profile(card, names) for card in sorted(cards, key=in_time)]


def _named(cards: Sequence[Card]) -> set[str]:
    """Parties and speakers under all their names, and what their initials stand for."""
    found = {name for card in cards for match in _BEARER.finditer(card.item.text) for name in [match[1]]}
    found |= {name for card in cards for name in named_parties(card.item)}
    for report in {card.report.id: card.report for card in cards}.values():
        found.update(names_in(report))
        found.update(name for several in stated_names(report.summary.article.text) for name in several)
        voices = (item.attribution.speaker for item in report.summary.items)
        found.update(" ".join(voice.split()[-2:]) for voice in voices if voice and voice.split()[-1][:1].isupper())
    return found


def in_time(card: Card) -> tuple[int, str, str, str]:
    """A key that orders items by time; undated ones come last."""
    return (*when(card.report), card.kind, card.item.id)


def when(report: Report) -> tuple[int, str]:
    """A key that orders articles by time; undated ones come last."""
    return (report.day if report.day is not None else 1_000_000, report.id)


def stems_of_names(names: Iterable[str]) -> frozenset[str]:
    """The stems of the words of names, and of adjectives made from them (Veldania, Veldanian)."""
    words = {word.strip("().,'’\"").removesuffix("’s").removesuffix("'s").lower() for n in names for word in n.split()}
    made = {word + ending for word in words if len(word) > 3 for ending in ("n", "an", "ian", "s")}
    return frozenset(stem(word) for word in words | made if word)


@lru_cache(maxsize=50_000)
def _figures(text: str, former: bool) -> tuple[tuple[tuple[str, str], frozenset[Fraction]], ...]:
    found: dict[tuple[str, str], set[Fraction]] = {}
    for amount in quantities(text):
        if amount.idle or amount.kind in ("ordinal", "label"):
            continue
        was = bool(_FORMER.search(text, max(0, amount.start - 40), amount.start)) and amount.change != "to"
        if was is not former:
            continue
        noun = stem(amount.head) if amount.kind == "count" and amount.head else ""
        found.setdefault((amount.kind, noun or amount.unit or ""), set()).add(amount.value)
    return tuple((key, frozenset(values)) for key, values in sorted(found.items()))


def figures(text: str) -> Figures:
    """The figures of a text that hold; what it says held before is left out."""
    return dict(_figures(text, False))


def former_figures(text: str) -> Figures:
    """The figures that a text says held before: 9 in "to 7 percent from 9"."""
    return dict(_figures(text, True))


def clash(one: Figures, other: Figures) -> tuple[str, str] | None:
    """The first thing of which two texts name amounts, and none that both name; None where they do not clash."""
    if not one or not other:
        return None
    for key, values in one.items():  # in the order of their keys
        if key in other and values.isdisjoint(other[key]):
            return key
    counts = [[key for key in sorted(some) if key[0] == "count"] for some in (one, other)]
    if len(counts[0]) == len(counts[1]) == 1 and ("count", "") in (*counts[0], *counts[1]):  # "80", and 60 observers
        return counts[0][0] if one[counts[0][0]].isdisjoint(other[counts[1][0]]) else None
    return None
