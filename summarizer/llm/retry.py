"""How transport faults are retried: backoff with jitter, or as long as the server asks, within a total time.

One `AsyncRetrying` per request: shared by several tasks, tenacity's loses work (jd/tenacity#93).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .fault import Fault
from .pace import Pace

if TYPE_CHECKING:
    from tenacity import AsyncRetrying, RetryCallState

BRIEFLY = 3.0  # seconds of retries where probably nobody will ever answer
FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0  # seconds


@dataclass
class Trying:
    """How a request fares: since when it fails, by the clock of the pace (null: not yet), and the seconds in which it
    waited for its turn, which are no trying.
    """

    failing: float | None = None
    waited: float = 0.0


def retrying(pace: Pace, limit: float, trying: Trying | None = None) -> "AsyncRetrying":
    """Retries of transient faults; no attempt begins after more than `limit` seconds of it. The last fault is raised.

    Where the endpoint answers nobody at all, it is tried for `pace.patience` seconds instead, if that is longer; not so
    with a request that is tried alone, for then nothing tells the endpoint's fault from its own: the next one will.
    """
    from tenacity import AsyncRetrying, retry_if_exception, wait_exponential_jitter

    backoff = wait_exponential_jitter(multiplier=FIRST_WAIT, max=LONGEST_WAIT, jitter=FIRST_WAIT)
    started, fares = pace.clock(), trying or Trying()

    def wait(state: "RetryCallState") -> float:
        asked = _fault(state).retry_after
        return asked or max(backoff(state), pace.delay())  # "after 0 s" is no invitation to hammer

    def out_of_time(state: "RetryCallState") -> bool:
        if _fault(state).brief and pace.answered is None:
            allowed = min(limit, BRIEFLY)
        elif pace.serves(fares.failing or started, limit) or (pace.trying == 1 and pace.spares):
            allowed = limit
        else:
            allowed = max(limit, pace.patience)
        return pace.clock() - started - fares.waited + state.upcoming_sleep > allowed

    return AsyncRetrying(
        sleep=pace.sleep,
        wait=wait,
        stop=out_of_time,
        retry=retry_if_exception(lambda error: isinstance(error, Fault) and error.transient),
        reraise=True,
    )


def _fault(state: "RetryCallState") -> Fault:
    fault = state.outcome.exception() if state.outcome else None
    assert isinstance(fault, Fault), "only faults are retried"
    return fault
