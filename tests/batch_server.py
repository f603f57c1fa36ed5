"""OpenAI's Batch API on loopback, as published: files, batches that make a step with every look at them, and no clock.

    with batches_served() as server:
        server.plan("expired", after=2)          # how the next batch ends; later ones complete
        server.fate = lambda body: rejected(400, "no") if ... else None
        server.fault("create", "reset", done=True)   # the reply is lost, the batch is there
        ...
        assert set(server.charged.values()) == {1}

What a request costs is due when its batch begins, whether anybody ever looks at it: `charged` counts that by request.
"""

import json
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from itertools import count
from typing import Any
from urllib.parse import parse_qs, urlsplit

from .faults import FAULTS, Body, FaultServer, Reply, Request, completion, error

CREATED = 1931000000
STEPS = ("validating", "in_progress", "in_progress", "finalizing")
MISSING: Body = {}
Fate = Callable[[Body], Body | None]  # the line of a request: None for an answer, MISSING for no line at all


def rejected(status: int, message: str = "No", code: str | None = None) -> Body:
    """A line of the error file: the request came to the model's endpoint, which replied with an error."""
    stated = {"message": message, "type": "invalid_request_error", "param": None, "code": code}
    return {"response": {"status_code": status, "request_id": "req_1", "body": {"error": stated}}, "error": None}


def unreached(code: str) -> Body:
    """A line of the error file: the request did not come to the model's endpoint."""
    return {"response": None, "error": {"code": code, "message": "This request could not be executed."}}


def invalid(code: str, message: str, line: int | None = None) -> Body:
    """An error of a batch that does not begin; of one line of its file, or of the whole."""
    return {"code": code, "message": message, "line": line, "param": None}


@dataclass
class _Plan:
    ends: str = "completed"
    after: int | None = None  # so many requests are done by then
    errors: list[Body] = field(default_factory=list)


class BatchServer(FaultServer):
    """The server. `answer` makes the content of a good answer; `fate` says which requests get another line.

    `room` is how many requests may be under way at a time; `per_page` the largest page of a list; a new batch is
    missing in the first `lag` lists.
    """

    def __init__(self, answer: Any = None) -> None:
        super().__init__(answer)
        self.fate: Fate = lambda _body: None
        self.charged: Counter[str] = Counter()
        self.files: dict[str, bytes] = {}
        self.batches: dict[str, Body] = {}
        self.uploaded: list[bytes] = []
        self.most_lines = 50_000
        self.room: int | None = None
        self.per_page = 100
        self.lag = 0
        self.operations: list[str] = []
        self._numbers = count(1)
        self._plans: deque[_Plan] = deque()
        self._faults: dict[str, deque[tuple[str | Reply, bool]]] = {}
        self._ahead: dict[str, deque[Body]] = {}
        self._under_way: dict[str, int] = {}  # requests
        self._unlisted: dict[str, int] = {}  # lists

    def plan(self, ends: str, *, after: int | None = None, errors: list[Body] | None = None) -> None:
        """How one of the next batches ends."""
        self._plans.append(_Plan(ends, after, errors or []))

    def fault(self, operation: str, *faults: str | Reply, done: bool = False) -> None:
        """The next replies to upload, create, retrieve, list, content or delete; `done`: it is done all the same."""
        self._faults.setdefault(operation, deque()).extend((fault, done) for fault in faults)

    @property
    def lines(self) -> list[list[Body]]:
        """The lines of every file that was uploaded."""
        return [[json.loads(line) for line in file.splitlines()] for file in self.uploaded]

    def reply(self, request: Request) -> Reply:
        """The reply to a request."""
        address = urlsplit(request.path)
        place = address.path.removeprefix("/v1/").split("/")
        if place[0] not in ("files", "batches"):
            body = json.loads(request.body)
            self.charged[_canonical(body)] += 1
            return super().reply(request)
        operation = _operation(request.method, place)
        with self._lock:
            self.requests.append(request)
            self.operations.append(operation)
            queue = self._faults.get(operation)
            fault, done = queue.popleft() if queue else ("good", True)
            good = self._good(operation, place, request, parse_qs(address.query)) if done or fault == "cut" else Reply()
        if isinstance(fault, Reply):
            return fault
        if fault in ("good", "cut", "reset"):
            return good if fault == "good" else Reply(good.body, then=fault)  # type: ignore[arg-type]
        return FAULTS[fault](None, {})

    def _good(self, operation: str, place: list[str], request: Request, query: dict[str, list[str]]) -> Reply:
        if operation == "upload":
            return self._upload(request)
        if operation == "create":
            return self._create(json.loads(request.body))
        if operation == "list":
            return self._list(query)
        known: dict[str, Any] = self.files if place[0] == "files" else self.batches
        if place[1] not in known:
            return error(404, f"No such object: {place[1]}")
        if operation == "content":
            return Reply(self.files[place[1]], headers={"Content-Type": "application/octet-stream"})
        if operation == "delete":
            del self.files[place[1]]
            return _json({"id": place[1], "object": "file", "deleted": True})
        if operation == "cancel":
            self._ahead[place[1]].clear()
            self.batches[place[1]] |= {"status": "cancelled"}
        elif self._ahead[place[1]]:
            self.batches[place[1]] |= self._ahead[place[1]].popleft()
            if not self._ahead[place[1]]:
                self._under_way.pop(place[1], None)
        return _json(self.batches[place[1]])

    def _upload(self, request: Request) -> Reply:
        head = f"Content-Type: {request.headers['Content-Type']}\r\n\r\n".encode()
        parts: dict[str, bytes] = {}
        for part in message_from_bytes(head + request.body).get_payload():
            name = part.get_param("name", header="content-disposition")  # type: ignore[union-attr]
            parts[str(name)] = part.get_payload(decode=True)  # type: ignore[union-attr, assignment]
        if parts["purpose"] != b"batch":
            return error(400, "Invalid purpose", None, "purpose")
        self.uploaded.append(parts["file"])
        name = self._keep(parts["file"])
        stated = {"id": name, "object": "file", "bytes": len(parts["file"]), "created_at": CREATED}
        return _json({**stated, "filename": "batch.jsonl", "purpose": "batch", "status": "processed"})

    def _create(self, asked: Body) -> Reply:
        if asked["completion_window"] != "24h" or asked["endpoint"] != "/v1/chat/completions":
            return error(400, "Invalid value", "invalid_value")
        if asked["input_file_id"] not in self.files:
            return error(400, "No such file", "invalid_request")
        name = f"batch_{next(self._numbers)}"
        batch = {
            "id": name,
            "object": "batch",
            "status": "validating",
            "created_at": CREATED,
            "errors": None,
            "output_file_id": None,
            "error_file_id": None,
            "request_counts": {"total": 0, "completed": 0, "failed": 0},
            **asked,
        }
        self.batches[name], self._unlisted[name] = batch, self.lag
        self._ahead[name] = deque(self._steps(batch))
        return _json(batch)

    def _steps(self, batch: Body) -> Iterator[Body]:
        """What a look at the batch changes in it, look by look. The requests are answered at once."""
        plan = self._plans.popleft() if self._plans else _Plan()
        raw = self.files[batch["input_file_id"]].splitlines()
        errors = plan.errors or self._invalid(raw, batch["endpoint"]) or self._no_room(len(raw))
        if errors or plan.ends == "failed":
            return iter([{"status": "validating"}, {"status": "failed", "errors": {"object": "list", "data": errors}}])
        self._under_way[batch["id"]] = len(raw)
        answers, refusals = self._answered([json.loads(line) for line in raw], plan)
        counts = {"total": len(raw), "completed": len(answers), "failed": len(refusals)}
        half = counts | {"completed": len(answers) // 2, "failed": 0}
        steps: list[Body] = [{"status": status} for status in STEPS]
        steps[1] |= {"request_counts": half}
        end = {"status": plan.ends, "request_counts": counts, "output_file_id": None, "error_file_id": None}
        if answers:
            end["output_file_id"] = self._keep(b"".join(_line(line) for line in reversed(answers)))
        if refusals:
            end["error_file_id"] = self._keep(b"".join(_line(line) for line in refusals))
        return iter([*steps, end])

    def _answered(self, lines: list[Body], plan: _Plan) -> tuple[list[Body], list[Body]]:
        answers: list[Body] = []
        refusals: list[Body] = []
        done = len(lines) if plan.after is None else plan.after
        for at, line in enumerate(lines):
            fate = self.fate(line["body"])
            if at >= done:
                refusals.append(_output(line, unreached(f"batch_{plan.ends}")))
            elif fate is None:
                self.charged[_canonical(line["body"])] += 1
                good = self.answer(line["body"]) if callable(self.answer) else self.answer
                response = {"status_code": 200, "request_id": "req_1", "body": completion(good)}
                answers.append(_output(line, {"response": response, "error": None}))
            elif fate is not MISSING:
                ok = (fate["response"] or {}).get("status_code") == 200
                (answers if ok else refusals).append(_output(line, fate))
        return answers, refusals

    def _invalid(self, raw: list[bytes], url: str) -> list[Body]:
        """What the validation of an input file finds, by line."""
        if not raw:
            return [invalid("empty_file", "The input file is empty.")]
        if len(raw) > self.most_lines:
            return [invalid("too_many_tasks", f"The file has more than {self.most_lines} requests.")]
        seen: set[str] = set()
        models: set[str] = set()
        found = []
        for number, text in enumerate(raw, 1):
            try:
                line = json.loads(text)
            except ValueError:
                found.append(invalid("invalid_json_line", "This line is not parseable as valid JSON.", number))
                continue
            models.add(line["body"]["model"])
            if line["custom_id"] in seen:
                found.append(invalid("duplicate_custom_id", "The custom_id is that of another request.", number))
            if (line["url"], line["method"]) != (url, "POST"):
                found.append(invalid("url_mismatch", "The URL is not the batch's endpoint.", number))
            if len(models) > 1:
                found.append(invalid("model_mismatch", "Each batch must be of one model.", number))
            seen.add(line["custom_id"])
        return found

    def _no_room(self, requests: int) -> list[Body]:
        if self.room is None or requests + sum(self._under_way.values()) <= self.room:
            return []
        return [invalid("token_limit_exceeded", "Enqueued token limit reached. Please try again later.")]

    def _list(self, query: dict[str, list[str]]) -> Reply:
        listed = [batch for name, batch in self.batches.items() if self._unlisted[name] <= 0]
        self._unlisted = {name: lists - 1 for name, lists in self._unlisted.items()}
        newest_first = listed[::-1]
        after = query.get("after", [""])[0]
        start = next((at + 1 for at, batch in enumerate(newest_first) if batch["id"] == after), 0)
        size = min(self.per_page, int(query.get("limit", ["20"])[0]))
        page = newest_first[start : start + size]
        more = start + size < len(newest_first)
        return _json({"object": "list", "data": page, "has_more": more, "first_id": None, "last_id": None})

    def _keep(self, content: bytes) -> str:
        name = f"file-{next(self._numbers)}"
        self.files[name] = content
        return name


@contextmanager
def batches_served(answer: Any = None) -> Iterator[BatchServer]:
    """A batch server for a while."""
    server = BatchServer(answer)
    try:
        yield server
    finally:
        server.close()


def batch_server() -> Iterator[BatchServer]:
    """The body of a fixture: `server = pytest.fixture(batch_server)`."""
    with batches_served({"answer": 1}) as server:
        yield server


def _operation(method: str, place: list[str]) -> str:
    if place[0] == "files":
        return {"POST": "upload", "GET": "content", "DELETE": "delete"}[method]
    if len(place) == 1:
        return {"POST": "create", "GET": "list"}[method]
    return "cancel" if method == "POST" else "retrieve"


def _output(line: Body, result: Body) -> Body:
    return {"id": "batch_req_1", "custom_id": line["custom_id"], **result}


def _canonical(body: Body) -> str:
    return json.dumps(body, sort_keys=True)


def _json(body: Body) -> Reply:
    return Reply(json.dumps(body).encode())


def _line(line: Body) -> bytes:
    return json.dumps(line).encode() + b"\n"
