"""Which sentences make an item together: those of one kind that stand near each other in a paragraph."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from summarizer.schemas.kinds import KINDS
from summarizer.schemas.summary import ItemKind

from .context import Scores
from .sentence import Sentence

UNFOUND = 0.15  # the model alone is less sure than the two together, the more so on texts unlike its own
SPECULATION = frozenset("may might perhaps maybe possibly seemed seems appears appeared".split())
NO_DEAL = frozenset({
    ("without", "a"), ("without", "agreement"), ("no", "deal"), ("no", "agreement"), ("no", "accord"), ("broke", "off"),
    ("broken", "off"), ("failed", "to"), ("entered", "its"), ("walked", "out"),
})  # fmt: skip
USUAL = 0.5  # how likely, on average, the sentences of an article on a negotiation hold an item
DOUBTFUL = 0.3  # how much likelier than others an item must be in an article that is less likely to be one
NEAR = 2  # sentences between which one of another kind may stand


@dataclass
class Chosen:
    """Sentences, by number, that say one thing of a kind; `best` says it most likely."""

    kind: ItemKind
    numbers: list[int]
    best: int


def _harder(sentence: Sentence, kind: ItemKind) -> float:
    """How much likelier than others a sentence must be in which the rules found nothing of the kind."""
    if kind in sentence.found:
        return 0.0
    return 1.0 if kind == KINDS[0] and _not_agreed(sentence.tokens) else UNFOUND


def _not_agreed(tokens: Sequence[str]) -> bool:
    """Whether a sentence says what may be, or that there is no deal."""
    return not SPECULATION.isdisjoint(tokens) or not NO_DEAL.isdisjoint(pairwise(tokens))


def chosen(sentences: Sequence[Sentence], likely: Sequence[Scores], least: Sequence[float]) -> list[Chosen]:
    """The items, each by its sentences, in the order of the text.

    Of an article whose sentences are unlikely on the whole, which may be on no negotiation at all, only those that are
    likely all the same.
    """
    some = _some(sentences, likely, least)
    if sum(map(max, likely)) >= USUAL * len(likely):
        return some
    return [each for each in some if _above(likely[each.best], least, each.kind) >= DOUBTFUL]


def _above(scores: Scores, least: Sequence[float], kind: ItemKind) -> float:
    k = KINDS.index(kind)
    return scores[k] - least[k]


def _some(sentences: Sequence[Sentence], likely: Sequence[Scores], least: Sequence[float]) -> list[Chosen]:
    """Those whose sentences are likely enough, each by itself."""
    found: list[Chosen] = []
    last: dict[ItemKind, Chosen] = {}
    for number, scores in enumerate(likely):
        above = [scores[k] - least[k] - _harder(sentences[number], kind) for k, kind in enumerate(KINDS)]
        k = max(range(len(KINDS)), key=lambda k: above[k])
        if above[k] <= 0:
            continue
        kind = KINDS[k]
        near = last.get(kind)
        if near and number - near.numbers[-1] <= min(NEAR, sentences[number].behind):
            near.numbers.append(number)
            near.best = max(near.numbers, key=lambda n: likely[n][k])
        else:
            last[kind] = Chosen(kind, [number], number)
            found.append(last[kind])
    return found
