"""Clauses of English sentences as words and stems: what the checks on negation, modality and names compare.

The stemmer is rough on purpose: it maps a verb and the noun made from it (accept, acceptance; withdraw, withdrawal)
to one stem, because a paraphrase moves freely between the two.
"""

import unicodedata
from functools import lru_cache
from typing import NamedTuple

from ..pattern import lazy

_STRAIGHT = {"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "—", "‑": "-"}
_CURLY = lazy("[" + "".join(_STRAIGHT) + "]")
_COMBINING = lazy(r"[\u0300-\u036f]+")
_PLAIN_TOKEN = lazy(r"\d[\d.,]*\d|(?:[A-Za-z]\.){2,}|\w+(?:[-'.&]\w+)*|[.!?;:,—()]")
_TOKEN = lazy(r"n't\b|\d[\d.,]*\d|(?:[A-Za-z]\.){2,}|\w+?(?=n't\b)|\w+(?:[-'.&]\w+)*|[.!?;:,—()]")
_ABBREVIATION = lazy(r"\b(Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|St|Sen|Rep|Gov|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec|[A-Z])\.(?=\s)")
_NUMBER, _NON = lazy(r"\bNo\.? ?(?=\d)"), lazy(r"\bnon-(?=\w)")
_CANNOT, _WONT = lazy(r"\b([Cc]an)('t|not)\b"), lazy(r"\b[Ww]on't\b")
_IRREGULAR = {
    "won": "win", "lost": "lose", "left": "leave", "held": "hold", "began": "begin", "begun": "begin", "gave": "give",
    "given": "give", "took": "take", "taken": "take", "kept": "keep", "met": "meet", "paid": "pay", "sent": "send",
    "withdrew": "withdraw", "withdrawn": "withdraw", "went": "go", "gone": "go", "fell": "fall", "fallen": "fall",
    "rose": "rise", "risen": "rise", "said": "say", "told": "tell", "made": "make", "broke": "break", "broken": "break",
    "struck": "strike", "fought": "fight", "built": "build", "bought": "buy", "sold": "sell", "came": "come",
    "forbade": "forbid", "forbidden": "forbid", "gotten": "get", "got": "get", "stood": "stand", "sought": "seek",
    "chose": "choose", "chosen": "choose", "spoke": "speak", "spoken": "speak", "froze": "freeze", "frozen": "freeze",
    "laid": "lay", "led": "lead", "signature": "sign", "loss": "lose", "entry": "enter", "denial": "deny",
    "pledge": "pledg", "compliance": "comply", "brought": "bring", "recognition": "recognise", "payment": "pay",
    "cessation": "cease", "exclusion": "exclude", "inclusion": "include", "extension": "extend", "resumption": "resume",
    "suspension": "suspend", "reduction": "reduce", "permission": "permit", "closure": "close", "rejection": "reject",
    "decision": "decide", "halfway": "halfway", "king": "king", "spring": "spring",
}  # fmt: skip
_ENDINGS = (
    "isations", "izations", "isation", "ization", "ications", "ication", "ations", "ation", "ances", "ance", "ments",
    "ment", "tions", "ings", "ising", "izing", "ised", "ized", "ises", "izes", "ise", "ize", "able", "ing", "ions",
    "als", "ion", "ied", "ies", "al", "ed", "es", "s",
)  # fmt: skip


class Word(NamedTuple):
    """One token of a sentence; punctuation is a token without a stem."""

    text: str  # lower case, straight quotes
    stem: str  # "" for punctuation
    surface: str  # as written


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """The stem of one lower-case English word: `accepted`, `acceptance` -> `accept`."""
    word = word.removesuffix("'s").removesuffix("'").replace("-", "")
    word = _IRREGULAR.get(word, word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith(("ss", "us", "is")):
            word = word.removesuffix(ending) + ("y" if ending in ("ied", "ies") else "")
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeos":
        word = word[:-1]
    if word.endswith("fy"):
        return word[:-1]
    return word.rstrip("e") if len(word) > 3 else word


@lru_cache(maxsize=256)
def fold(text: str) -> str:
    """Text without diacritics and with straight quotes, in its own case."""
    if text.isascii():
        return text
    text = _CURLY.sub(lambda match: _STRAIGHT[match[0]], text)
    if text.isascii():
        return text
    return _COMBINING.sub("", unicodedata.normalize("NFKD", text))


@lru_cache(maxsize=1024)
def sentences_of(text: str) -> tuple[tuple[Word, ...], ...]:
    """The sentences of a text, each as its words; a contraction gives two (`won't`: will, not)."""
    text = _respelt(fold(text))
    found: list[tuple[Word, ...]] = []
    words: list[Word] = []
    for token in (_TOKEN if "n't" in text else _PLAIN_TOKEN).findall(text):
        if token in {".", "!", "?"}:
            found.append(tuple(words))
            words = []
        else:
            words.append(_word(token))
    found.append(tuple(words))
    return tuple(sentence for sentence in found if sentence)


def _respelt(text: str) -> str:
    """The text without the points of abbreviations, and with what is one word or two written in one way."""
    if "." in text:
        text = _ABBREVIATION.sub(r"\1", text)
    if "No" in text:
        text = _NUMBER.sub("number ", text)
    if "-" in text:
        text = text.replace("cease-fire", "ceasefire").replace("Cease-fire", "ceasefire")
        text = _NON.sub("non ", text)
    if "n't" in text or "nnot" in text:
        text = _WONT.sub("will not", _CANNOT.sub(r"\1 not", text))
    return text


@lru_cache(maxsize=8192)
def _word(surface: str) -> Word:
    lower = "not" if surface == "n't" else surface.lower()
    return Word(lower, "" if not surface[0].isalnum() and surface != "n't" else stem(lower), surface)
