"""The briefs on the example sets by the recorded model, outside a test of their own: for the README and its test."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import vcr

from summarizer import Brief, brief
from summarizer.briefing import brief_sources
from summarizer.run import run
from summarizer.schemas.batch import Failures
from summarizer.schemas.report import Report
from summarizer.settings import load_settings
from tests.conftest import RECORDED_AT, RECORDED_MODEL, ROOT, same_json

CASSETTES = ROOT / "cassettes" / "test_brief_cassettes"


@cache
def recorded_brief(name: str) -> Brief:
    """The brief on `examples/NAME`."""
    with _replayed(f"test_recorded_brief[{name}].yaml"):
        return brief(
            [ROOT / "examples" / name], model=RECORDED_MODEL, base_url=RECORDED_AT, retry_seconds=0, ledger="off"
        )


@cache
def recorded_report(name: str) -> Report:
    """All that a report on `examples/NAME` holds."""
    settings = load_settings(model=RECORDED_MODEL, base_url=RECORDED_AT, retry_seconds=0, ledger="off")
    with _replayed(f"test_recorded_brief[{name}].yaml"):
        briefs, summaries, errors = run(brief_sources([ROOT / "examples" / name], settings))
    assert not errors
    return Report(briefs=briefs, summaries=summaries, failures=Failures(failed=[], skipped=[]))


@contextmanager
def _replayed(cassette: str) -> Iterator[None]:
    recorder = vcr.VCR(record_mode="none", match_on=["method", "path", "json_body"])
    recorder.register_matcher("json_body", same_json)
    key, os.environ["OPENAI_API_KEY"] = os.environ.get("OPENAI_API_KEY"), "none"
    try:
        with recorder.use_cassette(str(CASSETTES / cassette), allow_playback_repeats=True):
            yield
    finally:
        os.environ.pop("OPENAI_API_KEY")
        if key is not None:
            os.environ["OPENAI_API_KEY"] = key
