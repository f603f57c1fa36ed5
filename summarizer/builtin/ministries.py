"""A ministry named without its state: the state whose ministry was named before, or the only state there is."""

from summarizer.pattern import lazy

from .mentions import Mention

_FOLLOWS = lazy(r"(?:(?<=\w)[’']s)?\s(?:[A-Za-z]+\s)?[Mm]inistry\b")


def give_ministries(mentions: list[Mention], text: str) -> None:
    """Sets the party of "the foreign ministry" where the article tells whose it is; `mentions` sorted by place."""
    states = {m.actor.party for m in mentions if m.actor.sort == "state" and not m.located}
    owner: str | None = None
    for mention in mentions:
        actor = mention.actor
        if actor.sort == "state" and _FOLLOWS.match(text, mention.end):
            owner = actor.party
        bare = actor.sort in ("organisation", "group") and actor.party == actor.name
        if bare and text[mention.start : mention.end].lower().endswith("ministry"):
            actor.party = owner or (next(iter(states)) if len(states) == 1 else actor.party)
