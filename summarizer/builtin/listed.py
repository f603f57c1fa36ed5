"""Several wishes in one sentence: "wants a rise, a shorter week, and a second driver" is three demands."""

import re
from dataclasses import replace

from summarizer.pattern import lazy
from summarizer.schemas.draft import DraftDemand

from .finding import Finding, content_words
from .issues import issue_of

_WANTS = lazy(r"(?:[^,;“”]{3,60}?\b(?:wants?|demands?|demanded|seeks?))\s(?=an?\s)")
_NEXT = lazy(r",\s(?:and\s)?(?=an?\s)")
_LEAST = 3  # things, the last after "and"


def listed(findings: list[Finding]) -> list[Finding]:
    """The findings with each such demand as several, which rest on the same sentence."""
    found: list[Finding] = []
    for finding in findings:
        found += _parts(finding)
    return found


def _parts(finding: Finding) -> list[Finding]:
    item = finding.item
    head = _WANTS.match(item.text) if isinstance(item, DraftDemand) else None
    if not isinstance(item, DraftDemand) or head is None:
        return [finding]
    things = re.split(_NEXT.pattern, item.text[head.end() :].rstrip("."))
    if len(things) < _LEAST or not re.search(r",\sand\san?\s", item.text) or "“" in item.text:
        return [finding]
    several = []
    for thing in things:
        text = f"{head[0]}{thing}."
        one = item.model_copy(update={"text": text, "issue": issue_of(thing, item.text), "quotes": []})
        several.append(replace(finding, item=one, places=list(finding.places), words=content_words(text)))
    return several
