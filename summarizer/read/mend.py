"""Mends what goes wrong with characters on the way, and says what it did. The text keeps its own typography."""

import re
from collections import Counter
from collections.abc import Callable
from functools import cache, lru_cache

from ..pattern import lazy
from .residue import mend_residue
from .story import counted

# ftfy takes a tenth of a second to import, so it is asked only where something smells: the first byte of a UTF-8
# sequence next to a later byte, both as some single-byte code page shows them; a C1 control.
_CODE_PAGES = ["latin-1", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1257", "mac_roman", "cp437"]


@cache
def _bytes_as_shown() -> list[tuple[str, str]]:
    """How each code page shows the first bytes of UTF-8 sequences, and the later ones."""
    first, later = bytes(range(0xC3, 0xF4)), bytes(range(0x80, 0xC0))
    shown = [(first.decode(page, "ignore"), later.decode(page, "ignore")) for page in _CODE_PAGES]
    return [*shown, ("Â", "".join(map(chr, range(0xA0, 0xC0)))), ("â", "€")]


@lru_cache(maxsize=4096)
def _is_broken(pair: str) -> bool:
    return any(pair[0] in first and pair[1] in later for first, later in _bytes_as_shown())


def _smells(text: str) -> bool:
    """Looked up pair by pair, for one pattern of all pairs takes long to compile and most texts have no such pair."""
    if text.isascii():
        return False
    return _C1.search(text) is not None or any(map(_is_broken, set(_FOREIGN_PAIR.findall(text))))


_C1 = re.compile("[\x80-\x9f]")
_FOREIGN_PAIR = lazy("(?=([^\x00-\x7f]{2}))")
_LINE_BREAK = lazy("\r\n|[\r\x0b\x0c\u2028\u2029]")
_ENTITY = lazy(r"&(?:#\d{2,7}|#x[0-9a-fA-F]{2,6}|[a-zA-Z]{2,8});")
_CONTROL = lazy("\x1b\\[[0-9;]*[A-Za-z]|[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff]")


def mend(text: str) -> tuple[str, list[str]]:
    """The mended text and one clause with a count for each step that changed something. Line numbers stay."""
    text = _LINE_BREAK.sub("\n", text)
    repairs: list[str] = []
    for step in STEPS:
        text, note = step(text)
        repairs += [note] if note else []
    return text, repairs


def _mojibake(text: str) -> tuple[str, str | None]:
    if not _smells(text):
        return text, None
    from ftfy import TextFixerConfig, fix_and_explain

    keep = TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
    )
    lines, pages = text.split("\n"), Counter[str]()
    for index, line in enumerate(lines):
        if not _smells(line):
            continue
        lines[index], steps = fix_and_explain(line, keep)
        if lines[index] != line:
            pages[next((str(s[1]) for s in steps or [] if s[0] == "encode"), "")] += 1
    if not pages:
        return text, None
    count, wrong = sum(pages.values()), pages.most_common(1)[0][0].replace("sloppy-", "")
    read_as = f" (UTF-8 once read as {wrong})" if wrong else ""
    return "\n".join(lines), f"{counted(count, 'line')} of wrongly decoded characters mended{read_as}"


def _entities(text: str) -> tuple[str, str | None]:
    """HTML entities in plain text; not where there are tags, which make them markup."""
    if "&" not in text or not _ENTITY.search(text) or re.search(r"</?[a-zA-Z][^>\n]*>", text):
        return text, None
    from html import unescape

    count = 0

    def plain(found: re.Match[str]) -> str:
        nonlocal count
        character = unescape(found[0])
        count += character != found[0]
        return character.replace("\n", " ").replace("\r", " ")

    text = _ENTITY.sub(plain, text)
    return text, f"{counted(count, 'HTML entity', 'HTML entities')} turned into characters" if count else None


def _residue(text: str) -> tuple[str, str | None]:
    return mend_residue(text)


def _controls(text: str) -> tuple[str, str | None]:
    """Control characters and byte order marks inside the text: they show nothing and break every search."""
    text, gone = _CONTROL.subn("", text)
    return text, f"{counted(gone, 'control character')} dropped" if gone else None


def _surrogates(text: str) -> tuple[str, str | None]:
    """Halves of characters, as JSON escapes leave them: a pair becomes its character, a lone one U+FFFD."""
    if text.isascii() or not re.search("[\ud800-\udfff]", text):
        return text, None
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    lone = whole.count("\ufffd") - text.count("\ufffd")
    return whole, f"{counted(lone, 'lone surrogate')} replaced by U+FFFD" if lone else None


# The order matters: ftfy needs the control characters, which are bytes of the characters it restores.
STEPS: list[Callable[[str], tuple[str, str | None]]] = [_surrogates, _mojibake, _entities, _residue, _controls]
