"""Quantities of a claim, held against its support: counts, percentages, money, durations, ordinals.

`quantities` reads them, `unsupported_quantity` finds the first that no text of the support carries. Dates are no
quantities (see `dates`); words that count nothing ("one", "the two sides", "first") are read but never demanded.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from .dates import date_mentions
from .quantity import Quantity
from .scan import scan

__all__ = ["Quantity", "is_opposed", "quantities", "same_kind", "same_value", "unsupported_quantity"]

_GENERIC = {"people", "person", "man", "men", "woman", "women", "child", "children", "individual", "member"}
_FEW = 20  # so few are compared sooner than told apart
_MEASURED = {"money", "duration", "measure"}


def quantities(text: str) -> list[Quantity]:
    """The quantities of a text, in order; idle ones among them."""
    return list(scan(text))


def unsupported_quantity(claim: str, support: Sequence[str]) -> Quantity | None:
    """The first quantity of the claim that no text of its support carries; None where all are carried."""
    if claim in support:
        return None
    ours = scan(claim)
    claimed = _distinct(amount for amount in ours if not amount.idle)
    labels = [amount for amount in ours if amount.kind == "label" and amount.head]
    if not claimed and not labels:
        return None
    found = _distinct(amount for text in support for amount in scan(text))
    if other := next((label for label in labels if _is_relabelled(label, found)), None):
        return other
    return next((a for a in claimed if not _is_carried(a, found) and not _is_year(a, support)), None)


def _distinct(amounts: Iterable[Quantity]) -> list[Quantity]:
    """One of each: a text that repeats its numbers a thousand times must not cost a million comparisons."""
    amounts = list(amounts)
    if len(amounts) <= _FEW:
        return amounts
    distinct: dict[tuple[object, ...], Quantity] = {}
    for a in amounts:
        distinct.setdefault(a._replace(surface="", start=0, end=0), a)
    return list(distinct.values())


def _is_carried(claim: Quantity, found: Sequence[Quantity]) -> bool:
    carriers = [o for o in found if same_kind(claim, o) and same_value(claim, o) and not is_opposed(claim, o)]
    return not _is_swapped(claim, carriers, found) if carriers else _is_understood(claim, found)


def _is_understood(claim: Quantity, found: Sequence[Quantity]) -> bool:
    """Whether the support leaves out what its other numbers have, or the claim does.

    "41 percent ... the union is after 48"; "five million ... had gone up to three"; "5.6 per cent, off 6.5".
    """
    if claim.bare and _scale(claim) == 1:
        return any(other.kind == "percent" and other.value == claim.value for other in found)
    alike = {other.value for other in found if _has_unit_of(claim, other)}
    if not alike or claim.value in alike:
        return False
    worth = claim.value / _scale(claim)
    return any(other.bare and other.value == worth and not is_opposed(claim, other) for other in found)


def _has_unit_of(claim: Quantity, other: Quantity) -> bool:
    """Whether another number has the percent, or the millions and the currency, of the claim."""
    if claim.kind == "percent":
        return other.kind == "percent"
    return 1 < _scale(claim) == _scale(other) and (claim.bare or same_kind(claim, other))


def _scale(amount: Quantity) -> int:
    """A million or more that the amount is told in, as figures or in words; 1 for smaller ones."""
    return next((scale for scale in (10**12, 10**9, 10**6) if amount.value >= scale and not amount.value % 10**5), 1)


def same_kind(claim: Quantity, found: Quantity) -> bool:
    """Whether the two can be amounts of one thing; a bare number fits any but a percentage."""
    kinds = {claim.kind, found.kind}
    if claim.high is not None:
        return True
    if kinds == {"money"}:
        a, b = claim.unit or "", found.unit or ""
        return a.startswith(b) or b.startswith(a)
    if len(kinds) == 1:
        return claim.unit == found.unit
    if kinds == {"percentage_points", "count"}:
        return "point" in claim.nouns | found.nouns
    if kinds <= {"ordinal", "label"}:
        return True
    if kinds == {"ordinal", "count"}:
        return bool(claim.nouns & found.nouns)
    return (claim.bare and found.kind in _MEASURED) or (found.bare and claim.kind in _MEASURED)


def is_opposed(claim: Quantity, found: Quantity) -> bool:
    """Whether one is a floor and the other a ceiling, or one where a change ends and the other by how much it goes."""
    pairs = ((claim.bound, found.bound), (claim.change, found.change))
    return any(ours and theirs and ours != theirs for ours, theirs in pairs)


def same_value(claim: Quantity, found: Quantity) -> bool:
    """Whether the found amount, of the same kind, carries the claimed one: equal, or as far as a hedge leaves room."""
    if claim.high is not None:
        vague = found.high is not None and found.value == claim.value
        return vague or (found.high is None and claim.value <= found.value < claim.high)
    if found.high is not None:
        return False
    written = claim.bare != found.bare  # "sixty", where the other has "60 days"
    values, others = _readings(claim, written), _readings(found, written)
    if any(value in others for value in values):
        return True
    if claim.share or found.share:  # "a third" is 33 percent
        return abs(values[0] - others[0]) < 1
    return bool(claim.hedge) and _is_rounded(claim, found)


def _readings(amount: Quantity, written: bool) -> tuple[Fraction, ...]:
    """What the numeral may be worth; `written` without its unit."""
    if amount.other is not None:
        return amount.value, amount.other
    return (amount.value / amount.size if written and amount.size != 1 else amount.value,)


def _is_rounded(claim: Quantity, found: Quantity) -> bool:
    """Whether "about 2,000" stands for 1,987, "more than 90" for 98, "fewer than 100" for 98."""
    said, exact = claim.value / claim.size, found.value / claim.size
    unit = Fraction(1, 10) if said.denominator > 1 else Fraction(1)
    while said and said % (unit * 10) == 0:
        unit *= 10
    if claim.hedge == "about":
        return abs(said - exact) * 20 <= said and abs(said - exact) * 2 <= unit
    if exact % unit == 0:
        return False
    return said < exact <= said * Fraction(5, 4) if claim.hedge == "over" else said * Fraction(4, 5) <= exact < said


# "Eighty-eight of ours": what is counted is said elsewhere.
_POINTING = {"our", "ours", "their", "theirs", "them", "us", "his", "her", "hers", "mine", "yours", "it", "those"}


def _is_swapped(claim: Quantity, carriers: Iterable[Quantity], found: Iterable[Quantity]) -> bool:
    """Whether the number counts another noun there and the claim's noun has another number: 98 and 33 exchanged."""
    if claim.kind != "count" or claim.head is None or claim.head in _GENERIC:
        return False
    for carrier in carriers:
        same = claim.head in carrier.nouns or carrier.head in claim.nouns
        if carrier.kind != "count" or carrier.head is None or carrier.head in _GENERIC | _POINTING or same:
            return False
    return any(f.kind == "count" and f.head == claim.head and not f.idle and not same_value(claim, f) for f in found)


def _is_relabelled(label: Quantity, found: Iterable[Quantity]) -> bool:
    """Whether the support has the label's word with other numbers only: "Article 11" for "Article 1"."""
    values = {f.value for f in found if f.kind == "label" and f.head == label.head}
    return bool(values) and label.value not in values | {f.value for f in found if f.kind in {"ordinal", "count"}}


def _is_year(claim: Quantity, support: Sequence[str]) -> bool:
    """Whether the support has the count without separator, so that it looked like a year: "2000 tractors"."""
    years = {mention.year for text in support for mention in date_mentions(text) if mention.surface.isdigit()}
    return claim.kind in ("count", "measure") and claim.value in years
