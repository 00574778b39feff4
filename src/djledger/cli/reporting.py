"""What ``djledger report`` does once its options are known."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import typer
from jinja2 import TemplateError

from djledger.checking.finding import SiteReport
from djledger.checking.run import check_loaded, check_tree
from djledger.cli.common import (
    day_of,
    fail,
    known_format,
    no_branches,
    opened,
    stop_at_defects,
    year_of,
)
from djledger.cli.progress import tracked
from djledger.cli.scope import Choice
from djledger.cli.settling import request_of
from djledger.disk import why
from djledger.findings.safe import printable
from djledger.ledger.branch import Branch
from djledger.ledger.folder import Site, Tree, load, load_committee, survey
from djledger.ledger.period import Period
from djledger.ledger.source import DiskSource
from djledger.reports.audience import redacted, restricted
from djledger.reports.building import (
    BRANCH_LIST,
    COMMITTEE_LIST,
    PERSON_LIST,
    Maker,
    branch_report,
    committee_report,
    member_report,
    summary_of,
)  # fmt: skip
from djledger.reports.model import Audience, Report
from djledger.reports.revision import revision_of
from djledger.reports.views.summary import Summary
from djledger.reports.writers import WRITERS, file_name
from djledger.rules.wording import nearest

TEMPLATES = ("report.html", "style.css", "report.md", "report.docx")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options of the command as they were given."""

    folder: Path
    year: int | None
    as_of: str | None
    formats: str
    out: Path
    member: str | None
    each: bool
    audience: str
    redact: bool
    template: Path | None


@dataclass(frozen=True)
class Job:
    """A run: where the ledgers are, what is below the folder, and how reports are made."""

    wanted: Wanted
    source: DiskSource
    tree: Tree
    maker: Maker
    formats: tuple[str, ...]
    audience: Audience


def run(wanted: Wanted) -> None:
    """Write the reports and print their paths; nothing is judged by the exit code."""
    job = _job(wanted)
    written: list[Path] = []
    for report in _reports(job):
        written += _write(report, job)
    for path in written:
        typer.echo(printable(path.as_posix()))
    stop_at_defects([*dict.fromkeys(job.maker.defects)], "有的规则没有判定")


def listed() -> str:
    """Return what reports there are, of which views, in which formats and for whom."""
    lines = []
    kinds = (
        ("支部报告", "文件夹是一个支部", BRANCH_LIST),
        ("汇总报告", "文件夹下有许多支部", COMMITTEE_LIST),
        ("个人报告", "--member 姓名", PERSON_LIST),
    )
    for name, when, views in kinds:
        lines.append(f"{name}（{when}）：{'、'.join(title for _, title in views)}")
    lines.append(f"格式：{'、'.join(WRITERS)}")
    lines.append(f"范围：{'、'.join(audience.label for audience in Audience)}")
    lines.append(f"模板（--template 里的同名文件代替自带的）：{'、'.join(TEMPLATES)}")
    return "\n".join(lines) + "\n"


def _job(wanted: Wanted) -> Job:
    root, prefix = opened(wanted.folder)
    if wanted.template is not None and not wanted.template.is_dir():
        fail(f"没有“{wanted.template}”这个模板文件夹。")
    source = DiskSource(root)
    tree = survey(source, prefix)
    if not tree.branches:
        no_branches(wanted.folder)
    day = day_of(wanted.as_of)
    period = Period(year_of(wanted.year, day), day)
    request = request_of(source, tree, period, Choice())
    maker = Maker(request, revision_of(root))
    return Job(wanted, source, tree, maker, _formats(wanted.formats), _audience(wanted.audience))


def _formats(text: str) -> tuple[str, ...]:
    asked = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    return tuple(known_format(one, WRITERS) for one in asked)


def _audience(text: str) -> Audience:
    found = next((audience for audience in Audience if audience.label == text), None)
    if found is None:
        fail(f"--audience 可用：{'、'.join(audience.label for audience in Audience)}。")
    return found


def _reports(job: Job) -> Iterator[Report]:
    """Yield the reports asked for, one at a time."""
    sites = job.tree.branches
    if job.wanted.member is not None:
        yield from _members(job, job.wanted.member)
    elif len(sites) == 1 and not job.tree.committees:
        yield from _branch(job, sites[0])
    else:
        yield _committee(job)
        if job.wanted.each:
            for site in sites:
                yield from _branch(job, site)


def _branch(job: Job, site: Site) -> Iterator[Report]:
    loaded = load(job.source, site)
    if site.path not in job.maker.checks:
        _complete(job, [check_loaded(loaded, site, job.maker.request)])
    report = branch_report(job.maker, loaded, site)
    if report is None:
        said = f"注意：{site.path} 的 branch.yaml 读不懂，没有报告；先用 djledger check 查看。"
        typer.echo(printable(said), err=True)
    else:
        yield report


def _members(job: Job, name: str) -> Iterator[Report]:
    known: list[str] = []
    found = False
    for branch in _loaded(job):
        known += branch.roster.by_name
        member = branch.roster.by_name.get(name)
        if member is not None:
            found = True
            yield member_report(job.maker, branch, member)
    if not found:
        fail(f"名册里没有“{name}”。{nearest(name, known)}")


def _loaded(job: Job) -> Iterator[Branch]:
    for site in job.tree.branches:
        branch = load(job.source, site).branch
        if branch is not None:
            yield branch


def _committee(job: Job) -> Report:
    """Read and judge one branch after another; only its summary is kept."""
    summaries: list[Summary] = []
    checked: list[SiteReport] = []
    for site in tracked(job.tree.branches, len(job.tree.branches)):
        loaded = load(job.source, site)
        summaries.append(summary_of(job.maker, loaded, site))
        checked.append(check_loaded(loaded, site, job.maker.request))
    _complete(job, checked)
    return committee_report(job.maker, _name(job), summaries)


def _complete(job: Job, branches: Iterable[SiteReport]) -> None:
    """Have the reports tell all that ``djledger check`` tells of the same folder."""
    job.maker.take(check_tree(job.source, job.tree, job.maker.request, branches))


def _name(job: Job) -> str:
    """Return the name of the topmost organisation, else that of the folder."""
    for site in sorted(job.tree.committees, key=lambda site: site.path.count("/")):
        document, _ = load_committee(job.source, site)
        if document.record is not None:
            return document.record.name
    return job.wanted.folder.resolve().name


def _write(report: Report, job: Job) -> Iterator[Path]:
    shown = restricted(report, job.audience)
    if job.wanted.redact:
        shown = redacted(shown)
    for name in job.formats:
        path = job.wanted.out / file_name(shown, name)
        try:
            job.wanted.out.mkdir(parents=True, exist_ok=True)
            path.write_bytes(WRITERS[name](shown, job.wanted.template))
        except TemplateError as error:
            fail(f"模板有错：{error}")
        except OSError as error:
            fail(f"写不进“{path}”：{why(error)}。")
        yield path
