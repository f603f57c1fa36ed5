import json
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.ground.amount import FORMS, may_count
from summarizer.ground.numbers import quantities, unsupported_quantity
from summarizer.ground.numerals import NUMBER_WORDS, ORDINALS, SCALES, lower, plain_digits, read_figure, read_words

CASES: list[dict[str, Any]] = json.loads(Path(__file__).with_name("cases").joinpath("numbers.json").read_text("utf-8"))


ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen"""
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['claim']} / {case['support'][0]}")
def test_claim_against_support(case: dict[str, Any]) -> None:
    missing = unsupported_quantity(case["claim"], case["support"])
    assert (missing.surface if missing else None) == case["expect"]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("a levy of 7 %", "percent", 7),
        ("two and a half million tents", "count", 2_500_000),
        ("one hundred and twenty herds", "count", 120),
        ("US$1.2bn", "money", 1_200_000_000),
        ("a two-and-a-half-hour pause", "duration", 150),
        ("for a year and a half", "duration", 18),
        ("three quarters of them", "percent", 75),
        ("the twenty-first clause", "ordinal", 21),
        ("half a percentage point", "percentage_points", Fraction(1, 2)),
    ],
)
def test_what_a_quantity_is_read_as(text: str, kind: str, value: Fraction) -> None:
    (quantity,) = quantities(text)
    assert (quantity.kind, quantity.value) == (kind, value)
    assert quantity.surface == text[quantity.start : quantity.end]


@pytest.mark.parametrize(
    "text", ["on 4 March 2031", "2031-03-04", "04.03.2031", "at 10 am", "11:30", "noon", "in 2031"]
)
def test_dates_are_no_quantities(text: str) -> None:
    assert quantities(text) == []


@given(st.integers(0, 10**12))
def test_a_figure_is_read_alike_however_its_digits_are_grouped(number: int) -> None:
    grouped = f"{number:,}"
    for mark in (",", ".", "'", "\u202f", "\u00a0"):
        assert Fraction(number) in read_figure(plain_digits(grouped.replace(",", mark)))


@given(st.integers(1, 99), st.sampled_from([100, 1000, 10**6]))
def test_words_and_figures_agree(number: int, scale: int) -> None:
    ones, tens = ONES.split(), TENS.split()
    words = ones[number] if number < 20 else tens[number // 10 - 2] + (f"-{ones[number % 10]}" if number % 10 else "")
    name = {100: "hundred", 1000: "thousand", 10**6: "million"}[scale]
    assert read_words(f"{words} {name}") == number * scale


@given(st.text(alphabet="0123456789,.'-/$€%½三十 \u00a0thousand millionhalfaonetwoMarch:pm", max_size=60))
def test_any_text_supports_itself(text: str) -> None:
    for quantity in quantities(text):
        assert text[quantity.start : quantity.end] == quantity.surface
    assert unsupported_quantity(text, [text]) is None


@pytest.mark.parametrize(
    ("claim", "support"),
    [
        ("Section 5 holds.", "Article 5 says so. Section 5 says so. Section 6 says so."),
        ("It lasts 1,440.", "It lasts 60 days, or 1,440 hours."),
        ("It gets 50.4 percent.", "It gets 50 percent, and got half of it."),
    ],
)
def test_many_other_numbers_change_no_verdict(claim: str, support: str) -> None:
    many = ". ".join(f"It sent {count} trucks" for count in range(100, 125))
    assert unsupported_quantity(claim, [support]) is None
    assert unsupported_quantity(claim, [f"{support} {many}."]) is None


NUMERALS = (
    "½ 7 三十人 half halve halving a_half one-half half_a_million a_third one_fifth a_month an_hour weeks-long "
    "weeklong twenty-first second forty a_hundred_and_six a_dozen two_lakh three_crore dozens tens_of_thousands "
    "millions doubled tripling quadruples twice twofold thrice zero ninety-nine a_trillion"
)


@pytest.mark.parametrize("numeral", NUMERALS.split())
def test_no_numeral_is_passed_over(numeral: str) -> None:
    assert quantities(f"They want {numeral.replace('_', ' ')} of it.")


PIECES = (
    *(piece.replace("_", " ") for piece in NUMERALS.split()),
    *(*NUMBER_WORDS, *ORDINALS, *SCALES),
    *"a an of the pair couple duo trio quartet quintet minute fortnight year decade month-long ٣".split(),
)


@pytest.mark.parametrize("between", [" ", "-"])
def test_every_text_with_an_amount_is_searched(between: str) -> None:
    found = 0
    for pair in product(PIECES, repeat=2):
        small = lower(plain_digits(between.join(pair)))
        if FORMS.search(small):
            found += 1
            assert may_count(small), small
    assert found > len(PIECES) ** 2 / 2
