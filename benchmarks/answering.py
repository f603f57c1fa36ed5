"""A server on loopback that gives the recorded answers again, for measuring what is done around a call.

Run as a process of its own, so that its CPU time is not counted: `python -m benchmarks.answering` prints its port.
"""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import yaml

CASSETTES = Path(__file__).parent.parent / "cassettes"


def recorded(module: str = "test_cassettes") -> dict[str, str]:
    """Response bodies, from the cassettes of a test module, by the messages that they answer."""
    answers = {}
    for path in sorted((CASSETTES / module).glob("*.yaml")):
        cassette = yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        for interaction in cassette["interactions"]:
            body = json.loads(interaction["request"]["body"])
            answers[json.dumps(body["messages"])] = interaction["response"]["body"]["string"]
    return answers


class Handler(BaseHTTPRequestHandler):
    """Answers a chat completion by its messages."""

    protocol_version = "HTTP/1.1"
    answers: ClassVar[dict[str, str]] = {}

    def do_POST(self) -> None:
        """Give the recorded answer."""
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        answer = self.answers[json.dumps(body["messages"])].encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


if __name__ == "__main__":
    Handler.answers = recorded()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_address[1], flush=True)
    server.serve_forever()
