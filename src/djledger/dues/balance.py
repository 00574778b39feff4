"""Money in and out in a year, and what is left."""

from decimal import Decimal
from typing import NamedTuple

from djledger.dues.book import DuesBook, total
from djledger.ledger.dues import DuesYear


class Balance(NamedTuple):
    """A year's account in yuan; ``collected`` or ``opening`` None where it is not known."""

    opening: Decimal | None
    collected: Decimal | None
    received: Decimal
    used: Decimal
    handed_up: Decimal

    @property
    def closing(self) -> Decimal | None:
        """What is left at the end; None where a part is not known."""
        if self.opening is None or self.collected is None:
            return None
        return self.opening + self.collected + self.received - self.used - self.handed_up


def balance_of(dues: DuesYear, book: DuesBook) -> Balance:
    """Return a year's account from its rows."""
    return Balance(
        dues.opening,
        total(book.received(payment) for payment in dues.payments),
        sum((receipt.amount for receipt in dues.receipts), Decimal(0)),
        sum((use.amount for use in dues.uses), Decimal(0)),
        sum((up.amount for up in dues.hand_ups), Decimal(0)),
    )
