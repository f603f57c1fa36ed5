"""Stories: each report in exactly one, in time; known dates decide, copies go with their origin."""

import random
from datetime import date

from summarizer.merge.card import Report
from summarizer.merge.findings import Story
from summarizer.merge.stories_check import check_stories
from summarizer.schemas.merge_draft import DraftStory, StoriesDraft
from tests.merge_cards import report, term

TRUCE = "Velmar and Ostrava agreed to halt attacks on ports."
STRIKE = "The dockers of Brenn demand 9 per cent more pay."
LINE = "Talks between Velmar and Ostrava on a truce"


def _march(day: int) -> date:
    return date(2031, 3, day)


def _truce(ref: str, **fields: object) -> Report:
    return report(ref, term(f"{TRUCE} This is account {ref}."), **fields)  # type: ignore[arg-type]


def _draft(*stories: list[list[str]], line: str = LINE) -> StoriesDraft:
    return StoriesDraft(stories=[DraftStory(negotiation=line, days=days, unplaced=[]) for days in stories])


def _days(story: Story) -> list[tuple[str, int | None]]:
    return [(report.ref, report.day) for report in story.reports]


def test_dates_and_order_agree() -> None:
    reports = [_truce("s1", published=_march(4)), _truce("s2", published=_march(6)), _truce("s3", published=_march(6))]
    verdict = check_stories(_draft([["s1"], ["s2", "s3"]]), reports)
    assert verdict.problems == () and verdict.unmerged == ()
    assert [_days(story) for story in verdict.kept] == [[("s1", 1), ("s2", 2), ("s3", 2)]]
    assert verdict.kept[0].negotiation == LINE and not verdict.kept[0].order_inferred


def test_an_undated_report_stands_where_the_engine_puts_it() -> None:
    reports = [_truce("s1", published=_march(4)), _truce("s2", published=_march(6)), _truce("s3"), _truce("s4")]
    (story,) = check_stories(_draft([["s1"], ["s3"], ["s2", "s4"]]), reports).kept
    assert _days(story) == [("s1", 1), ("s3", 2), ("s2", 3), ("s4", 3)]
    assert story.order_inferred


def test_without_any_date_the_engine_gives_the_order() -> None:
    (story,) = check_stories(_draft([["s3"], ["s1", "s2"]]), [_truce("s1"), _truce("s2"), _truce("s3")]).kept
    assert _days(story) == [("s3", 1), ("s1", 2), ("s2", 2)] and story.order_inferred


def test_dates_win_over_the_engine() -> None:
    reports = [_truce("s1", published=_march(4)), _truce("s2", published=_march(6)), _truce("s3")]
    verdict = check_stories(_draft([["s2"], ["s1"], ["s3"]]), reports)
    assert _days(verdict.kept[0]) == [("s1", 1), ("s2", 2), ("s3", 3)]
    assert len(verdict.problems) == 1 and verdict.problems[0].startswith("s2, s1: ")
    assert "2031-03-04" in verdict.problems[0]


def test_reports_of_two_days_in_one_list_contradict_nothing() -> None:
    reports = [_truce("s1", published=_march(4)), _truce("s2", published=_march(5))]
    verdict = check_stories(_draft([["s2", "s1"]]), reports)
    assert verdict.problems == () and _days(verdict.kept[0]) == [("s1", 1), ("s2", 2)]


def test_copies_go_with_their_origin_without_complaint() -> None:
    first = _truce("s1", published=_march(4))
    copy = report("s2", term("A copy of it."), of=first, published=_march(5))
    other = report("s3", term(STRIKE), published=_march(5), negotiation="Pay talks of the dockers of Brenn")
    draft = StoriesDraft(
        stories=[
            DraftStory(negotiation=LINE, days=[["s1"]], unplaced=[]),
            DraftStory(negotiation="Pay talks of the dockers of Brenn", days=[["s2"], ["s3"]], unplaced=[]),
        ]
    )
    verdict = check_stories(draft, [first, copy, other])
    assert verdict.problems == ()
    assert [_days(story) for story in verdict.kept] == [[("s1", 1), ("s2", 1)], [("s3", 1)]]


def test_an_origin_that_is_left_out_goes_where_its_copy_stands() -> None:
    first = _truce("s1", published=_march(4))
    copy = report("s2", term("A copy of it."), of=first, published=_march(5))
    verdict = check_stories(_draft([["s2"]]), [first, copy])
    assert verdict.problems == () and _days(verdict.kept[0]) == [("s1", 1), ("s2", 1)]


def test_a_lost_report_of_one_story_goes_there_and_its_day_is_unknown() -> None:
    verdict = check_stories(_draft([["s1"], ["s2"]]), [_truce("s1"), _truce("s2"), _truce("s3")])
    assert [_days(story) for story in verdict.kept] == [[("s1", 1), ("s2", 2), ("s3", None)]]
    assert verdict.problems[0].startswith("s3: ")
    assert reports_named(verdict.unmerged[0].detail, "s3")


def reports_named(detail: str, ref: str) -> bool:
    """Whether a reader is told the article, not the reference."""
    return f"{ref}-" in detail


def test_of_several_stories_a_lost_report_stands_by_itself_unless_a_fallback_knows_better() -> None:
    reports = [_truce("s1"), report("s2", term(STRIKE)), _truce("s3")]
    draft = _draft([["s1"]], [["s2"]])
    assert [[r.ref for r in story.reports] for story in check_stories(draft, reports).kept] == [["s1"], ["s2"], ["s3"]]
    known = _draft([["s1", "s3"]], [["s2"]])
    assert [[r.ref for r in story.reports] for story in check_stories(draft, reports, known).kept] == [
        ["s1", "s3"],
        ["s2"],
    ]


def test_doubled_and_invented_reports() -> None:
    verdict = check_stories(_draft([["s1", "s1"], ["s9"]], [["s2", "s1"]], []), [_truce("s1"), _truce("s2")])
    assert [[r.ref for r in story.reports] for story in verdict.kept] == [["s1"], ["s2"]]
    assert sorted(problem.split(":")[0] for problem in verdict.problems) == ["s1", "s9"]


def test_an_empty_answer_keeps_every_report() -> None:
    reports = [_truce("s1"), _truce("s2")]
    verdict = check_stories(StoriesDraft(stories=[]), reports)
    assert [[r.ref for r in story.reports] for story in verdict.kept] == [["s1"], ["s2"]]
    assert [story.negotiation for story in verdict.kept] == [LINE, LINE]
    assert check_stories(StoriesDraft(stories=[]), []).kept == []


def test_a_line_with_a_name_or_number_that_no_report_has_is_replaced() -> None:
    reports = [_truce("s1"), _truce("s2"), _truce("s3", negotiation="A halt of attacks on ports, Velmar")]
    for line in ("Talks between Velmar and Tarkia on a truce", "The 14-point plan for Velmar", "word " * 40, ""):
        verdict = check_stories(_draft([["s1"], ["s2"], ["s3"]], line=line), reports)
        assert verdict.kept[0].negotiation == LINE
        assert len(verdict.problems) == 1
    verdict = check_stories(_draft([["s1"], ["s2"], ["s3"]], line="Velmar, Ostrava and their ports"), reports)
    assert verdict.kept[0].negotiation == "Velmar, Ostrava and their ports" and verdict.problems == ()


def test_the_order_of_the_reports_given_does_not_matter() -> None:
    reports = [_truce(f"s{n}", published=_march(n) if n % 2 else None) for n in range(1, 8)]
    draft = _draft([["s1", "s2"], ["s4", "s3"]], [["s6"], ["s5"]])
    expected = check_stories(draft, reports)
    for seed in range(5):
        shuffled = [*reports]
        random.Random(seed).shuffle(shuffled)
        assert check_stories(draft, shuffled) == expected


def test_what_nothing_places_in_time_has_no_day() -> None:
    one, two = report("s1", term(TRUCE), published=_march(4)), report("s2", term(TRUCE))
    draft = StoriesDraft(stories=[DraftStory(negotiation=LINE, days=[["s1"]], unplaced=["s2"])])
    verdict = check_stories(draft, [one, two])
    assert verdict.problems == ()
    assert _days(verdict.kept[0]) == [("s1", 1), ("s2", None)]
    assert not verdict.kept[0].order_inferred
