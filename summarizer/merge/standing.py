"""What stands of several accounts of one thing: whose sentence, which issue, which particulars."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from ..schemas.vocabulary import Issue
from .accounts import LATE, Told, by_frequency

T = TypeVar("T")
_WORD = re.compile(r"[^\W\d_]{4,}")
_FIGURE = re.compile(r"\d[\d.,]*")


def by_standing(accounts: Iterable[Told]) -> list[Told]:
    """The accounts, the one that stands first.

    The latest stands, before those of unknown days; of one day an original before a copy, then the sentence with more
    figures, then with more words of content; then the first in canonical order.
    """
    return sorted(accounts, key=_standing)


def issue_of(accounts: Sequence[Told]) -> Issue:
    """The issue that most origins put it under; where as many put it under others, the standing account's of these."""
    behind: dict[Issue, set[str]] = {}
    for told in by_standing(accounts):
        behind.setdefault(told.item.issue, set()).add(told.report.origin)
    return max(behind, key=lambda issue: len(behind[issue]))  # the first of the largest


def particular(accounts: Sequence[Told], field: Callable[[Told], T | None]) -> T | None:
    """A particular of the standing account; where it has none, of the next that has."""
    return next((value for told in by_standing(accounts) if (value := field(told))), None)


def named(accounts: Sequence[Told], names: Callable[[Told], Iterable[str]]) -> list[str]:
    """The names that accounts give, those that most origins give first."""
    return by_frequency(accounts, names)


def _standing(told: Told) -> tuple[int, bool, int, int, int]:
    text = told.item.text
    figures, words = len(set(_FIGURE.findall(text))), len(set(_WORD.findall(text.casefold())))
    return (LATE if told.day is None else -told.day, told.report.is_copy, -figures, -words, told.place)
