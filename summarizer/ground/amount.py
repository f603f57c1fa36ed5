"""Amounts: the forms that a number takes in a text, and how each is read.

A form is a match of `FORMS` in a text in small letters with its dates blanked; its last group names the reader.
"""

import re
from collections.abc import Callable
from fractions import Fraction

from ..pattern import lazy
from .numerals import DENOMINATORS, FIGURE, HAN, NUMBER_WORDS, ORDINALS, TENS, WORDS, read_figure, read_han, read_words
from .quantity import Quantity, measured, ordinal, share_of
from .units import MEASURES, counted

_TIME = "minute|hour|day|week|fortnight|month|year|decade"
_PARTS = "third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
_GLYPHS = dict(
    zip("½⅓⅔¼¾⅕⅖⅗⅘", map(Fraction, ("1/2", "1/3", "2/3", "1/4", "3/4", "1/5", "2/5", "3/5", "4/5")), strict=True)
)
_GROUPS = {"pair": 2, "couple": 2, "duo": 2, "trio": 3, "quartet": 4, "quintet": 5}
_GLYPH = f"[{''.join(_GLYPHS)}]"
FORMS = lazy(
    rf"(?<!\w)(?:(?P<figure>(?:{FIGURE})(?!\d))|(?P<glyph>{_GLYPH})"
    rf"|(?P<halfof>half[\s-](?:an?[\s-])?(?=(?:million|billion|thousand|dozen|{_TIME}|percent|per\scent|point|degree|mile|kilomet)))"
    r"|(?P<half>(?:one[\s-]|a[\s-])?half|halv(?:e|es|ed|ing))\b"
    rf"|(?P<part>(?:an?|one)[\s-](?:{_PARTS}))\b|(?P<span>an?[\s-](?:{_TIME}))\b|(?P<long>(?:{_TIME})s?-?long)\b"
    rf"|(?P<ordinal>(?:(?:{'|'.join(TENS)})-)?(?:{'|'.join(ORDINALS)}))\b|(?P<words>{WORDS})\b"
    r"|(?P<vague>(?:tens\sof\s|hundreds\sof\s)?(?:dozens|hundreds|thousands|millions|billions))\b"
    rf"|(?P<group>{'|'.join(_GROUPS)})\b"
    r"|(?P<times>(?:doubl|tripl|quadrupl)(?:e|es|ed|ing)|twice|twofold|thrice)\b)"
    rf"|(?<![{HAN}])(?P<han>[{HAN}]{{1,30}})(?=[天日周年月个名人]|小时)"
)
_TIMES = {"do": 2, "tw": 2, "tr": 3, "th": 3, "qu": 4}
_VAGUE = {
    "dozens": (24, 200),
    "hundreds": (100, 2000),
    "thousands": (1000, 10**5),
    "millions": (10**6, 10**9),
    "billions": (10**9, 10**12),
}
# Of these words each form in words holds one: most sentences without a digit have none, and need no search.
_TIME_WORDS = _TIME.split("|")
_DOING = ("e", "es", "ed", "ing")
_COUNTING = frozenset(
    {*_TIME_WORDS, *(f"{time}{s}long" for time in _TIME_WORDS for s in ("", "s")), "long", "half"}
    | {f"{stem}{ending}" for stem in ("halv", "doubl", "tripl", "quadrupl") for ending in _DOING}
    | {*_PARTS.split("|"), *TENS, *ORDINALS, *NUMBER_WORDS, *_VAGUE, *(word[:-1] for word in _VAGUE)}
    | {"lakh", "crore", "trillion", "twice", "twofold", "thrice", *_GROUPS}
)
_FIGURES = re.compile(rf"[\d{''.join(_GLYPHS)}{HAN}]")
_LETTERS = re.compile(r"[a-z]+")
_RATIO = lazy(r"/(\d{1,30})(?![\d/])")
_PART = lazy(rf"[\s-](halve|{_PARTS})s\b")
_CUE = lazy(
    r"\b(?:for|within|in|over|after|by|lasting|lasts?|than|least|most|about|around|nearly|almost|roughly|of|another|only|just)\s$"
)
_PART_AFTER = lazy(
    r"\s(?:of|in|by|from|less|more|lower|higher|until|over|on|to|and|or|if|within|at)\b|\s?[.,;:!?)\"”]|\s*$"
)
_HALF_AFTER = lazy(r"\s(?:of|the|its|their|his|her|all|that|what|as)\b")
_HALF_OF_WHAT = lazy(r"\b(?:first|second|other|latter|next|last|each|either|this)\s$")
_SUFFIX = lazy(r"(?:st|nd|rd|th)\b")
_LATER = lazy(r"-long\b|\slater\b")


def may_count(small: str) -> bool:
    """Whether a text in small letters can hold an amount at all."""
    return bool(_FIGURES.search(small)) or not _COUNTING.isdisjoint(_LETTERS.findall(small))


def read_amount(match: re.Match[str], small: str) -> Quantity:
    """The quantity that a match of FORMS in `small` makes; its surface is left empty."""
    return _READERS.get(match.lastgroup or "", _amount)(match, small)


def _amount(match: re.Match[str], small: str) -> Quantity:
    """A number in figures, words or Chinese numerals, with its scale and unit."""
    start, end, numeral = match.start(), match.end(), match[0]
    other: Fraction | None = None
    if match.lastgroup == "figure":
        value, *rest = read_figure(numeral)
        other = rest[0] if rest else None
        if suffix := _SUFFIX.match(small, end):
            return ordinal(value, small, start, suffix.end())
        if ratio := _RATIO.match(small, end):
            return _ratio(value, int(ratio[1]), small, start, ratio.end())
        if small[end : end + 1] in _GLYPHS:
            value, end = value + _GLYPHS[small[end]], end + 1
    elif match.lastgroup == "words":
        value = read_words(numeral)
        if part := _PART.match(small, end):
            return share_of(value / DENOMINATORS[part[1]], small, start, part.end())
    else:
        value = _GLYPHS.get(numeral) or (Fraction(1, 2) if numeral.startswith("half") else read_han(numeral))
    if match.lastgroup == "glyph" and _HALF_AFTER.match(small, end):
        return share_of(value, small, start, end)
    return measured(value, other, small, start, end)


def _ratio(value: Fraction, parts: int, small: str, start: int, end: int) -> Quantity:
    """1/5 is a share; 24/7 and 9/11 are names."""
    if 0 < value < parts <= 10:
        return share_of(value / parts, small, start, end)
    return Quantity(value, "label", None, "", start, end, idle=True)


def _ordinal(match: re.Match[str], small: str) -> Quantity:
    value = sum(ORDINALS.get(word) or int(read_words(word)) for word in match[0].split("-"))
    return ordinal(Fraction(value), small, match.start(), match.end())


def _half(match: re.Match[str], small: str) -> Quantity:
    """Half of something; idle in "the first half" and wherever it may be an adjective ("half-hearted")."""
    start, end = match.span()
    before = small[max(0, start - 12) : start]
    share = match[0].startswith("halv") or _HALF_AFTER.match(small, end) or _CUE.search(before)
    return share_of(Fraction(1, 2), small, start, end, idle=not share or bool(_HALF_OF_WHAT.search(before)))


def _part(match: re.Match[str], small: str) -> Quantity:
    """A third: a share where no noun follows ("a third of"), else an ordinal ("a third round")."""
    value = Fraction(1, DENOMINATORS[re.split(r"[\s-]", match[0])[1]])
    if match[0].startswith("one") or _PART_AFTER.match(small, match.end()):
        return share_of(value, small, *match.span())
    if match[0].endswith("quarter"):
        return share_of(value, small, *match.span(), idle=True)
    return ordinal(1 / value, small, *match.span())


def _span(match: re.Match[str], small: str) -> Quantity:
    """A month: a duration after "for" or "within" and before "later"; idle in "twice a month" and "a year ago"."""
    start, end = match.span()
    article = re.match(r"an?", match[0])
    amount = measured(Fraction(1), None, small, start, start + (article.end() if article else 0))
    before = _CUE.search(small, max(0, start - 12), start)
    demanded = _LATER.match(small, end) or (before and not small.startswith(" ago", end))
    return amount._replace(idle=not demanded)


def _long(match: re.Match[str], small: str) -> Quantity:
    base, size = MEASURES[re.sub(r"s?-?long$", "", match[0])]
    return Quantity(size, "duration", base, "", *match.span(), size=size)


def _vague(match: re.Match[str], small: str) -> Quantity:
    first, *rest = match[0].split(" of ")
    low, high = _VAGUE[rest[0] if rest else first]
    factor = {"tens": 10, "hundreds": 100}[first] if rest else 1
    head, nouns = counted(small, match.end())
    return Quantity(
        Fraction(low * factor), "count", None, "", *match.span(), high=Fraction(high * factor), head=head, nouns=nouns
    )


def _times(match: re.Match[str], small: str) -> Quantity:
    return Quantity(
        Fraction(_TIMES[match[0][:2]]), "count", None, "", *match.span(), idle=match[0] in ("twice", "double")
    )


def _group(match: re.Match[str], small: str) -> Quantity:
    """A trio: carries three of anything, and demands none."""
    return Quantity(Fraction(_GROUPS[match[0]]), "count", None, "", *match.span(), idle=True)


_READERS: dict[str, Callable[[re.Match[str], str], Quantity]] = {
    "ordinal": _ordinal, "half": _half, "part": _part, "span": _span, "long": _long, "vague": _vague, "times": _times,
    "group": _group,
}  # fmt: skip
