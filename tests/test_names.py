"""Names: an invented one is found; aliases, spellings and initials of a known one are not taken for it."""

import json
from pathlib import Path
from typing import Any

import pytest

from summarizer.ground.names import unknown_name
from summarizer.ground.parties import same_party

_DATA = json.loads((Path(__file__).parent / "cases" / "names.json").read_text("utf-8"))
ARTICLES: dict[str, str] = _DATA["articles"]
CASES: list[dict[str, Any]] = _DATA["cases"]
ALIASES = Path(__file__).parents[1] / "summarizer" / "ground" / "aliases.json"


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['conflict']}: {case['about']}")
def test_unknown_name(case: dict[str, Any]) -> None:
    found = unknown_name(case["claim"], case["fields"], ARTICLES[case["article"]], case["extra"])
    assert found == case.get("unknown")


@pytest.mark.parametrize("article", ["1", "2", "3"])
def test_an_article_knows_its_own_names(article: str) -> None:
    assert unknown_name(ARTICLES[article], [], ARTICLES[article]) is None


@pytest.mark.parametrize(
    ("a", "b", "article", "same"),
    [
        ("Kremlin", "Russia", "1", True),
        ("the Kremlin", "Vladimir Putin", "1", True),
        ("Putin", "Russia", "1", True),
        ("Zelenskyy", "Ukraine", "1", True),
        ("Zelensky", "Russia", "1", False),
        ("Putin", "Vladimir Putin", "1", True),
        ("Russian officials", "Moscow", "1", True),
        ("Ukraine", "Russia", "1", False),
        ("HDWU", "Harbour and Dock Workers' Union", "2", True),
        ("the union", "Harbour and Dock Workers' Union", "2", True),
        ("Port Operators' Association", "Harbour and Dock Workers' Union", "2", False),
        ("Hizbollah", "Hezbollah", "3", True),
        ("Brussels", "EU", "1", True),
        ("", "EU", "1", False),
    ],
)
def test_same_party(a: str, b: str, article: str, same: bool) -> None:
    assert same_party(a, b, ARTICLES[article]) is same
    assert same_party(b, a, ARTICLES[article]) is same


TWO_UNIONS = "The Teachers' Union and the Student Teachers' Union met. Virginia and West Virginia sent mediators."


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Sudan", "South Sudan"),
        ("South Sudanese officials", "Sudan"),
        ("Ireland", "Northern Ireland"),
        ("Guinea", "Equatorial Guinea"),
        ("Korea", "North Korea"),
        ("Virginia", "West Virginia"),
        ("Teachers' Union", "Student Teachers' Union"),
        ("Teachers", "Student Teachers"),
        ("the union", "Teachers' Union"),
        ("the union", "Student Teachers' Union"),
        ("Jordan", "Ida Jordan"),
    ],
)
def test_a_name_within_a_longer_one_is_not_the_same_party(a: str, b: str) -> None:
    assert not same_party(a, b, TWO_UNIONS)
    assert not same_party(b, a, TWO_UNIONS)


@pytest.mark.parametrize(
    ("a", "b"), [("Marin", "Elena Marin"), ("Ms Marin", "Elena Marin"), ("Elena Marin", "ELENA MARIN")]
)
def test_a_person_is_the_same_party_by_surname(a: str, b: str) -> None:
    assert same_party(a, b, "Elena Marin spoke.")


def test_no_alias_is_listed_twice_under_one_party() -> None:
    table: dict[str, list[str]] = json.loads(ALIASES.read_text("utf-8"))
    assert len(table) >= 193
    assert [party for party, names in table.items() if len(set(names)) < len(names) or party in names] == []
