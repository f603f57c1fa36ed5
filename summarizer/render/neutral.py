"""Article text made harmless for a screen: what it says stays, what it could *do* becomes visible.

An escape sequence in an article could recolour or rewrite the terminal, a bidi override could show "will not accept"
in another order than it stands. Every such character is replaced by one visible character.
"""

import unicodedata
from collections.abc import Iterator

# Blanks and joiners without width that Khmer, Persian, Indic scripts and emoji need, the direction marks that
# right-to-left text needs, the soft hyphen, and the signs that Arabic and Syriac print: all of category Cf, none able
# to reorder what stands around it.
_HARMLESS = frozenset(
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u061c\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\u2060\ufeff"
)


def neutral(text: str) -> str:
    """One line of text: white space folded to single spaces, controls as pictures (ESC is ␛), the rest as �."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return "".join(map(_visible, " ".join(text.split())))


def neutral_lines(text: str) -> Iterator[str]:
    """The lines of a text, each with its blanks as they stand (a tab as four), harmless as in `neutral`."""
    for line in text.replace("\r\n", "\n").split("\n"):
        yield "".join(map(_visible, line.replace("\t", "    ")))


def visible(text: str) -> str:
    """The text with its white space as it stands, harmless as in `neutral`; as long as it was."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if c in "\n\t" else _visible(c) for c in text)


def _visible(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if character not in _HARMLESS and unicodedata.category(character) in ("Cc", "Cf", "Cs"):
        return "\ufffd"
    return character
