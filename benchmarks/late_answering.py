"""A server on loopback that answers about any article of `example_folder` after a while, to as many as ask at once.

Run as a process of its own, so that its CPU time counts for nobody; it takes its share of the cores all the same:
`python -m benchmarks.late_answering SECONDS` prints its port.
"""

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from . import example_folder

HEAD = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n"
_CLASSES = {"agreed_terms": "agreed_term", "demands": "demand", "open_questions": "open_question"}
_QUESTION = "\nQ: "  # what LangExtract puts before the text to be read, after its example


@contextmanager
def serving(seconds: float) -> Iterator[str]:
    """The base URL of such a server."""
    command = [sys.executable, "-m", "benchmarks.late_answering", str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{process.stdout.readline().strip()}/v1"
        finally:
            process.terminate()


class Answering(asyncio.Protocol):
    """One connection: requests one after another, each answered `seconds` after it came."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._came = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer once the request is whole."""
        self._came += data
        head, parting, body = self._came.partition(b"\r\n\r\n")
        if not parting:
            return
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0])
        if len(body) >= length:
            self._came = body[length:]
            reply = answer(bytes(body[:length])).encode()
            sent = HEAD.format(len(reply)).encode() + reply
            asyncio.get_running_loop().call_later(self._seconds, self._send, sent)

    def _send(self, reply: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.write(reply)


def answer(body: bytes) -> str:
    """The recorded answer about the article that a request holds; in LangExtract's form where that asks."""
    drafts = example_folder.answers()
    if b"ArticleDraft" not in body:
        return _extractions(json.loads(body)["messages"][-1]["content"])
    number = example_folder.NUMBER.search(body)
    assert number is not None, "a request about no article of ours"
    return drafts[int(number[1]) % len(drafts)]


def _extractions(prompt: str) -> str:
    """The recorded quotes that stand in a piece of an article, as LangExtract's format has them."""
    text = prompt.rpartition(_QUESTION)[2]
    found = [{kind: quote, f"{kind}_attributes": {"issue": issue}} for kind, quote, issue in _quotes() if quote in text]
    message = {"role": "assistant", "content": json.dumps({"extractions": found}, ensure_ascii=False)}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    usage = {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100}
    whole = {"id": "chatcmpl-1", "object": "chat.completion", "created": 1931000000, "model": "claude"}
    return json.dumps({**whole, "choices": [choice], "usage": usage}, ensure_ascii=False)


def _quotes() -> Iterator[tuple[str, str, str]]:
    for kind, items in _ITEMS:
        for item in items:
            for quote in item["quotes"]:
                yield kind, quote, item["issue"]


async def _serve(seconds: float) -> None:
    server = await asyncio.get_running_loop().create_server(lambda: Answering(seconds), "127.0.0.1", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    _DRAFTS = [example_folder.content(body) for body in example_folder.answers()]
    _ITEMS = [(_CLASSES[name], draft[name]) for draft in _DRAFTS for name in _CLASSES]
    asyncio.run(_serve(float(sys.argv[1])))
