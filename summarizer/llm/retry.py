"""How transport faults are retried: backoff with jitter, or as long as the server asks, within a total time.

One `AsyncRetrying` per request: shared by several tasks, tenacity's loses work (jd/tenacity#93).
"""

from typing import TYPE_CHECKING

from .fault import Fault
from .pace import Pace

if TYPE_CHECKING:
    from tenacity import AsyncRetrying, RetryCallState

BRIEFLY = 3.0  # seconds of retries where probably nobody will ever answer
FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0  # seconds


def retrying(pace: Pace, limit: float) -> "AsyncRetrying":
    """Retries of transient faults; no attempt begins later than `limit` seconds from now. The last fault is raised.

    Where the endpoint answers nobody at all, it is tried for `pace.patience` seconds instead, if that is longer.
    """
    from tenacity import AsyncRetrying, retry_if_exception, wait_exponential_jitter

    backoff = wait_exponential_jitter(multiplier=FIRST_WAIT, max=LONGEST_WAIT, jitter=FIRST_WAIT)
    started = pace.clock()

    def wait(state: "RetryCallState") -> float:
        asked = _fault(state).retry_after
        return max(backoff(state), pace.delay()) if asked is None else asked

    def out_of_time(state: "RetryCallState") -> bool:
        if _fault(state).brief and pace.answered is None:
            allowed = min(limit, BRIEFLY)
        else:
            allowed = limit if pace.answered_since(started) else max(limit, pace.patience)
        return pace.clock() + state.upcoming_sleep - started > allowed

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
