"""Which reports are on one negotiation, and in what order: an engine's answer held against copies and known dates."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..ground.check import content
from ..schemas.merge_draft import DraftStory, StoriesDraft
from .card import Report
from .faults import Faults, order_of, quoted
from .findings import Story, Verdict
from .sentence import Ground, unsupported
from .story_days import Place, dated_backwards, days_of

_MOST_WORDS = 30
_READ = 50  # articles in which the numbers of a negotiation's line are looked up


def check_stories(
    draft: StoriesDraft, reports: Sequence[Report], fallback: StoriesDraft | None = None
) -> Verdict[list[Story]]:
    """Every report in exactly one story, in time; `day` is its rank there from 1, None where nothing tells it.

    A copy goes with its origin without complaint. Where the order contradicts known dates, the dates win. A report that
    the draft leaves out goes where most of those stand that `fallback` tells with it; without one, to the only story
    there is, else to a story of its own.
    """
    ordered = sorted(reports, key=lambda report: order_of(report.ref))
    faults = Faults({report.ref: report.id for report in ordered})
    lead = _leads(ordered)
    placed = _placed(draft, lead, faults)
    _place_lost(placed, ordered, lead, draft, fallback, faults)
    stories: list[Story] = []
    for number in sorted({place.story for place in placed.values()}):
        family = {ref: place for ref, place in placed.items() if place.story == number}
        members = [report for report in ordered if lead[report.ref] in family]
        drafted = draft.stories[number] if 0 <= number < len(draft.stories) else None
        stories.append(_story(drafted, members, lead, family, faults))
    stories.sort(key=lambda story: min(order_of(report.ref) for report in story.reports))
    return Verdict(stories, faults.problems, tuple(faults.unmerged))


def _leads(ordered: Sequence[Report]) -> dict[str, str]:
    """From each report's reference to that of the one that speaks for its origin."""
    first: dict[str, str] = {}
    for report in sorted(ordered, key=lambda report: report.is_copy):
        first.setdefault(report.origin, report.ref)
    return {report.ref: first[report.origin] for report in ordered}


def _placed(draft: StoriesDraft, lead: Mapping[str, str], faults: Faults) -> dict[str, Place]:
    """From each origin's report to the story and list of days it stands in: its first place, an original's first."""
    said: dict[str, list[Place]] = {}
    for number, story in enumerate(draft.stories):
        for day, refs in enumerate(story.days):
            for ref in refs:
                said.setdefault(ref, []).append(Place(number, day))
        for ref in story.unplaced:
            said.setdefault(ref, []).append(Place(number, None))
    if invented := sorted((ref for ref in said if ref not in lead), key=order_of):
        faults.ask(invented, "no report has this reference", "use only the references shown")
        faults.leave("story", invented, "no such report was given", "the reference is passed over")
    placed: dict[str, Place] = {}
    for ref in sorted((ref for ref in said if ref in lead), key=lambda ref: (lead[ref] != ref, order_of(ref))):
        if len(said[ref]) > 1 and lead[ref] == ref:
            faults.ask([ref], "stands in several places", "put each report in one story, once in its days")
            faults.leave("story", [ref], "was put in several places", "it stays in the first")
        placed.setdefault(lead[ref], said[ref][0])
    return placed


def _place_lost(
    placed: dict[str, Place],
    ordered: Sequence[Report],
    lead: Mapping[str, str],
    draft: StoriesDraft,
    fallback: StoriesDraft | None,
    faults: Faults,
) -> None:
    lost = [report.ref for report in ordered if lead[report.ref] == report.ref and report.ref not in placed]
    if not lost:
        return
    faults.ask(lost, "stands in no story", "put each report in one story, alone if it is on something else")
    known = {place.story for place in placed.values()}
    stood = dict(placed)
    own = len(draft.stories)
    for ref in lost:
        number = _where_others(ref, stood, lead, fallback)
        if number is None and len(known) == 1:
            number = next(iter(known))
        alone = number is None
        placed[ref] = Place(own if number is None else number, None)
        own += alone
        instead = "it stands by itself" if alone else "it stands with the others"
        faults.leave("story", [ref], "was put in no story", instead)


def _where_others(
    ref: str, placed: Mapping[str, Place], lead: Mapping[str, str], fallback: StoriesDraft | None
) -> int | None:
    """The story in which most of the reports stand that the fallback tells with this one."""
    mates = {
        lead[other]
        for story in (fallback.stories if fallback else ())
        if any(ref in some for some in (*story.days, story.unplaced))
        for some in (*story.days, story.unplaced)
        for other in some
        if other in lead
    }
    found = Counter(placed[mate].story for mate in mates if mate in placed)
    return min(found, key=lambda number: (-found[number], number)) if found else None


def _story(
    drafted: DraftStory | None,
    members: Sequence[Report],
    lead: Mapping[str, str],
    places: Mapping[str, Place],
    faults: Faults,
) -> Story:
    leads = [report for report in members if lead[report.ref] == report.ref]
    for early, late in dated_backwards(leads, places):
        fault = f"{late.ref} was published on {late.published}, before {early.ref} of {early.published}"
        faults.ask([early.ref, late.ref], fault, "keep to these dates")
        told = f"the later one was put before the one of {late.published}"
        faults.leave("story", [early.ref, late.ref], told, "the dates decide")
    days, inferred = days_of(leads, places)
    told_in_time = [replace(report, day=days[lead[report.ref]]) for report in members]
    told_in_time.sort(key=lambda report: (report.day is None, report.day or 0, order_of(report.ref)))
    return Story(_negotiation(drafted, leads, faults), tuple(told_in_time), inferred)


def _negotiation(drafted: DraftStory | None, leads: Sequence[Report], faults: Faults) -> str | None:
    """The drafted line where the articles carry its names and numbers, else the most typical line of the summaries."""
    typical = _most_typical([report.summary.negotiation for report in leads])
    if drafted is None:
        return typical
    line = " ".join(drafted.negotiation[:2000].split())
    fault = _unfit(line, leads)
    if fault is None:
        return line
    refs = [report.ref for report in leads]
    faults.ask(refs, f"of the negotiation line {quoted(line)}, {fault}", "take it from the reports")
    instead = "the line of a summary stands instead" if typical else "the story has no line"
    faults.leave("story", refs, f"of the negotiation line {quoted(line)}, {fault}", instead)
    return typical


def _unfit(line: str, leads: Sequence[Report]) -> str | None:
    if len(line.split()) > _MOST_WORDS:
        return f"there are more than {_MOST_WORDS} words"
    if unsupported(line, _grounds(leads, whole=False), assertion=False) is None:
        return None
    return unsupported(line, _grounds(leads[:_READ], whole=True), assertion=False)


def _grounds(leads: Sequence[Report], *, whole: bool) -> list[Ground]:
    """What a line may rest on: the summaries' lines and titles, which mostly do, or the `whole` articles, too."""
    grounds: list[Ground] = []
    for report in leads:
        article = report.summary.article
        said = (report.summary.negotiation, article.title, article.text if whole else None)
        support = tuple(words for words in said if words)
        grounds.append(Ground(support, article.text, report.published or article.published))
    return grounds


def _most_typical(lines: Sequence[str | None]) -> str | None:
    """The line that shares most with the others; of equals the shortest."""
    told = sorted({line for line in lines if line})
    counts = Counter(line for line in lines if line)
    stems = {line: content(line) for line in told}
    common = Counter(stem for line in told for stem in stems[line] for _ in range(counts[line]))

    def distance(line: str) -> tuple[float, int, str]:
        return (-sum(common[stem] for stem in stems[line]) / (len(stems[line]) + 3), len(line), line)

    return min(told, key=distance) if told else None
