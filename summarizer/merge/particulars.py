"""What each account says of a term's scope, start, duration and conditions: said by one, it is not said by all."""

from collections.abc import Iterator, Sequence
from typing import Literal

from ..ground.fold import fold
from ..schemas.brief import Particular
from ..schemas.summary import AgreedTerm
from .accounts import Told, members, origins

Field = Literal["scope", "start", "duration", "conditions"]
_FIELDS: tuple[Field, ...] = ("scope", "start", "duration", "conditions")


def particulars(accounts: Sequence[Told]) -> list[Particular]:
    """Every value that an account gives, with those who give it; values that differ in typography alone are one.

    Field by field; within a field, in time.
    """
    found: dict[tuple[Field, str], list[Told]] = {}
    words: dict[tuple[Field, str], str] = {}
    for field in _FIELDS:
        for told in accounts:
            for value in _values(told, field):
                key = (field, _plain(value))
                words.setdefault(key, value)
                found.setdefault(key, []).append(told)
    return [
        Particular(field=key[0], value=words[key], members=members(told), origins=len(origins(told)))
        for key, told in found.items()
    ]


def _values(told: Told, field: Field) -> Iterator[str]:
    item = told.item
    if not isinstance(item, AgreedTerm):
        return
    value = getattr(item, field)
    yield from value if isinstance(value, list) else filter(None, [value])


def _plain(value: str) -> str:
    """The value as it is compared: "30-day" is "30 days"."""
    words = fold(value).text.casefold().replace("-", " ").split()
    return " ".join(word.rstrip("s") for word in words if word not in {"the", "a", "an"})
