"""The prompts: Jinja templates in `prompts/`, each with a version and a hash that end up in the provenance.

A template renders to one system message and one user message, parted by a line of `=====`. The article stands between
two marks made from its own hash, so its text cannot forge them; it is put in as a value, so Jinja in it stays text.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2 import Template as CompiledTemplate

from .schemas.summary import Template

PARTING = "\n=====\n"


@dataclass(frozen=True)
class Prompt:
    """What one call sends, and from which template."""

    system: str
    user: str
    template: Template


def render(name: str, **values: Any) -> Prompt:
    """The prompt that template `name` (without `.j2`) makes of the values."""
    _, record = _source(name)
    system, user = _compiled(name).render(**values).split(PARTING, 1)
    return Prompt(system.strip(), user.strip(), record)


def template(name: str) -> Template:
    """The record of a template: its name, version and hash."""
    return _source(name)[1]


def fence(text: str) -> str:
    """A mark for the borders of a text, which the text itself does not contain."""
    mark = hashlib.sha256(text.encode()).hexdigest()[:12]
    while mark in text:
        mark = hashlib.sha256(mark.encode()).hexdigest()[:12]
    return mark


def included_hash() -> str:
    """The hash of what templates include (`_again.j2`), which their own hashes do not see."""
    environment = _environment()
    assert environment.loader is not None
    source, _, _ = environment.loader.get_source(environment, "_again.j2")
    return hashlib.sha256(source.encode()).hexdigest()


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("summarizer", "prompts"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )


@cache
def _compiled(name: str) -> CompiledTemplate:
    """The template, compiled: that takes a hundred times as long as to render it."""
    return _environment().from_string(_source(name)[0])


@cache
def _source(name: str) -> tuple[str, Template]:
    """The template's text and its record; the first line must be `{# version: ... #}`."""
    environment = _environment()
    assert environment.loader is not None
    source, _, _ = environment.loader.get_source(environment, f"{name}.j2")
    version = re.match(r"\{# version: (\S+) #\}", source)
    if version is None:
        raise ValueError(f"prompts/{name}.j2 has no version in its first line")
    return source, Template(name=name, version=version[1], sha256=hashlib.sha256(source.encode()).hexdigest())
