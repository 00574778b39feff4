"""Exceptions in settings: what one is about, and which were about nothing."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import lru_cache
from posixpath import dirname
from typing import NamedTuple

from djledger.checking.faults import found_under, stated
from djledger.checking.finding import Finding, Place, SiteReport
from djledger.checking.homes import Homes
from djledger.checking.policies import Policies
from djledger.checking.policy import Scoped
from djledger.checking.request import Request
from djledger.ledger.directives import WaiverFault
from djledger.ledger.folder import Tree, ups
from djledger.rules.wording import nearest
from djledger.yamltext import Route

_DROP = "核对规则、路径和对象有没有写错；确认不再需要的，删去这项例外。"
_PATHS = "路径从这份设置所在的文件夹写起，可用 * 和 **；写错的改正，不再需要的删去。"


def is_about(scoped: Scoped, finding: Finding) -> bool:
    """Whether an exception is about a finding."""
    if finding.code not in scoped.codes:
        return False
    entity = scoped.terms.entity
    if entity is not None and not fnmatchcase(finding.entity, f"*{entity}*"):
        return False
    return _covers(scoped, finding.place.file)


def _covers(scoped: Scoped, file: str) -> bool:
    path = scoped.terms.path
    return path is None or _pattern(path).fullmatch(_inner(scoped, file)) is not None


def _inner(scoped: Scoped, file: str) -> str:
    return file[len(scoped.folder) + 1 if scoped.folder else 0 :]


@lru_cache(maxsize=256)
def _pattern(path: str) -> re.Pattern[str]:
    """Compile a path: ``**`` is any folders, ``*`` any part of one name; a folder holds all."""
    parts = re.split(r"(\*\*/?|\*|\?)", path.strip("/"))
    known = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile("".join(known.get(part, re.escape(part)) for part in parts) + "(?:/.*)?")


class _Reach(NamedTuple):
    """An exception and the reports on the organisations for which it holds."""

    scoped: Scoped
    reports: list[SiteReport]

    def findings(self) -> Iterator[Finding]:
        """Yield what the rules found where the exception is about, whatever the entity."""
        for report in self.reports:
            for one in report.findings:
                if one.code in self.scoped.codes and _covers(self.scoped, one.place.file):
                    yield one


def report_unused(tree: Tree, reports: list[SiteReport], request: Request) -> None:
    """Add findings on exceptions about nothing, if all that they are for was checked.

    ``reports`` are as yet with what exceptions and waivers set aside.
    """
    policies, homes = request.policies, Homes(reports)
    if policies is None or not tree.whole:
        return
    files = _files(tree)
    for reach in _reaches(policies, tree.folder, reports):
        scoped = reach.scoped
        home = homes.path_of(scoped.origin.file)
        wanted = request.at(home)
        rule = found_under(WaiverFault.UNUSED_EXCEPTION, wanted)
        amiss = None if rule is None else _amiss(reach, files, policies)
        if rule is not None and amiss is not None:
            place = Place(scoped.origin.file, (*scoped.route, *amiss[0]))
            homes.add(home, [stated(rule, place, _name(scoped), home, amiss[1], wanted)], [])


def _reaches(policies: Policies, folder: str, reports: list[SiteReport]) -> list[_Reach]:
    """Return the exceptions of settings files in a folder or below, each once."""
    found: dict[tuple[str, Route], _Reach] = {}
    for report in reports:
        for scoped in policies.at(report.path).exceptions:
            if not folder or f"{scoped.folder}/".startswith(f"{folder}/"):
                key = scoped.origin.file, scoped.route
                found.setdefault(key, _Reach(scoped, [])).reports.append(report)
    return list(found.values())


def _files(tree: Tree) -> dict[str, tuple[str, ...]]:
    """Return the files of every organisation, and under an empty path those of none."""
    sites = (*tree.branches, *tree.committees, *tree.strays)
    return {"": tree.beside, **{site.path: site.files for site in sites}}


def _amiss(
    reach: _Reach, files: Mapping[str, Sequence[str]], policies: Policies
) -> tuple[Route, tuple[str, str]] | None:
    """Return where an exception goes wrong, how, and what to do; None if it is of use."""
    scoped, terms = reach.scoped, reach.scoped.terms
    about = list(reach.findings())
    if any(is_about(scoped, finding) for finding in about):
        return None
    held = [path for path, names in files.items() if any(_covers(scoped, one) for one in names)]
    if terms.path is not None and not held:
        found = f"路径“{terms.path}”下没有文件，这项例外没有用上。"
        return ("路径",), (found, _nearest_path(scoped, files) or _PATHS)
    if not _ran(reach, held, policies):
        return None
    if terms.entity is not None and about:
        found = f"没有对象是“{terms.entity}”的问题，这项例外没有用上。"
        return ("对象",), (found, nearest(terms.entity, _entities(about)) or _DROP)
    return (), (f"没有 {'、'.join(terms.rules)} 的问题，这项例外没有用上。", _DROP)


def _ran(reach: _Reach, held: Sequence[str], policies: Policies) -> bool:
    """Whether the rules were judged wherever the exception could have been about something."""
    codes, ran = reach.scoped.codes, False
    for report in reach.reports:
        if report.path in held:
            on = {rule.code for rule in policies.at(report.path).rules}
            chosen = policies.select or policies.ignore
            if (chosen and not codes <= on) or any(i.code in codes for i in report.unjudged):
                return False
            ran = ran or not codes.isdisjoint(on)
    return ran


def _entities(findings: Iterable[Finding]) -> set[str]:
    return {word for one in findings for word in re.split(r"[·\[\]（）]", one.entity) if word}


def _nearest_path(scoped: Scoped, files: Mapping[str, Sequence[str]]) -> str:
    """Return the most similar folder or file below the settings, as a question."""
    inner = {_inner(scoped, one) for names in files.values() for one in names}
    folders = {up for one in inner for up in ups(dirname(one)) if up}
    written = re.sub(r"[/*?]+$", "", scoped.terms.path or "")
    return nearest(written, folders | inner)


def _name(scoped: Scoped) -> str:
    terms = scoped.terms
    return " ".join(filter(None, ("、".join(terms.rules), terms.path, terms.entity)))
