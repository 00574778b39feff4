"""What ``djledger elect`` does once its options are known."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from djledger.checking.request import Request
from djledger.checking.run import check_site
from djledger.checking.select import selected
from djledger.cli.common import Exit, day_of, fail
from djledger.cli.records import Opened, open_branch, open_record
from djledger.elections.counting import (
    Decision,
    decide,
    enough_present,
    least_present,
    least_votes,
    passes,
)
from djledger.elections.course import Ballot, ballots, held_on, is_void, outcome, votes_of
from djledger.elections.papers import Count, Mark, Paper, PaperError, count_papers, read_paper
from djledger.elections.plan import Plan, State, plan
from djledger.law import ELECTION_RULES
from djledger.ledger.branch import Part
from djledger.ledger.elections import Round
from djledger.ledger.organisation import BranchForm
from djledger.ledger.period import Period
from djledger.rules.elections.reading import DUE, PRESENT, base_of, due, what
from djledger.rules.table import BOOK

SUMS = ["ELE208", "ELE402", "ELE403", "ELE404", "ELE405", "ELE407"]
"""The rules on figures: a count that offends against one of them is refused."""
BASIS = f"依据：{ELECTION_RULES[28]}（{ELECTION_RULES[28].certainty.value}）"


def planned(folder: Path, as_of: str | None) -> str:
    """Return the plan of a branch's next election."""
    opened, day = open_branch(folder), day_of(as_of)
    if opened.branch.profile.form is BranchForm.TEMPORARY:
        fail("临时党支部不进行换届，班子由批准其成立的党组织指定。", Exit.NOTHING)
    found = plan(opened.branch, day)
    if found is None:
        fail(
            "branch.yaml 里没有在任的一届，排不出换届的时间；先在“届次”里写明当选日期和成员。",
            Exit.NOTHING,
        )
    return "\n".join(_plan_lines(found, day)) + "\n"


def _plan_lines(found: Plan, as_of: date) -> Iterator[str]:
    extended = "（经批准延期）" if found.extended else ""
    name = found.term.number or "本届"
    yield f"{name} {found.term.elected_on} 当选，{found.ends} 届满{extended}。"
    yield f"截至 {as_of}："
    for step in found.steps:
        state = step.state(as_of)
        when = f"最迟 {step.latest}" if step.latest else "选举以后及时"
        done = f"{state.value} {step.done_on}" if state is State.DONE else f"{state.value} {when}"
        yield f"  {done}　{step.what}"
        yield f"      {step.basis}（{step.basis.certainty.value}）"


def counted(record: Path, base: str) -> str:
    """Return the result of every ballot on record; leave when the figures do not add up."""
    opened = open_record(record, Part.ELECTIONS)
    _refuse_wrong_sums(opened)
    _known_base(base)
    held = [b for b in ballots(opened.record, opened.branch) if b.round.tallies]
    if not held:
        fail(f"“{record}”里还没有得票；逐张录入的选票用 --ballots。", Exit.NOTHING)
    lines = [line for ballot in held for line in _result(ballot, opened, base)]
    return "\n".join([*lines, BASIS]) + "\n"


def _known_base(base: str) -> None:
    if base not in {PRESENT, DUE}:
        fail(f"--base 可用：{PRESENT}、{DUE}。")


def _refuse_wrong_sums(opened: Opened) -> None:
    assert opened.document is not None
    day = held_on(opened.record, opened.branch) or date.max
    request = Request(Period(day.year, date.max), selected(BOOK, SUMS, [], []))
    report = check_site(opened.source, opened.site, request)
    wrong = [f for f in report.findings if f.place.file == opened.document.path]
    if wrong:
        said = "\n".join(f"  {one.found}{one.expected}（{one.code}）" for one in wrong)
        fail(f"票数对不上，没有计算结果：\n{said}", Exit.FINDINGS)


def _result(ballot: Ballot, opened: Opened, base: str) -> Iterator[str]:
    number = base_of(ballot, opened.record, opened.branch, base)
    found, votes = outcome(ballot.round, number), votes_of(ballot.round)
    if invalid := _quorum(ballot, opened):
        yield invalid
        return
    if is_void(ballot.round):
        yield f"{what(ballot)}：收回的选票多于投票人数，本轮无效。"
        return
    if found is None or votes is None:
        yield f"{what(ballot)}：{base}人数或者候选人的得票没有写全，不能计算。"
        return
    half = None if ballot.round.tie_of else number
    yield from _told(what(ballot), ballot.round, votes, found, half)
    yield from _by_other_reading(ballot, opened, base, found)
    different = sorted(set(found.elected).symmetric_difference(ballot.round.elected))
    if ballot.round.elected and different:
        yield f"  注意：记录里的“当选”与此不同，涉及{'、'.join(different)}。"


def _by_other_reading(ballot: Ballot, opened: Opened, base: str, found: Decision) -> Iterator[str]:
    other = PRESENT if base == DUE else DUE
    number = base_of(ballot, opened.record, opened.branch, other)
    changed = outcome(ballot.round, number)
    if changed is None or number is None or set(changed.elected) == set(found.elected):
        return
    names = "、".join(changed.elected) or "无人"
    yield f"  提示：若以{other} {number} 人的半数为准，当选的是{names}；以大会通过的选举办法为准。"


def _quorum(ballot: Ballot, opened: Opened) -> str | None:
    """Say that too few came, or nothing; what is not recorded is no objection."""
    one, day = ballot.round, ballot.day
    entitled = due(ballot, opened.record, opened.branch)
    if entitled is None or one.present is None or day is None:
        return None
    if enough_present(one.present, entitled.low, day):
        return None
    least = least_present(entitled.low, day)
    return (
        f"{what(ballot)}：应到 {entitled} 人，实到 {one.present} 人，须 {least} 人到会，选举无效。"
    )


def _told(
    title: str, one: Round, votes: dict[str, int], found: Decision, number: int | None
) -> Iterator[str]:
    need = "得票多的当选" if number is None else f"过半数须 {least_votes(number)} 票"
    yield f"{title}：应选 {one.posts} 人，{need}。"
    for name in sorted(votes, key=lambda person: -votes[person]):
        yield f"  {name} {votes[name]} 票　{_verdict(name, votes[name], found, number)}"
    if found.tied:
        yield f"  {'、'.join(found.tied)}票数相等，就他们再次投票，选 {found.tied_posts} 人。"
    if found.vacant:
        yield f"  还差 {found.vacant} 人：另行选举，或者经半数以上选举人同意减少名额。"


def _verdict(name: str, votes: int, found: Decision, number: int | None) -> str:
    if name in found.elected:
        return "当选"
    if name in found.tied:
        return "末位票数相等，再次投票"
    if number is not None and not passes(votes, number):
        return "没有超过半数，不当选"
    return "票数在后，名额已满，不当选"


def entered(record: Path, path: Path, number: int, base: str) -> str:
    """Return the count of papers typed in, and the lines to put into the record."""
    opened = open_record(record, Part.ELECTIONS)
    _known_base(base)
    ballot = next(
        (b for b in ballots(opened.record, opened.branch) if b.round.number == number), None
    )
    if ballot is None or not ballot.round.candidates:
        fail(f"“{record}”里没有第 {number} 轮投票及其候选人，请先写上轮次、选举、应选和候选人。")
    papers = list(_papers(path, ballot.round))
    count = count_papers(papers, ballot.round.candidates, ballot.round.posts)
    whole = base_of(ballot, opened.record, opened.branch, base)
    if whole is None:
        fail(f"第 {number} 轮没有写{base[:2]}，不知道半数是多少。")
    if invalid := _quorum(ballot, opened):
        fail(invalid, Exit.FINDINGS)
    _refuse_surplus(len(papers), ballot.round)
    found = decide(count.votes, ballot.round.posts, whole)
    lines = _told(what(ballot), ballot.round, count.votes, found, whole)
    return "\n".join([*lines, BASIS, "", "写入记录：", *_yaml(count, found)]) + "\n"


def _papers(path: Path, one: Round) -> Iterator[Paper]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        fail(f"读不了“{path}”，应是 UTF-8 的文本文件。")
    for place, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield read_paper(line, one.candidates)
        except PaperError as error:
            fail(f"{path} 第 {place} 行：{error}。")


def _refuse_surplus(returned: int, one: Round) -> None:
    for limit, word in ((one.issued, "发出"), (one.present, "实到")):
        if limit is not None and returned > limit:
            fail(
                f"录入选票 {returned} 张，多于{word}的 {limit}：收回多于投票人数的，选举无效。",
                Exit.FINDINGS,
            )


def _yaml(count: Count, found: Decision) -> Iterator[str]:
    yield f"      收回: {count.valid + count.invalid}"
    yield f"      有效: {count.valid}"
    yield f"      无效: {count.invalid}"
    yield "      得票:"
    for name, marks in count.marks.items():
        yes, no, abstain = (marks[mark] for mark in (Mark.YES, Mark.NO, Mark.ABSTAIN))
        yield f"        - {{姓名: {name}, 赞成: {yes}, 不赞成: {no}, 弃权: {abstain}}}"
    if count.others:
        yield "      另选他人:"
        for name, votes in count.others.most_common():
            yield f"        - {{姓名: {name}, 票数: {votes}}}"
    yield f"      当选: [{', '.join(found.elected)}]"
