"""Parameters of rules as settings give them: found by their Chinese label, typed by the default."""

from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from djledger.checking.select import UnknownRuleError, matching
from djledger.rules.rule import Param, Rule
from djledger.rules.table import BOOK


def rule_named(word: str) -> Rule:
    """Return the one rule of this code or name; UnknownRuleError if it is not just one."""
    found = matching(BOOK, word)
    if len(found) != 1:
        raise UnknownRuleError(word, BOOK)
    return found[0]


def param_named(rule: Rule, name: str) -> Param | None:
    """Return a rule's parameter by its Chinese label or its name in the code."""
    return next((param for param in rule.params if name in {param.label, param.name}), None)


def expected(param: Param) -> str:
    """Say how a value of the parameter is written."""
    if isinstance(param.default, bool):
        return "是或否"
    return "或".join(param.choices) or f"像 {param.shown_default} 这样"


def typed(param: Param, text: str) -> Any:
    """Return a parameter's value of the type of its default; None for text that is not one."""
    default = param.default
    if isinstance(default, bool):
        return {"是": True, "否": False}.get(text)
    if isinstance(default, int):
        return int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else None
    if isinstance(default, Decimal):
        return _decimal(text)
    if "/" in default:
        return text if _is_share(text) else None
    return text if not param.choices or text in param.choices else None


def _decimal(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() and value > 0 else None


def _is_share(text: str) -> bool:
    try:
        return 0 < Fraction(text) <= 1
    except (ValueError, ZeroDivisionError):
        return False
