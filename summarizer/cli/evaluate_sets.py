"""Which sets of a gold `summarizer eval` scores."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..evaluate.gold import Loaded


def chosen_sets(gold: Path, part: str | None, show: str | None, chosen: str) -> "tuple[list[Loaded], list[Loaded]]":
    """What is to be scored, and all of the gold; of the test part nothing is shown. Raises InputError."""
    from ..errors import InputError
    from ..evaluate.gold import load_all
    from ..evaluate.strange import strange_names
    from .output import say

    if show and chosen == "html":
        raise InputError(
            "--show lists items, and the page has scores: leave out --show, or say --format table or json."
        )
    if show and part == "test":
        raise InputError(
            "--show lists nothing of the test part, of which only the scores are looked at: leave out --show for the "
            "scores, or say --part development for the list."
        )
    every = load_all(gold)
    sets = [loaded for loaded in every if part in (None, loaded.gold.part)]
    if not sets:
        raise InputError(f"{str(gold)!r} has no set of the {part} part: leave out --part.")
    sets = _shown(sets, gold) if show else sets
    for loaded in sets:
        for name in strange_names(loaded):
            say(f"Warning: {name}")
    return sets, every


def files_of(sets: "Iterable[Loaded]") -> "Iterator[Path]":
    """All that a gold is read from: its own files, and their articles."""
    for loaded in sets:
        yield loaded.path
        yield from (loaded.path.parent / loaded.gold.folder / file for file in loaded.articles)


def _shown(sets: "Sequence[Loaded]", gold: Path) -> "list[Loaded]":
    """Those that --show may list."""
    from ..errors import InputError
    from .output import say

    known = [loaded for loaded in sets if loaded.gold.part == "development"]
    if not known:
        raise InputError(
            f"{str(gold)!r} is of the test part, of which --show lists nothing and only the scores are looked at: "
            "leave out --show."
        )
    if len(known) < len(sets):
        say(f"Note: --show leaves out the test part (sets: {len(sets) - len(known)}).")
    return known
