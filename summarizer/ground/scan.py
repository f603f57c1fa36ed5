"""The quantities of a text: where the amounts stand, and what the words around them make of them."""

import re
from functools import lru_cache
from itertools import pairwise

from ..pattern import lazy
from .amount import FORMS, may_count, read_amount
from .date_mention import date_mentions
from .numerals import lower, plain_digits
from .quantity import Quantity
from .units import CURRENCY_BEFORE

_SIDES = """side party leader country state government man woman president minister neighbour neighbor delegation team
negotiator foe rival capital camp group company union ministry army commander ally enemy people official diplomat envoy
mayor airline general federation head men women male female"""
_PAIRS = frozenset(_SIDES.split())  # "the two ministers" count nothing that a quote must say
_BOTH = lazy(r"the two (?!\w+(?:s|ed|ing)\b)\w+ (?!\w{4,}s\b)")  # "the two describe it otherwise"
_LABELS = (
    "resolution", "article", "phase", "stage", "round", "chapter", "section", "paragraph", "group of", "channel",
    "number", "no.", "nos.", "annex", "protocol", "brigade", "flight", "highway", "route", "gate", "terminal", "room",
    "clause", "category", "tier", "berth", "page", "schedule", "#",
)  # fmt: skip
_LABEL = lazy(rf"\b({'|'.join(map(re.escape, _LABELS))})\s?$")
_LABEL_OF_BARE = lazy(r"\b(?:year|month|week|day|line|item|point|step|option|zone|area|level|rule|track|pillar)\s$")
_AGE = lazy(r"\b(?:under|over)-$")  # "the under-23s"
_GLUED = lazy(r"[^\W\d_]-$")
_MID_SENTENCE = lazy(r"[\w,;]\s$")
_CAPITAL = lazy(r"\s[A-Z]")
_NAME = lazy(r"[\w,;]\s[A-Z][A-Za-z]+\s$")
_HEDGE = lazy(
    r"\b(?:(?P<about>about|around|roughly|approximately|some|almost|nearly|close to)"
    r"|(?P<under>(?:no|not) (?:more|greater|higher) than|not (?:over|above|exceeding)|less than|fewer than|lower than|"
    r"at most|a maximum of|under|below|up to)"
    r"|(?P<over>(?:no|not) (?:less|fewer|lower) than|not (?:under|below)|more than|at least|a minimum of|upwards of|"
    r"in excess of|exceeding|over|above))"
    r"\s(?:[a-z]{0,2}[$€£¥]\s?)?$"
)
# Where a sentence denies or supposes, opposite bounds may say one thing: "will not take less", "void if fewer".
_TURNS = lazy(
    r"\b(?:not|no|nor|neither|never|nothing|anything|without|unless|if|until|void|except|otherwise|rather than|"
    r"short of|fail\w*|refus\w*|reject\w*|den(?:y|ies|ied)|rul\w+ out|bann?\w*|forbid\w*|bar(?:s|red)?|oppos\w*|"
    r"exempt\w*|exclud\w*|object\w*|block\w*|stop\w*|avoid\w*|prevent\w*)\b|n't\b"
)
_SENTENCE_END = lazy(r"[.!?;](?=\s|$)")
_CHANGE = lazy(
    r"\b(?:rais(?:e[sd]?|ing)|ris(?:e[sn]?|ing)|rose|increas(?:e[sd]?|ing)|cut(?:s|ting)?|reduc(?:e[sd]?|ing)|lower(?:s|ed|ing)?|"
    r"f[ae]ll(?:s|en|ing)?|drop(?:s|ped|ping)?|declin(?:e[sd]?|ing)|gr[eo]w(?:s|n|ing)?|lift(?:s|ed|ing)?|climb(?:s|ed|ing)?|"
    r"expand(?:s|ed|ing)?|shr[aiu]nk(?:s|ing)?|slash(?:e[sd]|ing)?|trim(?:s|med|ming)?|shorten(?:s|ed|ing)?|boost(?:s|ed|ing)?|"
    r"extend(?:s|ed|ing)?|widen(?:s|ed|ing)?|jump(?:s|ed|ing)?|(?:go(?:es|ing|ne)?|went) (?:up|down))\b"
    r"(?:[^.,;:!?]|[.,]\d){0,60}?\s(to|by)\s(?:[a-z]{0,2}[$€£¥]\s?)?$"
)
_TO_OR_BY = lazy(r"\s(?:to|by)\s(?:[a-z]{0,2}[$€£¥]\s?)?$")  # as `_CHANGE` ends
_BY_AND_TO = lazy(r"\bby\s\S+(?:\sper\s?cent)?\sto\s(?:[a-z]{0,2}[$€£¥]\s?)?$")  # "by 5 to 7 percent": either
_OF_THEM = lazy(r"\sof\s(?:them|these|those|whom|which)\b")
_LINK = lazy(
    r"\s?(?:(?:-|,|to|and|or|not|but not|rather than|instead of|(?:up |down )?from|against|versus|"
    r"compared with|bis|à|y|et)\s?){1,2}"
)
_TO = lazy(r"\s?(?:-|to|or)\s?")


def may_label(text: str) -> bool:
    """Whether a text can hold a figure that names a thing, as `Article 11` does."""
    small = text.lower()
    return any(label in small for label in _LABELS) and any(map(str.isdigit, text))


@lru_cache(maxsize=1024)
def scan(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text, in order, with their surfaces."""
    plain = plain_digits(text)
    for mention in date_mentions(text):
        plain = plain[: mention.start] + "\x00" * (mention.end - mention.start) + plain[mention.end :]
    small = lower(plain)
    if not may_count(small):
        return ()
    found: list[Quantity] = []
    place = 0
    while match := FORMS.search(small, place):
        amount = read_amount(match, small)
        place = max(match.end(), amount.end)
        start = amount.start
        if amount.kind == "money" and (before := CURRENCY_BEFORE.search(small, max(0, start - 6), start)):
            start = before.start()
        amount = _placed(amount, small, plain)
        found.append(amount._replace(surface=text[start : amount.end], start=start))
    return tuple(_inherited(_linked(found, small), small))


def _placed(amount: Quantity, small: str, plain: str) -> Quantity:
    """The amount with what the words before it say: a hedge, a name it belongs to, or that it counts nothing."""
    start = amount.start
    hedge = _HEDGE.search(small, max(0, start - 26), start)
    if hedge:
        amount = amount._replace(hedge=hedge.lastgroup or "", bound=_bound(amount, hedge, small))
    if change := _change(small, hedge.start() if hedge else start):
        amount = amount._replace(change=change)
    mid_sentence = _MID_SENTENCE.search(plain, max(0, start - 2), start)
    if amount.kind == "ordinal" and (mid_sentence or plain[start].isdigit()):  # "5th Avenue", "the Third Army"
        named = _CAPITAL.match(plain, amount.end) and (plain[start].isupper() or plain[start].isdigit())
        return amount._replace(idle=amount.idle or bool(named))
    if amount.kind != "count" or amount.high is not None:
        return amount
    if _is_label(amount, small):
        label = _LABEL.search(small, max(0, start - 14), start)
        return amount._replace(kind="label", idle=True, head=label[1] if label else None)
    name = (amount.bare and _NAME.search(plain, max(0, start - 24), start)) or (plain[start].isupper() and mid_sentence)
    word = not small[start].isdigit()
    nothing = (amount.value == 1 and amount.scale == 1) or (word and amount.value == 0)
    both = amount.head is None or amount.head in _PAIRS or bool(_BOTH.match(small, max(0, start - 4)))
    pair = amount.value == 2 and (amount.head in _PAIRS or (word and both))
    return amount._replace(idle=amount.idle or bool(name or nothing or pair))


def _bound(amount: Quantity, hedge: re.Match[str], small: str) -> str:
    """The hedge as a bound that an opposite one contradicts; nothing where it may not be ("over 30 days": within)."""
    if hedge.lastgroup == "about" or (amount.kind == "duration" and hedge[0].startswith("over")):
        return ""
    before = _SENTENCE_END.split(small[max(0, hedge.start() - 160) : hedge.start()])[-1]
    after = _SENTENCE_END.split(small[amount.end : amount.end + 160])[0]
    return "" if _TURNS.search(before) or _TURNS.search(after) else hedge.lastgroup or ""


def _change(small: str, place: int) -> str:
    """The "to" or "by" right before a place, after a verb of change: "rises to", "was cut by"."""
    if not _TO_OR_BY.search(small, max(0, place - 8), place):
        return ""
    found = _CHANGE.search(small, max(0, place - 90), place)
    return found[1] if found and not _BY_AND_TO.search(small, max(0, place - 40), place) else ""


def _is_label(amount: Quantity, small: str) -> bool:
    """Whether the number only names a thing: "F-16", "5G", "Resolution 1701", "year two"."""
    start, end = amount.start, amount.end
    before = small[max(0, start - 14) : start]
    if _AGE.search(before):
        return False
    if small[end : end + 1].isalpha() and small[end - 1].isdigit():
        return True
    named = amount.bare or small.startswith(" of ", end)  # "point 6 of the agreement"
    return bool(_GLUED.search(before) or _LABEL.search(before) or (named and _LABEL_OF_BARE.search(before)))


def _linked(found: list[Quantity], small: str) -> list[Quantity]:
    """Units passed along in "between 5 and 7 percent", "two or three weeks", "from 9 percent to 7", "$2-3 billion"."""
    gaps = [small[a.end : b.start] for a, b in pairwise(found)]
    for n in range(len(found) - 2, -1, -1):
        a, b = found[n], found[n + 1]
        if a.kind != "label" and _LINK.fullmatch(gaps[n]):
            if (
                _TO.fullmatch(gaps[n])
                and b.scale > 1
                and a.scale == 1
                and a.value < 1000
                and a.kind in ("count", "money")
            ):
                a = a._replace(value=a.value * b.scale, other=a.value)
            if a.bare and b.kind not in ("ordinal", "label") and not b.bare:
                a = _like(a, b)
            found[n] = a
    for n in range(1, len(found)):
        a, b = found[n - 1], found[n]
        if b.bare and a.kind not in ("ordinal", "label", "count") and _LINK.fullmatch(gaps[n - 1]):
            found[n] = _like(b, a)
    return found


def _inherited(found: list[Quantity], small: str) -> list[Quantity]:
    """The noun passed along in "98 hostages, 33 of them in the first phase"."""
    last: Quantity | None = None
    for n, amount in enumerate(found):
        if amount.kind == "count" and _OF_THEM.match(small, amount.end):
            found[n] = amount._replace(head=last.head if last else None, nouns=last.nouns if last else frozenset())
        elif amount.kind == "count" and amount.head:
            last = amount
    return found


def _like(amount: Quantity, other: Quantity) -> Quantity:
    """The amount with the unit of another."""
    value = None if amount.other is None else amount.other * other.size
    return amount._replace(
        kind=other.kind, unit=other.unit, value=amount.value * other.size, other=value, size=other.size,
        head=other.head, nouns=other.nouns, idle=amount.idle and other.kind == "count",
    )  # fmt: skip
