"""What there is to say of a finished check beside its findings, and what all of it rests on."""

from collections.abc import Iterable, Mapping

from djledger import git
from djledger.checking.finding import Report
from djledger.checking.memory import Basis, Words, kept_by_git
from djledger.checking.request import Request
from djledger.checking.rungs import standing_of
from djledger.checking.snapshot import Snapshot
from djledger.checking.tracing import TracedSource
from djledger.ledger.folder import Tree, join
from djledger.ledger.layout import PRIVATE
from djledger.ledger.source import is_yaml
from djledger.rules.table import BOOK


def words_of(report: Report, request: Request) -> Words:
    """Return what is said of a report; ask before findings of old are set aside, or after."""
    rules = {rule.code: (rule.name, rule.title) for rule in (*BOOK, *request.rules)}
    found = {finding.code for finding in (*report.findings, *report.suppressed)}
    placed = ((site.path, standing_of(site, request)) for site in report.sites)
    policies = request.policies
    return Words(
        tuple(rule.code for rule in request.rules),
        {code: rules[code] for code in sorted(found)},
        {path: standing for path, standing in placed if standing is not None},
        frozenset(
            site.path
            for site in report.sites
            if policies is not None and "档次" in policies.at(site.path).plain
        ),
        _plain(request),
    )


def _plain(request: Request) -> Mapping[str, str]:
    if request.policies is None:
        return {}
    return {label: str(said.value) for label, said in request.policies.at("").plain.items()}


def basis_of(
    tree: Tree,
    traced: TracedSource,
    answers: Iterable[Mapping[str, bool]],
    snapshot: Snapshot,
    history: str,
) -> Basis | None:
    """Return what a run rests on; None if files were changed while it went on.

    ``traced`` saw all that was done beside the checking of branches, ``answers`` are theirs;
    ``history`` is where it ended, if it was looked at.
    """
    if any(snapshot.id_of(path) != seen for path, seen in traced.ids.items()):
        return None
    told: dict[str, bool] = {}
    for given in (traced.answers, *answers):
        if any(told.setdefault(path, answer) is not answer for path, answer in given.items()):
            return None
    listed = frozenset(snapshot.paths)
    uppers = {join(up, "committee.yaml") for site in tree.branches for up in site.uppers}
    endings = PRIVATE if tree.private else ()
    outside = sorted((traced.ids.keys() | uppers) - listed)
    return Basis(
        {path: snapshot.id_of(path) for path in outside},
        {path: a for path, a in told.items() if not (a and path in listed and is_yaml(path))},
        tree.beside,
        git.ignored(snapshot.source.root, tree.beside),
        endings,
        kept_by_git(snapshot.source, endings),
        history,
    )


def history_of(report: Report, request: Request) -> str:
    """Return where the history ended that rules looked at, if any did."""
    rules = {rule.code: rule for rule in request.rules}
    for policy in () if request.policies is None else request.policies.among(_paths(report)):
        rules.update((rule.code, rule) for rule in policy.rules)
    return request.history.mark if any(rule.historic for rule in rules.values()) else ""


def _paths(report: Report) -> list[str]:
    return [site.path for site in report.sites]
