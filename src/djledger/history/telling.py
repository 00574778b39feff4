"""How a record came to say what it says: step by step, who changed which fact when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from djledger.ledger.facts import Facts, facts
from djledger.ledger.history import Commit, Version
from djledger.yamltext import read


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that a step changed; None where it did not stand."""

    at: tuple[str, ...]
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """What one commit did to a record; without a commit, what was not committed yet."""

    commit: Commit | None
    changes: tuple[Change, ...]


def steps(versions: Sequence[Version], now: bytes | None) -> Iterator[Step]:
    """Yield the steps that changed facts, oldest first; ``now`` is the file in the work tree."""
    before: Facts = {}
    for version in versions:
        after = version.facts()
        yield Step(version.commit, tuple(changes(before, after)))
        before = after
    rest = tuple(changes(before, {} if now is None else facts(read(now).data)))
    if rest:
        yield Step(None, rest)


def changes(before: Facts, after: Facts) -> Iterator[Change]:
    """Yield what differs, in the order of the record, what is gone last."""
    for at, value in after.items():
        if before.get(at) != value:
            yield Change(at, before.get(at), value)
    for at, value in before.items():
        if at not in after:
            yield Change(at, value, None)


def about(step: Step, word: str) -> Step:
    """Return a step with only the changes that a word appears in."""
    kept = (one for one in step.changes if any(word in part for part in _words(one)))
    return Step(step.commit, tuple(kept))


def _words(change: Change) -> tuple[str, ...]:
    return (*change.at, change.before or "", change.after or "")
