"""Straight single quotation marks read as curly ones: as many characters, so every offset stays."""

import re

from summarizer.pattern import lazy

_PAIR = lazy(
    r"(?:(?<=[\s(“\"—–])|^)'(?=[^\W\d_])(?:(?!\n\n|(?<=[\s(“\"])'[^\W_]).)+?"
    r"(?:(?<=[.,!?…])'(?=[\s)”\"—–.,;:]|$)|(?<=\w)'(?=[,;:.)”\"—–]|\s(?!\w+'(?:\s|$))|$))",
    re.S | re.M,
)
_POSSESSIVE = lazy(r"s'(?=\s[a-z])")  # "the workers' pay" closes nothing


def curled(text: str) -> str:
    """The text with paired straight single quotes as ‘ and ’; the article's own characters count in quotes."""
    if "'" not in text:
        return text
    veiled = _POSSESSIVE.sub("s\x00", text)
    return _PAIR.sub(lambda m: f"‘{m[0][1:-1]}’", veiled).replace("\x00", "'")
