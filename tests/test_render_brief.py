"""Briefs in every format: what must be there whatever the format, counts, sources, confirmation in words, JSON."""

import json
import re
import subprocess
import sys

import pytest

from summarizer.errors import InputError
from summarizer.render import FORMATS, render_briefs
from summarizer.render.brief_notes import silence
from summarizer.render.brief_outline import agreed, demanded, moved, still_open
from summarizer.render.brief_phrases import change_dates, counted, period
from summarizer.render.brief_sources import Sources
from summarizer.render.brief_standing import confirmation, details
from summarizer.schemas.brief import Brief, BriefTerm, Voice
from summarizer.schemas.summary import Attribution
from summarizer.schemas.vocabulary import Channel, Confirmation, Stance
from tests.briefs import nothing, river, single, texts, undated, with_text
from tests.summaries import says


def flat(text: str) -> str:
    """The text without wrapping, bars, escapes and indents; a quote beside its sources is put back together."""
    return "".join(re.sub(r"[\\\s]", "", text).split())


def right_of_bars(text: str) -> str:
    return "".join("".join(re.findall(r"│ (.*)", text)).split())


def shown_quotes(brief: Brief) -> list[str]:
    states = [state for change in brief.changes for state in (change.before, change.after)]
    versions = [version for disagreement in brief.disagreements for version in disagreement.versions]
    return [q.quote for state in states for q in state.quotes] + [q.quote for v in versions for q in v.quotes]


def test_the_quotes_of_the_fixture_stand_in_its_articles() -> None:
    for item in river().items:
        for account in item.members:
            for evidence in account.evidence:
                assert texts()[account.article_id][evidence.start : evidence.end] == evidence.quote


@pytest.mark.parametrize("name", FORMATS)
def test_every_item_disagreement_and_change_is_there_in_every_format(name: str) -> None:
    text = render_briefs([river()], name, width=80, color=False)
    for finding in [*river().items, *river().disagreements, *river().changes]:
        assert re.search(rf"\b{finding.id}\b", text), finding.id
    for brief_text in [*(i.text for i in river().items), *(d.about for d in river().disagreements), *river().notes]:
        assert name == "csv" or flat(brief_text) in flat(text)


@pytest.mark.parametrize("name", ["markdown", "json", "csv"])
def test_every_quote_is_there_outside_the_terminal(name: str) -> None:
    text = flat(render_briefs([river()], name))
    quotes = [e.quote for item in river().items for a in item.members for e in a.evidence]
    for quote in [*quotes, *shown_quotes(river())]:
        assert flat(quote) in text


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_terminal_shows_a_quote_of_each_item_and_all_versions_and_states(width: int) -> None:
    text = right_of_bars(render_briefs([river()], "terminal", width=width, color=False))
    differing = {item_id for disagreement in river().disagreements for item_id in disagreement.items}
    for item in river().items:
        witnesses = Sources(river()).witnesses(item)
        assert len(witnesses) == item.origins
        for witness in witnesses if item.id in differing else witnesses[:1]:
            assert flat(witness.quote) in text
    for quote in shown_quotes(river()):
        assert flat(quote) in text


def test_whoever_says_so_and_is_not_quoted_is_named() -> None:
    brief = river()
    brief.disagreements.clear()
    text = re.sub(r"\s+", " ", render_briefs([brief], "terminal", width=120, color=False))
    assert "also The Lakeland Courier, 12 March; copied by Brenn Herald, 13 March" in text


@pytest.mark.parametrize("name", ["terminal", "markdown"])
def test_every_count_of_sources_reads_the_same_way(name: str) -> None:
    text = re.sub(r"\s+", " ", render_briefs([river()], name, width=80, color=False))
    assert "3 origins (4 articles) · 12 to 20 March 2031" in text
    for phrase in ("1 origin (1 article)", "1 origin (2 articles)", "2 origins (2 articles)"):
        assert phrase in text
    assert len(re.findall(r"\d origins?\b", text)) == len(re.findall(r"\d origins? \(\d articles?\)", text))


def test_counts_of_thousands_have_a_comma() -> None:
    assert counted(1204, 20000) == "1,204 origins (20,000 articles)"


PERIODS = [(river(), "12 to 20 March 2031"), (undated(), "date not stated"), (single(), "12 March 2031")]


@pytest.mark.parametrize(("brief", "expected"), PERIODS, ids=[e for _, e in PERIODS])
def test_the_period_is_that_of_the_sources(brief: Brief, expected: str) -> None:
    assert period(brief) == expected


def test_the_period_counts_what_has_no_date() -> None:
    brief = river()
    brief.sources[3].published = None
    assert period(brief) == "12 to 14 March 2031, date not stated for 1 article"


@pytest.mark.parametrize("name", ["terminal", "markdown", "csv"])
def test_undated_sources_are_said_to_have_no_date(name: str) -> None:
    text = render_briefs([undated()], name, width=100, color=False)
    assert "date not stated" in text and "None" not in text.replace("None found", "")


def voices(*said: tuple[str | None, Channel, Stance]) -> list[Voice]:
    return [Voice(party=p, channels=[c], stances=[s], members=[]) for p, c, s in said]


READOUT, PUBLIC, OUTLET = Channel.READOUT, Channel.STATEMENT, Channel.OUTLET
YES, NO = Stance.ASSERTS, Stance.DENIES
CONFIRMATIONS = [
    (Confirmation.ALL_PARTIES, voices(("A", READOUT, YES), ("B", READOUT, YES)), "both readouts say so"),
    (Confirmation.ALL_PARTIES, voices(("A", READOUT, YES), ("B", PUBLIC, YES)), "both sides say so"),
    (Confirmation.ALL_PARTIES, voices((None, OUTLET, YES)), "confirmed by all parties"),
    (Confirmation.ONE_PARTY, voices(("the Kremlin", READOUT, YES)), "only the Kremlin's readout says so"),
    (Confirmation.ONE_PARTY, voices(("B", PUBLIC, YES), (None, OUTLET, YES)), "only B says so"),
    (Confirmation.ONE_PARTY, voices((None, OUTLET, YES)), "only one side says so"),
    (Confirmation.SOME_PARTIES, voices(("A", PUBLIC, YES)), "A says so, no word of B"),
    (Confirmation.CONTRADICTED, voices(("A", PUBLIC, YES), ("B", PUBLIC, NO)), "the accounts differ, B denies it"),
    (Confirmation.CONTRADICTED, voices(("A", PUBLIC, YES), ("B", PUBLIC, YES)), "the accounts differ"),
]


@pytest.mark.parametrize(("confirmed", "said", "expected"), CONFIRMATIONS)
def test_confirmation_names_those_who_confirm(confirmed: Confirmation, said: list[Voice], expected: str) -> None:
    term: BriefTerm = (
        river().agreed_terms[0].model_copy(update={"parties": ["A", "B"], "confirmation": confirmed, "voices": said})
    )
    assert confirmation(term) == expected


OUTSIDERS = [
    (says(None, None, OUTLET), "as reported, no party is quoted"),
    (says("mediators from Kesh", "Kesh"), "Kesh says so, none of the parties"),
    (says("a diplomat"), "a diplomat says so, none of the parties"),
    (says(None, None, Channel.DOCUMENT), "the document says so, no party is quoted"),
    (says(None, None, Channel.UNNAMED_OFFICIALS), "others say so, none of the parties"),
]


@pytest.mark.parametrize(("attribution", "expected"), OUTSIDERS, ids=[e for _, e in OUTSIDERS])
def test_an_outsider_is_named_where_no_party_speaks(attribution: Attribution, expected: str) -> None:
    term = river().agreed_terms[1]
    term.members = [term.members[0].model_copy(update={"attribution": attribution})]
    assert confirmation(term) == expected


def test_what_its_sentence_says_already_is_not_said_again() -> None:
    labels = [[label for label, _ in details(term, Sources(river()))] for term in river().agreed_terms]
    assert labels[0] == ["stages", "covers", "if", "starts", "says"]
    assert labels[1] == ["parties", "says"]


def test_a_site_stands_for_an_outlet_that_is_not_named() -> None:
    brief = river()
    brief.sources[0] = brief.sources[0].model_copy(update={"outlet": None})
    assert Sources(brief).name(brief.sources[0].article_id) == "courier.example"


def test_a_copy_is_alone_on_what_its_origin_lacks_only() -> None:
    brief = river()
    brief.coverage[1].alone_on = ["A1", "D1"]
    lines = silence(brief)
    assert lines[brief.sources[1].article_id] == ["alone on D1"]
    assert lines[brief.sources[3].article_id] == ["alone on D2, A2", "silent on D3 (observers); D5 (border patrols)"]


def test_what_no_longer_holds_stands_under_what_replaced_it() -> None:
    entries = {entry.item.id: [item.id for item in entry.earlier] for entry in demanded(river()).entries}
    assert entries == {"D2": ["D1"], "D3": [], "D4": [], "D5": []}
    lapsed = river()
    lapsed.agreed_terms[1].superseded_by = ["D2"]
    assert [item.id for item in agreed(lapsed).asides["No longer held"]] == ["A2"]
    assert "A2" not in [entry.item.id for entry in agreed(lapsed).entries]


def test_unanswered_questions_come_first() -> None:
    section = still_open(river())
    assert [entry.item.id for entry in section.entries] == ["O3"]
    assert [item.id for item in section.asides["Answered since"]] == ["O1", "O2"]


def test_items_of_one_matter_stand_together_and_changes_in_time() -> None:
    brief = river()
    brief.demands[4].matter = "Observers"
    matters = [(heading, [e.item.id for e in entries]) for heading, entries in demanded(brief).matters()]
    assert matters[0] == ("Observers", ["D2", "D3", "D5"])
    brief.changes[0].after.published = None
    assert [change.id for change in moved(brief)] == ["C2", "C1"]


def test_copies_are_told_behind_their_origin() -> None:
    courier, herald, *_ = [source.article_id for source in river().sources]
    sources = Sources(river())
    assert sources.told([herald, courier]) == "The Lakeland Courier, 12 March; copied by Brenn Herald, 13 March"
    assert sources.told([herald]) == "Brenn Herald, 13 March (copy of The Lakeland Courier)"


def test_two_articles_of_one_outlet_and_day_are_told_apart() -> None:
    brief = river()
    brief.sources[1] = brief.sources[1].model_copy(
        update={"outlet": "The Lakeland Courier", "published": brief.sources[0].published}
    )
    names = [Sources(brief).name(source.article_id) for source in brief.sources]
    assert names == ["The Lakeland Courier (1)", "The Lakeland Courier (2)", "kesh wire", "River Post"]


def test_years_are_named_where_there_are_several() -> None:
    brief = river()
    first = brief.sources[0].published
    assert first
    brief.sources[0] = brief.sources[0].model_copy(update={"published": first.replace(year=2030)})
    assert Sources(brief).label(brief.sources[3].article_id) == "River Post, 20 March 2031"
    assert period(brief) == "12 March 2030 to 20 March 2031"


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("count", [0, 1, 2])
def test_every_format_ends_with_one_line_end_and_takes_any_number(name: str, count: int) -> None:
    text = render_briefs([river(), single()][:count], name, width=80, color=False)
    assert not text or (text.endswith("\n") and not text.endswith(("\n\n", "\n\r\n")))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("brief", [river(), single(), undated(), nothing()], ids=["river", "single", "undated", "none"])
def test_any_brief_can_be_shown(name: str, brief: Brief) -> None:
    text = render_briefs([brief], name, width=60, color=False)
    assert brief.items or "museum" in text
    assert brief.items or name == "json" or "No agreement, demand or open question found." in text


def test_json_has_from_and_to_and_can_be_read_again() -> None:
    text = render_briefs([river()], "json")
    assert {"from", "to"} <= set(json.loads(text)["changes"][0])
    assert Brief.model_validate_json(text) == river()
    several = json.loads(render_briefs([river(), undated()], "json"))
    assert [Brief.model_validate(entry) for entry in several] == [river(), undated()]
    assert json.loads(render_briefs([], "json")) == []


def test_an_unknown_format_names_those_there_are() -> None:
    with pytest.raises(InputError, match=r"'docx' is unknown; choose one of terminal, markdown, json, csv, html\."):
        render_briefs([river()], "docx")


@pytest.mark.parametrize("name", ["markdown", "json", "csv"])
def test_rich_is_loaded_for_the_terminal_only(name: str) -> None:
    code = (
        "import sys; from summarizer.render import render_briefs; from tests.briefs import river; "
        f"render_briefs([river()], {name!r}); sys.exit('rich' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_brief_filled_with_one_text_is_still_valid() -> None:
    assert with_text("x").agreed_terms[0].text == "x"


@pytest.mark.parametrize("read", ["https://courier.example/a", "2031-courier.txt"])
@pytest.mark.parametrize("url", ["https://courier.example/a", None])
def test_a_source_is_shown_with_where_to_find_it(read: str, url: str | None) -> None:
    brief = river()
    brief.sources[0] = brief.sources[0].model_copy(update={"source": read, "url": url, "title": None})
    assert f"\n  {url or read}\n" in render_briefs([brief], "terminal", width=80, color=False)


def test_a_change_has_the_dates_of_the_json_in_every_view() -> None:
    brief = river()
    change, sources = brief.changes[1], Sources(brief)
    assert change_dates(change, sources) == "12 March → 20 March"
    change.before.published = brief.sources[2].published  # told on the 12th, and again on the 14th
    assert change_dates(change, sources) == "14 March → 20 March"
    for name in ("terminal", "markdown"):
        assert "14 March → 20 March" in render_briefs([brief], name, width=100, color=False)
    change.before.published = None
    assert change_dates(change, sources) == "12 March → 20 March"
