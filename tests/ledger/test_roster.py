"""Who counts on which day: each boundary on both sides."""

from datetime import date

from djledger.ledger.members import MemberList
from djledger.ledger.roster import Roster


def roster(**person):
    return Roster(MemberList.model_validate({"党员": [{"姓名": "王一", **person}]}))


def names(count):
    return [m.name for m in count.sure], [m.name for m in count.unsure]


COUNTS, OPEN, OUT = (["王一"], []), ([], ["王一"]), ([], [])
FULL = {"入党": "2010-06-28", "转正": "2011-06-28"}


def test_a_probationary_member_attends_but_does_not_vote():
    one = roster(入党="2026-05-20")
    assert names(one.expected_on(date(2026, 6, 1))) == COUNTS
    assert names(one.voters_on(date(2026, 6, 1))) == OUT


def test_on_the_day_of_admission_it_is_open_whether_the_person_counts():
    one = roster(入党="2026-05-20")
    assert names(one.expected_on(date(2026, 5, 19))) == OUT
    assert names(one.expected_on(date(2026, 5, 20))) == OPEN
    assert names(one.expected_on(date(2026, 5, 21))) == COUNTS


def test_until_a_confirmation_may_have_been_approved_the_vote_is_open():
    one = roster(入党="2025-05-31", 转正="2026-05-31")
    assert names(one.voters_on(date(2026, 5, 30))) == OUT
    assert names(one.voters_on(date(2026, 5, 31))) == OPEN
    assert names(one.voters_on(date(2026, 8, 31))) == OPEN
    assert names(one.voters_on(date(2026, 9, 1))) == COUNTS


def test_transfer_out_ends_membership_on_its_day():
    one = roster(**FULL, 转出={"日期": "2026-08-15"})
    assert names(one.expected_on(date(2026, 8, 14))) == COUNTS
    assert names(one.expected_on(date(2026, 8, 15))) == OPEN
    assert names(one.expected_on(date(2026, 8, 16))) == OUT


def test_transfer_in_counts_from_its_day_whatever_the_date_of_joining():
    one = roster(**FULL, 转入={"日期": "2026-04-10"})
    assert names(one.voters_on(date(2026, 4, 9))) == OUT
    assert names(one.voters_on(date(2026, 4, 10))) == OPEN
    assert names(one.voters_on(date(2026, 4, 11))) == COUNTS


def test_an_undated_exit_is_still_an_exit():
    one = roster(**FULL, 转出={"去向": "某支部"})
    assert names(one.expected_on(date(2026, 1, 1))) == OUT


def test_probation_within_the_party_takes_the_vote_from_first_day_to_restoration():
    punished = [{"种类": "留党察看", "日期": "2025-03-01", "止": "2026-03-01"}]
    one = roster(**FULL, 处分=punished)
    assert names(one.voters_on(date(2025, 2, 28))) == COUNTS
    assert names(one.voters_on(date(2025, 3, 1))) == OUT
    assert names(one.voters_on(date(2026, 2, 28))) == OUT
    assert names(one.voters_on(date(2026, 3, 1))) == OPEN
    assert names(one.expected_on(date(2025, 6, 1))) == COUNTS
    restored = roster(**FULL, 处分=[{**punished[0], "恢复权利": "2026-03-20"}])
    assert names(restored.voters_on(date(2026, 3, 19))) == OUT
    assert names(restored.voters_on(date(2026, 3, 20))) == COUNTS


def test_probation_within_the_party_without_an_end_still_runs():
    one = roster(**FULL, 处分=[{"种类": "留党察看", "日期": "2025-03-01"}])
    assert names(one.voters_on(date(2026, 12, 31))) == OUT


def test_lighter_punishment_leaves_the_vote():
    one = roster(**FULL, 处分=[{"种类": "严重警告", "日期": "2025-03-01"}])
    assert names(one.voters_on(date(2025, 4, 1))) == COUNTS


def test_a_suspended_member_neither_attends_nor_votes():
    one = roster(**FULL, 停止党籍=[{"起": "2026-01-10", "止": "2026-02-10"}])
    assert names(one.expected_on(date(2026, 1, 9))) == COUNTS
    assert names(one.expected_on(date(2026, 1, 10))) == OUT
    assert names(one.voters_on(date(2026, 2, 10))) == OUT
    assert names(one.voters_on(date(2026, 2, 11))) == COUNTS


def test_the_old_and_the_away_may_or_may_not_be_counted_as_due_but_keep_their_vote():
    for key in ("免除参会", "流动", "出国", "失联"):
        one = roster(**FULL, **{key: [{"起": "2026-01-10"}]})
        assert names(one.expected_on(date(2026, 1, 10))) == OPEN, key
        assert names(one.voters_on(date(2026, 1, 10))) == COUNTS, key


def test_a_guest_may_attend_but_is_no_member_here():
    one = roster(**FULL, 关系所在="外单位支部")
    assert names(one.expected_on(date(2026, 1, 10))) == OPEN
    assert names(one.voters_on(date(2026, 1, 10))) == OUT
    assert one.members_on(date(2026, 1, 10)) == ()


def test_groups_follow_their_dates():
    spells = [{"名称": "一组", "止": "2026-06-30"}, {"名称": "二组", "起": "2026-07-01"}]
    one = roster(**FULL, 党小组=spells)
    assert one.group_on("一组", date(2026, 6, 30)) and not one.group_on("二组", date(2026, 6, 30))
    assert one.group_on("二组", date(2026, 7, 1)) and not one.group_on("一组", date(2026, 7, 1))


def test_without_any_date_a_listed_person_belongs():
    assert names(roster().expected_on(date(2026, 1, 1))) == COUNTS


def test_where_no_confirmation_is_recorded_the_vote_is_open_after_the_probation():
    one = roster(入党="2024-05-20")
    assert names(one.voters_on(date(2025, 5, 19))) == OUT
    assert names(one.voters_on(date(2025, 5, 20))) == OPEN
    extended = roster(入党="2024-05-20", 预备期延长至="2025-11-20")
    assert names(extended.voters_on(date(2025, 11, 19))) == OUT
    assert names(extended.voters_on(date(2025, 11, 20))) == OPEN
    assert names(roster().voters_on(date(2026, 1, 1))) == OPEN
