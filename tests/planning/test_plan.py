"""What is due is reckoned from the deadlines that the rules judge by."""

from datetime import date

import pytest

from djledger.planning.due import Kind
from djledger.planning.plan import plan
from planning.ledgers import branch, person

AS_OF = date(2026, 6, 15)


def dues(ledger, kind, as_of=AS_OF, days=60):
    return [(one.due, one.task) for one in plan([ledger], as_of, days) if one.kind is kind]


def people(text, as_of=AS_OF, **files):
    return dues(person(text, **files), Kind.DEVELOPMENT, as_of)


def test_talk_is_due_a_calendar_month_after_the_application():
    assert people("申请: {日期: 2026-05-31}") == [(date(2026, 6, 30), "派人同申请人谈话")]
    assert people("申请: {日期: 2026-05-31, 谈话日期: 2026-06-10}") == []


def test_a_deadline_that_has_run_out_is_first_and_overdue():
    ledger = person("申请: {日期: 2026-04-10}")
    first = plan([ledger], AS_OF)[0]
    assert (first.task, first.overdue(AS_OF), first.left(AS_OF)) == (
        "派人同申请人谈话",
        True,
        "已过 36 天",
    )


def test_what_came_before_a_milestone_is_no_longer_awaited():
    assert people("申请: {日期: 2024-01-01}\n发展对象: {确定日期: 2026-06-01}") == []


def test_activists_are_examined_every_half_year_and_complete_a_year():
    found = people("积极分子: {确定日期: 2025-07-01, 考察: [{日期: 2025-12-31}]}")
    assert found == [
        (date(2026, 6, 30), "进行半年一次的考察"),
        (date(2026, 7, 1), "培养考察满一年，可以研究能否列为发展对象"),
    ]


def test_the_assembly_is_due_within_a_month_of_the_prereview_only_since_2026():
    text = "接收: {预审: {答复: %s}}"
    assert people(text % "2026-05-31") == [(date(2026, 6, 30), "提交党员大会讨论")]
    assert people(text % "2026-05-10") == []


def test_approval_may_take_six_months_where_a_reason_is_given():
    text = "接收: {支部大会: {日期: 2026-05-31}, 审批: {%s}}"
    due = "审批预备党员"
    assert (date(2026, 8, 31), due) in people(text % "")
    assert (date(2026, 11, 30), due) in people(text % "延期说明: 换届")
    assert due not in [task for _, task in people(text % "日期: 2026-06-10")]


@pytest.mark.parametrize(
    ("extra", "due"),
    [
        ("起: 2025-07-10", date(2026, 8, 10)),
        ("转入日期: 2025-12-01", date(2027, 1, 10)),
        ("延长: [{至: 2026-07-31}]", date(2026, 9, 1)),
    ],
)
def test_the_end_of_a_probation_is_to_be_discussed(extra, due):
    text = f"接收: {{支部大会: {{日期: 2025-07-10}}, 宣誓: 2025-09-01}}\n预备期: {{{extra}}}"
    found = [one for one in people(text) if one[1].startswith("预备期满")]
    assert found == [(due, "预备期满，召开党员大会讨论能否转正")]


def test_a_stopped_process_has_no_deadlines():
    assert people("申请: {日期: 2026-05-31}\n终止: {日期: 2026-06-01, 原因: 本人提出}") == []


def test_a_probationary_member_without_a_file_is_followed_by_the_roster():
    ledger = branch(members="党员: [{姓名: 何雨晴, 入党: 2025-07-10}]\n")
    assert dues(ledger, Kind.DEVELOPMENT) == [
        (date(2026, 8, 9), "预备期满，召开党员大会讨论能否转正")
    ]


def test_meetings_of_the_running_periods_are_due_until_held():
    held = branch(
        meetings__大会="类型: 党员大会\n日期: 2026-04-02\n",
        meetings__党日="类型: 主题党日\n日期: 2026-06-02\n",
    )
    assert dues(branch(), Kind.MEETING, days=0) == [
        (date(2026, 6, 30), "开展 2026 年 6 月主题党日"),
        (date(2026, 6, 30), "召开 2026 年第 2 季度党员大会"),
    ]
    assert dues(held, Kind.MEETING, days=0) == []


def test_the_yearly_meetings_may_be_held_until_the_next_march():
    found = dues(branch(), Kind.MEETING, date(2027, 1, 10), 0)
    assert (date(2027, 3, 31), "召开 2026 年度组织生活会") in found
    assert (date(2027, 3, 31), "开展 2026 年度民主评议党员") in found


def test_an_election_is_announced_half_a_year_ahead():
    ledger = branch()
    assert dues(ledger, Kind.ELECTION, date(2026, 12, 11), 0) == []
    assert dues(ledger, Kind.ELECTION, date(2026, 12, 12), 0) == [
        (date(2027, 6, 12), "第四届任期届满，完成换届选举")
    ]


def test_tasks_are_due_until_they_are_done():
    tasks = (
        "年度: 2026\n重点任务:\n  - {事项: 修订走访制度, 期限: 2026-06-20}\n"
        "  - {事项: 更新公示栏, 期限: 2026-06-20, 完成: 2026-06-01}\n"
        "问题清单: [{编号: 问-01, 问题: 缺表决情况, 期限: 2026-06-30}]\n"
    )
    assert dues(branch(tasks__2026=tasks), Kind.TASK) == [
        (date(2026, 6, 20), "修订走访制度"),
        (date(2026, 6, 30), "整改问-01：缺表决情况"),
    ]


def test_a_dissolved_branch_owes_nothing():
    text = branch().profile.name
    gone = branch(branch=f"名称: {text}\n类型: 机关\n撤销: {{日期: 2026-06-01}}\n")
    assert plan([gone], AS_OF) == []


def test_what_is_recorded_for_later_days_is_not_done_yet():
    text = "申请: {日期: 2026-05-31, 谈话日期: 2026-06-20}"
    assert people(text) == [(date(2026, 6, 30), "派人同申请人谈话")]
    assert people(text, date(2026, 6, 20)) == []


def test_an_extension_leaves_its_end_to_be_discussed():
    text = (
        "接收: {支部大会: {日期: 2025-06-10}, 宣誓: 2025-08-01}\n"
        "预备期: {转正申请: 2026-06-01, 支部大会: {日期: 2026-06-12}, 决定: 延长预备期,"
        " 延长: [{至: 2026-12-09}], 审批: {日期: 2026-06-14}}"
    )
    found = people(text, date(2026, 12, 1))
    assert found == [(date(2027, 1, 10), "预备期满，召开党员大会讨论能否转正")]


def test_a_problem_that_came_back_is_due_again():
    problem = "编号: 问-01, 问题: 缺表决情况, 期限: 2026-06-30, 完成: 2026-05-01, 销号: 2026-05-10"
    back = f"年度: 2026\n问题清单: [{{{problem}, 反弹: [{{日期: 2026-05-11}}]}}]\n"
    again = f"年度: 2026\n问题清单: [{{{problem}, 反弹: [{{日期: 2026-05-01}}]}}]\n"
    assert dues(branch(tasks__2026=back), Kind.TASK) == [
        (date(2026, 6, 30), "整改问-01：缺表决情况")
    ]
    assert dues(branch(tasks__2026=again), Kind.TASK) == []
