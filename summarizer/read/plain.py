"""Plain text and Markdown: lines that become paragraphs, a title on top, perhaps front matter."""

import re
from functools import cache

from ..pattern import lazy
from ..schemas.article import Removed
from .layout import paragraphs
from .mend import mend
from .stated import stated_in
from .story import Paragraph, Story, counted

LONGEST_TITLE = 120
_FRONT = r"\s*---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
# "PORT HALLEN, March 4 (Meridian) —", "GENEVA —": an article's first words, never its title.
_DATELINE = lazy(r"[A-Z][A-Z .,’'\-]{2,40}(?:,[^—–-]{1,40})?(?:\([^)]{2,40}\))?\s*(?:—|–|--| - )")
_HEADING = r"#{1,6}[ \t]+(.*?)[ \t#]*"
# Markup that only Markdown means: what stands in the text is what a reader of the page sees. What is inside a mark
# stops at the next such mark: else a line of marks that never close would be read again from each of them.
_MARKUP = [
    (r"^(?:>[ \t]?)+", ""),
    (r"^[*+-][ \t]+", ""),
    (r"!\[([^\[\]]*)\]\([^()]*(?:\([^()]*\)[^()]*)*\)", r"\1"),
    (r"\[((?:[^\[\]]|\[[^\[\]]*\])+)\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)", r"\1"),
    (r"(\*\*|__)(?=\S)((?:(?!\1).)+)(?<=\S)\1", r"\2"),
    (r"(?<![\w*\\])\*(?=[^\s*])([^*]+?)(?<=[^\s\\])\*(?![\w*])", r"\1"),
    (r"(?<![\w_\\])_(?=[^\s_])([^_]+?)(?<=[^\s\\])_(?![\w_])", r"\1"),
    (r"\\([\\`*_{}\[\]()#+.!>-])", r"\1"),
]


def read_text(text: str) -> Story:
    """The story of a plain text."""
    text, repairs = mend(text)
    return Story(paragraphs(text.split("\n")), repairs=repairs, titled_by_first_line=True)


def with_title(story: Story) -> Story:
    """The story with its first line as title, where that line can only be one."""
    first = story.paragraphs[0] if len(story.paragraphs) > 1 else None
    if story.titled_by_first_line and first is not None and is_title(first, story.paragraphs[1]):
        story.stated.title = first.text
        story.paragraphs = story.paragraphs[1:]
    return story


def is_title(first: Paragraph, second: Paragraph) -> bool:
    """Short, no sentence, no dateline, and set off from what follows, or much shorter than it."""
    text = first.text
    if len(text) >= LONGEST_TITLE or len(text.split()) < 2 or _DATELINE.match(text):
        return False
    if re.search(r"(?<![A-Z]\.[A-Z])\.[”’\"')\]]?$|[,;:…”\"]$", text):
        return False
    return first.blank_after or len(second.text) > len(text)


def read_markdown(text: str) -> Story:
    """The story of a Markdown file; its title is stated in front matter, or is its first heading."""
    text, repairs = mend(text)
    story = Story([], repairs=repairs)
    body, first_line = _front_matter(text, story)
    marked = 0
    for paragraph in paragraphs(body.split("\n"), first_line):
        heading = re.fullmatch(_HEADING, paragraph.text)
        plain = _without_markup(heading[1] if heading else paragraph.text)
        marked += plain != paragraph.text
        if heading and plain and story.stated.title is None and not story.paragraphs:
            story.stated.title = plain
        elif re.fullmatch(r"(?:[*_=-][ \t]*){3,}", paragraph.text) or not plain:
            story.removed.append(Removed(text=paragraph.text, reason="a rule or an empty mark", line=paragraph.line))
        else:
            story.paragraphs.append(Paragraph(plain, paragraph.line, paragraph.blank_after))
    if marked:
        story.repairs.append(f"Markdown marks taken out of {counted(marked, 'paragraph')}")
    return story


def _front_matter(text: str, story: Story) -> tuple[str, int]:
    """What follows the front matter, and its line; what the front matter states goes into the story."""
    found = re.match(_FRONT, text, re.S | re.M)
    if found is None:
        return text, 1
    import frontmatter
    import yaml

    try:
        stated, _ = frontmatter.parse(found[0].strip())
        story.stated, notes = stated_in(stated)
        story.repairs += notes
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        story.repairs.append(f"front matter left out, as it is no valid YAML ({str(error).splitlines()[0]})")
        story.removed.append(Removed(text=found[0].strip(), reason="front matter that is no valid YAML", line=1))
    return text[found.end() :], found[0].count("\n") + 1


def _without_markup(text: str) -> str:
    for pattern, plain in _markup():
        text = pattern.sub(plain, text)
    return text.strip()


@cache
def _markup() -> list[tuple[re.Pattern[str], str]]:
    """The marks, compiled with the first Markdown: a plain text has none."""
    return [(re.compile(pattern), plain) for pattern, plain in _MARKUP]
