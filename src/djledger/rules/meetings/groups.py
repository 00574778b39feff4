"""Which party group a meeting is of."""

from djledger.ledger.meetings import Meeting


def group_names(meeting: Meeting) -> tuple[str, ...]:
    """Return the groups that a meeting names; groups that met together are joined by 、."""
    return tuple(name.strip() for name in (meeting.group or "").split("、") if name.strip())
