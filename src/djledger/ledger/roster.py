"""Who was a member, a voter, in which group, on any given day.

The regulations leave some people's place in the count open (away, abroad, out of contact,
detained, moving on that very day, confirmation passed but not yet approved or not recorded,
restoration after 留党察看 not recorded). They are *unsure*: a written count that includes or
excludes them is accepted, so that no rule rests on a guess.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from djledger.dates import add_months, within_months
from djledger.ledger.members import Member, MemberList, Sanction, SanctionKind, Spell

APPROVAL_MONTHS = 3
"""Approval of a confirmation may take three months (发展党员工作细则 2026, Art. 33)."""


@dataclass(frozen=True)
class Count:
    """People who certainly count, and those who may or may not.

    The roster answers with one and the same count for all days between two changes, so that
    its names are put together once for many meetings.
    """

    sure: tuple[Member, ...] = ()
    unsure: tuple[Member, ...] = ()

    @property
    def low(self) -> int:
        """The least number of people."""
        return len(self.sure)

    @property
    def high(self) -> int:
        """The greatest number of people."""
        return len(self.sure) + len(self.unsure)

    @cached_property
    def sure_names(self) -> tuple[str, ...]:
        """The names of those who certainly count, in the order of the roster."""
        return tuple(member.name for member in self.sure)

    @cached_property
    def certain(self) -> frozenset[str]:
        """The names of those who certainly count, to look one up."""
        return frozenset(self.sure_names)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of all who may count."""
        return self.certain.union(member.name for member in self.unsure)

    def admits(self, number: int) -> bool:
        """Whether a written number agrees with the roster."""
        return self.low <= number <= self.high

    def __contains__(self, name: object) -> bool:
        """Whether a person of this name may count."""
        return name in self.names

    def __str__(self) -> str:
        """The number, or its range."""
        return f"{self.low} 人" if not self.unsure else f"{self.low}–{self.high} 人"


def in_spell(spells: Sequence[Spell], day: date) -> bool:
    """Whether a day lies in one of the spells, both ends included."""
    if not spells:  # nearly always, and many ask
        return False
    return any(s.start <= day and (s.end is None or day <= s.end) for s in spells)


def arrived(member: Member) -> date | None:
    """Return the first day on this roster; None when the ledger does not say."""
    if member.home_branch:
        return member.attached_since
    return member.transfer_in.day if member.transfer_in else member.joined


def departed(member: Member) -> date | None:
    """Return the day of transfer out or exit; None while the member belongs."""
    out, gone = member.transfer_out, member.exit
    if out is None or out.day is None:
        return None if gone is None else gone.day
    return out.day if gone is None else min(out.day, gone.day)


def is_gone(member: Member) -> bool:
    """Whether the member has left by a transfer or exit, even one without a date."""
    return member.transfer_out is not None or member.exit is not None


def on_roster(member: Member, day: date) -> bool:
    """Whether the person belongs to the branch on a day, first day included, last not."""
    start = arrived(member)
    if start is not None and day < start:
        return False
    if not is_gone(member):
        return True
    end = departed(member)
    return end is not None and day < end


def is_full(member: Member, day: date) -> bool:
    """Whether the person is a full member (正式党员) on a day."""
    return member.confirmed is not None and member.confirmed <= day


def has_rights(member: Member, day: date) -> bool:
    """Whether voting rights are neither lost to 留党察看, suspended nor membership stopped."""
    if not (member.sanctions or member.rights_suspended or member.suspensions):
        return True
    return not (
        any(_bars(sanction, day) for sanction in member.sanctions)
        or in_spell(member.rights_suspended, day)
        or in_spell(member.suspensions, day)
    )


def _bars(sanction: Sanction, day: date) -> bool:
    """Whether a sanction takes the right to vote on a day: 留党察看 until it ends, if it does."""
    if sanction.kind is not SanctionKind.PROBATION or day < sanction.day:
        return False
    ended = sanction.restored_on or sanction.until
    return ended is None or day < ended


def _restoration_unrecorded(member: Member, day: date) -> bool:
    """Whether 留党察看 has run out and the roster does not say that rights were restored."""
    return bool(member.sanctions) and any(
        sanction.kind is SanctionKind.PROBATION
        and sanction.restored_on is None
        and sanction.until is not None
        and sanction.until <= day
        for sanction in member.sanctions
    )


def _moves_on(member: Member, day: date) -> bool:
    if arrived(member) == day:
        return not member.home_branch
    return departed(member) == day


def _absent_by_status(member: Member, day: date) -> bool:
    spells = (
        *member.mobility, *member.abroad, *member.lost, *member.exempt,
        *member.rights_suspended,
    )  # fmt: skip
    return in_spell(spells, day)


def _awaits_approval(member: Member, day: date) -> bool:
    confirmed = member.confirmed
    return confirmed is not None and within_months(confirmed, day, APPROVAL_MONTHS)


def _confirmation_unrecorded(member: Member, day: date) -> bool:
    """Whether the probation ought to be over and the roster does not say how it ended."""
    if member.confirmed is not None:
        return False
    end = member.extended_to or (add_months(member.joined, 12) if member.joined else None)
    return end is None or end <= day


def _change_days(member: Member) -> Iterator[date]:
    """Every day on which this member's standing may change."""
    spells = (
        *member.suspensions, *member.rights_suspended, *member.mobility,
        *member.abroad, *member.lost, *member.exempt,
    )  # fmt: skip
    days = [arrived(member), departed(member), member.confirmed]
    for spell in spells:
        days += (spell.start, spell.end)
    for group in member.groups:
        days += (group.start, group.end)
    for sanction in member.sanctions:
        days += (sanction.day, sanction.until, sanction.restored_on)
    if member.confirmed:
        days.append(add_months(member.confirmed, APPROVAL_MONTHS))
    if member.joined:
        days.append(member.extended_to or add_months(member.joined, 12))
    return (day for day in days if day is not None)


class Roster:
    """A branch's members, asked by day."""

    def __init__(self, listed: MemberList) -> None:
        """Take over the listed members in their order."""
        self.listed = listed
        self.members = listed.members
        self._answers: dict[tuple[str, int, bool], Count] = {}

    @cached_property
    def by_name(self) -> dict[str, Member]:
        """Members by name; of two of one name the first (a rule reports the second)."""
        result: dict[str, Member] = {}
        for member in self.members:
            result.setdefault(member.name, member)
        return result

    @cached_property
    def _entries(self) -> dict[str, list[Member]]:
        found: dict[str, list[Member]] = {}
        for member in self.members:
            found.setdefault(member.name, []).append(member)
        return found

    @cached_property
    def _single(self) -> dict[str, Member]:
        """Who has one entry: nearly everybody, asked for at every name on a list."""
        return {name: found[0] for name, found in self._entries.items() if len(found) == 1}

    def entries(self, name: str) -> Sequence[Member]:
        """Return all entries of a name: who left and came back has two."""
        return self._entries.get(name, ())

    def entry(self, name: str, day: date) -> Member | None:
        """Return the entry of a name that tells of a day: the one here then, else the one gone."""
        member = self._single.get(name)
        if member is not None or name not in self._entries:
            return member
        found = self._entries[name]
        here = [member for member in found if on_roster(member, day)]
        gone = [member for member in found if (left := departed(member)) and left <= day]
        return (here or gone[-1:] or found)[0]

    @cached_property
    def _days(self) -> list[date]:
        return sorted({day for member in self.members for day in _change_days(member)})

    def present_on(self, day: date) -> tuple[Member, ...]:
        """Return everybody who belongs to the branch or takes part in its life on a day."""
        return self._answer("roster", day, _belongs).sure

    def members_on(self, day: date) -> tuple[Member, ...]:
        """Return the members of this branch on a day (关系在别处的 not included)."""
        return self._answer("members", day, _is_own).sure

    def full_on(self, day: date) -> tuple[Member, ...]:
        """Return the full members (正式党员) of this branch on a day."""
        return self._answer("full", day, _is_own_full).sure

    def expected_on(self, day: date) -> Count:
        """Return whose attendance a meeting of all members is counted against (应到)."""
        return self._answer("expected", day, _expectation)

    def voters_on(self, day: date) -> Count:
        """Return who has the right to vote (有表决权的党员)."""
        return self._answer("voters", day, _franchise)

    def group_on(self, name: str, day: date) -> tuple[Member, ...]:
        """Return the members of a party group on a day."""
        return tuple(m for m in self.present_on(day) if group_of(m, day) == name)

    def _answer(
        self, question: str, day: date, judge: Callable[[Member, date], bool | None]
    ) -> Count:
        place = bisect_right(self._days, day)
        exact = place > 0 and self._days[place - 1] == day
        asked = (question, place, exact)
        if asked not in self._answers:
            self._answers[asked] = _sorted_out(self.members, day, judge)
        return self._answers[asked]


def _sorted_out(
    members: Iterable[Member], day: date, judge: Callable[[Member, date], bool | None]
) -> Count:
    judged = [(member, judge(member, day)) for member in members]
    return Count(
        tuple(member for member, verdict in judged if verdict),
        tuple(member for member, verdict in judged if verdict is None),
    )


def _belongs(member: Member, day: date) -> bool:
    return on_roster(member, day)


def _is_own(member: Member, day: date) -> bool:
    return on_roster(member, day) and not member.home_branch


def _is_own_full(member: Member, day: date) -> bool:
    return _is_own(member, day) and is_full(member, day)


def _expectation(member: Member, day: date) -> bool | None:
    if not on_roster(member, day):
        return None if _moves_on(member, day) else False
    if in_spell(member.suspensions, day):
        return False
    unclear = _moves_on(member, day) or _absent_by_status(member, day) or member.home_branch
    return None if unclear else True


def _franchise(member: Member, day: date) -> bool | None:
    """Lost people and the like keep their vote; only the day of a move leaves it open."""
    unrecorded = _confirmation_unrecorded(member, day)
    if not (is_full(member, day) or unrecorded):
        return False
    if member.home_branch or not has_rights(member, day):
        return False
    if _moves_on(member, day):
        return None
    if not on_roster(member, day):
        return False
    unclear = _awaits_approval(member, day) or _restoration_unrecorded(member, day)
    return None if unrecorded or unclear else True


def group_of(member: Member, day: date) -> str | None:
    """Return the party group of a member on a day."""
    for spell in member.groups:
        begun = spell.start is None or spell.start <= day
        if begun and (spell.end is None or day <= spell.end):
            return spell.name
    return None
