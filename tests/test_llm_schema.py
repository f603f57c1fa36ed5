"""The strict schema keeps to what OpenAI's strict mode takes."""

from typing import Any, Literal

import jsonschema
import pytest
from pydantic import BaseModel, ConfigDict, Field

from summarizer.llm.strict import response_format, strict_schema
from summarizer.schemas.draft import ArticleDraft, RepairDraft
from summarizer.schemas.vocabulary import Confirmation

from .faults import EMPTY_DRAFT

# https://platform.openai.com/docs/guides/structured-outputs: what the strict subset allows of what pydantic writes.
ALLOWED = {"type", "properties", "required", "additionalProperties", "items", "anyOf", "enum", "$ref", "description"}


def nodes(schema: dict[str, Any]) -> list[dict[str, Any]]:
    found = [schema]
    for child in [*schema.get("properties", {}).values(), *schema.get("$defs", {}).values(), *schema.get("anyOf", [])]:
        found += nodes(child)
    return found + (nodes(schema["items"]) if "items" in schema else [])


@pytest.mark.parametrize("shape", [ArticleDraft, RepairDraft])
def test_every_node_is_in_the_strict_subset(shape: type[BaseModel]) -> None:
    schema = strict_schema(shape)
    jsonschema.Draft202012Validator.check_schema(schema)
    for node in nodes(schema):
        assert set(node) - {"$defs"} <= ALLOWED
        if node.get("type") == "object":
            assert node["required"] == list(node["properties"])
            assert node["additionalProperties"] is False
        if "$ref" in node:
            assert set(node) == {"$ref"}
            assert node["$ref"].removeprefix("#/$defs/") in schema["$defs"]


def test_a_reference_with_a_description_keeps_the_description_and_the_choices() -> None:
    confirmation = strict_schema(ArticleDraft)["$defs"]["DraftTerm"]["properties"]["confirmation"]
    assert confirmation["enum"] == [member.value for member in Confirmation]
    assert confirmation["description"].startswith("who of those bound")


def test_it_means_what_the_shape_means() -> None:
    schema = strict_schema(ArticleDraft)
    jsonschema.validate(EMPTY_DRAFT, schema)
    for wrong in (EMPTY_DRAFT | {"more": 1}, {"negotiation": None}, EMPTY_DRAFT | {"demands": [{}]}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema)


class Loose(BaseModel):
    model_config = ConfigDict(title="Noise")

    title: str = Field("none", title="Noise")
    kind: Literal["a", "b"] = "a"


def test_defaults_and_titles_go_but_a_field_called_title_stays() -> None:
    assert strict_schema(Loose) == {
        "type": "object",
        "properties": {"title": {"type": "string"}, "kind": {"type": "string", "enum": ["a", "b"]}},
        "required": ["title", "kind"],
        "additionalProperties": False,
    }


class Open(BaseModel):
    counts: dict[str, int]


class Pair(BaseModel):
    pair: tuple[int, str]


@pytest.mark.parametrize("shape", [Open, Pair])
def test_a_shape_that_the_subset_cannot_say_is_an_error(shape: type[BaseModel]) -> None:
    with pytest.raises(ValueError, match="strict subset"):
        strict_schema(shape)


def test_only_the_strict_mode_promises_strictness() -> None:
    assert response_format(Loose, strict=True)["json_schema"]["strict"] is True
    assert "strict" not in response_format(Loose, strict=False)["json_schema"]
