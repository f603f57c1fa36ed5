"""The chapter of a brief: overview, positions, findings, sources, notes, and how it was made."""

import re
from collections.abc import Sequence

from ...schemas.brief import Brief, Source
from .. import account, brief_notes, brief_outline, brief_phrases
from ..brief_standing import tone
from ..standing import Tone
from .chart import timeline
from .entries import Chapter, Link, Listed
from .made import how_made
from .of_brief import Findings
from .positions import positions
from .quotes import Quotes
from .texts import Shelf

_ASIDE = re.compile(r"(\([^()]*\))")  # what a matter is called there may look like an id
_IDS = re.compile(r"\b([ADOXC]\d+)\b")


def chapter(brief: Brief, prefix: str, quotes: Quotes, shelf: Shelf) -> Chapter:
    """What a brief says; `prefix` tells its findings from those of other chapters."""
    findings = Findings(brief, prefix, quotes)
    silent = brief_notes.silence(brief)
    sections = [
        findings.items(brief_outline.agreed(brief), "agreed"),
        findings.differing("differ"),
        findings.items(brief_outline.demanded(brief), "demands"),
        findings.items(brief_outline.still_open(brief), "open"),
        findings.changes("changed", timeline(brief, prefix)),
    ]
    counted = brief_phrases.counted(brief.origins, brief.articles)
    listed = (*brief.sources, *brief.without_items)
    told = [text.summary for source in listed if (text := shelf.text(source.article_id))]
    return Chapter(
        anchor=f"{prefix}top",
        title=brief_phrases.title(brief),
        under=f"{counted} · {brief_phrases.period(brief)}",
        tally=[*_firmness(brief), *brief_phrases.tally(brief)[1:]] if brief.items else [account.NOTHING_FOUND],
        sections=sections if brief.items else [],
        overview=[(sentence.text, findings.links(sentence.refs)) for sentence in brief.overview],
        positions=positions(brief, findings),
        sources=[_listed(s, findings, shelf, silent.get(s.article_id, [])) for s in brief.sources],
        without=[_listed(source, findings, shelf, []) for source in brief.without_items],
        warnings=[caution] if (caution := brief_phrases.caution(brief)) else [],
        notes=brief_notes.left_out(brief),
        rows=how_made(told, brief),
    )


def _firmness(brief: Brief) -> list[str]:
    """How many terms are agreed, and how many of them stand how."""
    tones = [tone(term) for term in brief.agreed_terms]
    said = {Tone.SETTLED: "settled", Tone.UNSURE: "not binding or not confirmed by all", Tone.DISPUTED: "disputed"}
    how = ", ".join(f"{tones.count(each)} {words}" for each, words in said.items() if each in tones)
    return [f"{len(tones)} agreed{f' ({how})' if how else ''}"]


def _pieces(line: str, findings: Findings) -> list[str | Link]:
    """A line of ours with the findings that it names as links."""
    found: list[str | Link] = []
    for part in _ASIDE.split(line):
        for piece in [part] if part.startswith("(") else _IDS.split(part):
            link = findings.link(piece)
            found.append(link if link.anchor else piece)
    return [piece for piece in found if piece]


def _listed(source: Source, findings: Findings, shelf: Shelf, silent: Sequence[str]) -> Listed:
    first, *rest = brief_notes.source_lines(source, findings.sources)
    text = shelf.text(source.article_id)
    url = account.web_address(source.url)
    lines: list[list[str | Link]] = [[line] for line in rest if not (url and line == url)]
    return Listed(
        first, [*lines, *(_pieces(line, findings) for line in silent)], f"s{text.number}" if text else None, url
    )
