"""A plan as an iCalendar file (RFC 5545), for any calendar on a telephone or desk.

All-day events with identities that never change, so that importing again updates what is there;
nothing in the file depends on the moment of writing.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from djledger import __version__
from djledger.planning.due import Due

OCTETS = 75
"""The longest line without its end, in octets (RFC 5545, 3.1)."""


def calendar(plan: Iterable[Due], as_of: date) -> str:
    """Return the calendar; lines end in CR LF."""
    return "".join(f"{part}\r\n" for line in _lines(plan, as_of) for part in folded(line))


def folded(line: str) -> Iterator[str]:
    """Break a line into pieces of at most 75 octets, never within a character."""
    piece, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > OCTETS:
            yield piece
            piece, size = " ", 1
        piece, size = piece + character, size + octets
    yield piece


def escaped(text: str) -> str:
    """Write text as a value: backslash, semicolon, comma and line ends are escaped."""
    for mark in "\\;,":
        text = text.replace(mark, f"\\{mark}")
    return "\\n".join(text.splitlines())


def _lines(plan: Iterable[Due], as_of: date) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:-//djledger//{__version__}//ZH"
    yield "CALSCALE:GREGORIAN"
    yield "X-WR-CALNAME:党支部待办"
    for due in plan:
        yield from _event(due, as_of)
    yield "END:VCALENDAR"


def _event(due: Due, as_of: date) -> Iterator[str]:
    who = f"{due.subject}：" if due.subject else ""
    told = [due.branch_name, f"类别：{due.kind.value}"]
    told += [f"可从 {due.opens} 起办理"] if due.opens else []
    told += [f"依据：{due.law}"] if due.law else []
    yield "BEGIN:VEVENT"
    yield f"UID:{due.uid}"
    yield f"DTSTAMP:{as_of:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{due.due:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{due.due + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(who + due.task)}"
    yield f"DESCRIPTION:{escaped(chr(10).join(told))}"
    yield f"CATEGORIES:{escaped(due.kind.value)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"
