"""What a check is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from djledger.checking.policies import Policies
from djledger.checking.policy import Scoped
from djledger.ledger.history import History, NoHistory
from djledger.ledger.period import Period
from djledger.rules.rule import Rule, Severity


@dataclass(frozen=True, slots=True)
class Request:
    """What to judge, by which rules, with which local parameters (by rule code and name).

    With ``policies``, what holds for one organisation is had by ``at``; ``rules`` are then
    those that hold where nothing was set.
    """

    period: Period
    rules: tuple[Rule, ...]
    params: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    severities: Mapping[str, Severity] = field(default_factory=dict)
    exceptions: tuple[Scoped, ...] = ()
    unwaivable: frozenset[str] = frozenset()
    policies: Policies | None = None
    history: History = field(default_factory=NoHistory, compare=False)

    def at(self, path: str) -> "Request":
        """Return the request as it stands for the organisation in a folder."""
        if self.policies is None:
            return self
        policy = self.policies.at(path)
        return replace(
            self,
            rules=policy.rules,
            params=policy.params,
            severities=policy.severities,
            exceptions=tuple(policy.exceptions),
            unwaivable=frozenset(policy.unwaivable),
            policies=None,
        )

    def severity(self, rule: Rule) -> Severity:
        """Return how grave a rule's findings are."""
        return self.severities.get(rule.code, rule.severity)

    @property
    def narrowed(self) -> bool:
        """Whether the command line left rules out, so that no branch can be placed."""
        policies = self.policies
        return policies is not None and bool(policies.select or policies.ignore)

    def plain(self, label: str) -> str | None:
        """Return what the settings of the whole repository say under a key, if anything."""
        setting = self.policies.at("").plain.get(label) if self.policies is not None else None
        return None if setting is None else str(setting.value)

    @property
    def mark(self) -> str:
        """A text that differs whenever the outcome could: for keys of caches."""
        given = sorted((code, sorted(named.items())) for code, named in self.params.items())
        codes = [rule.code for rule in self.rules]
        settings = self.policies.mark if self.policies is not None else ""
        return repr((self.period, codes, given, sorted(self.severities.items()), settings))
