"""Spreading branches over the workers of any executor; reports come back in order.

A unit of work is a batch of branch paths on storage that all workers see; what comes back is
plain data. A process pool and a cluster's executor are therefore the same to this module.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from djledger.checking.edition import edition
from djledger.checking.examining import Examined, examine
from djledger.checking.request import Request
from djledger.ledger.folder import Site
from djledger.ledger.source import Source

if TYPE_CHECKING:
    from concurrent.futures import Executor

BATCH = 8
"""Branches in a unit of work: enough that handing it over costs little beside doing it."""


class WorkerError(RuntimeError):
    """A worker cannot do the work as it would be done here; the message is for the user."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is the same in every unit of a run. ``edition`` is that of the program here."""

    source: Source
    request: Request
    edition: str

    def __call__(self, sites: Sequence[Site]) -> list[Examined]:
        """Check a batch of branches, wherever this runs."""
        if self.edition != edition():
            raise WorkerError("工作进程上的 djledger 与本机的不是同一个版本，请装成一样的再试。")
        if not self.source.exists(""):
            raise WorkerError("工作进程上看不到台账所在的文件夹，请放在各机器共用的存储上。")
        return [examine(self.source, site, self.request) for site in sites]


def spread(
    executor: "Executor", source: Source, sites: Sequence[Site], request: Request
) -> Iterator[Examined]:
    """Have branches checked on an executor, beginning at once; the order is that of ``sites``."""
    task = Task(source, request, edition())
    batches = [sites[start : start + BATCH] for start in range(0, len(sites), BATCH)]
    return chain.from_iterable(executor.map(task, batches))
