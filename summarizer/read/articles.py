"""From a decoded source to its articles: stories by its kind, each without its boilerplate."""

import re

from ..errors import ReadError
from ..schemas.article import Article, Removed
from .boilerplate import closing_address, without_boilerplate
from .kind import kind_of
from .plain import read_markdown, read_text, with_title
from .story import Raw, Story, counted, quoted


def stories_in(text: str, raw: Raw) -> list[Story | ReadError]:
    """What a decoded source tells, by its kind; an error in the place of what cannot be read."""
    kind = kind_of(text, raw.kind)
    if kind in ("json", "jsonl"):
        from .record import read_json, read_jsonl

        text = text.replace("\r\n", "\n").replace("\r", "\n")
        return (read_json if kind == "json" else read_jsonl)(text, raw.name)
    if kind == "html":
        from .page import read_page

        return [read_page(text.replace("\r\n", "\n").replace("\r", "\n"), raw.name)]
    return [read_markdown(text) if kind == "markdown" else read_text(text)]


def article_of(story: Story, raw: Raw, encoding: str, repairs: list[str]) -> Article:
    """The story without its boilerplate, with its title and address where the source has them."""
    kept, removed = without_boilerplate(story.paragraphs)
    kept, last, address = closing_address(kept)
    story.paragraphs = kept
    story = with_title(story)
    stated = story.stated
    again = [p for p in story.paragraphs if stated.title and _same(p.text, stated.title)]
    repeated = {id(p) for p in again}
    text = "\n\n".join(p.text for p in story.paragraphs if id(p) not in repeated)
    removed += [Removed(text=p.text, reason="the title again", line=p.line) for p in again]
    removed += [last] if last else []
    if not text:
        where = f"{quoted(raw.name)}{', ' * bool(story.place)}{story.place}"
        taken = counted(len(removed) + len(story.removed), "line")
        raise ReadError(
            f"{where} has no article text (all of its {taken} are labels, links or a title); give its text."
        )
    return Article.of(
        text,
        source=raw.name,
        title=stated.title,
        outlet=stated.outlet,
        url=stated.url or address or raw.url,
        published=stated.published,
        language=stated.language,
        encoding=encoding,
        repairs=repairs + story.repairs,
        removed=sorted(story.removed + removed, key=lambda r: r.line),
    )


def _same(text: str, title: str) -> bool:
    return re.sub(r"\W+", "", text).casefold() == re.sub(r"\W+", "", title).casefold()
