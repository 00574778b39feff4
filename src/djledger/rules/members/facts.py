"""What the rules about members ask of an entry of the roster."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from djledger.ledger.development import DevelopmentFile
from djledger.ledger.members import Member, Spell
from djledger.ledger.node import Node
from djledger.ledger.roster import in_spell, on_roster
from djledger.rules.routes import field_route

At = tuple[str | int, ...]

PLANNED = frozenset({"extended_to", "end", "until", "impact_until"})
"""Fields whose day may lie ahead: the ends of terms."""

SPELLS = (
    "suspensions",
    "rights_suspended",
    "orders",
    "mobility",
    "abroad",
    "lost",
    "exempt",
)
"""The fields of a member that hold stretches of time."""


class Dated(NamedTuple):
    """A day that an entry records, and where."""

    at: At
    day: date


def dated(node: Node, at: At = ()) -> Iterator[Dated]:
    """Yield every day recorded below a node, other than the planned ends of terms."""
    for name, value in node.__dict__.items():
        if not value or isinstance(value, str):
            continue
        if isinstance(value, date):
            if name not in PLANNED:
                yield Dated((*at, name), value)
        elif isinstance(value, Node):
            yield from dated(value, (*at, name))
        elif isinstance(value, tuple):
            yield from _dated_items(value, (*at, name))


def _dated_items(items: tuple[object, ...], at: At) -> Iterator[Dated]:
    for index, item in enumerate(items):
        if isinstance(item, date):
            yield Dated((*at, index), item)
        elif isinstance(item, Node):
            yield from dated(item, (*at, index))


def label(member: Member, at: At) -> str:
    """Name a field as the ledger does, such as 转出·接收日期."""
    return "·".join(part for part in field_route(member, at) if isinstance(part, str))


def spells_of(member: Member) -> Iterator[tuple[str, tuple[Spell, ...]]]:
    """Yield the stretches of time of each kind that the entry records."""
    for field in SPELLS:
        spells = getattr(member, field)
        if spells:
            yield field, spells


def is_here(member: Member, day: date) -> bool:
    """Whether this branch manages the member on a day (关系在别处的 it does not)."""
    return not member.home_branch and on_roster(member, day)


def runs_on(spell: Spell, day: date) -> bool:
    """Whether a stretch of time is still running on a day."""
    return in_spell((spell,), day) and spell.end != day


def earliest_birth(member: Member | DevelopmentFile) -> date | None:
    """Return the earliest day of birth that the entry allows; None if it names no real day."""
    return None if member.born is None else _earliest_day(member.born)


@lru_cache(maxsize=1024)
def _earliest_day(born: str) -> date | None:
    year, month, *days = (int(part) for part in born.split("-"))
    try:
        return date(year, month, days[0] if days else 1)
    except ValueError:
        return None
