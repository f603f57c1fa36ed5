"""The checks on one recorded answer: CPU where its sentences were seen before, and where every text is new.

The folders of `example_folder` hold the same sentences again and again, and the checks remember what they read in one.
"""

import sys
from functools import _lru_cache_wrapper
from pathlib import Path
from tempfile import TemporaryDirectory

from summarizer.ground.check import Standing, check
from summarizer.schemas.article import Article
from summarizer.schemas.draft import ArticleDraft

from . import example_folder
from .around_a_call import articles
from .figure import Figure, compared, cpu

SIZE = 48
OF_WORDS = {"stem", "bare", "spelling"}  # what they remember of words serves any text


def measure() -> list[Figure]:
    """CPU milliseconds an article."""
    with TemporaryDirectory() as place:
        example_folder.write(Path(place), SIZE)
        read = articles(Path(place))
    drafts = [ArticleDraft.model_validate(example_folder.content(body)) for body in example_folder.answers()]
    pairs = [(article, drafts[number % len(drafts)]) for number, article in enumerate(read)]
    seen = cpu(lambda: [_standing(*pair) for pair in pairs])
    caches = _caches()
    fresh = cpu(lambda: [_fresh(*pair, caches) for pair in pairs])
    what = "the checks on one answer, every text new / sentences seen before"
    return [compared(what, fresh / SIZE * 1000, seen / SIZE * 1000, "ms")]


def _standing(article: Article, draft: ArticleDraft) -> int:
    items = [*draft.agreed_terms, *draft.demands, *draft.open_questions]
    return sum(isinstance(check(item, article), Standing) for item in items)


def _fresh(article: Article, draft: ArticleDraft, caches: "list[_lru_cache_wrapper[object]]") -> int:
    for cache in caches:
        cache.cache_clear()
    return _standing(article, draft)


def _caches() -> "list[_lru_cache_wrapper[object]]":
    """All that the checks remember of texts."""
    modules = [
        module for name, module in sys.modules.items() if name.startswith(("summarizer.ground", "summarizer.words"))
    ]
    found = [thing for module in modules for thing in vars(module).values() if isinstance(thing, _lru_cache_wrapper)]
    return [cache for cache in found if cache.cache_info().maxsize and cache.__name__ not in OF_WORDS]
