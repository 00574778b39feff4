"""Rules about the yearly democratic appraisal of members (民主评议党员)."""

from djledger.rules.review import counting, coverage, grades, held, outcome

RULES = (
    held.appraisal_missed,
    held.appraisal_without_results,
    held.appraisal_dates_missing,
    held.appraisal_dates_disordered,
    held.appraisal_other_year,
    grades.too_many_excellent,
    held.appraisal_step_missing,
    counting.ballots_miscounted,
    counting.appraised_twice,
    coverage.member_not_appraised,
    coverage.stranger_appraised,
    grades.probationary_graded,
    grades.adverse_but_graded_well,
    grades.excellent_under_sanction,
    outcome.low_grade_without_measure,
    outcome.result_untold,
    coverage.member_without_grade,
    counting.more_ballots_than_people,
)
