"""The Markdown of a small branch, kept as a file: what a reader of the report really gets.

Made without rules, so that a new rule leaves it alone. ``python tests/reports/test_golden.py``
writes it anew; look at the difference before committing.
"""

import re
from datetime import date
from pathlib import Path

from djledger.checking.request import Request
from djledger.ledger.folder import load, sites
from djledger.ledger.period import Period
from djledger.ledger.source import DiskSource
from djledger.reports.building import Maker, branch_report
from djledger.reports.markdown_report import markdown

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples"
GOLDEN = HERE / "golden" / "防汛抢险临时党支部.md"
CHANGING = re.compile(r"djledger \S+ · 数据 .+ · 规则集 \w+")


def made():
    source = DiskSource(EXAMPLES)
    (site,) = (one for one in sites(source) if one.path.endswith(GOLDEN.stem))
    maker = Maker(Request(Period(2025, date(2026, 4, 15)), ()), "版本")
    text = markdown(branch_report(maker, load(source, site), site))
    return CHANGING.sub("（程序、数据、规则集的版本）", text)


def test_markdown_is_as_kept():
    assert made() == GOLDEN.read_text(encoding="utf-8")


if __name__ == "__main__":
    GOLDEN.parent.mkdir(exist_ok=True)
    GOLDEN.write_text(made(), encoding="utf-8", newline="\n")
