"""Runs that are killed: a process that forks one for every line of its input, each of which may end by `kill -9`.

A line is JSON: `url`, `path` of the ledger, `numbers` of the requests, and `at`, the step of `settle` after which the
run is killed, or null. The reply is how many steps it took, and null where it was killed.
"""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

from summarizer.errors import UnansweredError
from summarizer.ledger import Ledger
from summarizer.llm import price
from summarizer.llm.batches import lines
from summarizer.llm.batches.server import Server
from summarizer.llm.completion import restored
from summarizer.llm.fault import fault_of

from .batch_runs import MODEL, Run

STEPS = {Ledger: ("write",), Server: ("upload", "create", "find", "download", "delete")}


def main() -> None:
    """Serve until the input ends."""
    _import_all()
    lines._AT_ONCE = 2
    for line in sys.stdin:
        job = json.loads(line)
        reader, writer = os.pipe()
        if (child := os.fork()) == 0:
            os.write(writer, str(asyncio.run(_run(job))).encode())
            os._exit(0)
        os.close(writer)
        os.waitpid(child, 0)
        with os.fdopen(reader) as reply:
            print(reply.read() or "null", flush=True)


def _import_all() -> None:
    """What takes long, once for all."""
    import filelock
    from openai import AsyncOpenAI

    client = AsyncOpenAI(api_key="none")
    assert client.batches and client.files and filelock
    assert restored("{}") and price(MODEL, 1, 1) and fault_of(ValueError()) is None


async def _run(job: dict[str, Any]) -> int:
    """Passes over the requests until none waits, as a batch does it; how many steps they took."""
    run, steps = Run(job["url"], Path(job["path"]), most_requests=3), count()
    while await _put_off(run, job["numbers"]):
        real = {kind: {name: getattr(kind, name) for name in names} for kind, names in STEPS.items()}
        for kind, methods in real.items():
            for name, method in methods.items():
                setattr(kind, name, _counted(method, steps, job["at"]))
        await run.batches.settle()
        for kind, methods in real.items():
            for name, method in methods.items():
                setattr(kind, name, method)
    await run.aclose()
    return next(steps)


async def _put_off(run: Run, numbers: list[int]) -> bool:
    """Put off what has no answer yet; whether there is any that waits."""
    waits = False
    for number in numbers:
        if not all(run.answered(number)):
            with suppress(UnansweredError):
                await run.put_off(number)
                waits = True
    return waits


def _counted(method: Any, steps: "Iterator[int]", at: int | None) -> Any:
    async def step(*args: Any, **how: Any) -> Any:
        result = await method(*args, **how)
        if next(steps) == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    return step


if __name__ == "__main__":
    main()
