"""A YAML or JSON file that a person or another tool wrote: its text, what it holds, and keys that it has twice."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from ..errors import InputError
from .faults import LOADER, Fault, Place

_COLON = "mapping values are not allowed"  # what YAML says of a second ": " in a line


def text_of(file: Path) -> str:
    """A file's text. Raises InputError."""
    try:
        return file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file} cannot be read ({error}): see to the file.") from error


def parsed(file: Path, text: str) -> tuple[Any, list[Fault]]:
    """What a YAML or JSON file holds, and each key that an entry has twice, of which a parser keeps the last only.

    Raises InputError where it is neither.
    """
    form = "JSON" if file.suffix == ".json" else "YAML"
    try:
        return _json(text) if form == "JSON" else _yaml(text)
    except (ValueError, yaml.YAMLError) as error:  # a ValueError of YAML: a date that is none
        told = re.sub(r' in "<[^>]*>"', "", " ".join(str(error).split()))
        how = 'put a text that has ": " in it in quotation marks' if _COLON in told else "correct it"
        raise InputError(f"{file} is not {form}: {told}; {how}.") from error
    except RecursionError as error:
        raise InputError(f"{file} has lists within lists without end; correct it.") from error


def _yaml(text: str) -> tuple[Any, list[Fault]]:
    loader = LOADER(text)
    try:
        node = loader.get_single_node()
        faults = list(_doubled(node))  # first: what is merged (<<) puts its keys beside the entry's own
        return (None if node is None else loader.construct_document(node)), faults
    finally:
        loader.dispose()


def _json(text: str) -> tuple[Any, list[Fault]]:
    twice: list[str] = []

    def entry(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        twice.extend(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        return dict(pairs)

    raw = json.loads(text, object_pairs_hook=entry)
    if not twice:
        return raw, []
    try:  # for the places; JSON is YAML, but for tabs
        faults = list(_doubled(yaml.compose(text, Loader=LOADER)))
    except yaml.YAMLError:
        faults = []
    return raw, faults or [_twice((), key) for key in twice]


def _doubled(node: Any, place: Place = (), seen: set[int] | None = None) -> Iterator[Fault]:
    """Of a node of YAML, and all within it; what several places name (&it, *it) at the first."""
    seen = set() if seen is None else seen
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        keys = Counter(key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode))
        yield from (_twice(place, key) for key, count in keys.items() if count > 1 and key != "<<")
        for key, value in node.value:
            yield from _doubled(value, (*place, str(key.value)), seen)
    elif isinstance(node, yaml.SequenceNode):
        for number, each in enumerate(node.value):
            yield from _doubled(each, (*place, number), seen)


def _twice(place: Place, key: str) -> Fault:
    return Fault(place, f"the key {key!r} stands there more than once; give it once", (*place, key))
