"""What a schema says of something that was read, in the words of `faults`: unknown keys and words with the nearest."""

import re
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from .faults import Fault, Place, meant

Model = TypeVar("Model", bound=BaseModel)
_SHOULD_BE = {  # what it is not, and what to do
    "string_type": ("text", "; put it in quotation marks"),
    "list_type": ("a list", "; write [a, b], or a line that begins with - for each"),
    "model_type": ("an entry with keys", ""),
    "model_attributes_type": ("an entry with keys", ""),
    "dict_type": ("an entry with keys", ""),
}


def fitted(model: type[Model], raw: Any) -> tuple[Model | None, list[Fault]]:
    """What was read as the model has it; or nothing, and all that does not fit."""
    try:
        return model.model_validate(raw), []
    except ValidationError as error:
        return None, [_fault(model, each) for each in error.errors(include_url=False)]


def _fault(model: type[BaseModel], error: Any) -> Fault:
    """A schema's error in our words."""
    place: Place = tuple(error["loc"])
    sort, given = error["type"], error["input"]
    if sort == "extra_forbidden":
        key, within = str(place[-1]), place[:-1]
        return Fault(within, f"unknown key {key!r}{meant(key, _keys(model, within))}", place)
    if sort == "invalid_key":
        return Fault(place[:-1], f"the key {given!r} should be text; put it in quotation marks")
    if sort == "missing":
        return Fault(place[:-1], f"{str(place[-1])!r} is missing")
    if sort in ("enum", "literal_error"):
        known = re.findall(r"'([^']*)'", error["ctx"]["expected"])
        return Fault(place, f"{given!r} is none of {', '.join(known)}{meant(str(given), known)}")
    if sort == "too_short":
        return Fault(place, f"has {error['ctx']['actual_length']}, and needs at least {error['ctx']['min_length']}")
    if sort in _SHOULD_BE:
        what, how = _SHOULD_BE[sort]
        return Fault(place, f"should be {what}, not {_shown(given)}{how}")
    return Fault(place, error["msg"].removeprefix("Value error, "))


def _shown(given: Any) -> str:
    """What stands there, as far as it is short."""
    if given is None:
        return "nothing"
    shown = repr(given)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."


def _keys(model: type[BaseModel], place: Place) -> list[str]:
    """What may stand at a place."""
    here: type[BaseModel] | None = model
    for step in place:
        if here is not None and isinstance(step, str):
            field = next((f for name, f in here.model_fields.items() if step in (name, f.alias)), None)
            here = _model_in(field.annotation) if field else None
    return [field.alias or name for name, field in here.model_fields.items()] if here else []


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model that a list, or an annotated list, is of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for each in get_args(annotation) if (found := _model_in(each))), None)
