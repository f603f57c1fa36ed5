"""What makes a file of a page: data that no markup can break out of, and a policy that lets nothing in or out."""

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from ..neutral import visible

# What could end the element, or show the data in another order than it stands, is written as an escape of JSON.
_RISKY = re.compile("[<>&\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def data(json: str) -> str:
    """JSON that may stand in a `script` element: equal to what it was once it is parsed."""
    return _RISKY.sub(lambda found: f"\\u{ord(found[0]):04x}", json)


@cache
def part(name: str) -> str:
    """A file of this package, as it goes into the page."""
    return files("summarizer.render.html").joinpath(name).read_text("utf-8").strip("\n")


@cache
def template(name: str) -> Any:
    """A template of this package; what goes into it can neither be markup nor reorder the text around it."""
    environment = Environment(
        loader=PackageLoader("summarizer", "render/html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: visible(value) if type(value) is str else value,
    )
    return environment.get_template(name)


def policy(style: str, *scripts: str) -> str:
    """A Content-Security-Policy: this style and these scripts run, and nothing is fetched, sent or embedded."""
    rules = {
        "default-src": "'none'",
        "style-src": _hash(style),
        "script-src": " ".join(map(_hash, scripts)) or "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _hash(content: str) -> str:
    """The source expression for what an element holds, to the letter."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
