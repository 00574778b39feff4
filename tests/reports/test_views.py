"""The views against the rules, and against each other."""

import re
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from djledger.checking.request import Request
from djledger.checking.run import check_loaded, ordered
from djledger.ledger.folder import load, sites
from djledger.ledger.meetings import MeetingKind
from djledger.ledger.period import Period
from djledger.ledger.source import DiskSource, MemorySource
from djledger.reports.audience import masked, redacted, restricted
from djledger.reports.charts import described, level, svg
from djledger.reports.model import (
    Audience,
    Bars,
    Cell,
    Column,
    Fact,
    Heat,
    Meta,
    Report,
    Share,
    Table,
    Trend,
    View,
)
from djledger.reports.pictures import png
from djledger.reports.templating import css_string
from djledger.reports.views import elections, movement, tasks
from djledger.reports.views.comparison import difference
from djledger.reports.views.duties import duties
from djledger.reports.views.subject import BranchYear
from djledger.rules.table import BOOK

EXAMPLES = DiskSource(Path(__file__).parents[2] / "examples")
SITES = sites(EXAMPLES)
KINDS = {
    "MTG301": MeetingKind.MEMBER_ASSEMBLY,
    "MTG302": MeetingKind.COMMITTEE_MEETING,
    "MTG303": MeetingKind.GROUP_MEETING,
    "MTG304": MeetingKind.THEME_DAY,
    "MTG701": MeetingKind.ORGANISATION_LIFE,
    "REV101": MeetingKind.APPRAISAL,
}
RULES = tuple(rule for rule in BOOK if rule.code in KINDS)


@pytest.mark.parametrize("as_of", ["2025-03-31", "2025-04-01", "2025-11-30", "2026-04-15"])
@pytest.mark.parametrize("site", SITES, ids=lambda site: site.path.rsplit("/", 1)[-1])
def test_what_was_missed_is_what_the_rules_find(site, as_of):
    period = Period(2025, date.fromisoformat(as_of))
    loaded = load(EXAMPLES, site)
    checked = ordered(check_loaded(loaded, site, Request(period, RULES)))
    found = Counter(KINDS[finding.code] for finding in checked.findings)
    skipped = {KINDS[item.code] for item in checked.unjudged}
    missed = Counter(d.kind for d in duties(loaded.branch, period) if not d.held)
    assert {k: n for k, n in missed.items() if k not in skipped} == dict(found)


def subject(files, as_of="2026-12-31", year=2026):
    base = {"branch.yaml": "名称: 测试支部\n类型: 机关\n", "members.yaml": "党员: []\n"}
    source = MemorySource({path: text.encode() for path, text in {**base, **files}.items()})
    (site,) = sites(source)
    loaded = load(source, site)
    assert not loaded.faults, loaded.faults
    period = Period(year, date.fromisoformat(as_of))
    return BranchYear(loaded.branch, period, check_loaded(loaded, site, Request(period, ())), {})


# --- single views -------------------------------------------------------------------------

MEMBERS = """\
党员:
  - {姓名: 甲, 入党: 2001-06-28}
  - {姓名: 乙, 入党: 2026-06-28}
  - {姓名: 丙, 入党: 2003-06-28, 转入: {日期: 2026-03-01, 来自: 外单位}}
  - {姓名: 丁, 入党: 2004-06-28, 转出: {日期: 2026-08-15}}
  - {姓名: 戊, 入党: 2005-06-28, 离开: {日期: 2026-05-01, 情形: 去世}}
  - {姓名: 己, 入党: 2006-06-28, 关系所在: 别的支部, 参加起: 2026-02-01}
"""


def facts(view):
    return {fact.label: fact.cell.value for fact in view.facts}


def test_movement_adds_up_and_leaves_out_who_belongs_elsewhere():
    told = facts(movement.view(subject({"members.yaml": MEMBERS})))
    assert told == {"上年底党员": 3, "本年增加": 2, "本年减少": 2, "期末党员": 3}


def test_movement_counts_only_what_had_happened_by_the_day():
    told = facts(movement.view(subject({"members.yaml": MEMBERS}, as_of="2026-05-01")))
    assert told == {"上年底党员": 3, "本年增加": 1, "本年减少": 1, "期末党员": 3}


def test_movement_that_does_not_add_up_is_said():
    text = "党员:\n  - {姓名: 甲, 入党: 2001-06-28, 转出: {去向: 外单位}}\n"
    view = movement.view(subject({"members.yaml": text + "  - {姓名: 乙}\n"}))
    assert view.notes == ()
    odd = "党员:\n  - {姓名: 甲, 入党: 2026-05-01, 转出: {去向: 外单位}}\n"
    assert movement.view(subject({"members.yaml": odd})).notes


TASKS = """\
年度: 2026
重点任务:
  - {事项: 当日完成, 期限: 2026-06-30, 完成: 2026-06-30}
  - {事项: 次日完成, 期限: 2026-06-30, 完成: 2026-07-01}
  - {事项: 今日到期, 期限: 2026-12-31}
  - {事项: 昨日到期, 期限: 2026-12-30}
  - {事项: 没有期限}
问题清单:
  - {编号: 问-01, 问题: 反弹, 完成: 2026-05-01, 销号: 2026-05-02, 反弹: [{日期: 2026-06-01}]}
  - {编号: 问-02, 问题: 再改, 完成: 2026-08-01, 反弹: [{日期: 2026-06-01}]}
"""


def test_tasks_stand_as_their_days_say():
    found = tasks.todos(subject({"tasks/2026.yaml": TASKS}))
    assert [(todo.what, todo.state) for todo in found] == [
        ("当日完成", "完成"),
        ("次日完成", "逾期完成"),
        ("今日到期", "进行中"),
        ("昨日到期", "逾期未完成"),
        ("没有期限", "进行中"),
        ("反弹", "反弹"),
        ("再改", "完成"),
    ]


def test_what_was_done_after_the_day_of_judgement_is_not_done_yet():
    found = tasks.todos(subject({"tasks/2026.yaml": TASKS}, as_of="2026-06-30"))
    assert [todo.state for todo in found][:2] == ["完成", "进行中"]


@pytest.mark.parametrize(
    ("due", "state"),
    [("2026-12-30", "已超期 1 天"), ("2026-12-31", "还有 0 天届满"), ("2028-01-01", "任期内")],
)
def test_term_stands_as_the_day_says(due, state):
    assert elections.state_of(date.fromisoformat(due), date(2026, 12, 31))[0] == state


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (5, 3, "+2"),
        (3, 5, "-2"),
        (4, 4, "+0"),
        (Decimal("1.50"), Decimal("2.00"), "-0.50"),
        (Share(1, 2), Share(1, 4), "+25.0个百分点"),
        (Share(1, 2), Share(0, 0), None),
        (5, None, None),
    ],
)
def test_difference(now, before, said):
    assert difference(now, before) == said


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(0, 0, "—"), (1, 3, "33.3%"), (2, 3, "66.7%"), (1, 2000, "0.1%"), (12, 12, "100.0%")],
)
def test_share(part, whole, said):
    assert Share(part, whole).percent == said


# --- audiences ----------------------------------------------------------------------------


def made(*views, names=()):
    meta = Meta("标题", "支部", 2026, date(2026, 12, 31), "1", "r", "s")
    return Report(meta, views, names)


def test_a_column_is_hidden_unless_it_was_opened():
    columns = (
        Column("姓名", audience=Audience.INTERNAL),
        Column("次数", audience=Audience.PUBLIC),
        Column("备注"),
    )
    row = (Cell("王建国", ("a.yaml",)), Cell(3, ("a.yaml",)), Cell("x"))
    table = Table("t", "表", columns, (row,), Audience.SUPERIOR)
    view = View("v", "视图", (Fact("内", Cell(1), audience=Audience.INTERNAL),), (table,))
    seen = {a: restricted(made(view), a).views[0] for a in Audience}
    titles = {a: [c.title for c in one.tables[0].columns] for a, one in seen.items()}
    assert titles[Audience.INTERNAL] == ["姓名", "次数", "备注"]
    assert titles[Audience.SUPERIOR] == ["次数", "备注"]
    assert titles[Audience.PUBLIC] == ["次数"]
    assert [len(one.facts) for one in seen.values()] == [1, 0, 0]
    assert seen[Audience.PUBLIC].tables[0].rows == ((Cell(3),),)


def test_without_a_word_nothing_but_the_branch_itself_sees_a_table():
    view = View("v", "视图", (), (Table("t", "表", (Column("姓名"),), ((Cell("王建国"),),)),))
    assert restricted(made(view), Audience.SUPERIOR).views == ()


def test_names_are_cut_everywhere_longest_first():
    view = View("v", "王建国", (Fact("x", Cell("王建国华与王建国", ("d/王建国.yaml",))),))
    (cut,) = redacted(made(view, names=("王建国", "王建国华", "李"))).views
    assert cut.title == "王某某"
    assert cut.facts[0].cell == Cell("王某某某与王某某", ("d/王某某.yaml",))


@pytest.mark.parametrize(("name", "cut"), [("王五", "王某"), ("李伟(一)", "李某"), ("欧", "欧某")])
def test_masked(name, cut):
    assert masked(name) == cut


# --- charts -------------------------------------------------------------------------------

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1)
CHARTS = st.one_of(
    st.builds(
        lambda names, values: Bars("b", "图", tuple(zip(names, values, strict=False)), unit="元"),
        st.lists(TEXTS, max_size=5),
        st.lists(st.decimals(0, 10**6, places=2), max_size=5),
    ),
    st.builds(
        lambda values: Trend("t", "图", tuple((f"{i}月", v) for i, v in enumerate(values))),
        st.lists(st.none() | st.decimals(0, 1, places=3), max_size=12),
    ),
    st.builds(
        lambda name, values: Heat(
            "h", "图", tuple(f"{i}月" for i in range(len(values))), ((name, tuple(values)),)
        ),
        TEXTS,
        st.lists(st.none() | st.integers(0, 99), min_size=1, max_size=12),
    ),
)


@given(CHARTS)
def test_charts_are_well_formed_named_and_within_their_frame(chart):
    root = ElementTree.fromstring(svg(chart, "v-"))
    width, height = (float(part) for part in root.attrib["viewBox"].split()[2:])
    space = "{http://www.w3.org/2000/svg}"
    assert root.attrib["role"] == "img"
    title, desc = root.find(f"{space}title"), root.find(f"{space}desc")
    assert root.attrib["aria-labelledby"] == f"{title.attrib['id']} {desc.attrib['id']}"
    assert desc.text is None or desc.text == described(chart)
    for rect in root.iter(f"{space}rect"):
        x, y, w, h = (float(rect.attrib[key]) for key in ("x", "y", "width", "height"))
        assert x >= 0 and x + w <= width and y >= 0 and y + h <= height
    for dot in root.iter(f"{space}circle"):
        assert 0 <= float(dot.attrib["cx"]) <= width
        assert 0 <= float(dot.attrib["cy"]) <= height


@given(CHARTS)
def test_bitmaps_of_charts_are_pngs_of_twice_the_size(chart):
    drawn = svg(chart)
    width, height = (
        int(float(p)) for p in ElementTree.fromstring(drawn).attrib["viewBox"].split()[2:]
    )
    raw = png(drawn)
    assert raw.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(raw[16:20]) == width * 2
    assert int.from_bytes(raw[20:24]) == height * 2


@pytest.mark.parametrize(
    ("value", "peak", "step"),
    [
        (None, 9, 0),
        (0, 9, 0),
        (1, 1, 1),
        (2, 2, 2),
        (4, 4, 4),
        (1, 40, 1),
        (11, 40, 2),
        (40, 40, 4),
    ],
)
def test_level(value, peak, step):
    assert level(value, peak) == step


def test_longer_bars_are_of_larger_sums():
    bars = (("甲", Decimal(1)), ("乙", Decimal(2)), ("丙", Decimal(4)))
    root = ElementTree.fromstring(svg(Bars("b", "图", bars)))
    one, two, four = (float(r.attrib["width"]) for r in root.iter() if r.tag.endswith("rect"))
    assert (two / one, four / one) == (pytest.approx(2, 0.01), pytest.approx(4, 0.01))


@given(st.text())
def test_css_strings_do_not_end_early(text):
    assert not set('"\\\n\r<>;{}') & set(re_unescaped(css_string(text)))


def re_unescaped(text):
    """Return a CSS string without its escapes."""
    return re.sub(r"\\[0-9a-f]{1,6} ", "", text)
