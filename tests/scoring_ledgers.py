"""Ledgers, schemes and marks as texts, for the tests of scoring."""

from datetime import date
from functools import partial

from djledger.checking.request import Request
from djledger.checking.run import check_site
from djledger.checking.select import selected
from djledger.ledger.folder import load, survey
from djledger.ledger.source import MemorySource
from djledger.rules.table import BOOK
from djledger.scoring.facts import Facts, Window
from djledger.scoring.reading import read_marks, read_scheme
from djledger.scoring.results import table

RULES = frozenset(rule.code for rule in BOOK if not rule.optional)
MEMBERS = """党员:
  - {姓名: 王建国, 入党: 2001-06-28, 转正: 2002-06-28}
  - {姓名: 李秀兰, 入党: 2005-06-28, 转正: 2006-06-28}
  - {姓名: 孙志远, 入党: 2010-06-28, 转正: 2011-06-28}
  - {姓名: 周立新, 入党: 2012-06-28, 转正: 2013-06-28}
"""


def branch(name, *meetings, tasks="", members=MEMBERS, kind="机关"):
    """Return the files of a branch; a meeting is (day, kind, further lines)."""
    files = {
        f"{name}/branch.yaml": f"名称: {name}\n类型: {kind}\n成立: {{日期: 2015-04-20}}\n",
        f"{name}/members.yaml": members,
    }
    for day, sort, *rest in meetings:
        text = "\n".join([f"类型: {sort}", f"日期: {day}", *rest])
        files[f"{name}/meetings/2026/{day}-{sort}.yaml"] = f"{text}\n"
    if tasks:
        files[f"{name}/tasks/2026.yaml"] = f"年度: 2026\n{tasks}"
    return files


def scored(tmp_path, scheme, *branches, marks="", as_of="2027-01-15", quarter=None, alone=False):
    """Score branches (as made by ``branch``) by the text of a scheme."""
    files = {path: text.encode() for one in branches for path, text in one.items()}
    source = MemorySource(files)
    window = Window(2026, date.fromisoformat(as_of), quarter)
    request = Request(window.period, selected(BOOK))
    facts = [
        Facts(load(source, site).branch, window, partial(check_site, source, site, request), RULES)
        for site in survey(source).branches
    ]
    plan = scheme_of(tmp_path, scheme)
    given = None
    if marks:
        path = tmp_path / "marks.yaml"
        path.write_text(f"方案: {plan.name}\n年度: 2026\n{marks}", encoding="utf-8")
        given = read_marks(path, plan)
    return table(plan, facts, window, given, everybody=not alone)


def scheme_of(tmp_path, text):
    """Read a scheme given without its heading."""
    path = tmp_path / "scheme.yaml"
    head = "" if "对象:" in text else "名称: 测试方案\n对象: 党支部\n"
    path.write_text(head + text, encoding="utf-8")
    return read_scheme(path)


def only(result):
    """Return the one score of a table."""
    (score,) = result.scores
    return score
