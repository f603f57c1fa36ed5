"""Copies and independent reports, over fixtures of every kind, the examples, and generated rewordings."""

import json
import random
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from summarizer.origins import Copy, Origin, find_origins
from summarizer.origins.group import ALL_PAIRS
from summarizer.read import read
from summarizer.schemas.article import Article
from summarizer.schemas.vocabulary import Derivation
from summarizer.settings import load_settings

from .rewording import other_word, reworded

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "cases" / "origins"
INDEX = json.loads((CASES / "index.json").read_text("utf-8"))


def fixture(name: str) -> Article:
    about = INDEX["articles"][name]
    published = date.fromisoformat(about["published"]) if about["published"] else None
    text = (CASES / f"{name}.txt").read_text("utf-8").strip()
    return Article.of(text, source=name, outlet=about["outlet"], language=about["language"], published=published)


FIXTURES = {name: fixture(name) for name in INDEX["articles"]}
NAMES = {article.id: name for name, article in FIXTURES.items()}
LONG = [a for a in FIXTURES.values() if len(a.text.split()) > 150 and a.source != "week-digest"]


def groups(origins: Sequence[Origin]) -> set[frozenset[str]]:
    return {frozenset(m.article_id for m in o.members) for o in origins}


def member(origins: Sequence[Origin], article: Article) -> Copy:
    return next(m for o in origins for m in o.members if m.article_id == article.id)


def example(pattern: str) -> Article:
    (path,) = (ROOT / "examples").glob(pattern)
    return read(path, load_settings(model="builtin"))[0]


def undated(article: Article) -> Article:
    return article.model_copy(update={"published": None})


def test_every_file_of_the_fixtures_is_listed_and_expected_once() -> None:
    expected = [name for o in INDEX["origins"] for name in (o["origin"], *o["copies"])]
    assert sorted(expected) == sorted(INDEX["articles"]) == sorted(p.stem for p in CASES.glob("*.txt"))


@pytest.mark.parametrize("expected", INDEX["origins"], ids=lambda o: o["origin"])
def test_fixtures_are_grouped_as_expected(expected: dict[str, dict[str, str]]) -> None:
    found = next(o for o in find_origins(list(FIXTURES.values())) if NAMES[o.id] == expected["origin"])
    assert {NAMES[m.article_id]: m.derivation.value for m in found.members[1:]} == expected["copies"]
    assert found.members[0].article_id == found.id
    assert found.members[0].derivation is Derivation.ORIGINAL


@pytest.mark.parametrize("one, other", list(combinations(FIXTURES, 2)))
def test_two_fixtures_by_themselves_are_told_apart_or_together(one: str, other: str) -> None:
    label = {name: o["origin"] for o in INDEX["origins"] for name in (o["origin"], *o["copies"])}
    digest = {"week-digest", "climate-wire"} == {one, other}  # without the other half it is a copy of this one
    count = len(find_origins([FIXTURES[one], FIXTURES[other]]))
    assert count == (1 if label[one] == label[other] or digest else 2)


def test_examples_of_the_ceasefire_hold_one_wire_copy() -> None:
    paths = sorted((ROOT / "examples" / "ceasefire").iterdir())
    articles = [a for path in paths for a in read(path, load_settings(model="builtin"))]
    origins = find_origins(articles)
    copy = member(origins, example("ceasefire/*packet*"))
    assert len(origins) == len(articles) - 1
    assert (copy.derivation, copy.of) == (Derivation.WIRE_COPY, example("ceasefire/*pelorus*").id)


def test_examples_of_the_strike_hold_one_rewrite_with_its_odd_words_named() -> None:
    paths = sorted((ROOT / "examples" / "strike").iterdir())
    articles = [a for path in paths for a in read(path, load_settings(model="builtin"))]
    origins = find_origins(articles)
    copy = member(origins, example("strike/*newsmill*"))
    assert len(origins) == len(articles) - 1
    assert (copy.derivation, copy.of) == (Derivation.REWRITE, example("strike/*pelorus*").id)
    assert any("slashed" in reason for reason in copy.reasons)


@pytest.mark.parametrize("share, seed", [(share, seed) for share in (0.1, 0.2, 0.3) for seed in (1, 2)])
def test_rewordings_are_copies_and_nothing_else_is(share: float, seed: int) -> None:
    copies = [Article.of(reworded(a.text, share, seed), source=f"{a.source}-copy") for a in LONG]
    found = find_origins([*LONG, *copies])
    label = {name: o["origin"] for o in INDEX["origins"] for name in (o["origin"], *o["copies"])}
    wanted: dict[str, set[str]] = {}
    for article, copy in zip(LONG, copies, strict=True):
        wanted.setdefault(label[article.source], set()).update((article.id, copy.id))
    assert groups(found) == {frozenset(ids) for ids in wanted.values()}


@pytest.mark.parametrize("share", [0.1, 0.2, 0.3])
def test_the_cleaner_text_is_the_origin_where_no_date_says(share: float) -> None:
    for article in LONG:
        if article.source == "quota-brisk-24":
            continue
        copy = Article.of(reworded(article.text, share, seed=3), source="0-first-by-id")
        (origin,) = find_origins([undated(article), copy])
        assert origin.id == article.id, article.source
        assert member([origin], copy).derivation is Derivation.REWRITE


def test_the_older_text_is_the_origin_even_if_it_is_the_odder() -> None:
    old = FIXTURES["quota-brisk-24"].model_copy(update={"published": date(2032, 5, 1)})
    (origin,) = find_origins([FIXTURES["quota-cordway"], old])
    assert origin.id == old.id
    assert "published 2032-05-01" in origin.members[0].reasons[0]


def test_an_agency_named_in_the_dateline_is_the_origin_of_the_day() -> None:
    same_day = FIXTURES["quota-fennport-mail"].model_copy(update={"published": date(2032, 5, 3), "id": "a-first"})
    (origin,) = find_origins([same_day, FIXTURES["quota-cordway"]])
    assert origin.id == FIXTURES["quota-cordway"].id


def test_several_rewordings_that_are_not_alike_meet_in_their_source() -> None:
    source = undated(FIXTURES["quota-cordway"])
    copies = [Article.of(reworded(source.text, 0.3, seed), source=f"copy-{seed}") for seed in range(4)]
    (origin,) = find_origins([*copies, source])
    assert origin.id == source.id
    assert {m.of for m in origin.members[1:]} == {source.id}


def test_a_copy_of_a_copy_names_the_text_that_it_is_like() -> None:
    source, own = FIXTURES["quota-cordway"], FIXTURES["nurses-day-two"].text.split("\n\n")[2:5]
    paragraphs = [*source.text.split("\n\n")[:6], *own]
    once = Article.of("\n\n".join(paragraphs), source="once", published=date(2032, 5, 5))
    twice = Article.of("\n\n".join(paragraphs[5:]), source="twice", published=date(2032, 5, 6))
    assert len(find_origins([source, twice])) == 2
    (origin,) = find_origins([twice, source, once])
    assert origin.id == source.id
    assert (member([origin], once).of, member([origin], twice).of) == (source.id, once.id)


def test_shared_background_is_no_copy_until_it_is_most_of_the_text() -> None:
    background = FIXTURES["nurses-day-one"].text.split("\n\n")[5]
    own = "The mediator left the hotel by the kitchen door and told nobody where she was going."
    mostly = Article.of(f"{own}\n\n{background}", source="mostly-background", published=date(2032, 3, 20))
    one, two = FIXTURES["nurses-day-one"], FIXTURES["nurses-day-two"]
    assert len(find_origins([one, two])) == 2
    assert len(find_origins([one, mostly])) == 1


def test_two_bulletins_of_one_form_are_no_copies() -> None:
    form = (
        "The relief office in Skarrow counted {} people killed and {} hurt along the truce line on {}. "
        "Shells fell on {} villages, and {} lorries of the convoy were turned back at the Teal bridge before noon. "
        "Both commands said that they had kept to the truce, and each blamed the other for the fire. "
        "The monitors recorded {} breaches, of which {} were confirmed by both liaison officers."
    )
    one = Article.of(form.format(14, 33, "Monday", 6, 12, 41, 9), source="bulletin", published=date(2032, 7, 5))
    two = Article.of(form.format(3, 8, "Tuesday", 2, 17, 19, 11), source="bulletin", published=date(2032, 7, 6))
    again = Article.of(f"{one.text} The next count is due at nine.", source="again", published=date(2032, 7, 6))
    assert groups(find_origins([one, two, again])) == {frozenset({one.id, again.id}), frozenset({two.id})}


def test_a_long_report_with_an_agency_paragraph_is_its_own() -> None:
    own = "\n\n".join(FIXTURES[name].text for name in ("nurses-day-two", "nurses-statement-voice", "climate-wire"))
    brief = FIXTURES["dam-brief-cordway"]
    report = Article.of(f"{own}\n\n{brief.text}", source="report", published=date(2032, 6, 1))
    assert len(find_origins([brief, report])) == 2


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_input_does_not_matter(seed: int) -> None:
    articles = list(FIXTURES.values())
    shuffled = random.Random(seed).sample(articles, len(articles))
    assert find_origins(shuffled) == find_origins(articles)


def test_every_article_stands_once_even_if_given_twice_or_empty() -> None:
    empty = [Article.of("", source=name) for name in ("nothing", "none")]
    articles = [*FIXTURES.values(), FIXTURES["climate-wire"], *empty, Article.of("Talks go on.", source="brief")]
    origins = find_origins(articles)
    assert sorted(m.article_id for o in origins for m in o.members) == sorted(a.id for a in articles)
    assert all(o.members[0].article_id == o.id and o.members[0].of is None for o in origins)
    assert [member(origins, a).derivation for a in empty] == [Derivation.UNKNOWN] * 2
    assert find_origins([]) == []


def test_a_text_too_short_to_compare_is_a_copy_only_of_the_same_words() -> None:
    texts = [
        "Talks between the two sides go on.",
        "Talks between the two sides go on!",
        "Talks between the two sides end.",
    ]
    origins = find_origins([Article.of(text, source=str(i)) for i, text in enumerate(texts)])
    assert sorted(len(o.members) for o in origins) == [1, 2]


def test_figures_are_shares_and_reasons_are_sentences() -> None:
    for origin in find_origins(list(FIXTURES.values())):
        for copy in origin.members:
            assert copy.reasons
            assert all(reason.endswith(".") and reason[0] != " " for reason in copy.reasons)
            assert (copy.similarity is None) == (copy.of is None)
            if copy.similarity:
                figures = copy.similarity.model_dump().values()
                assert all(0 <= figure <= 1 and round(figure, 3) == figure for figure in figures)


def test_languages_in_other_scripts_and_quotation_marks() -> None:
    thai = "รัฐบาลทั้งสองฝ่ายตกลงลดค่าผ่านทางสะพานลงสามส่วนเป็นเวลาสองปี และจะประชุมกันอีกครั้งในเดือนหน้า "
    other = "คนขับรถบรรทุกจุดประทัดที่หัวสะพานเมื่อวานนี้ หลังจากรอคอยมานานกว่าครึ่งปี พ่อค้าในตลาดยังไม่แน่ใจ "
    story = "Die Fischer von Orland stimmten am Montag ab und nahmen den Vorschlag der Schlichterin mit 212 zu 40 an. "
    quoted = "„Wir haben den Fisch geteilt, aber nicht das Meer, und wir werden auch morgen noch hier stehen, hier.“"
    texts = {
        "th-1": thai * 3 + other,
        "th-2": thai * 3,
        "th-3": other * 4,
        "de-1": story + quoted,
        "de-2": f"In Skarrow warteten am Abend alle auf die Ministerin, die aus der Hauptstadt kam. {quoted}",
    }
    articles = {name: Article.of(text, source=name, language=name[:2]) for name, text in texts.items()}
    found = groups(find_origins(list(articles.values())))
    assert found == {
        frozenset(articles[n].id for n in names) for names in (("th-1", "th-2"), ("th-3",), ("de-1",), ("de-2",))
    }


def many() -> list[Article]:
    """More articles than are compared pair by pair: those of LONG among others, each with a rewording."""
    chance = random.Random(5)
    noise = []
    for number in range(ALL_PAIRS):
        words = [other_word(chance.choice("abcdefgh"), chance.randrange(10**6)) for _ in range(120)]
        noise.append(Article.of(" ".join(words).capitalize() + ".", source=f"noise-{number}"))
    copies = [Article.of(reworded(a.text, 0.3, 1), source=f"{a.source}-copy") for a in LONG]
    return [*noise, *LONG, *copies]


def test_a_large_folder_gives_the_same_groups_as_a_small_one() -> None:
    articles = many()
    assert len(articles) > ALL_PAIRS
    small = groups(find_origins([a for a in articles if not a.source.startswith("noise")]))
    large = find_origins(articles)
    assert small <= groups(large)
    assert len(large) == len(small) + ALL_PAIRS
    assert large == find_origins(articles[::-1])


def test_a_large_folder_of_copies_of_one_story_is_one_origin() -> None:
    source = FIXTURES["quota-cordway"]
    copies = [
        Article.of(f"{source.text}\n\nPage {n} of the evening edition.", source=f"copy-{n}")
        for n in range(ALL_PAIRS + 20)
    ]
    (origin,) = find_origins([source, *copies])
    assert origin.id == source.id
    assert len(origin.members) == len(copies) + 1


def test_few_articles_do_not_wait_for_numpy_and_run_alike_in_every_process() -> None:
    program = (
        "import sys; from summarizer.origins import find_origins; from summarizer.schemas.article import Article;"
        f"texts = {[a.text for a in LONG[:6]]!r};"
        "found = find_origins([Article.of(t, source=str(i)) for i, t in enumerate(texts)]);"
        "print([o.model_dump_json() for o in found]);"
        "assert not {'numpy', 'datasketch', 'scipy'} & set(sys.modules)"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            check=True,
            capture_output=True,
            env={"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_two_sides_short_statements_in_one_form_are_two_origins() -> None:
    """The same sentences with other figures: nobody's copy."""
    ours, theirs = (
        Article.of(
            f"The {side} government said on Monday that {number} prisoners will be exchanged at the bridge under "
            f"the agreement. It said that the {side} side {does} a withdrawal from the islands before further talks.",
            source=f"{side}.txt",
        )
        for side, number, does in (("Veldanian", 400, "rejects"), ("Kessaran", 300, "demands"))
    )
    assert len(find_origins([ours, theirs])) == 2
