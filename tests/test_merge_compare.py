"""Disagreements: only what stands in the items' quotes, and differs, and is more than a copy's wording."""

import pytest

from summarizer.merge.card import Card, Group
from summarizer.merge.compare_check import check_compare
from summarizer.schemas.merge_draft import CompareDraft, DraftDisagreement, DraftVersion
from summarizer.schemas.vocabulary import Apart, Confirmation, Differs
from tests.merge_cards import cards, demand, question, report, term

WIDE = "Velmar's readout says that attacks stop on ports and grain terminals."
NARROW = "Ostrava's readout says that attacks stop on port terminals."
BOTH = "Velmar speaks of ports and grain terminals, Ostrava of port terminals alone."
WANTS = "Ostrava wants 60 observers on the bridge."


def _cards() -> list[Card]:
    return cards(
        report("s1", term(WIDE, confirmation=Confirmation.CONTRADICTED)),
        report("s2", term(NARROW), demand(WANTS, by=["Ostrava"], of=["Velmar"])),
        report("s3", question(BOTH)),
    )


def _groups(shown: list[Card]) -> list[Group]:
    return [Group((card,), "what the halt covers") for card in shown]


def _version(party: str | None, words: str, *members: str) -> DraftVersion:
    return DraftVersion(party=party, members=list(members), words=words)


def _told(
    *versions: DraftVersion, about: str = "what the halt covers", kind: Apart = Apart.ACCOUNTS
) -> DraftDisagreement:
    return DraftDisagreement(about=about, kind=kind, field=Differs.SCOPE, versions=list(versions), settled_by=[])


def _draft(*told: DraftDisagreement, settled: list[str] | None = None) -> CompareDraft:
    return CompareDraft(disagreements=list(told), settled=settled or [])


SCOPE = _told(
    _version("Velmar", "ports and grain terminals", "i1", "i4"), _version("Ostrava", "port terminals", "i2", "i4")
)


def test_a_good_answer_stands_whole() -> None:
    verdict = check_compare(_draft(SCOPE), _groups(_cards()))
    assert verdict.problems == () and verdict.unmerged == ()
    (found,) = verdict.kept
    assert [(v.party, [c.ref for c in v.cards]) for v in found.versions] == [
        ("Velmar", ["i1", "i4"]),
        ("Ostrava", ["i2", "i4"]),
    ]
    assert [[quote.quote for quote in v.quotes] for v in found.versions] == [
        ["ports and grain terminals"] * 2,
        ["port terminals"] * 2,
    ]
    assert found.about == "what the halt covers"


def test_words_that_no_quote_has_are_asked_for_and_the_disagreement_falls() -> None:
    bad = _told(_version("Velmar", "ports and all grain", "i1"), _version("Ostrava", "port terminals", "i2"))
    verdict = check_compare(_draft(bad, settled=["i1"]), _groups(_cards()))
    assert verdict.kept == ()
    assert [problem.split(":")[0] for problem in verdict.problems] == ["i1"]
    assert {one.kind for one in verdict.unmerged} == {"disagreement"}


def test_an_item_that_does_not_carry_the_version_is_not_counted() -> None:
    bad = _told(
        _version("Velmar", "ports and grain terminals", "i1", "i3"), _version("Ostrava", "port terminals", "i2")
    )
    verdict = check_compare(_draft(bad), _groups(_cards()))
    assert [card.ref for card in verdict.kept[0].versions[0].cards] == ["i1"]
    assert verdict.problems == (), "not worth asking again"


@pytest.mark.parametrize(
    "versions",
    [
        [_version("Velmar", "port terminals", "i2"), _version("Ostrava", "port terminals", "i4")],
        [_version(None, "grain terminals", "i4"), _version(None, "port terminals", "i4")],
        [_version("Velmar", "ports and grain terminals", "i1")],
        [],
    ],
    ids=["the same words", "the same items and side", "one version", "none"],
)
def test_versions_must_differ(versions: list[DraftVersion]) -> None:
    verdict = check_compare(_draft(_told(*versions), settled=["i1"]), _groups(_cards()))
    assert verdict.kept == () and len(verdict.problems) == 1


def test_a_side_that_no_article_names_is_left_out() -> None:
    bad = _told(_version("Tarkia", "ports and grain terminals", "i1"), _version("ostrava", "port terminals", "i2"))
    verdict = check_compare(_draft(bad), _groups(_cards()))
    assert [version.party for version in verdict.kept[0].versions] == [None, "Ostrava"]
    assert len(verdict.problems) == 1


@pytest.mark.parametrize("about", ["the 14 points", "what Tarkia wants", "", "word " * 40])
def test_what_it_is_about_must_be_carried(about: str) -> None:
    told = SCOPE.model_copy(update={"about": about})
    verdict = check_compare(_draft(told), [Group((card,), "the halt") for card in _cards()])
    assert verdict.kept[0].about == "the halt" and len(verdict.problems) == 1


def test_a_copys_odd_wording_is_no_disagreement() -> None:
    first = report("s1", demand("The union wants double pay on Sundays.", by=["the union"]))
    copy = report("s2", demand("The union wants twofold pay on Sundays.", by=["the union"]), of=first)
    other = report("s3", demand("The employers want double pay gone.", by=["the employers"]))
    groups = _groups(cards(first, copy, other))
    odd = _told(_version(None, "double pay on Sundays", "i1"), _version("the union", "twofold pay on Sundays", "i2"))
    verdict = check_compare(_draft(odd), groups)
    assert verdict.kept == () and verdict.problems == ()
    assert "copy" in verdict.unmerged[0].detail
    three = _told(*odd.versions, _version("the employers", "double pay gone", "i3"))
    (found,) = check_compare(_draft(three), groups).kept
    assert [[card.ref for card in version.cards] for version in found.versions] == [["i1", "i2"], ["i3"]]


def test_two_sides_told_by_an_article_and_its_copy_do_disagree() -> None:
    first = report("s1", term(WIDE))
    copy = report("s2", term(NARROW), of=first)
    told = _told(_version("Velmar", "ports and grain terminals", "i1"), _version("Ostrava", "port terminals", "i2"))
    assert len(check_compare(_draft(told), _groups(cards(first, copy))).kept) == 1


def test_a_disputed_item_must_be_taken_up() -> None:
    groups = _groups(_cards())
    verdict = check_compare(_draft(), groups)
    assert len(verdict.problems) == 1 and verdict.problems[0].startswith("i1: marked DISPUTED")
    assert check_compare(_draft(settled=["i1"]), groups).problems == ()
    assert check_compare(_draft(SCOPE), groups).problems == ()


def test_a_disagreement_takes_up_all_items_of_its_group() -> None:
    shown = cards(
        report("s1", term(WIDE, confirmation=Confirmation.CONTRADICTED)),
        report("s2", term(NARROW, confirmation=Confirmation.CONTRADICTED)),
        report("s3", term("Attacks stop on ports.", confirmation=Confirmation.CONTRADICTED)),
    )
    told = _told(_version("Velmar", "ports and grain terminals", "i1"), _version("Ostrava", "port terminals", "i2"))
    assert check_compare(_draft(told), [Group(tuple(shown), "the halt")]).problems == ()
    assert check_compare(_draft(told), _groups(shown)).problems[0].startswith("i3: ")


def test_the_same_disagreement_told_twice_is_one() -> None:
    again = _told(_version("Ostrava", "port terminals", "i2"), _version("Velmar", "ports and grain terminals", "i1"))
    first = check_compare(_draft(SCOPE, again), _groups(_cards())).kept
    assert len(first) == 1 and [len(version.cards) for version in first[0].versions] == [2, 2]
    assert check_compare(_draft(again, SCOPE), _groups(_cards())).kept == first


def test_invented_items_are_passed_over() -> None:
    told = _told(
        _version("Velmar", "ports and grain terminals", "i1", "i99"), _version("Ostrava", "port terminals", "i2")
    )
    verdict = check_compare(_draft(told), _groups(_cards()))
    assert len(verdict.kept) == 1 and verdict.problems[0].startswith("i99: ")


def test_the_same_words_on_two_things_are_two_disagreements() -> None:
    shown = cards(
        report("s1", term("The halt runs for 21 days."), term("The exchange takes 21 days.")),
        report("s2", term("The halt runs for 30 days."), term("The exchange takes 30 days.")),
    )
    told = [
        _told(_version(None, "21 days", one), _version(None, "30 days", two))
        for one, two in (("i1", "i3"), ("i2", "i4"))
    ]
    assert len(check_compare(_draft(*told), _groups(shown)).kept) == 2


def test_one_quarrel_about_two_texts_is_one_disagreement() -> None:
    """The same words of one side against two of the other's accounts: the side's version stands once."""
    wide = "Velmar says the halt covers “ports and grain terminals”."
    one, two, three = cards(
        report("s1", term(wide), day=1),
        report("s2", term("Ostrava says the halt covers “port terminals”."), day=1),
        report("s3", term("The Ostravan readout does not mention grain at all, and Ostrava keeps to it."), day=2),
    )
    told = [
        DraftDisagreement(
            about="what the halt covers",
            kind=Apart.ACCOUNTS,
            field=Differs.SCOPE,
            versions=[
                DraftVersion(party="Velmar", members=[one.ref], words="ports and grain terminals"),
                DraftVersion(party="Ostrava", members=[other.ref], words=words),
            ],
            settled_by=[],
        )
        for other, words in ((two, "port terminals"), (three, "does not mention grain at all"))
    ]
    groups = [Group((card,), "the halt") for card in (one, two, three)]
    (found,) = check_compare(CompareDraft(disagreements=told, settled=[]), groups).kept
    assert [(version.party, len(version.cards)) for version in found.versions] == [("Velmar", 1), ("Ostrava", 2)]


def test_what_settles_a_disagreement_is_later_than_its_versions() -> None:
    one, two, later, asked = cards(
        report("s1", demand("Velmar wants 80 observers."), day=1),
        report("s2", demand("Ostrava wants 60 observers.", by=["Ostrava"]), day=1),
        report("s3", term("Velmar and Ostrava signed for 60 observers."), question("Who pays is open."), day=2),
    )
    drafted = DraftDisagreement(
        about="how many observers there are to be",
        kind=Apart.POSITIONS,
        field=Differs.NUMBER,
        versions=[
            DraftVersion(party="Velmar", members=[one.ref], words="80 observers"),
            DraftVersion(party="Ostrava", members=[two.ref], words="60 observers"),
        ],
        settled_by=[later.ref, asked.ref, one.ref],
    )
    groups = [Group((card,), "observers") for card in (one, two, later, asked)]
    verdict = check_compare(CompareDraft(disagreements=[drafted], settled=[]), groups)
    assert [card.ref for card in verdict.kept[0].settled_by] == [later.ref]
    assert any("does not settle" in problem for problem in verdict.problems)


def _quarrel(about: str, *versions: tuple[str, str, str], field: Differs = Differs.NUMBER) -> DraftDisagreement:
    return DraftDisagreement(
        about=about,
        kind=Apart.POSITIONS,
        field=field,
        versions=[_version(party, words, ref) for party, ref, words in versions],
        settled_by=[],
    )


def _pay() -> list[Card]:
    asks = [f"The union wants 6 per cent {what}." for what in ("more pay", "for night shifts")]
    gives = ["The operator offers 4 per cent more pay.", "The operator offers 2 per cent for night shifts."]
    return cards(
        report("s1", *(demand(said, by=["the union"], of=["the operator"]) for said in asks)),
        report("s2", *(demand(said, by=["the operator"], of=["the union"]) for said in gives)),
    )


@pytest.mark.parametrize(
    ("about", "other"), [("pay rise", "night shifts"), ("what the operator pays", "what the operator pays at night")]
)
def test_two_quarrels_with_one_partys_same_words_stay_two(about: str, other: str) -> None:
    told = [
        _quarrel(about, ("the union", "i1", "6 per cent"), ("the operator", "i3", "4 per cent")),
        _quarrel(other, ("the union", "i2", "6 per cent"), ("the operator", "i4", "2 per cent")),
    ]
    found = check_compare(_draft(*told), _groups(_pay())).kept
    assert [[version.quotes[0].quote for version in one.versions] for one in found] == [
        ["6 per cent", "4 per cent"],
        ["6 per cent", "2 per cent"],
    ]


def test_quarrels_about_other_things_are_not_one_without_figures_either() -> None:
    shown = cards(
        report("s1", demand("Velmar wants a written apology."), demand("Velmar wants a written apology first.")),
        report("s2", demand("Ostrava refuses to speak.", by=["Ostrava"]), demand("Ostrava will pay.", by=["Ostrava"])),
    )
    told = [
        _quarrel("the shelling", ("Velmar", "i1", "written apology"), ("Ostrava", "i3", "refuses to speak")),
        _quarrel("the stolen grain", ("Velmar", "i2", "written apology"), ("Ostrava", "i4", "will pay")),
    ]
    assert len(check_compare(_draft(*told), _groups(shown)).kept) == 2


def test_one_quarrel_keeps_the_words_of_both_tellings() -> None:
    shown = cards(
        report("s1", term("Velmar: the halt covers “ports and grain terminals, together with the approaches”."), day=1),
        report("s2", term("Ostrava: the halt covers “port terminals”."), day=1),
        report("s3", term("Velmar still says “ports and grain terminals, together with the approaches”."), day=2),
        report("s4", term("The Ostravan readout does not mention grain at all, and Ostrava keeps to it."), day=2),
    )
    wide = "ports and grain terminals, together with the approaches"
    told = [
        _quarrel(
            "what the halt of port attacks covers",
            ("Velmar", "i1", wide),
            ("Ostrava", "i2", "port terminals"),
            field=Differs.SCOPE,
        ),
        _quarrel(
            "what the halt of attacks on ports covers",
            ("Velmar", "i3", wide),
            ("Ostrava", "i4", "does not mention grain at all"),
            field=Differs.SCOPE,
        ),
    ]
    (found,) = check_compare(_draft(*told), _groups(shown)).kept
    assert [[card.ref for card in version.cards] for version in found.versions] == [["i1", "i3"], ["i2", "i4"]]
    assert [quote.quote for quote in found.versions[1].quotes] == ["port terminals", "does not mention grain at all"]


def test_two_versions_of_one_party_are_both_kept_when_quarrels_join() -> None:
    shown = cards(
        report("s1", demand("Velmar wants a new bridge."), demand("Velmar says a ferry will do.")),
        report("s2", demand("Ostrava wants nothing built.", by=["Ostrava"])),
        report("s3", demand("Velmar wants a new bridge."), demand("Velmar hopes for a tunnel.")),
        report("s4", demand("Ostrava wants nothing built.", by=["Ostrava"])),
    )
    told = [
        _quarrel("the crossing", ("Velmar", a, "new bridge"), ("Velmar", b, other), ("Ostrava", c, "nothing built"))
        for a, b, c, other in (("i1", "i2", "i3", "ferry will do"), ("i4", "i5", "i6", "hopes for a tunnel"))
    ]
    (found,) = check_compare(_draft(*told), _groups(shown)).kept
    assert [(version.party, version.quotes[0].quote) for version in found.versions] == [
        ("Velmar", "new bridge"),
        ("Velmar", "ferry will do"),
        ("Ostrava", "nothing built"),
        ("Velmar", "hopes for a tunnel"),
    ]


def test_a_disputed_item_that_is_never_taken_up_is_told_to_the_reader() -> None:
    verdict = check_compare(_draft(), _groups(_cards()))
    (left,) = verdict.unmerged
    assert left.kind == "disagreement" and left.detail.startswith("a1 of s1-")
    assert left.detail.endswith(": the article says accounts differ on it; none is shown.")
    assert check_compare(_draft(SCOPE), _groups(_cards())).unmerged == ()


def test_a_settled_reference_that_is_no_item_is_complained_of() -> None:
    verdict = check_compare(_draft(settled=["i1", "i77"]), _groups(_cards()))
    assert [problem.split(":")[0] for problem in verdict.problems] == ["i77"]
    assert "i77" in verdict.unmerged[0].detail
