"""Whether two names may stand for one, as far as scoring needs it."""

import re
from collections.abc import Sequence


def in_common(ours: Sequence[str], theirs: Sequence[str]) -> float:
    """Names that both have, of all that either has, 0 to 1: several that stand for one name of the other are one."""
    common = min(
        sum(any(same(name, other) for other in theirs) for name in ours),
        sum(any(same(name, other) for name in ours) for other in theirs),
    )
    return common / max(len(ours) + len(theirs) - common, 1) if ours or theirs else 1.0


def same(one: str, other: str) -> bool:
    """Whether all words of the shorter name, articles and titles aside, are in the longer."""
    a, b = words_of(one), words_of(other)
    return bool(a and b) and (a <= b or b <= a)


def words_of(name: str) -> set[str]:
    """Its words, without articles and titles."""
    plain = re.sub(r"['’]s\b", "", name.casefold())
    return set(re.findall(r"\w+", plain)) - {"the", "of", "mr", "mrs", "ms", "and", "a"}
