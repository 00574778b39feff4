"""What a report must say about the settings it was made by: what was eased, what was left out."""

from collections.abc import Iterable, Iterator

from djledger.checking.policies import Policies
from djledger.checking.policy import COMMAND_LINE, DEGREE, ON, Origin, Policy
from djledger.law import FORMAT, LOGIC, PRACTICE
from djledger.rules.rule import PARAM_LABELS, Rule
from djledger.rules.table import BOOK

_OURS = (FORMAT, LOGIC, PRACTICE)
MANY = 6
"""How many rules a note names before it only counts them."""


def is_national(rule: Rule) -> bool:
    """Whether a rule rests on a national provision whose words were seen."""
    return not rule.optional and any(
        citation.certainty.settled and citation.instrument not in _OURS for citation in rule.basis
    )


def notes_on(policies: Policies | None, paths: Iterable[str]) -> list[str]:
    """Return the notes on all settings that hold for some organisations, each said once."""
    found = [] if policies is None else policies.among(paths)
    return list(dict.fromkeys(note for policy in found for note in notes(policy)))


def notes(policy: Policy) -> Iterator[str]:
    """Yield what settings eased in national provisions, and what of them was left out."""
    eased: dict[tuple[Origin, str], list[str]] = {}
    for rule in BOOK:
        for origin, how in _eased(policy, rule):
            if is_national(rule):  # asked last: it reads the law
                eased.setdefault((origin, how), []).append(rule.code)
    for (origin, how), codes in eased.items():
        more = f"等 {len(codes)} 条" if len(codes) > MANY else ""
        yield f"{origin}：全国性规定 {'、'.join(codes[:MANY])}{more}{how}。"
    for one in policy.refused:
        yield f"{one.origin}：“{one.what}”已由 {one.locked_by} 锁定，没有采用。"


def _eased(policy: Policy, rule: Rule) -> Iterator[tuple[Origin, str]]:
    on, degree = policy.values.get((rule.code, ON)), policy.values.get((rule.code, DEGREE))
    if on is not None and not on.value and on.origin != COMMAND_LINE:
        yield on.origin, "没有检查"
    if degree is not None and degree.value < rule.severity:
        yield degree.origin, f"由{rule.severity.label}降为{degree.value.label}"
    for param in rule.params:
        given = policy.values.get((rule.code, param.name))
        if given is not None and given.value != param.default and param.name != "public":
            label = PARAM_LABELS[param.name]
            yield given.origin, f"的{label}由 {param.default} 改为 {given.value}"
