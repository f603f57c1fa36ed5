"""A fault server that keeps account for a batch: what came, what was answered and charged, how many at a time."""

import asyncio
import json
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from typing import Any

from summarizer.batch import Job, Result, Stop, run_batch
from summarizer.batch.run import pace_of
from summarizer.ledger import Asked
from summarizer.llm.pace import Pace
from summarizer.settings import load_settings

from . import harbour
from .faults import FAULTS, USAGE, Body, FaultServer, Reply, Request, completion

MODEL = "openai/gpt-5-mini"  # which has a price
NO_CERTIFICATES = ("SSL_CERT_DIR", str(Path(__file__).parent))  # a tenth of a second less for each client
_HEAD = re.compile(r"^(s\d+) \|", re.M)
HANG = 30.0  # seconds after which a test that waits for what never comes goes on, and fails
_PERCENT, _LETTER = re.compile(r"demands a raise of (\d+) percent"), re.compile(r"answered the letter of (\d+) March")


@dataclass
class SharedTime:
    """A clock that moves only when somebody sleeps on it; who sleeps at the same time sleeps it once."""

    now: float = 1000.0
    pace: Pace | None = None  # of the batch that runs on this clock

    def clock(self) -> float:
        """The time."""
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Let time pass at once."""
        until = self.now + seconds
        await asyncio.sleep(0)
        self.now = max(self.now, until)


class Watched(FaultServer):
    """The server. `choose` says what comes of a request: "good", a name in FAULTS, a Reply; it may wait."""

    def __init__(self, choose: Callable[[Body], str | Reply] = lambda _body: "good", answer: Any = None) -> None:
        self.choose = choose
        self.usage: Callable[[Body], Body | None] = lambda _body: USAGE
        self.account = threading.Condition()
        self.in_flight = 0
        self.flying: list[int] = []  # how many were in flight when each request came, itself included
        self.keys: list[str] = []  # of the requests, as the ledger has them
        self.about: list[int | None] = []  # which article each is about; None: several
        self.answered: list[str] = []  # the keys of those answered in full
        self.going = False  # nobody waits for anything any more
        self.given: Counter[int | None] = Counter()  # replies of any kind, by article
        super().__init__(answer or harbour.answer)

    def reply(self, request: Request) -> Reply:
        """What `choose` says."""
        body = json.loads(request.body)
        with self.account:
            self.requests.append(request)
            self.keys.append(key_of(body))
            self.about.append(number_of(body))
            self.in_flight += 1
            self.flying.append(self.in_flight)
            release = self.release  # that of the time before anybody knows of the request
            self.account.notify_all()
        try:
            return replace(self._chosen(body), until=release)
        finally:  # before it is sent: the client goes on as soon as it has it
            with self.account:
                self.in_flight -= 1

    def gave(self, request: Request, reply: Reply, sent: bool) -> None:
        """Keep account of what was answered."""
        with self.account:
            self.given[number_of(json.loads(request.body))] += 1
            if sent and reply.status == 200 and reply.then == "send":
                self.answered.append(key_of(json.loads(request.body)))
            self.account.notify_all()

    def _chosen(self, body: Body) -> Reply:
        step = self.choose(body)
        if isinstance(step, Reply):
            return step
        good = self.answer(body)
        if step == "good":
            return Reply(json.dumps(completion(good, usage=self.usage(body))).encode())
        return FAULTS[step](good, body)

    def wait(self, until: Callable[[], bool]) -> bool:
        """Wait for something of the account, or of the client in this process; false where it never comes."""
        end = monotonic() + HANG
        with self.account:
            while not (self.going or until()) and monotonic() < end:
                self.account.wait(0.01)
            return not self.going and until()

    def close(self) -> None:
        """Stop; nobody is waited for."""
        with self.account:
            self.going = True
            self.account.notify_all()
        super().close()

    def let_go(self) -> None:
        """Let go of what is held, not of what comes later."""
        held, self.release = self.release, threading.Event()
        held.set()

    def asked(self) -> Counter[int | None]:
        """How many requests there were about each article, and about several (None)."""
        return Counter(self.about)


def pairs(body: Body) -> Any:
    """What the harbour's model answers; but that it holds every two reports to be on one negotiation.

    So a brief takes many questions, some of them side by side.
    """
    if body["response_format"]["json_schema"]["name"] != "StoriesDraft":
        return harbour.answer(body)
    refs = _HEAD.findall(body["messages"][1]["content"])
    stories = [refs[at : at + 2] for at in range(0, len(refs), 2)]
    return {"stories": [{"negotiation": f"wages {some[0]}", "days": [], "unplaced": some} for some in stories]}


@contextmanager
def watching(choose: Callable[[Body], str | Reply] = lambda _body: "good", answer: Any = None) -> Iterator[Watched]:
    """Such a server for a while."""
    server = Watched(choose, answer)
    try:
        yield server
    finally:
        server.close()


def key_of(body: Body) -> str:
    """The key of a request in the ledger."""
    return Asked(MODEL, "", body).key


def number_of(body: Body) -> int | None:
    """Which article of the harbour a request is about, or about a part of; None for several."""
    if body["response_format"]["json_schema"]["name"] not in ("ArticleDraft", "RepairDraft"):
        return None
    asked = body["messages"][1]["content"]
    for line, more in ((_PERCENT, 2), (_LETTER, 1)):
        if found := line.search(asked):
            return int(found[1]) - more
    return None


def batch(
    news: Path, url: str, *, time: SharedTime | None = None, stop: Stop | None = None, brief: bool = False, **how: Any
) -> Result:
    """Run a batch over the folder into the folder `out` beside it, on a clock that nobody waits for."""
    own = {name: how.pop(name) for name in ("budget",) if name in how}
    settings = load_settings(**{"model": MODEL, "base_url": url, "concurrency": 4, **how})
    time = time or SharedTime()
    pace = time.pace = pace_of(settings, clock=time.clock, sleep=time.sleep)
    job = Job(news, news.parent / "out", settings, brief=brief, **own)
    return asyncio.run(run_batch(job, stop=stop, pace=pace))
