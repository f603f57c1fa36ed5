"""What spans articles in gold or findings as they were read, whatever their shape: each part with its place."""

from collections.abc import Iterator
from typing import Any

from .faults import Place, members


def quoted_across(raw: Any) -> Iterator[tuple[Place, dict[str, Any]]]:
    """Every quote with its file, of disagreements and changes."""
    for place, found in members(raw, "disagreements"):
        for of, version in members(found, "versions", place):
            yield from members(version, "quotes", of)
    for place, change in members(raw, "changes"):
        for side in ("from", "to", "before", "after"):
            if isinstance(quoted := change.get(side), dict):
                yield (*place, side), quoted


def copied(raw: Any) -> Iterator[tuple[Place, str]]:
    """Every file that is said to be a copy of others."""
    copies = raw.get("copies") if isinstance(raw, dict) else None
    for number, group in enumerate(copies if isinstance(copies, list) else []):
        for member, file in enumerate(group if isinstance(group, list) else []):
            if isinstance(file, str):
                yield ("copies", number, member), file
