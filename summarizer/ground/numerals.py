"""Numerals: how news English writes a number, and what that is worth; figures of all scripts.

All reading is exact (Fraction); a numeral that can be read in two ways ("1.000") gives both readings.
"""

import re
import unicodedata
from fractions import Fraction

_PLAIN = {
    "\u2007": "\u00a0", "\u2009": "\u00a0", "\u202f": "\u00a0",
    "‘": "'", "’": "'", "‐": "-", "‑": "-", "–": "-", "−": "-",
    "٫": ".", "٬": ",", "٪": "%", "％": "%", "．": ".", "，": ",", "＄": "$",
    # A pattern that ignores case takes these for s and i, and `str.lower` leaves them, so that no table has the word.
    "ſ": "s", "ı": "i", "İ": "I",
}  # fmt: skip


class _Fold(dict[int, str]):
    """One character for one character, so that offsets stay; learnt as characters come."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        digit = unicodedata.decimal(character, None)
        self[code] = folded = _PLAIN.get(character, character) if digit is None else str(digit)
        return folded


_FOLD = _Fold()


def plain_digits(text: str) -> str:
    """The text with digits of all scripts as 0 to 9 and plain separators, quotes, hyphens, s and i; same length."""
    return text if text.isascii() else text.translate(_FOLD)


def lower(text: str) -> str:
    """The text in small letters; same length, unlike `str.lower` ("İ")."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


_NAMES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen"""
_ONES = _NAMES.split()
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_CARDINALS = {word: n for n, word in enumerate(_ONES)} | {word: 20 + 10 * n for n, word in enumerate(TENS)}
NUMBER_WORDS = tuple(_CARDINALS)
_CARDINALS |= {"a": 1, "an": 1}
_ORDINAL_NAMES = """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"""
ORDINALS = {word: n for n, word in enumerate(_ORDINAL_NAMES.split(), 1)}
ORDINALS |= {word[:-1] + "ieth": 20 + 10 * n for n, word in enumerate(TENS)}
DENOMINATORS = {"half": 2, "halve": 2, "quarter": 4, **{w: n for w, n in ORDINALS.items() if 3 <= n <= 10}}
SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 10**3, "k": 10**3, "lakh": 10**5, "m": 10**6, "mn": 10**6, "mln": 10**6,
    "million": 10**6, "crore": 10**7, "b": 10**9, "bn": 10**9, "billion": 10**9, "tn": 10**12, "trn": 10**12,
    "trillion": 10**12, "mio": 10**6, "millionen": 10**6, "millones": 10**6, "milioni": 10**6, "milhões": 10**6,
    "mrd": 10**9, "milliarden": 10**9, "milliard": 10**9, "miliardi": 10**9, "мільйонів": 10**6, "мільярдів": 10**9,
    "миллионов": 10**6, "миллиардов": 10**9, "tausend": 1000, "mil": 1000, "万": 10**4, "億": 10**8, "亿": 10**8,
}  # fmt: skip

_ONE_TO_NINE, _TEENS = "|".join(_ONES[1:10]), "|".join(_ONES[10:])
_SMALL = rf"(?:(?:{'|'.join(TENS)})(?:[\s-](?:{_ONE_TO_NINE}))?|(?:{_TEENS})|(?:{_ONE_TO_NINE})|zero)\b"
_BIG = r"(?:dozen|lakh|crore|thousand|million|billion|trillion)\b"
# "two hundred and six", "thirty-one", "a" before a scale
_GROUP = rf"(?:(?:{_SMALL}|an?)[\s-]hundred\b(?:(?:\sand)?[\s-]{_SMALL})?|{_SMALL}|an?(?=[\s-]{_BIG}))"
WORDS = rf"{_GROUP}(?:[\s-]{_BIG}(?:\s{_GROUP}[\s-]{_BIG}){{0,4}}(?:\s(?:and\s)?(?!an?\b){_GROUP})?)?"
# A run of more than 30 digits is no quantity (a key, a serial number), nor can Python read one of 4,300.
FIGURE = (
    r"\d{1,3}(?:[,'.\xa0]\d{2,3}){0,9}[,'.\xa0]\d{3}(?!\d)(?:[.,]\d{1,30}(?!\d))?"
    r"|\d{1,3}(?: \d{3}){1,9}(?![\d,.]\d|\d)|\d{1,30}(?!\d)(?:[.,]\d{1,30}(?!\d))?"
)
HAN = "〇零一二两三四五六七八九十百千万萬億亿"


def read_words(numeral: str) -> Fraction:
    """The value of a number in words, such as "two hundred and fifty thousand"."""
    total = group = 0
    for word in re.split(r"[\s,-]+", numeral):
        scale = SCALES.get(word, 0)
        if scale > 100:
            total, group = total + max(group, 1) * scale, 0
        elif scale:
            group = max(group, 1) * scale
        else:
            group += _CARDINALS.get(word, 0)
    return Fraction(total + group)


def read_figure(numeral: str) -> tuple[Fraction, ...]:
    """All readings of a figure, the likeliest first: "2,500" is one number, "2.500" may be two."""
    joined = re.sub(r"[\s']", "", numeral)
    if re.fullmatch(r"\d+", joined):
        return (Fraction(joined),)
    marks = re.findall(r"[.,]", joined)
    whole, tail = joined[: joined.rfind(marks[-1])], joined[joined.rfind(marks[-1]) + 1 :]
    decimal = Fraction(re.sub(r"[.,]", "", whole) + "." + tail)
    if len(tail) != 3 or len(set(marks)) > 1 or whole.startswith("0"):
        return (decimal,)
    grouped = Fraction(re.sub(r"[.,]", "", joined))
    return (grouped, decimal) if marks == ["."] else (grouped,)


def read_han(numeral: str) -> Fraction:
    """The value of a Chinese or Japanese numeral, such as 三十五."""
    tens, myriads = {"十": 10, "百": 100, "千": 1000}, {"万": 10**4, "萬": 10**4, "億": 10**8, "亿": 10**8}
    total = group = digit = 0
    for character in numeral:
        if character in myriads:
            total, group, digit = total + max(group + digit, 1) * myriads[character], 0, 0
        elif character in tens:
            group, digit = group + max(digit, 1) * tens[character], 0
        else:
            digit = digit * 10 + max("〇一二三四五六七八九".find(character), 2 if character in "两兩" else 0)
    return Fraction(total + group + digit)
