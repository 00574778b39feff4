"""From a reference that one record makes to the meeting record that it means."""

from djledger.ledger.branch import Branch
from djledger.ledger.meetings import Meeting


def meeting_at(branch: Branch, path: str | None) -> Meeting | None:
    """Return the meeting record at a path written from the branch folder, with ending or not."""
    return None if path is None else branch.derived(_meetings_by_path).get(_bare(path))


def _meetings_by_path(branch: Branch) -> dict[str, Meeting]:
    start = 0 if branch.path == "." else len(branch.path) + 1
    return {
        _bare(document.path[start:]): document.record
        for document in branch.all_documents()
        if isinstance(document.record, Meeting)
    }


def _bare(path: str) -> str:
    return path.removesuffix(".yaml").removesuffix(".yml")
