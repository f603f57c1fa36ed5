"""What a folder holds for a brief: every file of an article's kind, in it and below. No file is opened here."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import ReadError
from .source import KIND_OF_SUFFIX, name_of
from .story import counted, quoted

# Files beside the folder `articles` of a batch's output, which say again what the summaries in it say.
_MARKS_OF_A_BATCH = {"brief.json", "failures.json", "items.csv"}
_OF_A_BATCH = _MARKS_OF_A_BATCH | {"brief.md", "report.html"}
_ABOUT_A_FOLDER = {"readme", "license", "licence", "changelog", "contributing"}  # no articles in it


@dataclass
class Listing:
    """The files to read, in the order of their paths, and the names of what is left aside."""

    files: list[Path] = field(default_factory=list)
    other: list[str] = field(default_factory=list)  # no kind of article
    batch: list[str] = field(default_factory=list)  # a batch's other files
    about: list[str] = field(default_factory=list)  # a README and the like
    links: list[str] = field(default_factory=list)  # links to folders, which might lead round in a circle
    errors: list[ReadError] = field(default_factory=list)
    unlisted: list[str] = field(default_factory=list)  # folders that could not be listed, one for each error

    def notes(self, folder: Path) -> Iterator[str]:
        """One sentence for each sort of thing left aside."""
        where = quoted(name_of(folder))
        if self.other:
            yield f"Skipped in {where}, no kind of article: {some(self.other)}."
        if self.about:
            yield f"Skipped in {where}, about the folder: {some(self.about)}; name them to have them read."
        if self.batch:
            yield f"Skipped in {where}, a batch's other output: {some(self.batch)}."
        if self.links:
            yield f"Skipped in {where}, links to folders: {some(self.links)}; name them to have them read."


def listed(folder: Path, apart_from: Path | None = None) -> Listing:
    """What of a folder is to be read, but for one folder in it. Names that begin with a dot are hidden and stay so.

    Raises nothing.
    """
    listing = Listing()
    left_out = Path(os.path.realpath(apart_from)) if apart_from else None

    def refused(error: OSError) -> None:
        reason = (error.strerror or "unknown fault").lower()
        listing.unlisted.append(_within(folder, Path(error.filename)))
        listing.errors.append(
            ReadError(f"The folder {quoted(name_of(error.filename))} cannot be read ({reason}); check its permissions.")
        )

    for place, folders, names in os.walk(folder, onerror=refused):
        here = Path(place)
        visible = sorted(name for name in folders if not name.startswith("."))
        if left_out is not None and here.resolve() == left_out.parent:
            visible = [name for name in visible if name != left_out.name]
        linked = [name for name in visible if (here / name).is_symlink()]
        listing.links += [_within(folder, here / name) for name in linked]
        folders[:] = [name for name in visible if name not in linked]
        batch = _OF_A_BATCH if "articles" in visible and _MARKS_OF_A_BATCH & set(names) else set[str]()
        for name in sorted(name for name in names if not name.startswith(".")):
            path = here / name
            if name in batch:
                listing.batch.append(_within(folder, path))
            elif path.stem.lower() in _ABOUT_A_FOLDER:
                listing.about.append(_within(folder, path))
            elif path.suffix.lower() in KIND_OF_SUFFIX and (path.is_file() or not path.exists()):
                listing.files.append(path)  # a link to nowhere is an error when it is read
            else:
                listing.other.append(_within(folder, path))
    listing.files.sort(key=lambda path: path.parts)
    return listing


def some(names: list[str], shown: int = 3) -> str:
    """The first names, and how many more there are."""
    first = ", ".join(quoted(name) for name in names[:shown])
    return f"{first} and {counted(len(names) - shown, 'more', 'more')}" if len(names) > shown else first


def _within(folder: Path, path: Path) -> str:
    return name_of(path.relative_to(folder))
