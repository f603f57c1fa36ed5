"""What counts as quoted."""

import pytest

from summarizer.origins.quotations import quotations


@pytest.mark.parametrize(
    "text, expected",
    [
        ("He said “no” and left.", ["“no”"]),
        ('He said "no" and "yes", then left.', ['"no"', '"yes"']),
        ("He said ‘I’m in’ and left.", ["‘I’m in’"]),
        ("The workers' day, said 'Ruane', is the union's.", ["'Ruane'"]),
        ("It’s the workers’ day.", []),
        ("Er sagte „nein“ und »doch«.", ["„nein“", "»doch«"]),
        ("Il dit « non » et part.", ["« non »"]),
        ("他说「不行」。", ["「不行」"]),
        ("“It runs on\n\n“and ends.” He left.", ["“It runs on", "“and ends.”"]),
        ("Nothing here.", []),
    ],
)
def test_quotations_are_found_in_order(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in quotations(text)] == expected
