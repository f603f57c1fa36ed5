"""A look at the answer before instructor parses it.

Refusals, filter stops and cut answers would come back as broken JSON and burn every re-ask; a Markdown fence or a
reasoning model's `<think>` would cost a re-ask although the answer is there.
"""

import re
from json import JSONDecodeError
from typing import Any

from ..errors import ContentFilterError, RefusalError, TruncatedError
from .endpoint import Endpoint
from .fault import short

_FENCED = re.compile(r"\s*```[\w-]*\s*\n(.*?)\n?\s*```\s*", re.S)


def checked(completion: Any, endpoint: Endpoint, output_limit: int) -> None:
    """Tidy the first choice of a completion in place.

    Raises RefusalError, ContentFilterError or TruncatedError, which no re-ask mends, and JSONDecodeError, which
    instructor answers with a re-ask, where there is nothing to parse.
    """
    if not completion.choices:
        raise JSONDecodeError("The answer has no choices", "", 0)
    choice = completion.choices[0]
    message = choice.message
    if refusal := getattr(message, "refusal", None):
        said = endpoint.without_key(short(str(refusal)))
        raise RefusalError(f"{endpoint.model} refuses to answer ({said}): use another --model for this article.")
    if choice.finish_reason == "content_filter":
        raise ContentFilterError(
            f"The content filter of {endpoint.where} stopped the answer of {endpoint.model}: "
            "use another --model for this article."
        )
    if choice.finish_reason == "length":
        raise TruncatedError(
            f"The answer of {endpoint.model} hit its length limit: "
            f"raise SUMMARIZER_MAX_OUTPUT_TOKENS (now {output_limit}), or give the article in parts."
        )
    message.tool_calls = message.tool_calls or None  # OpenAI refuses the empty list when it comes back in a re-ask
    if message.tool_calls is None:
        message.content = bare(_text(message.content))
        if not message.content:
            raise JSONDecodeError("The answer is empty", "", 0)


def bare(content: str) -> str:
    """The content without a reasoning prefix and without a fence around the whole; JSON passes unchanged."""
    if content.lstrip().startswith("{"):
        return content
    rest = content.rpartition("</think>")[2]  # some chat templates leave out the opening tag
    fenced = _FENCED.fullmatch(rest)
    return (fenced[1] if fenced else rest).strip()


def _text(content: Any) -> str:
    """The text of a message; Mistral's reasoning models send a list of parts."""
    if isinstance(content, list):
        return "".join(
            part.get("text", "") for part in content if isinstance(part, dict) and part.get("type") == "text"
        )
    return content if isinstance(content, str) else ""
