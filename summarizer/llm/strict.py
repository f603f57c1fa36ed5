"""The JSON Schema of a shape in the subset that OpenAI's strict mode takes.

Every property required, no other ones allowed, no defaults, no titles; a `$ref` stands alone, so one with a description
beside it is replaced by what it points to (as openai's own `to_strict_json_schema` does).
"""

import json
import re
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

_NOISE = ("title", "default")
_FORBIDDEN = ("oneOf", "allOf", "not", "patternProperties", "prefixItems", "if")


@lru_cache(maxsize=32)
def strict_schema(shape: type[BaseModel]) -> dict[str, Any]:
    """The schema of `shape`; shared, so leave it unchanged. Raises ValueError where the subset cannot say it."""
    whole = shape.model_json_schema()
    definitions = whole.pop("$defs", {})
    schema = _strict(whole, definitions)
    defined = {name: _strict(node, definitions) for name, node in definitions.items()}
    used = _reached(schema, defined)
    return {**schema, **({"$defs": {name: defined[name] for name in defined if name in used}} if used else {})}


def response_format(shape: type[BaseModel], strict: bool) -> dict[str, Any]:
    """What `response_format` says for a shape, with or without the promise to hold to it."""
    described: dict[str, Any] = {"name": shape.__name__, "schema": strict_schema(shape)}
    return {"type": "json_schema", "json_schema": {**described, "strict": True} if strict else described}


def _strict(node: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in node and len(node) > 1:
        target = definitions[node["$ref"].rsplit("/", 1)[-1]]
        node = {**target, **{key: value for key, value in node.items() if key != "$ref"}}
    kept = {key: value for key, value in node.items() if key not in _NOISE}
    if kept.get("type") == "object":
        if not kept.get("properties") or isinstance(kept.get("additionalProperties"), dict):
            raise ValueError("the strict subset of JSON Schema has no open objects")
        kept["properties"] = {name: _strict(child, definitions) for name, child in kept["properties"].items()}
        kept["required"] = list(kept["properties"])
        kept["additionalProperties"] = False
    if "items" in kept:
        kept["items"] = _strict(kept["items"], definitions)
    if "anyOf" in kept:
        kept["anyOf"] = [_strict(child, definitions) for child in kept["anyOf"]]
    if forbidden := [key for key in _FORBIDDEN if key in kept]:
        raise ValueError(f"the strict subset of JSON Schema has no {forbidden[0]}")
    return kept


def _reached(schema: dict[str, Any], defined: dict[str, Any]) -> set[str]:
    """The definitions that the schema still refers to, directly or through others."""
    reached: set[str] = set()
    ahead = [schema]
    while ahead:
        names = set(re.findall(r'"\$ref": "#/\$defs/([^"]+)"', json.dumps(ahead.pop()))) - reached
        reached |= names
        ahead += [defined[name] for name in names]
    return reached
