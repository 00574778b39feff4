"""The pipeline of new members: who stands at which stage, and the year's steps."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from djledger.ledger.branch import Part
from djledger.ledger.development import DevelopmentFile, ProbationDecision
from djledger.ledger.process import (
    ACTIVIST,
    ADMITTED,
    APPLIED,
    CANDIDATE,
    CONFIRMED,
    Point,
    process_of,
)  # fmt: skip
from djledger.reports.model import Audience, Bars, Cell, Column, Fact, Kind, Row, Table, View
from djledger.reports.views.subject import BranchYear

STAGES: tuple[tuple[str, Point], ...] = (
    ("入党申请人", APPLIED),
    ("入党积极分子", ACTIVIST),
    ("发展对象", CANDIDATE),
    ("预备党员", ADMITTED),
    ("已转正", CONFIRMED),
)
STOPPED = "终止"


def reached(file: DevelopmentFile, subject: BranchYear) -> Iterator[tuple[str, date]]:
    """Yield the stages reached by the last day reported on, with their days."""
    process = process_of(file, subject.branch)
    for stage, point in STAGES:
        day = process.day(point)
        if day is None or day > subject.last_day:
            continue
        if point is not CONFIRMED or _confirmed(file):
            yield stage, day


def _confirmed(file: DevelopmentFile) -> bool:
    decision = file.probation.decision if file.probation else None
    return decision in {None, ProbationDecision.CONFIRMED}


def stage_of(file: DevelopmentFile, subject: BranchYear) -> str | None:
    """Return the last stage reached; None for a file that begins later."""
    if file.stopped is not None and file.stopped.day <= subject.last_day:
        return STOPPED
    return next((stage for stage, _ in reversed(list(reached(file, subject)))), None)


def pipeline(subject: BranchYear) -> dict[str, list[DevelopmentFile]]:
    """Return the files by stage; those that ended in an earlier year are left out."""
    found: dict[str, list[DevelopmentFile]] = {stage: [] for stage, _ in STAGES}
    for file in subject.branch.records(Part.DEVELOPMENT):
        stage = stage_of(file, subject)
        if stage in found and not _long_over(file, subject):
            found[stage].append(file)
    return found


def _long_over(file: DevelopmentFile, subject: BranchYear) -> bool:
    days = dict(reached(file, subject))
    return "已转正" in days and days["已转正"] not in subject.period


def view(subject: BranchYear) -> View:
    """Return the pipeline on the last day reported on and the steps of the year."""
    found = pipeline(subject)
    facts = (
        *(Fact(stage, Cell(len(files), subject.paths(files))) for stage, files in found.items()),
        Fact("本年接收预备党员", _stepped(subject, "预备党员")),
        Fact("本年转正", _stepped(subject, "已转正")),
    )
    bars = tuple((stage, Decimal(len(files))) for stage, files in found.items())
    chart = Bars("pipeline", "各阶段人数", bars, unit="人")
    notes = ("“已转正”只列本年转正的；终止的和以前年度已转正的不列。",)
    return View("development", "发展党员", facts, (_table(subject, found),), (chart,), notes)


def _stepped(subject: BranchYear, stage: str) -> Cell:
    files = [
        file
        for file in subject.branch.records(Part.DEVELOPMENT)
        if (day := dict(reached(file, subject)).get(stage)) is not None and day in subject.period
    ]
    return Cell(len(files), subject.paths(files))


def _table(subject: BranchYear, found: dict[str, list[DevelopmentFile]]) -> Table:
    columns = (Column("姓名"), Column("阶段"), *(Column(s, Kind.DAY) for s, _ in STAGES))
    rows: list[Row] = []
    for stage, files in found.items():
        for file in files:
            days, paths = dict(reached(file, subject)), subject.paths([file])
            steps = (Cell(days.get(one), paths if one in days else ()) for one, _ in STAGES)
            rows.append((Cell(file.name, paths), Cell(stage), *steps))
    return Table(
        "people", "逐人进度", columns, tuple(rows), Audience.SUPERIOR, "没有正在培养的人员。"
    )
