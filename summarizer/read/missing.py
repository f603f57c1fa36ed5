"""What the user may have meant by the name of a file that is not there."""

import os
import re
from pathlib import Path

from ..pattern import lazy
from .story import quoted

# "www.x.y", "x.com", "x.co.uk/a": a name that is more likely an address without its beginning than a file.
_HOST = r"(?:[a-z0-9-]+\.)+[a-z]{2,24}(?::\d+)?"
_HALF_SCHEME = lazy(r"(https?):/?(?=[^/])", re.I)
_WITHIN_SITE = lazy(rf"{_HOST}[/?#]", re.I)
_SITE = lazy(r"(?:www\.\S+|(?:[a-z0-9-]+\.)+(?:com|org|net|gov|edu|int|info|news|eu|uk))(?::\d+)?", re.I)


def hint(source: str | Path, kinds: set[str]) -> str:
    """The end of the sentence "There is no file X", from its comma or semicolon on. `kinds`: endings of files."""
    near = _nearest(Path(source))
    if near:
        return f"; did you mean {quoted(near)}?"
    meant = _address(str(source), kinds) if isinstance(source, str) else None
    if meant:
        return f"; if it is a web address, write {quoted(meant)}."
    parent = Path(source).parent
    return "; check the path." if parent.is_dir() else f", nor a folder {quoted(_shown(parent))}; check the path."


def _address(source: str, kinds: set[str]) -> str | None:
    if half := _HALF_SCHEME.match(source):
        return f"{half[1].lower()}://{source[half.end() :]}"
    if _SITE.fullmatch(source) or source.lower().startswith("www."):
        return f"https://{source}"
    within = _WITHIN_SITE.match(source)
    first = within[0][:-1].lower() if within else ""
    return f"https://{source}" if within and not first.endswith(tuple(kinds)) else None


def _nearest(path: Path) -> str | None:
    """A file of a similar name in the same folder."""
    from difflib import get_close_matches

    if not path.parent.is_dir():
        return None
    with os.scandir(path.parent) as entries:
        near = get_close_matches(path.name, [entry.name for entry in entries], n=2)
    others = [name for name in near if name != path.name]  # a link to nowhere is found by its own name
    return _shown(path.with_name(others[0])) if others else None


def _shown(path: Path) -> str:
    return str(path).encode("utf-8", "backslashreplace").decode()
