"""Whether an article is English: by what its source states, and by its commonest words."""

from functools import lru_cache

from summarizer.pattern import lazy
from summarizer.schemas.article import Article
from summarizer.words import reads_english

from .wordlist import words

_FEW = 30  # words, too few to count shares in: there one English word decides
_ENGLISH_ONLY = words("the of and with has would that said not was on to for")
_WORD = lazy(r"[^\W\d_]+")
RATE = (
    "The built-in engine drafted this: of what it shows, three items in five are right, and of these how firmly "
    "a thing was agreed, who wants it, of whom and with what answer is right half the time or less; read the "
    "quotes before you pass anything on."
)
NOTE = "The built-in engine reads English only, so it looked for no items in this article; a model can read it."


def is_english(article: Article) -> bool:
    """False where the source states another language, or where English function words are missing."""
    if article.language and not article.language.lower().startswith(("en", "und", "mul")):
        return False
    return _reads_english(article.text)


@lru_cache(maxsize=8)  # asked for the draft, and again for its notes
def _reads_english(text: str) -> bool:
    if len(_WORD.findall(text[:400])) >= _FEW:
        return reads_english(text)
    found = _WORD.findall(text[:1000].lower())
    if len(found) < _FEW:
        return len(found) < 8 or not _ENGLISH_ONLY.isdisjoint(found)
    return reads_english(text)
