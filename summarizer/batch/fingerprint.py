"""What decides a summary or a brief beside the articles: change any of it, and it is made again (not paid again)."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from ..settings import Settings, chosen_model
from ..version import __version__
from .state import Made

_OF_A_MODEL = ("mode", "window", "max_output_tokens", "temperature", "reasks")
_MERGE_TEMPLATES = ("stories", "parties", "merge", "trace", "compare", "overview")


def made_by(settings: Settings) -> str:
    """The hash of what decides a summary: program, model, its parameters, templates and schema."""
    name, _ = chosen_model(settings)
    if name == "builtin":
        return _hash([__version__, name])
    from ..llm.strict import strict_schema
    from ..prompt import template
    from ..schemas.draft import ArticleDraft, RepairDraft

    shapes = [strict_schema(ArticleDraft), strict_schema(RepairDraft)]
    return _hash([__version__, name, _parameters(settings), [template(t).sha256 for t in ("draft", "repair")], shapes])


def merged_by(settings: Settings, made: Iterable[Made], notes: Iterable[str]) -> str:
    """The hash of what decides the brief: the summaries, its notes, and the program, model, templates and schemas."""
    name, _ = chosen_model(settings)
    asked: list[Any] = []
    if name != "builtin":
        from ..llm.strict import strict_schema
        from ..prompt import included_hash, template
        from ..schemas import merge_draft

        asked = [included_hash(), *(template(t).sha256 for t in _MERGE_TEMPLATES)]
        asked += [strict_schema(getattr(merge_draft, f"{t.capitalize()}Draft")) for t in _MERGE_TEMPLATES]
    summaries = hashlib.sha256()
    for summary in made:
        summaries.update(f"{summary.id} {summary.sha256}\n".encode())
    return _hash([__version__, name, _parameters(settings), asked, summaries.hexdigest(), list(notes)])


def reader(settings: Settings) -> str:
    """What decides how a file is read."""
    return _hash([__version__, settings.max_bytes])


def _parameters(settings: Settings) -> list[Any]:
    return [getattr(settings, name) for name in _OF_A_MODEL]


def _hash(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
