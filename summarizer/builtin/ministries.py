"""A ministry named without its state: the state whose ministry was named before, or the only state there is."""

from summarizer.pattern import lazy

from .mentions import Mention

_FOLLOWS = lazy(r"(?:(?<=\w)[’']s)?\s(?:[A-Za-z]+\s)?[Mm]inistry\b")

_GOVERNMENT = lazy(r"(?<!the )(?<!The )\bgovernment\s(?:chief\s)?spokes\w+\s$")
_OBLIQUE = lazy(r"\b(?:with|to|by|on|of|against|for|from|at|in|than|between|told)\s(?:the\s)?$")


def give_ministries(mentions: list[Mention], text: str) -> None:
    """Sets the party of "the foreign ministry" where the article tells whose it is; `mentions` sorted by place."""
    states = {m.actor.party for m in mentions if m.actor.sort == "state" and not m.located}
    owner: str | None = None
    for mention in mentions:
        actor = mention.actor
        if actor.sort == "state" and _FOLLOWS.match(text, mention.end):
            owner = actor.party
        if actor.sort == "person" and actor.party == "the government":
            actor.party = _speaks_for(mentions, text, mention) or actor.party
        bare = actor.sort in ("organisation", "group") and actor.party == actor.name
        if bare and text[mention.start : mention.end].lower().endswith("ministry"):
            actor.party = owner or (next(iter(states)) if len(states) == 1 else actor.party)


def _speaks_for(mentions: list[Mention], text: str, person: Mention) -> str | None:
    """Whose "government spokeswoman" somebody is: the state that acted last before, as subjects do."""
    if not _GOVERNMENT.search(text, max(0, person.start - 40), person.start):
        return None
    for mention in reversed([m for m in mentions if m.start < person.start]):
        oblique = _OBLIQUE.search(text, max(0, mention.start - 12), mention.start)
        if mention.actor.sort == "state" and not mention.located and not oblique:
            return mention.actor.party
    return None
