"""One drafted item held against the article: either it stands, with its evidence, or it fails with a reason."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ..schemas.article import Article
from ..schemas.draft import DraftTerm
from ..schemas.summary import Adjustment, Evidence
from ..schemas.vocabulary import Reason
from ..words import reads_english
from .attribution import confirmed
from .clauses import sentences_of
from .dates import unsupported_date
from .evidence import contexts, find_evidence, nearest_passage, widen
from .item import Drafted, claims, named
from .locate import carries
from .modality import modality_conflict
from .names import unknown_name
from .numbers import quantities, unsupported_quantity
from .polarity import polarity_conflict
from .scan import may_label
from .uses import is_content

SHARED_STEMS = 2  # an item and its quotes share at least so many words of content (in English); of two or three, one


@dataclass(frozen=True)
class Standing:
    """A drafted item that stands, with the evidence found for it and what the program set otherwise."""

    draft: Drafted
    evidence: list[Evidence]
    adjusted: list[Adjustment] = field(default_factory=list)


@dataclass(frozen=True)
class Failure:
    """A drafted item that does not stand: why, in one sentence, and the passage nearest to what was quoted."""

    draft: Drafted
    reason: Reason
    detail: str
    nearest: str | None = None


@dataclass(frozen=True)
class Grounds:
    """What an item is held against: the whole sentences that its quotes stand in, and its article."""

    support: list[str]
    article: Article
    english: bool


def check(draft: Drafted, article: Article, *, last: bool = False) -> Standing | Failure:
    """Locate an item's quotes and hold its words, numbers, names, polarity and strength against them.

    On the `last` try a quote that cannot be found is dropped where the item's other quotes carry it; before, the
    item fails, so that the quote can be asked for again.
    """
    evidence, missing = find_evidence(draft.quotes, article.text, draft.speaker)
    if missing and not (last and evidence):
        detail = f"the article does not contain “{missing[0]}”"
        return Failure(draft, Reason.QUOTE_NOT_FOUND, detail, nearest_passage(missing[0], article.text))
    if not evidence:
        return Failure(draft, Reason.QUOTE_NOT_FOUND, "the item has no quote")
    if not carries(" ".join(piece.quote for piece in evidence), whole=True):
        return Failure(draft, Reason.QUOTE_TOO_SHORT, "the quotes are too short to show anything")
    grounds = Grounds(contexts(evidence, article.text), article, reads_english(article.text))
    for reason, test in _TESTS:
        if problem := test(draft, grounds):
            return Failure(draft, reason, problem)
    adjusted = [
        Adjustment(field="quotes", drafted=quote, published="", reason="the article does not contain this quote")
        for quote in missing
    ]
    if isinstance(draft, DraftTerm):
        draft, changes = confirmed(draft, grounds.support, article.text)
        adjusted += changes
    return Standing(draft, _wide_enough(draft, evidence, grounds), adjusted)


def _unrelated(draft: Drafted, grounds: Grounds) -> str | None:
    if not draft.text.strip():
        return "the item says nothing"
    if not grounds.english:
        return None
    said, stated = content(draft.text), {stem for words in grounds.support for stem in content(words)}
    # `“We have accepted nothing,” she stormed` has three words of content, and "nothing" is readily reworded.
    least = min(SHARED_STEMS, len(said), max(1, len(stated) // 2))
    return "the quotes speak of something else" if len(said & stated) < least else None


@lru_cache(maxsize=1024)
def content(text: str) -> frozenset[str]:
    """The stems of a text's words of content."""
    return frozenset(word.stem for sentence in sentences_of(text) for word in sentence if is_content(word))


def _numbers(draft: Drafted, grounds: Grounds) -> str | None:
    numbered = [name for name in named(draft) if any(not q.idle for q in quantities(name))]
    said = [_without_parties(claim, numbered, grounds.article.text) for claim in claims(draft)]
    missing = [found for claim in said if (found := unsupported_quantity(claim, grounds.support))]
    if missing:
        return f"“{missing[0].surface}” is not in the quotes or their sentences"
    return next((problem for claim in claims(draft) if (problem := _label(claim, grounds.article.text))), None)


def _without_parties(claim: str, parties: Sequence[str], text: str) -> str:
    """The claim without those of its parties' names that stand in the article: "the three members"."""
    for party in parties:
        if party.casefold() in text.casefold():
            claim = re.sub(rf"\b{re.escape(party)}\b", "they", claim, flags=re.I)
    return claim


def _label(claim: str, text: str) -> str | None:
    """A figure that names something (Article 11, Resolution 1701) and that the article does not put beside the word."""
    for found in quantities(claim) if may_label(claim) else ():
        beside = rf"\b{re.escape(found.head or '')}\w*\W+(?:\w+\W+)?{re.escape(found.surface)}(?!\w)"
        if found.surface.isdigit() and found.kind == "label" and found.head and not re.search(beside, text, re.I):
            return f"“{found.head} {found.surface}” does not occur in the article"
    return None


def _dates(draft: Drafted, grounds: Grounds) -> str | None:
    published = grounds.article.published
    missing = [found for claim in claims(draft) if (found := unsupported_date(claim, grounds.support, published))]
    return f"“{missing[0]}” is not in the quotes or their sentences" if missing else None


def _names(draft: Drafted, grounds: Grounds) -> str | None:
    article = grounds.article
    extra = [words for words in (article.title, article.outlet) if words]
    first, *rest = claims(draft)
    unknown = unknown_name(first, named(draft), article.text, extra)
    unknown = unknown or next((name for claim in rest if (name := unknown_name(claim, [], article.text, extra))), None)
    return f"“{unknown}” does not occur in the article" if unknown else None


def _polarity(draft: Drafted, grounds: Grounds) -> str | None:
    return polarity_conflict(draft.text, grounds.support, english=grounds.english)


def _modality(draft: Drafted, grounds: Grounds) -> str | None:
    stage = draft.stage if isinstance(draft, DraftTerm) else None
    return modality_conflict(draft.text, grounds.support, stage) if grounds.english else None


_TESTS = (
    (Reason.UNRELATED, _unrelated),
    (Reason.NUMBER, _numbers),
    (Reason.DATE, _dates),
    (Reason.NAME, _names),
    (Reason.NEGATION, _polarity),
    (Reason.MODALITY, _modality),
)


def _wide_enough(draft: Drafted, evidence: list[Evidence], grounds: Grounds) -> list[Evidence]:
    """The evidence, widened to whole sentences where a number or date of the item stands only there."""
    quotes = [piece.quote for piece in evidence]
    if quotes == grounds.support:  # whole sentences: what they carry was seen before
        return evidence
    bare = any(
        unsupported_quantity(claim, quotes) or unsupported_date(claim, quotes, grounds.article.published)
        for claim in claims(draft)
    )
    return widen(evidence, grounds.article.text) if bare else evidence
