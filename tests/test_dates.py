import json
from datetime import date, timedelta
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.ground.date_mention import _PATTERNS, _possible
from summarizer.ground.dates import date_mentions, unsupported_date
from summarizer.ground.numerals import plain_digits

CASES: list[dict[str, Any]] = json.loads(Path(__file__).with_name("cases").joinpath("dates.json").read_text("utf-8"))
DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['claim']} / {case['support'][0]}")
def test_claim_against_support(case: dict[str, Any]) -> None:
    published = date.fromisoformat(case["published"]) if case["published"] else None
    assert unsupported_date(case["claim"], case["support"], published) == case["expect"]


@given(DAYS)
def test_a_day_is_the_same_day_in_every_notation(day: date) -> None:
    month = f"{day:%B}"
    notations = [
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        day.isoformat(),
        f"{day:%d.%m.%Y}",
        f"the {day.day}th of {month} {day.year}",
    ]
    for claim in notations:
        for support in notations:
            assert unsupported_date(f"It opens on {claim}.", [f"It opens on {support}."], None) is None


@given(DAYS, st.integers(-6, 6).filter(bool))
def test_another_day_is_never_supported(day: date, off: int) -> None:
    other = day + timedelta(days=off)
    claim = f"{day.day} {day:%B} {day.year}"
    assert unsupported_date(claim, [f"{other.day} {other:%B} {other.year}"], other) == claim


@given(DAYS, st.integers(-7, 7))
def test_a_weekday_within_a_week_of_publication_settles_the_date(day: date, off: int) -> None:
    published = day + timedelta(days=off)
    claim = f"It opens on {day.day} {day:%B} {day.year}."
    assert unsupported_date(claim, [f"It opens on {day:%A}."], published) is None
    assert unsupported_date(claim, [f"It opens on {day + timedelta(days=1):%A}."], published) is not None


@given(st.text(alphabet="0123456789-/.:, MarchMayFridaynoonpm", max_size=50))
def test_any_text_supports_itself(text: str) -> None:
    mentions = date_mentions(text)
    assert all(text[m.start : m.end] == m.surface for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    assert unsupported_date(text, [text], None) is None


@pytest.mark.parametrize(
    ("odd", "plain"),
    [
        ("ſix o'clock", "six o'clock"),
        ("fıve o'clock", "five o'clock"),
        ("half past ſix", "half past six"),
        ("mıdnight", "midnight"),
        ("laſt year", "last year"),
        ("thİs month", "thIs month"),
    ],
)
def test_letters_that_a_pattern_takes_for_s_and_i_are_read_as_these(odd: str, plain: str) -> None:
    around = "It ends {} and at one o'clock today."  # without an hour in plain letters, no hour is looked for
    found, expected = date_mentions(around.format(odd)), date_mentions(around.format(plain))
    assert len(found) == 3 and found[0].surface == odd
    assert [(m.start, m.end, m.minutes, m.word) for m in found] == [
        (m.start, m.end, m.minutes, m.word) for m in expected
    ]
    supports = [unsupported_date("It ended in 2030.", [around.format(w)], date(2031, 3, 1)) for w in (odd, plain)]
    assert supports[0] == supports[1]


EXPRESSIONS = (
    "2031-03-04", "04.03.2031", "3月4日", "4 March", "March 4-6, 2031", "March 2031", "Monday", "in May", "noon",
    "six o'clock", "5 p. m.", "5pm", "0600 hours", "18h30 GMT", "6.30 local time", "6:30", "ten:30", "half past four",
    "quarter to six", "midnight", "the 1990s", "in 2031", "the first quarter", "last summer", "tomorrow", "next month",
)  # fmt: skip


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_no_date_is_passed_over(expression: str) -> None:
    assert date_mentions(f"It ends {expression} there.")


PIECES = {
    *EXPRESSIONS,
    *(word for expression in EXPRESSIONS for word in expression.split()),
    *"twelve half quarter past to spring autumn winter this year tonight today Sept. sept abril März lunes May".split(),
    *"18:00 7.30 pm UTC ٣".split(),
}


@pytest.mark.parametrize("between", [" ", "-", ", "])
def test_every_text_with_a_date_is_searched_for_its_sort(between: str) -> None:
    found = 0
    for pair in product(PIECES, repeat=2):
        plain = plain_digits(between.join(pair))
        possible = _possible(plain)
        for pattern, read in _PATTERNS:
            if any(map(read, pattern.finditer(plain))):
                found += 1
                assert read in possible, plain
    assert found > len(PIECES)
