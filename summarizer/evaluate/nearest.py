"""The words of an article that a quote, which is not among them letter for letter, was probably copied from."""

from ..ground.evidence import nearest_passage

LIKE = 75  # of 100: below, what is shown has little to do with the quote
LEAST = 12  # letters; shorter ones are like something everywhere


def nearest_words(quote: str, text: str) -> str | None:
    """Whole words of the text, about as many as the quote has; None where nothing is alike."""
    near = nearest_passage(quote, text) if len(quote.strip()) >= LEAST else None
    if near is None:
        return None
    from rapidfuzz.fuzz import partial_ratio_alignment  # only gold with faults needs it

    found = partial_ratio_alignment(quote, near, score_cutoff=LIKE)
    if found is None:
        return None
    start, end = found.dest_start, found.dest_end
    while start > 0 and near[start - 1].isalnum():
        start -= 1
    while end < len(near) and near[end].isalnum():
        end += 1
    while quote[-1:].isalnum() and end > start and not near[end - 1].isalnum():
        end -= 1
    while quote[:1].isalnum() and start < end and not near[start].isalnum():
        start += 1
    return near[start:end].strip() or None
