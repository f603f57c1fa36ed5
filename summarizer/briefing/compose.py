"""One story, one brief: merge, trace, compare, publish, and an overview last."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from ..engine import total
from ..merge.card import Card, Group, Report, all_parties
from ..merge.compare_check import check_compare
from ..merge.deal import cards as deal
from ..merge.figures import split, uncovered
from ..merge.findings import Findings, FoundDisagreement, Naming, Story, Verdict
from ..merge.named import spelling
from ..merge.one_quarrel import without_doubles
from ..merge.overview_check import check_overview
from ..merge.parties_check import check_parties
from ..merge.trace_check import check_trace
from ..merge_engine import MergeEngine
from ..publish_brief import publish_brief
from ..schemas.brief import Brief, BriefProvenance, BriefUsage, Unmerged
from ..schemas.merge_draft import CompareDraft, PartiesDraft, TraceDraft
from ..schemas.origin import Origin
from ..version import __version__
from .packs import packs
from .rounds import merged
from .settle import Minutes, in_order, settle, side_by_side

_SILENT = "the built-in engine did"


@dataclass(frozen=True)
class Material:
    """What a brief is made of beside its story."""

    origins: Sequence[Origin]
    without_items: Sequence[Report]
    notes: Sequence[str]


async def compose(story: Story, material: Material, engine: MergeEngine, plain: MergeEngine, minutes: Minutes) -> Brief:
    """The brief of one story. `plain` answers where `engine` does not. Raises EndpointError."""
    cards = deal(story.reports)
    naming = await _naming(cards, story, engine, plain, minutes)
    groups = await merged(cards, engine, naming, minutes) if cards else []
    groups, findings = await _findings(groups, engine, minutes)
    brief = publish_brief(
        story,
        groups,
        findings,
        naming,
        origins=material.origins,
        without_items=material.without_items,
        unmerged=[],
        notes=[],
        provenance=_provenance(story, engine, minutes),
    )
    if brief.items:
        instead = await plain.overview(brief, None)
        texts = {report.id: report.summary.article.text for report in story.reports}
        overview = await settle(
            lambda again: engine.overview(brief, again),
            lambda draft: check_overview(draft, brief, texts),
            instead.draft,
            f"what comes first in an overview; {_SILENT}",
            minutes,
            worth=len,
        )
        if not overview:  # nothing of it stood
            overview = check_overview(instead.draft, brief, texts).kept
        brief = brief.model_copy(update={"overview": overview})
    return brief.model_copy(
        update={
            "unmerged": in_order(minutes.unmerged),
            "notes": [*brief.notes, *_order_of(story), *material.notes, *minutes.notes],
            "provenance": _provenance(story, engine, minutes),
        }
    )


async def _naming(
    cards: Sequence[Card], story: Story, engine: MergeEngine, plain: MergeEngine, minutes: Minutes
) -> Naming:
    """The one name for each party; nothing is asked where there is but one name."""
    found: dict[str, str] = {}  # spellings that differ in capitals alone are one name
    given = sorted({name for card in cards for name in all_parties(card.item) if name.strip()})
    spelled = {name: found.setdefault(spelling(name), name) for name in given}
    names = {f"n{number}": name for number, name in enumerate(found.values(), 1)}
    if len(names) < 2:
        return Naming(spelled)
    instead = PartiesDraft(parties=[])
    if engine.kind == "model":
        instead = (await plain.parties(names, story.reports, None)).draft
    asked = await settle(
        lambda again: engine.parties(names, story.reports, again),
        lambda draft: check_parties(draft, names, cards),
        instead,
        f"which names mean one party; {_SILENT}",
        minutes,
        worth=lambda naming: -len(set(naming.names.values())),
    )
    return Naming({name: asked.of(one) for name, one in spelled.items()})


async def _findings(groups: Sequence[Group], engine: MergeEngine, minutes: Minutes) -> tuple[list[Group], Findings]:
    """What differs and what moved, pack by pack; groups whose figures nothing accounts for are taken apart."""
    looked = await side_by_side([partial(_look, pack, engine) for pack in packs(groups, engine)], minutes)
    found = Findings(
        without_doubles(d for findings in looked for d in findings.disagreements),
        tuple(c for findings in looked for c in findings.changes),
        tuple(a for findings in looked for a in findings.answers),
    )
    apart: list[Group] = []
    for group in groups:
        clashes = uncovered(group, found)
        apart += split(group) if clashes else [group]
        minutes.unmerged += [_taken_apart(group, *clash) for clash in clashes[:1]]
    return apart, found


async def _look(pack: list[Group], engine: MergeEngine, minutes: Minutes) -> Findings:
    """What moved and what differs in the matters of one pack."""
    if sum(len(group.cards) for group in pack) < 2 and not any(card.disputed for g in pack for card in g.cards):
        return Findings()
    changes, answers = await settle(
        lambda again: engine.trace(pack, again),
        lambda draft: check_trace(draft, pack),
        TraceDraft(changes=[], answers=[]),
        "what moved with time",
        minutes,
        worth=lambda found: len(found[0]) + len(found[1]),
    )
    moved = Findings(changes=changes, answers=answers)

    def check(draft: CompareDraft) -> Verdict[tuple[FoundDisagreement, ...]]:
        verdict = check_compare(draft, pack)
        all_found = replace(moved, disagreements=verdict.kept)
        clashes = [clash for group in pack for clash in uncovered(group, all_found)]
        told = tuple(f"{a.ref}, {b.ref}: merged as one, but {why}; say on what they differ" for a, b, why in clashes)
        return replace(verdict, problems=(*verdict.problems, *told))

    disagreements = await settle(
        lambda again: engine.compare(pack, again),
        check,
        CompareDraft(disagreements=[], settled=[]),
        "where the accounts differ",
        minutes,
        worth=len,
    )
    return replace(moved, disagreements=disagreements)


def _order_of(story: Story) -> list[str]:
    undated = sum(report.published is None for report in story.reports)
    if not undated:
        return []
    articles = "One article has" if undated == 1 else f"{undated} articles have"
    if story.order_inferred:
        return [f"{articles} no date; the place in time is inferred from what is reported."]
    return [f"{articles} no date and no place in time."]


def _taken_apart(group: Group, one: Card, other: Card, why: str) -> Unmerged:
    told = f"“{one.item.text}” and “{other.item.text}” were merged"
    detail = f"{told}, but {why}, and no disagreement or change says so; they stand apart."
    return Unmerged(kind="group", detail=detail, draft=json.dumps(group.text or group.matter, ensure_ascii=False))


def _provenance(story: Story, engine: MergeEngine, minutes: Minutes) -> BriefProvenance:
    usage = total(minutes.usages)
    made = {
        " ".join(filter(None, [p.engine, p.model])) for p in (report.summary.provenance for report in story.reports)
    }
    return BriefProvenance(
        engine=engine.kind,
        program=f"summarizer {__version__}",
        model=engine.model,
        answered_by=minutes.answered_by,
        mode=minutes.mode,
        templates=[minutes.templates[name] for name in sorted(minutes.templates)],
        usage=BriefUsage(**usage.model_dump(exclude={"seconds"})),
        summaries_by=sorted(made),
    )
