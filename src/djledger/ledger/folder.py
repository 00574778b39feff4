"""Folders to branches: which files make up a branch, and reading them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from posixpath import dirname

from djledger.ledger.branch import Branch, Part, Upper
from djledger.ledger.documents import Document, ModelFault, fit
from djledger.ledger.node import Node
from djledger.ledger.source import Source
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


@dataclass(frozen=True, slots=True)
class FileFault:
    """A fault and the file it is in: a path relative to the root of the source."""

    path: str
    fault: Fault | ModelFault


@dataclass(frozen=True, slots=True)
class Site:
    """A branch folder and the YAML files in it; paths relative to the root of the source."""

    path: str
    files: tuple[str, ...]
    uppers: tuple[str, ...] = ()


@dataclass(slots=True)
class Loaded:
    """What reading a branch gave: the branch if it can be judged, and all faults."""

    branch: Branch | None
    faults: list[FileFault] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    size: int = 0


def join(folder: str, name: str) -> str:
    """Join a folder of the source (``.`` for its root) and a name."""
    return name if folder in {"", "."} else f"{folder}/{name}"


def sites(source: Source, prefix: str = "") -> list[Site]:
    """Return the branch folders below a folder, in order, each with its own files."""
    paths = list(source.paths(prefix))
    branches = {dirname(path) for path in paths if _name(path) == "branch.yaml"}
    files: dict[str, list[str]] = {folder: [] for folder in branches}
    for path in paths:
        home = next((up for up in _ups(dirname(path)) if up in branches), None)
        if home is not None:
            files[home].append(path)
    return [
        Site(folder or ".", tuple(files[folder]), _uppers(source, folder))
        for folder in sorted(branches)
    ]


def _name(path: str) -> str:
    return path.rsplit("/", 1)[-1]


def _ups(folder: str) -> Iterator[str]:
    """Yield a folder and those above it, up to the root (the empty path)."""
    while folder:
        yield folder
        folder = dirname(folder)
    yield ""


def _uppers(source: Source, folder: str) -> tuple[str, ...]:
    """Return the folders above that hold an upper organisation, nearest first."""
    above = list(_ups(folder))[1:] if folder else []
    return tuple(up or "." for up in above if source.exists(join(up, "committee.yaml")))


def part_of(site: str, path: str) -> Part | None:
    """Return which part of the ledger a file is, None for a file that is no part."""
    inner = path if site == "." else path[len(site) + 1 :]
    if inner in FIXED:
        return FIXED[inner]
    folder, _, rest = inner.partition("/")
    part = FOLDERS.get(folder) if rest else None
    return Part.DUES_BASES if part is Part.DUES and rest.endswith(PRIVATE) else part


def model_of(part: Part) -> type[Node]:
    """Return the model of a part's documents."""
    module, name = MODELS[part]
    found: type[Node] = getattr(import_module(f"djledger.ledger.{module}"), name)
    return found


def load(source: Source, site: Site) -> Loaded:
    """Read all files of a branch; nothing that is wrong with one hides the others."""
    loaded = Loaded(None)
    documents: dict[Part, list[Document[Node]]] = {}
    broken: dict[Part, list[str]] = {}
    for path in site.files:
        part = part_of(site.path, path)
        if part is None:
            loaded.strangers.append(path)
            continue
        document = load_document(source, path, part, loaded)
        documents.setdefault(part, []).append(document)
        if not document.whole:
            broken.setdefault(part, []).append(path)
    if any(document.record for document in documents.get(Part.BRANCH, ())):
        loaded.branch = Branch(
            site.path,
            {part: tuple(found) for part, found in documents.items()},
            {part: tuple(paths) for part, paths in broken.items()},
            tuple(load_uppers(source, site.uppers)),
        )
    return loaded


def load_uppers(source: Source, folders: Iterable[str]) -> Iterator[Upper]:
    """Read the profiles of the organisations above; their own faults are reported elsewhere."""
    for folder in folders:
        document = load_document(
            source, join(folder, "committee.yaml"), Part.COMMITTEE, Loaded(None)
        )
        yield Upper(folder, document)  # type: ignore[arg-type]


def load_document(source: Source, path: str, part: Part, loaded: Loaded) -> Document[Node]:
    """Read one file as a document, noting its faults."""
    try:
        raw = source.read(path)
    except OSError:
        loaded.unreadable.append(path)
        return Document(path, None)
    loaded.size += len(raw)
    reading = read(raw)
    loaded.faults += [FileFault(path, fault) for fault in reading.faults]
    if reading.data is None:
        return Document(path, None)
    document = fit(model_of(part), reading.data, path)
    loaded.faults += [FileFault(path, fault) for fault in document.faults]
    return document
