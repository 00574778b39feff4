"""Setting findings aside: waivers in records and comments, and exceptions in settings.

Nothing is lost: a finding set aside stays in the report with what set it aside. What is amiss
with a waiver is a finding in turn, under the rules on waivers.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from djledger.checking.excepting import is_about
from djledger.checking.faults import found_under, stated
from djledger.checking.finding import Finding, Place, SuppressedBy, Suppression
from djledger.checking.grants import Grant
from djledger.checking.request import Request
from djledger.checking.select import UnknownRuleError
from djledger.checking.spans import span_in
from djledger.ledger.directives import WaiverFault
from djledger.ledger.privacy import masked
from djledger.rules.table import BOOK, find


@dataclass
class Aside:
    """Sets findings of one organisation aside. ``texts`` are those of files with directives."""

    request: Request
    path: str
    grants: Sequence[Grant]
    texts: Mapping[str, str]
    skipped: frozenset[str] = frozenset()
    _used: set[int] = field(default_factory=set)

    def __call__(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return the findings of the organisation as they are to be reported."""
        return [discreet(finding) for finding in self._sorted_out(findings)]

    def _sorted_out(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return the findings, those that do not count marked, and what is amiss with waivers."""
        if not self.grants and not self.request.exceptions:
            return list(findings)
        faults = [finding for grant in self.grants for finding in self._fault(grant)]
        valid = [grant for grant in self.grants if self._amiss(grant) is None]
        by_code: dict[str, list[Grant]] = {}
        for grant in valid:
            rule = find(grant.rule)
            by_code.setdefault(rule.code if rule else "", []).append(grant)
        kept = [self._waived(self._excepted(one), by_code.get(one.code, ())) for one in findings]
        unused = [finding for grant in valid for finding in self._unused(grant)]
        return [*kept, *faults, *unused]

    def _waived(self, finding: Finding, grants: Iterable[Grant]) -> Finding:
        for grant in grants:
            if grant.covers(finding.place, self._line(finding.place)):
                self._used.add(id(grant))
                return finding._replace(suppression=grant.suppression())
        return finding

    def _line(self, place: Place) -> int:
        """Return the line of a place, 0 in files in which no directive needs it."""
        text = self.texts.get(place.file)
        return 0 if text is None else span_in(text, place).line

    def _excepted(self, finding: Finding) -> Finding:
        """Treat a finding as the last exception that is about it wants."""
        for scoped in reversed(self.request.exceptions):
            if is_about(scoped, finding):
                severity, terms = scoped.terms.treatment.severity, scoped.terms
                if severity is not None:
                    return finding._replace(severity=severity)
                reason = f"{terms.reason}（{scoped.origin}）"
                return finding._replace(suppression=Suppression(SuppressedBy.SETTING, reason))
        return finding

    def _amiss(self, grant: Grant) -> tuple[WaiverFault, str, str] | None:
        rule = find(grant.rule)
        if not grant.rule:
            return WaiverFault.MALFORMED, *_MALFORMED
        if rule is None:
            told = str(UnknownRuleError(grant.rule, BOOK))
            return WaiverFault.UNKNOWN_RULE, told, "豁免写规则的代码或名称，一条一个，不能写前缀。"
        if not rule.waivable or rule.code in self.request.unwaivable:
            found = f"{rule.code}“{rule.title}”不得豁免，这项豁免没有采用。"
            return WaiverFault.NOT_ALLOWED, found, _OVER
        if not grant.reason:
            return WaiverFault.NO_REASON, f"豁免 {rule.code} 没有写理由，没有采用。", _REASON
        if _is_past(grant.until, self.request.period.as_of):
            found = f"对 {rule.code} 的豁免到 {grant.until} 为止，已经过期，不再有效。"
            return WaiverFault.EXPIRED, found, _RENEW
        return None

    def _fault(self, grant: Grant) -> Iterator[Finding]:
        amiss = self._amiss(grant)
        if amiss is not None:
            yield from self._told(grant, *amiss)

    def _unused(self, grant: Grant) -> Iterator[Finding]:
        rule = find(grant.rule)
        ran = rule is not None and rule in self.request.rules and rule.code not in self.skipped
        if ran and grant.current and id(grant) not in self._used:
            found = f"这里没有 {grant.rule} 的问题，豁免没有用上。"
            yield from self._told(grant, WaiverFault.UNUSED, found, _DROP)

    def _told(self, grant: Grant, kind: WaiverFault, found: str, remedy: str) -> Iterator[Finding]:
        rule = found_under(kind, self.request)
        if rule is not None:
            said = found, remedy
            yield stated(rule, grant.place, grant.rule, self.path, said, self.request)


def discreet(finding: Finding) -> Finding:
    """Blot out numbers of identity cards and the like that a message quotes from the ledger."""
    told = finding.entity, finding.found, finding.expected, finding.remedy
    shown = tuple(map(masked, told))
    if shown == told:
        return finding
    entity, found, expected, remedy = shown
    return finding._replace(entity=entity, found=found, expected=expected, remedy=remedy)


_MALFORMED = (
    "写给 djledger 的注释读不懂，没有采用。",
    "写成“# djledger: 豁免[MTG301] 理由”，有期限的写“豁免[MTG301 至 2026-12-31] 理由”。",
)
_OVER = "删去豁免，按规则整改；确有特殊情况，报上级研究。"
_RENEW = "问题已解决的，删去豁免；仍需豁免的，重新报批并写明新的期限。"
_DROP = "确认问题已不存在后，删去这项豁免。"
_REASON = "写明为什么可以例外，经谁同意。"


def _is_past(until: date | None, as_of: date) -> bool:
    return until is not None and until < as_of
