"""From ledgers to reports: of one branch, of one member, of all branches below a committee."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256

from djledger import __version__
from djledger.checking.finding import Report as Checked
from djledger.checking.finding import SiteReport
from djledger.checking.notes import notes_on
from djledger.checking.request import Request
from djledger.checking.run import check_loaded, ordered
from djledger.checking.rungs import standing_of
from djledger.checking.standing import UNSURE
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
from djledger.reports.views.summary import Summary, summarise, with_check
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

    ``checks`` is what checking gave, by path; a branch that is not in it is judged by its ledger
    alone. ``defects`` gathers failures of our own rules on the way, for a report to us.
    """

    request: Request
    revision: str
    checks: dict[str, SiteReport] = field(default_factory=dict)
    defects: list[str] = field(default_factory=list)

    @property
    def book(self) -> Mapping[str, Rule]:
        """All rules, by code; which of them are run is for the settings to say."""
        return {rule.code: rule for rule in BOOK}

    def take(self, checked: Checked) -> None:
        """Take over what checking all gave."""
        self.checks.update((site.path, site) for site in checked.sites)
        self.defects.extend(checked.defects)

    def judge(self, loaded: Loaded, site: Site, request: Request) -> SiteReport:
        """Judge a branch by its ledger alone; what is excused stands apart."""
        report = ordered(check_loaded(loaded, site, request))
        self.defects.extend(report.defects)
        return report

    def subject(self, branch: Branch, checked: SiteReport) -> BranchYear:
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
    checked = maker.checks.get(site.path) or maker.judge(loaded, site, maker.request)
    subject = maker.subject(loaded.branch, checked)
    views = [one.view(subject) for one in BRANCH_VIEWS]
    views.append(comparison.view(subject, _before(maker, loaded, site, subject)))
    name = loaded.branch.profile.name
    meta = maker.meta(f"{name} {maker.request.period.year} 年度工作报告", name)
    views = [cautioned(_noted(view, maker, [site.path]), subject) for view in views]
    return Report(meta, tuple(views), tuple(dict.fromkeys(subject.names())))


def _noted(view: View, maker: Maker, paths: Iterable[str]) -> View:
    """Have the view of what rules found say how settings changed the rules for organisations."""
    if view.key not in {"findings", "rules"}:
        return view
    notes = (f"设置：{note}" for note in notes_on(maker.request.policies, paths))
    return replace(view, notes=(*view.notes, *notes))


def _before(maker: Maker, loaded: Loaded, site: Site, subject: BranchYear) -> BranchYear:
    """Return the year before, checked by the same rules, as far as there is a ledger of it."""
    before = subject.before
    if not comparison.has_ledger(before):
        return before
    checked = maker.judge(loaded, site, replace(maker.request, period=before.period))
    own = frozenset(site.files)  # what lies beside the ledger is the same in either year
    checked.findings += [one for one in subject.checked.findings if one.place.file not in own]
    return BranchYear(before.branch, before.period, checked, before.titles)


def member_report(maker: Maker, branch: Branch, member: Member) -> Report:
    """Return one member's own report for the year."""
    subject = BranchYear(branch, maker.request.period, SiteReport(branch.path), {})
    title = f"{member.name} {maker.request.period.year} 年度个人情况"
    meta = maker.meta(title, branch.profile.name)
    views = tuple(cautioned(view, subject) for view in person.views(subject, member))
    return Report(meta, views, tuple(dict.fromkeys(subject.names())))


def summary_of(maker: Maker, loaded: Loaded, site: Site) -> Summary:
    """Return what a committee reads of a branch's ledger; what checking gave comes later."""
    if loaded.branch is None:
        return Summary(site.path, site.path, readable=False)
    return summarise(maker.subject(loaded.branch, SiteReport(site.path)))


def _checked(maker: Maker, summary: Summary) -> Summary:
    checked = maker.checks.get(summary.path)
    if checked is None:
        return summary
    standing = standing_of(checked, maker.request) if summary.readable else None
    return with_check(summary, checked, standing.label if standing else UNSURE)


def score_report(maker: Maker, name: str, scored: Scored) -> Report:
    """Return what a scheme gave everybody, as a report."""
    title = f"{name} {scored.window} {scored.scheme.name}"
    members = scored.scheme.target is Target.MEMBER
    names = [score.who for score in scored.scores] if members else []
    return Report(maker.meta(title, name), scores.views(scored), tuple(dict.fromkeys(names)))


def committee_report(maker: Maker, name: str, branches: Iterable[Summary]) -> Report:
    """Return the committee's report from the summaries of its branches and what checking gave."""
    together, book = rollup.Rollup([_checked(maker, one) for one in branches]), maker.book
    known = frozenset(together.paths)
    others = [site for path, site in maker.checks.items() if path not in known]
    views: tuple[View, ...] = (
        rollup.overview(together),
        rollup.completion(together),
        rollup.overdue(together),
        ranking.by_rule(together, book),
        ranking.ranking(together),
        ranking.worst(together, book),
        findings.of_uppers(others, {code: rule.title for code, rule in book.items()}),
    )
    meta = maker.meta(f"{name} {maker.request.period.year} 年度支部工作汇总", name)
    names = dict.fromkeys(name for one in together.branches for name in one.names)
    noted = tuple(_noted(view, maker, maker.checks) for view in views)
    return Report(meta, noted, tuple(names))
