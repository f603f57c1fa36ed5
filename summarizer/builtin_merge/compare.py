"""Where accounts or positions differ, over the groups of one or several matters."""

from collections.abc import Sequence

from ..merge.card import Group
from ..merge.faults import order_of
from ..schemas.merge_draft import CompareDraft
from .disputes import disputes
from .likeness import Weights
from .positions import opposed, scopes
from .profile import Profile
from .sure import sure_disagreements
from .trace import trace


def compare(items: Sequence[Sequence[Profile]], weights: Weights, groups: Sequence[Group]) -> CompareDraft:
    """What the articles call disputed first; what differs beside that only where no dispute has its items already."""
    matter = {card.ref: group.matter for group in groups for card in group.cards}
    given_up = frozenset(ref for change in trace(items, weights).changes for ref in change.before.members)
    found = sure_disagreements(disputes(items, weights, matter), groups)
    told = {ref for one in found for version in one.versions for ref in version.members}
    more = [*scopes(items, weights, matter), *opposed(items, weights, matter, given_up)]
    more = [one for one in more if not all(told & set(version.members) for version in one.versions)]
    found += sure_disagreements(more, groups)
    told = {ref for one in found for version in one.versions for ref in version.members}
    left = {card.ref for group in groups for card in group.cards if card.disputed} - told
    return CompareDraft(disagreements=found, settled=sorted(left, key=order_of))
