"""Where a file on disk belongs: the repository, the organisation in it, the kind of document."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from djledger.checking.settings import Settings
from djledger.ledger.branch import Part
from djledger.ledger.folder import model_of
from djledger.ledger.layout import part_of
from djledger.ledger.node import Node
from djledger.ledger.roots import SETTINGS, home_of, prefix_of, root_of
from djledger.ledger.source import DiskSource
from djledger.lsp.overlay import OverlaySource

COMMITTEE = "committee.yaml"


@dataclass(frozen=True, slots=True)
class Home:
    """An organisation's folder: the root of its repository, and its path below that."""

    root: Path
    prefix: str

    def source(self, texts: Mapping[Path, bytes]) -> OverlaySource:
        """Return the repository as the editor has it."""
        inside = {path: text for path, text in texts.items() if path.is_relative_to(self.root)}
        named = {path.relative_to(self.root).as_posix(): text for path, text in inside.items()}
        return OverlaySource(DiskSource(self.root), named)


def home_at(path: Path) -> Home:
    """Return the organisation that a file is part of, else the file's folder."""
    folder = next(folder for folder in path.parents if folder.is_dir())
    home = home_of(folder, Path(folder.anchor))
    root = root_of(home)  # without git, a branch may be all there is
    return Home(root, prefix_of(home, root))


def is_organisation(home: Home) -> bool:
    """Whether a folder is that of a branch or an upper organisation."""
    folder = home.root / home.prefix
    return any((folder / name).is_file() for name in ("branch.yaml", COMMITTEE))


def model_at(path: Path) -> type[Node] | None:
    """Return the model of a file; None for one that is no part of a ledger."""
    if path.name == SETTINGS:
        return Settings
    if path.name == COMMITTEE:
        return model_of(Part.COMMITTEE)
    home = home_at(path)
    part = part_of(home.prefix, path.relative_to(home.root).as_posix())
    return None if part is None else model_of(part)
