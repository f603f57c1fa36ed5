"""The wheel carries everything: installed into an empty environment it works from another folder."""

import json
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from tests.conftest import ROOT

ARTICLE = "Talks resumed.\n\nThe Dockers' Union agreed to suspend its strike on Monday, the port authority said.\n"


TEMPLATES = sorted(path.name for path in (ROOT / "prompts").iterdir())


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` of an environment that holds the built wheel, and the dependencies it declares, and nothing else."""
    folder = tmp_path_factory.mktemp("wheel")
    _run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)], folder)
    (wheel,) = folder.glob("*.whl")
    home = folder / "empty"
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    _run(
        [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-index", "--no-deps", str(wheel)],
        folder,
    )
    # The dependencies stand in this test's own environment; a path line lends them without its editable install.
    (site,) = home.glob("lib/python*/site-packages")
    (site / "dependencies.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    return home / "bin"


@pytest.mark.wheel
def test_the_installed_program_reads_an_article_from_another_folder(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "talks.txt").write_text(ARTICLE)
    printed = _run([str(installed / "summarizer"), "article", "talks.txt", "--format", "json"], tmp_path)
    summary = json.loads(printed)
    assert "Dockers" in summary["article"]["text"]
    assert summary["agreed_terms"][0]["evidence"][0]["quote"] in ARTICLE


@pytest.mark.wheel
def test_the_wheel_has_prompts_schemas_and_types_where_the_package_looks(installed: Path, tmp_path: Path) -> None:
    code = (
        "import summarizer, summarizer.schemas.draft, pathlib, jinja2;"
        "home = pathlib.Path(summarizer.__file__).parent;"
        "assert 'empty' in str(home), home;"
        "print(sorted(p.name for p in (home / 'prompts').iterdir()), (home / 'py.typed').exists())"
    )
    assert _run([str(installed / "python"), "-c", code], tmp_path) == f"{TEMPLATES} True\n"


def _run(command: list[str], folder: Path) -> str:
    finished = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stderr
    return finished.stdout
