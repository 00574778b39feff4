"""Upper organisations: their size, their discipline committee, their terms."""

from collections.abc import Iterator

from djledger.law import (
    BRANCH_REGULATIONS,
    ELECTION_RULES,
    LOGIC,
    ORGAN_RULES,
    PARTY_CONSTITUTION,
    TERM_OPINION,
    UNIVERSITY_RULES,
)
from djledger.ledger.branch import LONG_TERM, Part
from djledger.ledger.committee import Committee
from djledger.ledger.organisation import BranchKind, CommitteeKind
from djledger.ledger.period import Period
from djledger.rules.organisation import deadlines
from djledger.rules.organisation.deadlines import Terms
from djledger.rules.rule import Problem, Severity, problem, rule

COMMITTEE_SIZE, GENERAL_BRANCH_SIZE = 100, 50
"""Members from which an organ has a committee (机关党委) or a general branch (总支)."""

_FIVE_YEARS = frozenset(
    {
        CommitteeKind.ORGAN_COMMITTEE,
        CommitteeKind.BASE_COMMITTEE,
        CommitteeKind.UNIVERSITY,
        CommitteeKind.COLLEGE,
        CommitteeKind.VILLAGE,
        CommitteeKind.COMMUNITY,
    }
)
_COLLEGE = frozenset({BranchKind.TEACHERS, BranchKind.STUDENTS})
_TERM_BASIS = [TERM_OPINION["任期"], ELECTION_RULES[3]]


def years_of(committee: Committee) -> int | None:
    """Return the years of a term by kind; None where it depends on what the ledger lacks.

    A general branch runs three years, but five in villages, communities and colleges; which of
    these it is shows in its branches.
    """
    if committee.profile.kind in _FIVE_YEARS:
        return 5
    if committee.profile.kind is not CommitteeKind.GENERAL_BRANCH or not committee.branches:
        return None
    kinds = {branch.kind for branch in committee.branches}
    if kinds & (LONG_TERM | _COLLEGE):
        return 5
    return None if Part.MEMBERS in committee.broken else 3


def terms_of(committee: Committee) -> Terms:
    """Return the terms of an upper organisation."""
    return Terms(committee.profile.terms, lambda _: years_of(committee))


def _is_organ(committee: Committee) -> bool:
    """Whether all branches below are known to be branches of organs."""
    kinds = {branch.kind for branch in committee.branches}
    return kinds == {BranchKind.ORGAN}


@rule(
    code="ORG601",
    name="organ-committee-too-small",
    title="机关党委的党员不足 100 人，没有写上级批准",
    severity=Severity.WARNING,
    basis=[ORGAN_RULES[5]],
    needs=(Part.MEMBERS, Part.COMMITTEE),
)
def organ_committee_too_small(committee: Committee, period: Period) -> Iterator[Problem]:
    """Fewer members need the superior's approval; without branches there is nothing to count."""
    profile = committee.profile
    if profile.kind is not CommitteeKind.ORGAN_COMMITTEE or not committee.branches:
        return
    if committee.members < COMMITTEE_SIZE and profile.smaller_approved is None:
        yield problem(
            profile,
            "kind",
            found=_counted(committee, period),
            expected=f"党员 {COMMITTEE_SIZE} 人以上的设机关党委，不足的须经上级批准。",
            remedy="经批准设立的，把依据写进“设立批准”；下属支部没有建齐的，补齐台账。",
            day=period.last_day,
        )


def _counted(committee: Committee, period: Period) -> str:
    number = len(committee.branches)
    return f"{period.last_day} 所属 {number} 个党支部名册上共有党员 {committee.members} 人，"


@rule(
    code="ORG602",
    name="general-branch-too-small",
    title="机关党总支的党员不足 50 人，没有写上级批准",
    severity=Severity.WARNING,
    basis=[ORGAN_RULES[6]],
    needs=(Part.MEMBERS, Part.COMMITTEE),
)
def general_branch_too_small(committee: Committee, period: Period) -> Iterator[Problem]:
    """Judged only where the branches below are organs: the numbers are those of organs."""
    profile = committee.profile
    if profile.kind is not CommitteeKind.GENERAL_BRANCH or not _is_organ(committee):
        return
    if committee.members < GENERAL_BRANCH_SIZE and profile.smaller_approved is None:
        yield problem(
            profile,
            "kind",
            found=_counted(committee, period),
            expected=f"党员 {GENERAL_BRANCH_SIZE} 人以上的设党总支，不足的须经上级批准。",
            remedy="经批准设立的，把依据写进“设立批准”；下属支部没有建齐的，补齐台账。",
            day=period.last_day,
        )


@rule(
    code="ORG603",
    name="general-branch-too-large",
    title="机关党总支的党员超过 100 人",
    severity=Severity.HINT,
    basis=[ORGAN_RULES[5], ORGAN_RULES[6]],
    needs=(Part.MEMBERS,),
)
def general_branch_too_large(committee: Committee, period: Period) -> Iterator[Problem]:
    """At exactly a hundred both articles apply; above, a committee is due."""
    profile = committee.profile
    general = profile.kind is CommitteeKind.GENERAL_BRANCH and _is_organ(committee)
    if general and committee.members > COMMITTEE_SIZE:
        yield problem(
            profile,
            "kind",
            found=_counted(committee, period),
            expected=f"党员 {COMMITTEE_SIZE} 人以上的设机关党委。",
            remedy="报上级党组织研究改设机关党委。",
            day=period.last_day,
        )


@rule(
    code="ORG604",
    name="discipline-committee-missing",
    title="机关党委没有机关纪委",
    severity=Severity.WARNING,
    basis=[ORGAN_RULES[9]],
    needs=(Part.COMMITTEE,),
)
def discipline_committee_missing(committee: Committee, period: Period) -> Iterator[Problem]:
    """Every organ committee has one; a key left out means that it is not on record."""
    profile = committee.profile
    organ = profile.kind is CommitteeKind.ORGAN_COMMITTEE
    if organ and not profile.discipline_committee:
        state = (
            "没有写是否设立机关纪委" if profile.discipline_committee is None else "没有设机关纪委"
        )
        yield problem(
            profile,
            "discipline_committee",
            found=f"机关党委{state}，",
            expected="机关党委应设机关纪律检查委员会，书记由机关党委副书记担任。",
            remedy="已设立的，写明“设纪委: 是”；没有设立的，报上级批准后设立。",
            day=period.last_day,
        )


@rule(
    code="ORG611",
    name="committee-term-overdue",
    title="上级组织任期届满没有换届，也没有批准延期",
    severity=Severity.ERROR,
    basis=_TERM_BASIS,
    needs=(Part.COMMITTEE,),
    covers=("ELE-01", "ELE-03"),
)
def committee_term_overdue(committee: Committee, period: Period) -> Iterator[Problem]:
    """The last day of the term is still in time."""
    yield from deadlines.overdue(terms_of(committee), period)


@rule(
    code="ORG612",
    name="committee-extension-overrun",
    title="上级组织延期期满仍没有换届",
    severity=Severity.ERROR,
    basis=_TERM_BASIS,
    needs=(Part.COMMITTEE,),
    covers=("ELE-02",),
)
def committee_extension_overrun(committee: Committee, period: Period) -> Iterator[Problem]:
    """The last day of the extension is still in time."""
    yield from deadlines.overrun(terms_of(committee), period)


@rule(
    code="ORG613",
    name="committee-extension-beyond-a-year",
    title="上级组织延期或者提前换届超过 1 年",
    severity=Severity.WARNING,
    basis=[TERM_OPINION["延期提前"], ELECTION_RULES[3]],
    covers=("ELE-02",),
)
def committee_extension_beyond_a_year(committee: Committee, period: Period) -> Iterator[Problem]:
    """Exactly a year is allowed."""
    yield from deadlines.beyond_a_year(terms_of(committee), period)


@rule(
    code="ORG614",
    name="committee-extension-unapproved",
    title="上级组织延期或者提前换届没有写批准",
    severity=Severity.ERROR,
    basis=[TERM_OPINION["延期提前"], ELECTION_RULES[3]],
    covers=("ELE-01",),
)
def committee_extension_unapproved(committee: Committee, period: Period) -> Iterator[Problem]:
    """Day or organisation of the approval: either shows that there was one."""
    yield from deadlines.unapproved(terms_of(committee), period)


@rule(
    code="ORG615",
    name="committee-extension-approved-late",
    title="上级组织届满以后才批准延期",
    severity=Severity.WARNING,
    basis=[ELECTION_RULES[3], LOGIC["先后次序"]],
)
def committee_extension_approved_late(committee: Committee, period: Period) -> Iterator[Problem]:
    """Approval on the last day of the term is in time."""
    yield from deadlines.approved_late(terms_of(committee), period)


@rule(
    code="ORG616",
    name="committee-term-ending-soon",
    title="上级组织任期六个月内届满",
    severity=Severity.HINT,
    basis=[BRANCH_REGULATIONS[21], TERM_OPINION["任期"]],
    covers=("ELE-04",),
)
def committee_term_ending_soon(committee: Committee, period: Period) -> Iterator[Problem]:
    """Six months to the day are already within."""
    yield from deadlines.ending_soon(terms_of(committee), period)


@rule(
    code="ORG617",
    name="committee-election-held-late",
    title="上级组织逾期以后才换届",
    severity=Severity.WARNING,
    basis=_TERM_BASIS,
    covers=("ELE-01",),
)
def committee_election_held_late(committee: Committee, period: Period) -> Iterator[Problem]:
    """Only elections of the judged year."""
    yield from deadlines.held_late(terms_of(committee), period)


@rule(
    code="ORG618",
    name="committee-term-length-unusual",
    title="上级组织任期年数不合规定",
    severity=Severity.WARNING,
    basis=[TERM_OPINION["任期"], ORGAN_RULES[5], UNIVERSITY_RULES[7], PARTY_CONSTITUTION[31]],
    needs=(Part.MEMBERS,),
    covers=("ELE-03",),
)
def committee_term_length_unusual(committee: Committee, period: Period) -> Iterator[Problem]:
    """Only a length that is written; the kind of a general branch shows in its branches."""
    term, usual = terms_of(committee).current(period.as_of), years_of(committee)
    if term is None or term.years is None or usual is None or not committee.branches:
        return
    if term.years != usual and term.elected_on > deadlines.OLD_TERMS:
        yield problem(
            term,
            "years",
            found=f"{committee.profile.kind}的任期写了 {term.years} 年，",
            expected="党委每届 5 年；党总支一般 3 年，在村、社区和高校院系为 5 年。",
            remedy=f"按 {usual} 年计算换届时间，改写或者去掉“任期”；另有批复的，在备注中说明。",
            day=term.elected_on,
        )


RULES = (
    organ_committee_too_small,
    general_branch_too_small,
    general_branch_too_large,
    discipline_committee_missing,
    committee_term_overdue,
    committee_extension_overrun,
    committee_extension_beyond_a_year,
    committee_extension_unapproved,
    committee_extension_approved_late,
    committee_term_ending_soon,
    committee_election_held_late,
    committee_term_length_unusual,
)
