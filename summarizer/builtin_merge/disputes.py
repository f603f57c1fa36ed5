"""Disputes that the articles themselves report: what their items mark as disputed, put together by what it is about."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from ..merge.card import Card
from ..schemas.merge_draft import DraftDisagreement, DraftVersion
from ..schemas.vocabulary import Apart, Differs
from .cast import Cast
from .identity import Joined
from .likeness import Weights
from .profile import Profile, clash, in_time
from .versions import Told, tells_two_sides, told
from .wording import about, differs

_ALIKE = 0.4
_SHOWN = 4  # items of a group that are held against those of others
_LEAST = 3  # words that two items on one dispute share


def disputes(
    groups: Sequence[Sequence[Profile]], weights: Weights, matter: Mapping[str, str]
) -> list[DraftDisagreement]:
    """A disagreement for each thing disputed of which two sides' versions stand in the quotes."""
    disputed = [own for group in groups if (own := [item for item in group if item.card.disputed])]
    cast = Cast([item.card for group in groups for item in group])
    found: dict[tuple[str, Differs, tuple[str, ...], int], list[Told]] = {}
    for number, cluster in enumerate(clusters(disputed, weights)):
        cards = [item.card for item in cluster]
        if not any(card.kind == "open_question" or tells_two_sides(card, cast) for card in cards):
            continue
        several = [one for card in cards for one in told(card, cast)]
        versions = _versions(several)
        if len({version.party for version in versions} - {None}) > 1:
            field = differs([version.words for version in versions], [card.item.text for card in cards])
            sides = tuple(sorted({version.party for version in versions if version.party}))
            alone = (
                0 if field is Differs.SCOPE else number + 1
            )  # readings of one scope are one dispute, other things are not
            found.setdefault((matter[cards[0].ref], field, sides, alone), []).extend(several)
    return [
        DraftDisagreement(
            about=about(name, field), kind=Apart.ACCOUNTS, field=field, versions=_versions(several), settled_by=[]
        )
        for (name, field, _, _), several in found.items()
    ]


def clusters(groups: Sequence[Sequence[Profile]], weights: Weights) -> list[list[Profile]]:
    """Items that are about one thing: from one passage of an article, or with many words in common."""
    joined = Joined()
    for group in groups:
        joined.join(item.card.ref for item in group)
    for ours, theirs in combinations(groups, 2):
        if any(_one_thing(one, other, weights) for one in ours[:_SHOWN] for other in theirs[:_SHOWN]):
            joined.join((ours[0].card.ref, theirs[0].card.ref))
    found: dict[str, list[Profile]] = {}
    for item in sorted((item for group in groups for item in group), key=lambda item: in_time(item.card)):
        found.setdefault(joined.of(item.card.ref), []).append(item)
    return list(found.values())


def _one_thing(one: Profile, other: Profile, weights: Weights) -> bool:
    if one.sides.isdisjoint(other.sides):
        return False
    if one.card.report.id == other.card.report.id:
        return _overlap(one.card, other.card)
    shared = len(one.words & other.words)
    if one.card.item.issue is other.card.item.issue and shared > _LEAST and weights.alike(one.words, other.words) > 0.3:
        return not clash(one.figures, other.figures)
    return (
        shared >= _LEAST and weights.alike(one.words, other.words) >= _ALIKE and not clash(one.figures, other.figures)
    )


def _overlap(one: Card, other: Card) -> bool:
    """Whether the items rest on the same passage, the longer part of the shorter one's."""
    shared = sum(
        max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one.item.evidence for b in other.item.evidence
    )
    shorter = min(sum(e.end - e.start for e in card.item.evidence) for card in (one, other))
    return shared * 2 > shorter


def _versions(found: Sequence[Told]) -> list[DraftVersion]:
    """One version of each side: quoted words before others, of the original before a copy, the shortest."""
    by_party: dict[str, list[Told]] = {}
    for one in found:
        by_party.setdefault(one.party or "", []).append(one)
    versions = []
    for party, several in sorted(by_party.items()):
        best = min(several, key=lambda t: (not t.own, t.card.report.is_copy, len(t.words), in_time(t.card)))
        cards = sorted({t.card.ref: t.card for t in several}.values(), key=in_time)
        versions.append(DraftVersion(party=party or None, members=[card.ref for card in cards], words=best.words))
    told_apart = {version.words.casefold() for version in versions}
    return versions if len(told_apart) == len(versions) else []
