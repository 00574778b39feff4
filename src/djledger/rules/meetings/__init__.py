"""Rules about meetings: how often, who came, how it was decided and recorded."""

from djledger.rules.meetings import frequency, talks

RULES = (
    frequency.assembly_quarter_missed,
    frequency.committee_month_missed,
    frequency.group_month_missed,
    frequency.theme_day_month_missed,
    frequency.lecture_missed,
    talks.no_talk_all_year,
    talks.officers_never_talked,
    talks.member_never_met_officer,
    talks.member_never_talked_with,
    talks.talk_people_missing,
    talks.no_talk_after_sanction,
)
