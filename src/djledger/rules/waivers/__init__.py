"""Rules about waivers: they need a rule that exists, a reason, a day that has not passed."""

from djledger.law import FORMAT
from djledger.ledger.directives import WaiverFault
from djledger.rules.rule import Rule, Severity, reader_rule

WAIVERS = FORMAT["豁免"]


def _waiver(
    code: str, name: str, title: str, severity: Severity, fault: WaiverFault, covers: str = ""
) -> Rule:
    return reader_rule(
        code=code, name=name, title=title, severity=severity, faults=(fault,), basis=[WAIVERS],
        covers=(covers,) if covers else (), waivable=False,
    )  # fmt: skip


RULES = (
    _waiver(
        "WVR101", "expired-waiver", "豁免已经过期",
        Severity.ERROR, WaiverFault.EXPIRED, "LED-14",
    ),
    _waiver(
        "WVR102", "unused-waiver", "豁免没有用上",
        Severity.HINT, WaiverFault.UNUSED,
    ),
    _waiver(
        "WVR103", "waiver-of-unknown-rule", "豁免的规则不存在",
        Severity.ERROR, WaiverFault.UNKNOWN_RULE,
    ),
    _waiver(
        "WVR104", "waiver-without-reason", "豁免没有写理由",
        Severity.ERROR, WaiverFault.NO_REASON, "LED-14",
    ),
    _waiver(
        "WVR105", "waiver-not-allowed", "这条规则不得豁免",
        Severity.ERROR, WaiverFault.NOT_ALLOWED,
    ),
    _waiver(
        "WVR106", "malformed-directive", "写给 djledger 的注释读不懂",
        Severity.WARNING, WaiverFault.MALFORMED,
    ),
    _waiver(
        "WVR107", "unused-exception", "设置中的例外没有用上",
        Severity.HINT, WaiverFault.UNUSED_EXCEPTION,
    ),
)  # fmt: skip
