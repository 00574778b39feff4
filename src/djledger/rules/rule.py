"""What a rule is: a pure generator with its law beside it.

A rule asks by parameter name for what it needs. The first parameter is its level (what it is
called for, once each); the others are ambient. Any further name is one of its own ``params``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, NamedTuple

from djledger.law import Citation
from djledger.ledger.branch import Branch, Part
from djledger.ledger.directives import WaiverFault
from djledger.ledger.documents import Misfit
from djledger.ledger.layout import Layout
from djledger.ledger.meetings import MeetingKind
from djledger.ledger.node import Node
from djledger.ledger.period import Period
from djledger.ledger.privacy import Leak
from djledger.rules.severity import Severity as Severity  # noqa: PLC0414 (of a rule)
from djledger.yamltext import FaultKind

LEVELS = (
    "branch", "meeting", "member", "person", "dues", "election", "tasks", "committee", "document",
)  # fmt: skip
"""What a rule can be called for: the name of its first parameter.

``person`` is whoever has a development file; the rule is given that file. ``tasks`` is the
task book of the judged year.
"""

AMBIENT = frozenset({"branch", "period", "history"})
"""What any rule may ask for besides; one for an upper organisation has no branch."""

FaultOf = FaultKind | Misfit | Layout | WaiverFault | Leak
"""The kinds of fault that reading a ledger finds."""


class Subject(Enum):
    """The packages of rules: the letters that begin their codes, and their Chinese names."""

    FORMAT = ("FMT", "格式")
    ORGANISATION = ("ORG", "组织")
    MEMBERS = ("MEM", "名册")
    MEETINGS = ("MTG", "会议")
    REVIEW = ("REV", "评议")
    DUES = ("DUE", "党费")
    DEVELOPMENT = ("DEV", "发展")
    ELECTIONS = ("ELE", "换届")
    TASKS = ("TSK", "任务")
    INTEGRITY = ("LED", "台账")
    PRIVACY = ("PRV", "隐私")
    WAIVERS = ("WVR", "豁免")

    @property
    def letters(self) -> str:
        """The three letters."""
        return self.value[0]

    @property
    def label(self) -> str:
        """The name that users see and can select by."""
        return self.value[1]


_SUBJECTS = {subject.letters: subject for subject in Subject}


class Related(NamedTuple):
    """Another place that a finding speaks of."""

    subject: Node
    at: tuple[str | int, ...]
    label: str


class Problem(NamedTuple):
    """What a rule found: where, what is there, what was expected and what to do.

    ``at`` names fields of ``subject`` by attribute and list index. ``day`` is the day of the
    event judged; it chooses the edition of the law that is cited. ``during`` is the month,
    quarter or year in which something is missed: another year's is another finding.
    """

    subject: Node
    at: tuple[str | int, ...]
    found: str
    expected: str
    remedy: str
    day: date | None = None
    related: tuple[Related, ...] = ()
    during: str = ""


def problem(
    subject: Node,
    *at: str | int,
    found: str,
    expected: str,
    remedy: str,
    day: date | None = None,
    related: tuple[Related, ...] = (),
    during: object = "",
) -> Problem:
    """Make a problem; a shorter way to write one in a rule."""
    return Problem(subject, at, found, expected, remedy, day, related, str(during))


class Param(NamedTuple):
    """A number or word of local policy that a rule can be given, and its default."""

    name: str
    default: Any
    description: str
    choices: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What settings call it."""
        return PARAM_LABELS[self.name]

    @property
    def shown_default(self) -> str:
        """The default as it is given in settings."""
        if isinstance(self.default, bool):
            return "是" if self.default else "否"
        if isinstance(self.default, tuple | list | frozenset):
            return "、".join(map(str, self.default))
        return str(self.default)


PARAM_LABELS = {
    "base": "基准",
    "central": "中央机关",
    "chars": "字数",
    "day": "日",
    "days": "天数",
    "hours": "学时",
    "keys": "必填",
    "members": "人数",
    "months": "月数",
    "night": "钟点",
    "percent": "百分比",
    "public": "公开",
    "quorum": "五分之四",
    "share": "比例",
    "unit": "单位",
    "visits": "次数",
    "years": "年数",
}
"""By the name that a rule's function uses: the name that stands in settings."""


Check = Callable[..., Iterator[Problem]]

Gaps = Callable[[Branch, Period], Iterator[str]]
"""What a rule could not see in a branch: reasons, each listed as not judged."""


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A rule of the book: itself and no other, so that tuples of rules are quick to look up.

    ``check`` is None for rules that the reader itself enforces.
    """

    code: str
    name: str
    title: str
    severity: Severity
    basis: tuple[Citation, ...]
    check: Check | None = None
    takes: tuple[str, ...] = ()
    params: tuple[Param, ...] = ()
    needs: tuple[Part, ...] = ()
    optional: bool = False
    covers: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    kinds: frozenset[MeetingKind] = frozenset()
    faults: tuple[FaultOf, ...] = ()
    since: str = "0.1.0"
    on_absence: bool = False
    gaps: Gaps | None = None
    waivable: bool = True

    def __reduce__(self) -> tuple[Callable[[str], "Rule"], tuple[str]]:
        """Travel to another process as a code: the book is there too."""
        if _from_book(self.code) is not self:
            from pickle import PicklingError

            raise PicklingError(f"{self.code} is not a rule of the book")
        return _from_book, (self.code,)

    @property
    def level(self) -> str:
        """What the rule is called for; ``file`` for the reader's own rules."""
        return self.takes[0] if self.takes else "file"

    @property
    def historic(self) -> bool:
        """Whether the rule looks at what the repository remembers."""
        return "history" in self.takes

    @property
    def subject(self) -> Subject:
        """The package that the rule belongs to."""
        return _SUBJECTS[self.code[:3]]


def _from_book(code: str) -> Rule:
    from djledger.rules.table import by_code

    return by_code()[code]


def rule(
    *,
    code: str,
    name: str,
    title: str,
    severity: Severity,
    basis: list[Citation],
    params: tuple[Param, ...] = (),
    needs: tuple[Part, ...] = (),
    optional: bool = False,
    covers: tuple[str, ...] = (),
    when: tuple[str, ...] = (),
    kinds: tuple[MeetingKind, ...] = (),
    on_absence: bool = False,
    gaps: Gaps | None = None,
    waivable: bool = True,
) -> Callable[[Check], Rule]:
    """Make a rule of a generator function.

    needs: parts of the ledger that must have been read without loss; else the rule is listed
    as not judged for that branch. optional: off unless selected. covers: ids of the catalogue
    of error patterns that it answers. when: fields of the subject, one of which must be filled
    for the rule to concern it; kinds: the kinds of meeting that it is about. on_absence: it
    reports what a record lacks, and is not believed about a record in which something that was
    written could not be taken over, nor about a meeting that is still to be held. gaps: tells
    what the rule could not see though it judges the rest. waivable: whether a branch may be
    excused from it. Raises TypeError for a parameter that nobody can supply.
    """

    def make(check: Check) -> Rule:
        takes = check.__code__.co_varnames[: check.__code__.co_argcount]
        ambient = AMBIENT - {"branch"} if takes[0] == "committee" else AMBIENT
        unknown = set(takes[1:]) - ambient - {param.name for param in params}
        if takes[0] not in LEVELS or unknown:
            raise TypeError(f"{code}: nothing supplies {takes[0]!r} or {sorted(unknown)}")
        return Rule(
            code, name, title, severity, tuple(basis), check, takes, params, needs, optional,
            covers, when, frozenset(kinds), on_absence=on_absence, gaps=gaps, waivable=waivable,
        )  # fmt: skip

    return make


def reader_rule(
    *,
    code: str,
    name: str,
    title: str,
    severity: Severity,
    faults: tuple[FaultOf, ...],
    basis: list[Citation],
    covers: tuple[str, ...] = (),
    optional: bool = False,
    waivable: bool = True,
) -> Rule:
    """Make the rule under which faults of reading are reported."""
    return Rule(
        code, name, title, severity, tuple(basis), faults=faults, covers=covers,
        optional=optional, waivable=waivable,
    )  # fmt: skip
