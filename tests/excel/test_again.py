"""Importing again, taking an import back, and what happens when it is cut short."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from djledger.excel import journal as journals
from djledger.excel.journal import Journal
from excel.books import book, branch, bring, ledger, run

ROSTER = (
    ["姓名", "性别", "入党时间", "学历", "备注"],
    ["王建国", "男", "2001-06-28", "大学本科", None],
    ["李娜", "女", "2005-06-28", "大学专科", None],
)


@pytest.fixture
def home(tmp_path):
    return branch(tmp_path)


@pytest.fixture
def sheet(tmp_path):
    return book(tmp_path / "名册.xlsx", *ROSTER)


def change(path, cell, value):
    made = load_workbook(path)
    made.active[cell] = value
    made.save(path)


def text_of(home):
    return (home / "members.yaml").read_bytes()


def test_the_same_sheet_again_changes_nothing(home, sheet):
    bring(sheet, home)
    before = text_of(home)
    done = bring(sheet, home)
    assert "新增 0 条，修改 0 条，2 条没有变化" in done.stderr
    assert text_of(home) == before


def test_only_what_changed_changes_and_what_was_added_by_hand_stays(home, sheet):
    bring(sheet, home)
    by_hand = (
        text_of(home)
        .decode()
        .replace("学历: 大学本科", '学历: "大学本科"  # 已核对\n    民族: 汉族')
    )
    (home / "members.yaml").write_text(by_hand, encoding="utf-8", newline="")
    change(sheet, "D3", "大学本科")
    assert bring(sheet, home).exit_code == 0
    assert text_of(home).decode() == by_hand.replace("大学专科", "大学本科")


def test_a_value_corrected_by_hand_is_not_overwritten_by_an_old_sheet(home, sheet):
    bring(sheet, home)
    by_hand = text_of(home).replace(b"2001-06-28", b"2001-07-01")
    (home / "members.yaml").write_bytes(by_hand)
    done = bring(sheet, home)
    assert "Sheet1!C2：台账在上次导入后已由人改过，保持不变" in done.stderr
    assert text_of(home) == by_hand


def test_a_blank_cell_takes_nothing_out(home, sheet):
    bring(sheet, home)
    before = text_of(home)
    change(sheet, "D2", None)
    bring(sheet, home)
    assert text_of(home) == before


def test_a_group_with_its_history_is_left_alone(home, tmp_path):
    history = (
        "党员:\n  - 姓名: 王建国\n    党小组:\n"
        "      - {名称: 一组, 止: 2026-01-01}\n      - {名称: 二组}\n"
    )
    (home / "members.yaml").write_text(history, encoding="utf-8")
    path = book(tmp_path / "a.xlsx", ["姓名", "性别", "党小组"], ["王建国", None, "二组"])
    assert "1 条没有变化" in bring(path, home).stderr
    change(path, "C2", "三组")
    assert "台账里写得更细，没有改动" in bring(path, home).stderr
    assert text_of(home).decode() == history


def test_meeting_gains_absences_and_keeps_the_agenda(home, tmp_path):
    folder = home / "meetings/2026"
    folder.mkdir(parents=True)
    written = (
        "类型: 党课\n日期: 2026-03-12\n缺席: {周立新: 出差}\n"
        "议题:\n  - 标题: 学习\n    摘要: 逐条学习\n"
    )
    (folder / "a.yaml").write_text(written, encoding="utf-8")
    path = book(
        tmp_path / "a.xlsx",
        ["会议类型", "会议时间", "请假人员", "议题"],
        ["党课", "2026.3.12", "周立新、钱玉梅（病假）", "学习\n讨论"],
    )
    assert bring(path, home).exit_code == 0
    record = ledger(home, "meetings/2026/a.yaml")
    assert record["缺席"] == {"周立新": "出差", "钱玉梅": "病假"}
    assert record["议题"] == [{"标题": "学习", "摘要": "逐条学习"}, {"标题": "讨论"}]


DUES = (
    ["2026年党费台账"],
    ["姓名", "类别", "月应缴", "1月", "2月"],
    ["王建国", "机关", 105, 105, None],
)


def test_dues_of_a_further_month_are_added_and_a_correction_is_followed(home, tmp_path):
    bring(book(tmp_path / "名册.xlsx", *ROSTER), home)
    path = book(tmp_path / "a.xlsx", *DUES)
    bring(path, home, "--pay-day", "10")
    change(path, "E3", 105)
    change(path, "D3", 110)
    assert bring(path, home, "--pay-day", "10").exit_code == 0
    paid = ledger(home, "dues/2026.yaml")["交纳"]
    assert [(one["月份"], one["金额"]) for one in paid] == [
        ("2026-01", "110.00"),
        ("2026-02", "105.00"),
    ]


def test_dues_recorded_for_everybody_are_not_recorded_twice(home, tmp_path):
    bring(book(tmp_path / "名册.xlsx", *ROSTER), home)
    (home / "dues").mkdir()
    written = (
        "年度: 2026\n核定:\n  名单: [{姓名: 王建国, 类别: 机关, 月交: 105.00}]\n"
        "交纳:\n  - {月份: 2026-01, 日期: 2026-01-10}\n"
    )
    (home / "dues/2026.yaml").write_text(written, encoding="utf-8")
    done = bring(book(tmp_path / "a.xlsx", *DUES), home)
    assert done.exit_code == 0, done.stderr
    assert (home / "dues/2026.yaml").read_text(encoding="utf-8") == written


def files(folder):
    return {
        path.relative_to(folder): path.read_bytes()
        for path in sorted(folder.rglob("*.yaml"))
        if path.is_file()
    }


def test_undo_restores_every_file(home, sheet):
    bring(sheet, home)
    before = files(home)
    change(sheet, "D3", "研究生")
    change(sheet, "A4", "赵德茂")
    bring(sheet, home)
    assert files(home) != before
    assert run("import", "--undo", "--branch", home).exit_code == 0
    assert files(home) == before


def test_undo_of_the_first_import_takes_the_files_away(home, sheet):
    bring(sheet, home)
    assert run("import", "--undo", "--branch", home).exit_code == 0
    assert not (home / "members.yaml").exists()
    again = run("import", "--undo", "--branch", home)
    assert again.exit_code == 2 and "没有可以撤销的导入" in again.stderr


def test_undo_does_not_destroy_later_work(home, sheet):
    bring(sheet, home)
    (home / "members.yaml").write_bytes(text_of(home) + b"# later\n")
    done = run("import", "--undo", "--branch", home)
    assert done.exit_code == 2 and "members.yaml" in done.stderr
    assert text_of(home).endswith(b"# later\n")


CHANGED = {name: (None, name.encode()) for name in ("a.yaml", "b/c.yaml", "d.yaml")}


@pytest.mark.parametrize("survivors", range(6))
def test_a_failing_write_leaves_no_file_behind(tmp_path, monkeypatch, survivors):
    """The disk is full after so many writes."""
    (tmp_path / "d.yaml").write_bytes(b"old")
    changed = {**CHANGED, "d.yaml": (b"old", b"new")}
    written, real = [], journals.write_atomic

    def failing(path, content):
        if len(written) == survivors:
            written.append(path)
            raise OSError(28, "No space left on device")
        written.append(path)
        real(path, content)

    monkeypatch.setattr(journals, "write_atomic", failing)
    try:
        Journal(tmp_path).write(changed, {})
    except OSError:
        assert files(tmp_path) == {Path("d.yaml"): b"old"}
    else:
        assert (tmp_path / "d.yaml").read_bytes() == b"new"


def test_an_import_cut_short_is_put_back_by_the_next_run(tmp_path, home, sheet):
    bring(sheet, home)
    note = home / ".djledger/import.json"
    note.write_text(json.dumps({**json.loads(note.read_text()), "done": False}))
    done = bring(sheet, home, "--dry-run")
    assert "上次导入中断，已恢复原状：members.yaml" in done.stderr
    assert not (home / "members.yaml").exists()


def test_the_form_in_which_the_ledger_is_written_makes_no_difference(home, tmp_path):
    written = "类型: 党课\n日期: 2026年3月12日\n内容: |\n  学习。\n"
    (home / "meetings").mkdir()
    (home / "meetings/a.yaml").write_text(written, encoding="utf-8")
    heads = ["会议类型", "会议时间", "内容"]
    done = bring(book(tmp_path / "a.xlsx", heads, ["党课", "2026-03-12", "学习。"]), home)
    assert "1 条没有变化" in done.stderr
    assert ledger(home, "meetings/a.yaml")["日期"] == "2026年3月12日"
