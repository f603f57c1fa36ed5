"""Quotes that differ from their article in typography alone, and articles that so differ from a quote."""

import re
import unicodedata
from collections.abc import Callable, Iterator

from .case import NAMES, Case, file_of, sentences

EACH = 2  # quotes of each variant, from as many articles
_LIGATURES = (("ffi", "ﬃ"), ("ffl", "ﬄ"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ"))
_STRAIGHT = str.maketrans("‘’“”", "''\"\"")


def _curly(text: str) -> str:
    text = re.sub(r"(?<!\w)\"(?=\w)", "“", text).replace('"', "”")
    return re.sub(r"(?<!\w)'(?=\w)", "‘", text).replace("'", "’")


def _ligatures(text: str) -> str:
    for letters, one in _LIGATURES:
        text = text.replace(letters, one)
    return text


def _inside_long_words(mark: str) -> Callable[[str], str]:
    return lambda text: re.sub(r"\b(\w{4,5})(\w{4,})\b", rf"\1{mark}\2", text)


def _wrapped(end: str) -> Callable[[str], str]:
    return lambda text: re.sub(r"(.{30,}?) ", rf"\1{end}", text)


VARIANTS: tuple[tuple[str, str, Callable[[str], str]], ...] = (
    ("straight", "Straight quotation marks for curly ones.", lambda text: text.translate(_STRAIGHT)),
    ("curly", "Curly quotation marks for straight ones.", _curly),
    ("guillemets", "Guillemets for quotation marks.", lambda text: re.sub("[“”]", lambda m: "«»"[m[0] == "”"], text)),
    ("low", "A low opening mark.", lambda text: text.replace("“", "„").replace("”", "“")),
    ("apostrophe", "A modifier letter for the apostrophe.", lambda text: re.sub("['’]", "ʼ", text)),
    ("prime", "A prime for the apostrophe.", lambda text: re.sub(r"(?<=\w)['’](?=\w)", "′", text)),
    ("dash", "Two hyphens for a dash.", lambda text: re.sub(r"\s*[–—]\s*", "--", text)),
    ("short-dash", "A spaced hyphen for a dash.", lambda text: re.sub(r"\s*[–—]\s*", " - ", text)),
    ("hyphen", "Hyphens that do not break.", lambda text: re.sub(r"(?<=\w)-(?=\w)", "\u2011", text)),
    ("no-break", "No-break spaces after figures.", lambda text: re.sub(r"(?<=\d) ", "\u00a0", text)),
    ("narrow", "Narrow no-break spaces.", lambda text: text.replace(" ", "\u202f")),
    ("wide", "Two spaces after each word.", lambda text: text.replace(" ", "  ")),
    ("soft", "Soft hyphens inside words.", _inside_long_words("\u00ad")),
    ("zero-width", "Zero-width spaces inside words.", _inside_long_words("\u200b")),
    ("joiner", "Word joiners inside words.", _inside_long_words("\u2060")),
    ("ligatures", "Ligatures for fi, fl, ff.", _ligatures),
    ("lines", "Broken into lines.", _wrapped("\n")),
    ("indented", "Broken into indented lines.", _wrapped("\r\n    ")),
    ("decomposed", "Letters and their accents apart (NFD).", lambda text: unicodedata.normalize("NFD", text)),
    ("ends", "White space and a byte order mark at the ends.", lambda text: f"\ufeff {text}\n"),
    ("quoted", "In quotation marks of the quoter’s own.", lambda text: f"«{text}»" if text[0].isalnum() else text),
)  # fmt: skip
# Those that turn an article into what a PDF, a web page or another editor makes of it.
OF_ARTICLES = (
    "straight",
    "guillemets",
    "hyphen",
    "no-break",
    "narrow",
    "soft",
    "zero-width",
    "ligatures",
    "lines",
    "decomposed",
)


def variants(texts: dict[str, str]) -> Iterator[Case]:
    """Each variant on sentences of several articles, then on the articles themselves."""
    for place, (variant, why, change) in enumerate(VARIANTS):
        for number, (name, sentence) in enumerate(_changing(texts, change, place), 1):
            yield _case(f"{variant}-{number}", name, change(sentence), f"In the quote: {why}", None)
        if variant in OF_ARTICLES:
            name, sentence = _changing(texts, change, place + 5)[-1]
            around = next(part for part in texts[name].split("\n\n") if sentence in part)
            yield _case(f"{variant}-article", name, sentence, f"In the article: {why}", change(around))


def _changing(texts: dict[str, str], change: Callable[[str], str], place: int) -> list[tuple[str, str]]:
    """Sentences that the change does something to, one an article, beginning with another article each time."""
    names = [*NAMES][place % len(NAMES) :] + [*NAMES][: place % len(NAMES)]
    found = []
    for name in names:
        own = [sentence for sentence in sentences(texts[name]) if change(sentence) != sentence]
        found += [(name, own[place % len(own)])] if own else []
    return found[:EACH]


def _case(ending: str, name: str, quote: str, why: str, article_text: str | None) -> Case:
    sort = "quote-typography"
    return Case(f"{sort}-{ending}", sort, file_of(name), quote, "pass", why, "program", article_text=article_text)
