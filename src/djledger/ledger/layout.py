"""Which file is which part of a ledger, and what a misnamed one was probably meant to be."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from enum import Enum
from typing import NamedTuple

from djledger.ledger.branch import Part

FIXED = {"branch.yaml": Part.BRANCH, "members.yaml": Part.MEMBERS}
PRIVATE = (".private.yaml", ".private.yml")
"""How the names of files end that stay outside git; in ``dues`` they hold the bases."""

FOLDERS = {
    "meetings": Part.MEETINGS,
    "dues": Part.DUES,
    "development": Part.DEVELOPMENT,
    "elections": Part.ELECTIONS,
    "tasks": Part.TASKS,
}
_UNFIT = re.compile(r"[\\/:*?\"<>|\x00-\x1f]|^\.|\.$")
"""What some system refuses in the name of a file, or what would lead out of the folder."""

ATTACHMENTS = "附件"
"""A folder of the branch that is the branch's own affair."""

SETTINGS = "djledger.yaml"


def is_file_name(name: str) -> bool:
    """Whether a file may bear this name on every system."""
    return bool(name) and not _UNFIT.search(name)


MISNAMED = (".yaml.txt", ".yml.txt")
"""How the names of ledger files end that were saved as plain text, in lower case."""

MEANT = {
    "会议": "meetings",
    "党费": "dues",
    "发展": "development",
    "发展党员": "development",
    "选举": "elections",
    "换届": "elections",
    "任务": "tasks",
    "支部": "branch.yaml",
    "党支部": "branch.yaml",
    "名册": "members.yaml",
    "党员": "members.yaml",
    "党员名册": "members.yaml",
    "花名册": "members.yaml",
}
"""What people call files and folders of the ledger in Chinese, and what those are named."""

_DATED = re.compile(r"(\d{4})-?\d{2}-?\d{2}")
_YEARLY = re.compile(r"(19|20)\d{2}(\.private)?\.ya?ml")


class Layout(Enum):
    """How a file can be amiss that is not about what stands in it."""

    STRANGER = "stranger"
    UNREADABLE = "unreadable"
    NO_ROSTER = "no-roster"
    NO_BRANCH = "no-branch"


class LayoutFault(NamedTuple):
    """One file amiss: what it is, what to do, and the part it was meant to be, if that shows."""

    kind: Layout
    found: str
    remedy: str
    meant: Part | None = None


def inner_path(folder: str, path: str) -> str:
    """Return a path of the source as seen from a folder of it (``.`` for the root)."""
    return path if folder in {"", "."} else path[len(folder) + 1 :]


def part_of(site: str, path: str) -> Part | None:
    """Return which part of the ledger a file is, None for a file that is no part."""
    inner = inner_path(site, path)
    if inner in FIXED:
        return FIXED[inner]
    folder, _, rest = inner.partition("/")
    part = FOLDERS.get(folder) if rest else None
    return Part.DUES_BASES if part is Part.DUES and rest.endswith(PRIVATE) else part


def is_ours_to_ignore(inner: str) -> bool:
    """Whether a file of a branch folder that is no part is not amiss either."""
    name = inner.rsplit("/", 1)[-1]
    return name.startswith(".") or name == SETTINGS or inner.startswith(f"{ATTACHMENTS}/")


def stranger_faults(inner_paths: Iterable[str]) -> Iterator[tuple[str, LayoutFault]]:
    """Yield one fault a file, or a folder of files, that is no part of a branch's ledger."""
    first: dict[str, str] = {}
    number: Counter[str] = Counter()
    for inner in inner_paths:
        if not is_ours_to_ignore(inner):
            head = inner.split("/", 1)[0]
            first.setdefault(head, inner)
            number[head] += 1
    for head, inner in first.items():
        if head == inner:
            found = f"“{head}”不是台账的组成部分，没有读入。"
            remedy, meant = _file_remedy(head)
        else:
            found = f"“{head}/”不是台账的文件夹，其中 {number[head]} 个文件没有读入。"
            remedy, meant = _folder_remedy(head)
        yield inner, LayoutFault(Layout.STRANGER, found, remedy, meant)


def unreadable_fault(*, closed: bool) -> LayoutFault:
    """Return the fault of a file that cannot be read, or of a folder that is ``closed``."""
    found = "文件夹打不开，里面的都没有读入。" if closed else "文件打不开，没有读入。"
    remedy = "检查权限、磁盘和同步软件是否占用，确认能打开后再检查。"
    return LayoutFault(Layout.UNREADABLE, found, remedy)


def misnamed_fault(path: str) -> LayoutFault:
    """Return the fault of a ledger file that an editor saved as plain text."""
    name = path.rsplit("/", 1)[-1]
    found = f"“{name}”的扩展名是 .txt，没有读入。"
    remedy = (
        f"改名为“{name[: -len('.txt')]}”；Windows 里看不到 .txt 的，"
        "先在资源管理器的“查看”中勾选“文件扩展名”。"
    )
    return LayoutFault(Layout.STRANGER, found, remedy)


def _stem(name: str) -> str:
    return name.rsplit(".", 1)[0].lower()


def _folder_remedy(head: str) -> tuple[str, Part | None]:
    close = get_close_matches(head.lower(), FOLDERS, n=1, cutoff=0.6)
    meant = MEANT.get(head, close[0] if close else "")
    if meant in FOLDERS:
        return f"是不是“{meant}/”？改名以后，里面的记录才会读入。", FOLDERS[meant]
    return _general(), None


def _file_remedy(name: str) -> tuple[str, Part | None]:
    if name == "committee.yaml":
        return "committee.yaml 写的是上级组织，应放在支部文件夹的上一级。", None
    meant = MEANT.get(_stem(name), _stem(name))
    if meant in FOLDERS:
        return f"这类记录放在“{meant}/”文件夹里，一份一个文件。", FOLDERS[meant]
    if dated := _DATED.match(name):
        return f"是不是会议记录？应放在“meetings/{dated[1]}/”文件夹里。", Part.MEETINGS
    if _YEARLY.fullmatch(name):
        return "按年度的台账，党费放在“dues/”，任务放在“tasks/”文件夹里。", None
    close = get_close_matches(f"{_stem(meant)}.yaml", FIXED, n=1, cutoff=0.75)
    if close:
        return f"是不是“{close[0]}”？改名以后才会读入。", FIXED[close[0]]
    return _general(), None


def _general() -> str:
    folders = "、".join(FOLDERS)
    return (
        f"支部文件夹里读入的是 {'、'.join(FIXED)} 和 {folders} 五个文件夹；"
        f"不是台账的文件请移走，或者放进“{ATTACHMENTS}/”。"
    )


def home_of_stray(path: str) -> str | None:
    """Return the folder that lacks its ``branch.yaml``, None for a file that is no ledger's."""
    *folders, name = path.split("/")
    for index, folder in enumerate(folders):
        part = FOLDERS.get(folder)
        yearly = part in {Part.DUES, Part.TASKS}
        if part is not None and (not yearly or _YEARLY.fullmatch(name)):
            return "/".join(folders[:index])
    stem = _stem(name)
    known = {"branch", "members", "committee"}
    return "/".join(folders) if stem in known or MEANT.get(stem) in FIXED else None


def stray_fault(folder: str, inner_paths: list[str]) -> LayoutFault:
    """Return the fault of a folder that holds ledger files and no ``branch.yaml``."""
    shown = "这个文件夹" if folder == "" else f"“{folder}”"
    found = f"{shown}里有 {len(inner_paths)} 个像是台账的文件，却没有 branch.yaml，没有检查。"
    for inner in inner_paths:
        stem = MEANT.get(_stem(inner), f"{_stem(inner)}.yaml")
        if "/" not in inner and stem in {"branch.yaml", "committee.yaml"}:
            return LayoutFault(Layout.NO_BRANCH, found, f"把“{inner}”改名为“{stem}”。")
    remedy = "如是支部，在其中建立 branch.yaml，写明名称和类型；如不是，把这些文件移走。"
    return LayoutFault(Layout.NO_BRANCH, found, remedy)
