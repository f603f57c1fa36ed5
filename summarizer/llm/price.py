"""What tokens cost, by the list that the package genai-prices brings along. Nothing is fetched."""

from functools import cache

# Where genai-prices names a provider otherwise than instructor does.
_THEIR_NAMES = {"xai": "x-ai"}
_LOCAL = ("ollama", "llamacpp", "vllm", "lmstudio")


def price(model: str, input_tokens: int, output_tokens: int) -> float | None:
    """US dollars for so many tokens of `provider/name`; None where the list does not know the model.

    List prices of the day: cached input, batch discounts and contracts of one's own are not counted.
    """
    return _listed(model, input_tokens, output_tokens) if _is_listed(model) else None


@cache
def _is_listed(model: str) -> bool:
    """Whether the list knows the model; it goes through all of itself again whenever it is asked for one it lacks."""
    provider, _, name = model.partition("/")
    return provider not in _LOCAL and bool(name) and _listed(model, 1, 1) is not None


def _listed(model: str, input_tokens: int, output_tokens: int) -> float | None:
    from genai_prices import Usage, calc_price

    provider, _, name = model.partition("/")
    usage = Usage(input_tokens=input_tokens, output_tokens=output_tokens)
    try:
        found = calc_price(usage, name, provider_id=_THEIR_NAMES.get(provider, provider))
    except (LookupError, ValueError):
        return None
    return float(found.total_price)
