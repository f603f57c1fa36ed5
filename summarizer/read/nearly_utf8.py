"""Texts that are UTF-8 but for a few bytes: cut-off characters, or words pasted in from another encoding.

They must not pass for another encoding as a whole: three bad bytes would garble every quotation mark of an article.
"""

import re

from ..pattern import lazy
from .codepage import SHARED
from .story import counted

_STRAY = lazy("[\udc80-\udcff]+")  # as Python's error handler `surrogateescape` shows them
# E2 is â, but it begins every curly quote too: a lone E2 is rather a quote whose other bytes are lost.
_LETTERS = "äöüßéèêëàçñáíóúôîïûùåøæœõìò"


def is_nearly_utf8(content: bytes) -> bool:
    """True where the valid sequences beyond ASCII are many more than the bad bytes.

    Chance makes few valid ones: in Latin text a capital or ß before a quotation mark, in other scripts up to one for
    three bad bytes. So text in which ASCII prevails needs two for one, other text four for one.
    """
    share, valid, bad = _counts(content)
    return valid >= bad * (2 if share > 0.8 else 4)


def may_be_nearly_utf8(content: bytes) -> bool:
    """True for mostly ASCII with few bad bytes, too few to tell by them alone: UTF-8 if no code page explains them."""
    share, valid, bad = _counts(content)
    return (bad <= 3 and bad * 1000 <= len(content)) or (valid >= bad / 2 and share > 0.7)


def _counts(content: bytes) -> tuple[float, int, int]:
    """The share of ASCII characters, the number of valid sequences beyond ASCII, and that of bad bytes."""
    text = content.decode("utf-8", "surrogateescape")
    ascii_only = sum(map(str.isascii, text))
    bad = sum(map(len, _STRAY.findall(text)))
    return ascii_only / len(text), len(text) - ascii_only - bad, bad


def decoded_nearly(content: bytes) -> tuple[str, list[str]]:
    """The text and a note on its bad bytes.

    A lone byte that Windows-1252 makes a quotation mark, or a usual letter after a letter, is read as that; every other
    means nothing and shows as U+FFFD.
    """
    read, lost = 0, 0

    def shown(found: re.Match[str]) -> str:
        nonlocal read, lost
        stray = found[0].encode("utf-8", "surrogateescape")
        character = stray.decode("cp1252", "replace")
        before = found.string[found.start() - 1 : found.start()]
        if len(stray) == 1 and (stray in SHARED or (character in _LETTERS and before.isascii() and before.isalpha())):
            read += 1
            return character
        lost += len(stray)
        return "\ufffd" * len(stray)

    text = _STRAY.sub(shown, content.decode("utf-8", "surrogateescape"))
    notes = [f"{counted(read, 'byte')} that no UTF-8 allows read as Windows-1252"] if read else []
    return text, notes + ([f"{counted(lost, 'byte')} that no UTF-8 allows shown as U+FFFD"] if lost else [])
