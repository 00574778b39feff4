"""From ledgers to reports: of one branch, of one member, of all branches below a committee."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256

from djledger import __version__
from djledger.checking.finding import SiteReport
from djledger.checking.request import Request
from djledger.checking.run import check_loaded, ordered
from djledger.checking.rungs import UNSURE, standing_of
from djledger.ledger.branch import Branch
from djledger.ledger.folder import Loaded, Site
from djledger.ledger.members import Member
from djledger.ledger.period import Period
from djledger.reports.model import Meta, Report, View
from djledger.reports.views import (
    appraisal,
    attendance,
    comparison,
    development,
    dues,
    elections,
    findings,
    meetings,
    movement,
    organisation,
    person,
    ranking,
    rollup,
    scores,
    study,
    tasks,
    waivers,
)  # fmt: skip
from djledger.reports.views.caution import cautioned
from djledger.reports.views.subject import BranchYear
from djledger.reports.views.summary import Summary, summarise
from djledger.rules.rule import Rule
from djledger.rules.table import BOOK
from djledger.scoring.results import Table as Scored
from djledger.scoring.scheme import Target

BRANCH_VIEWS = (
    organisation, movement, meetings, attendance, study, development, dues, elections, tasks,
    appraisal, findings, waivers,
)  # fmt: skip
"""The views of a branch report in order; the comparison with the year before closes it."""

BRANCH_LIST = (
    ("organisation", "基本情况"), ("movement", "名册变动"), ("meetings", "组织生活"),
    ("attendance", "到会情况"), ("study", "集中学习培训"), ("development", "发展党员"),
    ("dues", "党费"), ("elections", "换届选举"), ("tasks", "任务与整改"),
    ("appraisal", "民主评议党员"), ("findings", "检查结果"), ("waivers", "豁免"),
    ("comparison", "与上年比较"),
)  # fmt: skip
COMMITTEE_LIST = (
    ("overview", "总体情况"), ("completion", "完成情况"), ("overdue", "逾期事项"),
    ("rules", "各规则的问题"), ("ranking", "支部排序"), ("worst", "最需要帮助的十个支部"),
    ("uppers", "上级组织的检查结果"),
)  # fmt: skip
PERSON_LIST = (
    ("person", "个人情况"), ("attendance", "参加组织生活"), ("study", "集中学习培训"),
    ("dues", "党费"), ("appraisal", "民主评议"),
)  # fmt: skip


@dataclass(frozen=True)
class Maker:
    """What every report of one run shares: the request, and the revision of the data.

    ``defects`` gathers failures of our own rules on the way, for a report to us.
    """

    request: Request
    revision: str
    defects: list[str] = field(default_factory=list)

    @property
    def book(self) -> Mapping[str, Rule]:
        """All rules, by code; which of them are run is for the settings to say."""
        return {rule.code: rule for rule in BOOK}

    def check(self, loaded: Loaded, site: Site, request: Request | None = None) -> SiteReport:
        """Judge a branch that was read; what is excused stands apart."""
        report = ordered(check_loaded(loaded, site, request or self.request))
        self.defects.extend(report.defects)
        return report

    def subject(self, branch: Branch, site: Site, checked: SiteReport) -> BranchYear:
        """Put a branch together with its check and the titles of the rules."""
        titles = {code: rule.title for code, rule in self.book.items()}
        return BranchYear(branch, self.request.period, checked, titles)

    def meta(self, title: str, organisation: str) -> Meta:
        """Return the head of a report."""
        period = self.request.period
        return Meta(
            title,
            organisation,
            period.year,
            period.as_of,
            __version__,
            self.revision,
            rule_set(self.request),
        )


def rule_set(request: Request) -> str:
    """Return a short mark of the rules and settings that judged, whatever the day."""
    timeless = replace(request, period=Period(1, date.min))
    return sha256(timeless.mark.encode()).hexdigest()[:8]


def branch_report(maker: Maker, loaded: Loaded, site: Site) -> Report | None:
    """Return a branch's report for the year; None for a branch that cannot be read."""
    if loaded.branch is None:
        return None
    subject = maker.subject(loaded.branch, site, maker.check(loaded, site))
    views = [one.view(subject) for one in BRANCH_VIEWS]
    views.append(comparison.view(subject, _before(maker, loaded, site, subject)))
    name = loaded.branch.profile.name
    meta = maker.meta(f"{name} {maker.request.period.year} 年度工作报告", name)
    views = [cautioned(view, subject) for view in views]
    return Report(meta, tuple(views), tuple(dict.fromkeys(subject.names())))


def _before(maker: Maker, loaded: Loaded, site: Site, subject: BranchYear) -> BranchYear:
    """Return the year before, checked by the same rules, as far as there is a ledger of it."""
    before = subject.before
    if not comparison.has_ledger(before):
        return before
    request = replace(maker.request, period=before.period)
    checked = maker.check(loaded, site, request)
    return BranchYear(before.branch, before.period, checked, before.titles)


def member_report(maker: Maker, branch: Branch, member: Member) -> Report:
    """Return one member's own report for the year."""
    subject = BranchYear(branch, maker.request.period, SiteReport(branch.path), {})
    title = f"{member.name} {maker.request.period.year} 年度个人情况"
    meta = maker.meta(title, branch.profile.name)
    views = tuple(cautioned(view, subject) for view in person.views(subject, member))
    return Report(meta, views, tuple(dict.fromkeys(subject.names())))


def summary_of(maker: Maker, loaded: Loaded, site: Site) -> tuple[Summary, SiteReport]:
    """Return what a committee reads of a branch; one that cannot be read is summed up as such."""
    checked = maker.check(loaded, site)
    if loaded.branch is None:
        found = {one.severity: 0 for one in checked.findings}
        for one in checked.findings:
            found[one.severity] += 1
        unread = Summary(site.path, site.path, severities=found, readable=False)
        unread.rules.update(one.code for one in checked.findings)
        return unread, checked
    standing = standing_of(checked, maker.request)
    subject = maker.subject(loaded.branch, site, checked)
    return summarise(subject, standing.label if standing else UNSURE), checked


def score_report(maker: Maker, name: str, scored: Scored) -> Report:
    """Return what a scheme gave everybody, as a report."""
    title = f"{name} {scored.window} {scored.scheme.name}"
    members = scored.scheme.target is Target.MEMBER
    names = [score.who for score in scored.scores] if members else []
    return Report(maker.meta(title, name), scores.views(scored), tuple(dict.fromkeys(names)))


def committee_report(
    maker: Maker, name: str, branches: Sequence[Summary], own: Iterable[SiteReport] = ()
) -> Report:
    """Return the committee's report from the summaries of its branches and its own checks."""
    together, book = rollup.Rollup(branches), maker.book
    views: tuple[View, ...] = (
        rollup.overview(together),
        rollup.completion(together),
        rollup.overdue(together),
        ranking.by_rule(together, book),
        ranking.ranking(together),
        ranking.worst(together, book),
        findings.of_uppers(own, {code: rule.title for code, rule in book.items()}),
    )
    meta = maker.meta(f"{name} {maker.request.period.year} 年度支部工作汇总", name)
    names = dict.fromkeys(name for one in branches for name in one.names)
    return Report(meta, views, tuple(names))
