"""Briefs: what they find of what a careful reader finds in the example sets, and what a thousand summaries cost.

The truths are those of examples/README.md, in tests/cases/brief_truths.json. The model's answers are the recorded ones,
given again by a server on loopback; the built-in engine works over its own summaries.
"""

import asyncio
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from pathlib import Path

from summarizer import Brief, brief
from summarizer.briefing.public import briefs_of
from summarizer.builtin_merge import BuiltinMergeEngine
from summarizer.schemas.summary import ArticleSummary
from tests.brief_truths import TRUTHS, missed_changes, missed_disagreements
from tests.conftest import RECORDED_MODEL
from tests.merge_cards import demand, report, term

from .answering import Handler, recorded
from .figure import Figure
from .peak import peak

ROOT = Path(__file__).parent.parent
LEAST = {"disagreements": 0.85, "changes": 0.90}  # of the recorded model; the built-in engine has no bound


def measure() -> list[Figure]:
    """Recall on the example sets by engine, with how many were shown in all; then CPU and memory by size."""
    with _answering() as url:
        asked = {"model": RECORDED_MODEL, "base_url": url, "ledger": "off"}
        model = {name: brief([ROOT / "examples" / name], **asked) for name in TRUTHS}
    builtin = {name: brief([ROOT / "examples" / name], model="builtin") for name in TRUTHS}
    return [*_found("recorded model", model, LEAST), *_found("built-in engine", builtin, {}), *_large()]


def _found(engine: str, briefs: dict[str, Brief], least: dict[str, float]) -> Iterator[Figure]:
    for what, missed in (("disagreements", missed_disagreements), ("changes", missed_changes)):
        known = sum(len(TRUTHS[name][what]) for name in briefs)
        found = known - sum(len(missed(made, TRUTHS[name][what])) for name, made in briefs.items())
        shown = sum(len(getattr(made, what)) for made in briefs.values())
        bound = least.get(what, 0.0)
        yield Figure(
            f"{what} found of those a careful reader finds, {engine} ({shown} shown)",
            f"{found} of {known}",
            f"≥ {bound:.0%}" if bound else "–",
            found >= bound * known,
        )


def _large() -> list[Figure]:
    """A thousand summaries against ten times a hundred: near-linear is what is wanted."""
    small, large = _cpu(_generated(100)), _cpu(_generated(1000))
    before = peak()
    asyncio.run(briefs_of(_generated(1000), BuiltinMergeEngine()))
    grown = peak() / before
    value = large / (10 * small)
    return [
        Figure(
            f"1,000 summaries against 10 × 100: {large:.1f} s / {10 * small:.1f} s of CPU",
            f"{value:.2f}",
            "≤ 3",
            value <= 3,
        ),
        Figure("peak memory, the same again", f"{grown:.2f}", "≤ 1.25", grown <= 1.25),
    ]


def _generated(size: int) -> list[ArticleSummary]:
    """Reports on one negotiation: one in ten tells what others tell, all have a point of their own."""
    shared = "Velmar and Ostrava agreed to halt attacks on ports for 21 days."
    return [
        report(
            f"2031-03-{1 + n % 28:02}-{n:04}",
            term(shared if n % 10 == 0 else f"Velmar and Ostrava agreed to reopen checkpoint {n}."),
            demand(f"Velmar wants {n} tents for camp {n % 50}."),
        ).summary
        for n in range(size)
    ]


def _cpu(summaries: list[ArticleSummary]) -> float:
    began = time.process_time()
    asyncio.run(briefs_of(summaries, BuiltinMergeEngine()))
    return time.process_time() - began


@contextmanager
def _answering() -> Iterator[str]:
    os.environ.setdefault("OPENAI_API_KEY", "none")
    Handler.answers = recorded("test_brief_cassettes")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
