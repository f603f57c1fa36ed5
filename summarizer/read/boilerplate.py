"""Lines that stand in an article's file and are no part of the article.

Only whole lines count: "Advertisement" goes, "Advertisement rates fell" stays. A line that could carry news stays, and
what goes is kept in the record with its reason.
"""

import re
from functools import cache
from typing import NamedTuple

from ..schemas.article import Removed
from .story import Paragraph

# Names as bylines write them: capitalised words, initials, the particles of names; and what joins several.
_WORD = r"(?:[A-Z][\w’'.\-]*|and|in|of|de|del|der|van|von|bin|ibn|al|el|la|da|dos|&)"
_NAMES = rf"(?-i:(?!The |A |An |Some |Many ){_WORD}(?:[ ,]+{_WORD})*)"
_CREDIT = r"(?:additional reporting|reporting|writing|editing) by"


class Rule(NamedTuple):
    """A whole line that is no article text, and why. Case counts in names only.

    `holds` are words of which every such line holds one, in lower case: hardly any line of an article does, so its
    pattern is hardly ever compiled.
    """

    holds: tuple[str, ...]
    pattern: str
    reason: str


RULES = [
    Rule(("featured",), r"featured(?: (?:story|article|news))?", "a label of the site"),
    Rule(
        ("source link", "original link", "original article", "view original"),
        r"source link|original (?:link|article)|view original",
        "a link of the site",
    ),
    Rule(("advertisement", "sponsored"), r"advertisements?|sponsored(?: content)?", "an advertisement"),
    Rule(("story continues",), r"story continues below(?: this)?(?: advertisement)?", "an advertisement"),
    Rule(("load more",), r"load more(?: posts)?[ .…]*(?:loading[ .…]*)?(?:no more posts)?", "a button of the site"),
    Rule(
        ("skip to", "back to top", "leave a comment", "no comments"),
        r"skip to (?:main )?content|back to top|leave a comment|no comments(?: yet)?",
        "a button of the site",
    ),
    Rule(
        ("share", "print", "email", "save"),
        r"(?:share|print|email|save)(?: this)?(?: (?:article|story|post|page))?:?",
        "a button of the site",
    ),
    Rule(
        ("share",),
        r"share(?: this)?(?: (?:article|story|post|page))? (?:on|via|with) [\w ,/&]{1,40}",
        "a button of the site",
    ),
    Rule(("us on",), r"(?:follow|like|find) us on [\w ,/&@.]{1,60}", "a notice of the site"),
    Rule(
        ("get the latest", "get all the latest"),
        r"get (?:all )?the latest (?:news |updates |stories )?(?:on|from|about) .{1,150}",
        "a notice of the site",
    ),
    Rule(("sign up", "subscribe"), r"(?:sign up|subscribe)(?: here| now| today)?", "a notice of the site"),
    Rule(
        ("sign up", "subscribe"),
        r"(?:sign up|subscribe)(?: here| now| today)? (?:for|to) (?:our|the) .{0,40}"
        r"\b(?:newsletters?|alerts?|emails?|letters?|briefing)\b.{0,100}",
        "a notice of the site",
    ),
    Rule(
        ("read more", "read also", "read next", "read this", "see also"),
        r"(?:read (?:more|also|next|this)|see also)\s*[:>»]\s*.{1,160}",
        "a link to another article",
    ),
    Rule(
        ("©", "(c)", "copyright"),
        r"(?:©|\(c\)|copyright(?: ©| \(c\))?) ?(?:19|20)\d\d(?:[-–](?:19|20)?\d\d)?\b.{0,120}",
        "a copyright notice",
    ),
    Rule(
        ("contributed",),
        rf"\(?{_NAMES} contributed (?:additional )?(?:reporting|to this (?:report|article|story))"
        r"(?: (?:from|in|to) [\w ,’'.\-]{1,80})?\)?",
        "a credit of the outlet",
    ),
    Rule(
        ("reporting by ", "writing by ", "editing by "),
        rf"\(?{_CREDIT} {_NAMES}(?:[;,]? {_CREDIT} {_NAMES})*\)?",
        "a credit of the outlet",
    ),
]
# Under these stand the headlines of other articles.
_HEADINGS = frozenset(
    f"{kind} {what}"
    for kind in ("related", "recommended", "more", "popular", "recent")
    for what in ("post", "posts", "article", "articles", "stories", "content", "coverage", "news", "reading")
) | {
    "most read", "most popular", "most viewed", "read more", "see also", "you may also like", "more on this",
    "more on this story",
}  # fmt: skip
_EDGES = " \t\xa0*_•●▪■►▶→>»|·–—-"
_ADDRESS = r"(?:(?:source|original|link|url|via|read the original at)\s*:?\s*)?<?(https?://[^\s<>]+[^\s<>.,;:)])>?[.]?"


def without_boilerplate(paragraphs: list[Paragraph]) -> tuple[list[Paragraph], list[Removed]]:
    """What is article, and what was taken out and why, in the order of the source."""
    kept: list[Paragraph] = []
    removed: list[Removed] = []
    heading = ""
    for paragraph in paragraphs:
        reason = reason_to_remove(paragraph.text)
        if reason is None and heading and _is_headline(paragraph.text):
            reason = f"a headline under {heading!r}"
        elif paragraph.text.strip(_EDGES + ":").casefold() in _HEADINGS:
            reason, heading = "a heading of the site", paragraph.text.strip(_EDGES + ":")
        elif reason is None:
            heading = ""
        if heading and paragraph.blank_after and reason and reason.startswith("a headline under"):
            heading = ""
        if reason is None:
            kept.append(paragraph)
        else:
            removed.append(Removed(text=paragraph.text, reason=reason, line=paragraph.line))
    return kept, removed


def reason_to_remove(line: str) -> str | None:
    """Why a whole line is no article text; null where it is, or may be."""
    bare = line.strip(_EDGES).rstrip(" .!")
    if '"' in bare or "“" in bare or re.search(r"\bsaid\b", bare):
        return None  # somebody speaks: never boilerplate
    low = bare.casefold()
    rules = (rule for rule in RULES if any(words in low for words in rule.holds))
    return next((rule.reason for rule in rules if _compiled(rule.pattern).fullmatch(bare)), None)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.I)


def closing_address(paragraphs: list[Paragraph]) -> tuple[list[Paragraph], Removed | None, str | None]:
    """The paragraphs without a bare address at their end, that line, and the address."""
    last = paragraphs[-1] if paragraphs else None
    found = _compiled(_ADDRESS).fullmatch(last.text) if last and "://" in last.text else None
    if last is None or found is None:
        return paragraphs, None, None
    return paragraphs[:-1], Removed(text=last.text, reason="an address, no text", line=last.line), found[1]


def _is_headline(text: str) -> bool:
    """Short and without a full stop, as the headlines of other articles are; a sentence is none."""
    return len(text) <= 110 and not re.search(r"[.!…”\"’']$", text) and '"' not in text and "“" not in text
