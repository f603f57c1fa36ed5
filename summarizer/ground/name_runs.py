"""Runs of capitalised words in a text: what may be a name there, and what is only the first word of a sentence."""

import re
from collections.abc import Iterator
from functools import lru_cache

from .alias_table import WORDS, bare, stands_for
from .clauses import fold

_TITLES, _CALENDAR, _OPENERS = (frozenset(WORDS[name]) for name in ("titles", "calendar", "openers"))
_DESCRIPTIONS, _GERMAN = (frozenset(WORDS[name]) for name in ("descriptions", "german"))
SMALL = frozenset({"of", "the", "for", "and", "de", "von", "van", "der", "al", "bin", "la", "el"})
_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|\w+(?:['&]\w+)*'?|[^\w\s]")
_CURRENCY_SIGNS = frozenset("$€£¥")
_BEFORE_A_START = frozenset("\"'.!?:;(—")
_PLAIN_ENDING = re.compile(
    r"(?:s|ed|ing|ers?|ors?|ly|al|ment|tion|sion|ity|ance|ence|ive|ous|able|ible|time|ship|ness|ee|ary|ist|ure|ful|ight|dom|age|less|men|fire|ic)$"
)


@lru_cache(maxsize=512)
def capitals(text: str) -> frozenset[str]:
    """The capitalised words of a text, bare: each that `name_runs` may give is one of them, or is in SMALL."""
    return frozenset(bare(token) for token in _TOKEN.findall(fold(text)) if token[0].isupper())


def name_runs(text: str, *, in_sentence: bool) -> Iterator[list[str]]:
    """The runs of capitalised words; the first word of a sentence or quotation only if it is clearly a name.

    The first word of a field is left out only where it describes: `Unnamed officials`, `Two diplomats`.
    """
    tokens = _TOKEN.findall(fold(text))
    run: list[str] = []
    start = in_sentence
    for i, token in enumerate(tokens):
        if not run and not token[0].isupper() and (in_sentence or i):  # as most
            start = in_sentence and token in _BEFORE_A_START
            continue
        following = tokens[i + 1] if i + 1 < len(tokens) else ""
        capital = token[0].isupper() and bare(token) not in _CALENDAR and following not in _CURRENCY_SIGNS
        if not (in_sentence or i) and _describes(token, following):
            continue
        if capital and not (start and not _opens_name(token, following)):
            run.append(token)
            if token.endswith("'s"):  # the possessor is a name of its own: `Corvia's Prime Minister Ana Ruiz`
                yield run
                run = []
        elif run and token.lower() in SMALL and following[:1].isupper():
            run.append(token.lower())
        elif run and (token == "-" and following[:1].isupper()):
            pass  # Franco-German: one run
        elif token != "'" or not run:
            if run:
                yield run
            run = []
        start = in_sentence and token in _BEFORE_A_START
    if run:
        yield run


def _opens_name(token: str, following: str) -> bool:
    word = bare(token)
    if stands_for((word,)) or stands_for((word, bare(following))) or (token.isupper() and len(word) > 1):
        return True
    if word in _OPENERS or word in _TITLES or not has_latin(word):
        return False
    if following[:1].isupper() and bare(following) not in _CALENDAR:
        return True
    return not _PLAIN_ENDING.search(word)


def _describes(token: str, following: str) -> bool:
    """Whether the first word of a field is no name but tells of whom there is talk."""
    word = bare(token)
    if stands_for((word,)) or stands_for((word, bare(following))):
        return False
    return word in _DESCRIPTIONS or (word in _OPENERS and following[:1].islower())


def german_names(claim: str) -> Iterator[list[str]]:
    """The runs of a claim in German, which capitalises every noun: two nouns in a row, or a known party."""
    for run in name_runs(claim, in_sentence=True):
        names = run[1:] if bare(run[0]) in _GERMAN else run
        if len(names) > 1 or (names and stands_for((bare(names[0]),))):
            yield names


def reads_german(claim: str) -> bool:
    """Whether a text holds one of the small words of German; asked of articles that are not in English only."""
    return not _GERMAN.isdisjoint(re.findall(r"\w+", claim.lower()))


def has_latin(text: str) -> bool:
    """Whether a text holds a letter of the Latin script."""
    return any("a" <= c <= "ɏ" for c in text.lower())
