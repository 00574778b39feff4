"""Papers: blanks for what is unknown, the layout of the standard, the same bytes every time."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt, Twips

from djledger.ledger.branch import Part
from djledger.ledger.folder import load, sites
from djledger.ledger.source import MemorySource
from djledger.papers.filling import BLANK, BadTemplateError, fill
from djledger.papers.kinds import BY_NAME, KINDS, make, template_of
from djledger.resources import resource

MEMBERS = "党员:\n" + "".join(
    f"  - {{姓名: {name}, 入党: 2010-06-28, 转正: 2011-06-28}}\n"
    for name in ("王建国", "李秀兰", "孙志远", "周立新", "吴小燕")
)
FILES = {
    "branch.yaml": "名称: 第一党支部\n类型: 机关\n上级: 机关党委\n"
    "届次:\n  - {当选日期: 2023-05-12, 成员: [{姓名: 王建国, 职务: 书记}]}\n",
    "members.yaml": MEMBERS,
    "elections/2026-换届.yaml": "类别: 换届\n",
    "development/何雨晴.yaml": "姓名: 何雨晴\n",
    "meetings/2026/2026-05-12-党员大会.yaml": "类型: 党员大会\n日期: 2026-05-12\n",
}
KINDS_OF_PAPER = [pytest.param(kind, id=kind.name) for kind in KINDS]


def branch_of(**changed):
    files = {**FILES, **changed}
    source = MemorySource({path: text.encode() for path, text in files.items()})
    return load(source, sites(source)[0]).branch


def paper(name, branch=None, own=None):
    kind = BY_NAME[name]
    branch = branch or branch_of()
    (record, *_) = branch.records(kind.part)
    return make(kind, record, branch, own)


def text_of(made):
    document = Document(BytesIO(made))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def own_template(folder, name, *lines):
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(folder / f"{name}.docx")


def test_every_template_belongs_to_a_kind():
    shipped = {path.stem for path in resource("templates", "paper").glob("*.docx")}
    assert shipped == set(BY_NAME)


@pytest.mark.parametrize("kind", KINDS_OF_PAPER)
def test_what_is_not_recorded_is_a_visible_blank(kind):
    found = text_of(paper(kind.name))
    assert BLANK in found or kind.name == "选票"
    assert not re.search(r"None|Undefined|\{[{%]|[%}]\}", found)


@pytest.mark.parametrize("kind", KINDS_OF_PAPER)
def test_the_same_record_gives_the_same_bytes(kind):
    made = paper(kind.name)
    assert made == paper(kind.name)
    with ZipFile(BytesIO(made)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("kind", KINDS_OF_PAPER)
def test_the_page_is_that_of_the_standard(kind):
    section = Document(str(template_of(kind))).sections[0]
    sides = (
        section.top_margin, section.bottom_margin, section.left_margin, section.right_margin,
    )  # fmt: skip
    assert [round(side.mm) for side in sides] == [37, 35, 28, 26]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    pitch = int(section._sectPr.find(qn("w:docGrid")).get(qn("w:linePitch")))
    high = section.page_height - section.top_margin - section.bottom_margin
    assert high // Twips(pitch) == 22


@pytest.mark.parametrize(
    ("style", "font", "points"),
    [
        ("公文标题", "方正小标宋简体", 22),
        ("公文正文", "仿宋", 16),
        ("公文一级", "黑体", 16),
        ("公文二级", "楷体", 16),
    ],
)
def test_styles_name_the_fonts_of_the_standard_for_chinese_text(style, font, points):
    document = Document(str(template_of(BY_NAME["选举请示"])))
    found = document.styles[style]
    assert found.element.rPr.rFonts.get(qn("w:eastAsia")) == font
    assert found.font.size.pt == points
    with ZipFile(template_of(BY_NAME["选举请示"])) as archive:
        table = archive.read("word/fontTable.xml").decode()
    assert re.search(f'w:name="{font}"><w:altName w:val="[^"]+"', table)


def test_twenty_eight_characters_fill_a_line():
    document = Document(str(template_of(BY_NAME["选举请示"])))
    section, body = document.sections[0], document.styles["公文正文"]
    squeezed = int(body.element.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
    wide = section.page_width - section.left_margin - section.right_margin
    assert wide // Pt(body.font.size.pt + squeezed) == 28


def test_facts_of_the_ledger_are_filled_in():
    election = (
        "类别: 换届\n委员名额: 3\n研究日期: 2026-04-02\n请示: {日期: 2026-04-08}\n"
        "人选:\n  - {姓名: 王建国}\n  - {姓名: 李秀兰}\n  - {姓名: 孙志远}\n  - {姓名: 周立新}\n"
        "大会: {日期: 2026-05-12}\n"
    )
    branch = branch_of(**{"elections/2026-换届.yaml": election})
    found = text_of(paper("选举请示", branch))
    assert "机关党委：" in found
    assert "2023年5月12日选举产生，任期3年，2026年5月12日届满" in found
    assert "候选人4名，差额1名" in found
    assert "2010.06" in text_of(paper("候选人情况表", branch))


def test_signs_that_word_reserves_are_taken_as_text():
    branch = branch_of(**{"development/何雨晴.yaml": "姓名: 何雨晴\n单位: 研发<一>&二组\n"})
    assert "研发<一>&二组" in text_of(paper("发展对象公示", branch))


def test_a_notice_shows_the_month_of_birth_and_nothing_beyond_its_columns(tmp_path):
    private = (
        "姓名: 何雨晴\n出生: 1998-03-21\n备注: 家庭情况\n"
        "发展对象: {公示: {起: 2026-06-01, 止: 2026-06-05, 结果: 有异议}}\n"
    )
    branch = branch_of(**{"development/何雨晴.yaml": private})
    found = text_of(paper("发展对象公示", branch))
    assert "1998年3月" in found and "21" not in found
    assert "2026年6月1日至2026年6月5日" in found
    own_template(tmp_path, "发展对象公示", "{{ 人.备注 }}{{ 公示.结果 }}{{ 人.出生 }}")
    assert text_of(paper("发展对象公示", branch, tmp_path)).strip() == f"{BLANK * 2}1998年3月"


def test_an_office_can_replace_a_template(tmp_path):
    own_template(tmp_path, "选举请示", "本单位格式：{{ 支部.名称 }}，{{ 选举.请示.日期 }}")
    found = text_of(paper("选举请示", own=tmp_path))
    assert found.strip() == f"本单位格式：第一党支部，{BLANK}"
    assert "选举办法" in text_of(paper("选举办法", own=tmp_path))


def test_a_template_cannot_leave_the_sandbox():
    out = BytesIO()
    document = Document()
    document.add_paragraph("{{ ''.__class__.__mro__[1].__subclasses__() }}")
    document.save(out)
    with pytest.raises(BadTemplateError):
        fill(out.getvalue(), {})


@pytest.mark.parametrize("broken", [b"not a zip", b""])
def test_a_file_that_is_no_template_is_said_to_be_none(broken):
    with pytest.raises(BadTemplateError):
        fill(broken, {})


def test_minutes_count_and_name_those_away():
    minutes = (
        "类型: 党员大会\n日期: 2026-05-12\n缺席: {周立新: 出差}\n"
        "议题:\n  - {标题: 听取工作报告, 决议: 通过。}\n  - {标题: 选举}\n"
    )
    branch = branch_of(**{"meetings/2026/2026-05-12-党员大会.yaml": minutes})
    found = text_of(paper("会议记录", branch))
    assert "应到 5 人，实到 4 人" in found and "周立新（出差）" in found
    assert "一、听取工作报告" in found and "二、选举" in found


def test_the_resolution_takes_its_vote_from_the_assembly():
    minutes = (
        "类型: 党员大会\n日期: 2026-05-12\n议题:\n"
        "  - 标题: 讨论接收\n    事项: 接收预备党员\n    对象: 何雨晴\n"
        "    表决: {应到: 5, 实到: 5, 方式: 无记名投票, 赞成: 5, 反对: 0, 弃权: 0}\n"
    )
    person = "姓名: 何雨晴\n接收: {支部大会: {会议: meetings/2026/2026-05-12-党员大会}}\n"
    branch = branch_of(
        **{
            "meetings/2026/2026-05-12-党员大会.yaml": minutes,
            "development/何雨晴.yaml": person,
        }
    )
    found = text_of(paper("接收决议", branch))
    assert "赞成 5 票，反对 0 票，弃权 0 票" in found and "2026年5月12日" in found
    assert "2026年5月12日" in text_of(paper("发展党员清单", branch))


def test_kinds_are_of_parts_that_the_ledger_has():
    assert {kind.part for kind in KINDS} == {Part.ELECTIONS, Part.MEETINGS, Part.DEVELOPMENT}


def test_papers_of_a_branch_without_committee_speak_of_its_secretary_only():
    election = (
        "类别: 换届\n人选: [{姓名: 李秀兰, 竞选: 书记}]\n大会:\n  日期: 2026-05-12\n  投票:\n"
        "    - {轮次: 1, 选举: 书记, 应选: 1, 候选人: [李秀兰], 当选: [李秀兰]}\n"
    )
    branch = branch_of(**{"elections/2026-换届.yaml": election})
    assert "不设支部委员会，拟设书记1名" in text_of(paper("选举请示", branch))
    assert "委员" not in text_of(paper("选票", branch))
    assert "于2026年5月12日召开党员大会" in text_of(paper("任职报批请示", branch))
    assert "当选委员" not in text_of(paper("选举结果报告", branch))
