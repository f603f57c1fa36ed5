"""The data that an HTML report carries: everything that the page shows, for another program to read out."""

from typing import Literal

from pydantic import Field

from .batch import Failures
from .brief import Brief
from .summary import ArticleSummary, Published

REPORT_SCHEMA_VERSION: Literal["1.0"] = "1.0"


class Report(Published):
    """Briefs and the summaries that they are made of, or summaries alone; as they are published elsewhere."""

    schema_version: Literal["1.0"] = REPORT_SCHEMA_VERSION
    briefs: list[Brief] = Field(description="empty where the page is about summaries only")
    summaries: list[ArticleSummary] = Field(description="with the articles' texts, in which all offsets count")
    failures: Failures | None = Field(default=None, description="what has no summary; null where that is not known")
