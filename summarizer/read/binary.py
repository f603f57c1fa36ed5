"""Files that are no text, by the bytes they begin with, and what their owner can do instead."""

import re
from typing import NamedTuple

_EXPORT = "export it as text, and give that"
_TYPE = "type out its text, or find the article as a page or a text"
_UNPACK = "unpack it, and give a text from within"
_CHOOSE = "give an article's text"


class Format(NamedTuple):
    """How the files of a format begin. A word alone is not enough: a text may begin with RIFF or ID3."""

    beginning: bytes  # a regular expression
    what: str
    instead: str


FORMATS = [
    Format(rb"%PDF-\d", "a PDF file", _EXPORT),
    Format(rb"PK\x03\x04", "a ZIP archive or an office document", "unpack it, or export the document as text"),
    Format(rb"\xd0\xcf\x11\xe0", "an old office document", _EXPORT),
    Format(rb"\{\\rtf", "an RTF document", _EXPORT),
    Format(rb"\xff\xd8\xff", "a JPEG picture", _TYPE),
    Format(rb"\x89PNG", "a PNG picture", _TYPE),
    Format(rb"GIF8[79]a", "a GIF picture", _TYPE),
    Format(rb"RIFF....WEBP", "a WebP picture", _TYPE),
    Format(rb"II\*\x00|MM\x00\*", "a TIFF picture", _TYPE),
    Format(rb"\x1f\x8b", "a gzip archive", _UNPACK),
    Format(rb"BZh[1-9]1AY&SY", "a bzip2 archive", _UNPACK),
    Format(rb"\xfd7zXZ\x00", "an xz archive", _UNPACK),
    Format(rb"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    Format(rb"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    Format(rb"RIFF....(?:WAVE|AVI )|OggS\x00|....ftyp", "a media file", _TYPE),
    Format(rb"ID3[\x02-\x04]\x00", "a sound file", _TYPE),
    Format(rb"\x7fELF|MZ\x90", "a program", _CHOOSE),
    Format(rb"SQLite format 3\x00", "a database", _EXPORT),
]


def described(content: bytes) -> tuple[str, str] | None:
    """What the bytes are and what to do instead; null where they begin like none of the formats."""
    return next(((f.what, f.instead) for f in FORMATS if re.match(f.beginning, content, re.S)), None)
