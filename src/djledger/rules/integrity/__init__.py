"""Rules about the ledger itself: dates against the clock, references, words left unfinished."""

from djledger.rules.integrity import clock, duplicates, evidence, labels, references, wording

RULES = (
    clock.recorded_before_event,
    clock.record_from_the_future,
    clock.done_in_the_future,
    references.record_not_found,
    references.attachment_not_found,
    duplicates.same_meeting_twice,
    wording.placeholder_left,
    wording.wrong_term,
    labels.title_of_other_year,
    labels.file_of_other_day,
    duplicates.code_given_twice,
    evidence.committed_long_after,
    evidence.months_committed_at_once,
    evidence.changed_without_correction,
    evidence.member_row_deleted,
)
