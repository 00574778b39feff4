"""Which body decides what, and what must come before its decision."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from djledger.law import BRANCH_REGULATIONS, LOGIC
from djledger.ledger.branch import Branch, Part
from djledger.ledger.meetings import AgendaItem, Matter, Meeting, MeetingKind
from djledger.ledger.period import Period
from djledger.rules.meetings.bodies import is_mixed
from djledger.rules.meetings.voting import assembly_items
from djledger.rules.rule import Param, Problem, Related, Severity, problem, rule
from djledger.rules.wording import people

CONFIRMING = frozenset({Matter.CONFIRMATION, Matter.PROBATION_EXTENDED, Matter.PROBATION_CANCELLED})
"""The three ways in which a probation can end; a discussion of one may end in another."""

OF_THE_ASSEMBLY = CONFIRMING | {
    Matter.ADMISSION,
    Matter.COMMENDATION,
    Matter.DISPOSAL,
    Matter.SANCTION,
}
"""Matters that the member assembly decides (Art. 11); elections have rules of their own."""

STUDIED_FIRST = OF_THE_ASSEMBLY | {Matter.IMPORTANT}


@dataclass(frozen=True, slots=True)
class Taken:
    """An agenda item and where it was taken up."""

    meeting: Meeting
    index: int
    item: AgendaItem

    @property
    def day(self) -> date:
        """The day of the meeting."""
        return self.meeting.day

    def concerns(self, other: AgendaItem) -> bool:
        """Whether this may be the same business: the same title, or matter and people."""
        if self.item.title == other.title:
            return True
        named = f"{self.item.title}{self.item.summary or ''}{self.item.decision or ''}"
        if any(person in named for person in other.persons):
            return True
        people_agree = (
            not self.item.persons
            or not other.persons
            or bool(set(self.item.persons) & set(other.persons))
        )
        return people_agree and _kin(self.item.matter, other.matter)


def _kin(one: Matter | None, other: Matter | None) -> bool:
    return one is not None and (one is other or {one, other} <= CONFIRMING)


def taken_by(branch: Branch) -> dict[MeetingKind, list[Taken]]:
    """Return the agenda items of assemblies and of committee meetings, in order of day."""
    kinds = (MeetingKind.MEMBER_ASSEMBLY, MeetingKind.COMMITTEE_MEETING)
    return {
        kind: [
            Taken(meeting, index, item)
            for meeting in branch.meetings_of(kind)
            for index, item in enumerate(meeting.agenda)
        ]
        for kind in kinds
    }


@rule(
    code="MTG504",
    name="assembly-matter-decided-elsewhere",
    title="应由党员大会决定的事项没有提交党员大会",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[11]],
    params=(Param("days", 90, "其他会议作出决定后，过多少日仍没有党员大会的记录就提示"),),
    needs=(Part.MEETINGS,),
    covers=("MTG-40",),
    when=("agenda",),
)
def assembly_matter_decided_elsewhere(
    meeting: Meeting, branch: Branch, period: Period, days: int
) -> Iterator[Problem]:
    """The committee may study such a matter first; then the assembly has to decide it."""
    if meeting.is_a(MeetingKind.MEMBER_ASSEMBLY) or meeting.day + timedelta(days) >= period.as_of:
        return
    for index, item in enumerate(meeting.agenda):
        decided = item.decision is not None or item.vote is not None
        if not decided or item.matter not in OF_THE_ASSEMBLY:
            continue
        decisions = branch.derived(taken_by)[MeetingKind.MEMBER_ASSEMBLY]
        earliest = meeting.day - timedelta(days)
        if not any(earliest <= taken.day and taken.concerns(item) for taken in decisions):
            yield problem(
                meeting,
                *("agenda", index),
                found=f"“{item.title}”在{'、'.join(meeting.kinds)}上作了决定，"
                f"至 {period.as_of} 没有党员大会讨论决定的记录，",
                expected=f"{item.matter}应由党员大会讨论决定。",
                remedy="支委会的研究不能代替党员大会：已经开过的补上记录，没有开的尽快提交党员大会。",
                day=meeting.day,
            )


@rule(
    code="MTG505",
    name="not-studied-by-committee",
    title="重要事项提交党员大会前没有支委会研究的记录",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[12]],
    params=(Param("days", 180, "支委会研究在党员大会前多少日以内的，视为研究过同一事项"),),
    needs=(Part.MEETINGS, Part.BRANCH),
    covers=("MTG-17",),
    kinds=(MeetingKind.MEMBER_ASSEMBLY,),
    on_absence=True,
)
def not_studied_by_committee(meeting: Meeting, branch: Branch, days: int) -> Iterator[Problem]:
    """Named or found: an earlier committee meeting on the same business. No committee, no duty."""
    if not branch.committee_on(meeting.day - timedelta(days=1)):
        return
    for index, item in assembly_items(meeting):
        if item.matter not in STUDIED_FIRST or item.studied_at is not None:
            continue
        studies = branch.derived(taken_by)[MeetingKind.COMMITTEE_MEETING]
        earliest = meeting.day - timedelta(days)
        if not any(earliest <= s.day <= meeting.day and s.concerns(item) for s in studies):
            whom = f"（{people(item.persons)}）" if item.persons else ""
            yield problem(
                meeting,
                *("agenda", index),
                found=f"“{item.title}”{whom}提交党员大会决定前，没有支委会研究的记录，",
                expected="重要事项提交党员大会决定前，一般应当经支委会会议讨论。",
                remedy="研究过的，在“支委会研究”里写明那次会议的记录；没有研究的，今后先经支委会讨论。",
                day=meeting.day,
            )


@rule(
    code="MTG506",
    name="study-reference-wrong",
    title="“支委会研究”所指的记录不是此前的支委会会议",
    severity=Severity.ERROR,
    basis=[LOGIC["先研究后决定"], BRANCH_REGULATIONS[12]],
    covers=("MTG-17",),
    when=("agenda",),
)
def study_reference_wrong(meeting: Meeting, branch: Branch) -> Iterator[Problem]:
    """It leads to a committee meeting, held on the day of the assembly or before."""
    for index, item in enumerate(meeting.agenda):
        study = _record_at(item.studied_at, branch) if item.studied_at else None
        if study is None:
            continue
        wrong = _why_not_a_study(study, meeting)
        if wrong is not None:
            yield problem(
                meeting,
                *("agenda", index, "studied_at"),
                found=f"“支委会研究”所指的{wrong}，",
                expected="重要事项应先经支委会会议讨论，再提交党员大会决定。",
                remedy="核对所指的会议记录，写错的改正；日期写错的，更正并写明原因。",
                day=meeting.day,
                related=(Related(study, ("day",), "所指的会议"),),
            )


def _why_not_a_study(study: Meeting, meeting: Meeting) -> str | None:
    if not study.is_a(MeetingKind.COMMITTEE_MEETING):
        return f"会议类型是{'、'.join(study.kinds)}，不是支委会"
    if study.day > meeting.day:
        return f"会议开于 {study.day}，晚于本次会议（{meeting.day}）"
    if study is meeting and not is_mixed(meeting):
        return "就是本次会议"
    return None


def _record_at(path: str, branch: Branch) -> Meeting | None:
    """Return the meeting whose file a reference names, with or without its ending."""
    return branch.derived(_by_path).get(path.removesuffix(".yaml").removesuffix(".yml"))


def _by_path(branch: Branch) -> dict[str, Meeting]:
    prefix = "" if branch.path == "." else f"{branch.path}/"
    return {
        document.path.removeprefix(prefix).removesuffix(".yaml").removesuffix(".yml"): meeting
        for document in branch.documents.get(Part.MEETINGS, ())
        if (meeting := document.record) is not None
    }
