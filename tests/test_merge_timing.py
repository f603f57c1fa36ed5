"""When articles came, and the order that follows from it."""

from datetime import date
from itertools import permutations

import pytest

from summarizer.merge.timing import canonical, dated, reports
from summarizer.schemas.article import Article
from summarizer.schemas.vocabulary import Dated
from tests.brief_inputs import demand, origin, summary, term

ADDRESSES = [
    ("https://courier.example/2031/03/12/velmar-ostrava", date(2031, 3, 12)),
    ("https://courier.example/2031/3/2/velmar", date(2031, 3, 2)),
    ("https://courier.example/world/2031/mar/12/velmar", date(2031, 3, 12)),
    ("https://courier.example/news/2031-03-12-velmar.html", date(2031, 3, 12)),
    ("https://courier.example/20310312/velmar", date(2031, 3, 12)),
    ("https://keep.example/web/20310319120000/https://courier.example/2031/03/12/velmar", date(2031, 3, 12)),
    ("https://courier.example/2031/03/velmar", None),  # a month is no day
    ("https://courier.example/2031/13/12/velmar", None),
    ("https://courier.example/2031/02/30/velmar", None),
    ("https://courier.example/world-europe-20310312", None),  # the number of an article
    ("https://courier.example/12031/03/12/velmar", None),
    ("https://courier.example/velmar?seen=2031-03-12", None),  # when it was looked at
    ("https://courier.example/2031/03/12/as-on/2031/03/10/", None),  # which of the two?
    ("courier.example/2031/03/12/velmar", None),  # no address, as far as one can tell
]
NAMES = [
    ("2031-03-04-pelorus-port-attacks.txt", date(2031, 3, 4)),
    ("folder/2031_03_04 pelorus.html", date(2031, 3, 4)),
    ("folder\\20310304-pelorus.txt", date(2031, 3, 4)),
    ("pelorus-2031-03-04.txt", date(2031, 3, 4)),
    ("2031-03-04-on-the-talks-of-2031-03-01.txt", date(2031, 3, 4)),
    ("pelorus-2031-03-04-2031-03-05.txt", None),
    ("2031-02-30-pelorus.txt", None),
    ("000_2d682cc4b611d4f0.txt", None),
    ("2031-03-pelorus.txt", None),
    ("2031-03-04/pelorus.txt", None),  # the folder may be anything
    ("-", None),
]


@pytest.mark.parametrize(("url", "day"), ADDRESSES)
def test_the_date_of_an_address(url: str, day: date | None) -> None:
    assert dated(Article.of("They met.", source="a.txt", url=url)) == (day, day and Dated.ADDRESS)


@pytest.mark.parametrize(("source", "day"), NAMES)
def test_the_date_of_a_file_name(source: str, day: date | None) -> None:
    assert dated(Article.of("They met.", source=source)) == (day, day and Dated.FILE_NAME)


def test_a_stated_date_comes_before_an_address_and_an_address_before_a_file_name() -> None:
    url = "https://courier.example/2031/03/12/velmar"
    article = Article.of("They met.", source="2031-03-04.txt", url=url, published=date(2031, 3, 1))
    assert dated(article) == (date(2031, 3, 1), Dated.STATED)
    assert dated(article.model_copy(update={"published": None})) == (date(2031, 3, 12), Dated.ADDRESS)
    assert dated(article.model_copy(update={"published": None, "url": None})) == (date(2031, 3, 4), Dated.FILE_NAME)


def test_an_article_read_from_an_address_has_its_date() -> None:
    assert dated(Article.of("They met.", source="https://courier.example/2031/03/12/velmar"))[0] == date(2031, 3, 12)


def test_canonical_order_is_by_date_then_content_whatever_order_they_come_in() -> None:
    given = [summary("b", day=2), summary("undated"), summary("a", day=1), summary("c", day=2)]
    orders = {tuple(each.article.source for each in canonical(some)) for some in permutations(given)}
    assert len(orders) == 1
    order = orders.pop()
    assert order[0] == "a" and order[-1] == "undated"


def test_an_article_given_twice_is_kept_once_by_the_summary_with_more_items() -> None:
    poor, rich = summary("a", demand("Velmar wants peace.")), summary("a", demand("Velmar wants peace."))
    rich = rich.model_copy(update={"agreed_terms": [term("They met.").model_copy(update={"id": "a1"})]})
    assert canonical([poor, rich, poor]) == canonical([rich, poor]) == [rich]


def test_an_undated_copy_takes_the_date_of_its_origin() -> None:
    first, copy, other = summary("first", day=5), summary("copy"), summary("other", day=9)
    found = reports([other, copy, first], [origin(first, copy), origin(other)])
    assert [(r.ref, r.summary.article.source, r.day, r.is_copy) for r in found] == [
        ("s1", "first", 1, False),
        ("s2", "copy", 1, True),
        ("s3", "other", 2, False),
    ]
    assert found[1].published == date(2031, 3, 5)


def test_an_undated_origin_takes_the_date_of_its_first_dated_copy() -> None:
    first, late, early = summary("first"), summary("late", day=8), summary("early", day=6)
    found = {r.summary.article.source: r.published for r in reports([late, first, early], [origin(first, late, early)])}
    assert found["first"] == date(2031, 3, 6)


def test_without_dates_there_is_no_day() -> None:
    assert [r.day for r in reports([summary("a"), summary("b")], [])] == [None, None]
