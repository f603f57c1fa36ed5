"""What an item is about, by the words of its clause. The issue with most words wins; the earlier row wins a tie.

`wage*` stands for every word that begins so, `double_time` for two words. Looked up word by word, for speed.
"""

from functools import lru_cache

from summarizer.pattern import lazy
from summarizer.schemas.vocabulary import Issue

_WORDS: dict[Issue, str] = {
    Issue.DETAINEES_HUMANITARIAN: """
        prisoner* detainee* captive captives hostage* bodies humanitarian aid_trucks aid_convoys aid_workers
        aid_agencies refugee* evacuat* displaced food_aid medical civilian* abduct* injured wounded""",
    Issue.MONITORING_VERIFICATION: """
        monitor* verif* observers observer inspect* audit* enforce* supervis* effective_control""",
    Issue.PAY_BENEFITS: """
        pay paid payslip wage* salar* pension* bonus* overtime double_time raise raises backdat* allowance*
        sick_leave health_insurance benefit benefits severance one-off revenue_sharing prize_money per_diem crowns
        back_pay""",
    Issue.HOURS_CONDITIONS_JOBS: """
        essential_services essential_service minimum_services minimum_service
        hours shift shifts working_week workweek staffing crew crews crewed layoff* redundan* job_cuts job_losses
        job_guarantees jobs rosters roster safety automat* contractors rest_days workload* remote_work headcount
        headquarters closure* schedule staff trams night_trams double-crewed""",
    Issue.TERRITORY: """
        territor* border* withdraw withdraws withdrawal withdrawals withdrawn withdrew annex_of land lands island
        islands sovereign* occup* pull_back pull_out garrison cede ceded cedes ceding recogni* border_zone
        village*""",
    Issue.SECURITY_GUARANTEES: """
        security_guarantees security_guarantee nato alliance* neutral* peacekeep* demilitari* armed_forces
        foreign_troops disarm* nuclear_weapons enrich* security_zone buffer_zone military_alliance""",
    Issue.ARMS_AND_AID: """
        arms weapon* intelligence mobili* rearm* military_aid military_assistance military_support missile*
        ammunition artillery""",
    Issue.SANCTIONS_TRADE: """
        sanction* tariff* duties duty export* import imports importers quota* market_access trade levy levies
        customs steel soy* antitrust retaliatory beef dairy semiconductor*""",
    Issue.JUSTICE: """
        amnest* court courts tribunal* prosecut* war_crimes disciplin* reinstat* lawsuit* immunity pardon*""",
    Issue.GOVERNANCE_RIGHTS: """
        election* constitution* referendum* autonom* portfolio* cabinet coalition* prime_minister language* rights
        recognition board_seats no-strike peace_clause collective_bargaining power-sharing minister_posts
        finance_ministry foreign_ministry_post industrial_peace strikes_for barring_strikes chairmanship""",
    Issue.MONEY_RESOURCES: """
        billion* million* fund funds funding finance* debt* loan* water cubic reservoir* dam dams river* mineral*
        gas oil emission* fossil coal budget* grant grants share shares price* compensat* loss_and pay_for water-*
        investment* tax* salary_cap merger* takeover* stake stakes irrigation coupon* creditor*""",
    Issue.CEASEFIRE_SCOPE: """
        ceasefire* cease-fire* truce* halt halts hostilities attack* fighting shelling bombard* drone*
        infrastructure port ports pause peace guns land_and and_air on_land at_sea in_the_air theatre theatres""",
    Issue.PROCESS_NEXT_STEPS: """
        talk talks meet meets meeting* negotiat* ballot* vote votes voting voted mediat* deadline* timetable*
        summit* session* round rounds ratif* convene* delegation* arbitrat* ceremony joint_panel joint_committee
        joint_board joint_commission table attend* sit_down""",
}
_WEIGHT = {Issue.PROCESS_NEXT_STEPS: 0.6, Issue.CEASEFIRE_SCOPE: 0.8, Issue.MONEY_RESOURCES: 0.9}
_ORDER = {issue: rank for rank, issue in enumerate(_WORDS)}
_EXACT: dict[str, Issue] = {}
_PREFIX: dict[str, Issue] = {}
for _issue, _words in _WORDS.items():
    for _word in _words.split():
        (_PREFIX if _word.endswith("*") else _EXACT).setdefault(_word.rstrip("*").replace("_", " "), _issue)
_FIRST = frozenset(words.split(" ")[0] for words in _EXACT if " " in words)
_PLACE = lazy(r"\bPort [A-Z]\w+| on the table\b")
_TOKEN = lazy(r"[a-z]+(?:-[a-z]+)*")


@lru_cache(maxsize=20_000)
def _issue_of_word(word: str) -> Issue | None:
    if word in _EXACT:
        return _EXACT[word]
    return next((_PREFIX[word[:size]] for size in range(len(word), 2, -1) if word[:size] in _PREFIX), None)


def issue_of(clause: str, context: str = "", never: Issue | None = None) -> Issue:
    """The issue of a clause, `never` that one; words of `context` (its paragraph) count where the clause has none."""
    for passage in (clause, context):
        scores = {issue: score for issue, score in _scores(passage).items() if issue is not never}
        if scores:
            return max(scores, key=lambda issue: (scores[issue], -_ORDER[issue]))
    return Issue.OTHER


@lru_cache(maxsize=128)  # the items of a paragraph ask for its words in turn
def _scores(passage: str) -> dict[Issue, float]:
    """How much a passage says of each issue that it has a word of."""
    if "Port " in passage or " on the table" in passage:
        passage = _PLACE.sub(" ", passage)
    tokens = _TOKEN.findall(passage.lower())
    scores: dict[Issue, float] = {}
    for token, following in zip(tokens, [*tokens[1:], ""], strict=False):
        issue = _EXACT.get(f"{token} {following}") if token in _FIRST else None
        issue = issue or _issue_of_word(token)
        if issue:
            scores[issue] = scores.get(issue, 0) + _WEIGHT.get(issue, 1)
    return scores
