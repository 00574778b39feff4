"""Whose a file is that is part of no ledger: the organisation whose folder it lies in."""

from collections.abc import Sequence
from posixpath import dirname

from djledger.checking.finding import Finding, SiteReport, Unjudged
from djledger.ledger.folder import ups


class Homes:
    """The reports of a check by folder; one is added for a folder that has none."""

    def __init__(self, reports: list[SiteReport]) -> None:
        """Work on these reports."""
        self._reports = reports
        self._by_folder = {"" if one.path == "." else one.path: one for one in reports}

    def path_of(self, file: str) -> str:
        """Return the path of the nearest organisation, else that of the file's own folder."""
        folder = dirname(file)
        return next((up for up in ups(folder) if up in self._by_folder), folder) or "."

    def add(self, home: str, findings: Sequence[Finding], unjudged: Sequence[Unjudged]) -> None:
        """Add to the report of an organisation or folder; nothing is no reason for a report."""
        folder = "" if home == "." else home
        if (findings or unjudged) and folder not in self._by_folder:
            self._by_folder[folder] = SiteReport(home)
            self._reports.append(self._by_folder[folder])
        if findings or unjudged:
            self._by_folder[folder].findings += findings
            self._by_folder[folder].unjudged += unjudged
