"""What does not fit in a file that a person or another tool wrote: every fault with its place in words and its line.

A schema's own messages name a path of keys and numbers from 0; here the place is said as the reader would, with the
article's file, and an unknown key or word comes with the nearest one that would do.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from ..errors import InputError

MOST = 20  # that are told at once
# The one in C is six times as quick, where it is there.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Place = tuple[int | str, ...]  # keys, and numbers from 0
_ONE_OF = {
    **{"articles": "article", "items": "item", "quotes": "quote"},
    **{"disagreements": "disagreement", "versions": "version", "changes": "change"},
}


class Fault(NamedTuple):
    """One of them; `key` is the place of the line, where it is another: that of an unknown key."""

    place: Place
    what: str
    key: Place | None = None


def refusal(file: Path, text: str, raw: Any, faults: Sequence[Fault]) -> InputError:
    """The error that tells the faults of a file, in the order of its lines: one as a sentence, several as a list."""
    line = _lines(text)
    numbered = sorted(((line(fault.key or fault.place), fault) for fault in faults), key=lambda each: each[0])
    told = [
        f"{words(fault.place, raw)}{f' (line {number})' * bool(number)}: {fault.what}" for number, fault in numbered
    ]
    if len(told) == 1:
        return InputError(f"{file}: {told[0]}{'.' * (not told[0].endswith('?'))}")
    more = [f"... and {len(told) - MOST} more"] * (len(told) > MOST)
    return InputError("\n  ".join([f"{file}: {len(told)} things do not fit; correct them:", *told[:MOST], *more]))


def words(place: Place, raw: Any) -> str:
    """`article 2 "2031-03-12-courier.txt", item 3, stage`; `the whole` of no place."""
    said: list[str] = []
    here = raw
    for before, step in zip(("", *place), place, strict=False):
        here = _within(here, step)
        if isinstance(step, str):
            said.append(step)
        elif isinstance(before, str):
            name = _within(here, "file") if before == "articles" else None
            said[-1] = f"{_ONE_OF.get(before, before)} {step + 1}" + (f' "{name}"' if isinstance(name, str) else "")
        else:
            said.append(f"file {step + 1}")  # of copies, the one list of lists
    return ", ".join(said) or "the whole"


def meant(word: str, known: Iterable[str], least: float = 0.6) -> str:
    """`; did you mean X?`, of the known word that is nearest, or the only one that has it as a part ("all_parties").

    Nothing where none is at least that near, of 1.
    """
    plain = {each.casefold(): each for each in known}
    near = get_close_matches(re.sub(r"[\s-]+", "_", word.casefold()), plain, 1, least)
    holding = [each for each in plain if word.casefold() in each.split("_")]
    near = near or holding * (len(holding) == 1)
    near = near or get_close_matches(word.casefold(), plain, 1, least)
    return f"; did you mean {plain[near[0]]!r}?" if near else ""


def file_meant(name: str, known: Iterable[str]) -> str:
    """The same of a file's name: dates and endings alone make no two alike."""
    return meant(name, known, 0.8)


def members(holder: Any, key: str, place: Place = ()) -> Iterator[tuple[Place, dict[str, Any]]]:
    """Entries of a list in something that was read, each with its place; what has another shape is passed over."""
    found = holder.get(key) if isinstance(holder, dict) else None
    for number, each in enumerate(found if isinstance(found, list) else []):
        if isinstance(each, dict):
            yield (*place, key, number), each


def _within(holder: Any, step: int | str) -> Any:
    """A member, or None where there is none."""
    if isinstance(step, str):
        return holder.get(step) if isinstance(holder, dict) else None
    return holder[step] if isinstance(holder, list) and step < len(holder) else None


def _lines(text: str) -> Callable[[Place], int]:
    """What line of a text a place is on, from 1; 0 where that is not known."""
    try:
        root = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError:  # JSON may be none: with tabs
        root = None

    def line(place: Place) -> int:
        node, number = root, 0
        for step in place:
            found = list(_children(node, step))
            if not found:
                break
            key, node = found[-1]
            number = key.start_mark.line + 1
        return number

    return line


def _children(node: Any, step: int | str) -> Iterator[tuple[Any, Any]]:
    """Of a node in YAML, the one at a step: where it begins, and itself."""
    if isinstance(node, yaml.MappingNode):
        yield from ((key, value) for key, value in node.value if key.value == step)
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        yield node.value[step], node.value[step]
