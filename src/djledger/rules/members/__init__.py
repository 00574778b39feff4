"""Rules about the roster: who is a member, since when, where, and in what standing."""

from djledger.rules.members import completeness, names, sequence, spells, standing

RULES = (
    names.name_listed_twice,
    names.person_listed_twice,
    names.name_untidy,
    completeness.joining_day_missing,
    completeness.birth_date_impossible,
    completeness.roster_facts_missing,
    standing.joined_under_eighteen,
    standing.confirmed_too_early,
    standing.extension_out_of_bounds,
    standing.confirmed_during_extension,
    standing.probation_overdue,
    standing.cancelled_after_confirmation,
    standing.party_age_counted_late,
    sequence.day_in_future,
    sequence.event_after_exit,
    sequence.event_before_joining,
    spells.ends_before_it_begins,
    spells.spells_overlap,
)
