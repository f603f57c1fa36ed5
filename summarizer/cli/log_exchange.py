"""One call in full, as `summarizer log --call` shows it."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..render.neutral import neutral, neutral_lines
from .log_table import when

if TYPE_CHECKING:
    from ..ledger.history import Call, Exchange

_RULE = 80  # columns of the line over each text
_SHAPES = ("response_format", "tools", "tool_choice")


def exchange_lines(exchange: "Exchange", schema: bool) -> Iterator[str]:
    """The numbers of a call, then every text of it under a rule; the schema only on request."""
    yield from (f"{line}\n" for line in _head(exchange))
    request = dict(exchange.request)
    shape = {name: request.pop(name) for name in _SHAPES if name in request}
    messages = request.pop("messages", [])
    parameters = ", ".join(f"{name} {json.dumps(value)}" for name, value in request.items())
    yield f"sent with   {neutral(parameters)}\n"
    if shape and not schema:
        yield f"schema      {len(json.dumps(shape)):,} characters; --schema shows it\n"
    for message in messages:
        yield from _text(str(message.get("role", "message")), _spoken(message))
    if shape and schema:
        yield from _text("schema", _pretty(shape))
    if exchange.completion is not None:
        yield from _answer(exchange.completion)


def _head(exchange: "Exchange") -> Iterator[str]:
    call = exchange.call
    of_run = f" of run {call.run}" if call.run is not None else ""
    asked = " · ".join(filter(None, (neutral(call.question), neutral(call.about))))
    yield f"Call {call.id}{of_run}{': ' if asked else ''}{asked}"
    yield f"model       {neutral(call.model)} at {neutral(call.endpoint)} ({neutral(call.via)})"
    attempts = f"{call.attempts} {'attempt' if call.attempts == 1 else 'attempts'}"
    yield f"answered    {when(call.answered)}, after {call.seconds:,.1f} s and {attempts}"
    if call.error is not None:
        yield f"failed      {neutral(call.error)}"
    else:
        yield f"took        {_took(call)}"
    if not call.usable:
        yield "of no use   a refusal, or no answer in the shape asked for; --ask-again failed asks anew"
    yield f"key         {neutral(call.key)}"


def _took(call: "Call") -> str:
    sides = ((call.input_tokens, "in"), (call.output_tokens, "out"))
    tokens = ", ".join(f"{'?' if count is None else f'{count:,}'} tokens {side}" for count, side in sides)
    return f"{tokens}, {'price unknown' if call.cost_usd is None else f'${call.cost_usd:,.6f}'}"


def _answer(completion: Any) -> Iterator[str]:
    """What the model said; the whole completion where it is none."""
    try:
        choice = completion["choices"][0]
        message = choice["message"]
        text = _spoken(message)
    except (KeyError, IndexError, TypeError, AttributeError):
        yield from _text("answer, not as a completion should be", _pretty(completion))
        return
    ended = choice.get("finish_reason")
    yield from _text("answer" if ended in ("stop", "tool_calls", None) else f"answer, ended by {ended}", text)
    if message.get("refusal"):
        yield from _text("refusal", str(message["refusal"]))


def _spoken(message: dict[str, Any]) -> str:
    """What a message says: its text, and what functions it calls or is called with; JSON well laid out."""
    content = message.get("content")
    said = [] if content is None else [_laid_out(content)]
    for call in message.get("tool_calls") or []:
        function = call["function"]
        said.append(f"{function['name']}\n{_laid_out(function['arguments'])}")
    return "\n".join(said)


def _laid_out(content: Any) -> str:
    if not isinstance(content, str):
        return _pretty(content)
    try:
        read = json.loads(content)
    except ValueError:
        return content
    return _pretty(read) if isinstance(read, (dict, list)) else content


def _pretty(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)


def _text(name: str, text: str) -> Iterator[str]:
    yield f"\n── {neutral(name).upper()} ".ljust(_RULE + 1, "─") + "\n"
    for line in neutral_lines(text.strip("\n")):
        yield f"{line}\n"
