"""The page of charts in a real browser: by eye, by ear, on a phone and on paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from summarizer.evaluate.page import scores_page
from tests.browsers import NEEDS_CHROMIUM, opened
from tests.golds import gold_at
from tests.test_evaluate_page import HOSTILE, across, good, some

pytestmark = NEEDS_CHROMIUM
PAGES = ("one", "two")
LENGTHS = """rows => rows.map(row => {
  const rect = row.querySelector('rect'), cell = row.querySelector('td.axis');
  const value = parseFloat(row.querySelector('.figures').textContent);
  return [Number.isNaN(value) ? null : value, rect && rect.getBoundingClientRect().width
    / cell.querySelector('svg').getBoundingClientRect().width];
})"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("charts")
    sets = [gold_at(place)]
    long = f"openai/{'a-very-long-name-' * 4}{HOSTILE}"
    two = [some(place, long, sets=across(), failed={f"truce/{'x' * 80}.txt": "It broke."}), good(place)]
    (place / "one.html").write_text(scores_page([some(place, sets=across())], sets), "utf-8")
    (place / "two.html").write_text(scores_page(two, sets), "utf-8")
    return place


@pytest.fixture(params=PAGES)
def charts(request: pytest.FixtureRequest, chromium: Browser, folder: Path) -> Iterator[Page]:
    with opened(chromium, folder / f"{request.param}.html", java_script_enabled=True) as page:
        yield page


def test_bars_are_as_long_as_the_figures_beside_them(charts: Page) -> None:
    measured = charts.eval_on_selector_all(".bars tbody tr:not(.heading)", LENGTHS)
    assert len(measured) > 30
    for value, length in measured:
        assert length is None if value is None else length == pytest.approx(value, abs=0.011)


def test_whiskers_stand_where_the_interval_does(charts: Page) -> None:
    for row in charts.locator(".bars tr:has(path)").all()[:6]:
        low, high = (float(end) for end in (row.locator(".interval").text_content() or "").strip("[]").split(","))
        axis, whisker = row.locator("svg").bounding_box(), row.locator("path:not(.halo)").bounding_box()
        assert axis is not None and whisker is not None
        assert (whisker["x"] - axis["x"]) / axis["width"] == pytest.approx(low, abs=0.02)
        assert (whisker["x"] + whisker["width"] - axis["x"]) / axis["width"] == pytest.approx(high, abs=0.02)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_serious_for_those_who_see_or_hear_otherwise(
    chromium: Browser, folder: Path, name: str, scheme: str
) -> None:
    with opened(chromium, folder / f"{name}.html", color_scheme=scheme) as page:
        found = Axe().run(page).response["violations"]
    grave = [each for each in found if each["impact"] in ("serious", "critical")]
    assert not grave, [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in grave]


@pytest.mark.parametrize("width", [320, 390, 820, 1400])
@pytest.mark.parametrize("name", PAGES)
def test_no_width_needs_scrolling_sideways(chromium: Browser, folder: Path, name: str, width: int) -> None:
    with opened(chromium, folder / f"{name}.html", viewport={"width": width, "height": 800}) as page:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        bar = page.locator(".bars td.axis").first.bounding_box()
        assert bar is not None and bar["width"] > 60


def test_without_javascript_it_is_the_same(chromium: Browser, folder: Path) -> None:
    with opened(chromium, folder / "two.html", java_script_enabled=False) as page:
        assert page.locator("rect:visible").count() == page.locator("rect:not([width='0.0'])").count() > 20
        page.locator(".warning a").click()
        assert page.locator(":target").text_content() == "Failed"


def test_on_paper_ink_is_dark_and_bars_are_there(chromium: Browser, folder: Path) -> None:
    with opened(chromium, folder / "two.html", color_scheme="dark") as page:
        page.emulate_media(media="print")
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
        assert page.evaluate("getComputedStyle(document.querySelector('.axis rect')).fill") == "rgb(157, 185, 216)"
        assert page.pdf().startswith(b"%PDF")


def test_whoever_hears_the_table_hears_whose_score_it_is(charts: Page) -> None:
    row = charts.get_by_role("table", name="Overall").get_by_role("row").nth(1)
    assert row.get_by_role("rowheader").text_content() == "F1"
    if charts.locator(".who").count():
        assert (row.locator(".who .unseen").text_content() or "").startswith("openai/")
