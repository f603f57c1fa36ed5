"""Which code page a text that is no Unicode was written in.

charset_normalizer knows scripts well and Latin code pages badly: an English text whose only foreign bytes are curly
quotes comes back as cp852 or mac_roman. So Latin text is decided here, by which letters its languages use.
"""

import re
from typing import NamedTuple


class Alphabet(NamedTuple):
    """The letters beyond ASCII that some languages use, and the code page their texts come in."""

    encoding: str
    languages: str
    letters: str


# The first wins where several fit: the order is that of how often news comes in each.
ALPHABETS = [
    Alphabet("cp1252", "German", "äöüß"),
    Alphabet("cp1252", "French", "éèêëàâçîïôûùüœ"),
    Alphabet("cp1252", "Spanish", "áéíóúñü¿¡ªº"),
    Alphabet("cp1252", "Portuguese", "ãõáéíóúâêôçàªº"),
    Alphabet("cp1252", "Italian", "àèéìòù"),
    Alphabet("cp1252", "Danish, Norwegian, Swedish, Finnish", "åäöøæé"),
    Alphabet("cp1252", "English with a price", "£½"),
    Alphabet("cp1250", "Polish", "ąćęłńóśźż"),
    Alphabet("cp1250", "Czech, Slovak", "áéíóúýčďěňřšťůžľĺôŕä"),
    Alphabet("cp1250", "Hungarian", "áéíóöőúüű"),
    Alphabet("cp1250", "Croatian, Slovene", "šđčćž"),
    Alphabet("cp1250", "Romanian", "ăâîşţ"),
    Alphabet("cp1254", "Turkish", "çğıöşüâîû"),
    Alphabet("cp1257", "Lithuanian", "ąčęėįšųūž"),
    Alphabet("cp1257", "Latvian", "āčēģīķļņšūž"),
    Alphabet("cp1257", "Estonian", "äöüõšž"),
    Alphabet("cp1252", "Icelandic", "áéíóúýðþæö"),
    Alphabet("cp1252", "English with names from anywhere", "äöüßéèêëàâçñáíóúôîïûùåøæœãõìò£½¿¡ªº"),
]
# Quotes, dashes, ellipsis, euro, bullet and the like stand at the same bytes in every Windows code page.
SHARED = bytes([0x80, 0x82, 0x84, 0x85, 0x86, 0x87, 0x89, 0x8B, *range(0x91, 0x98), 0x99, 0x9B, 0xA0, 0xA7, 0xA9, 0xAB])
SHARED += bytes([0xAE, 0xB0, 0xB1, 0xB5, 0xB6, 0xB7, 0xBB])
_OTHERS = ["cp1251", "cp1253", "cp1255", "cp1256", "cp1258", "cp874", "koi8_r", "iso8859_5", "mac_cyrillic"]
_EAST_ASIAN = ["shift_jis", "euc_jp", "gb18030", "big5", "euc_kr"]


def guessed_encoding(content: bytes) -> str:
    """The codec that most likely made these bytes; they are known to be neither UTF-8 nor UTF-16."""
    if (latin := _latin(content)) is not None:
        return latin
    from charset_normalizer import from_bytes

    codecs = [*_OTHERS, *_EAST_ASIAN, *dict.fromkeys(a.encoding for a in ALPHABETS), "mac_roman"]
    best = from_bytes(content, cp_isolation=codecs).best()
    return best.encoding if best is not None else "cp1252"


def is_latin(content: bytes) -> bool:
    """True where some code page of the Latin script explains nearly all letters."""
    return _latin(content) is not None


def _latin(content: bytes) -> str | None:
    """The code page under which nearly all foreign letters belong to the languages it is used for."""
    foreign = re.sub(rb"[\x00-\x7f]+", b"", content).translate(None, SHARED)
    if not foreign:
        return "cp1252"
    if len(foreign) >= sum(map(content.count, b"abcdefghijklmnopqrstuvwxyz")) * 0.4:
        return None
    fits = []
    for encoding, _, alphabet in ALPHABETS:
        found = foreign.decode(encoding, "replace").lower()
        fits.append((sum(c in alphabet for c in found) / len(found), encoding))
    share, encoding = max(fits, key=lambda fit: fit[0])
    return encoding if share >= 0.9 else None
