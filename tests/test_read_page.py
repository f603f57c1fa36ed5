"""Web pages: the article's own words, what the page states about it, and what was left out."""

from datetime import date
from pathlib import Path

import pytest

from summarizer.errors import ReadError
from summarizer.read import read
from summarizer.schemas.article import Article
from summarizer.settings import Settings

BODY = "".join(
    f"<p>In round {number} the ferry crews asked for {number} more rest days; the harbour board did not answer.</p>\n"
    for number in range(2, 9)
)
CHROME = (
    '<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>',
    '<aside><h2>Most read</h2><ul><li><a href="/x">Snow closes the pass</a></li></ul></aside>'
    "<footer>© 2031 Tideline</footer>",
)


def page(
    folder: Path, inside: str, head: str = "", root: str = '<html lang="en-GB">', encoding: str = "utf-8"
) -> Article:
    path = folder / "page.html"
    body = f"{CHROME[0]}<main><article>\n{inside}</article></main>{CHROME[1]}"
    path.write_bytes(f"<!DOCTYPE html>\n{root}<head>{head}</head><body>{body}</body></html>".encode(encoding))
    [article] = read(path, Settings())
    return article


def test_words_headings_lists_and_quotations(tmp_path: Path) -> None:
    article = page(
        tmp_path,
        f"<h1>Crews and board agree on rest days</h1>{BODY}<h2>What is open</h2><p>Pay&nbsp;is <b>not</b> settled, "
        "the board said.</p><blockquote><p>“We will not sign for less,” she said.</p></blockquote>"
        "<ul><li>Rest days rise to nine</li><li>Sundays stay as they are</li></ul>"
        "<table><tr><td>Pay</td><td>4 %</td></tr></table>",
    )
    assert article.title == "Crews and board agree on rest days"
    assert article.text.split("\n\n")[7:] == [
        "What is open",
        "Pay\xa0is not settled, the board said.",
        "“We will not sign for less,” she said.",
        "Rest days rise to nine",
        "Sundays stay as they are",
        "Pay | 4 %",
    ]
    assert "Sport" not in article.text
    assert "Snow" not in article.text


@pytest.mark.parametrize(
    "attribute", ['class="comment"', 'class="related"', 'class="caption"', 'id="share-box"', 'class="promo"']
)
def test_a_sentence_in_the_article_is_never_lost(tmp_path: Path, attribute: str) -> None:
    article = page(tmp_path, f"{BODY}<p {attribute}>The board rejected the ninth rest day.</p>{BODY}")
    assert "The board rejected the ninth rest day." in article.text


def test_a_short_article_keeps_its_paragraphs(tmp_path: Path) -> None:
    article = page(
        tmp_path, "<h1>No deal</h1><p>The crews said no.</p><p>Talks resume on Monday at nine in the customs house.</p>"
    )
    assert article.text == "The crews said no.\n\nTalks resume on Monday at nine in the customs house."


def test_line_breaks_as_paragraphs(tmp_path: Path) -> None:
    article = page(
        tmp_path,
        "<div>The crews and the board agreed on a pause of ten days.<br><br>Pay<br>stays open, the board said.</div>",
    )
    assert article.text == "The crews and the board agreed on a pause of ten days.\n\nPay stays open, the board said."


def test_boilerplate_and_what_stays_outside_are_recorded(tmp_path: Path) -> None:
    article = page(
        tmp_path,
        f'<p class="byline">By Ida Marsh</p>{BODY}<p>Advertisement</p>\n<p>Ida Marsh contributed reporting.</p>',
    )
    assert {"Advertisement", "Ida Marsh contributed reporting."} <= {r.text for r in article.removed}
    assert all(r.line > 0 for r in article.removed)
    assert "By Ida Marsh" in article.text or any(r.text == "By Ida Marsh" for r in article.removed)


def test_stated_in_meta(tmp_path: Path) -> None:
    article = page(
        tmp_path,
        BODY,
        '<title>x</title><meta property="og:title" content="Rest days agreed | Tideline">'
        '<meta property="og:site_name" content="Tideline"><link rel="canonical" href="https://tideline.example/rest">'
        '<meta property="article:published_time" content="2031-03-06T23:30:00-05:00">',
    )
    assert (article.title, article.outlet) == ("Rest days agreed", "Tideline")
    assert article.url == "https://tideline.example/rest"
    assert article.published == date(2031, 3, 6)
    assert article.language == "en-GB"


def test_stated_in_linked_data(tmp_path: Path) -> None:
    article = page(
        tmp_path,
        BODY,
        '<script type="application/ld+json">{broken</script><script type="application/ld+json">'
        '{"@graph": [{"@type": "NewsArticle", "headline": "Rest days", "datePublished": "2031-03-07",'
        '"publisher": {"@type": "Organization", "name": "Tideline"}}]}</script>',
    )
    assert (article.title, article.outlet, article.published) == ("Rest days", "Tideline", date(2031, 3, 7))


def test_stated_by_time_element(tmp_path: Path) -> None:
    one_day = page(tmp_path, f'<time datetime="2031-03-08T10:00">Saturday</time>{BODY}')
    assert one_day.published == date(2031, 3, 8)
    two_days = page(tmp_path, f'<time datetime="2031-03-08">Sat</time><time datetime="2031-03-09">Sun</time>{BODY}')
    assert two_days.published is None


def test_nothing_is_guessed(tmp_path: Path) -> None:
    article = page(tmp_path, f"<p>Published on 5 March 2031</p>{BODY}<p>© 2031 Tideline</p>", root="<html>")
    assert (article.published, article.outlet, article.language, article.url) == (None, None, None, None)


def test_a_date_not_understood_is_noted(tmp_path: Path) -> None:
    article = page(tmp_path, BODY, '<meta name="date" content="first of May">')
    assert article.published is None
    assert article.repairs == ["date 'first of May' could not be understood and was left out"]


@pytest.mark.parametrize(
    "declared", ['<meta charset="windows-1251">', '<meta http-equiv="x" content="text/html; charset=windows-1251">']
)
def test_the_page_states_its_encoding(tmp_path: Path, declared: str) -> None:
    article = page(
        tmp_path, "<p>Стороны договорились о паузе на десять дней, сообщил посредник.</p>", declared, encoding="cp1251"
    )
    assert article.encoding == "windows-1251"
    assert "посредник" in article.text


@pytest.mark.parametrize(
    "inside",
    [
        "",
        "<h1>Sign in</h1><form><label>Name <input></label><button>Go</button></form>",
        '<h1>News</h1><ul><li><a href="/1">Board rejects the offer of four per cent.</a></li>'
        '<li><a href="/2">Crews to vote on the mediator’s plan on Monday.</a></li></ul>',
        "<script>document.write('The board and the crews agreed on a pause of ten days.')</script>",
    ],
)
def test_a_page_without_an_article(tmp_path: Path, inside: str) -> None:
    with pytest.raises(ReadError, match=r"page\.html.* holds no article"):
        page(tmp_path, inside)


def test_a_page_nested_beyond_reason_is_no_crash(tmp_path: Path) -> None:
    path = tmp_path / "deep.html"
    path.write_text("<div>" * 3000 + "<p>The board and the crews agreed on a pause of ten days.</p>")
    try:
        assert "agreed on a pause" in read(path, Settings())[0].text
    except ReadError as error:
        assert "deep.html" in str(error)


def test_mojibake_in_a_page(tmp_path: Path) -> None:
    article = page(
        tmp_path,
        f"{BODY}<p>â€œWe wait,â€\x9d she said in the cafÃ© at noon.</p><p>The boardโs men left the hall at one.</p>",
    )
    assert article.text.endswith("“We wait,” she said in the café at noon.\n\nThe board’s men left the hall at one.")
    assert len(article.repairs) == 2


def test_menus_of_a_short_page_stay_out(tmp_path: Path) -> None:
    article = page(
        tmp_path,
        '<div><a href="/a">World</a> <a href="/b">Money</a></div><p>The crews and the board agreed on a pause.</p>',
    )
    assert article.text == "The crews and the board agreed on a pause."


def test_line_separators_inside_a_paragraph(tmp_path: Path) -> None:
    article = page(tmp_path, "<p>The crews and the board\u2028agreed on a pause of&#8232;ten days.</p>")
    assert article.text == "The crews and the board agreed on a pause of ten days."
