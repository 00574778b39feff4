"""Rules for data that is sound YAML but does not fit the ledger's models."""

from djledger.law import FORMAT
from djledger.ledger.documents import Misfit
from djledger.rules.rule import Rule, Severity, reader_rule

KEYS = FORMAT["键与值"]


def _misfit(code: str, name: str, title: str, fault: Misfit) -> Rule:
    severity = Severity.WARNING if fault is Misfit.LOOSE_FORM else Severity.ERROR
    return reader_rule(
        code=code, name=name, title=title, severity=severity, basis=[KEYS], faults=(fault,)
    )


RULES = (
    _misfit("FMT201", "unknown-key", "不认识的键", Misfit.UNKNOWN_KEY),
    _misfit("FMT202", "missing-key", "缺少必填的键", Misfit.MISSING_KEY),
    _misfit("FMT203", "bad-value", "值的写法读不懂", Misfit.BAD_VALUE),
    _misfit("FMT204", "bad-choice", "值不在可选的范围内", Misfit.BAD_CHOICE),
    _misfit("FMT205", "wrong-shape", "该写列表、键值或文字的地方写成了别的", Misfit.WRONG_SHAPE),
    _misfit("FMT206", "loose-form", "值可以看懂，但不是规范写法", Misfit.LOOSE_FORM),
)
