"""Finished checks for the tests of output formats: small ledgers held in memory."""

from dataclasses import replace
from datetime import date

from djledger.checking.finding import SuppressedBy, Suppression
from djledger.checking.policies import Policies
from djledger.checking.request import Request
from djledger.checking.run import check
from djledger.checking.settings import load_settings
from djledger.checking.wording import words_of
from djledger.findings.lines import Lines
from djledger.findings.outcome import Outcome
from djledger.ledger.period import Period
from djledger.ledger.source import MemorySource

BRANCH = "名称: 测试单位第一党支部\n类型: 机关\n台账启用: 2026-03-01\n"
MEMBERS = "党员:\n  - {姓名: 王建国, 入党: 2001-06-28, 转正: 2002-06-28}\n"
MEETING = "meetings/2026/2026-03-12-党员大会.yaml"
GOOD = "类型: 党员大会\n日期: 2026-03-12\n"
SETTINGS = "djledger.yaml"
PERIOD = Period(2026, date(2026, 3, 31))


def judged(files, select=("格式",), folder="", settings="", period=PERIOD, **given):
    """Check a ledger; ``files`` are laid over a sound one."""
    base = {"branch.yaml": BRANCH, "members.yaml": MEMBERS, MEETING: GOOD}
    texts = {f"{folder}{path}": text for path, text in {**base, **files}.items()}
    texts[SETTINGS] = settings
    source = MemorySource({path: text.encode() for path, text in texts.items()})
    policies = Policies(load_settings(source, [SETTINGS]), select)
    request = Request(period, policies.at("").rules, policies=policies)
    report = check(source, request)
    words = words_of(report, request)
    return Outcome(report, words, Lines(source), period, lambda: request, **given)


def with_unknown_keys(number):
    """A meeting with so many errors: keys that there are not."""
    return {MEETING: GOOD + "".join(f"没有的键{n}: 1\n" for n in range(number))}


def suppressed(outcome, by=SuppressedBy.WAIVER, reason="旧账，已报上级"):
    """The same outcome, with nothing that counts any more."""
    for site in outcome.report.sites:
        why = Suppression(by, reason, "机关党委", date(2026, 12, 31))
        site.suppressed = [finding._replace(suppression=why) for finding in site.findings]
        site.findings = []
    return replace(outcome, words=words_of(outcome.report, outcome.request))
