"""Which item found is which item of the gold: one to one, by kind and by the words that they rest on.

`rule` has the rule in words: one kind, half of the shorter stretch and a tenth of the longer, counted in characters (a
quote of the whole article shows nothing). Of all ways to pair them, that with the most pairs counts, and among those
the one whose quotes and parties share most (a demand and the offer that answers it may rest on one passage). So an item
that repeats another is wrong once, a gold item that two found items share is found once, and no threshold on the
wording of a sentence decides anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .names import in_common

SHARED, SHARED_OF_LONGER = 0.5, 0.1
Stretch = tuple[int, int]


@dataclass(frozen=True)
class Marked:
    """An item as far as it takes part in matching: its kind, stretches of its text in code points, its parties."""

    kind: str
    stretches: tuple[Stretch, ...]
    parties: tuple[str, ...] = ()


def pairs(found: Sequence[Marked], gold: Sequence[Marked], *, any_kind: bool = False) -> list[tuple[int, int]]:
    """The places of the items that are the same, in `found` and in `gold`; `any_kind` leaves out the kinds."""
    if not found or not gold:
        return []
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    shares = np.array(
        [[_fit(one, other) if any_kind or one.kind == other.kind else 0.0 for other in gold] for one in found]
    )
    # A pair more outweighs any fit: that is at most 2, and there are fewer pairs than that.
    weights = np.where(shares > 0, 2 * min(shares.shape) + 1 + shares, 0.0)
    rows, columns = linear_sum_assignment(weights, maximize=True)
    return [(int(row), int(column)) for row, column in zip(rows, columns, strict=True) if shares[row, column] > 0]


def _fit(one: Marked, other: Marked) -> float:
    shared = likeness(one, other)
    return shared + in_common(one.parties, other.parties) if shared and one.parties and other.parties else shared


def likeness(one: Marked, other: Marked) -> float:
    """The largest share of the longer stretch that two have in common; 0 where none share enough."""
    return max((_share(a, b) for a in one.stretches for b in other.stretches), default=0.0)


def rests_on(found: Marked, gold: Marked) -> bool:
    """Whether words found are of a passage of the gold: they may be few ("60 observers"), but not ten times as long."""
    return any(_common(a, b, a) for a in found.stretches for b in gold.stretches)


def _share(one: Stretch, other: Stretch) -> float:
    longer = max(one, other, key=_length)
    return _common(one, other, longer) / max(_length(longer), 1)


def _common(one: Stretch, other: Stretch, long: Stretch) -> int:
    """What two have in common; 0 if that is less than half of the shorter, or a tenth of the one that may be long."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    least = max(SHARED * min(_length(one), _length(other)), SHARED_OF_LONGER * _length(long))
    return common if common > 0 and common >= least else 0


def _length(stretch: Stretch) -> int:
    return stretch[1] - stretch[0]
