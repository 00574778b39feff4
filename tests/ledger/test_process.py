"""The days of a development are found wherever the ledger records them."""

from datetime import date

from djledger.ledger.branch import Part
from djledger.ledger.folder import load, sites
from djledger.ledger.meetings import Matter
from djledger.ledger.process import ACTIVIST, ADMITTED, APPLIED, RECEIVED, SWORN, process_of
from djledger.ledger.source import MemorySource

FILES = {
    "branch.yaml": "名称: 一支部\n类型: 机关\n",
    "members.yaml": "党员: []\n",
    "meetings/2026/大会.yaml": (
        "类型: 党员大会\n日期: 2026-06-12\n议题:\n"
        "  - {标题: 接收, 事项: 接收预备党员, 对象: 何雨晴, 决议: 同意}\n"
    ),
    "development/何雨晴.yaml": (
        "姓名: 何雨晴\n申请: {日期: 2024-01-31}\n积极分子: {研究: {日期: 2024-06-03}}\n"
        "接收: {支部大会: {会议: meetings/2026/大会.yaml}}\n"
    ),
}


def process(ending=""):
    files = {path: text.replace(".yaml}}", f"{ending}}}}}") for path, text in FILES.items()}
    source = MemorySource({path: text.encode() for path, text in files.items()})
    (site,) = sites(source)
    branch = load(source, site).branch
    (file,) = branch.records(Part.DEVELOPMENT)
    return process_of(file, branch)


def test_a_day_stands_in_its_place_or_in_one_that_tells_the_same():
    assert process().day(APPLIED) == process().day(RECEIVED) == date(2024, 1, 31)
    assert process().when(ACTIVIST).at == ("activist", "decided")


def test_the_day_of_a_meeting_is_read_from_its_record_however_the_path_ends():
    for ending in ("", ".yaml"):
        assert process(ending).day(ADMITTED) == date(2026, 6, 12)


def test_the_decision_about_a_person_is_found_by_matter_and_name():
    admission = process().file.admission.assembly
    found = process().decision(admission, Matter.ADMISSION)
    assert (found.index, found.item.title) == (0, "接收")
    assert process().decision(admission, Matter.CONFIRMATION) is None


def test_what_is_not_recorded_has_no_day():
    assert process().when(SWORN) is None
