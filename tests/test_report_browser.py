"""The report in a real browser: what a reader clicks, types and prints."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from summarizer.render.html.page import page as written
from summarizer.schemas.report import Report
from tests.briefs import river, undated
from tests.browsers import NEEDS_CHROMIUM, opened
from tests.pages import HOSTILE, hostile, large
from tests.recorded_brief import recorded_report
from tests.summaries import far, talks

pytestmark = NEEDS_CHROMIUM


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("pages")
    pages = {
        "ceasefire": recorded_report("ceasefire"),
        "strike": recorded_report("strike"),
        "hostile": hostile(),
        "large": large(),
        "scripts": Report(briefs=[], summaries=[far(), talks()]),
        "several": Report(briefs=[river(), undated()], summaries=[]),
    }
    for name, report in pages.items():
        (place / f"{name}.html").write_text(written(report), "utf-8")
    return place


@pytest.fixture
def talk(chromium: Browser, folder: Path) -> Iterator[Page]:
    """The report on examples/ceasefire."""
    with opened(chromium, folder / "ceasefire.html") as page:
        yield page


def ids(page: Page, selector: str = ".entry:not([hidden])") -> list[str]:
    found: list[str] = page.eval_on_selector_all(selector, "found => found.map(each => each.id)")
    return found


def address(page: Page) -> str:
    return page.url.partition("#")[2]


def lit(page: Page) -> str:
    """The words that are lit as the current quote in the article that is shown."""
    told: str = page.eval_on_selector_all(".text.shown .current", "found => found.map(e => e.textContent).join('')")
    return told


def is_in_frame(page: Page, selector: str, frame: str) -> bool:
    script = """([inner, outer]) => {
      const a = document.querySelector(inner).getBoundingClientRect();
      const b = document.querySelector(outer).getBoundingClientRect();
      return a.top >= b.top - 1 && a.top < b.bottom;
    }"""
    return bool(page.evaluate(script, [selector, frame]))


def in_view(page: Page, selector: str) -> bool:
    """Whether the beginning of an element is to be seen, and no article lies over it."""
    script = """selector => {
      const top = document.querySelector(selector).getBoundingClientRect().top;
      const panel = document.getElementById("articles");
      const over = panel && getComputedStyle(panel).position === "fixed" && panel.offsetParent !== undefined;
      const end = over && document.documentElement.classList.contains("reading")
        ? panel.getBoundingClientRect().top : innerHeight;
      return top >= 0 && top < end - 20;
    }"""
    return bool(page.evaluate(script, selector))


def test_a_click_on_an_item_lights_its_quotes_in_the_article_beside_it(talk: Page) -> None:
    entry = talk.locator(".entry", has=talk.locator(".quote:nth-child(2)")).first
    entry.locator(".open").click()
    quote = entry.locator(".to-quote q").first.text_content()
    assert lit(talk) == quote
    assert is_in_frame(talk, ".text.shown .current", "#texts")
    assert address(talk) == entry.get_attribute("id")
    expect(talk.locator("#where")).to_contain_text("quote 1 of")


def test_next_and_previous_go_through_its_quotes(talk: Page) -> None:
    entry = talk.locator(".entry", has=talk.locator(".more")).first
    quotes = entry.locator("a.to-quote[data-ref]").count()
    entry.locator(".open").click()
    seen = [lit(talk)]
    expect(talk.locator("#before")).to_be_disabled()
    for number in range(2, quotes + 1):
        talk.locator("#after").click()
        assert f"quote={number}" in address(talk)
        seen.append(lit(talk))
    expect(talk.locator("#after")).to_be_disabled()
    expect(entry.locator(".more")).to_have_attribute("open", "")
    talk.keyboard.press("p")
    assert lit(talk) == seen[-2]


def test_a_click_on_a_quote_shows_just_that_one(talk: Page) -> None:
    quote = talk.locator(".entry .quote:nth-child(2) a.to-quote").first
    quote.click()
    assert lit(talk) == quote.text_content()


def test_a_click_on_marked_words_shows_what_rests_on_them(talk: Page) -> None:
    shared = talk.locator(".text.shown a.quoted").first
    rests = {ref.split("/")[0] for ref in (shared.get_attribute("data-refs") or "").split()}
    shared.click()
    assert set(ids(talk, ".entry.chosen")) == rests
    assert in_view(talk, ".entry.chosen")
    for link in talk.locator("#where a").all():
        link_id = (link.get_attribute("href") or "")[1:]
        assert link_id in rests
    talk.locator("#where a").first.click()
    assert len(ids(talk, ".entry.chosen")) == 1


def test_links_from_the_overview_and_the_table_lead_to_the_item(talk: Page) -> None:
    for place in (".overview .ref", ".positions td .ref"):
        link = talk.locator(place).first
        link.click()
        assert ids(talk, ".entry.chosen") == [(link.get_attribute("href") or "")[1:]]
        assert in_view(talk, ".entry.chosen") and lit(talk)


@pytest.mark.parametrize("facet", ["party", "issue", "kind", "source", "confirmation"])
def test_each_filter_leaves_what_has_the_value(talk: Page, facet: str) -> None:
    options = talk.locator(f"select[name={facet}] option")
    value, label = options.nth(1).get_attribute("value") or "", options.nth(1).text_content() or ""
    everything = ids(talk)
    talk.locator(f"select[name={facet}]").select_option(value)
    left = ids(talk)
    counted = re.search(r"\((\d+)\)$", label)
    assert counted and 0 < len(left) == int(counted[1]) <= len(everything)
    for entry in left:
        values: str = talk.locator(f"[id='{entry}']").get_attribute(f"data-{facet}") or ""
        assert value in values.split("\n")
    expect(talk.locator("#shown")).to_have_text(f"{len(left)} of {len(everything)} findings: {value}")
    counted = talk.eval_on_selector_all(".findings:not([hidden]) h2 .aside", "found => found.map(e => e.textContent)")
    assert sum(int(count.split(" of ")[0]) for count in counted) == len(left)
    talk.get_by_role("button", name="Clear").click()
    assert ids(talk) == everything


def test_search_takes_words_in_any_order_without_case_or_accents(talk: Page) -> None:
    talk.locator("input[name=q]").fill("OBSÉRVERS unarmed")
    left = ids(talk)
    assert left
    for entry in left:
        text = (talk.locator(f"[id='{entry}']").text_content() or "").lower()
        assert "observers" in text and "unarmed" in text
    expect(talk.locator("#elsewhere")).to_contain_text("In the text of")
    talk.locator("#elsewhere a").first.click()
    assert "unarmed" in (talk.locator(".text.shown").text_content() or "")
    talk.locator("input[name=q]").fill("zzz nowhere")
    assert ids(talk) == []
    expect(talk.locator("#elsewhere")).to_have_text("In the text of no article.")


def test_the_address_holds_the_state_and_brings_it_back(chromium: Browser, folder: Path, talk: Page) -> None:
    talk.locator("select[name=party]").select_option(index=1)
    talk.locator("input[name=q]").fill("port")
    talk.locator(".entry:not([hidden]) .open").first.click()
    talk.keyboard.press("n")
    state, shown, words = address(talk), ids(talk), lit(talk)
    assert "party=" in state and "q=port" in state
    with opened(chromium, folder / "ceasefire.html", f"#{state}") as again:
        assert (ids(again), lit(again)) == (shown, words)
        assert in_view(again, ".entry.chosen")
        expect(again.locator("input[name=q]")).to_have_value("port")


def test_back_goes_back(talk: Page) -> None:
    first, second = talk.locator(".entry .open").nth(0), talk.locator(".entry .open").nth(3)
    first.click()
    words = lit(talk)
    second.click()
    talk.go_back()
    assert lit(talk) == words


def test_a_link_leads_to_an_item_that_a_filter_hides(talk: Page) -> None:
    talk.locator("select[name=kind]").select_option("any demand")
    link = talk.locator(".entry:not([hidden]) .standing .ref").first
    target = (link.get_attribute("href") or "")[1:]
    assert target not in ids(talk)
    link.click()
    assert target in ids(talk) and in_view(talk, f"[id='{target}']")


def test_marked_words_show_what_rests_on_them_whatever_the_filters_say(talk: Page) -> None:
    talk.locator("select[name=kind]").select_option("open question")
    words = talk.locator(".text.shown a.quoted").first
    rests = [ref.split("/")[0] for ref in (words.get_attribute("data-refs") or "").split()]
    words.click()
    assert set(rests) <= set(ids(talk))
    assert talk.locator(f"[id='{rests[0]}']").is_visible()


def test_a_reload_stays_at_the_finding(talk: Page) -> None:
    for _ in range(5):
        talk.keyboard.press("j")
    talk.reload()
    assert in_view(talk, ".entry.chosen") and lit(talk)


def test_back_from_a_reference_is_where_one_was(talk: Page) -> None:
    link = talk.locator(".entry .standing .ref").last
    link.scroll_into_view_if_needed()
    link.click()
    assert in_view(talk, ".entry.chosen")
    talk.go_back()
    expect(talk.locator(".entry.chosen")).to_have_count(0)
    expect(link).to_be_in_viewport()


def test_a_section_link_moves_the_focus_there(talk: Page) -> None:
    link = talk.locator(".contents a").nth(3)
    link.focus()
    talk.keyboard.press("Enter")
    assert f"#{talk.evaluate('document.activeElement.id')}" == link.get_attribute("href")


def test_all_of_it_by_keyboard(talk: Page) -> None:
    talk.keyboard.press("j")
    everything = ids(talk)
    assert ids(talk, ".entry.chosen") == everything[:1]
    assert talk.evaluate("document.activeElement.closest('.entry').id") == everything[0]
    talk.keyboard.press("j")
    talk.keyboard.press("k")
    assert ids(talk, ".entry.chosen") == everything[:1]
    talk.keyboard.press("a")
    assert talk.evaluate("document.activeElement.classList.contains('quoted')")
    talk.keyboard.press("a")
    assert talk.evaluate("document.activeElement.closest('.entry').id") == everything[0]
    talk.keyboard.press("/")
    talk.keyboard.type("jkn")
    expect(talk.locator("input[name=q]")).to_have_value("jkn")
    talk.keyboard.press("Escape")
    talk.keyboard.press("?")
    expect(talk.locator("#help")).to_be_visible()
    talk.locator("#single").uncheck()
    talk.keyboard.press("Escape")
    state = address(talk)
    talk.keyboard.press("j")
    assert address(talk) == state  # the single keys are off


def test_every_control_can_be_reached_by_tab(talk: Page) -> None:
    reached: set[str] = set()
    for _ in range(60):
        talk.keyboard.press("Tab")
        reached.add(talk.evaluate("(document.activeElement.name || document.activeElement.className)"))
    assert {"skip", "q", "party", "issue", "kind", "source", "confirmation", "ref"} <= reached


@pytest.mark.parametrize("name", ["ceasefire", "strike", "scripts", "several", "hostile"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_for_those_who_see_hear_or_move_otherwise(
    chromium: Browser, folder: Path, name: str, scheme: str
) -> None:
    with opened(chromium, folder / f"{name}.html", color_scheme=scheme) as page:
        page.locator(".entry .open").first.click()
        found = Axe().run(page).response["violations"]
    grave = [each for each in found if each["impact"] in ("serious", "critical")]
    assert not grave, [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in grave]


def test_what_is_done_is_said(talk: Page) -> None:
    talk.locator(".entry .open").first.click()
    expect(talk.locator("#said")).to_contain_text("paragraph")
    expect(talk.locator("#said")).to_have_attribute("role", "status")


@pytest.mark.parametrize("width", [390, 820, 1400])
def test_no_width_needs_scrolling_sideways(chromium: Browser, folder: Path, width: int) -> None:
    for name in ("ceasefire", "scripts", "hostile"):
        with opened(chromium, folder / f"{name}.html", viewport={"width": width, "height": 800}) as page:
            page.locator(".entry .open").first.click()
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
            assert is_in_frame(page, ".text.shown .current", "#texts")


def test_on_a_phone_the_article_lies_over_the_findings_and_can_be_closed(chromium: Browser, folder: Path) -> None:
    with opened(chromium, folder / "ceasefire.html", viewport={"width": 390, "height": 800}) as page:
        expect(page.locator("#articles")).to_be_hidden()
        low = page.locator(".entry").nth(2)
        low.evaluate("entry => scrollTo(0, entry.getBoundingClientRect().top + scrollY - innerHeight + 120)")
        low.locator(".open").click()
        expect(page.locator("#articles")).to_be_visible()
        assert in_view(page, ".entry.chosen")
        page.keyboard.press("j")
        assert in_view(page, ".entry.chosen")
        page.get_by_role("button", name="Close").first.click()
        expect(page.locator("#articles")).to_be_hidden()
        assert page.evaluate("document.activeElement.classList.contains('open')")


def test_on_paper_the_quotes_are_numbered_notes(talk: Page) -> None:
    talk.emulate_media(media="print")
    for selector in ("#articles", ".contents", ".filters", ".quotes"):
        assert talk.locator(selector).first.is_hidden(), selector
    notes = talk.locator(".notes li:visible")
    assert notes.count() == talk.locator(".notes li").count() > 50
    numbers = talk.eval_on_selector_all(".note", "found => found.map(each => each.textContent)")
    assert numbers == [str(number) for number in range(1, notes.count() + 1)]
    assert talk.locator(".note").first.is_visible()


def test_on_paper_stands_what_the_filters_left(talk: Page) -> None:
    talk.locator("select[name=kind]").select_option("demand")
    left = ids(talk)
    talk.emulate_media(media="print")
    of = talk.eval_on_selector_all(".notes li:not([hidden])", "found => found.map(each => each.dataset.of)")
    assert set(of) == set(left)
    expect(talk.locator("#shown")).to_contain_text("findings: demand")
    assert talk.locator(".findings:visible").count() == 1


def test_without_javascript_the_page_is_whole(chromium: Browser, folder: Path) -> None:
    with opened(chromium, folder / "ceasefire.html", java_script_enabled=False) as page:
        assert page.locator(".entry:visible").count() == page.locator(".entry").count()
        assert page.locator(".text:visible").count() == page.locator(".text").count() == 6
        expect(page.locator("#filters")).to_be_hidden()
        page.locator(".entry a.to-quote").first.click()
        target = page.locator(":target")
        assert target.get_attribute("class") == "quoted"


def test_hostile_texts_do_nothing(chromium: Browser, folder: Path) -> None:
    with opened(chromium, folder / "hostile.html") as page:
        for entry in page.locator(".entry .open").all():
            entry.click()
        page.locator("input[name=q]").fill("<script>")
        assert page.title() != "broken"
        assert page.locator("img, main script, aside script").count() == 0
        assert page.locator(".entry").count() == len(HOSTILE)


def test_a_hostile_address_does_nothing(chromium: Browser, folder: Path) -> None:
    for hash in (
        "#<img src=x onerror=alert(1)>",
        "#A1&q=<script>alert(1)</script>",
        "#%E0%A4%A",
        "#s1&quote=-5",
        "#A1&quote=1.5",
        "#&party=Nobody",
        "#party=Kessara",
        "#A1&quote=1e9",
    ):
        with opened(chromium, folder / "ceasefire.html", hash) as page:
            assert page.locator("html[data-ready]").count() == 1


def test_right_to_left_and_chinese_stand_as_they_should(chromium: Browser, folder: Path) -> None:
    with opened(chromium, folder / "scripts.html", "#s1") as page:
        ways = page.eval_on_selector_all(".text.shown p[dir]", "found => found.map(e => getComputedStyle(e).direction)")
        assert ways == ["ltr", "rtl"]
        assert page.locator(".entry bdi").count()


def test_several_negotiations_each_have_their_chapter(chromium: Browser, folder: Path) -> None:
    with opened(chromium, folder / "several.html") as page:
        assert page.locator(".chapter:visible").count() == 2
        page.locator(".chapters a").nth(1).click()
        assert in_view(page, "#b2-top")
        first = ids(page, "#b1-top .entry")[0]
        page.locator(f"[id='{first}'] .open").click()
        assert address(page) == first
        own = page.locator("select[name=party] option").nth(1).get_attribute("value") or ""
        page.locator("select[name=party]").select_option(own)
        assert page.locator(".chapter:visible").count() >= 1
        assert all(page.locator(f"[id='{each}']").is_visible() for each in ids(page))


def test_a_thousand_items_and_a_hundred_articles(chromium: Browser, folder: Path) -> None:
    with opened(chromium, folder / "large.html") as page:
        assert page.locator(".entry").count() == 1000 and page.locator(".text").count() == 100
        page.locator("select[name=kind]").select_option("demand")
        assert len(ids(page)) == 400
        page.locator("input[name=q]").fill("round 57 dockers")
        assert {f"a58-d{number}" for number in (0, 3, 6, 9)} <= set(ids(page))
