"""Lines of styled text for a terminal, wrapped by the columns that their characters fill.

Of the library rich only its table of widths is used, and only where a text holds characters that may be wide: loading
the whole of it takes longer than reading an article.
"""

import re
from itertools import pairwise

Piece = tuple[str, str]
"""A text and its style: words of `CODES`, such as "bold green"; "" is plain."""
Line = list[Piece]

CODES = {
    "bold": "1",
    "dim": "2",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "blue": "34",
    "magenta": "35",
    "cyan": "36",
}
"""ECMA-48 parameters; the colours are the terminal's own, so they fit its theme."""
_NARROW = re.compile("[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u20ac←-↓≈≠─│✓]*")
_WORD = re.compile(r"\s*\S+\s*")


def cells(text: str) -> int:
    """How many columns a text fills: two for a wide character, none for a combining one."""
    if _NARROW.fullmatch(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def plain(line: Line) -> str:
    """The text of a line without its styles."""
    return "".join(text for text, _ in line)


def blank(columns: int) -> Line:
    """A line of blanks."""
    return [(" " * columns, "")]


def written(line: Line, *, colored: bool) -> str:
    """A line as it is sent to the terminal, without the white space at its end."""
    left = len(plain(line).rstrip())
    if not colored:
        return plain(line)[:left]
    shown = ""
    for text, style in line:
        text, left = text[: max(0, left)], left - len(text)
        codes = ";".join(CODES[word] for word in style.split())
        shown += f"\x1b[{codes}m{text}\x1b[0m" if codes and text else text
    return shown


def wrapped(text: str, width: int) -> list[str]:
    """The rows of a text, each at most `width` columns but for white space at its end; a longer word is cut."""
    places = [0, *_breaks(text, width), len(text)]
    return [text[start:end] for start, end in pairwise(places)]


def _breaks(text: str, width: int) -> list[int]:
    places: list[int] = []
    filled = 0
    for match in _WORD.finditer(text):
        word, start = match[0], match.start()
        length = cells(word.rstrip())
        if length <= width - filled:
            filled += cells(word)
        elif length > width:
            from rich.cells import chop_cells

            for piece in chop_cells(word, width):
                places += [start] if start else []
                start += len(piece)
                filled = cells(piece)
        elif filled and start:
            places.append(start)
            filled = cells(word)
    return places
