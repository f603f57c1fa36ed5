"""Weights by group and feature, as they are used and as `weights.json` has them.

A feature has a weight for each value of a field. In use they are one whole number, each weight a stretch of its bits:
that adds up in one step, and to the same in whatever order a set gives its members.
"""

import struct
from collections.abc import Hashable, Mapping, Sequence
from itertools import repeat

from .features import PAIRS, Features

Packed = int
Table = dict[str, dict[Hashable, Packed]]  # group -> feature -> its weights

_UNIT = 10_000  # of a weight: so fine are those that are shipped
_TENTHS = 10  # of a feature's value
_BITS = 32  # for each weight: no sum of all there are runs into the next
_HALF = 1 << (_BITS - 1)


def table(shipped: Mapping[str, Mapping[str, Sequence[float]]]) -> Table:
    """From the file's form, in which a pair is two words with a space between."""
    return {
        group: {(tuple(name.split(" ")) if group in PAIRS else name): packed(each) for name, each in weights.items()}
        for group, weights in shipped.items()
    }


def packed(weights: Sequence[float]) -> Packed:
    """Several numbers as one."""
    return sum(round(weight * _UNIT) << (_BITS * k) for k, weight in enumerate(weights))


def summed(features: Features, weights: Table, bias: Packed, size: int) -> list[float]:
    """The bias and the weights of those features that have any, each times the feature's value; `size` numbers."""
    total = bias * _TENTHS
    for group, members, value in features:
        of_group = weights.get(group)
        if of_group:
            total += round(value * _TENTHS) * sum(map(of_group.get, members, repeat(0)))
    return _unpacked(total, size)


def _unpacked(total: Packed, size: int) -> list[float]:
    unsigned = total + sum(_HALF << (_BITS * k) for k in range(size))
    parts = struct.unpack(f"<{size}I", unsigned.to_bytes(size * _BITS // 8, "little"))
    return [(part - _HALF) / (_UNIT * _TENTHS) for part in parts]
