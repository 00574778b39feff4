"""Years and days in titles and file names that are not those of the record."""

import re
from collections.abc import Iterator
from datetime import date

from djledger.law import LOGIC
from djledger.ledger.branch import Branch
from djledger.ledger.meetings import Meeting
from djledger.rules.rule import Problem, Severity, problem, rule

YEAR = re.compile(
    r"(?<![\d—–\-~至到])(20\d\d)\s*年"
    r"(?=度|第|[上下]半年|[一二三四]季度|\d{1,2}\s*月|支委|党员|党课|党小组|主题党日|组织生活|民主评议|工作|述职)"
)
"""A year that says when the meeting was, not one that belongs to a document or an event."""
QUOTED = re.compile(r"《[^》]*》")
FILE_DAY = re.compile(r"20\d\d-\d\d-\d\d")


@rule(
    code="LED109",
    name="title-of-other-year",
    title="名称里的年份与日期不符",
    severity=Severity.HINT,
    basis=[LOGIC["前后一致"]],
    covers=("LED-07",),
    when=("title",),
)
def title_of_other_year(meeting: Meeting) -> Iterator[Problem]:
    """A year named in the title is that of the day, last year's early or next year's late."""
    title = meeting.title or ""
    if "年" not in title:
        return
    named = {int(year) for year in YEAR.findall(QUOTED.sub("", title))}
    if named and not named & _years_about(meeting.day):
        years = "、".join(f"{year} 年" for year in sorted(named))
        yield problem(
            meeting,
            "title",
            found=f"名称写的是 {years}，日期却是 {meeting.day}，",
            expected="名称中的年份应与会议日期相符。",
            remedy="核对是不是沿用旧稿忘了改年份，或日期写错。",
            day=meeting.day,
        )


def _years_about(day: date) -> set[int]:
    """Return the years a title may name: up to March also the past, from October the next."""
    years = {day.year}
    if day.month <= 3:
        years.add(day.year - 1)
    if day.month >= 10:
        years.add(day.year + 1)
    return years


@rule(
    code="LED110",
    name="file-of-other-day",
    title="文件名里的日期与记录的日期不符",
    severity=Severity.HINT,
    basis=[LOGIC["前后一致"]],
    covers=("LED-07",),
)
def file_of_other_day(meeting: Meeting, branch: Branch) -> Iterator[Problem]:
    """A file named by a day holds the record of that day."""
    document = branch.document_of(meeting)
    name = document.path.rsplit("/", 1)[-1] if document else ""
    if name.startswith(meeting.day.isoformat()):
        return
    named = FILE_DAY.match(name)
    if named is None:
        return
    yield problem(
        meeting,
        "day",
        found=f"文件名写的是 {named[0]}，记录的日期却是 {meeting.day}，",
        expected="文件名中的日期应与会议日期一致。",
        remedy="核对哪一个是实际召开的日期，改正另一个。",
        day=meeting.day,
    )
