"""What each source says, says alone, and passes over."""

from tests.brief_inputs import Desk, demand, origin, summary


def test_a_source_is_silent_on_what_two_others_had_reported_by_its_day() -> None:
    some = Desk(
        summary("a", demand("Velmar wants peace at once."), demand("First."), day=1),
        summary("b", demand("Velmar wants peace now."), demand("Second."), day=2),
        summary("c", demand("Third."), day=3),
        summary("early", demand("Fourth."), day=1),
    )
    brief = some.brief(some.group("at once", "now"))
    (shared,) = [item.id for item in brief.items if item.origins == 2]
    silent = {source.article_id.split("-")[0]: source.silent_on for source in brief.coverage}
    assert silent == {"a": [], "b": [], "c": [shared], "early": []}, (
        "not what one other alone reports, nor what came later"
    )


def test_where_a_date_is_unknown_it_is_silent_on_all_it_does_not_mention() -> None:
    some = Desk(summary("a", demand("First."), day=1), summary("undated", demand("Second.")))
    assert [len(source.silent_on) for source in some.brief().coverage] == [1, 1]


def test_a_copy_does_not_make_an_origin_less_alone() -> None:
    item = demand("Velmar wants peace.")
    first, copy = summary("first", item, day=1), summary("copy", item, day=2)
    other = summary("other", demand("Ostrava wants peace.", by=["Ostrava"]), demand("Kesh wants peace."), day=2)
    some = Desk(first, copy, other, origins=[origin(first, copy)])
    shared = some.group("Velmar", "Kesh")
    by_source = {c.article_id: c for c in some.brief().coverage}
    assert by_source[first.article.id].alone_on == by_source[copy.article.id].alone_on != []
    shared_by = {c.article_id: c for c in some.brief(shared).coverage}
    assert shared_by[first.article.id].alone_on == []
    assert by_source[copy.article.id].origin == first.article.id
