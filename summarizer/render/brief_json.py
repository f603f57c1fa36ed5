"""JSON of briefs: the published schema as it is, "from" and "to" included. One is an object, several are a list."""

from collections.abc import Sequence

from pydantic import TypeAdapter

from ..schemas.brief import Brief


def document(briefs: Sequence[Brief]) -> str:
    """What `Brief.model_validate_json` reads again; a list where there is not exactly one brief."""
    if len(briefs) == 1:
        return briefs[0].model_dump_json(indent=2, by_alias=True) + "\n"
    return TypeAdapter(list[Brief]).dump_json(list(briefs), indent=2, by_alias=True).decode() + "\n"
