"""One quantity: its value, what it is an amount of, and how it is read from a numeral on."""

from fractions import Fraction
from typing import NamedTuple

from ..pattern import lazy
from .numerals import DENOMINATORS, SCALES
from .units import CURRENCY_AFTER, CURRENCY_BEFORE, MEASURES, TIME_BASES, counted, currency, singular


class Quantity(NamedTuple):
    """One amount, `text[start:end] == surface`.

    `kind` is count, percent, percentage_points, money, duration, measure, ordinal or label ("Resolution 1701").
    `value` is counted in `unit`: minutes or months for durations, a base unit for measures, a currency ("dollar us",
    "euro", "" where only cents are named) for money; else None. `size` is what one of the unit as written is worth.
    `other` is a second reading of the numeral, `high` the bound of a vague one ("thousands"), `share` marks a fraction
    read as a percentage. `head` is the noun counted, `nouns` all words of its phrase. `hedge` is about, over ("more
    than") or under ("at most"), `bound` the over or under that may be compared, `change` the "to" or "by" after a verb
    of change. An idle quantity demands no support.
    """

    value: Fraction
    kind: str
    unit: str | None
    surface: str
    start: int
    end: int
    other: Fraction | None = None
    high: Fraction | None = None
    size: Fraction = Fraction(1)
    scale: int = 1
    head: str | None = None
    nouns: frozenset[str] = frozenset()
    hedge: str = ""
    bound: str = ""
    change: str = ""
    share: bool = False
    idle: bool = False

    @property
    def bare(self) -> bool:
        """A number with nothing after it that says what it counts."""
        return self.kind == "count" and self.head is None


_SCALE = lazy(
    rf"[\s-]?({'|'.join(sorted((s for s in SCALES if len(s) > 1), key=len, reverse=True))})(?![^\W\d_])|([kmb万億亿])\b"
)
_LENGTH = lazy(r"m(?=[\s-](?:wide|long|deep|high|tall|from|away|apart|off|above|below))")
_AND_A = lazy(r"[\s-]and[\s-](?:a|one)[\s-](half|quarter|third)\b")
_PERCENT = lazy(
    r"\s?%(?P<p>[\s-]?points?\b)?|[\s-]?(?:percentage[\s-](?P<points>points?)|(?P<pp>pp)\b|(?P<basis>basis[\s-]points?))"
    r"|[\s-]?(?:percent|pct\b|per\s?cent|p\.c\.|prozent|por\sciento|pour\scent|per\scento|procent|процент|відсотк)\w*|pc\b"
)
_MEASURE = lazy(
    r"(?:[\s-](?:more|further|full|whole|additional|extra|consecutive|straight|calendar|working|business|square|metric))?"
    r"[\s-]?(°|个月|[^\W\d_]+)"
)
_NO_ORDER = {"party", "country", "world", "century", "hour", "person", "state", "nation", "class", "reading"}


def measured(value: Fraction, other: Fraction | None, small: str, start: int, end: int) -> Quantity:
    """The amount of a numeral `small[start:end]`, with the scale and the unit that follow it or stand before it.

    `small` is the text in small letters, `value` the likeliest reading of the numeral, `other` a second one.
    """
    if length := _LENGTH.match(small, end):
        return Quantity(value, "measure", "metre", "", start, length.end())
    scale = 1
    for _ in range(2):  # "two and a half million" as well as "two million and a half"
        if part := _AND_A.match(small, end):
            value, end = value + Fraction(scale, DENOMINATORS[part[1]]), part.end()
        if scale == 1 and (power := _SCALE.match(small, end)):
            scale, end = SCALES[power[1] or power[2]], power.end()
            value, other = value * scale, None if other is None else other * scale
    return _with_unit(Quantity(value, "count", None, "", start, end, other=other, scale=scale), small)


def _with_unit(amount: Quantity, small: str) -> Quantity:
    """The amount with the unit that stands before or after it; a plain count with its noun where there is none."""
    end = amount.end
    before = CURRENCY_BEFORE.search(small, max(0, amount.start - 6), amount.start)
    if before:
        after = CURRENCY_AFTER.match(small, end)  # "$40 million US dollars" is rare, but then one amount
        return amount._replace(kind="money", unit=currency(before), end=after.end() if after else end)
    if percent := _PERCENT.match(small, end):
        points = percent["p"] or percent["points"] or percent["pp"] or percent["basis"]
        hundredth = Fraction(1, 100) if percent["basis"] else Fraction(1)
        kind = "percentage_points" if points else "percent"
        return amount._replace(kind=kind, value=amount.value * hundredth, end=percent.end())
    if money := CURRENCY_AFTER.match(small, end):
        cents = Fraction(1, 100) if money["minor"] else Fraction(1)
        return amount._replace(kind="money", unit=currency(money), value=amount.value * cents, end=money.end())
    measure = _MEASURE.match(small, end)
    if measure and (unit := MEASURES.get(measure[1]) or MEASURES.get(singular(measure[1]))):
        base, size = unit
        end = measure.end()
        amount = amount._replace(kind="duration" if base in TIME_BASES else "measure", unit=base, size=size, end=end)
        half = _AND_A.match(small, end)
        value = amount.value + (Fraction(1, DENOMINATORS[half[1]]) if half else 0)
        other = None if amount.other is None else amount.other * size
        return amount._replace(value=value * size, other=other, end=half.end() if half else end)
    head, nouns = counted(small, end)
    return amount._replace(head=head, nouns=nouns)


def share_of(fraction: Fraction, small: str, start: int, end: int, idle: bool = False) -> Quantity:
    """A fraction of a whole, as a percentage."""
    return Quantity(fraction * 100, "percent", None, "", start, end, share=True, idle=idle)


def ordinal(value: Fraction, small: str, start: int, end: int) -> Quantity:
    """A place in a row ("third round"); idle where it hardly counts ("first", "third party")."""
    head, nouns = counted(small, end)
    return Quantity(
        value,
        "ordinal",
        None,
        "",
        start,
        end,
        head=head,
        nouns=nouns,
        idle=value <= 2 or not nouns.isdisjoint(_NO_ORDER),
    )
