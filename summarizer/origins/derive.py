"""From a group of copies to its origin: how each of the others was made, from which text, and the reasons."""

from collections.abc import Sequence

from ..schemas.origin import Copy, Origin, Similarity
from ..schemas.vocabulary import Derivation
from .group import Groups, way_from
from .likeness import COMPARABLE, Likeness, few_sentences, is_rewrite
from .plain import Odd
from .rank import Ranked, ranked, why_first

_IDENTICAL = Similarity(
    word_containment=1, word_jaccard=1, character_containment=1, aligned_sentences=1, names_and_numbers=1
)


def origin_of(members: Sequence[int], groups: Groups) -> Origin:
    """The origin of a group with its copies: the origin first, then the oldest."""
    first, *others = ranked(members, groups)
    if others:
        reason, derivation = why_first(first, others[0], len(members)), Derivation.ORIGINAL
    elif (words := groups.length[first.place]) < COMPARABLE:
        reason, derivation = f"Too short to compare: {words} words.", Derivation.UNKNOWN
    else:
        reason, derivation = "No other article tells it in the same words.", Derivation.ORIGINAL
    origin = Copy(article_id=first.article.id, derivation=derivation, of=None, similarity=None, reasons=[reason])
    way = way_from(first.place, groups.links) if others else {}
    others.sort(key=lambda other: other.place)
    copies = [_copy(other, first.place, way[other.place], groups) for other in others]
    return Origin(id=first.article.id, members=[origin, *copies])


def _copy(member: Ranked, origin: int, before: int, groups: Groups) -> Copy:
    """A member as a copy of the origin; or, where it is too far from it, of the member `before` it on the way there."""
    articles = groups.prints.articles
    if same := [at for at in (origin, before) if groups.same[at] == groups.same[member.place]]:
        source = articles[same[0]].id
        return Copy(
            article_id=member.article.id,
            derivation=Derivation.WIRE_COPY,
            of=source,
            similarity=_IDENTICAL,
            reasons=[f"Word for word the text of {source}."],
        )
    at, like = origin, groups.likeness(member.place, origin)
    if like is None:
        at, like = before, groups.links[member.place][before]
    assert like is not None, "the same words were dealt with above"
    source = articles[at].id
    return Copy(
        article_id=member.article.id,
        derivation=Derivation.REWRITE if is_rewrite(like) else Derivation.WIRE_COPY,
        of=source,
        similarity=_similarity(like),
        reasons=_reasons(like, source, member.odd),
    )


def _similarity(like: Likeness) -> Similarity:
    return Similarity(
        word_containment=round(max(like.here.trigrams, like.there.trigrams), 3),
        word_jaccard=round(like.jaccard, 3),
        character_containment=round(like.characters, 3),
        aligned_sentences=round(max(like.here.aligned, like.there.aligned), 3),
        names_and_numbers=round(like.names, 3),
    )


def _reasons(like: Likeness, source: str, odd: Odd | None) -> list[str]:
    if few_sentences(like):
        order = f"{_percent(like.names)} of the names and numbers of the shorter of the two come in the same order"
        return [f"Worded anew throughout: {order} in it and in {source}, but hardly a sentence has the same words."]
    reasons = []
    shared = _percent(max(like.here.trigrams, like.there.trigrams))
    if like.here.trigrams >= like.there.trigrams:
        reasons.append(f"{shared} of its word trigrams outside quotations stand in {source}.")
    else:
        reasons.append(f"{shared} of the word trigrams of {source} outside quotations stand in it.")
    matched = _percent(max(like.here.aligned, like.there.aligned))
    if like.here.aligned >= like.there.aligned:
        reasons.append(f"{matched} of it are sentences that match those of {source} in the same order.")
    else:
        reasons.append(f"{matched} of {source} are sentences that match its own in the same order.")
    if is_rewrite(like):
        reasons.append(
            f"{_percent(1 - like.here.verbatim)} of the matching sentences have other words, "
            f"but {_percent(like.names)} of the names and numbers come in the same order."
        )
    else:
        reasons.append(
            f"{_percent(like.here.verbatim)} of the matching sentences are the same word for word, cuts aside."
        )
    if odd and odd.words:
        reasons.append(f"Its wording is the odder: {_listed(odd.words)} where the other has {_listed(odd.instead_of)}.")
    return reasons


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %"


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f'"{word}"' for word in list(dict.fromkeys(words))[:4])
