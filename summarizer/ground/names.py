"""Names: does every name of an item occur in its article, under whatever alias, spelling or initials?

A name is a run of capitalised words. Its surname must occur; of a body (`... Union`, `... Council`) every word must.
"""

import re
from collections.abc import Iterator, Sequence

from .alias_table import WORDS, bare, spelling, stands_for
from .article_names import ArticleNames, article_names, explains, spellings, stems
from .clauses import fold, stem
from .parties import party_conflict, party_in, same_party

__all__ = ["party_conflict", "party_in", "same_party", "unknown_name"]

_TITLES, _CALENDAR, _GENERIC = (frozenset(WORDS[name]) for name in ("titles", "calendar", "generic"))
_OPENERS, _DIRECTIONS = (frozenset(WORDS[name]) for name in ("openers", "directions"))
_PREFIXES: dict[str, str] = WORDS["prefixes"]
_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|\w+(?:['&]\w+)*'?|[^\w\s]")
_DEMONYMS = ("n", "an", "ian", "ese", "i", "ish")
_SMALL = frozenset({"of", "the", "for", "and", "de", "von", "van", "der", "al", "bin", "la", "el"})
_PLAIN_ENDING = re.compile(
    r"(?:s|ed|ing|ers?|ors?|ly|al|ment|tion|sion|ity|ance|ence|ive|ous|able|ible|time|ship|ness|ee|ary|ist|ure|ful|ight|dom|age|less|men|fire|ic)$"
)


def unknown_name(claim: str, fields: Sequence[str], article_text: str, extra: Sequence[str] = ()) -> str | None:
    """The first name in the claim, or in the fields (parties, speakers), that the article does not know; or None.

    `extra` holds what else may name somebody: the title, the outlet. Only names in Latin script are checked word by
    word; in an article in another script, names in Latin script pass, and fields in its own are looked up as they are.
    """
    names = article_names(article_text, tuple(extra))
    if not names.latin:
        whole = "\n".join((article_text, *extra))
        own = [field for field in fields if field and not _has_latin(field)]
        own += [] if _has_latin(claim) else [word for run in _runs(claim, in_sentence=True) for word in run]
        return next((name for name in own if not _in_parts(name, whole)), None)
    for run in _runs(claim, in_sentence=True):
        if unknown := _unknown_in(run, names):
            return unknown
    for field in fields:
        for run in _runs(field, in_sentence=False):
            if unknown := _unknown_in(run, names):
                return unknown
    return None


def _runs(text: str, *, in_sentence: bool) -> Iterator[list[str]]:
    """The runs of capitalised words; the first word of a sentence or quotation only if it is clearly a name."""
    tokens = _TOKEN.findall(fold(text))
    run: list[str] = []
    start = in_sentence
    for i, token in enumerate(tokens):
        following = tokens[i + 1] if i + 1 < len(tokens) else ""
        capital = token[0].isupper() and bare(token) not in _CALENDAR
        if capital and not (start and not _opens_name(token, following)):
            run.append(token)
            if token.endswith("'s"):  # the possessor is a name of its own: `Corvia's Prime Minister Ana Ruiz`
                yield run
                run = []
        elif run and token.lower() in _SMALL and following[:1].isupper():
            run.append(token.lower())
        elif run and (token == "-" and following[:1].isupper()):
            pass  # Franco-German: one run
        elif token != "'" or not run:
            if run:
                yield run
            run = []
        start = in_sentence and token in {'"', "'", ".", "!", "?", ":", ";", "(", "—"}
    if run:
        yield run


def _opens_name(token: str, following: str) -> bool:
    word = bare(token)
    if stands_for((word,)) or stands_for((word, bare(following))) or (token.isupper() and len(word) > 1):
        return True
    if word in _OPENERS or word in _TITLES or not _has_latin(word):
        return False
    if following[:1].isupper() and bare(following) not in _CALENDAR:
        return True
    return not _PLAIN_ENDING.search(word)


def _unknown_in(run: list[str], names: ArticleNames) -> str | None:
    words = [bare(token) for token in run]
    if _known_as_whole(words, names):
        return None
    if "and" in words:
        cut = words.index("and")
        return _unknown_in(run[:cut], names) or _unknown_in(run[cut + 1 :], names)
    rest = [(token, word) for token, word in zip(run, words, strict=True) if not _passes(word)]
    segments = _segments([word for _, word in rest])
    if not segments:
        return None
    known = [_known_segment(segment, names) for segment in segments]
    if any(stands_for(segment) and not there for segment, there in zip(segments, known, strict=True)):
        return " ".join(run)  # `Bolivian President Putin`
    body = any(word in _GENERIC or word in _TITLES for word in words) and words[-1] in _GENERIC | _TITLES
    if not known[-1] or (body and not all(known)) or (not body and _other_first_name(segments, known, names)):
        return " ".join(run)
    return None


def _other_first_name(segments: list[tuple[str, ...]], known: list[bool], names: ArticleNames) -> bool:
    """Whether the article gives the surname with a first name, and another: `Olga Marin` for `Elena Marin`."""
    if len(segments) != 2 or known[0] or len(segments[0]) + len(segments[1]) != 2:
        return False
    firsts = names.first_names.get(spelling(segments[1][0]), frozenset())
    return bool(firsts) and not any(first[0] == segments[0][0][0] for first in firsts)


def _passes(word: str) -> bool:
    return (
        word in _TITLES or word in _GENERIC or word in _SMALL or word in _DIRECTIONS or word.isdigit() or len(word) < 2
    )


def _known_as_whole(words: list[str], names: ArticleNames) -> bool:
    if parties := stands_for(tuple(words)):
        return bool(parties & names.parties) or set(words) <= names.words or not names.english
    large = "".join(word[0] for word in words if word not in _SMALL)
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


def _known_segment(segment: tuple[str, ...], names: ArticleNames) -> bool:
    if parties := stands_for(segment):
        return bool(parties & names.parties) or set(segment) <= names.words or not names.english
    return all(_known_word(word, names) for word in segment)


def _known_word(word: str, names: ArticleNames) -> bool:
    if word in names.words or spelling(word) in spellings(names.words) or stem(word) in stems(names.words):
        return True
    if word in _PREFIXES:
        return _PREFIXES[word] in names.parties
    if len(word) > 3 and any(word + ending in names.words for ending in _DEMONYMS):
        return True
    if not names.english:  # exonyms: Genf for Geneva
        return any(key[:2] == spelling(word)[:2] for key in spellings(names.words))
    return explains(word, names)


def _has_latin(text: str) -> bool:
    return any("a" <= c <= "ɏ" for c in text.lower())


def _in_parts(field: str, whole: str) -> bool:
    """Whether each word is in the article, endings of inflected languages aside."""
    return field in whole or all(word[: max(3, len(word) - 4)] in whole for word in field.split())
