"""What to know before scores are believed, in sentences: under the table, in the JSON, on the page and on stderr."""

from collections.abc import Iterator, Sequence

from .bootstrap import LEAST
from .gold import Loaded
from .rule import UNREAD
from .scores import Scored


def notes(scored: Sequence[Scored], sets: Sequence[Loaded]) -> list[str]:
    """Of some engines over some sets; a note that holds for several of them is given once.

    What F1 does not read is said wherever two are compared, or a tool's statements were checked by nobody before.
    """
    unread = [UNREAD] if len(scored) > 1 or not all(each.measured for each in scored) else []
    return list(dict.fromkeys([*(note for each in scored for note in _of(each, sets)), *unread]))


def _of(each: Scored, sets: Sequence[Loaded]) -> Iterator[str]:
    yield from each.notes
    if each.name == "builtin" and each.measured and any(loaded.gold.part == "development" for loaded in sets):
        yield (
            "The built-in engine has learned from the development part of the project's own gold: "
            "if this is that gold, its scores are too high; those of --part test are not."
        )
    if 0 < len(each.tallies) < LEAST:
        yield f"No intervals: of fewer than {LEAST} articles they would say nothing."
    elif 0 < len(each.sets) < LEAST:
        yield f"No intervals for what spans articles: of fewer than {LEAST} sets they would say nothing."
