"""The class that instructor works with in place of a shape, and the way back.

Left alone, instructor makes a subclass of the shape for every call and has pydantic write its schema anew, half of a
call's CPU time; and what it returns is an instance of that subclass, which equals no instance of the shape.
"""

from functools import lru_cache
from typing import Any, TypeVar

from pydantic import BaseModel

from .strict import strict_schema

T = TypeVar("T", bound=BaseModel)


@lru_cache(maxsize=32)
def instructors(shape: type[BaseModel]) -> type[BaseModel]:
    """A subclass that instructor takes as it is; its schema is the strict one, in every mode."""
    import instructor

    subclass = instructor.response_schema(shape)
    schema = {"title": shape.__name__, **strict_schema(shape)}  # instructor names tools by the title
    subclass.model_json_schema = classmethod(lambda *_, **__: dict(schema))  # type: ignore[assignment, method-assign]
    return subclass


def ours(answer: Any, shape: type[T]) -> T:
    """The answer as an instance of the shape itself, without the raw response that instructor hangs on."""
    fields = {name: getattr(answer, name) for name in shape.model_fields}
    return shape.model_construct(answer.model_fields_set, **fields)
