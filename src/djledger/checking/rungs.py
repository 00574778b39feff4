"""The ladder 基本、规范、示范: which rung a branch has reached, and what keeps it from the next.

A rung takes in all rules that its profile takes in: the rules that are on and whose findings
are as grave as the profile asks, or graver. It is reached when none of these has a finding and
all were judged. So a rule that was not looked at (above the profile that is set, or left out by
「只用」 or the command line) keeps a branch from a rung as one not judged does, while one that
settings declare of no concern here (「不用」) asks nothing. What is waived, or silenced by an
exception, has been excused; what is in the baseline is only an old debt and still counts.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from djledger.checking.finding import Finding, SiteReport, SuppressedBy
from djledger.checking.policy import ON
from djledger.checking.request import Request
from djledger.checking.settings import Profile
from djledger.rules.rule import Severity
from djledger.rules.table import BOOK

BELOW = "未达基本"
UNSURE = "未判定"
LABELS = (*(profile.value for profile in reversed(Profile)), BELOW, UNSURE)
"""All that may be said of a branch, the best first."""


class Standing(NamedTuple):
    """Where a branch stands: the rung reached, the next one up, and by code what it lacks.

    ``rung`` is None below the lowest, ``aim`` on the highest. ``unmet`` are the rules with
    findings that count, ``unjudged`` those of which nothing can be said.
    """

    rung: Profile | None
    aim: Profile | None = None
    unmet: tuple[str, ...] = ()
    unjudged: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What users see: the rung's name, or that there is none or that it is not known."""
        return self.rung.value if self.rung else BELOW if self.unmet else UNSURE


def standing_of(site: SiteReport, request: Request) -> Standing | None:
    """Return where a branch stands; None for what is no branch or could not be read."""
    if site.brief is None:
        return None
    return climbed(_counting(site), _unsure(site, request))


def climbed(findings: Iterable[Finding], unsure: Iterable[tuple[str, Severity]]) -> Standing:
    """Climb as far as findings and rules not judged (code and severity) allow."""
    found = {(one.code, one.severity) for one in findings}
    open_rules = set(unsure)
    rung: Profile | None = None
    for aim in Profile:
        unmet, unjudged = _within(found, aim), _within(open_rules, aim)
        if unmet or unjudged:
            return Standing(rung, aim, unmet, unjudged)
        rung = aim
    return Standing(rung)


def _within(rules: Iterable[tuple[str, Severity]], aim: Profile) -> tuple[str, ...]:
    return tuple(sorted({code for code, severity in rules if severity >= aim.least}))


def _counting(site: SiteReport) -> Iterator[Finding]:
    yield from site.findings
    for finding in site.suppressed:
        if finding.suppression and finding.suppression.by is SuppressedBy.BASELINE:
            yield finding


def _unsure(site: SiteReport, request: Request) -> Iterator[tuple[str, Severity]]:
    """Yield the rules for a branch that were not judged, with the severity they have here."""
    here = request.at(site.path)
    on = {rule.code for rule in here.rules}
    skipped = {item.code for item in site.unjudged}
    excused = _left_out(site.path, request)
    for rule in BOOK:
        unseen = rule.code not in on and not rule.optional and rule.level in site.levels
        if rule.code in skipped or (unseen and rule.code not in excused):
            yield rule.code, here.severity(rule)


def _left_out(path: str, request: Request) -> frozenset[str]:
    """Return the rules that settings declare of no concern to a branch."""
    if request.policies is None:
        return frozenset()
    values = request.policies.at(path).values
    return frozenset(
        code
        for (code, name), setting in values.items()
        if name == ON and not setting.value and setting.origin.label == "不用"
    )
