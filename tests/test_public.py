"""The names that the package promises: each loads, each has a docstring, and none loads before it is used."""

import inspect
import subprocess
import sys

import pytest

import summarizer
from tests.conftest import ROOT

NAMES = [
    "Article", "ArticleSummary", "Brief", "Settings", "SummarizerError", "__version__", "abrief", "abrief_all",
    "asummarize", "asummarize_all", "asummarize_folder", "brief", "brief_all", "summarize", "summarize_all",
    "summarize_folder",
]  # fmt: skip


def test_the_public_names_are_these() -> None:
    assert summarizer.__all__ == dir(summarizer) == NAMES


@pytest.mark.parametrize("name", [name for name in NAMES if name != "__version__"])
def test_every_public_name_loads_and_says_what_it_is(name: str) -> None:
    assert (inspect.getdoc(getattr(summarizer, name)) or "").strip()


@pytest.mark.parametrize("name", ["brief", "brief_all", "summarize", "summarize_all", "summarize_folder"])
def test_every_sync_name_has_an_async_one_with_the_same_arguments(name: str) -> None:
    plain, waited = getattr(summarizer, name), getattr(summarizer, f"a{name}")
    assert inspect.iscoroutinefunction(waited)
    assert inspect.signature(plain).parameters == inspect.signature(waited).parameters


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'digest'"):
        summarizer.digest  # noqa: B018


def test_the_package_imports_nothing_until_a_name_is_used() -> None:
    code = "import sys, summarizer; print(sorted(n for n in sys.modules if n.startswith('summarizer.')))"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    assert printed.strip() == "['summarizer.version']"
