"""How rules on dues write money, rates and months."""

from collections.abc import Sequence
from decimal import Decimal

from djledger.dates import Month
from djledger.dues.reckoning import Reckoning


def yuan(amount: Decimal) -> str:
    """Write a sum: 12.30 元."""
    return f"{amount:.2f} 元"


def percent(rate: Decimal) -> str:
    """Write a rate: 1.5%."""
    return f"{(rate * 100).normalize():f}%"


def months(found: Sequence[Month]) -> str:
    """Write months, runs of them joined: 2026-01 至 2026-03、2026-05."""
    runs: list[list[Month]] = []
    for month in found:
        if runs and runs[-1][-1] + 1 == month:
            runs[-1].append(month)
        else:
            runs.append([month])
    return "、".join(str(run[0]) if len(run) == 1 else f"{run[0]} 至 {run[-1]}" for run in runs)


def reckoned(found: Reckoning) -> str:
    """Write how a sum comes about: 基数 7000.00 元 × 1.5% = 105.00 元."""
    if found.base is None or found.rate is None or found.due is None:
        return ""
    said = f"基数 {yuan(found.base)} × {percent(found.rate)} = {yuan(found.base * found.rate)}"
    return f"{said}，按上限 {yuan(found.due)}" if found.capped else said
