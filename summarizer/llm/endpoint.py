"""Where a model is asked, with which key, and what its server understands.

Names, addresses and key variables are those of instructor's `from_provider`, of the providers that speak OpenAI's
protocol. An address of the user's own wins over the provider's, and then the key is optional: most such need none.
"""

import os
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Literal
from urllib.parse import urlsplit

from ..errors import InputError, RequestRefusedError
from ..settings import Mode, Settings

SHORTEST_SECRET = 16  # characters of a key
NO_KEY = "none"  # openai insists on some key; servers without keys ignore it


@dataclass(frozen=True)
class Provider:
    """What is known about one provider. `output_field` is its name for the limit on the answer's tokens."""

    base_url: str
    key_variable: str
    mode: Mode
    local: bool = False
    output_field: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"


PROVIDERS: dict[str, Provider] = {
    "openai": Provider("https://api.openai.com/v1", "OPENAI_API_KEY", "strict", output_field="max_completion_tokens"),
    "ollama": Provider("http://localhost:11434/v1", "OLLAMA_API_KEY", "json_schema", local=True),
    "llamacpp": Provider("http://localhost:8080/v1", "LLAMA_API_KEY", "json_schema", local=True),
    "vllm": Provider("http://localhost:8000/v1", "VLLM_API_KEY", "json_schema", local=True),
    "lmstudio": Provider("http://localhost:1234/v1", "LMSTUDIO_API_KEY", "json_schema", local=True),
    "openrouter": Provider("https://openrouter.ai/api/v1", "OPENROUTER_API_KEY", "strict"),
    "mistral": Provider("https://api.mistral.ai/v1", "MISTRAL_API_KEY", "strict"),
    "xai": Provider("https://api.x.ai/v1", "XAI_API_KEY", "strict"),
    "cerebras": Provider("https://api.cerebras.ai/v1", "CEREBRAS_API_KEY", "strict"),
    "fireworks": Provider("https://api.fireworks.ai/inference/v1", "FIREWORKS_API_KEY", "json_schema"),
    "together": Provider("https://api.together.xyz/v1", "TOGETHER_API_KEY", "json_schema"),
    "perplexity": Provider("https://api.perplexity.ai", "PERPLEXITY_API_KEY", "json_schema"),
    "google": Provider("https://generativelanguage.googleapis.com/v1beta/openai", "GOOGLE_API_KEY", "json_schema"),
    # These take no JSON schema, or only for some of their models.
    "groq": Provider("https://api.groq.com/openai/v1", "GROQ_API_KEY", "json"),
    "deepseek": Provider("https://api.deepseek.com", "DEEPSEEK_API_KEY", "json"),
}


@dataclass(frozen=True)
class Endpoint:
    """One model at one address. The key stays out of every text."""

    model: str
    name: str
    base_url: str
    mode: Mode
    output_field: str
    key_variable: str
    key: str = field(repr=False)

    @property
    def where(self) -> str:
        """The address as a user may read it: without user name, password or query."""
        parts = urlsplit(self.base_url)
        port = f":{parts.port}" if parts.port else ""
        return f"{parts.scheme}://{parts.hostname}{port}{parts.path}".rstrip("/")

    def without_key(self, text: str) -> str:
        """The text with the key struck out; not so a short one (x, none, lm-studio), which is no secret but may be a
        word or a part of many.
        """
        return text if len(self.key) < SHORTEST_SECRET else text.replace(self.key, "***")


def endpoint(model: str, settings: Settings, *, unsent: bool = False) -> Endpoint:
    """The endpoint that `provider/name` stands for; where all is `unsent`, a key may be missing.

    Raises InputError for an unknown provider or an address that is none, RequestRefusedError for a missing key.
    """
    provider_name, _, name = model.partition("/")
    provider = PROVIDERS.get(provider_name)
    if provider is None or not name:
        raise InputError(
            f"Model {model!r} is not builtin or provider/name{_meant(model)}; providers are {', '.join(PROVIDERS)}, "
            "and any other OpenAI-compatible server is openai/<name> with --base-url."
        )
    from_environment = os.environ.get("OPENAI_BASE_URL", "").strip() if provider_name == "openai" else ""
    own_address = settings.base_url or from_environment
    return Endpoint(
        model=model,
        name=name,
        base_url=_address(own_address) if own_address else provider.base_url,
        mode=settings.mode or provider.mode,
        output_field=provider.output_field,
        key_variable=provider.key_variable,
        key=_key(model, provider, optional=unsent or provider.local or bool(own_address)),
    )


def _meant(model: str) -> str:
    """What a name that is none was probably meant to be."""
    if model.casefold() == "builtin":
        return ": did you mean builtin?"
    if "/" not in model and model.casefold().startswith(("gpt", "o1", "o3", "o4")):
        return f": did you mean openai/{model}?"
    near = get_close_matches(model.partition("/")[0].casefold(), PROVIDERS, 1)
    return f": did you mean {near[0]}/{model.partition('/')[2] or 'NAME'}?" if near else ""


def _address(text: str) -> str:
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise InputError(
            "The base URL (--base-url, OPENAI_BASE_URL) is no address of a server: "
            "write it like http://localhost:8000/v1."
        )
    return text


def _key(model: str, provider: Provider, optional: bool) -> str:
    key = os.environ.get(provider.key_variable, "").strip()
    if not key and optional:
        return NO_KEY
    if not key:
        raise RequestRefusedError(
            f"No key for {model}: set {provider.key_variable}, or name another --model or a --base-url of your own."
        )
    if not (key.isascii() and key.isprintable() and " " not in key):
        raise RequestRefusedError(
            f"{provider.key_variable} holds characters that no key has (a space, a line break, a curly quote): "
            "set it again."
        )
    return key
