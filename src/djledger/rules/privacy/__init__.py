"""Rules about what must not stand in a ledger; the reader finds it, and never repeats it."""

from djledger.law import FORMAT
from djledger.ledger.privacy import Leak
from djledger.rules.rule import Rule, Severity, reader_rule

KEPT_OUT = FORMAT["不存放的内容"]


def _leak(
    code: str, title: str, severity: Severity, leak: Leak, *covers: str, optional: bool = False
) -> Rule:
    return reader_rule(
        code=code, name=leak.value, title=title, severity=severity, faults=(leak,),
        basis=[KEPT_OUT], covers=covers, optional=optional, waivable=leak not in _NEVER,
    )  # fmt: skip


_NEVER = frozenset({Leak.ID_NUMBER, Leak.CLASSIFIED})
"""What no branch can be allowed to keep."""

RULES = (
    _leak("PRV101", "写有身份证号", Severity.ERROR, Leak.ID_NUMBER, "LED-13"),
    _leak("PRV102", "写有旧的 15 位身份证号", Severity.WARNING, Leak.OLD_ID_NUMBER),
    _leak("PRV103", "写有手机号码", Severity.WARNING, Leak.MOBILE, "LED-13"),
    _leak("PRV104", "写有银行卡号", Severity.ERROR, Leak.BANK_CARD, "LED-13"),
    _leak("PRV105", "写有住址", Severity.WARNING, Leak.ADDRESS),
    _leak("PRV106", "写有电子邮箱", Severity.HINT, Leak.EMAIL, optional=True),
    _leak("PRV107", "身份证号隐去的部分可由出生日期补出", Severity.WARNING, Leak.MASK_UNDONE),
    _leak("PRV201", "有密级标志", Severity.ERROR, Leak.CLASSIFIED),
    _leak("PRV301", "台账里放着原始表格", Severity.WARNING, Leak.SPREADSHEET),
    _leak("PRV302", "不入库的文件进了仓库", Severity.ERROR, Leak.PRIVATE_FILE),
    _leak("PRV303", "照片带有拍摄地点", Severity.WARNING, Leak.PHOTO),
)
