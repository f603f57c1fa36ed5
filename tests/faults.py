"""A model's server on loopback that misbehaves on request, and a clock that nobody has to wait for.

    with serving() as server:
        server.enqueue("rate_limited_seconds", "fenced")     # the next two replies; then good answers
        settings = Settings(base_url=server.url)
        ...
        assert server.bodies[0]["model"] == "test"

It speaks OpenAI's chat completions over real sockets, so that what is tested is what runs.
"""

import asyncio
import json
import socket
import struct
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

EMPTY_DRAFT: dict[str, Any] = {"negotiation": None, "agreed_terms": [], "demands": [], "open_questions": []}
USAGE = {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110}
ANSWERED_BY = "test-2031-03-01"
DATE = "Wed, 12 Mar 2031 10:00:00 GMT"
SEVEN_SECONDS_LATER = "Wed, 12 Mar 2031 10:00:07 GMT"

Body = dict[str, Any]
Answering = Callable[[Body], Any]


@dataclass(frozen=True)
class Reply:
    """What the server sends. `then`: send it, hold it until the server closes, break off half-way, or reset."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    then: Literal["send", "hold", "cut", "reset"] = "send"
    until: threading.Event | None = field(default=None, compare=False)  # in place of the server's, for a hold


@dataclass(frozen=True)
class Request:
    """What the server saw."""

    path: str
    headers: dict[str, str]
    body: bytes
    method: str = "POST"


def completion(
    content: Any,
    *,
    tool: str | None = None,
    finish: str = "stop",
    usage: Body | None = USAGE,
    **message: Any,
) -> Body:
    """A chat completion; `content` that is no text is sent as JSON, in a call of `tool` if there is one."""
    text = content if content is None or isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    spoken: Body = {"role": "assistant", "content": text, "refusal": None, **message}
    if tool:
        call = {"id": "call_1", "type": "function", "function": {"name": tool, "arguments": text}}
        spoken |= {"content": None, "tool_calls": [call]}
    choice = {"index": 0, "message": spoken, "finish_reason": finish, "logprobs": None}
    whole: Body = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1931000000,
        "model": ANSWERED_BY,
        "choices": [choice],
    }
    return whole | ({"usage": usage} if usage else {})


def _json(body: Any, status: int = 200, **headers: str) -> Reply:
    return Reply(json.dumps(body, ensure_ascii=False).encode(), status, headers)


def error(status: int, message: str, code: str | None = None, param: str | None = None, **headers: str) -> Reply:
    """An error in OpenAI's form; `Retry_After` becomes Retry-After."""
    stated = {"message": message, "type": "invalid_request_error", "param": param, "code": code}
    return _json({"error": stated}, status, **{name.replace("_", "-"): text for name, text in headers.items()})


Fault = Callable[[Any, Body], Reply]  # of the good answer and the request


def _said(**how: Any) -> Fault:
    """The good answer, told otherwise."""
    return lambda good, _: _json(completion(good, **how))


def _always(reply: Reply) -> Fault:
    return lambda _good, _request: reply


FAULTS: dict[str, Fault] = {
    "rate_limited": _always(error(429, "Slow down", "rate_limit_exceeded")),
    "rate_limited_seconds": _always(error(429, "Slow down", "rate_limit_exceeded", Retry_After="3")),
    "rate_limited_date": _always(
        error(429, "Slow down", "rate_limit_exceeded", Retry_After=SEVEN_SECONDS_LATER, Date=DATE)
    ),
    "rate_limited_for_a_day": _always(error(429, "Slow down", "rate_limit_exceeded", Retry_After="86400")),
    "no_quota": _always(error(429, "You exceeded your current quota", "insufficient_quota")),
    "status_500": _always(error(500, "The server had an error")),
    "status_502_html": _always(Reply(b"<html><h1>Bad gateway</h1></html>", 502, {"Content-Type": "text/html"})),
    "status_503": _always(error(503, "Overloaded")),
    "status_504": _always(error(504, "Too late")),
    "hang": _always(Reply(then="hold")),
    "slow": lambda good, _: Reply(json.dumps(completion(good)).encode(), then="hold"),
    "cut": lambda good, _: Reply(json.dumps(completion(good)).encode(), then="cut"),
    "reset": _always(Reply(then="reset")),
    "garbage_body": _always(Reply(b'{"id": "chatcmpl-1", "choi')),
    "web_page": _always(Reply(b"<html>Welcome</html>", 200, {"Content-Type": "text/html"})),
    "error_in_200": _always(_json({"error": {"message": "Provider overloaded", "code": 503}})),
    "truncated_json": lambda good, _: _json(completion(json.dumps(good)[:-3])),
    "fenced": lambda good, _: _json(completion(f"```json\n{json.dumps(good)}\n```")),
    "think": lambda good, _: _json(completion(f"<think>{{maybe}}\nhm</think>\n\n{json.dumps(good)}")),
    "prose": _always(_json(completion("The boats are in the harbour."))),
    "refusal": _always(_json(completion(None, refusal="I can't help with that."))),
    "content_filter": _always(_json(completion("", finish="content_filter"))),
    "length": _always(_json(completion('{"negotiation": "a', finish="length"))),
    "no_choices": _always(_json(completion("") | {"choices": []})),
    "null_content": _always(_json(completion(None))),
    "wrong_schema": _always(_json(completion({"summary": "They met."}))),
    "no_usage": _said(usage=None),
    "bad_key": _always(error(401, "Incorrect API key provided: sk-secr**************cret", "invalid_api_key")),
    "forbidden": _always(error(403, "Project has no access to the model", "model_not_found")),
    "no_model": _always(error(404, "The model `test` does not exist", "model_not_found")),
    "no_path": _always(Reply(b"404 page not found", 404, {"Content-Type": "text/plain"})),
    "schema_refused": _always(error(400, "Invalid schema for response_format: unsupported", None, "response_format")),
    "window_exceeded": _always(
        error(400, "This model's maximum context length is 4096 tokens", "context_length_exceeded", "messages")
    ),
    "temperature_refused": _always(
        error(400, "Unsupported value: 'temperature' does not support 0.5", "unsupported_value", "temperature")
    ),
}


class _Http(ThreadingHTTPServer):
    request_queue_size = 128  # of the default, 5, a batch gets connections reset that no script asked for
    daemon_threads = False  # joined on close: no thread outlives its test

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Not a word about a client that was killed."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class FaultServer:
    """The server. `answer` is the good answer, or makes it from the request's body."""

    def __init__(self, answer: Any = None) -> None:
        self.answer: Any = EMPTY_DRAFT if answer is None else answer
        self.requests: list[Request] = []
        self._script: deque[str | Reply] = deque()
        self._lock = threading.Lock()
        self.seen = threading.Event()  # a request has come
        self.release = threading.Event()  # lets go of what is held
        self.held: Callable[[], None] = lambda: None  # called when a reply begins to be held
        self._http = _Http(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,))
        self._thread.start()

    @property
    def url(self) -> str:
        """The base URL."""
        return f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    @property
    def bodies(self) -> list[Body]:
        """The requests' bodies, parsed."""
        return [json.loads(request.body) for request in self.requests]

    def enqueue(self, *faults: str | Reply, times: int = 1) -> None:
        """The next replies, by name in FAULTS or made by hand ("good" for a good one)."""
        for _ in range(times):
            self._script.extend(faults)

    def reply(self, request: Request) -> Reply:
        """The reply to a request: the next of the script, or the good answer."""
        with self._lock:
            self.requests.append(request)
            step = self._script.popleft() if self._script else "good"
        self.seen.set()
        if isinstance(step, Reply):
            return step
        body = json.loads(request.body)
        good = self.answer(body) if callable(self.answer) else self.answer
        if step != "good":
            return FAULTS[step](good, body)
        tool = body["tools"][0]["function"]["name"] if "tools" in body else None
        return _json(completion(good, tool=tool))

    def gave(self, request: Request, reply: Reply, sent: bool) -> None:
        """Called when a request is done with; `sent`: the reply is on its way."""

    def close(self) -> None:
        """Stop; held requests are let go."""
        self.release.set()
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()


@contextmanager
def serving(answer: Any = None) -> Iterator[FaultServer]:
    """A fault server for a while. A fixture of it: `with serving() as server: yield server`."""
    server = FaultServer(answer)
    try:
        yield server
    finally:
        server.close()


def fault_server() -> Iterator[FaultServer]:
    """The body of a fixture: `fault_server = pytest.fixture(faults.fault_server)`."""
    with serving() as server:
        yield server


def _handler(server: FaultServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body in one packet
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            body = self.rfile.read(length)
            if len(body) < length:  # the client was killed while it sent
                self.close_connection = True
                return
            request = Request(self.path, dict(self.headers), body, self.command)
            reply = server.reply(request)
            sent = False
            try:
                sent = self._give(reply)
            finally:
                server.gave(request, reply, sent)

        do_GET = do_DELETE = do_POST

        def _give(self, reply: Reply) -> bool:
            if reply.then == "hold":
                server.held()
                (reply.until or server.release).wait()
                self.close_connection = True
            if reply.then == "reset":
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.close_connection = True
                self.connection.close()
                return False
            with suppress(OSError):  # the client may have gone
                self._send(reply)
                return True
            return False

        def _send(self, reply: Reply) -> None:
            self.send_response_only(reply.status)
            headers = {"Content-Type": "application/json", "Date": DATE} | reply.headers
            for name, text in headers.items():
                self.send_header(name, text)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body[: len(reply.body) // 2] if reply.then == "cut" else reply.body)
            self.wfile.flush()
            if reply.then == "cut":
                self.close_connection = True

        def finish(self) -> None:
            with suppress(OSError, ValueError):
                super().finish()

        def log_message(self, *_: Any) -> None:
            pass

    return Handler


@dataclass
class FakeTime:
    """A clock that moves only when somebody sleeps on it. `slept` in seconds."""

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def clock(self) -> float:
        """The time."""
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Let time pass at once."""
        self.slept.append(float(seconds))
        self.now += seconds
        await asyncio.sleep(0)


class SkippingLoop(asyncio.SelectorEventLoop):
    """An event loop whose clock a thread can put forward, so that nobody waits for a time limit."""

    ahead = 0.0

    def time(self) -> float:
        """The loop's clock, in seconds."""
        return super().time() + self.ahead

    def skip(self, seconds: float) -> None:
        """Put the clock forward."""
        self.ahead += seconds
        self.call_soon_threadsafe(lambda: None)  # wakes it


def closed_port() -> int:
    """A port of this machine on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
