"""Names: an invented one is found; aliases, spellings and initials of a known one are not taken for it."""

import json
from pathlib import Path
from typing import Any

import pytest

from summarizer.ground.names import party_conflict, party_in, same_party, unknown_name

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


@pytest.mark.parametrize(
    ("name", "passage", "article", "there"),
    [
        ("Russia", "Putin spoke first.", "1", True),
        ("Ukraine", "Putin spoke first.", "1", False),
        ("United States", "He told us so.", "1", False),
        ("United States", "The US said so.", "1", True),
        ("HDWU", "The Harbour and Dock Workers' Union walked out.", "2", True),
        ("Harbour and Dock Workers' Union", "The HDWU walked out.", "2", True),
        ("Harbour and Dock Workers' Union", "The union walked out.", "2", True),
        ("employers", "The employer moved.", "2", True),
        ("Marta Okonjo", "Okonjo said so.", "2", True),
    ],
)
def test_party_in(name: str, passage: str, article: str, there: bool) -> None:
    assert party_in(name, passage, ARTICLES[article]) is there


@pytest.mark.parametrize(
    ("by", "context", "conflict"),
    [
        (["Ukraine"], "Russia will halt strikes on the grid.", True),
        (["Ukraine"], "Kyiv will halt strikes on the grid.", False),
        (["Ukraine"], "Russia will halt strikes if it is spared too.", False),
        (["Ukraine"], "Russia agreed with Ukraine to halt strikes.", False),
        (["the union"], "Russia will halt strikes on the grid.", False),
        (["Ukraine"], "The minister will halt strikes on the grid.", False),
    ],
)
def test_party_conflict_fires_on_a_plain_swap_only(by: list[str], context: str, conflict: bool) -> None:
    assert (party_conflict(by, [context], ARTICLES["1"]) is not None) == conflict


def test_no_alias_is_listed_twice_under_one_party() -> None:
    table: dict[str, list[str]] = json.loads(ALIASES.read_text("utf-8"))
    assert len(table) >= 193
    assert [party for party, names in table.items() if len(set(names)) < len(names) or party in names] == []
