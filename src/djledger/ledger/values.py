"""The scalar types of the ledger: each is read from the very text that was written.

Every type has a name (its pydantic error type), so that the slow path in ``forms`` can say
what was meant, and a strict pattern, so that nothing is read by accident: pydantic alone
would take ``86400`` for a date in 1970.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any, TypeVar

from pydantic import (
    BeforeValidator,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from djledger.dates import Month, months_from


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """How one scalar type is written: name, pattern, and what reads the matching text."""

    name: str
    pattern: str
    then: CoreSchema | None = None
    build: Callable[[str], Any] | None = None

    @property
    def schema(self) -> CoreSchema:
        """The text pattern and the reader in a chain, failing under this form's own name."""
        text = core_schema.str_schema(pattern=self.pattern)
        steps: list[CoreSchema] = [text]
        if self.then is not None:
            steps.append(self.then)
        if self.build is not None:
            # Months and times recur from record to record, and what is built of them never changes.
            steps.append(core_schema.no_info_plain_validator_function(lru_cache(512)(self.build)))
        return core_schema.custom_error_schema(
            core_schema.chain_schema(steps),
            custom_error_type=self.name,
            custom_error_message=self.name,
        )

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return self.schema


@dataclass(frozen=True, slots=True)
class TimeRange:
    """From when to when on one day; the end may be unrecorded."""

    start: time
    end: time | None

    @classmethod
    def parse(cls, text: str) -> "TimeRange":
        """Read ``14:30-16:00`` or ``14:30``."""
        start, _, end = text.partition("-")
        return cls(time.fromisoformat(start), time.fromisoformat(end) if end else None)

    def overlaps(self, other: "TimeRange") -> bool:
        """Whether both share some minute; a range without an end is its first minute."""
        mine = self.end or self.start
        theirs = other.end or other.start
        if mine == self.start or theirs == other.start:
            return self.start <= theirs and other.start <= mine
        return self.start < theirs and other.start < mine

    def __str__(self) -> str:
        """Write it as the ledger does."""
        start = self.start.strftime("%H:%M")
        return f"{start}-{self.end:%H:%M}" if self.end else start


@dataclass(frozen=True, slots=True)
class MonthSpan:
    """A month, or the months from one to another, both included."""

    first: Month
    last: Month

    @classmethod
    def parse(cls, text: str) -> "MonthSpan":
        """Read ``2026-03`` or ``2026-01至2026-03``; ValueError if the end comes first."""
        first, _, last = text.partition("至")
        span = cls(Month.parse(first), Month.parse(last or first))
        if span.last < span.first:
            raise ValueError(f"ends before it begins: {text!r}")
        return span

    def __iter__(self) -> Iterator[Month]:
        """Yield the months in order."""
        return months_from(self.first, self.last)

    def __contains__(self, month: object) -> bool:
        """Whether a month lies in the span."""
        return isinstance(month, Month) and self.first <= month <= self.last

    def __len__(self) -> int:
        """The number of months, at least one."""
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1

    def __str__(self) -> str:
        """Write it as the ledger does."""
        return str(self.first) if self.first == self.last else f"{self.first}至{self.last}"


def one_to_list(value: Any) -> Any:
    """Take a single text for a list of one."""
    return [value] if isinstance(value, str) else value


PERSON = "姓名"
"""The format, in a schema, of text that names a person."""


@dataclass(frozen=True, slots=True)
class WithFormat:
    """Names the format of a text in its schema, for editors; what is read does not change."""

    name: str

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(schema), "format": self.name}


_T = TypeVar("_T")

Text = Annotated[str, StringConstraints(min_length=1)]
Name = Annotated[str, StringConstraints(min_length=1), WithFormat(PERSON)]
Day = Annotated[date, Form("day", r"^\d{4}-\d{2}-\d{2}$", core_schema.date_schema())]
BirthDate = Annotated[str, Form("birth", r"^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$")]
MonthOf = Annotated[Month, Form("month", r"^\d{4}-(0[1-9]|1[0-2])$", build=Month.parse)]
_MONTH = r"\d{4}-(0[1-9]|1[0-2])"
Months = Annotated[MonthSpan, Form("months", f"^{_MONTH}(至{_MONTH})?$", build=MonthSpan.parse)]
Year = Annotated[int, Form("year", r"^(19|20)\d{2}$", core_schema.int_schema())]
Count = Annotated[int, Form("count", r"^\d{1,6}$", core_schema.int_schema())]
Hours = Annotated[Decimal, Form("hours", r"^\d{1,4}(\.\d)?$", core_schema.decimal_schema())]
Money = Annotated[Decimal, Form("money", r"^-?\d{1,9}(\.\d{1,2})?$", core_schema.decimal_schema())]
Amount = Annotated[Decimal, Form("amount", r"^\d{1,9}(\.\d{1,2})?$", core_schema.decimal_schema())]
Percent = Annotated[
    Decimal, Form("percent", r"^\d{1,3}(\.\d{1,2})?%$", build=lambda t: Decimal(t[:-1]) / 100)
]
YesNo = Annotated[bool, Form("yes_no", r"^[是否]$", build=lambda text: text == "是")]
Hours24 = r"([01]\d|2[0-3]):[0-5]\d"
Times = Annotated[TimeRange, Form("times", f"^{Hours24}(-{Hours24})?$", build=TimeRange.parse)]
RecordPath = Annotated[str, Form("record_path", r"^[^\s/][^\\]*$")]
OneOrMany = Annotated[tuple[_T, ...], BeforeValidator(one_to_list)]
