"""The negotiation in a phrase: "Veldania and Orsk: ceasefire"."""

from collections import Counter

from summarizer.pattern import lazy

from .cast import Cast
from .finding import Finding

_TOPICS: dict[str, str] = {
    "ceasefire": "ceasefire ceasefires cease-fire truce truces hostilities armistice halt",
    "prisoner exchange": "prisoner prisoners detainees captives swap",
    "hostages": "hostage hostages",
    "pay and strike": "strike strikes walkout walkouts picket pickets wage wages salary salaries",
    "climate finance": "climate emissions fossil",
    "tariffs and trade": "tariff tariffs duty duties quota quotas exports export",
    "water": "water river reservoir reservoirs dam dams irrigation",
    "merger": "merger takeover bid shareholders acquisition",
    "coalition": "coalition portfolios portfolio cabinet",
    "players’ contract": "players player league season lockout owners clubs",
    "debt": "creditors bondholders debt restructuring",
    "peace": "peace war",
}
_BY_WORD = {word: topic for topic, words in _TOPICS.items() for word in words.split()}
_TOKEN = lazy(r"[a-z]+(?:-[a-z]+)*")


def negotiation(cast: Cast, findings: list[Finding]) -> str | None:
    """Who negotiates about what, in at most 15 words; None where nothing was found."""
    if not findings:
        return None
    parties: Counter[str] = Counter()
    for finding in findings:
        for name in ("parties", "by", "of"):
            parties.update(getattr(finding.item, name, []))
    rank = {name: place for place, name in enumerate(cast.ranked)}
    names = sorted(parties, key=lambda name: (-parties[name], rank.get(name, 99), name))[:2]
    counts: Counter[str] = Counter()
    counts.update(map(_BY_WORD.__getitem__, filter(_BY_WORD.__contains__, _TOKEN.findall(cast.text.lower()))))
    topic = max(_TOPICS, key=lambda name: counts[name]) if counts else None
    if not names:
        return topic
    who = " and ".join(" ".join(name.split()[:6]) for name in names)
    who = who[0].upper() + who[1:]
    return f"{who}: {topic}" if topic else who
