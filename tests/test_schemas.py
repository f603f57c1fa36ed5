"""The shapes: what a model is asked for is strict, what is published is described."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from summarizer.llm.strict import strict_schema
from summarizer.schemas.draft import ArticleDraft, RepairDraft
from summarizer.schemas.summary import ArticleSummary
from tests.summaries import far, talks


def nodes(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        for value in schema.values():
            yield from nodes(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from nodes(value)


@pytest.mark.parametrize("shape", [ArticleDraft, RepairDraft])
def test_a_draft_keeps_to_the_strict_subset(shape: Any) -> None:
    for node in nodes(strict_schema(shape)):
        assert "default" not in node
        if node.get("type") == "object":
            assert node["additionalProperties"] is False
            assert set(node["required"]) == set(node["properties"])


def test_quotes_are_asked_for_before_the_sentence_they_carry() -> None:
    definitions = strict_schema(ArticleDraft)["$defs"]
    assert list(definitions["DraftTerm"]["properties"])[:2] == ["quotes", "text"]


@pytest.mark.parametrize("summary", [talks(), far()])
def test_what_is_published_fits_the_published_schema(summary: ArticleSummary) -> None:
    schema = ArticleSummary.model_json_schema(mode="serialization")
    Draft202012Validator.check_schema(schema)
    assert list(Draft202012Validator(schema).iter_errors(json.loads(summary.model_dump_json()))) == []
    assert ArticleSummary.model_validate_json(summary.model_dump_json()) == summary
