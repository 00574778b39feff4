"""The development of members as a table: a row a step that was taken."""

from collections.abc import Iterator
from datetime import date

from djledger.ledger import process as steps
from djledger.ledger.branch import Branch, Part
from djledger.ledger.development import DevelopmentFile
from djledger.ledger.process import Point, process_of
from djledger.tables.table import HOME, BranchTable, Column, Kind, Row, days, numbers, texts

STEPS: tuple[Point, ...] = (
    steps.APPLIED,
    steps.TALKED,
    steps.RECOMMENDED,
    steps.ACTIVIST,
    steps.ACTIVIST_REPORTED,
    steps.ACTIVIST_FILED,
    steps.HEARD,
    steps.CANDIDATE_DECIDED,
    steps.AGREED,
    steps.NOTICED,
    steps.NOTICE_ENDED,
    steps.CANDIDATE_FILED,
    steps.CANDIDATE,
    steps.REVIEWED,
    steps.TRAINED,
    steps.EXAMINED,
    steps.PREREVIEW_SENT,
    steps.PREREVIEWED,
    steps.FORM_RECEIVED,
    steps.FORM_FILLED,
    steps.ADMITTED,
    steps.REPORTED,
    steps.INTERVIEWED,
    steps.APPROVED,
    steps.FILED,
    steps.PLACED,
    steps.SWORN,
    steps.PROBATION_FROM,
    steps.CONFIRMATION_ASKED,
    steps.CONFIRMATION_HEARD,
    steps.CONFIRMATION_EXAMINED,
    steps.CONFIRMED,
    steps.CONFIRMATION_REPORTED,
    steps.CONFIRMATION_APPROVED,
    steps.ARCHIVED,
)
"""The steps in the order in which the rules ask for them."""

SAME_DAY = frozenset({steps.ACTIVIST, steps.PROBATION_FROM})
"""Steps whose day is that of the meeting where nothing else is written."""


def _rows(branch: Branch, _: date) -> Iterator[Row]:
    return (row for file in branch.records(Part.DEVELOPMENT) for row in _steps(file, branch))


def _steps(file: DevelopmentFile, branch: Branch) -> Iterator[Row]:
    process = process_of(file, branch)
    for number, point in enumerate(STEPS, 1):
        found = process.when(point)
        # Another place that may tell a day is that of another step: it has its own row.
        if found is not None and (found.at == point.at or point in SAME_DAY):
            yield (file.name, number, _stage(point), point.label, found.day)
    if file.stopped is not None:
        yield (file.name, len(STEPS) + 1, "终止", "终止", file.stopped.day)


def _stage(point: Point) -> str | None:
    return DevelopmentFile.model_fields[str(point.at[0])].alias


DEVELOPMENT = BranchTable(
    "development_steps",
    "发展",
    "每人每个已有日期的步骤一行；没有记录的步骤没有行",
    (
        *HOME,
        *texts("姓名"),
        *numbers("序号"),
        Column(
            "阶段", Kind.TEXT, "档案中的部分：申请、积极分子、发展对象、接收、预备期、归档、终止"
        ),
        *texts("步骤"),
        *days("日期"),
    ),
    (Part.DEVELOPMENT, Part.MEETINGS),
    _rows,
)
