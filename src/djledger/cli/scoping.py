"""What a check looks at: the files as they are, an earlier version, or what changed since one."""

from dataclasses import replace

import typer

from djledger.checking.finding import Report
from djledger.checking.memory import Memory
from djledger.checking.request import Request
from djledger.checking.tracing import TracedSource
from djledger.checking.wording import words_of
from djledger.cli.common import fail
from djledger.cli.effort import Effort
from djledger.cli.running import checked, remembered
from djledger.cli.scope import Checked, Choice, Scope
from djledger.cli.settling import request_of
from djledger.findings.lines import Lines
from djledger.history.log import GitHistory
from djledger.history.since import concerned, only_new, touched
from djledger.history.source import GitSource
from djledger.history.staged import IndexSource, has_commits, staged
from djledger.ledger.folder import Tree, survey
from djledger.ledger.source import DiskSource


def scoped(
    scope: Scope, choice: Choice, at: str | None, since: str | None, effort: Effort
) -> Checked | None:
    """Check; None if there is nothing to check. GitError for a revision that is not there."""
    if at is not None and since is not None:
        fail("--at 和 --since 不能一起用。")
    source = DiskSource(scope.root) if at is None else GitSource(scope.root, at)
    tree = survey(source, scope.prefix)
    if not tree:
        return None
    request = request_of(source, tree, scope.period, choice)
    if since is not None:
        return _new(scope, source, tree, request, since, effort)
    return _checked(request, *checked(source, tree, request, effort))


def scoped_with(memory: Memory, scope: Scope, choice: Choice, effort: Effort) -> Checked | None:
    """Check the files as they are, and remember what came of it; None without ledgers."""
    traced = TracedSource(memory.source)
    tree = survey(traced, scope.prefix, memory.snapshot.paths)
    if not tree:
        return None
    request = request_of(memory.source, tree, scope.period, choice, traced)
    return Checked(*remembered(traced, tree, request, effort, memory), lambda: request)


def request_for(scope: Scope, choice: Choice) -> Request:
    """Return what is asked of the files as they are, for those who remember the answer."""
    source = DiskSource(scope.root)
    return request_of(source, survey(source, scope.prefix), scope.period, choice)


def _checked(request: Request, report: Report, lines: Lines) -> Checked:
    return Checked(report, lines, words_of(report, request), lambda: request)


def scoped_to_index(scope: Scope, choice: Choice, effort: Effort) -> Checked | None:
    """Check what is staged, and keep what the last commit did not have; None without ledgers."""
    source, paths = IndexSource(scope.root), staged(scope.root)
    tree = survey(source, scope.prefix)
    if not tree:
        return None
    request = request_of(source, tree, scope.period, choice)
    left = concerned(tree, paths)
    report, lines = checked(source, left, request, effort)
    if not has_commits(scope.root):
        return _checked(request, report, lines)
    before = GitSource(scope.root, "HEAD")
    earlier = concerned(survey(before, scope.prefix), paths)
    known, _ = checked(before, earlier, request, effort._replace(verbose=False))
    return _checked(request, only_new(report, known)[0], lines)


def _new(
    scope: Scope,
    source: DiskSource | GitSource,
    tree: Tree,
    request: Request,
    since: str,
    effort: Effort,
) -> Checked:
    """Check what changed, as it is and as it was by the same rules, and keep what is new."""
    before = GitSource(scope.root, since)
    paths = touched(scope.root, before.commit)
    left = concerned(tree, paths)
    report, lines = checked(source, left, request, effort)
    earlier = concerned(survey(before, scope.prefix), paths)
    asked = replace(request, history=GitHistory(scope.root, before.commit))
    known, _ = checked(before, earlier, asked, effort._replace(verbose=False))
    new, number = only_new(report, known)
    typer.echo(_told(since, left, len(tree.committees), number), err=True)
    return _checked(request, new, lines)


def _told(since: str, left: Tree, committees: int, known: int) -> str:
    said = f"自 {since} 以来有改动的支部 {len(left.branches)} 个，原有的问题 {known} 项没有列出。"
    out = committees - len(left.committees)
    return said + (f"有 {out} 个上级组织要看全部下属支部，没有判定。" if out else "")
