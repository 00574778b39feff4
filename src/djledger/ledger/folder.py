"""Folders to branches: which files make up a branch, and reading them."""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from posixpath import basename, dirname
from typing import Any, NamedTuple

from djledger.ledger.branch import Branch, Part, Upper
from djledger.ledger.directives import Directive, directives
from djledger.ledger.documents import Document, ModelFault, fit
from djledger.ledger.layout import (
    PRIVATE,
    SETTINGS,
    Layout,
    LayoutFault,
    home_of_stray,
    inner_path,
    part_of,
    stranger_faults,
    stray_fault,
    unreadable_fault,
)
from djledger.ledger.node import Node
from djledger.ledger.organisation import CommitteeProfile
from djledger.ledger.privacy import LeakFault, leaks
from djledger.ledger.source import Source, is_closed, is_yaml
from djledger.yamltext import Fault, read

MODELS: dict[Part, tuple[str, str]] = {
    Part.BRANCH: ("organisation", "BranchProfile"),
    Part.MEMBERS: ("members", "MemberList"),
    Part.MEETINGS: ("meetings", "Meeting"),
    Part.DUES: ("dues", "DuesYear"),
    Part.DUES_BASES: ("dues", "DuesBases"),
    Part.DEVELOPMENT: ("development", "DevelopmentFile"),
    Part.ELECTIONS: ("elections", "Election"),
    Part.TASKS: ("tasks", "TaskYear"),
    Part.COMMITTEE: ("organisation", "CommitteeProfile"),
}
"""By part: the module and class of its model, imported when the first such file is met."""


class FileFault(NamedTuple):
    """A fault and the file it is in: a path relative to the root of the source."""

    path: str
    fault: Fault | ModelFault | LayoutFault | LeakFault


class Site(NamedTuple):
    """A branch folder and the YAML files in it; paths relative to the root of the source."""

    path: str
    files: tuple[str, ...]
    uppers: tuple[str, ...] = ()


@dataclass(slots=True)
class Loaded:
    """What reading a branch gave: the branch if it can be judged, and all faults."""

    branch: Branch | None
    faults: list[FileFault] = field(default_factory=list)
    size: int = 0
    directives: dict[str, tuple[Directive, ...]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    """Of files with directives: what the directives say, and the whole text."""


def join(folder: str, name: str) -> str:
    """Join a folder of the source (``.`` for its root) and a name."""
    return name if folder in {"", "."} else f"{folder}/{name}"


class Tree(NamedTuple):
    """What is below a folder: branches, upper organisations, ledger files of no branch."""

    branches: tuple[Site, ...]
    committees: tuple[Site, ...]
    strays: tuple[Site, ...]
    settings: tuple[str, ...] = ()
    """The settings files that speak for any of them, those of folders above included."""
    beside: tuple[str, ...] = ()
    """Spreadsheets, plain texts and photos, which are no part of any ledger."""
    private: tuple[str, ...] = ()
    """Files that are to stay outside git, whether or not they do."""
    folder: str = ""
    whole: bool = True
    """The folder, and whether this is all that is below it rather than a choice."""

    def __bool__(self) -> bool:
        """Whether there is anything to check."""
        return bool(self.branches or self.committees or self.strays)


def survey(source: Source, prefix: str = "", listed: Sequence[str] | None = None) -> Tree:
    """Return what is below a folder, each kind in order of its path, with its own files.

    ``listed`` is what the source lists there, for those who know.
    """
    listed = list(source.paths(prefix)) if listed is None else listed
    paths = [path for path in listed if _tells(path)]
    beside = [path for path in listed if not _tells(path)] if len(paths) < len(listed) else []
    branches: dict[str, list[str]] = {dirname(path): [] for path in _named(paths, "branch.yaml")}
    committees: dict[str, list[str]] = {}
    strays: dict[str, list[str]] = {}
    home_of = _homes(branches)
    for path in paths:
        folder, _, name = path.rpartition("/")
        home = home_of(folder)
        if home is not None:
            branches[home].append(path)
        elif name == "committee.yaml":
            committees[folder] = [path]
        elif (lost := folder if is_closed(path) else home_of_stray(path)) is not None:
            strays.setdefault(lost, []).append(path)
    return Tree(
        _sites(source, branches),
        _sites(source, committees),
        _sites(source, strays),
        tuple(_settings(source, prefix, paths, branches)),
        tuple(beside),
        tuple(path for path in paths if path.endswith(PRIVATE)),
        prefix,
    )


def _tells(path: str) -> bool:
    """Whether a path is that of a ledger's file, or of a folder that may hold some."""
    return is_yaml(path) or is_closed(path)


def _homes(branches: Container[str]) -> Callable[[str], str | None]:
    """Return what finds the branch that a folder is in; each folder is looked up once."""

    @cache
    def home_of(folder: str) -> str | None:
        return next((up for up in ups(folder) if up in branches), None)

    return home_of


def _settings(
    source: Source, prefix: str, paths: Iterable[str], branches: Container[str]
) -> Iterator[str]:
    """Yield the settings files of a folder, those above it, and those down to its branches."""
    for up in [*ups(prefix)][1:] if prefix else ():
        if source.exists(path := join(up, SETTINGS)):
            yield path
    for path in _named(paths, SETTINGS):
        folder = dirname(path)
        if folder in branches or not any(up in branches for up in ups(folder)):
            yield path


def _sites(source: Source, folders: dict[str, list[str]]) -> tuple[Site, ...]:
    @cache
    def is_upper(folder: str) -> bool:
        return source.exists(join(folder, "committee.yaml"))

    return tuple(
        Site(folder or ".", tuple(files), _uppers(folder, is_upper))
        for folder, files in sorted(folders.items())
    )


def sites(source: Source, prefix: str = "") -> tuple[Site, ...]:
    """Return the branch folders below a folder, in order, each with its own files."""
    return survey(source, prefix).branches


def _named(paths: Iterable[str], name: str) -> Iterator[str]:
    """Yield the paths of files of this name."""
    return (path for path in paths if path.endswith(name) and basename(path) == name)


def ups(folder: str) -> Iterator[str]:
    """Yield a folder and those above it, up to the root (the empty path)."""
    while folder:
        yield folder
        folder = dirname(folder)
    yield ""


def _uppers(folder: str, is_upper: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the folders above that hold an upper organisation, nearest first."""
    above = list(ups(folder))[1:] if folder else []
    return tuple(up or "." for up in above if is_upper(up))


@cache
def model_of(part: Part) -> type[Node]:
    """Return the model of a part's documents."""
    module, name = MODELS[part]
    found: type[Node] = getattr(import_module(f"djledger.ledger.{module}"), name)
    return found


def load(source: Source, site: Site) -> Loaded:
    """Read all files of a branch; nothing that is wrong with one hides the others."""
    documents: dict[Part, list[Document[Node]]] = {}
    strangers = _strangers(site)
    loaded = Loaded(None, [fault for fault, _ in strangers])
    broken = {part: [fault.path] for fault, part in strangers if part is not None}
    for path in site.files:
        part = part_of(site.path, path)
        if part is None:
            continue
        document = load_document(source, path, part, loaded)
        documents.setdefault(part, []).append(document)
        if not document.whole:
            broken.setdefault(part, []).append(path)
    if Part.MEMBERS not in documents:
        loaded.faults.append(_no_roster(site))
        broken[Part.MEMBERS] = [join(site.path, "members.yaml")]
    if any(document.record for document in documents.get(Part.BRANCH, ())):
        loaded.branch = Branch(
            site.path,
            {part: tuple(found) for part, found in documents.items()},
            {part: tuple(paths) for part, paths in broken.items()},
            tuple(load_uppers(source, site.uppers)),
            source.exists,
        )
    return loaded


def _strangers(site: Site) -> list[tuple[FileFault, Part | None]]:
    """Return files that are no part; the part that one was meant to be is not fully read."""
    inner = {
        inner_path(site.path, path): path for path in site.files if part_of(site.path, path) is None
    }
    faults = stranger_faults(inner)
    return [(FileFault(inner[first], fault), fault.meant) for first, fault in faults]


def _no_roster(site: Site) -> FileFault:
    found = "这个支部没有党员名册 members.yaml，凡要对照名册的都没有判定。"
    remedy = "在支部文件夹里建立 members.yaml，把党员逐一列入。"
    fault = LayoutFault(Layout.NO_ROSTER, found, remedy)
    return FileFault(join(site.path, "branch.yaml"), fault)


def load_committee(source: Source, site: Site) -> tuple[Document[CommitteeProfile], Loaded]:
    """Read an upper organisation's profile."""
    loaded = Loaded(None)
    path = join(site.path, "committee.yaml")
    document: Document[Any] = load_document(source, path, Part.COMMITTEE, loaded)
    return document, loaded


def stray(site: Site) -> FileFault:
    """Return the fault of a folder that is closed, or has ledger files and no ``branch.yaml``."""
    if is_closed(site.files[0]):
        return FileFault(site.files[0], unreadable_fault(closed=True))
    folder = "" if site.path == "." else site.path
    inner = [inner_path(folder, path) for path in site.files]
    return FileFault(site.files[0], stray_fault(folder, inner))


def load_uppers(source: Source, folders: Iterable[str]) -> Iterator[Upper]:
    """Read the profiles of the organisations above; their own faults are reported elsewhere."""
    for folder in folders:
        document, _ = load_committee(source, Site(folder, ()))
        yield Upper(folder, document)


def load_document(source: Source, path: str, part: Part, loaded: Loaded) -> Document[Node]:
    """Read one file as a document, noting its faults."""
    try:
        raw = source.read(path)
    except OSError:
        loaded.faults.append(FileFault(path, unreadable_fault(closed=is_closed(path))))
        return Document(path, None)
    loaded.size += len(raw)
    reading = read(raw)
    loaded.faults += [FileFault(path, fault) for fault in reading.faults]
    loaded.faults += [FileFault(path, fault) for fault in leaks(reading.text)]
    if found := directives(reading.text, reading.data):
        loaded.directives[path], loaded.texts[path] = found, reading.text
    if reading.data is None:
        return Document(path, None)
    document = fit(model_of(part), reading.data, path, reading.text)
    loaded.faults += [FileFault(path, fault) for fault in document.faults]
    return document
