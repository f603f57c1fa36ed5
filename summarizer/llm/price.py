"""What tokens cost, by the list that the package genai-prices brings along. Nothing is fetched."""

# Where genai-prices names a provider otherwise than instructor does.
_THEIR_NAMES = {"xai": "x-ai"}
_LOCAL = ("ollama", "llamacpp", "vllm", "lmstudio")


def price(model: str, input_tokens: int, output_tokens: int) -> float | None:
    """US dollars for so many tokens of `provider/name`; None where the list does not know the model.

    List prices of the day: cached input, batch discounts and contracts of one's own are not counted.
    """
    provider, _, name = model.partition("/")
    if provider in _LOCAL or not name:
        return None
    from genai_prices import Usage, calc_price

    try:
        found = calc_price(
            Usage(input_tokens=input_tokens, output_tokens=output_tokens),
            name,
            provider_id=_THEIR_NAMES.get(provider, provider),
        )
    except (LookupError, ValueError):
        return None
    return float(found.total_price)
