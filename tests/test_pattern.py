"""Lazy patterns: the same as compiled ones, and none with an error in it, which would show only at its first use."""

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import summarizer
from summarizer.pattern import _Pattern, lazy


def test_a_lazy_pattern_does_what_a_compiled_one_does() -> None:
    late, now = lazy(r"(?P<who>\w+) said", re.I), re.compile(r"(?P<who>\w+) said", re.I)
    for text in ("She SAID no", "nothing"):
        assert str(late.search(text)) == str(now.search(text))
        assert late.findall(text) == now.findall(text)
        assert late.sub("x", text) == now.sub("x", text)
    assert (late.pattern, late.groups, late.flags) == (now.pattern, now.groups, now.flags)


def test_every_lazy_pattern_compiles() -> None:
    root = Path(summarizer.__file__).parent
    names = [".".join(("summarizer", *path.relative_to(root).with_suffix("").parts)) for path in root.rglob("*.py")]
    modules = [import_module(name.removesuffix(".__init__")) for name in names if not name.endswith("__main__")]
    late = {id(value): value for module in modules for value in vars(module).values() if isinstance(value, _Pattern)}
    assert len(late) > 50
    assert all(re.compile(value.pattern, value.flags).flags == value.flags for value in late.values())


def test_loading_the_builtin_engine_compiles_none_of_its_patterns() -> None:
    code = "import summarizer.builtin.drafting as d, summarizer.builtin.speech as s; print('search' in vars(s.TRAIL))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown == "False\n"
