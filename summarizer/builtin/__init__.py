"""The built-in engine: drafts from cue words and clause structure, without a network, a key or a model.

Deterministic and light: the same article gives the same draft, and only the standard library and `summarizer.words`
are used. It reads English only. Its tables and patterns are loaded with the first draft, not with the package.
"""

from summarizer.schemas.article import Article
from summarizer.schemas.draft import ArticleDraft

__all__ = ["draft", "notes"]


def draft(article: Article) -> ArticleDraft:
    """What the article reports as agreed, demanded and open; empty lists where it reports on no negotiation.

    Every quote is a slice of `article.text`. Raises nothing.
    """
    from .drafting import drafted
    from .english import is_english

    if not is_english(article):
        return ArticleDraft(negotiation=None, agreed_terms=[], demands=[], open_questions=[])
    return drafted(article)


def notes(article: Article, draft: ArticleDraft) -> list[str]:
    """What a reader of the draft should know about how it was made; one sentence each."""
    from .english import NOTE, RATE, is_english

    if not is_english(article):
        return [NOTE]
    return [RATE] if draft.agreed_terms or draft.demands or draft.open_questions else []
