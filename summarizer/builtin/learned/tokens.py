"""The words of a sentence as the model sees them: names and numbers are all one, letters are small."""

from functools import lru_cache

from summarizer.pattern import lazy
from summarizer.words import Stretch

_WORD = lazy(r"\d[\d.,:]*|[A-Za-z]+(?:[’'](?:t|s|re|ll|ve|d)\b)?|[“”\"]|[%$€£?!;:—–-]")
_CAPITAL = lazy(r"\b[A-Z][A-Za-z]*(?:[’']s)?\b")
_SMALL = lazy(r"\b[a-z]+(?:[’']s)?\b")
# What may begin a sentence without being a name, in an article that has it nowhere else.
_NO_NAMES = frozenset(
    """The A An In On At But And It They He She We I If No Not Nor For From By With What When Where Who Which That This
    These Those There Its Their His Her Asked Under After Before Until Both Neither Either Nothing Whether So Still
    Also Only As Of To Or Q Then How Why Is Are Was Were Would Will Could Can May Might Must Should Talks Our My Yes All
    Any Some Each Every One Two Three Four Five Six Seven Eight Nine Ten Last Next Monday Tuesday Wednesday Thursday
    Friday Saturday Sunday""".split()
)
NUMBER, NAME, QUOTE = "#n", "#C", "“"


def names(text: str) -> frozenset[str]:
    """The capitalised words of an article that it never writes small."""
    small = set(_SMALL.findall(text))
    return frozenset(word for word in {*_CAPITAL.findall(text)} - _NO_NAMES if word.lower() not in small)


def tokens(text: str, stretch: Stretch, named: frozenset[str]) -> list[str]:
    """A sentence's words: a run of names is one "#C", every number "#n", every quotation mark “."""
    words = _WORD.findall(text, stretch.start, stretch.end)
    found = [NAME if word in named else _token(word) for word in words]
    return [token for token, last in zip(found, ["", *found], strict=False) if token != NAME or last != NAME]


@lru_cache(maxsize=8192)  # the same string for the same word: what is looked up by it is found at once
def _token(word: str) -> str:
    if word[0].isdigit():
        return NUMBER
    return QUOTE if word in '“"' else word.lower().replace("’", "'")
