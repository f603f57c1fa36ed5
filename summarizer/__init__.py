"""What was agreed, who demands what, what is still open: summaries of negotiation news that can be checked.

The names below are the public ones. They load when first used, so that `summarizer --help` need not wait for them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .version import __version__

if TYPE_CHECKING:
    from .batch import asummarize_folder, summarize_folder
    from .briefing import abrief, abrief_all, brief, brief_all
    from .errors import SummarizerError
    from .run import asummarize, asummarize_all, summarize, summarize_all
    from .schemas.article import Article
    from .schemas.brief import Brief
    from .schemas.summary import ArticleSummary
    from .settings import Settings

__all__ = [
    "Article",
    "ArticleSummary",
    "Brief",
    "Settings",
    "SummarizerError",
    "__version__",
    "abrief",
    "abrief_all",
    "asummarize",
    "asummarize_all",
    "asummarize_folder",
    "brief",
    "brief_all",
    "summarize",
    "summarize_all",
    "summarize_folder",
]

_HOMES = {
    "Article": ".schemas.article",
    "ArticleSummary": ".schemas.summary",
    "Brief": ".schemas.brief",
    "Settings": ".settings",
    "SummarizerError": ".errors",
    "abrief": ".briefing",
    "abrief_all": ".briefing",
    "asummarize": ".run",
    "asummarize_all": ".run",
    "asummarize_folder": ".batch",
    "brief": ".briefing",
    "brief_all": ".briefing",
    "summarize": ".run",
    "summarize_all": ".run",
    "summarize_folder": ".batch",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'summarizer' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name], __name__), name)


def __dir__() -> list[str]:
    return __all__
