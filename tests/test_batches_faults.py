"""The Batch API's transport: what breaks on the way to files and batches, what is private, and what is odd."""

from itertools import product
from pathlib import Path

import pytest

from summarizer.errors import OutputError, RequestRefusedError, SummarizerError, UnreachableError
from summarizer.ledger import Asked
from summarizer.llm.batches import Settled

from .batch_runs import MODEL, Run, go, only
from .batch_server import BatchServer, batch_server, invalid, rejected
from .faults import Reply, Request

KEY = "sk-a-key-that-nobody-may-see"

server = pytest.fixture(batch_server)


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)


@pytest.mark.parametrize(
    ("operation", "fault"),
    [
        *product(("upload", "create", "retrieve", "content"), ("rate_limited_seconds", "status_500", "reset", "cut")),
        *product(("upload", "create", "retrieve"), ("garbage_body",)),  # of a file, any content is good
    ],
)
def test_faults_of_the_server_are_waited_out(server: BatchServer, tmp_path: Path, operation: str, fault: str) -> None:
    server.fault(operation, fault)
    assert go(Run(server.url, tmp_path), lambda run: run.settle(1, 2)) == Settled(answered=2)
    assert sorted(server.charged.values()) == [1, 1]


@pytest.mark.parametrize(
    ("fault", "others"),
    [
        ("status_500", 0),
        ("status_504", 3),
        ("reset", 0),
        ("reset", 3),
        ("garbage_body", 0),
        ("cut", 0),
        ("web_page", 0),
    ],
)
def test_a_batch_whose_creation_got_no_reply_is_not_created_twice(
    server: BatchServer, tmp_path: Path, fault: str, others: int
) -> None:
    for number in range(others):
        go(Run(server.url, tmp_path / str(number)), lambda run: run.settle(9))
    server.per_page, server.charged = 1, type(server.charged)()
    server.fault("create", fault, done=True)
    assert go(Run(server.url, tmp_path), lambda run: run.settle(1, 2)) == Settled(answered=2)
    assert sorted(server.charged.values()) == [1, 1]


@pytest.mark.parametrize("operation", ["upload", "create", "retrieve", "content"])
@pytest.mark.parametrize(
    ("fault", "kind", "words"),
    [
        ("bad_key", RequestRefusedError, "refuses the key"),
        ("status_500", UnreachableError, "fails with HTTP 500"),
        ("no_quota", RequestRefusedError, "nothing left to spend"),
        ("schema_refused", RequestRefusedError, "leave out --batch-api"),
    ],
)
def test_a_server_that_does_not_relent_stops_the_run_and_the_next_goes_on(
    server: BatchServer, tmp_path: Path, operation: str, fault: str, kind: type[SummarizerError], words: str
) -> None:
    server.fault(operation, *[fault] * 200)
    with pytest.raises(kind, match=words):
        go(Run(server.url, tmp_path), lambda run: run.settle(1, 2))
    server._faults.clear()
    assert go(Run(server.url, tmp_path), lambda run: run.settle(1, 2)) == Settled(answered=2)
    assert sorted(server.charged.values()) == [1, 1]


@pytest.mark.parametrize("fault", ["no_path", "web_page"])
@pytest.mark.parametrize("operation", ["upload", "create"])
def test_a_server_without_a_batch_api_is_said_to_have_none(
    server: BatchServer, tmp_path: Path, operation: str, fault: str
) -> None:
    server.fault(operation, *[fault] * 200)
    with pytest.raises(RequestRefusedError, match=r"^http://127.0.0.1:\d+/v1 has no Batch API .*: leave out --batch"):
        go(Run(server.url, tmp_path), lambda run: run.settle(1))


def test_files_that_cannot_be_deleted_do_no_harm(server: BatchServer, tmp_path: Path) -> None:
    server.fault("delete", "status_500", "no_path", "reset")
    assert go(Run(server.url, tmp_path), lambda run: run.settle(1)) == Settled(answered=1)


def test_answers_that_the_server_has_lost_are_asked_for_again(server: BatchServer, tmp_path: Path) -> None:
    server.fault("content", "no_path")
    assert go(Run(server.url, tmp_path), lambda run: run.settle(1)) == Settled(again=1)


def test_a_batch_that_the_server_does_not_know_is_not_asked_anew_by_itself(server: BatchServer, tmp_path: Path) -> None:
    server.fault("retrieve", "bad_key")
    with pytest.raises(RequestRefusedError):
        go(Run(server.url, tmp_path), lambda run: run.settle(1))
    server.batches.clear()
    with pytest.raises(RequestRefusedError, match=r"does not know the batch batch_.* OPENAI_API_KEY"):
        go(Run(server.url, tmp_path), lambda run: run.settle(1))
    assert go(Run(server.url, tmp_path), lambda run: run.settle(2)) == Settled(answered=1)


def test_the_key_is_nowhere(server: BatchServer, tmp_path: Path) -> None:
    server.answer = {"said": f"your key is {KEY}"}
    server.fate = only(2, fate=rejected(400, f"The key {KEY} is bad"))
    go(Run(server.url, tmp_path), lambda run: run.settle(1, 2))
    server.plan("failed", errors=[invalid("x", f"The key {KEY} is bad", 1)])
    go(Run(server.url, tmp_path), lambda run: run.settle(3, 4))
    assert not any(KEY.encode() in file for file in server.uploaded)
    for file in tmp_path.iterdir():
        assert KEY.encode() not in file.read_bytes()
        assert file.stat().st_mode & 0o077 == 0


def test_the_file_that_is_sent_is_nobody_elses(
    server: BatchServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    names: list[Path] = []
    real = server.reply

    def reply(request: Request) -> Reply:
        names.extend(folder.iterdir())
        return real(request)

    monkeypatch.setattr(server, "reply", reply)
    go(Run(server.url, tmp_path), lambda run: run.settle(1))
    assert server.uploaded and names == []  # it never had a name


def test_no_room_for_temporary_files_is_one_sentence(
    server: BatchServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    with pytest.raises(OutputError, match=r"temporary files .* set TMPDIR"):
        go(Run(server.url, tmp_path), lambda run: run.settle(1))
    monkeypatch.undo()
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    assert go(Run(server.url, tmp_path), lambda run: run.settle(1)) == Settled(answered=1)


def test_half_characters_and_odd_line_ends_arrive(server: BatchServer, tmp_path: Path) -> None:
    odd = {"model": "gpt-5-mini", "messages": [{"role": "user", "content": "a\u2028b\x85c \ud83d d \ud83d\ude00"}]}

    async def work(run: Run) -> None:
        asked = Asked(MODEL, server.url, odd)
        await run.batches.put_off(asked)
        assert await run.batches.settle() == Settled(answered=1)
        assert run.ledger.find(asked.key) is not None

    go(Run(server.url, tmp_path), work)
    assert server.uploaded[0].decode().splitlines() == [server.uploaded[0].decode().rstrip("\n")]
