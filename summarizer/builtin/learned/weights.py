"""Weights by group and feature, as they are used and as `weights.json` has them."""

from collections.abc import Hashable, Mapping, Sequence

from .features import PAIRS, Features

Table = dict[str, dict[Hashable, tuple[float, ...]]]  # group -> feature -> a weight for each value


def table(shipped: Mapping[str, Mapping[str, Sequence[float]]]) -> Table:
    """From the file's form, in which a pair is two words with a space between."""
    return {
        group: {(tuple(name.split(" ")) if group in PAIRS else name): tuple(each) for name, each in weights.items()}
        for group, weights in shipped.items()
    }


def summed(features: Features, weights: Table, bias: Sequence[float]) -> list[float]:
    """The bias and the weights of those features that have any, each times the feature's value."""
    total = list(bias)
    for group, members, value in features:
        of_group = weights.get(group)
        if of_group and (rows := [of_group[member] for member in of_group.keys() & members]):
            total = [one + value * more for one, more in zip(total, map(sum, zip(*rows, strict=True)), strict=True)]
    return total
