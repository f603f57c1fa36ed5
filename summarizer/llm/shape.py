"""The class that instructor works with in place of a shape, and the way back.

Left alone, instructor makes a subclass of the shape for every call, has pydantic write its schema anew, and looks four
times at every attribute of every class in it: two thirds of a call's CPU time.
"""

from functools import lru_cache
from typing import Any, TypeVar

from pydantic import BaseModel

from .strict import strict_schema

T = TypeVar("T", bound=BaseModel)


@lru_cache(maxsize=32)
def instructors(shape: type[BaseModel]) -> type[BaseModel]:
    """A class without fields that says and reads what the shape does; its schema is the strict one, in every mode."""
    import instructor

    empty = type(shape.__name__, (BaseModel,), {"__doc__": shape.__doc__, "__module__": shape.__module__})
    stand_in: Any = instructor.response_schema(empty)
    schema = {"title": shape.__name__, **strict_schema(shape)}  # instructor names tools by the title
    stand_in.model_json_schema = classmethod(lambda *_, **__: dict(schema))
    stand_in.model_validate_json = shape.model_validate_json
    made: type[BaseModel] = stand_in
    return made


def ours(answer: Any, shape: type[T]) -> T:
    """The answer as an instance of the shape itself, without the raw response that instructor hangs on."""
    fields = {name: getattr(answer, name) for name in shape.model_fields}
    return shape.model_construct(answer.model_fields_set, **fields)
