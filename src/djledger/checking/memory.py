"""The whole outcome of an earlier run, believed only while all that it rests on is the same.

Branches that are remembered one by one still have to be looked up one by one, under settings
that must be understood first. A run in which nothing changed is answered from here, and needs
neither the book of rules nor the models of a ledger; so this imports nothing that loads them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from djledger import git
from djledger.checking import plain, store
from djledger.checking.edition import edition
from djledger.checking.finding import Report
from djledger.checking.snapshot import Snapshot
from djledger.checking.standing import Profile, Standing
from djledger.disk import why
from djledger.ledger.source import DiskSource

if TYPE_CHECKING:
    from djledger.ledger.history import History


class Words(NamedTuple):
    """What is said of a report beside its findings, so that the book need not be asked.

    ``judged``: the codes of the rules that are on where nothing else is set. ``rules``: name and
    title of every rule with a finding, by code. ``standings``: where the branches stand that can
    be placed. ``profiled``: the organisations with a profile set. ``plain``: what the settings of
    the whole repository say.
    """

    judged: tuple[str, ...]
    rules: Mapping[str, tuple[str, str]]
    standings: Mapping[str, Standing]
    profiled: frozenset[str]
    plain: Mapping[str, str]


class Run(NamedTuple):
    """A finished check: its report, where its places are, its words, how many branches."""

    report: Report
    spans: plain.Spans
    words: Words
    branches: int


class Basis(NamedTuple):
    """What a run rests on besides the files below its folder.

    ``outside``: ids of files that are elsewhere. ``answers``: what was asked to exist.
    ``beside``: the files that git could be told to ignore; ``ignored``: those that it is.
    ``endings``: of files that are to stay outside git; ``kept``: those that it keeps.
    ``history``: where the history ended, if any rule looked at it.
    """

    outside: Mapping[str, str]
    answers: Mapping[str, bool]
    beside: tuple[str, ...]
    ignored: frozenset[str]
    endings: tuple[str, ...]
    kept: frozenset[str]
    history: str


@dataclass
class Memory:
    """One file that remembers the latest run of one request over one folder."""

    path: Path
    source: DiskSource
    snapshot: Snapshot
    history: "History"
    notes: list[str] = field(default_factory=list)

    def recall(self) -> Run | None:
        """Return the run if it still holds; a damaged file is noted and counts as none.

        The mark is taken before anything is checked: what changes meanwhile is noticed next time.
        """
        mark = self.snapshot.mark.encode()
        try:
            kept = store.load(self.path)
            if kept.get("mark") != mark:
                return None
            return self._run(kept["run"]) if self._holds(_basis(kept["basis"])) else None
        except (store.DamagedError, plain.MalformedError, KeyError) as error:
            self.notes.append(f"上次的结果读不了（{error}），已作废重建。")
            return None

    def _holds(self, basis: Basis) -> bool:
        outside, exists = basis.outside.items(), self.source.exists
        return (
            all(self.snapshot.id_of(path) == known for path, known in outside)
            and all(exists(path) is answer for path, answer in basis.answers.items())
            and git.ignored(self.source.root, basis.beside) == basis.ignored
            and kept_by_git(self.source, basis.endings) == basis.kept
            and basis.history in {"", self.history.mark}
        )

    def _run(self, raw: bytes) -> Run:
        spans: plain.Spans = {}
        try:
            sites, notes, branches, judged, rules, standings, profiled, settings = plain.loaded(raw)
            words = Words(
                tuple(judged),
                {code: (name, title) for code, name, title in rules},
                {path: _standing(*one) for path, *one in standings},
                frozenset(profiled),
                dict(settings),
            )
            return Run(
                Report([plain.unpacked(site, spans) for site in sites], notes),
                spans, words, branches,
            )  # fmt: skip
        except (TypeError, ValueError) as error:
            raise plain.MalformedError from error

    def keep(self, run: Run, basis: Basis) -> None:
        """Remember a run; without room or permission the next one is slower, no more."""
        words = run.words
        told = [
            [plain.packed(site, run.spans) for site in run.report.sites],
            run.report.notes,
            run.branches,
            words.judged,
            [(code, *said) for code, said in words.rules.items()],
            [(path, s.rung, s.aim, s.unmet, s.unjudged) for path, s in words.standings.items()],
            sorted(words.profiled),
            dict(words.plain),
        ]
        rests = [
            dict(basis.outside), dict(basis.answers), basis.beside, sorted(basis.ignored),
            basis.endings, sorted(basis.kept), basis.history,
        ]  # fmt: skip
        entries = {
            "mark": self.snapshot.mark.encode(),
            "basis": plain.dumped(rests),
            "run": plain.dumped(told),
        }
        try:
            store.save(self.path, entries)
        except OSError as error:
            self.notes.append(f"缓存写不进 {self.path.parent}（{why(error)}）。")


def kept_by_git(source: DiskSource, endings: Sequence[str]) -> frozenset[str]:
    """Return the files that git keeps whose names so end; git is not asked about nothing."""
    return git.tracked(source.root, endings) if endings else frozenset()


def _basis(raw: bytes) -> Basis:
    try:
        outside, answers, beside, ignored, endings, kept, history = plain.loaded(raw)
        return Basis(
            dict(outside), dict(answers), tuple(beside), frozenset(ignored),
            tuple(endings), frozenset(kept), history,
        )  # fmt: skip
    except (TypeError, ValueError) as error:
        raise plain.MalformedError from error


def _standing(rung: Any, aim: Any, unmet: Any, unjudged: Any) -> Standing:
    return Standing(rung and Profile(rung), aim and Profile(aim), tuple(unmet), tuple(unjudged))


def memory_path(folder: Path, root: Path, asked: object) -> Path:
    """Return the file for what is asked (all of it, as data with a telling ``repr``)."""
    name = sha256(f"{edition()}\0{asked!r}".encode("utf-8", "surrogatepass")).hexdigest()[:24]
    return store.place_of(folder, root) / f"{name}.run"
