"""Who does the work: this process, a pool of processes, or the workers of a dask cluster."""

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from djledger.cli.common import Exit, fail

if TYPE_CHECKING:
    from concurrent.futures import Executor

FEW = 12
"""Up to this many branches a pool costs more than it saves."""

DASK = "dask://"
WAIT = 10
"""Seconds to wait for a cluster to answer."""


def cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def workers(jobs: int | None, address: str | None, branches: int) -> "Iterator[Executor | None]":
    """Provide the executor that was asked for; None to do the work here."""
    if jobs is not None and jobs < 1:
        fail("--jobs 写同时检查的进程数，至少是 1。")
    if address is not None:
        with _cluster(address) as executor:
            yield executor
        return
    number = min(jobs or cores(), branches)
    if number < 2 or (jobs is None and branches <= FEW):
        yield None
        return
    with _pool(number) as executor:
        yield executor


@contextmanager
def _pool(number: int) -> "Iterator[Executor]":
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
    from multiprocessing import get_context

    # Forking spares every worker the import of the whole book; with threads it is not safe.
    forking = sys.platform == "linux" and threading.active_count() == 1
    executor = ProcessPoolExecutor(number, mp_context=get_context("fork" if forking else "spawn"))
    try:
        yield executor
    except BrokenExecutor:
        fail("有一个检查进程被系统中止（可能内存不足），请用 --jobs 1 再试。", Exit.DEFECT)
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _cluster(address: str) -> "Iterator[Executor]":
    if not address.startswith(DASK) or not address[len(DASK) :]:
        fail(f"--executor 写成 {DASK}主机:端口。")
    try:
        from distributed import Client
    except ImportError:
        fail("用 dask 集群要另装组件：pip install 'djledger[dask]'。")
    make: Any = Client  # the library is not typed
    where = address[len(DASK) :]
    try:
        client: Any = make(f"tcp://{where}", timeout=WAIT)
    except (OSError, ValueError):
        fail(f"连不上 {where} 的 dask 调度器。")
    with client:
        try:
            client.wait_for_workers(1, timeout=WAIT)
        except TimeoutError:
            fail(f"{where} 的 dask 调度器没有工作进程。")
        yield client.get_executor(pure=False)
