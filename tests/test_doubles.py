"""The same item twice is one; two items that differ in side, number or direction are two, however alike."""

import pytest

from summarizer.ground.check import Standing, check
from summarizer.ground.doubles import without_doubles
from summarizer.schemas.article import Article
from summarizer.schemas.draft import DraftDemand
from tests.test_run import demand

TEXT = (
    "Corvia demands that Tarsia withdraw, and Tarsia demands that Corvia withdraw. The union will accept the offer of "
    "9 percent in 2032 and 12 percent in 2031. The union will not accept the offer of the port. Corvia says it will "
    "never agree to neutral status or to a smaller army."
)
DEMANDS = {"by": ["Corvia"], "of": ["Tarsia"]}
PAIRS = [
    ("Corvia demands that Tarsia withdraw.", DEMANDS, "Corvia is demanding that Tarsia withdraw.", DEMANDS, 1),
    ("Corvia demands that Tarsia withdraw.", DEMANDS, "Corvia demands that Tarsia withdraw.", DEMANDS, 1),
    (
        "Corvia demands that Tarsia withdraw.", DEMANDS,
        "Tarsia demands that Corvia withdraw.", {"by": ["Tarsia"], "of": ["Corvia"]}, 2,
    ),
    ("Corvia will never agree to neutral status.", {}, "Corvia will never agree to a smaller army.", {}, 2),
    ("Corvia will never agree to a smaller army.", {}, "Corvia will never agree to a smaller navy.", {}, 2),
    ("The union will accept the offer.", {}, "The union will not accept the offer.", {}, 2),
    ("The offer is 9 percent in 2032.", {}, "The offer is 12 percent in 2031.", {}, 2),
]  # fmt: skip


@pytest.mark.parametrize(("one", "its", "other", "others", "count"), PAIRS)
def test_what_is_a_double(
    one: str, its: dict[str, list[str]], other: str, others: dict[str, list[str]], count: int
) -> None:
    article = Article.of(TEXT)
    standing = []
    for text, fields in ((one, its), (other, others)):
        verdict = check(DraftDemand(**demand(text, TEXT, **fields)), article)
        assert isinstance(verdict, Standing), verdict
        standing.append(verdict)
    kept, doubles = without_doubles(standing)
    assert len(kept) == count
    assert len(kept) + len(doubles) == 2, "nothing is lost"


def test_the_one_that_stands_has_the_evidence_of_both() -> None:
    article = Article.of("The union wants 9 percent. Later it said again: the union wants 9 percent.")
    first, second = (
        check(DraftDemand(**demand("The union wants 9 percent.", quote)), article)
        for quote in ("The union wants 9 percent.", "the union wants 9 percent")
    )
    assert isinstance(first, Standing)
    assert isinstance(second, Standing)
    (kept,), _ = without_doubles([first, second])
    assert [piece.start for piece in kept.evidence] == [0, article.text.index("the union wants")]
