"""A word of caution on views whose files were not read in full: their numbers may be too low."""

from dataclasses import replace

from djledger.ledger.branch import Part
from djledger.reports.model import View
from djledger.reports.views.subject import BranchYear

RESTS_ON: dict[str, tuple[Part, ...]] = {
    "organisation": (Part.BRANCH, Part.MEMBERS),
    "movement": (Part.MEMBERS,),
    "meetings": (Part.MEETINGS, Part.BRANCH),
    "attendance": (Part.MEETINGS, Part.MEMBERS, Part.BRANCH),
    "study": (Part.MEETINGS, Part.MEMBERS),
    "development": (Part.DEVELOPMENT, Part.MEETINGS),
    "dues": (Part.DUES, Part.MEMBERS),
    "elections": (Part.ELECTIONS, Part.BRANCH, Part.MEETINGS),
    "tasks": (Part.TASKS, Part.MEETINGS),
    "appraisal": (Part.MEETINGS,),
    "comparison": (Part.MEETINGS, Part.MEMBERS, Part.DUES, Part.BRANCH),
}
"""By the key of a view: the parts of the ledger from which it is made."""


def unread(subject: BranchYear, *parts: Part) -> int:
    """Return how many files of these parts (without any: of all) were not read in full."""
    asked = parts or tuple(Part)
    return len({path for part in asked for path in subject.branch.broken.get(part, ())})


def cautioned(view: View, subject: BranchYear) -> View:
    """Return the view with a note first if it rests on files that were not read in full.

    The note does not name the files: their names may be those of people.
    """
    count = unread(subject, *RESTS_ON[view.key]) if view.key in RESTS_ON else 0
    if not count:
        return view
    note = (
        f"注意：有 {count} 个文件没有全部读懂，这一部分的数字可能不全，先改正检查结果里的格式错误。"
    )
    return replace(view, notes=(note, *view.notes))
