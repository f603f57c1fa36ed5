"""The fields of a found item against those of the gold item that it is."""

from collections.abc import Iterator
from typing import NamedTuple

from ..schemas.gold import GoldItem
from .found import NAMES, Found
from .names import in_common, same

_STATUS = ("stage", "confirmation", "act", "response", "made", "why")


class Judged(NamedTuple):
    """One field: what either side has there (names, or one word; nothing where it has none), and whether they agree."""

    name: str
    found: tuple[str, ...]
    gold: tuple[str, ...]
    right: bool


def judged(item: Found, gold: GoldItem) -> Iterator[Judged]:
    """Every field that the gold gives."""
    if gold.says is not None:
        yield Judged("says", tuple(item.says) or ("outlet",), (gold.says,), _says(item, gold.says))
    for name in _STATUS:
        if (wanted := getattr(gold, name)) is not None:
            ours = item.status.get(name)
            yield Judged(name, (ours,) if ours else (), (str(wanted),), ours == wanted)
    for name in NAMES:
        if (names := getattr(gold, name)) is not None:
            right = name in item.names and in_common(item.names[name], names) >= 0.5
            yield Judged(name, tuple(item.names.get(name, ())), tuple(names), right)


def _says(item: Found, wanted: str) -> bool:
    return not item.says if wanted == "outlet" else any(same(name, wanted) for name in item.says)
