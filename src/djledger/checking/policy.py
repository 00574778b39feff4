"""From settings files to what holds for one organisation: root first, each folder on top of it.

An upper level may lock a rule or a kind of setting; what a lower one says about it is then left
out, and the report says so.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from djledger.checking.params import param_named, rule_named, typed
from djledger.checking.select import matching, selected
from djledger.checking.settings import KEYS, ExceptionFor, Settings, SettingsFile
from djledger.rules.rule import Rule, Severity
from djledger.rules.table import BOOK
from djledger.yamltext import Route

ON, DEGREE = "启用", "程度"
Name = tuple[str, ...]
"""What a setting is about: a rule's code and ``启用``, ``程度`` or a parameter's name."""


class Origin(NamedTuple):
    """Where a setting stands: a settings file and line, or the command line (line 0)."""

    file: str
    line: int
    label: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


COMMAND_LINE = Origin("命令行", 0, "命令行")


class Setting(NamedTuple):
    """A value that was set, and where."""

    value: Any
    origin: Origin


class Scoped(NamedTuple):
    """An exception, the folder of its file, the rules it is about and where it stands."""

    folder: str
    codes: frozenset[str]
    terms: ExceptionFor
    origin: Origin
    route: Route = ()


class Refused(NamedTuple):
    """A setting that was left out because an upper level locked it."""

    origin: Origin
    what: str
    locked_by: Origin


@dataclass
class Policy:
    """What holds for an organisation. ``values`` has what was set; all else is the default."""

    values: dict[Name, Setting] = field(default_factory=dict)
    plain: dict[str, Setting] = field(default_factory=dict)
    exceptions: list[Scoped] = field(default_factory=list)
    unwaivable: dict[str, Origin] = field(default_factory=dict)
    locked: dict[str, Origin] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)

    def runs(self, rule: Rule) -> bool:
        """Whether a rule is on."""
        setting = self.values.get((rule.code, ON))
        return not rule.optional if setting is None else bool(setting.value)

    def degree(self, rule: Rule) -> Severity:
        """Return how grave a rule's findings are."""
        setting = self.values.get((rule.code, DEGREE))
        return rule.severity if setting is None else setting.value

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that are on, in the order of the book."""
        return tuple(rule for rule in BOOK if self.runs(rule))

    @cached_property
    def unseen(self) -> tuple[Rule, ...]:
        """The rules that are off, neither optional nor declared of no concern here (不用)."""
        return tuple(
            rule
            for rule in BOOK
            if not rule.optional and not self.runs(rule) and not self._is_dropped(rule)
        )

    def _is_dropped(self, rule: Rule) -> bool:
        setting = self.values.get((rule.code, ON))
        return setting is not None and setting.origin.label == "不用"

    @cached_property
    def params(self) -> dict[str, dict[str, Any]]:
        """The parameters that were set, by rule code and the name that the rule uses."""
        given: dict[str, dict[str, Any]] = {}
        for (code, name), setting in self.values.items():
            if name not in {ON, DEGREE}:
                given.setdefault(code, {})[name] = setting.value
        return given

    @cached_property
    def severities(self) -> dict[str, Severity]:
        """The severities that were set, by rule code."""
        return {
            code: setting.value for (code, name), setting in self.values.items() if name == DEGREE
        }


class _Change(NamedTuple):
    """One thing that a settings file asks for. A sweeping one (档次, 只用) passes locked rules."""

    key: str
    name: Name
    value: Any
    route: Route
    sweeping: bool = False


def policy_of(files: Iterable[SettingsFile]) -> Policy:
    """Return what settings files come to; the one of the uppermost folder first."""
    policy = Policy()
    for file in files:
        _apply(policy, file)
    return policy


def with_options(
    policy: Policy, select: Sequence[str], ignore: Sequence[str], extend: Sequence[str]
) -> Policy:
    """Put the choice of rules made on the command line on top: ``select`` replaces all."""
    if select:
        chosen = {rule.code for rule in selected(BOOK, select)}
        _switch(policy, {rule.code: rule.code in chosen for rule in BOOK})
    _switch(policy, {rule.code: True for word in extend for rule in matching(BOOK, word)})
    _switch(policy, {rule.code: False for word in ignore for rule in matching(BOOK, word)})
    return policy


def _switch(policy: Policy, states: Mapping[str, bool]) -> None:
    for code, state in states.items():
        policy.values[code, ON] = Setting(state, COMMAND_LINE)


def _apply(policy: Policy, file: SettingsFile) -> None:
    settings = file.settings
    before = dict(policy.locked)
    for change in _changes(settings):
        _take(policy, change, _origin(file, change.route), before)
    _take_plain(policy, file, before)
    for index, terms in enumerate(settings.exceptions):
        _take_exception(policy, file, index, terms, before)
    for index, word in enumerate(settings.unwaivable):
        for rule in matching(BOOK, word):
            policy.unwaivable.setdefault(rule.code, _origin(file, ("不得豁免", index)))
    for index, word in enumerate(settings.locked):
        for locked in _locks(word):
            policy.locked.setdefault(locked, _origin(file, ("锁定", index)))


def _origin(file: SettingsFile, route: Route) -> Origin:
    return Origin(file.path, file.line(route), str(route[0]))


def _changes(settings: Settings) -> Iterator[_Change]:
    """Yield what a file asks of single rules, in the order in which it takes effect."""
    yield from _sweeping_changes(settings)
    for label, words, state in (("另用", settings.extend, True), ("不用", settings.ignore, False)):
        for index, word in enumerate(words):
            for rule in matching(BOOK, word):
                yield _Change(label, (rule.code, ON), state, (label, index))
    for word, degree in settings.degrees.items():
        for rule in matching(BOOK, word):
            yield _Change("程度", (rule.code, DEGREE), degree.severity, ("程度", word))
    yield from _param_changes(settings)


def _sweeping_changes(settings: Settings) -> Iterator[_Change]:
    if settings.profile is not None:
        for rule in BOOK:
            on = not rule.optional and rule.severity >= settings.profile.least
            yield _Change("档次", (rule.code, ON), on, ("档次",), sweeping=True)
    if settings.select:
        chosen = {rule.code for rule in selected(BOOK, settings.select)}
        for rule in BOOK:
            yield _Change("只用", (rule.code, ON), rule.code in chosen, ("只用",), sweeping=True)


def _param_changes(settings: Settings) -> Iterator[_Change]:
    for word, given in settings.params.items():
        rule = rule_named(word)
        for name, text in given.items():
            param = param_named(rule, name)
            assert param is not None
            value = typed(param, text)
            yield _Change("参数", (rule.code, param.name), value, ("参数", word, name))
    if settings.public is not None:
        yield _Change("公开", ("DUE601", "public"), settings.public, ("公开",))


def _take(policy: Policy, change: _Change, origin: Origin, locked: Mapping[str, Origin]) -> None:
    code = change.name[0]
    lock = locked.get(change.key) or locked.get(code)
    if lock is None:
        policy.values[change.name] = Setting(change.value, origin)
    elif not (change.sweeping and change.key not in locked):
        what = change.key if change.key in locked else f"{change.key}：{code}"
        refusal = Refused(origin, what, lock)
        if refusal not in policy.refused:
            policy.refused.append(refusal)


def _take_plain(policy: Policy, file: SettingsFile, locked: Mapping[str, Origin]) -> None:
    """Note the settings that are shown as they stand (their effect is on single rules)."""
    settings = file.settings
    shown = {
        "公开": settings.public,
        "档次": settings.profile,
        "只用": settings.select or None,
        "基线": settings.baseline,
        "规则网址": settings.rule_site,
    }
    for label, value in shown.items():
        if value is not None and label not in locked:
            policy.plain[label] = Setting(value, _origin(file, (label,)))


def _take_exception(
    policy: Policy,
    file: SettingsFile,
    index: int,
    terms: ExceptionFor,
    locked: Mapping[str, Origin],
) -> None:
    codes = frozenset(rule.code for word in terms.rules for rule in matching(BOOK, word))
    route: Route = ("例外", index)
    origin = _origin(file, route)
    barred = codes if "例外" in locked else codes & locked.keys()
    for code in sorted(barred):
        policy.refused.append(Refused(origin, f"例外：{code}", locked.get("例外") or locked[code]))
    if codes - barred:
        policy.exceptions.append(Scoped(file.folder, codes - barred, terms, origin, route))


def _locks(word: str) -> tuple[str, ...]:
    """Return what a word locks: a kind of setting, or the codes of rules."""
    return (word,) if word in KEYS else tuple(rule.code for rule in matching(BOOK, word))
