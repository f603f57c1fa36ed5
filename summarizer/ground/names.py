"""Names: does every name of an item occur in its article, under whatever alias, spelling or initials?

A name is a run of capitalised words. Its surname must occur; of a body (`... Union`, `... Council`) every word must.
"""

from collections.abc import Sequence
from functools import lru_cache

from .alias_table import WORDS, bare, spelling, stands_for
from .article_names import ArticleNames, article_names, explains, first_names, spellings, stems
from .clauses import stem
from .name_runs import SMALL, capitals, german_names, has_latin, name_runs, reads_german
from .units import CURRENCY_CODES

_TITLES, _GENERIC = (frozenset(WORDS[name]) for name in ("titles", "generic"))
_DIRECTIONS, _ROLES = (frozenset(WORDS[name]) for name in ("directions", "roles"))
_PREFIXES: dict[str, str] = WORDS["prefixes"]
_EXONYMS: dict[str, list[str]] = WORDS["exonyms"]
_ALIKE = 80  # percent: another language's ending (Lindqvists), not another name (Macron, machen)
_ENDINGS = ("s", "n", "an", "ian", "ese", "i", "ish")  # a plural; a country known by its adjective
_NO_NAMES = _TITLES | _GENERIC | SMALL | _DIRECTIONS | CURRENCY_CODES.keys()


def unknown_name(claim: str, fields: Sequence[str], article_text: str, extra: Sequence[str] = ()) -> str | None:
    """The first name in the claim, or in the fields (parties, speakers), that the article does not know; or None.

    `extra` holds what else may name somebody: the title, the outlet. Only names in Latin script are checked word by
    word; in an article in another script, names in Latin script pass, and fields in its own are looked up as they are.
    """
    names = article_names(article_text, tuple(extra))
    if not names.latin:
        whole = "\n".join((article_text, *extra))
        own = [field for field in fields if field and not has_latin(field)]
        own += [] if has_latin(claim) else [word for run in name_runs(claim, in_sentence=True) for word in run]
        return next((name for name in own if not _in_parts(name, whole)), None)
    german = not names.english and reads_german(claim)
    for text, in_sentence in ((claim, True), *((field, False) for field in fields)):
        if capitals(text) <= names.words:  # as of most items, which say what the article says
            continue
        for run in german_names(text) if german else name_runs(text, in_sentence=in_sentence):
            if unknown := _unknown_in(tuple(run), names):
                return unknown
    return None


@lru_cache(maxsize=512)  # the items of an article name the same few
def _unknown_in(run: tuple[str, ...], names: ArticleNames) -> str | None:
    words = [bare(token) for token in run]
    if _known_as_whole(words, names) or all(word in _ROLES or _passes(word) for word in words):
        return None
    if "and" in words:
        cut = words.index("and")
        return _unknown_in(run[:cut], names) or _unknown_in(run[cut + 1 :], names)
    rest = [(token, word) for token, word in zip(run, words, strict=True) if not _passes(word)]
    segments = _segments([word for _, word in rest])
    if not segments:
        return None
    body = any(word in _GENERIC or word in _TITLES for word in words) and words[-1] in _GENERIC | _TITLES
    initials = frozenset(word for token, word in rest if token.removesuffix("'s").isupper())
    known = [_known_segment(segment, names, initials, body=body) for segment in segments]
    if any(stands_for(segment) and not there for segment, there in zip(segments, known, strict=True)):
        return " ".join(run)  # `Bolivian President Putin`
    if not known[-1] or (body and not all(known)) or (not body and _other_first_name(segments, known, names)):
        return " ".join(run)
    return None


def _other_first_name(segments: list[tuple[str, ...]], known: list[bool], names: ArticleNames) -> bool:
    """Whether the article gives the surname with a first name, and another: `Olga Marin` for `Elena Marin`."""
    if len(segments) != 2 or known[0] or len(segments[0]) + len(segments[1]) != 2:
        return False
    firsts = first_names(names.whole).get(spelling(segments[1][0]), frozenset())
    return bool(firsts) and not any(first[0] == segments[0][0][0] for first in firsts)


def _passes(word: str) -> bool:
    """Whether the word is no name whatever the article says: a title, a body's kind, a currency's code."""
    return word in _NO_NAMES or word.isdigit() or len(word) < 2


def _known_as_whole(words: list[str], names: ArticleNames) -> bool:
    if parties := stands_for(tuple(words)):
        return bool(parties & names.parties) or set(words) <= names.words or not names.english
    large = "".join(word[0] for word in words if word not in SMALL)
    return len(large) > 2 and large in names.words


def _segments(words: list[str]) -> list[tuple[str, ...]]:
    """The words, those of a longer alias (White House, New Delhi) kept together."""
    found: list[tuple[str, ...]] = []
    i = 0
    while i < len(words):
        length = next((n for n in (4, 3, 2) if stands_for(tuple(words[i : i + n])) and i + n <= len(words)), 1)
        found.append(tuple(words[i : i + length]))
        i += length
    return found


def _known_segment(segment: tuple[str, ...], names: ArticleNames, initials: frozenset[str], *, body: bool) -> bool:
    if parties := stands_for(segment):
        return bool(parties & names.parties) or set(segment) <= names.words or not names.english
    return all(_known_word(word, names, body) or (word in initials and explains(word, names)) for word in segment)


def _known_word(word: str, names: ArticleNames, body: bool) -> bool:
    """Whether the article has the word, in some spelling; of a body (`Labor Ministry`) in small letters, too.

    A name is never stemmed, nor likened to a short word in small letters: `Hass` is not "has".
    """
    if word in names.words or spelling(word) in spellings(names.capitals):
        return True
    if body and (stem(word) in stems(names.words) or spelling(word) in spellings(names.words)):
        return True
    if word in _PREFIXES:
        return _PREFIXES[word] in names.parties
    if len(word) > 3 and (
        word.removesuffix("s") in names.capitals or any(word + end in names.capitals for end in _ENDINGS)
    ):
        return True
    return not names.english and _known_abroad(word, names)


def _known_abroad(word: str, names: ArticleNames) -> bool:
    """Whether an article in another language has the name in its own form: Genf for Geneva, or with an ending."""
    from rapidfuzz.fuzz import ratio  # only articles in other languages need it

    if not names.words.isdisjoint(_EXONYMS.get(word, ())):
        return True
    return any(ratio(word, other) >= _ALIKE for other in names.capitals if len(other) > 3)


def _in_parts(field: str, whole: str) -> bool:
    """Whether each word is in the article, endings of inflected languages aside."""
    return field in whole or all(word[: max(3, len(word) - 4)] in whole for word in field.split())
