"""From the lines of a plain text to its paragraphs.

Two habits exist: every line a paragraph, and lines wrapped at 60 to 100 columns with blank lines between paragraphs.
A line was wrapped if the next line's first word would not have fitted on it; that tells the two apart without counting
columns.
"""

import re
from itertools import pairwise

from ..pattern import lazy
from .story import Paragraph

_WIDEST_WRAP = 100
_NARROWEST_WRAP = 45
_SENTENCE_END = lazy(r"[.!?:…][”’\"')\]]*$")


def paragraphs(lines: list[str], first_line: int = 1) -> list[Paragraph]:
    """The paragraphs of a text in order, wrapped lines joined, white space at their ends dropped."""
    width = _wrapped_at(lines)
    found: list[Paragraph] = []
    joined: list[str] = []  # the lines of the last paragraph: joined once, at its end, as a text may be one paragraph

    def close() -> None:
        if found:
            found[-1].text = "".join(joined)
        joined.clear()

    for number, line in enumerate(lines, first_line):
        if not line.strip():
            if found:
                found[-1].blank_after = True
            continue
        previous = lines[number - first_line - 1] if number > first_line else ""
        if width and previous.strip() and _is_full(previous, line, width):
            joined += [_joint(previous.rstrip(), line.strip()), line.strip()]
        else:
            close()
            joined.append(line.strip())
            found.append(Paragraph(line.strip(), number, blank_after=False))
    close()
    if found:
        found[-1].blank_after = True
    return found


def _wrapped_at(lines: list[str]) -> int | None:
    """The width that the lines were wrapped at; null where every line is a paragraph."""
    written = [line.rstrip() for line in lines if line.strip()]
    joints = [(a.rstrip(), b) for a, b in pairwise(lines) if a.strip() and b.strip()]
    widths = [len(above) for above, _ in joints if len(above) <= _WIDEST_WRAP]
    if not widths or max(widths) < _NARROWEST_WRAP:
        return None
    if sum(len(line) > _WIDEST_WRAP for line in written) > len(written) * 0.2:
        return None
    width = max(widths)
    full = sum(_is_full(above, below, width) for above, below in joints)
    broken = sum(not _SENTENCE_END.search(above) for above, _ in joints)
    return width if full >= len(joints) * 0.7 and broken >= len(joints) * 0.5 else None


def _is_full(above: str, below: str, width: int) -> bool:
    above, word = above.rstrip(), below.split()[0]
    return len(above) <= _WIDEST_WRAP and len(above) + 1 + len(word) > width and "://" not in word


def _joint(above: str, below: str) -> str:
    """A word that was broken at its hyphen, or at a dash, is joined without a space."""
    if re.search(r"\w-$|\S—$", above) and not re.match(r"(?:and|or|to)\b", below):
        return ""
    return " "
