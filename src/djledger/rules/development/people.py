"""Contact persons and introducers: how many, full members on that day, and not barred."""

from collections.abc import Iterator
from datetime import date

from djledger.dates import add_years
from djledger.law import DEVELOPMENT_RULES, LOGIC, PARTY_CONSTITUTION, development
from djledger.ledger.attendance import attendance
from djledger.ledger.branch import Branch, Part
from djledger.ledger.development import Contact, DevelopmentFile
from djledger.ledger.members import SanctionKind
from djledger.ledger.process import (
    ACTIVIST,
    ADMITTED,
    CANDIDATE,
    At,
    process_of,
)
from djledger.ledger.roster import departed, has_rights, is_full
from djledger.rules.development.steps import moved_in_probation, reach, under_2026
from djledger.rules.rule import Problem, Severity, problem, rule
from djledger.rules.wording import nearest, people

CONTACTS, INTRODUCERS = 2, 2
LIGHTER = frozenset(
    {SanctionKind.WARNING, SanctionKind.SERIOUS_WARNING, SanctionKind.POSTS_REMOVED}
)

ROLES = {"contacts": "培养联系人", "introducers": "入党介绍人"}


def _contacts(person: DevelopmentFile) -> tuple[Contact, ...]:
    return person.activist.contacts if person.activist else ()


def _introducers(person: DevelopmentFile) -> tuple[Contact, ...]:
    return person.candidate.introducers if person.candidate else ()


def _serving(contacts: tuple[Contact, ...], day: date) -> list[Contact]:
    return [
        one
        for one in contacts
        if (one.start is None or one.start <= day) and (one.end is None or day <= one.end)
    ]


def _roles(person: DevelopmentFile, branch: Branch) -> Iterator[tuple[At, Contact, str, date]]:
    """Yield everybody in a role with the place, the role's name and the days that count."""
    process = process_of(person, branch)
    chosen, listed = process.day(ACTIVIST), process.day(CANDIDATE)
    admitted = process.day(ADMITTED)
    for index, one in enumerate(_contacts(person)):
        day = one.start or chosen
        if day is not None:
            yield ("activist", "contacts", index, "name"), one, ROLES["contacts"], day
    for index, one in enumerate(_introducers(person)):
        days = {one.start or listed, None if one.end else admitted}
        for day in sorted(day for day in days if day is not None):
            yield ("candidate", "introducers", index, "name"), one, ROLES["introducers"], day


@rule(
    code="DEV801",
    name="contacts-miscounted",
    title="培养联系人不是一至二名",
    severity=Severity.ERROR,
    basis=[development(9)],
    covers=("DEV-P04",),
    when=("activist",),
    on_absence=True,
)
def contacts_miscounted(person: DevelopmentFile, branch: Branch) -> Iterator[Problem]:
    """Counted for each time at which somebody takes over; a change may take place on one day."""
    contacts = _contacts(person)
    chosen = process_of(person, branch).day(ACTIVIST)
    moved = person.activist is not None and person.activist.transferred_on is not None
    if not contacts and chosen is not None and not moved:
        yield _miscounted(person, ("activist", "contacts"), "没有写培养联系人", chosen)
        return
    starts = {one.start or chosen for one in contacts}
    for day in sorted(day for day in starts if day is not None):
        serving = [one for one in _serving(contacts, day) if one.end != day]
        if len(serving) > CONTACTS:
            names = people(one.name for one in serving)
            told = f" {day} 同时有 {len(serving)} 名培养联系人（{names}）"
            yield _miscounted(person, ("activist", "contacts"), told, day)
            return


def _miscounted(person: DevelopmentFile, at: At, told: str, day: date) -> Problem:
    return problem(
        person,
        *at,
        found=f"{person.name}{told}，",
        expected="应指定一至二名正式党员作培养联系人。",
        remedy="按《培养考察登记表》核对；更换的写明“止”和“更换原因”。",
        day=day,
    )


@rule(
    code="DEV802",
    name="introducers-miscounted",
    title="入党介绍人不是两名",
    severity=Severity.ERROR,
    basis=[development(14), PARTY_CONSTITUTION[5]],
    covers=("DEV-P05",),
    on_absence=True,
)
def introducers_miscounted(person: DevelopmentFile, branch: Branch) -> Iterator[Problem]:
    """Two on the day of the assembly; before it, none is missing yet but more than two are."""
    admitted = process_of(person, branch).day(ADMITTED)
    serving = [one for one in _introducers(person) if one.end is None]
    if admitted is not None:
        serving = _serving(_introducers(person), admitted)
    short = admitted is not None and len(serving) < INTRODUCERS and not moved_in_probation(person)
    if short or len(serving) > INTRODUCERS:
        names = people(one.name for one in serving)
        told = f"有 {len(serving)} 名入党介绍人（{names}）" if serving else "没有写入党介绍人"
        yield problem(
            person,
            *reach(person, ("candidate", "introducers")),
            found=f"{person.name}{told}，",
            expected="应有两名正式党员作入党介绍人。",
            remedy="按志愿书核对；更换的写明“止”和“更换原因”。",
            day=admitted,
        )


@rule(
    code="DEV803",
    name="not-a-full-member",
    title="培养联系人、入党介绍人当时不是正式党员",
    severity=Severity.ERROR,
    basis=[development(9), development(14)],
    needs=(Part.MEMBERS,),
    covers=("DEV-P04", "DEV-P05", "DEV-P06"),
)
def not_a_full_member(person: DevelopmentFile, branch: Branch) -> Iterator[Problem]:
    """Judged on the day of taking the role, and for introducers on that of the assembly too."""
    told: set[At] = set()
    for at, one, role, day in _roles(person, branch):
        reason = None if one.branch or at in told else _why_not(one.name, branch, day)
        if reason is not None:
            told.add(at)
            hint = nearest(one.name, branch.roster.by_name) if "没有" in reason else ""
            yield problem(
                person,
                *at,
                found=f"{person.name}的{role}{one.name}{reason}，",
                expected=f"{role}必须是正式党员。",
                remedy=(
                    f"{hint}核对姓名和日期；不在本支部的写明“所在支部”"
                    "；确实不符合的，重新指定并报告上级。"
                ),
                day=day,
            )


def _why_not(name: str, branch: Branch, day: date) -> str | None:
    """Say why a name is surely not that of a full member here on a day; None if it may be.

    Who left before the ledger was begun need not be on the roster.
    """
    member = branch.roster.entry(name, day)
    if member is None:
        return None if day < branch.owes_from else "在党员名册上没有"
    left = departed(member)
    if left is not None and left < day:
        return f"已于 {left} 离开本支部（{day} 在任）"
    joined, confirmed = member.joined, member.confirmed
    unknown = confirmed is None and (joined is None or add_years(joined, 1) <= day)
    if unknown or is_full(member, day):
        return None
    before = joined is not None and day < joined
    return f"在 {day} 还不是党员" if before else f"在 {day} 还是预备党员"


@rule(
    code="DEV804",
    name="introducer-without-rights",
    title="权利没有恢复的党员作入党介绍人",
    severity=Severity.ERROR,
    basis=[development(14)],
    needs=(Part.MEMBERS,),
    covers=("DEV-P06",),
    when=("candidate",),
)
def introducer_without_rights(person: DevelopmentFile, branch: Branch) -> Iterator[Problem]:
    """Under 留党察看 and not restored, or with rights suspended."""
    for at, one, role, day in _roles(person, branch):
        member = branch.roster.entry(one.name, day)
        introduces = role == ROLES["introducers"] and member is not None and not one.branch
        if introduces and member is not None and not has_rights(member, day):
            yield problem(
                person,
                *at,
                found=f"{person.name}的{role}{one.name}在 {day} 正受留党察看处分或被中止权利，",
                expected="受留党察看处分、尚未恢复党员权利的，不能作入党介绍人。",
                remedy="核对处分的起止；确实不符合的，更换介绍人并报告上级党组织。",
                day=day,
            )
            return


@rule(
    code="DEV805",
    name="introducer-under-sanction",
    title="处分影响期内的党员作入党介绍人",
    severity=Severity.WARNING,
    basis=[DEVELOPMENT_RULES[14]],
    needs=(Part.MEMBERS,),
    covers=("DEV-P06",),
    when=("candidate",),
)
def introducer_under_sanction(person: DevelopmentFile, branch: Branch) -> Iterator[Problem]:
    """New in 2026, for the lighter punishments, and only where the end of the impact is known."""
    for at, one, role, day in _roles(person, branch):
        if role != ROLES["introducers"] or one.branch or not under_2026(day):
            continue
        until = _impact_until(branch, one.name, day)
        if until is not None:
            yield problem(
                person,
                *at,
                found=f"{person.name}的{role}{one.name}的处分影响期到 {until}，{day} 还没有过，",
                expected="受警告、严重警告、撤销党内职务处分，在影响期内的不宜作入党介绍人。",
                remedy="核对处分和影响期；确在影响期内的，改由他人介绍。",
                day=day,
            )
            return


def _impact_until(branch: Branch, name: str, day: date) -> date | None:
    member = branch.roster.entry(name, day)
    for sanction in member.sanctions if member else ():
        until = sanction.impact_until
        if sanction.kind in LIGHTER and until is not None and sanction.day <= day <= until:
            return until
    return None


@rule(
    code="DEV806",
    name="same-person-in-roles",
    title="培养联系人、介绍人是本人或同一人",
    severity=Severity.ERROR,
    basis=[development(14), LOGIC["人员不重复"]],
    covers=("DEV-P06",),
)
def same_person_in_roles(person: DevelopmentFile) -> Iterator[Problem]:
    """Nobody introduces themselves, and two are two people; one may return after a break."""
    for stage, field, listed in (
        ("activist", "contacts", _contacts(person)),
        ("candidate", "introducers", _introducers(person)),
    ):
        open_names: set[str] = set()
        for index, one in enumerate(listed):
            told = "就是本人" if one.name == person.name else "写了两次"
            if one.name == person.name or (one.end is None and one.name in open_names):
                yield problem(
                    person,
                    *(stage, field, index, "name"),
                    found=f"{person.name}的{ROLES[field]}{one.name}{told}，",
                    expected=f"{ROLES[field]}应是本人以外、各不相同的正式党员。",
                    remedy="对照原件核对姓名。",
                )
            if one.end is None:
                open_names.add(one.name)


@rule(
    code="DEV807",
    name="introducer-absent",
    title="入党介绍人没有到会，也没有书面意见",
    severity=Severity.WARNING,
    basis=[development(20)],
    needs=(Part.MEMBERS,),
    covers=("DEV-P07",),
    when=("admission",),
    on_absence=True,
)
def introducer_absent(person: DevelopmentFile, branch: Branch) -> Iterator[Problem]:
    """Only where the record says who was away."""
    admission = person.admission
    meeting = process_of(person, branch).meeting(admission.assembly if admission else None)
    if meeting is None or (admission and admission.introducers_absent):
        return
    told = attendance(meeting, branch)
    written = {o.name for item in meeting.agenda if item.vote for o in item.vote.written}
    away = [
        one.name
        for one in _serving(_introducers(person), meeting.day)
        if one.name in told.absent and one.name not in written
    ]
    if away:
        yield problem(
            person,
            *("admission", "assembly"),
            found=f"{meeting.day} 的党员大会讨论接收{person.name}，介绍人{people(away)}没有到会，",
            expected="介绍人应到会介绍情况、表明意见。",
            remedy="会前有书面意见的，写在“介绍人未到会”；没有的，如实说明。",
            day=meeting.day,
        )


@rule(
    code="DEV808",
    name="source-unrecorded",
    title="没有写积极分子是怎样推荐产生的",
    severity=Severity.WARNING,
    basis=[development(8)],
    covers=("DEV-P20",),
    when=("activist",),
    on_absence=True,
)
def source_unrecorded(person: DevelopmentFile, branch: Branch) -> Iterator[Problem]:
    """How somebody was put forward guards against favours."""
    chosen = process_of(person, branch).day(ACTIVIST)
    activist = person.activist
    if chosen and activist and activist.how is None and activist.transferred_on is None:
        yield problem(
            person,
            *("activist", "how"),
            found=f"{person.name} {chosen} 确定为积极分子，没有写推荐方式，",
            expected="积极分子人选由党员推荐、群团组织推优等方式产生。",
            remedy="按推荐登记表补上推荐方式和日期；没有推荐的，如实说明。",
            day=chosen,
        )
