"""Flags win over the environment, the environment over the file; a bad value is named."""

from pathlib import Path
from typing import get_args

import pytest

from summarizer.cli.options import MODES
from summarizer.errors import InputError
from summarizer.settings import DEFAULT_MODEL, Mode, chosen_model, load_settings


def test_precedence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "summarizer.toml").write_text('model = "ollama/file"\ntimeout = 7\n')
    assert load_settings().model == "ollama/file"
    monkeypatch.setenv("SUMMARIZER_MODEL", "ollama/environment")
    assert load_settings().model == "ollama/environment"
    assert load_settings(model="builtin").model == "builtin"
    assert load_settings(model=None).timeout == 7


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ("timeout = 'soon'", "timeout"),
        ("colour = true", "colour"),
        ("timeout = ", "summarizer.toml"),
        ("window = 3", "window"),
    ],
)
def test_a_bad_file_is_one_sentence_that_names_the_setting(
    file: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "summarizer.toml").write_text(file)
    with pytest.raises(InputError, match=says) as caught:
        load_settings()
    assert "\n" not in str(caught.value)


def test_which_engine_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    assert chosen_model(load_settings())[0] == "builtin"
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:1/v1")
    assert chosen_model(load_settings())[0] == DEFAULT_MODEL
    assert chosen_model(load_settings(model="builtin"))[0] == "builtin"


def test_the_command_line_offers_the_modes_that_settings_take() -> None:
    assert get_args(Mode) == MODES
