"""Copies in the gold's development part: those whose words were exchanged throughout, and independent reports."""

from itertools import combinations
from pathlib import Path

import pytest

from summarizer.evaluate.gold import Loaded, load_all
from summarizer.merge.timing import dated
from summarizer.origins import Origin, find_origins
from summarizer.schemas.vocabulary import Derivation
from summarizer.settings import load_settings

from .conftest import ROOT

SETS = [loaded for loaded in load_all(ROOT / "gold", load_settings(model="builtin")) if loaded.gold.part != "test"]
WORDED_ANEW = ["coalition-2", "hostages-3", "sports-labour-2", "truce-4", "wages-2", "wages-4"]


def origins_of(loaded: Loaded) -> list[Origin]:
    """The origins, as a brief finds them: by the dates that the articles state or that their file names have."""
    return find_origins([a.model_copy(update={"published": dated(a)[0]}) for a in loaded.articles.values()])


def name(loaded: Loaded) -> str:
    return f"{Path(loaded.path).parent.name}-{Path(loaded.path).stem}"


@pytest.mark.parametrize("loaded", SETS, ids=name)
def test_copies_are_those_of_the_gold(loaded: Loaded) -> None:
    files = {article.id: file for file, article in loaded.articles.items()}
    found = {
        frozenset(pair)
        for o in origins_of(loaded)
        for pair in combinations([files[m.article_id] for m in o.members], 2)
    }
    assert found == {frozenset(pair) for group in loaded.gold.copies for pair in combinations(group, 2)}


@pytest.mark.parametrize("set_", WORDED_ANEW)
def test_a_copy_worded_anew_says_why_it_is_one(set_: str) -> None:
    (loaded,) = [each for each in SETS if Path(each.path).parent.name == set_]
    (group,) = loaded.gold.copies
    copies = [copy for origin in origins_of(loaded) for copy in origin.members if copy.of]
    (copy,) = copies
    assert copy.derivation is Derivation.REWRITE
    assert copy.article_id == loaded.articles[group[1]].id and copy.of == loaded.articles[group[0]].id
    assert copy.reasons[0].startswith("Worded anew throughout: ") and copy.of in copy.reasons[0]
