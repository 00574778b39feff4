"""A timeline tells which steps are done, late, missing and next."""

from datetime import date
from xml.etree import ElementTree as ET

from djledger.ledger.branch import Part
from djledger.planning.drawing import svg, text
from djledger.planning.timeline import State, timeline
from planning.ledgers import person

AS_OF = date(2026, 6, 15)


def line(words, as_of=AS_OF):
    ledger = person(words)
    (file,) = ledger.records(Part.DEVELOPMENT)
    return timeline(file, ledger, as_of)


def states(words, as_of=AS_OF):
    return {step.number: step.state for step in line(words, as_of).steps}


def test_the_step_after_the_last_one_taken_is_next():
    found = states("申请: {日期: 2026-06-01, 谈话日期: 2026-06-10}")
    assert (found[1], found[2], found[3], found[4]) == (
        State.DONE,
        State.DONE,
        State.NEXT,
        State.AHEAD,
    )


def test_a_step_taken_after_its_deadline_is_late_and_one_not_taken_overdue():
    assert states("申请: {日期: 2026-03-01, 谈话日期: 2026-04-01}")[2] is State.DONE
    assert states("申请: {日期: 2026-03-01, 谈话日期: 2026-04-02}")[2] is State.LATE
    assert states("申请: {日期: 2026-03-01}")[2] is State.OVERDUE
    assert states("申请: {日期: 2026-06-01}")[2] is State.NEXT


def test_a_step_left_out_is_missing_once_a_later_one_is_taken():
    found = states("申请: {日期: 2025-03-01}\n积极分子: {确定日期: 2025-09-01}")
    assert (found[2], found[3]) == (State.MISSING, State.DONE)


def test_days_that_have_not_come_are_not_taken():
    assert states("申请: {日期: 2026-07-01}")[1] is State.NEXT


def test_nothing_is_next_after_an_early_end():
    words = "申请: {日期: 2026-06-01}\n终止: {日期: 2026-06-05, 原因: 本人提出暂缓}"
    assert State.NEXT not in states(words).values()
    assert line(words).remarks == ("2026-06-05 终止：本人提出暂缓",)


def test_the_end_of_probation_and_transfers_are_told():
    words = (
        "积极分子: {确定日期: 2025-12-01, 连续计算起: 2024-03-01, 转接日期: 2025-12-01}\n"
        "接收: {支部大会: {日期: 2026-06-10}}\n"
    )
    assert line(words).remarks == (
        "2025-12-01 转来培养教育关系，培养时间从 2024-03-01 连续计算",
        "预备期到 2027-06-09 届满",
    )


def test_the_terminal_shows_every_step_with_a_mark():
    shown = text(line("申请: {日期: 2026-03-01, 谈话日期: 2026-04-02}"))
    assert "✓  1 递交入党申请书  2026-03-01" in shown
    assert "!  2 党组织派人谈话  2026-04-02 超期办理（应在 2026-04-01 前）" in shown
    assert "→  3" in shown


def test_the_drawing_is_sound_and_has_a_title_for_each_step():
    root = ET.fromstring(svg(line("申请: {日期: 2026-03-01}\n备注: <b>&")))
    space = "{http://www.w3.org/2000/svg}"
    assert root.get("role") == "img" and root.find(f"{space}title").text == "何雨晴的发展党员全程"
    titles = [group.find(f"{space}title").text for group in root.iter(f"{space}g")]
    assert len(titles) == 25
    assert titles[1] == "2. 党组织派人谈话：已超期（应在 2026-04-01 前）"


def test_words_from_the_ledger_cannot_break_the_drawing():
    words = "申请: {日期: 2026-06-01}\n终止: {日期: 2026-06-05, 原因: '</text><script>&'}"
    assert "<script>" not in svg(line(words))
    ET.fromstring(svg(line(words)))


def test_a_step_that_belongs_before_another_is_late_after_it():
    found = states(
        "接收: {政治审查: {结论日期: 2026-05-30}, 短期培训: {起: 2026-05-20, 止: 2026-05-22},"
        " 支部大会: {日期: 2026-05-22}}"
    )
    assert (found[10], found[11], found[15]) == (State.LATE, State.DONE, State.DONE)


def test_a_year_of_cultivation_that_was_not_full_is_told():
    short = "积极分子: {确定日期: 2025-06-10}\n发展对象: {确定日期: 2026-06-09}"
    full = "积极分子: {确定日期: 2025-06-10}\n发展对象: {确定日期: 2026-06-10}"
    assert line(short).remarks == ("列为发展对象时培养考察不满一年，最早 2026-06-10",)
    assert line(full).remarks == ()
