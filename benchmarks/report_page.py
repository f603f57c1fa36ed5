"""The report in a browser, with 1,000 items in 100 articles: how long until it can be used, and a filter takes.

The floors are of the same run: the same page without its script, and hiding and showing every finding by hand.
"""

import statistics
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser

from summarizer.render.html.page import page
from tests.browsers import browser, opened
from tests.pages import large

from .figure import Figure, compared, cpu, ratio

ROUNDS = 5
LONGEST = 1.5  # times the page without its script
SLOWEST = 3.0  # times hiding and showing
LAID_OUT = "() => { document.body.offsetHeight; return performance.now(); }"  # since the navigation began
TIMED = """work => {
  const began = performance.now();
  new Function(work)();
  document.body.offsetHeight;
  return performance.now() - began;
}"""
FILTERED = """
  const select = document.querySelector('select[name=kind]');
  select.value = select.value ? '' : 'demand';
  select.dispatchEvent(new Event('change', { bubbles: true }));
"""
HIDDEN = "for (const entry of document.querySelectorAll('.entry')) entry.hidden = !entry.hidden;"


def measure() -> list[Figure]:
    """Milliseconds in Chromium; making the page, in seconds of CPU."""
    report = large()
    text = page(report)
    with TemporaryDirectory() as folder, browser() as running:
        whole, bare = Path(folder) / "report.html", Path(folder) / "bare.html"
        whole.write_text(text, "utf-8")
        bare.write_text(text[: text.rindex("<script>")], "utf-8")
        ready, floor = (_median(running, file, LAID_OUT) for file in (whole, bare))
        filtered, hidden = (_median(running, whole, TIMED, work) for work in (FILTERED, HIDDEN))
    seconds = cpu(lambda: page(report), rounds=3)
    data = cpu(report.model_dump_json, rounds=3)
    return [
        ratio("report of 1,000 items, ready to use / without its script", ready, floor, LONGEST, "ms"),
        ratio("report of 1,000 items, a filter / hiding and showing all", filtered, hidden, SLOWEST, "ms"),
        compared("report of 1,000 items, written / its data as JSON, CPU", seconds, data, "s"),
        Figure("report of 1,000 items, size", f"{len(text.encode()) / 2**20:.1f} MB"),
    ]


def _median(running: Browser, file: Path, script: str, argument: str | None = None) -> float:
    taken = []
    for _ in range(ROUNDS):
        with opened(running, file) as shown:
            taken.append(float(shown.evaluate(script, argument)))
    return statistics.median(taken)
