"""A real browser with a report open in it: Debian's Chromium (or $CHROMIUM), driven through Playwright.

Whatever the page asks for beyond its own file, and whatever it complains of, is kept and is a failure at the end.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
NEEDS_CHROMIUM = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed (Debian: apt-get install chromium)"),
]
# It must not call home: here nothing may reach a network, in a test least of all.
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
QUIET += ["--disable-sync", "--no-first-run", "--disable-quic", "--disable-default-apps"]


@contextmanager
def browser() -> Iterator[Browser]:
    """A Chromium without a window."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        try:
            yield running
        finally:
            running.close()


@contextmanager
def opened(running: Browser, file: Path, hash: str = "", **context: Any) -> Iterator[Page]:
    """A page at a file; it must stay silent and ask for nothing."""
    sins: list[str] = []
    inside = running.new_context(**{"viewport": {"width": 1400, "height": 900}, **context})
    page = inside.new_page()
    page.on("console", lambda message: sins.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: sins.append(f"error: {error}"))
    page.on("request", lambda asked: sins.append(asked.url) if not asked.url.startswith("file:") else None)
    page.on("requestfailed", lambda asked: sins.append(f"failed: {asked.url}"))
    page.on("dialog", lambda dialog: sins.append(f"dialog: {dialog.message}"))
    try:
        page.goto(f"{file.as_uri()}{hash}")
        yield page
    finally:
        inside.close()
    assert not sins, sins
