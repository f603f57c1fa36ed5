"""From bytes to text, in whatever encoding news arrives.

The order is that of certainty: a byte order mark; valid UTF-8 (no other encoding passes for it by chance); what the
server, then the page states; the pattern of NULs that UTF-16 leaves; and only then a guess.
"""

import codecs
import re

from ..errors import ReadError
from .binary import described
from .codepage import guessed_encoding, is_latin
from .nearly_utf8 import decoded_nearly, is_nearly_utf8, may_be_nearly_utf8
from .story import counted, quoted

_MARKS = [  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]
# What is called Latin-1 or ASCII on the web is Windows-1252 (WHATWG Encoding Standard, section 4.2).
_WEB_NAMES = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}
_STRANGE = re.compile("[\ufffd\x00-\x08\x0e-\x1a\x1c-\x1f]")  # controls that no text has
_META = rb"<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,80}?encoding)\s*=\s*[\"']?\s*([\w.:-]+)"


def decode(content: bytes, name: str, charset: str | None = None) -> tuple[str, str, list[str]]:
    """The text, the encoding it was in (WHATWG-like name), and what had to be replaced.

    Raises ReadError for content that is empty or no text at all.
    """
    shown = "standard input" if name == "-" else quoted(name)
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf\xfe\xff"):
        raise ReadError(f"{shown} is empty; give a file with an article in it.")
    if (known := described(content)) is not None:
        what, instead = known
        raise ReadError(f"{shown} is {what}, not text; {instead}.")
    binary = ReadError(f"{shown} is binary, not text; export the article as text from the program that made it.")
    encoding, skip = _encoding(content, charset)
    if encoding is None:
        raise binary
    text, repairs = _decoded(content[skip:], encoding)
    strange = len(_STRANGE.findall(text[:20_000]))
    if strange > 8 and strange > len(text[:20_000]) * 0.05:
        raise binary
    return text, _public(encoding), repairs


def _encoding(content: bytes, charset: str | None) -> tuple[str | None, int]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding, len(mark)
    if (wide := _wide(content)) is not None:
        return wide, 0
    if content.count(0) > 8 + len(content) // 100:
        return None, 0
    stated = [c for c in (_known(charset, within=False), _known(_meta(content), within=True)) if c]
    if _fits(content, "utf-8"):
        # Seven-bit encodings are valid UTF-8 too, so there the statement counts.
        seven_bit = [c for c in stated if c.startswith(("iso2022", "hz"))]
        return (seven_bit[0] if seven_bit and content.isascii() else "utf-8"), 0
    for encoding in stated:
        if _fits(content, encoding):
            return encoding, 0
    if is_nearly_utf8(content) or (may_be_nearly_utf8(content) and not is_latin(content)):
        return "utf-8", 0
    return guessed_encoding(content), 0


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark shows in its NULs: nearly all at even, or nearly all at odd places."""
    sample = content[: min(len(content), 20_000) // 2 * 2]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if len(sample) < 4 or max(even, odd) < len(sample) / 2 * 0.1 or min(even, odd) > max(even, odd) * 0.05:
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    text = sample.decode(encoding, "replace")
    strange = sum(c == "\ufffd" or (c < " " and c not in "\n\r\t\f") for c in text)
    return encoding if strange <= len(text) * 0.01 else None


def _decoded(content: bytes, encoding: str) -> tuple[str, list[str]]:
    try:
        return content.decode(encoding), []
    except UnicodeDecodeError:
        pass
    if encoding == "utf-8":
        return decoded_nearly(content)
    text = content.decode(encoding, "replace")
    return text, [f"{counted(text.count(chr(0xFFFD)), 'byte')} unreadable in {_public(encoding)}, shown as U+FFFD"]


def _meta(content: bytes) -> str | None:
    start = content[:4096]
    found = re.search(_META, start, re.I) if b"<" in start else None
    return found[1].decode("ascii", "replace") if found else None


def _known(charset: str | None, within: bool) -> str | None:
    """The codec for a stated name; null where Python knows none, or where a page says UTF-16 in ASCII bytes."""
    try:
        info = codecs.lookup(charset or "")
        "".encode(info.name)  # refuses codecs that are no text encodings, such as base64
    except (LookupError, ValueError):
        return None
    if info.name.startswith("utf-16"):
        return None if within else {"utf-16": "utf-16-le"}.get(info.name, info.name)
    return _WEB_NAMES.get(info.name, info.name)


def _fits(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except (UnicodeDecodeError, ValueError):
        return False
    return True


def _public(encoding: str) -> str:
    return f"windows-{encoding[2:]}" if encoding.startswith("cp125") else encoding.replace("_", "-")
