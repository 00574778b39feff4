"""Every number of a branch report, reckoned again from the YAML by code that shares nothing.

Plain texts and lists, no model of ours: who was on the roster, who came, what was paid. The
report's numbers and these must be the same set, so a new number without a reckoning fails too.
"""

import json
import re
from calendar import monthrange
from collections import Counter
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from djledger.cli import app

HOME = Path(__file__).parents[2] / "examples" / "高新区党工委" / "机关党委" / "综合党支部"
YEAR, LAST = 2025, "2025-12-31"
MONTHS = [f"2025-{month:02}" for month in range(1, 13)]
KINDS = (
    "党员大会", "支委会", "党小组会", "党课", "主题党日", "组织生活会", "民主评议", "谈心谈话",
    "集中学习", "志愿服务", "双报到",
)  # fmt: skip


def plain(path):
    return yaml.load((HOME / path).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def listed(value):
    return [value] if isinstance(value, str) else list(value or ())


@cache
def branch():
    return plain("branch.yaml")


@cache
def people():
    return plain("members.yaml")["党员"]


@cache
def meetings():
    files = sorted((HOME / "meetings" / "2025").glob("*.yaml"))
    return [plain(path.relative_to(HOME)) for path in files]


@cache
def dues():
    return plain("dues/2025.yaml")


@cache
def tasks():
    return plain("tasks/2025.yaml")


def of(kind):
    return [meeting for meeting in meetings() if kind in listed(meeting["类型"])]


# --- the roster ---------------------------------------------------------------------------


def came_here(one):
    return one["转入"]["日期"] if "转入" in one else one["入党"]


def here(one, day):
    return came_here(one) <= day


def exempt(one, day):
    return any(s["起"] <= day <= s.get("止", "9999") for s in one.get("免除参会", ()))


def roster_numbers():
    members = [one for one in people() if here(one, LAST)]
    full = [one for one in members if one.get("转正", "9999") <= LAST]
    before = [one for one in people() if here(one, "2024-12-31")]
    yield ("organisation", "党员"), len(members)
    yield ("organisation", "正式党员"), len(full)
    yield ("organisation", "预备党员"), len(members) - len(full)
    yield ("organisation", "党小组"), len(branch()["党小组"])
    for group in branch()["党小组"]:
        count = sum(one.get("党小组") == group["名称"] for one in members)
        yield ("organisation", "groups", group["名称"], "人数"), count
    yield ("movement", "上年底党员"), len(before)
    yield ("movement", "本年增加"), len(members) - len(before)
    yield ("movement", "本年减少"), 0
    yield ("movement", "期末党员"), len(members)


# --- meetings -----------------------------------------------------------------------------


def owed(kind):
    """Return the stretches in which a kind was due and whether each was answered."""
    days = [meeting["日期"] for meeting in of(kind)]
    if kind == "党员大会":
        return [any(int(d[5:7]) in range(q, q + 3) for d in days) for q in (1, 4, 7, 10)]
    if kind in {"支委会", "主题党日"}:
        return [any(day.startswith(month) for day in days) for month in MONTHS]
    if kind == "党小组会":
        held = {(one["党小组"], one["日期"][:7]) for one in of(kind)}
        return [(g["名称"], month) in held for g in branch()["党小组"] for month in MONTHS]
    if kind in {"组织生活会", "民主评议"}:
        return [any(one[kind]["年度"] == str(YEAR) for one in of(kind))]
    return []


def meeting_numbers():
    stretches = [met for kind in KINDS for met in owed(kind)]
    yield ("meetings", "会议和活动"), len(meetings())
    yield ("meetings", "应开（期）"), len(stretches)
    yield ("meetings", "已开（期）"), sum(stretches)
    yield ("meetings", "完成率"), (sum(stretches), len(stretches))
    for kind in KINDS:
        met = owed(kind)
        yield ("meetings", "kinds", kind, "次数"), len(of(kind))
        if met:
            yield ("meetings", "kinds", kind, "应开（期）"), len(met)
            yield ("meetings", "kinds", kind, "已开（期）"), sum(met)
            yield ("meetings", "kinds", kind, "完成率"), (sum(met), len(met))


# --- attendance and study -----------------------------------------------------------------


def due_at(meeting):
    """Return who was surely due: not on the day of moving in, not when exempt."""
    day, kinds = meeting["日期"], listed(meeting["类型"])
    sure = {p["姓名"] for p in people() if came_here(p) < day and not exempt(p, day)}
    if "支委会" in kinds:
        terms = [term for term in branch()["届次"] if term["当选日期"] <= day]
        return sure & {officer["姓名"] for officer in terms[-1]["成员"]}
    if "党小组会" in kinds:
        return sure & {p["姓名"] for p in people() if p.get("党小组") == meeting["党小组"]}
    return sure


def with_names():
    return [one for one in meetings() if "缺席" in one and listed(one["类型"]) != ["谈心谈话"]]


def attendance_numbers():
    due, came, excused, silent, made_up = (Counter() for _ in range(5))
    for meeting in with_names():
        absent = meeting["缺席"] or {}
        for name in due_at(meeting):
            due[name] += 1
            came[name] += name not in absent
            excused[name] += bool(absent.get(name))
            silent[name] += name in absent and not absent[name]
            made_up[name] += name in absent and name in meeting.get("补学", {})
    total = (sum(came.values()), sum(due.values()))
    yield ("attendance", "应到人次"), total[1]
    yield ("attendance", "实到人次"), total[0]
    yield ("attendance", "到会率"), total
    talks = [one for one in meetings() if listed(one["类型"]) == ["谈心谈话"]]
    unknown = len(meetings()) - len(with_names()) - len(talks)
    yield ("attendance", "到会情况不明的会议"), unknown
    for name in due:
        row = ("attendance", "members", name)
        counts = {"应到": due, "实到": came, "请假": excused, "未说明原因": silent, "补学": made_up}
        for label, counted in counts.items():
            yield (*row, label), counted[name]
        yield (*row, "到会率"), (came[name], due[name])


def hours():
    found = Counter()
    for meeting in meetings():
        absent = meeting.get("缺席") or {}
        for one in people():
            joined = here(one, meeting["日期"])
            if (joined and one["姓名"] not in absent) or one["姓名"] in meeting.get("补学", {}):
                found[one["姓名"]] += Decimal(meeting.get("学时", 0))
    return found


def trained(one):
    mine = (t for t in one.get("培训", ()) if t["日期"].startswith(str(YEAR)))
    return sum((Decimal(t["学时"]) for t in mine), Decimal(0))


def study_numbers():
    attended = hours()
    total = {p["姓名"]: attended[p["姓名"]] + trained(p) for p in people() if here(p, LAST)}
    average = sum(total.values()) / len(total)
    yield ("study", "登记学时的会议"), sum("学时" in meeting for meeting in meetings())
    yield ("study", "人均学时"), average.quantize(Decimal("0.1"))
    yield ("study", "满 32 学时的党员"), sum(one >= 32 for one in total.values())
    yield ("study", "有学时的党员"), len(total)
    for one in people():
        row = ("study", "members", one["姓名"])
        yield (*row, "学时"), total[one["姓名"]]
        yield (*row, "其中培训"), trained(one)


# --- development, dues --------------------------------------------------------------------


def development_numbers():
    (file,) = [plain(path.relative_to(HOME)) for path in (HOME / "development").glob("*.yaml")]
    roster = next(one for one in people() if one["姓名"] == file["姓名"])
    stages = ("入党申请人", "入党积极分子", "发展对象", "预备党员", "已转正")
    confirmed = "预备期" in file and roster["转正"].startswith(str(YEAR))
    for stage in stages:
        yield ("development", stage), int(stage == "已转正" and confirmed)
    admitted = file["接收"]["支部大会"]["日期"]
    yield ("development", "本年接收预备党员"), int(admitted.startswith(str(YEAR)))
    yield ("development", "本年转正"), int(confirmed)


def fixed():
    return {
        one["姓名"]: (Decimal(one["月交"]), one.get("自", "2025-01"))
        for one in dues()["核定"]["名单"]
    }


def paid_for(name, month):
    """Whether somebody's month is covered: by a payment of all, or by one of their own."""
    entries = [one for one in dues()["交纳"] if one["月份"] == month]
    return any("姓名" not in one or name in listed(one["姓名"]) for one in entries)


def money(entries):
    return sum((Decimal(one["金额"]) for one in entries), Decimal(0))


def dues_numbers():
    due, paid = Counter(), Counter()
    for name, (monthly, since) in fixed().items():
        for month in MONTHS:
            if month >= since:
                due[name] += monthly
                paid[name] += monthly if paid_for(name, month) else 0
    all_due, all_paid = sum(due.values()), sum(paid.values())
    opening, received = Decimal(dues()["上年结转"]), money(dues()["其他收入"])
    used, up = money(dues()["使用"]), money(dues()["上缴"])
    told = {
        "应交合计": all_due, "实交合计": all_paid, "欠交合计": all_due - all_paid,
        "欠交人数": sum(due[name] > paid[name] for name in due), "上年结转": opening,
        "本年收党费": all_paid, "其他收入": received, "使用": used, "上缴": up,
        "结余": opening + all_paid + received - used - up,
    }  # fmt: skip
    yield from ((("dues", label), value) for label, value in told.items())
    for name in due:
        row = ("dues", "members", name)
        yield (*row, "应交"), due[name]
        yield (*row, "实交"), paid[name]
        yield (*row, "欠交"), due[name] - paid[name]


# --- tasks, appraisal, findings, comparison -----------------------------------------------


def task_numbers():
    items = [*tasks()["重点任务"], *tasks()["责任清单"], *tasks()["问题清单"]]
    items += tasks().get("决议落实", [])
    for meeting in meetings():
        items += meeting.get("落实", [])
        items += meeting.get("组织生活会", {}).get("整改清单", [])
        items += [action for item in meeting.get("议题", ()) for action in item.get("落实", ())]
    done = [one for one in items if "完成" in one]
    late = [one for one in done if "期限" in one and one["完成"] > one["期限"]]
    left = [one for one in items if "完成" not in one]
    overdue = [one for one in left if one.get("期限", "9999") < "2026-04-15"]
    yield ("tasks", "完成"), len(done) - len(late)
    yield ("tasks", "逾期完成"), len(late)
    yield ("tasks", "逾期未完成"), len(overdue)
    yield ("tasks", "进行中"), len(left) - len(overdue)
    yield ("tasks", "反弹"), sum("反弹" in one for one in items)
    yield ("tasks", "问题"), len(tasks()["问题清单"])
    yield ("tasks", "已销号"), sum("销号" in one for one in tasks()["问题清单"])


def appraisal_numbers():
    (meeting,) = of("民主评议")
    results = meeting["民主评议"]["结果"]
    grades = Counter(one.get("等次") for one in results)
    yield ("appraisal", "参加评议"), len(results)
    for grade in ("优秀", "合格", "基本合格", "不合格"):
        yield ("appraisal", grade), grades[grade]
    yield ("appraisal", "优秀比例"), (grades["优秀"], len(results))


def judged():
    words = ["check", str(HOME), "--year", "2025", "--as-of", "2026-04-15", "--format", "json"]
    summary = json.loads(CliRunner().invoke(app, words).stdout)["summary"]
    return {"错误": "error", "警告": "warning", "提示": "hint", "未判定": "unjudged"}, summary


def other_numbers(known):
    labels, summary = judged()
    for label, word in labels.items():
        yield ("findings", label), summary[word]
    yield ("waivers", "豁免"), sum("豁免:" in p.read_text("utf-8") for p in HOME.rglob("*.yaml"))
    yield ("waivers", "已过期"), 0
    same = {
        "期末党员": ("movement", "期末党员"), "增加": ("movement", "本年增加"),
        "减少": ("movement", "本年减少"), "组织生活完成率": ("meetings", "完成率"),
        "到会率": ("attendance", "到会率"), "党费实交（元）": ("dues", "实交合计"),
        "党费欠交（元）": ("dues", "欠交合计"), "检查错误（处）": ("findings", "错误"),
        "检查警告（处）": ("findings", "警告"),
    }  # fmt: skip
    known = {**known, **{("findings", label): summary[word] for label, word in labels.items()}}
    for label, home in same.items():
        yield ("comparison", "figures", label, "2025 年"), known[home]
    for kind in KINDS[:5]:
        yield ("comparison", "figures", f"{kind}（次）", "2025 年"), len(of(kind))


def expected():
    parts = (
        roster_numbers, meeting_numbers, attendance_numbers, study_numbers, development_numbers,
        dues_numbers, task_numbers, appraisal_numbers,
    )  # fmt: skip
    known = {place: value for part in parts for place, value in part()}
    return {**known, **dict(other_numbers(known))}


# --- the report ---------------------------------------------------------------------------


def number(cell):
    """Return a cell's number; None where it holds a text, a day or nothing."""
    value = cell["value"]
    if isinstance(value, dict):
        return value["part"], value["whole"]
    if isinstance(value, str):
        return Decimal(value) if re.fullmatch(r"-?\d+(\.\d+)?", value) else None
    return value


def reported(views):
    for key, view in views.items():
        for label, cell in view["facts"].items():
            yield (key, label), number(cell)
        for name, table in view["tables"].items():
            for row in table["rows"]:
                first = next(iter(row.values()))["value"]
                for column, cell in row.items():
                    yield (key, name, first, column), number(cell)


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    out = tmp_path_factory.mktemp("numbers")
    words = ["report", str(HOME), "--year", "2025", "--as-of", "2026-04-15", "--format", "json"]
    result = CliRunner().invoke(app, [*words, "--out", str(out)])
    assert result.exit_code == 0, result.output
    return json.loads(Path(result.stdout.strip()).read_text(encoding="utf-8"))


def test_every_number_is_what_the_yaml_says(report):
    told = {place: n for place, n in reported(report["views"]) if n is not None}
    reckoned = expected()
    assert {k: v for k, v in told.items() if k not in reckoned} == {}, "not reckoned again"
    assert {k: v for k, v in reckoned.items() if k not in told} == {}, "not in the report"
    differing = {k: (v, reckoned[k]) for k, v in told.items() if v != reckoned[k]}
    assert differing == {}, "reported and reckoned"


def test_charts_tell_the_same_counts(report):
    told = report["views"]["meetings"]["charts"]["calendar"]["text"]
    for kind in KINDS:
        months = Counter(int(meeting["日期"][5:7]) for meeting in of(kind))
        counted = "、".join(f"{month}月 {months[month]}" for month in sorted(months))
        assert f"{kind} {counted}（次）" in told if counted else f"{kind} 无" in told
    paid = report["views"]["dues"]["charts"]["months"]["text"]
    for month in MONTHS:
        total = sum(m for n, (m, since) in fixed().items() if month >= since)
        assert f"{int(month[5:])}月 {total:.2f}元" in paid


def test_term_ends_three_years_after_the_election(report):
    elected = date.fromisoformat(branch()["届次"][-1]["当选日期"])
    due = report["views"]["elections"]["facts"]["届满日期"]["value"]
    last = min(elected.day, monthrange(elected.year + 3, elected.month)[1])
    assert due == f"{elected.year + 3}-{elected.month:02}-{last:02}"
