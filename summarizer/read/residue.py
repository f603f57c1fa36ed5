"""Quotation marks that a Thai code page turned into the single letter U+0E42 (Thai vowel sara o).

The bytes of “, ” and ’ in UTF-8 begin with E2, which windows-874 shows as U+0E42; the other two bytes are often lost on
the way. What is left tells by its place which mark it was: “ before a word, ” after one, ’ inside one. In real Thai the
letter always stands before a consonant.
"""

import re

from .story import counted

LETTER = "\u0e42"
# Where the two later bytes survive, they are the euro sign and one more, which decides.
_WHOLE = [
    (f"{LETTER}€\x93|{LETTER}€“", "–"),
    (f"{LETTER}€\x94|{LETTER}€”", "—"),
    (f"{LETTER}€\x98", "‘"),
    (f"{LETTER}€[\x99™]", "’"),
    (f"{LETTER}€[\x9cœ]", "“"),
    (f"{LETTER}€[\x9d]?", "”"),
]
# Compiled where they are used: hardly any text holds the letter.
_THAI = "[\u0e01-\u0e41\u0e43-\u0e5b]"
_OPENS = rf"(?<![^\s(\[{{—–‘“\-/]){LETTER}(?=[^\s{LETTER}])"
_CLOSES = rf"(?<=[^\s{LETTER}]){LETTER}(?![^\W_])"


def mend_residue(text: str) -> tuple[str, str | None]:
    """The text with its quotation marks back, and what was done; a Thai text, and a Thai word, stay as they are."""
    if LETTER not in text or _is_thai(text):
        return text, None
    before = text.count(LETTER)
    for pattern, mark in _WHOLE:
        text = re.sub(pattern, mark, text)
    text = "\n".join(_line(line) if LETTER in line else line for line in text.split("\n"))
    left = text.count(LETTER)
    unclear = len(re.findall(f"{LETTER}(?![\u0e01-\u0e2e])", text))
    if before == left:
        return text, None
    note = f"{counted(before - left, 'letter')} U+0E42 turned back into quotation marks"
    return text, note + (f", {unclear} left whose place does not tell" if unclear else "")


def _is_thai(text: str) -> bool:
    letters = sum(c.isalpha() for c in text if c != LETTER)
    return len(re.findall(_THAI, text)) > letters * 0.2


def _line(line: str) -> str:
    word = re.compile(f"{LETTER}(?=[\u0e01-\u0e2e])")  # a real Thai syllable, quoted in passing
    line = word.sub("\ue000", line)
    line = re.sub(rf"(?<=\d){LETTER}(?=\d)", "–", line)
    line = re.sub(rf"(?<=[^\W_]){LETTER}(?=[^\W_])", "’", line)
    line = re.sub(rf"(?<![^\s(]){LETTER}(?=\d0s\b)", "’", line)
    return _paired(line).replace("\ue000", LETTER)


def _paired(line: str) -> str:
    """“ and ” by place; of several closing places after one “, the one that closes; the others are plurals' ’."""
    line = re.sub(_OPENS, "“", line)
    pieces = re.split("(“)", line)
    return "".join(_closed(piece, index > 0 and pieces[index - 1] == "“") for index, piece in enumerate(pieces))


def _closed(piece: str, is_open: bool) -> str:
    places = [m.start() for m in re.finditer(_CLOSES, piece)]
    # After an s the letter may be a plural's apostrophe ("the workers’ demands"); after anything else it closes.
    sure = [place for place in places if piece[place - 1] not in "sS"]
    closing = set(sure) if not is_open else {sure[0] if sure else places[0]} if places else set()
    characters = list(piece)
    for place in places:
        characters[place] = "”" if place in closing else "’"
    return "".join(characters)
