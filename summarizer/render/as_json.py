"""JSON: the published schema as it is. One summary is an object, several (or none) are a list."""

from collections.abc import Sequence

from pydantic import TypeAdapter

from ..schemas.summary import ArticleSummary


def document(summaries: Sequence[ArticleSummary]) -> str:
    """What `ArticleSummary.model_validate_json` reads again; a list where there is not exactly one summary."""
    if len(summaries) == 1:
        return summaries[0].model_dump_json(indent=2) + "\n"
    return TypeAdapter(list[ArticleSummary]).dump_json(list(summaries), indent=2).decode() + "\n"
