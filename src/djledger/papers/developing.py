"""The words of the papers on one person's way into the Party."""

from djledger.ledger import process
from djledger.ledger.branch import Branch
from djledger.ledger.development import DevelopmentFile
from djledger.ledger.meetings import AgendaItem, Matter, Meeting
from djledger.ledger.process import Point, process_of
from djledger.papers.plain import Words, day_words, known, month_words, words_of

STEPS: tuple[tuple[str, Point], ...] = (
    ("申请入党", process.APPLIED),
    ("申请入党", process.TALKED),
    ("积极分子", process.RECOMMENDED),
    ("积极分子", process.ACTIVIST),
    ("积极分子", process.ACTIVIST_FILED),
    ("发展对象", process.HEARD),
    ("发展对象", process.CANDIDATE_DECIDED),
    ("发展对象", process.CANDIDATE_ANSWERED),
    ("发展对象", process.NOTICED),
    ("发展对象", process.NOTICE_ENDED),
    ("发展对象", process.CANDIDATE),
    ("接收", process.REVIEWED),
    ("接收", process.TRAINED),
    ("接收", process.EXAMINED),
    ("接收", process.PREREVIEWED),
    ("接收", process.FORM_FILLED),
    ("接收", process.ADMITTED),
    ("接收", process.INTERVIEWED),
    ("接收", process.APPROVED),
    ("预备期", process.PLACED),
    ("预备期", process.SWORN),
    ("预备期", process.CONFIRMATION_ASKED),
    ("预备期", process.CONFIRMATION_HEARD),
    ("预备期", process.CONFIRMATION_EXAMINED),
    ("预备期", process.CONFIRMED),
    ("预备期", process.CONFIRMATION_APPROVED),
    ("预备期", process.ARCHIVED),
)
"""The steps that the checklist shows, by stage."""


def words_of_checklist(file: DevelopmentFile, branch: Branch) -> Words:
    """Return every step with its day, blank where none is recorded."""
    rows = []
    steps = process_of(file, branch)
    for place, (stage, point) in enumerate(STEPS, 1):
        day = steps.day(point)
        shown = day_words(day) if day else None
        rows.append(known(序号=place, 阶段=stage, 步骤=point.label, 日期=shown))
    return {"支部": {"名称": branch.profile.name}, "人": _facts(file), "步骤": rows}


def words_of_notice(file: DevelopmentFile, branch: Branch) -> Words:
    """Return a public notice: these columns and no others, whatever the template asks for."""
    candidate = file.candidate
    notice = candidate.notice if candidate else None
    agreed = candidate.agreed if candidate else None
    return {
        "支部": known(名称=branch.profile.name, 上级=branch.profile.upper),
        "人": _facts(file),
        "公示": known(
            起=day_words(notice.start) if notice and notice.start else None,
            止=day_words(notice.end) if notice and notice.end else None,
            同意机关=agreed.by if agreed else None,
            同意日期=day_words(agreed.answered_on) if agreed and agreed.answered_on else None,
        ),
    }


def _facts(file: DevelopmentFile) -> Words:
    """Return what tells a person from others of the name: the month of birth, not the day."""
    return known(
        姓名=file.name,
        性别=words_of(file.sex) if file.sex else None,
        出生=month_words(file.born) if file.born else None,
        学历=file.education,
        单位=file.unit,
        职务=file.post,
    )


def words_of_resolution(file: DevelopmentFile, branch: Branch) -> Words:
    """Return the resolution on admission, with the vote as the assembly's record has it."""
    steps = process_of(file, branch)
    held = file.admission.assembly if file.admission else None
    meeting, day = steps.meeting(held), steps.day(process.ADMITTED)
    item = _item(meeting, file.name) if meeting else None
    introducers = file.candidate.introducers if file.candidate else ()
    return {
        "支部": words_of(branch.profile),
        "人": _facts(file),
        "表决": words_of(item.vote) if item and item.vote else {},
        "介绍人": [one.name for one in introducers],
        **known(大会日=day_words(day) if day else None, 决议=item.decision if item else None),
    }


def _item(meeting: Meeting, name: str) -> AgendaItem | None:
    """Return the item on admitting this person; the only one of its kind needs no name."""
    items = [item for item in meeting.agenda if item.matter is Matter.ADMISSION]
    named = [item for item in items if name in item.persons or name in item.title]
    unnamed = items if len(items) == 1 and not items[0].persons else []
    return next(iter(named or unnamed), None)
