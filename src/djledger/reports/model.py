"""What a report consists of: views of plain data, written alike in every format.

A figure is a ``Cell``: a value, the records it rests on, and whether it is good or bad news.
Who may see what is a whitelist: a table, column, fact or chart is shown only to the audiences
it was opened to, and to the branch itself alone unless it says otherwise.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum, IntEnum


class Audience(IntEnum):
    """For whom a report is made, from the narrowest circle to the widest."""

    INTERNAL = 0
    SUPERIOR = 1
    PUBLIC = 2

    @property
    def label(self) -> str:
        """The word that users see and choose by."""
        return ("内部", "上级", "公示")[self]


class Tone(Enum):
    """Whether a figure calls for something."""

    PLAIN = ""
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


class Kind(Enum):
    """How the values of a column are written and set."""

    TEXT = "text"
    NUMBER = "number"
    SHARE = "share"
    MONEY = "money"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole; of nothing there is no share."""

    part: int
    whole: int

    @property
    def ratio(self) -> Decimal | None:
        """The share as a number from 0; None when the whole is nothing."""
        return Decimal(self.part) / Decimal(self.whole) if self.whole else None

    @property
    def percent(self) -> str:
        """The share in per cent with one place, rounded half up."""
        if self.ratio is None:
            return "—"
        return f"{(self.ratio * 100).quantize(Decimal('0.1'), ROUND_HALF_UP)}%"


Value = str | int | Decimal | date | Share | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A value, the paths of the records it was taken from, and its tone."""

    value: Value = None
    evidence: tuple[str, ...] = ()
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; without an audience of its own it has the table's."""

    title: str
    kind: Kind = Kind.TEXT
    audience: Audience | None = None


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A titled table; ``key`` is unique within its view."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    audience: Audience = Audience.INTERNAL
    empty: str = "无。"


@dataclass(frozen=True, slots=True)
class Fact:
    """A single figure with its label."""

    label: str
    cell: Cell
    kind: Kind = Kind.NUMBER
    audience: Audience = Audience.SUPERIOR


@dataclass(frozen=True, slots=True)
class Heat:
    """A matrix of counts; None where nothing was due or could be."""

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int | None, ...]], ...]
    unit: str = "次"
    audience: Audience = Audience.SUPERIOR


@dataclass(frozen=True, slots=True)
class Bars:
    """Amounts side by side; ``wholes`` gives each bar the length it should have had."""

    key: str
    title: str
    bars: tuple[tuple[str, Decimal], ...]
    wholes: tuple[Decimal, ...] = ()
    unit: str = ""
    audience: Audience = Audience.SUPERIOR


@dataclass(frozen=True, slots=True)
class Trend:
    """A share (0 to 1) over time; None where there is none."""

    key: str
    title: str
    points: tuple[tuple[str, Decimal | None], ...]
    audience: Audience = Audience.SUPERIOR


Chart = Heat | Bars | Trend


@dataclass(frozen=True, slots=True)
class View:
    """One subject of a report. ``key`` is ASCII: the anchor, the JSON key, the option's word."""

    key: str
    title: str
    facts: tuple[Fact, ...] = ()
    tables: tuple[Table, ...] = ()
    charts: tuple[Chart, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Meta:
    """What a report is about and what it was made from; stands on every page."""

    title: str
    organisation: str
    year: int
    as_of: date
    version: str
    revision: str
    rules: str
    audience: Audience = Audience.INTERNAL
    redacted: bool = False

    @property
    def line(self) -> str:
        """The running footer: period, day of judgement, version, data and rule set."""
        return (
            f"{self.year} 年度 · 截至 {self.as_of} · djledger {self.version} · "
            f"数据 {self.revision} · 规则集 {self.rules}"
        )


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report: its head and its views in order."""

    meta: Meta
    views: tuple[View, ...]
    names: tuple[str, ...] = field(default=(), repr=False)
    """The people who may be mentioned, for redaction."""


def rate(ratio: Decimal | None) -> str:
    """Write a ratio in per cent with one place."""
    if ratio is None:
        return "—"
    return f"{(ratio * 100).quantize(Decimal('0.1'), ROUND_HALF_UP)}%"


def shown(cell: Cell, kind: Kind = Kind.TEXT) -> str:
    """Write a value as readers see it; a dash where there is none."""
    value = cell.value
    if value is None:
        return "—"
    if isinstance(value, Share):
        return value.percent
    if isinstance(value, Decimal):
        return f"{value:.2f}" if kind is Kind.MONEY else f"{value.normalize():f}"
    return str(value)
