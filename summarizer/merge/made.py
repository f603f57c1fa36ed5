"""Whether it is sure, over all accounts, that a demand was made at all."""

from collections.abc import Sequence

from ..schemas.summary import Demand
from ..schemas.vocabulary import Made
from .accounts import LATE, Told


def made(accounts: Sequence[Told]) -> Made:
    """Denied where the last word on it is a denial, undisputed where an account takes it as sure, else a claim.

    A denial holds against accounts of its own day, and until a later one takes the demand as sure. That another side's
    account passes the demand over is no denial.
    """
    denials = [told.day for told in accounts if _made(told) is Made.DENIED]
    sure = [told.day for told in accounts if _made(told) is Made.UNDISPUTED]
    if denials:
        last = max(LATE if day is None else day for day in denials)
        return Made.UNDISPUTED if any(day is not None and day > last for day in sure) else Made.DENIED
    return Made.UNDISPUTED if sure else Made.ONE_PARTY_CLAIMS


def _made(told: Told) -> Made:
    assert isinstance(told.item, Demand)
    return told.item.made
