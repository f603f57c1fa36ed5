"""Quotes with one thing changed: a "not", a figure, a party."""

import re
from collections.abc import Callable, Iterator

from .case import Case, file_of, letters, own_sentences

Change = Callable[[str], tuple[str, str] | None]  # a sentence changed, and why that is wrong

_NOT = re.compile(r"\b(will|would|did|does|do|has|have|had|is|are|was|were|could) not\b")
_YES = re.compile(  # before a participle or a plain verb, so that the sentence stays English
    r"\b(will|would|has|have|had|is|are|was|were|could)\b"
    r"(?= (?!not|no|never|an?|the)[a-z]+ed\b| (?:be|been|run|go|take)\b)"
)
_FIGURE = re.compile(r"(?<![\w.,:/])\d{1,3}(?:,\d{3})*(?:\.\d+)?(?![\d:]|\.\d)")
_OPPOSITES = (
    ("Veldanian", "Kessaran"), ("Veldania", "Kessara"), ("Lormund", "Tavrin"), ("Vorry", "Quillane"),
    ("Torosk", "Zandrik"), ("ATFW", "ETEA"), ("Lindqvale", "Vessey"), ("Union", "Association"),
    ("union", "association"), ("unions", "employers"),
)  # fmt: skip


def changed(texts: dict[str, str]) -> Iterator[Case]:
    """The cases of three sorts, over the texts by short name."""
    changes: tuple[tuple[str, Change], ...] = (
        ("quote-negation", _turned), ("quote-number", _other_figure), ("quote-party", _other_party),
    )  # fmt: skip
    for sort, change in changes:
        for name, own in own_sentences(texts).items():
            made = [found for each in own if (found := change(each)) and letters(found[0]) not in letters(texts[name])]
            for number, (quote, why) in enumerate(_two(made), 1):
                yield Case(f"{sort}-{name}-{number}", sort, file_of(name), quote, "fail", why, "program")


def _two(made: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Two of them, each a quarter of the way from an end of the article."""
    return [made[len(made) // 4], made[-1 - len(made) // 4]] if len(made) > 1 else made


def _turned(sentence: str) -> tuple[str, str] | None:
    """The sentence without its "not", or with one."""
    if found := _NOT.search(sentence):
        return _with(sentence, found.span(), found[1], f"The article has “{found[0]}”.")
    if found := _YES.search(sentence):
        return _with(sentence, found.span(), f"{found[1]} not", f"The article has “{found[1]}” without a “not”.")
    return None


def _other_figure(sentence: str) -> tuple[str, str] | None:
    """The sentence with the first digit of its last figure one higher; a dateline is left alone."""
    figures = [found for found in _FIGURE.finditer(sentence) if "(" not in sentence[found.end() : found.end() + 12]]
    if not figures:
        return None
    found = figures[-1]
    other = str(int(found[0][0]) % 9 + 1) + found[0][1:]
    return _with(sentence, found.span(), other, f"The article has “{found[0]}”, not “{other}”.")


def _other_party(sentence: str) -> tuple[str, str] | None:
    """The sentence with the first name of one side that stands in it without its opposite changed to that."""
    for pair in _OPPOSITES:
        for here, there in (pair, pair[::-1]):
            found = re.search(rf"\b{here}\b", sentence)
            if found and not re.search(rf"\b{there}\b", sentence) and not _named_twice(sentence, here):
                return _with(sentence, found.span(), there, f"The article has “{here}”, not “{there}”.")
    return None


def _named_twice(sentence: str, name: str) -> bool:
    return len(re.findall(rf"\b{name}", sentence)) > 1


def _with(sentence: str, span: tuple[int, int], words: str, why: str) -> tuple[str, str]:
    return sentence[: span[0]] + words + sentence[span[1] :], why
