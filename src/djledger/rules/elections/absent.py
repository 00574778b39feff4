"""Members left out of the number due (不计入应到会), and those away who were not."""

from collections.abc import Iterator
from datetime import date

from djledger.elections.course import held_on
from djledger.law import ATTENDANCE_EXPLANATION, ELECTION_RULES, LOGIC, PRACTICE
from djledger.ledger.branch import Branch, Part
from djledger.ledger.elections import Election
from djledger.ledger.meetings import Excluded
from djledger.ledger.references import meeting_at
from djledger.ledger.roster import in_spell
from djledger.rules.elections.reading import exclusions
from djledger.rules.rule import Problem, Severity, problem, rule
from djledger.rules.wording import nearest, people


def _lacking(entry: Excluded, day: date | None) -> Iterator[tuple[str, str]]:
    """Yield the field and what is wrong with one entry."""
    if not 1 <= entry.ground <= 6:
        yield "ground", f"情形写了“{entry.ground}”"
    for field, word in (("agreed_on", "上级同意"), ("passed_on", "大会通过")):
        written = getattr(entry, field)
        if written is None:
            yield field, f"没有写{word}的日期"
        elif day is not None and written > day:
            yield field, f"{word}的日期 {written} 晚于选举大会 {day}"


@rule(
    code="ELE204",
    name="exclusion-unfounded",
    title="不计入应到会的党员缺少情形、上级同意或者大会通过",
    severity=Severity.WARNING,
    basis=[ATTENDANCE_EXPLANATION["条件"]],
    covers=("ELE-09",),
    when=("assembly",),
)
def exclusion_unfounded(election: Election, branch: Branch) -> Iterator[Problem]:
    """Both consents are needed for each, in time for the ballot."""
    day = held_on(election, branch)
    for index, entry in enumerate(exclusions(election)):
        for field, wrong in _lacking(entry, day):
            yield problem(
                election,
                "assembly",
                "excluded",
                index,
                field,
                found=f"{entry.name}不计入应到会，{wrong}，",
                expected="不计入应到会限于六种情形（写 1 至 6），"
                "并须在投票前经上级同意、经党员大会通过。",
                remedy="按批复和会议记录补正；两个条件缺一个的，仍应计入应到会。",
                day=day,
            )


@rule(
    code="ELE205",
    name="exclusion-of-nonvoter",
    title="不计入应到会的人本来就没有选举权",
    severity=Severity.WARNING,
    basis=[ELECTION_RULES[5], LOGIC["前后一致"]],
    needs=(Part.MEMBERS,),
    covers=("ELE-09",),
    when=("assembly",),
)
def exclusion_of_nonvoter(election: Election, branch: Branch) -> Iterator[Problem]:
    """Who has no vote is not due in the first place; a wrong name is found here too."""
    day = held_on(election, branch)
    if day is None:
        return
    voters = branch.roster.voters_on(day)
    for index, entry in enumerate(exclusions(election)):
        if voters.high and entry.name not in voters:
            known = entry.name in branch.roster.by_name
            state = "当日没有选举权" if known else "不在党员名册上"
            hint = "" if known else nearest(entry.name, branch.roster.by_name)
            yield problem(
                election,
                "assembly",
                "excluded",
                index,
                "name",
                found=f"列为不计入应到会的{entry.name}{state}，",
                expected="不计入应到会的，是有选举权而确实不能到会的党员。",
                remedy=f"{hint}没有选举权的不必列出；姓名写错的更正。",
                day=day,
            )


@rule(
    code="ELE206",
    name="excluded-yet-present",
    title="不计入应到会的党员又列为到会",
    severity=Severity.WARNING,
    basis=[LOGIC["前后一致"]],
    covers=("ELE-09",),
    when=("assembly",),
)
def excluded_yet_present(election: Election, branch: Branch) -> Iterator[Problem]:
    """Only a list of those present contradicts; who is merely not listed as absent may be away."""
    meeting = meeting_at(branch, election.assembly.meeting) if election.assembly else None
    present = set(meeting.attendees or ()) if meeting else set()
    for index, entry in enumerate(exclusions(election)):
        if entry.name in present:
            yield problem(
                election,
                "assembly",
                "excluded",
                index,
                "name",
                found=f"{entry.name}不计入应到会，会议记录的到会名单里却有此人，",
                expected="不计入应到会的前提是确实不能到会；到会的应计入应到和实到。",
                remedy="核对签到；到会的从“不计入应到”里去掉，并更正应到、实到。",
                day=held_on(election, branch),
            )


@rule(
    code="ELE207",
    name="mobile-members-unexplained",
    title="外出的党员是否计入应到会没有说明",
    severity=Severity.HINT,
    basis=[PRACTICE["外出党员应到说明"], ATTENDANCE_EXPLANATION["5"]],
    needs=(Part.MEMBERS,),
    covers=("ELE-32",),
    when=("assembly",),
)
def mobile_members_unexplained(election: Election, branch: Branch) -> Iterator[Problem]:
    """Away at home or abroad on the day, with the vote, not left out, and nothing said of it."""
    day, assembly = held_on(election, branch), election.assembly
    if day is None or assembly is None or assembly.mobile_note is not None:
        return
    left_out = {entry.name for entry in assembly.excluded}
    away = [
        member.name
        for member in branch.roster.voters_on(day).sure
        if member.name not in left_out
        and (in_spell(member.mobility, day) or in_spell(member.abroad, day))
    ]
    if away:
        yield problem(
            election,
            "assembly",
            "mobile_note",
            found=f"{day} 选举时{people(away)}外出或者出国，没有说明是否计入应到会，",
            expected="没有按规定列为不计入的，仍计入应到会；最好写明口径。",
            remedy="在“流动党员说明”里写明计入，或者按情形列入“不计入应到”。",
            day=day,
        )


RULES = (
    exclusion_unfounded,
    exclusion_of_nonvoter,
    excluded_yet_present,
    mobile_members_unexplained,
)
