"""The policies of a whole tree: each distinct chain of settings files is resolved once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from djledger.checking.policy import Policy, policy_of, with_options
from djledger.checking.settings import SettingsFile
from djledger.ledger.folder import ups

Chain = tuple[str, ...]


@dataclass
class Policies:
    """Answers for every folder of a source, from its settings files and the command line."""

    files: Sequence[SettingsFile] = ()
    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    extend: Sequence[str] = ()
    _made: dict[Chain, Policy] = field(default_factory=dict, repr=False, compare=False)
    _known: dict[str, Policy] = field(default_factory=dict, repr=False, compare=False)

    def at(self, path: str) -> Policy:
        """Return what holds for the organisation in a folder (``.`` for the root)."""
        if path in self._known:
            return self._known[path]
        files = self.chain(path)
        chain = tuple(file.path for file in files)
        if chain not in self._made:
            policy = policy_of(files)
            self._made[chain] = with_options(policy, self.select, self.ignore, self.extend)
        self._known[path] = self._made[chain]
        return self._made[chain]

    def chain(self, path: str) -> list[SettingsFile]:
        """Return the settings files that speak for a folder, the uppermost first."""
        folder = "" if path == "." else path
        return [self._by_folder[up] for up in reversed(list(ups(folder))) if up in self._by_folder]

    @cached_property
    def _by_folder(self) -> dict[str, SettingsFile]:
        return {file.folder: file for file in self.files}

    def among(self, paths: Iterable[str]) -> list[Policy]:
        """Return the different policies that hold for some organisations."""
        found = {id(policy): policy for policy in map(self.at, paths)}
        return list(found.values())

    @property
    def mark(self) -> str:
        """A text that differs whenever any policy could."""
        texts = repr([(file.path, file.text) for file in self.files])
        chosen = repr((list(self.select), list(self.ignore), list(self.extend)))
        return sha256(f"{texts}\0{chosen}".encode("utf-8", "surrogatepass")).hexdigest()
