"""Settings: flags win over the environment, the environment over `summarizer.toml` in the current folder.

Every field here is `SUMMARIZER_<FIELD>` in the environment and `<field>` in the file. Keys of providers are read from
the providers' own variables (OPENAI_API_KEY, OPENAI_BASE_URL) and never written anywhere.
"""

import os
from difflib import get_close_matches
from typing import Any, Literal

from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from .errors import InputError

CONFIG_FILE = "summarizer.toml"
DEFAULT_MODEL = "openai/gpt-5-mini"
Mode = Literal["strict", "json_schema", "json", "md_json", "tools"]
Again = Literal["never", "failed", "always"]


class Settings(BaseSettings):
    """What a run goes by. Times are in seconds, sizes in bytes, windows in tokens."""

    model_config = SettingsConfigDict(env_prefix="SUMMARIZER_", toml_file=CONFIG_FILE, extra="forbid", frozen=True)

    model: str | None = Field(None, description="builtin or provider/name")
    base_url: str | None = Field(None, description="an OpenAI-compatible server")
    mode: Mode | None = Field(None, description="how the shape is asked for; null: what the provider knows")
    timeout: float = Field(120, gt=0, description="for one request to a model")
    retry_seconds: float = Field(300, ge=0, description="for one request with all retries of transport faults")
    reasks: int = Field(2, ge=0, description="how often an answer that is no valid JSON is asked for again")
    window: int = Field(128_000, ge=1_000, description="the model's window, prompt and answer together")
    max_output_tokens: int = Field(16_000, ge=100, description="room left for one answer, reasoning included")
    temperature: float | None = Field(None, ge=0, le=2, description="null: not sent, the provider's own")
    ledger: str | None = Field(None, description="where answers are kept; null: the user's data folder; off: nowhere")
    ask_again: Again = Field("never", description="which answers from before are asked for anew: never, failed, always")
    concurrency: int = Field(16, ge=1, le=1000, description="articles of a batch in flight")
    outage_seconds: float = Field(3600, ge=0, description="how long a batch tries an endpoint that answers nobody")
    max_bytes: int = Field(5_000_000, gt=0, description="the largest source read")
    url_timeout: float = Field(20, gt=0, description="for fetching one page, redirects included")
    max_redirects: int = Field(5, ge=0)
    allow_private_urls: bool = Field(False, description="fetch pages from this machine and private networks")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags, then the environment, then the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings(**flags: Any) -> Settings:
    """The settings in force; flags that are None count as not given.

    Raises InputError with the offending name where a value does not fit.
    """
    prefix = "SUMMARIZER_"
    variables = [name.removeprefix(prefix).lower() for name in os.environ if name.startswith(prefix)]
    if unknown := sorted(set(variables) - set(Settings.model_fields)):
        raise _unknown(f"{prefix}{unknown[0].upper()}", unknown[0])
    try:
        return Settings(**{name: value for name, value in flags.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"]))
        if first["type"] == "extra_forbidden":
            raise _unknown(f"{CONFIG_FILE}: {name!r}", name) from error
        raise InputError(
            f"Setting {name!r}: {first['msg'].lower()}; correct the flag, SUMMARIZER_{name.upper()} or {CONFIG_FILE}."
        ) from error
    except ValueError as error:
        raise InputError(f"{CONFIG_FILE} cannot be read: {error}; correct it or remove it.") from error


def _unknown(what: str, name: str) -> InputError:
    near = get_close_matches(name, Settings.model_fields, 1)
    meant = f"did you mean {near[0]}? " if near else ""
    return InputError(f"{what} is no setting; {meant}Settings are {', '.join(Settings.model_fields)}.")


def chosen_model(settings: Settings) -> tuple[str, str]:
    """The model that runs, and why: `builtin` or `provider/name`, and one clause for the reader."""
    if settings.model:
        return settings.model, "it was asked for"
    for variable in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        if os.environ.get(variable):
            return DEFAULT_MODEL, f"{variable} is set and no model was named"
    if settings.base_url:
        return DEFAULT_MODEL, "a base URL is given and no model was named"
    return "builtin", "no model is configured"
