"""What a check is about, and what it answers: plain data, so that nothing else need load."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from djledger.checking.finding import Report
from djledger.checking.memory import Words
from djledger.findings.lines import Lines
from djledger.ledger.period import Period

if TYPE_CHECKING:
    from djledger.checking.request import Request


class Scope(NamedTuple):
    """The root of the files, the folder of it that is asked about, and the time judged."""

    root: Path
    prefix: str
    period: Period


class Choice(NamedTuple):
    """Which rules to run, as chosen on the command line."""

    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    extend: Sequence[str] = ()


class Checked(NamedTuple):
    """What a check gave; ``asked`` tells what was asked, for those who want to know."""

    report: Report
    lines: Lines
    words: Words
    asked: "Callable[[], Request]"
