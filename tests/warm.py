"""The program in processes of its own, quickly: one that has imported everything heavy forks a child for each command.

    with Warm() as warm:
        child = warm.run("batch", "news", "-o", "out", env={...}, where=tmp_path)
        os.kill(child.pid, signal.SIGKILL)
        assert child.ended() == -signal.SIGKILL

A child is what `summarizer` is when it begins its work: it runs `summarizer.cli.main()` with streams of its own and
ends as any Python program does.
"""

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).parent.parent
PATIENCE = 60.0  # seconds after which a child that does not end is killed, and its test fails


@dataclass
class Child:
    """A command that runs. `out` and `err` are the files of its streams."""

    pid: int
    out: Path
    err: Path
    _warm: "Warm"
    _status: int | None = None

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send it a signal, if it has not been seen to end."""
        if self._status is None:
            os.kill(self.pid, number)

    def ended(self) -> int:
        """Wait for its end; its exit code, or the number of the signal that ended it, below zero."""
        if self._status is None:
            overdue = threading.Timer(PATIENCE, self.kill)
            overdue.start()
            try:
                self._status = int(self._warm.ask({"wait": self.pid})["status"])
            finally:
                overdue.cancel()
        return self._status

    @property
    def said(self) -> str:
        """What it has written to stderr so far."""
        return self.err.read_text("utf-8", "replace")


class Warm:
    """The process that forks. One at a time may ask it; several children may run."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.warm"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        )
        self._lock = threading.Lock()
        self._count = 0

    def run(self, *argv: str | Path, where: Path, env: dict[str, str], **how: Any) -> Child:
        """Start a command in the folder `where`, with just these variables.

        `terminal` is the path of a terminal for its stderr, which becomes its own; `file_size` the largest file that
        it may write, in bytes; `humble` takes the right from it to write where the permissions say no.
        """
        self._count += 1
        out, err = (where / f"child-{self._count}.{name}" for name in ("out", "err"))
        err.touch()
        order = {"argv": list(map(str, argv)), "where": str(where), "env": env, "out": str(out), "err": str(err), **how}
        return Child(self.ask(order)["pid"], out, err, self)

    def ask(self, order: dict[str, Any]) -> dict[str, Any]:
        """One order, one reply."""
        with self._lock:
            stdin, stdout = self._process.stdin, self._process.stdout
            assert stdin is not None and stdout is not None
            stdin.write(json.dumps(order) + "\n")
            stdin.flush()
            reply: dict[str, Any] = json.loads(stdout.readline())
        return reply

    def close(self) -> None:
        """End it, and children that have not been waited for."""
        self._process.communicate()

    def __enter__(self) -> "Warm":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _serve(orders: IO[str], replies: IO[str]) -> dict[str, Any] | None:
    """Carry out orders; in a child, return the one that it is for."""
    children: set[int] = set()
    for line in orders:
        order = json.loads(line)
        if "wait" in order:
            children.remove(order["wait"])
            _, status = os.waitpid(order["wait"], 0)
            reply = {"status": os.waitstatus_to_exitcode(status)}
        else:
            pid = os.fork()
            if pid == 0:
                return order  # type: ignore[no-any-return]
            children.add(pid)
            reply = {"pid": pid}
        replies.write(json.dumps(reply) + "\n")
        replies.flush()
    for child in children:  # of tests that failed
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return None


def _become(order: dict[str, Any]) -> None:
    """Be the program that was asked for."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(order["env"])
    os.chdir(order["where"])
    _streams(order)
    if size := order.get("file_size"):
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    if order.get("humble"):
        _humble()
    sys.argv = ["summarizer", *order["argv"]]


def _streams(order: dict[str, Any]) -> None:
    if terminal := order.get("terminal"):
        os.setsid()  # the terminal that is opened next is ours: its Ctrl-C comes to us
    err = os.open(terminal or order["err"], os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    out = os.open(order["out"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    for number, descriptor in enumerate((err if terminal else os.open(os.devnull, os.O_RDONLY), out, err)):
        os.dup2(descriptor, number)
    sys.stdin, sys.stdout = os.fdopen(0, "r"), os.fdopen(1, "w", encoding="utf-8")
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1)


def _humble() -> None:
    """Let go of root's right to pass over permissions (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER)."""
    import ctypes

    class Header(ctypes.Structure):
        _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]

    class Sets(ctypes.Structure):
        _fields_ = [(name, ctypes.c_uint32) for name in ("effective", "permitted", "inheritable")]

    libc = ctypes.CDLL(None, use_errno=True)
    header, sets = Header(0x20080522, 0), (Sets * 2)()
    assert libc.capget(ctypes.byref(header), sets) == 0
    for name in ("effective", "permitted"):
        setattr(sets[0], name, getattr(sets[0], name) & ~(1 << 1 | 1 << 2 | 1 << 3))
    assert libc.capset(ctypes.byref(header), sets) == 0, os.strerror(ctypes.get_errno())


def _warm_up() -> None:
    """Do all that a command does once, so that everything is imported."""
    import gc
    import tempfile

    import rich.progress

    from summarizer.cli import cli

    from . import harbour
    from .faults import serving

    del rich
    with serving(harbour.answer) as server, tempfile.TemporaryDirectory() as name:
        place = Path(name)
        options = ["--model", "openai/gpt-5-mini", "--base-url", server.url, "--ledger", str(place / "ledger.sqlite")]
        argv = ["batch", str(harbour.folder(place / "news", 2)), "-o", str(place / "out"), "--budget", "1", *options]
        with contextlib.redirect_stderr(io.StringIO()), contextlib.suppress(SystemExit):
            cli.main(argv, standalone_mode=False)
    assert threading.active_count() == 1  # a thread would not come along
    gc.freeze()


if __name__ == "__main__":
    _warm_up()
    if (_order := _serve(sys.stdin, sys.stdout)) is not None:
        _become(_order)
        from summarizer.cli import main

        main()
