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


def test_a_sources_own_origin_is_none_of_the_two_others() -> None:
    a, a2 = summary("a", demand("The bridge opens."), day=1), summary("a2", demand("The ferry stops."), day=2)
    b, c = summary("b", demand("The bridge is open."), day=1), summary("c", demand("The bridge opened."), day=5)
    late = summary("late", demand("The train runs."), day=3)
    some = Desk(a, a2, b, c, late, origins=[origin(a, a2)])
    brief = some.brief(some.group("bridge opens", "bridge is", "bridge opened"))
    (shared,) = [item.id for item in brief.items if item.origins == 3]
    silent = {source.article_id.split("-")[0]: source.silent_on for source in brief.coverage}
    assert silent == {"a": [], "a2": [], "b": [], "c": [], "late": [shared]}, "on day 2 one other had reported it"


def test_a_source_whose_own_origin_tells_it_is_silent_once_two_others_have() -> None:
    texts = ("The bridge opens.", "The bridge is open.", "The bridge opened.", "The bridge, they say.")
    first, *others = [summary(f"s{at}", demand(text), day=at) for at, text in enumerate(texts, 1)]
    copies = [summary(f"copy{day}", demand(f"The ferry stops at {day}."), day=day) for day in (2, 3)]
    some = Desk(first, *others, *copies, origins=[origin(first, *copies)])
    brief = some.brief(some.group(*texts))
    silent = {source.article_id.split("-")[0]: source.silent_on for source in brief.coverage}
    (shared,) = [item.id for item in brief.items if item.origins == 4]
    assert (silent["copy2"], silent["copy3"]) == ([], [shared])


def test_without_the_days_of_two_others_a_copy_is_silent_whatever_its_day() -> None:
    first, copy = summary("first", demand("The bridge opens."), day=3), summary("copy", demand("Trains run."), day=3)
    known, unknown = summary("known", demand("The bridge is open."), day=5), summary("unknown", demand("A bridge."))
    some = Desk(first, copy, known, unknown, origins=[origin(first, copy)])
    brief = some.brief(some.group("bridge opens", "bridge is", "A bridge"))
    silent = {source.article_id.split("-")[0]: source.silent_on for source in brief.coverage}
    (shared,) = [item.id for item in brief.items if item.origins == 3]
    assert silent["copy"] == [shared]
