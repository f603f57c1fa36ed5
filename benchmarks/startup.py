"""How long a newcomer waits: `--help`, and a whole run on one article, against importing the library openai."""

import compileall
import sys
from pathlib import Path

from .figure import Figure, alternating, ratio

ROOT = Path(__file__).parent.parent
ARTICLE = ROOT / "examples/ceasefire/2031-03-06-lormund-standard-truce-for-the-harbours.txt"
PROGRAM = [sys.executable, "-m", "summarizer"]
IMPORT = [sys.executable, "-c", "import openai"]


def measure() -> list[Figure]:
    """Both against the import, each pair in turn; the program's bytecode is made first, as the library's is."""
    for package in ("summarizer", "schemas"):
        compileall.compile_dir(ROOT / package, quiet=1)
    help_, imported = alternating([*PROGRAM, "--help"], IMPORT)
    whole, imported_again = alternating([*PROGRAM, "article", str(ARTICLE), "--model", "builtin"], IMPORT)
    return [
        ratio("`summarizer --help` / `import openai`", help_, imported, 0.33),
        ratio("`summarizer article`, built-in engine / `import openai`", whole, imported_again, 0.33),
    ]
