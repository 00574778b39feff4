"""The ladder 基本、规范、示范: which rung a branch has reached, and what keeps it from the next.

A rung takes in all rules that its profile takes in: the rules that are on and whose findings
are as grave as the profile asks, or graver. It is reached when none of these has a finding and
all were judged. So a rule that was not looked at (above the profile that is set, or left out by
「只用」 or the command line) keeps a branch from a rung as one not judged does, while one that
settings declare of no concern here (「不用」) asks nothing. What is waived, or silenced by an
exception, has been excused; what is in the baseline is only an old debt and still counts.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from djledger.checking.finding import Finding, SiteReport, SuppressedBy
from djledger.checking.request import Request
from djledger.checking.standing import Profile, Standing
from djledger.rules.rule import Rule
from djledger.rules.severity import Severity
from djledger.rules.table import BOOK, by_code

Graded = frozenset[tuple[str, Severity]]
"""Codes of rules, each with its severity."""


def standing_of(site: SiteReport, request: Request) -> Standing | None:
    """Return where a branch stands; None for what is no branch, not read, or half looked at."""
    if site.brief is None or request.narrowed:
        return None
    return climbed(_counting(site), _unsure(site, request))


def climbed(findings: Iterable[Finding], unsure: Iterable[tuple[str, Severity]]) -> Standing:
    """Climb as far as findings and rules not judged (code and severity) allow."""
    return _climbed(frozenset((one.code, one.severity) for one in findings), frozenset(unsure))


@lru_cache(maxsize=4096)
def _climbed(found: Graded, open_rules: Graded) -> Standing:
    """Climb; what is amiss in one branch is much the same in the next."""
    rung: Profile | None = None
    for aim in Profile:
        unmet, unjudged = _within(found, aim), _within(open_rules, aim)
        if unmet or unjudged:
            return Standing(rung, aim, unmet, unjudged)
        rung = aim
    return Standing(rung)


def _within(rules: Graded, aim: Profile) -> tuple[str, ...]:
    return tuple(sorted({code for code, severity in rules if severity >= aim.least}))


def _counting(site: SiteReport) -> Iterator[Finding]:
    yield from site.findings
    for finding in site.suppressed:
        if finding.suppression and finding.suppression.by is SuppressedBy.BASELINE:
            yield finding


def _unsure(site: SiteReport, request: Request) -> Iterator[tuple[str, Severity]]:
    """Yield the rules for a branch that were not judged, with the severity they have here."""
    here, book = request.at(site.path), by_code()
    skipped = {item.code for item in site.unjudged} & book.keys()
    unseen = {rule.code for rule in _unseen(site.path, request) if rule.level in site.levels}
    for code in skipped | unseen:
        yield code, here.severity(book[code])


def _unseen(path: str, request: Request) -> Iterable[Rule]:
    """Return the rules that are off though nobody declared them of no concern."""
    if request.policies is not None:
        return request.policies.at(path).unseen
    return [rule for rule in BOOK if rule not in request.rules and not rule.optional]
