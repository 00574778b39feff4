"""Numbers about a branch: meetings held, attendance, tasks and problems, honours, dues."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from djledger.checking.finding import Finding
from djledger.checking.select import matching
from djledger.dues.sheet import year_sheet
from djledger.ledger.attendance import attendance
from djledger.ledger.branch import Branch, Part
from djledger.ledger.meetings import Meeting, MeetingKind
from djledger.ledger.tasks import TaskYear
from djledger.rules.table import BOOK
from djledger.rules.wording import listed
from djledger.scoring.facts import Answer, Facts, Measured, Refusal, exactly


def held(facts: Facts, kind: MeetingKind) -> Answer:
    """Count the meetings of a kind."""
    found = list(facts.meetings(kind))
    return exactly(len(found), f"{kind} {len(found)} 次", *map(facts.path_of, found))


def life_meetings(facts: Facts) -> Answer:
    """Count the organisation-life meetings of the year, which may be held in the next spring."""
    found = [
        meeting
        for meeting in _by(facts, MeetingKind.ORGANISATION_LIFE)
        if (meeting.life.year if meeting.life else meeting.day.year) == facts.window.year
    ]
    return exactly(len(found), f"年度组织生活会 {len(found)} 次", *map(facts.path_of, found))


def appraisals(facts: Facts) -> Answer:
    """Count the records of the year's appraisal, which may be made in the next spring."""
    found = [
        meeting
        for meeting in _by(facts, MeetingKind.APPRAISAL)
        if (meeting.appraisal.year if meeting.appraisal else meeting.day.year) == facts.window.year
    ]
    return exactly(len(found), f"年度民主评议 {len(found)} 次", *map(facts.path_of, found))


def _by(facts: Facts, kind: MeetingKind) -> Iterator[Meeting]:
    """Yield the meetings of a kind held by the day of judgement, of whatever year."""
    held_by = facts.window.as_of
    return (meeting for meeting in facts.branch.meetings_of(kind) if meeting.day <= held_by)


def share_of(part: Decimal | int, whole: Decimal | int, what: str, *evidence: str) -> Answer:
    """Return a share, or the refusal of a denominator of nothing."""
    if not whole:
        return Refusal(f"{what}：分母为 0，没有可以计算的对象")
    return exactly(Decimal(part) / Decimal(whole), f"{what} {part}/{whole}", *evidence)


def assembly_quarters(facts: Facts) -> Answer:
    """Share of the quarters owed in which a member assembly was held."""
    found = list(facts.meetings(MeetingKind.MEMBER_ASSEMBLY))
    owed = [
        q for q in facts.window.period.owed_quarters(facts.branch) if _within(facts, q.last_day)
    ]
    done = sum(any(meeting.day in quarter for meeting in found) for quarter in owed)
    return share_of(done, len(owed), "开党员大会的季度", *map(facts.path_of, found))


def theme_day_months(facts: Facts) -> Answer:
    """Share of the months owed in which a theme day was held."""
    found = list(facts.meetings(MeetingKind.THEME_DAY))
    owed = [m for m in facts.window.period.owed_months(facts.branch) if _within(facts, m.last_day)]
    done = sum(any(meeting.day in month for meeting in found) for month in owed)
    return share_of(done, len(owed), "开展主题党日的月份", *map(facts.path_of, found))


def _within(facts: Facts, day: date) -> bool:
    return facts.window.first <= day <= facts.window.end


def attendance_rate(facts: Facts) -> Answer:
    """Share of those surely due who came to the member assemblies.

    Whose place among those due is open (away, excused from attending) is left out on both sides.
    """
    found = list(facts.meetings(MeetingKind.MEMBER_ASSEMBLY))
    counted = [(meeting.day, _counted(meeting, facts.branch)) for meeting in found]
    silent = [str(day) for day, numbers in counted if numbers is None]
    if silent:
        return Refusal(f"{'、'.join(silent)} 的党员大会看不出应到、实到多少人")
    came = sum(numbers[0] for _, numbers in counted if numbers)
    due = sum(numbers[1] for _, numbers in counted if numbers)
    return share_of(came, due, "党员大会实到/应到", *map(facts.path_of, found))


def _counted(meeting: Meeting, branch: Branch) -> tuple[int, int] | None:
    """Return how many of those due came, and how many were due; by name, else as written."""
    told = attendance(meeting, branch)
    if told.present is not None and told.expected.sure:
        present = set(told.present)
        return sum(m.name in present for m in told.expected.sure), told.expected.low
    due = meeting.expected if meeting.expected is not None else told.expected.low
    if told.number is None or (meeting.expected is None and told.expected.unsure):
        return None
    return min(told.number, due), due


def _book(facts: Facts) -> TaskYear | Refusal:
    books = facts.task_books()
    return books[0] if books else Refusal(f"没有 {facts.window.year} 年度的任务台账")


def tasks_in_time(facts: Facts) -> Answer:
    """Share of the key tasks that fell due which were done by their day."""
    book = _book(facts)
    if isinstance(book, Refusal):
        return book
    due = [t for t in book.tasks if t.due in facts.window and _over(t.due, t.done_on, facts)]
    done = sum(t.done_on is not None and t.due is not None and t.done_on <= t.due for t in due)
    return share_of(done, len(due), "按期完成的重点任务", facts.path_of(book))


def closed_share(facts: Facts) -> Answer:
    """Share of the problems that fell due which are struck off by the day of judgement."""
    book = _book(facts)
    if isinstance(book, Refusal):
        return book
    due = [p for p in book.problems if p.due in facts.window and _over(p.due, p.closed_on, facts)]
    closed = sum(p.closed for p in due)
    return share_of(closed, len(due), "已销号的问题", facts.path_of(book))


def _over(due: date | None, ended: date | None, facts: Facts) -> bool:
    """Whether it is settled if a day was kept: the day is past, or need not be waited for."""
    return ended is not None or (due is not None and due < facts.window.as_of)


def overdue_problems(facts: Facts) -> Answer:
    """Count the problems past their day that are not put right."""
    book = _book(facts)
    if isinstance(book, Refusal):
        return book
    late = [
        p.number
        for p in book.problems
        if p.due is not None and p.due < facts.window.as_of and p.due in facts.window and not p.done
    ]
    return _numbered(facts, book, "逾期问题", late)


def reopened_problems(facts: Facts) -> Answer:
    """Count the problems that came back."""
    book = _book(facts)
    if isinstance(book, Refusal):
        return book
    back = [p.number for p in book.problems if p.reopened_on and p.reopened_on in facts.window]
    return _numbered(facts, book, "反弹问题", back)


def _numbered(facts: Facts, book: TaskYear, what: str, found: Sequence[str]) -> Measured:
    listed = f"（{'、'.join(found)}）" if found else ""
    return exactly(len(found), f"{what} {len(found)} 个{listed}", facts.path_of(book))


def honours(facts: Facts) -> Answer:
    """Count the commendations of the branch and its members."""
    book = _book(facts)
    if isinstance(book, Refusal):
        return book
    found = [honour.what for honour in book.commendations if honour.day in facts.window]
    return exactly(len(found), f"表彰 {len(found)} 次", facts.path_of(book))


def visits(facts: Facts) -> Answer:
    """Count the days on which a leader came to the contact point."""
    days = [day for one in facts.branch.profile.contact_points for day in one.visits]
    days += [visit.day for book in facts.task_books() for visit in book.contact_visits]
    came = {day for day in days if day in facts.window}
    paths = _paths(facts, Part.BRANCH, Part.TASKS)
    return exactly(len(came), f"到访 {len(came)} 次", *paths)


def sanctioned(facts: Facts) -> Answer:
    """Count the members punished in the window."""
    names = [
        member.name
        for member in facts.branch.roster.members
        if any(sanction.day in facts.window for sanction in member.sanctions)
    ]
    return exactly(len(set(names)), f"受处分 {len(set(names))} 人", *_paths(facts, Part.MEMBERS))


def dues_paid(facts: Facts) -> Answer:
    """Share of those who owed dues whose months that are over are all paid."""
    if facts.window.quarter:
        return Refusal("党费交清率只能按年度计")
    sheet = year_sheet(facts.branch, facts.window.year, facts.window.as_of)
    if sheet is None:
        return Refusal(f"没有 {facts.window.year} 年度的党费台账")
    owing = [row for row in sheet.rows if row.due != 0 or row.paid]
    clear = sum(not row.unpaid for row in owing)
    return share_of(clear, len(owing), "交清党费的党员", *_paths(facts, Part.DUES))


def findings(facts: Facts, selectors: Sequence[str]) -> Answer:
    """Count what checking found by some rules and nothing excuses.

    There is no number where a rule could not judge, or where all that a selector names is off.
    """
    if facts.window.quarter:
        return Refusal("检查发现数只能按年度计")
    named = {word: {rule.code for rule in matching(BOOK, word)} for word in selectors}
    for word, codes in named.items():
        if codes.isdisjoint(facts.rules):
            return Refusal(f"规则 {word} 没有打开，没有检查")
    wanted = set().union(*named.values())
    for item in facts.report.unjudged:
        if item.code in wanted:
            return Refusal(f"{item.code} 没有判定：{item.reason}")
    found = [f for f in facts.report.findings if f.code in wanted and f.suppression is None]
    return exactly(len(found), _told(found, selectors), *dict.fromkeys(f.place.file for f in found))


def _told(found: Sequence[Finding], selectors: Sequence[str]) -> str:
    codes = list(dict.fromkeys(finding.code for finding in found))
    return f"{'、'.join(selectors)} 检查发现 {len(found)} 个" + (
        f"（{listed(codes)}）" if codes else ""
    )


def _paths(facts: Facts, *parts: Part) -> tuple[str, ...]:
    documents = facts.branch.documents
    return tuple(document.path for part in parts for document in documents.get(part, ()))
