"""What changed since a revision: which branches it concerns, and what is new in them."""

from dataclasses import replace
from pathlib import Path
from posixpath import basename, dirname

from djledger import git
from djledger.checking.finding import Report, SiteReport
from djledger.ledger.folder import Site, Tree

INHERITED = frozenset({"committee.yaml", "djledger.yaml"})
"""Files that concern all that is below them."""


def touched(root: Path, commit: str) -> frozenset[str]:
    """Return the files below a folder that differ from a commit, untracked ones among them."""
    changed = git.run(root, "diff", "--name-only", "--no-renames", "--relative", "-z", commit)
    added = git.run(root, "ls-files", "--others", "--exclude-standard", "-z")
    return frozenset([*git.fields(changed), *git.fields(added)])


def concerned(tree: Tree, paths: frozenset[str]) -> Tree:
    """Return what of a tree the files concern.

    An upper organisation is judged by all branches below it, so it is left out unless these
    are concerned without exception.
    """
    folders = {folder for path in paths for folder in _ups(path)}
    above = {dirname(path) or "." for path in paths if basename(path) in INHERITED}
    branches = tuple(site for site in tree.branches if _hit(site, folders, above))
    left = [site.path for site in tree.branches if site not in branches]
    return tree._replace(
        branches=branches,
        committees=tuple(
            site for site in tree.committees if not any(_below(path, site.path) for path in left)
        ),
        strays=tuple(site for site in tree.strays if _hit(site, folders, above)),
        beside=tuple(path for path in tree.beside if path in paths),
        private=tuple(path for path in tree.private if path in paths),
        whole=False,
    )


def _hit(site: Site, folders: set[str], above: set[str]) -> bool:
    return site.path in folders or any(_below(site.path, folder) for folder in above)


def _below(path: str, folder: str) -> bool:
    return folder in {".", path} or path.startswith(f"{folder}/")


def _ups(path: str) -> list[str]:
    folders = ["."]
    while path := dirname(path):
        folders.append(path)
    return folders


def only_new(now: Report, before: Report) -> tuple[Report, int]:
    """Return the report without the findings that there were already, and their number."""
    known = {finding.fingerprint for finding in before.findings}
    sites = [_without(site, known) for site in now.sites]
    left = sum(len(site.findings) for site in sites)
    return replace(now, sites=sites, partial=True), len(now.findings) - left


def _without(site: SiteReport, known: set[str]) -> SiteReport:
    return replace(site, findings=[f for f in site.findings if f.fingerprint not in known])
