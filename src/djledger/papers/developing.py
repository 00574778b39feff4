"""The words of the papers on one person's way into the Party."""

from collections.abc import Callable
from datetime import date

from djledger.elections.course import meeting_at
from djledger.ledger.branch import Branch
from djledger.ledger.development import DevelopmentFile, Held
from djledger.ledger.meetings import AgendaItem, Matter, Meeting
from djledger.papers.plain import Words, day_words, known, month_words, words_of

_Find = Callable[[DevelopmentFile, Branch], date | None]


def _attribute(route: str) -> _Find:
    """Return what finds the day at a dotted route of attributes, of a meeting its own day."""

    def find(file: DevelopmentFile, branch: Branch) -> date | None:
        value: object = file
        for name in route.split("."):
            value = getattr(value, name, None)
        return _held_on(value, branch) if isinstance(value, Held) else _as_day(value)

    return find


def _as_day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def _held_on(held: Held, branch: Branch) -> date | None:
    meeting = meeting_at(held.meeting, branch)
    return held.day or (meeting.day if meeting else None)


STEPS: tuple[tuple[str, str, _Find], ...] = tuple(
    (stage, step, _attribute(route))
    for stage, step, route in (
        ("申请入党", "递交入党申请书", "applied.day"),
        ("申请入党", "党组织派人谈话", "applied.talked_on"),
        ("积极分子", "推荐入党积极分子", "activist.recommended_on"),
        ("积极分子", "支委会研究确定", "activist.decided"),
        ("积极分子", "报上级党委备案", "activist.filed.answered_on"),
        ("积极分子", "入党积极分子培训结束", "activist.course.end"),
        ("发展对象", "听取意见", "candidate.hearing.day"),
        ("发展对象", "支委会研究", "candidate.decided"),
        ("发展对象", "上级党委同意", "candidate.agreed.answered_on"),
        ("发展对象", "公示开始", "candidate.notice.start"),
        ("发展对象", "公示结束", "candidate.notice.end"),
        ("发展对象", "列为发展对象", "candidate.day"),
        ("接收", "政治审查结论", "admission.review.concluded_on"),
        ("接收", "短期集中培训结束", "admission.course.end"),
        ("接收", "支委会审查", "admission.examined"),
        ("接收", "上级党委预审", "admission.prereview.answered_on"),
        ("接收", "填写入党志愿书", "admission.form.filled_on"),
        ("接收", "支部大会讨论接收", "admission.assembly"),
        ("接收", "审批前谈话", "admission.approval.talked_on"),
        ("接收", "上级党委审批", "admission.approval.day"),
        ("接收", "编入党支部和党小组", "admission.placed_on"),
        ("预备期", "入党宣誓", "admission.oath_on"),
        ("预备期", "递交转正申请", "probation.applied_on"),
        ("预备期", "支委会审查", "probation.examined"),
        ("预备期", "支部大会讨论转正", "probation.assembly"),
        ("预备期", "上级党委审批", "probation.approval.day"),
        ("预备期", "材料归档", "archive.day"),
    )
)
"""The steps that have a day: stage, what was done, where the day stands."""


def words_of_checklist(file: DevelopmentFile, branch: Branch) -> Words:
    """Return every step with its day, blank where none is recorded."""
    rows = []
    for place, (stage, step, find) in enumerate(STEPS, 1):
        day = find(file, branch)
        shown = day_words(day) if day else None
        rows.append(known(序号=place, 阶段=stage, 步骤=step, 日期=shown))
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
    held = file.admission.assembly if file.admission else None
    meeting = meeting_at(held.meeting, branch) if held else None
    item = _item(meeting, file.name) if meeting else None
    day = _held_on(held, branch) if held else None
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
