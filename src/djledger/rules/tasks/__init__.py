"""Rules about tasks, responsibility lists, supervision and rectification, honours."""

from djledger.rules.tasks import planned, problems, visits

RULES = (
    planned.task_overdue,
    planned.task_without_owner_or_deadline,
    planned.task_done_without_evidence,
    planned.task_dated_in_the_future,
    planned.duty_level_missing,
    planned.decision_overdue,
    planned.decision_without_owner_or_deadline,
    planned.decision_not_named,
    problems.problem_overdue,
    problems.problem_without_owner_or_deadline,
    problems.problem_closed_without_evidence,
    problems.problem_closed_before_done,
    problems.problem_not_struck_off,
    problems.problem_back_without_new_deadline,
    problems.problem_dates_out_of_order,
    visits.feedback_not_itemised,
    visits.problem_without_measure,
    visits.number_unknown,
    visits.number_used_twice,
    visits.visitor_not_contact_leader,
    visits.commended_while_sanctioned,
)
