"""Decimal arithmetic of scores: stated rounding, and numbers as people write them."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal

from djledger.scoring.scheme import Rounding

_MODES = {
    Rounding.DOWN: ROUND_DOWN,
    Rounding.UP: ROUND_UP,
    Rounding.HALF_UP: ROUND_HALF_UP,
}


def rounded(value: Decimal, places: int, how: Rounding) -> Decimal:
    """Return a number with so many decimals, its tail dealt with as stated."""
    return value.quantize(Decimal(1).scaleb(-places), _MODES[how])


def quota_places(share: Decimal, population: int, how: Rounding) -> int:
    """Return how many places a share of a population gives, as whole places."""
    return int(rounded(share * population, 0, how))


def plain(value: Decimal) -> str:
    """Write a number without needless zeros: 4, 7.5."""
    return f"{value.normalize():f}"


def percent(value: Decimal) -> str:
    """Write a share as a percentage, to two decimals at most: 85.71%."""
    return f"{plain(rounded(value * 100, 2, Rounding.HALF_UP))}%"
