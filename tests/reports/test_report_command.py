"""``djledger report``: what it writes, for whom, and that it leaks nothing."""

import json
import re
import subprocess
from collections import Counter
from functools import cache
from io import BytesIO
from pathlib import Path
from shutil import copytree, ignore_patterns, which
from zipfile import ZipFile

import pytest
from docx import Document
from docx.shared import Pt
from openpyxl import load_workbook
from typer.testing import CliRunner

from checking.trees import MEETING, MEETING_PATH, plant, write
from djledger.checking.finding import SiteReport
from djledger.cli import app, reporting
from djledger.reports.building import BRANCH_LIST, COMMITTEE_LIST, PERSON_LIST
from history.repository import commit

EXAMPLES = Path(__file__).parents[2] / "examples"
BRANCH = EXAMPLES / "高新区党工委" / "机关党委" / "综合党支部"
FAULTY = EXAMPLES / "高新区党工委" / "机关党委" / "审批服务党支部"
CLOCK = ("--year", "2025", "--as-of", "2026-04-15")
FORMATS = "html,md,docx,xlsx,json"


def report(folder, out, *words, code=0):
    result = CliRunner().invoke(app, ["report", str(folder), *CLOCK, "--out", str(out), *words])
    assert result.exit_code == code, result.output
    return [Path(line) for line in result.stdout.splitlines()] if code == 0 else result.output


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Both kinds of report in every format, made once."""
    out = tmp_path_factory.mktemp("reports")
    made = {}
    for name, folder in (("branch", BRANCH), ("committee", EXAMPLES)):
        for path in report(folder, out, "--format", FORMATS):
            made[name, path.suffix[1:]] = path
    return made


def test_every_format_is_written_and_named(written):
    assert len(written) == 10
    assert all(path.stat().st_size > 5000 for path in written.values())


def test_every_record_path_in_a_report_is_a_file_or_folder(written):
    for name in ("branch", "committee"):
        data = json.loads(written[name, "json"].read_text(encoding="utf-8"))
        paths = set(evidence_in(data))
        assert len(paths) > 5
        assert [path for path in paths if not (EXAMPLES / path).exists()] == []


def evidence_in(data):
    if isinstance(data, dict):
        yield from data.get("evidence", ())
    for item in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from evidence_in(item)


def test_nearly_every_number_of_a_branch_report_has_evidence(written):
    """A nought rests on no record; a difference, and the days of a step, on their neighbours."""
    data = json.loads(written["branch", "json"].read_text(encoding="utf-8"))
    bare = [
        (key, label)
        for key, view in data["views"].items()
        for label, cell in view["facts"].items()
        if cell["value"] not in (0, None, "0", "0.00") and not cell.get("evidence")
    ]
    assert bare == []


def test_links_of_the_page_lead_to_places_in_it(written):
    for name in ("branch", "committee"):
        page = written[name, "html"].read_text(encoding="utf-8")
        ids = re.findall(r' id="([^"]+)"', page)
        assert len(ids) == len(set(ids))
        assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_the_page_holds_no_script_and_no_address(written):
    page = written["branch", "html"].read_text(encoding="utf-8")
    assert not re.search(r"<script|<link|<img|javascript:|\son\w+=|\sstyle=|url\(", page)
    assert set(re.findall(r"https?://[^\s\"<]+", page)) == {"http://www.w3.org/2000/svg"}


@pytest.mark.parametrize("format_", FORMATS.split(","))
def test_same_input_gives_the_same_bytes(format_, written, tmp_path):
    (again,) = report(BRANCH, tmp_path, "--format", format_)
    assert again.read_bytes() == written["branch", format_].read_bytes()


def test_office_files_hold_no_clock(written):
    for ending in ("docx", "xlsx"):
        with ZipFile(written["branch", ending]) as archive:
            assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
            assert archive.testzip() is None


def test_workbook_has_a_sheet_a_table_with_frozen_head_and_filter(written):
    book = load_workbook(written["branch", "xlsx"])
    sheet = book["到会情况-逐人到会"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == f"A1:G{sheet.max_row}"
    assert [cell.value for cell in sheet[1]][:3] == ["姓名", "应到", "实到"]
    assert sheet["G2"].number_format == "0.0%"
    assert sheet.conditional_formatting


def test_no_heading_is_left_behind_by_its_table(written):
    with ZipFile(written["branch", "docx"]) as archive:
        styles = archive.read("word/styles.xml").decode()
    for name in ("公文一级", "公文二级"):
        style = styles[styles.index(f'w:val="{name}"') :]
        assert "<w:keepNext/>" in style[: style.index("</w:style>")]


def test_word_pages_are_those_of_the_standard(written):
    with ZipFile(written["branch", "docx"]) as archive:
        page = archive.read("word/document.xml").decode()
        styles = archive.read("word/styles.xml").decode()
    assert 'w:w="11906" w:h="16838"' in page
    margins = dict(re.findall(r'w:(top|bottom|left|right)="(\d+)"', page[page.index("<w:pgMar") :]))
    near = {"top": 2098, "bottom": 1984, "left": 1588, "right": 1474}
    assert all(abs(int(margins[side]) - twips) <= 1 for side, twips in near.items())
    assert 'w:eastAsia="仿宋"' in styles
    assert "MS Mincho" not in styles.split('w:styleId="Normal"')[1]


# --- audiences ----------------------------------------------------------------------------


@cache
def names():
    text = (BRANCH / "members.yaml").read_text(encoding="utf-8")
    return tuple(re.findall(r"姓名: ([^\s,}]+)", text))


def test_the_public_sees_no_member_but_those_in_office_and_no_path(tmp_path):
    (path,) = report(BRANCH, tmp_path, "--format", "md", "--audience", "公示")
    text = path.read_text(encoding="utf-8")
    officers = {"沈立群", "顾明华", "程晓岚", "陆文博", "贺建平"}
    assert path.name.endswith("-公示.md")
    assert {name for name in names() if name in text} - officers <= {"尹素梅"}  # an honour
    assert "meetings/" not in text


def test_the_committee_above_sees_no_member_s_attendance_dues_or_grade(tmp_path):
    (path,) = report(BRANCH, tmp_path, "--format", "json", "--audience", "上级")
    views = json.loads(path.read_text(encoding="utf-8"))["views"]
    assert views["attendance"]["facts"]["应到人次"]["value"] > 0
    assert not views["attendance"]["tables"]
    assert not views["dues"]["tables"]
    assert not views["appraisal"]["tables"]
    assert "each" not in views["findings"]["tables"]


@pytest.mark.parametrize("format_", ["html", "md", "json"])
def test_redaction_leaves_no_name_in_texts_or_paths(format_, tmp_path):
    (path,) = report(BRANCH, tmp_path, "--format", format_, "--redact")
    text = path.read_text(encoding="utf-8")
    assert [name for name in names() if name in text] == []
    assert "沈某某" in text
    assert path.name.endswith(f"-隐名.{format_}")


def test_bases_of_dues_are_in_no_report(tmp_path):
    bases = re.findall(r"基数: ([\d.]+)", (BRANCH / "dues/2025.yaml").read_text(encoding="utf-8"))
    (path,) = report(BRANCH, tmp_path, "--format", "json")
    text = path.read_text(encoding="utf-8")
    assert len(bases) > 20
    assert [base for base in bases if f'"{base}"' in text] == []


# --- one member, many branches, templates, refusals ---------------------------------------


def test_a_member_s_own_report_names_nobody_else(tmp_path):
    (path,) = report(BRANCH, tmp_path, "--format", "json", "--member", "田野")
    text = path.read_text(encoding="utf-8")
    assert [name for name in names() if name in text] == ["田野"]
    assert json.loads(text)["views"]["dues"]["facts"]["欠交"]["value"] == "0.00"


def test_an_unknown_member_is_asked_back(tmp_path):
    said = report(BRANCH, tmp_path, "--member", "田也", code=2)
    assert "田野" in said


def test_views_of_a_committee_are_those_listed_and_its_own_findings_are_told(written, tmp_path):
    views = json.loads(written["committee", "json"].read_text(encoding="utf-8"))["views"]
    assert [(key, view["title"]) for key, view in views.items()] == list(COMMITTEE_LIST)
    assert views["uppers"]["facts"]["上级组织"]["value"] == len(
        list(EXAMPLES.rglob("committee.yaml"))
    )
    home = tmp_path / "党委"
    (home / "支部").mkdir(parents=True)
    (home / "committee.yaml").write_text("名称: 测试党委\n类别: 机关党委\n", encoding="utf-8")
    (home / "支部" / "branch.yaml").write_text("名称: 甲\n类型: 机关\n", encoding="utf-8")
    (home / "支部" / "members.yaml").write_text("党员: []\n", encoding="utf-8")
    (path,) = report(home, tmp_path / "out", "--format", "json")
    rows = json.loads(path.read_text(encoding="utf-8"))["views"]["uppers"]["tables"]["uppers"][
        "rows"
    ]
    words = ["check", str(home), *CLOCK, "--format", "json"]
    found = json.loads(CliRunner().invoke(app, words).stdout)["findings"]
    expected = sorted(one["code"] for one in found if one["file"].endswith("committee.yaml"))
    assert sorted(row["规则"]["value"] for row in rows) == expected != []


def test_views_of_a_branch_and_a_member_are_those_listed(written, tmp_path):
    views = json.loads(written["branch", "json"].read_text(encoding="utf-8"))["views"]
    assert [(key, view["title"]) for key, view in views.items()] == list(BRANCH_LIST)
    (path,) = report(BRANCH, tmp_path, "--format", "json", "--member", "田野")
    views = json.loads(path.read_text(encoding="utf-8"))["views"]
    assert [(key, view["title"]) for key, view in views.items()] == list(PERSON_LIST)


def test_each_branch_below_gets_its_own(tmp_path):
    made = report(EXAMPLES, tmp_path, "--format", "json", "--each")
    branches = len(list(EXAMPLES.rglob("branch.yaml")))
    assert len({path.name for path in made}) == 1 + branches


def test_own_templates_stand_in_and_run_in_the_sandbox(tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    (own / "report.md").write_text("# 本单位 {{ meta.title | md }}\n", encoding="utf-8")
    (path,) = report(BRANCH, tmp_path, "--format", "md", "--template", str(own))
    assert path.read_text(encoding="utf-8").startswith("# 本单位 高新区")
    reach = "{{ ''.__class__.__mro__[1].__subclasses__() }}"
    (own / "report.md").write_text(reach, encoding="utf-8")
    assert "模板" in report(BRANCH, tmp_path, "--format", "md", "--template", str(own), code=2)


def test_a_unit_s_own_word_document_lends_its_styles(written, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    styled = Document(written["branch", "docx"])
    styled.styles["公文一级"].font.size = Pt(18)
    styled.save(own / "report.docx")
    (path,) = report(BRANCH, tmp_path, "--format", "docx", "--template", str(own))
    made = Document(path)
    assert made.styles["公文一级"].font.size == Pt(18)
    texts = [paragraph.text for paragraph in made.paragraphs]
    assert texts.count("一、基本情况") == 1
    (own / "report.docx").write_bytes(b"no document")
    words = ("--format", "docx", "--template", str(own))
    assert "report.docx" in report(BRANCH, tmp_path, *words, code=2)


@pytest.mark.skipif(which("soffice") is None, reason="no LibreOffice here")
def test_office_files_open_in_libreoffice(written, tmp_path):
    profile = (tmp_path / "profile").as_uri()
    files = [str(written["branch", "docx"]), str(written["committee", "xlsx"])]
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    done = subprocess.run(
        [*command, "--outdir", str(tmp_path), *files], capture_output=True, timeout=300, check=True
    )
    assert b"rror" not in done.stdout + done.stderr
    assert len(list(tmp_path.glob("*.pdf"))) == 2


@pytest.mark.parametrize(
    "words", [("--format", "pdf"), ("--audience", "所有人"), ("--template", "没有")]
)
def test_what_is_not_known_is_refused_in_words(words, tmp_path):
    assert "Traceback" not in report(BRANCH, tmp_path, *words, code=2)


def test_an_out_that_is_a_file_is_said(tmp_path):
    (tmp_path / "out").write_text("", encoding="utf-8")
    assert "写不进" in report(BRANCH, tmp_path / "out", "--format", "md", code=2)


def test_a_rule_that_fails_is_owned_up_to(monkeypatch, tmp_path):
    """The report is written all the same; the exit code says that something is not judged."""

    def broken(loaded, site, request):
        return SiteReport(site.path, defects=["MTG999 坏了"])

    monkeypatch.setattr(reporting, "check_loaded", broken)
    said = report(BRANCH, tmp_path, "--format", "md", code=70)
    assert said.count("MTG999 坏了") == 1
    assert list(tmp_path.glob("*.md"))


def test_nothing_to_report_on(tmp_path):
    assert "支部" in report(tmp_path, tmp_path / "out", code=3)


def test_list_names_views_formats_and_audiences():
    result = CliRunner().invoke(app, ["report", "--list"])
    assert result.exit_code == 0
    for word in ("组织生活", "支部排序", "docx", "公示", "report.html"):
        assert word in result.stdout


def test_text_of_a_ledger_is_text_in_every_format(tmp_path):
    """A hostile branch: markup, formulas and control characters in names and titles."""
    home = tmp_path / "支部"
    (home / "meetings" / "2025").mkdir(parents=True)
    evil = "=1+1<script>alert(1)</script>\u202e|`*"
    (home / "branch.yaml").write_text(f'名称: "{evil}"\n类型: 机关\n', encoding="utf-8")
    member = f'党员:\n  - {{姓名: "{evil}", 入党: 2000-01-01, 转正: 2001-01-01}}\n'
    (home / "members.yaml").write_text(member, encoding="utf-8")
    meeting = f'类型: 党员大会\n日期: 2025-03-01\n名称: "{evil}"\n缺席: {{}}\n'
    (home / "meetings/2025/2025-03-01-党员大会.yaml").write_text(meeting, encoding="utf-8")
    made = {p.suffix: p for p in report(home, tmp_path / "out", "--format", FORMATS)}
    page = made[".html"].read_text(encoding="utf-8")
    assert "<script" not in page
    assert "\u202e" not in page
    assert "\\<script\\>" in made[".md"].read_text(encoding="utf-8")
    book = load_workbook(BytesIO(made[".xlsx"].read_bytes()))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(str(cell.value).startswith("=1+1") for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}


@pytest.fixture
def backdated(tmp_path):
    """Two branches below a committee, one meeting of which was committed half a year late."""
    folder = plant(tmp_path / "仓库", 2)
    write(folder, "djledger.yaml", "另用: [LED201]\n程度: {MTG301: 提示}\n")
    write(folder, "第01支部/附件/名单.csv", "王建国,138" + "0013" + "8000\n")
    (folder / "第00支部" / MEETING_PATH).unlink()
    commit(folder, "2026-02-01")
    write(folder, f"第00支部/{MEETING_PATH}", MEETING)
    commit(folder, "2026-09-01")
    return folder


def told(folder, out, *words):
    """Return the views of the JSON report of a folder."""
    words = ["report", str(folder), "--as-of", "2026-12-01", "--format", "json", *words]
    done = CliRunner().invoke(app, [*words, "--out", str(out)])
    assert done.exit_code == 0, done.output
    return json.loads(Path(done.stdout.splitlines()[0]).read_text(encoding="utf-8"))["views"]


def checked(folder):
    words = ["check", str(folder), "--as-of", "2026-12-01", "--format", "json"]
    return json.loads(CliRunner().invoke(app, [*words, "--fail-on", "never"]).stdout)


def column(table, *names):
    return sorted(tuple(row[name]["value"] for name in names) for row in table["rows"])


@pytest.mark.parametrize(("branch", "code"), [("第00支部", "LED201"), ("第01支部", "PRV103")])
def test_a_branch_report_has_every_finding_of_a_check(backdated, tmp_path, branch, code):
    view = told(backdated / branch, tmp_path / "out")["findings"]
    found = checked(backdated / branch)
    expected = sorted((one["code"], one["file"]) for one in found["findings"])
    assert column(view["tables"]["each"], "规则", "文件") == expected
    assert code in {one for one, _ in expected}
    unjudged = Counter(one["reason"] for one in found["unjudged"])
    assert {row["原因"]["value"] for row in view["tables"]["unjudged"]["rows"]} == set(unjudged)


def test_a_committee_report_has_every_finding_of_a_check(backdated, tmp_path):
    views = told(backdated, tmp_path / "out")
    found = checked(backdated)["findings"]
    counts = Counter(one["code"] for one in found if one["branch"].endswith("支部"))
    rules = views["rules"]["tables"]["rules"]
    assert column(rules, "规则", "处数") == sorted(counts.items())
    assert {"LED201", "PRV103", "PRV301"} <= set(counts)
    uppers = [(one["code"],) for one in found if not one["branch"].endswith("支部")]
    assert column(views["uppers"]["tables"]["uppers"], "规则") == sorted(uppers)
    assert any("MTG301由警告降为提示" in note for note in views["rules"]["notes"])


@pytest.mark.parametrize("lacking", ["浅克隆", "不在 git 仓库里"])
def test_a_report_without_the_history_says_why_it_could_not_judge_by_it(
    backdated, tmp_path, lacking
):
    copy = tmp_path / "副本"
    if lacking == "浅克隆":
        words = ["git", "clone", "-q", "--depth", "1", f"file://{backdated}", str(copy)]
        subprocess.run(words, check=True, capture_output=True)
    else:
        copytree(backdated, copy, ignore=ignore_patterns(".git"))
    view = told(copy / "第00支部", tmp_path / "out")["findings"]
    (row,) = [r for r in view["tables"]["unjudged"]["rows"] if lacking in r["原因"]["value"]]
    assert "LED201" in row["规则"]["value"].split("、")
