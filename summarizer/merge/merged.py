"""From a group of items to one item of the brief, as it stands by the latest account."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..schemas.brief import BriefDemand, BriefQuestion, BriefTerm, Voice
from ..schemas.summary import AgreedTerm, Demand, OpenQuestion
from .accounts import Told, articles, earliest, first_hand, latest, origins
from .card import Group, parties_of
from .confirmation import confirmation, voices
from .findings import Naming
from .made import made
from .particulars import particulars
from .stages import by_known_days, response_of, responses, responses_at, stages, stages_at
from .standing import by_standing, issue_of, named, particular

AnyItem = BriefTerm | BriefDemand | BriefQuestion


@dataclass(frozen=True)
class Disputed:
    """The days of the disagreements between accounts that stand on a group (None: unknown)."""

    accounts: list[int | None] = field(default_factory=list)


def merged(
    group: Group, accounts: Sequence[Told], naming: Naming, disputed: Disputed, sides: Sequence[str] = ()
) -> AnyItem:
    """One item of the brief; its id, what supersedes it and what answers it are filled in later.

    `sides` are the parties to the negotiation, whose voices are named on terms that bind others, too.
    """
    shared = _shared(group, accounts)
    counting = first_hand(accounts)
    if group.kind == "agreed_term":
        history = stages(accounts)
        stage = by_known_days(history)[-1].stage
        told = {"stage": stage, "stages": stages_at(history), "voices": _voices(accounts, naming, sides)}
        return BriefTerm.model_validate(shared | _of_term(counting, naming, disputed) | told)
    if group.kind == "demand":
        answers = responses(accounts)
        said = {"responses": responses_at(answers), "response": response_of(answers)}
        return BriefDemand.model_validate(shared | _of_demand(counting, naming) | said)
    kind = _question(by_standing(counting)[0]).kind
    parties = named(counting, lambda told: parties_named(told, naming))
    return BriefQuestion.model_validate(shared | {"parties": parties, "kind": kind, "answered": None})


def parties_named(told: Told, naming: Naming) -> list[str]:
    """The parties that an account binds, comes from or concerns, by the story's names."""
    return [naming.of(party) for party in parties_of(told.item)]


def bound_by(accounts: Sequence[Told], naming: Naming) -> list[str]:
    """The parties bound by a term: those that at least half of its origins name."""
    behind: dict[str, set[str]] = {}
    for told in first_hand(accounts):
        for party in parties_named(told, naming):
            behind.setdefault(party, set()).add(told.report.origin)
    return [party for party, each in behind.items() if 2 * len(each) >= len(origins(accounts))]


def _shared(group: Group, accounts: Sequence[Told]) -> dict[str, object]:
    standing = by_standing(accounts)
    text = group.text or standing[0].item.text
    whose = next((told for told in standing if told.item.text == text), None)
    return {
        "id": "",
        "text": text,
        "own_words_of": whose and whose.member,
        "issue": issue_of(accounts),
        "matter": group.matter,
        "members": [told.account for told in accounts],
        "articles": len(articles(accounts)),
        "origins": len(origins(accounts)),
        "first_reported": earliest(accounts),
        "last_reported": latest(accounts),
        "superseded_by": [],
    }


def _of_term(accounts: Sequence[Told], naming: Naming, disputed: Disputed) -> dict[str, object]:
    parties = named(accounts, lambda told: parties_named(told, naming))
    return {
        "parties": parties,
        "confirmation": confirmation(accounts, bound_by(accounts, naming), naming, disputed.accounts),
        "conditions": particular(accounts, lambda told: _term(told).conditions or None) or [],
        "scope": particular(accounts, lambda told: _term(told).scope),
        "start": particular(accounts, lambda told: _term(told).start),
        "duration": particular(accounts, lambda told: _term(told).duration),
        "particulars": particulars(accounts),
    }


def _voices(accounts: Sequence[Told], naming: Naming, sides: Sequence[str]) -> list[Voice]:
    parties = named(first_hand(accounts), lambda told: parties_named(told, naming))
    return voices(accounts, list(dict.fromkeys([*parties, *sides])), naming)


def _of_demand(accounts: Sequence[Told], naming: Naming) -> dict[str, object]:
    return {
        "by": named(accounts, lambda told: parties_named(told, naming)),
        "of": named(accounts, lambda told: map(naming.of, _demand(told).of)),
        "kind": _demand(by_standing(accounts)[0]).kind,
        "made": made(accounts),
    }


def _term(told: Told) -> AgreedTerm:
    assert isinstance(told.item, AgreedTerm)
    return told.item


def _demand(told: Told) -> Demand:
    assert isinstance(told.item, Demand)
    return told.item


def _question(told: Told) -> OpenQuestion:
    assert isinstance(told.item, OpenQuestion)
    return told.item
