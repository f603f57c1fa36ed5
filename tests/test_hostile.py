"""Texts made to be slow or to overflow pass through the checks: 20,000 characters of what repeats must just end.

No clock is read: with a pattern that tries every way to part a run, these tests would not end within hours.
"""

from datetime import date

import pytest

from summarizer.ground.attribution import voices
from summarizer.ground.check import check
from summarizer.ground.dates import unsupported_date
from summarizer.ground.names import unknown_name
from summarizer.ground.numbers import quantities, unsupported_quantity
from summarizer.ground.parties import same_party
from summarizer.schemas.article import Article
from tests.test_check import drafted

LENGTH = 20_000
HOSTILE = [
    "A",
    "A.",
    "A ",
    "Aa.",
    "The of and for ",
    "The Union of ",
    "President ",
    "President A of ",
    "a'",
    "1,22",
    "1 222 ",
    "9",
    "9.",
    "1/",
    "million ",
    "two hundred ",
    "one million ",
    "三",
    "March ",
    "4 March ",
    "from 4 to ",
    "not more than ",
    "said ",
    "according to A ",
    "\u00e9",
    "-",
    "'\"",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_text_passes_through_the_check(piece: str) -> None:
    noise = (piece * LENGTH)[:LENGTH]
    quote = "Ardania said that it will free 98 hostages."
    article = Article.of(f"{quote}\n\n{noise}\n\nPresident {noise}")
    item = {"text": "Ardania will free 98 hostages.", "quotes": [quote], "parties": ["Ardania", "Selm Union"]}
    item |= {"speaker": "the union", "speaker_party": "Ardania", "confirmation": "all_parties"}
    verdict = check(drafted({"kind": "agreed_term", "item": item}), article)
    assert verdict.draft.text == item["text"]
    assert unknown_name(noise, [noise], article.text) is None
    assert unsupported_quantity(noise[:2000], [article.text]) is None
    assert unsupported_date(noise[:2000], [article.text], article.published) is None


@pytest.mark.parametrize("piece", ["A", "The of and for ", "a.", "said "])
def test_a_hostile_sentence_has_its_voices_read(piece: str) -> None:
    assert "Boreth" in voices((piece * LENGTH)[:LENGTH] + ". Boreth said so.")
    assert not same_party("the union", "Selm Union of Ardania", "Union " * 3000)


def test_a_run_of_thousands_of_digits_is_no_quantity() -> None:
    for digits in ("9" * 5000, "9." + "9" * 5000, "1/" + "9" * 5000, "三" * 5000 + "天", "٣" * 5000):
        assert max((quantity.value for quantity in quantities(f"Aid of {digits} crowns.")), default=0) < 10**30


@pytest.mark.parametrize("published", [date.min, date.max])
def test_an_article_from_the_first_or_last_day_of_the_calendar(published: date) -> None:
    support = ["It opens tomorrow, next year, on Monday, on 4 March, last month; it closed yesterday."]
    assert unsupported_date("It opens on 5 May 2031.", support, published) == "5 May 2031"
