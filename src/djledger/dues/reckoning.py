"""From a member's income to the monthly sum, line by line.

No rule says how a fraction of a cent is rounded. We round the base and the sum half up to the
cent, and `agrees` takes any sum within a cent of the exact one as right.
"""

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

from djledger.dates import Month
from djledger.law import DUES_NOTICE, Citation
from djledger.law.dues import DuesLaw, RateTable, Treatment, dues_law
from djledger.ledger.dues import Base, DuesCategory

CENT = Decimal("0.01")
ZERO = Decimal(0)


def to_cent(amount: Decimal) -> Decimal:
    """Round yuan half up to the cent."""
    return amount.quantize(CENT, ROUND_HALF_UP)


class Line(NamedTuple):
    """One item of income as it goes into the base; ``counts`` is what it adds, in yuan.

    ``treatment`` is None for an item that the lists do not name; it adds nothing.
    """

    name: str
    amount: Decimal
    treatment: Treatment | None
    counts: Decimal = ZERO
    basis: Citation | None = None


class Reckoning(NamedTuple):
    """How a monthly sum comes about. ``due`` is None without a base where one is needed.

    ``itemised`` is the base that the items give; ``base`` the one used: as written, else that.
    A sum that does not depend on income has neither, and may be a range up to ``most``.
    """

    category: DuesCategory
    month: Month
    law: DuesLaw
    lines: tuple[Line, ...] = ()
    itemised: Decimal | None = None
    base: Decimal | None = None
    rate: Decimal | None = None
    exact: Decimal | None = None
    due: Decimal | None = None
    most: Decimal | None = None
    capped: bool = False

    @property
    def table(self) -> RateTable | None:
        """The rate table for the category; None where the sum does not depend on income."""
        return self.law.tables.get(self.category)

    @property
    def unknown(self) -> tuple[str, ...]:
        """Items that the lists do not name."""
        return tuple(line.name for line in self.lines if line.treatment is None)

    @property
    def basis(self) -> tuple[Citation, ...]:
        """The provisions that the sum rests on."""
        source = self.table or self.law.fixed[self.category]
        return (source.basis, DUES_NOTICE[1]) if self.capped else (source.basis,)

    def agrees(self, monthly: Decimal, unit: Decimal = CENT) -> bool:
        """Whether a fixed sum is right, however it was rounded to ``unit`` yuan."""
        if self.exact is None:
            return True
        if self.most is not None:
            return self.exact <= monthly <= self.most
        return abs(monthly - self.exact) < unit


def reckon(category: DuesCategory, base: Base | None, month: Month) -> Reckoning | None:
    """Reckon the sum due for a month; None for months before the rules of 2008."""
    return _blind(category, month) if base is None else _reckoned(category, base, month)


@lru_cache(maxsize=1024)
def _blind(category: DuesCategory, month: Month) -> Reckoning | None:
    """Reckon without a base: one and the same for all members of a category."""
    return _reckoned(category, None, month)


def _reckoned(category: DuesCategory, base: Base | None, month: Month) -> Reckoning | None:
    law = dues_law(month)
    if law is None:
        return None
    fixed = law.fixed.get(category)
    if fixed is not None:
        return Reckoning(category, month, law, exact=fixed.least, due=fixed.least, most=fixed.most)
    lines = itemise(category, base, law) if base is not None else ()
    itemised = None
    if lines and all(line.treatment for line in lines):
        itemised = max(ZERO, to_cent(sum((line.counts for line in lines), ZERO)))
    used = base.amount if base is not None and base.amount is not None else itemised
    return _rated(Reckoning(category, month, law, lines, itemised, used))


def _rated(reckoning: Reckoning) -> Reckoning:
    base, table, law = reckoning.base, reckoning.table, reckoning.law
    if base is None or table is None:
        return reckoning
    rate = table.rate(base)
    exact = base * rate
    capped = law.ceiling is not None and exact > law.ceiling
    if capped and law.ceiling is not None:
        exact = law.ceiling
    return reckoning._replace(rate=rate, exact=exact, due=to_cent(exact), capped=capped)


def itemise(category: DuesCategory, base: Base, law: DuesLaw) -> tuple[Line, ...]:
    """Return what each item of income adds to the base."""
    return tuple(_line(name, amount, category, law) for name, amount in base.items.items())


def _line(name: str, amount: Decimal, category: DuesCategory, law: DuesLaw) -> Line:
    item = law.item(name, category)
    if item is None:
        return Line(name, amount, None)
    signs = {Treatment.COUNTED: 1, Treatment.OUT: 0, Treatment.DEDUCTED: -1}
    counts = signs[item.treatment] * amount / item.months
    return Line(name, amount, item.treatment, counts, item.basis)


def marginal(table: RateTable, base: Decimal) -> Decimal:
    """Return what the sum would be if each band's rate applied only within the band (wrongly)."""
    total, lower = ZERO, ZERO
    for band in table.bands:
        upper = base if band.upto is None else min(base, band.upto)
        if upper > lower:
            total += (upper - lower) * band.rate
            lower = upper
    return total
