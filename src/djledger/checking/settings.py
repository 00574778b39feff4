"""``djledger.yaml``: what it can say, and reading one, with a place for whatever is wrong.

The keys are declared as those of the ledger are, and read the same way; but settings decide what
is checked, so nothing is set aside: a file with a mistake in it is refused.
"""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from enum import StrEnum
from posixpath import dirname
from typing import NamedTuple

from djledger import yamltext
from djledger.checking.params import expected, param_named, rule_named, typed
from djledger.checking.select import UnknownRuleError, matching
from djledger.checking.standing import Profile
from djledger.ledger.documents import Misfit, ModelFault, fit
from djledger.ledger.node import Node, key, optional, several
from djledger.ledger.source import Source
from djledger.ledger.values import OneOrMany, Text, YesNo
from djledger.rules.rule import Severity
from djledger.rules.table import BOOK
from djledger.yamltext import Fault, Route, read


class Degree(StrEnum):
    """How grave the findings of a rule are to be."""

    ERROR = "错误"
    WARNING = "警告"
    HINT = "提示"

    @property
    def severity(self) -> Severity:
        """The severity of that name."""
        return Severity[self.name]


class Treatment(StrEnum):
    """What becomes of the findings that an exception is about."""

    SILENT = "不报"
    ERROR = "错误"
    WARNING = "警告"
    HINT = "提示"

    @property
    def severity(self) -> Severity | None:
        """The severity that findings are given; None if they are not to count."""
        return None if self is Treatment.SILENT else Severity[self.name]


class ExceptionFor(Node):
    """Rules treated otherwise for some files or entities."""

    rules: OneOrMany[Text] = key("规则", "规则的代码、前缀、名称或类别", example="MTG305")
    path: Text | None = optional(
        "路径", "文件或文件夹，从本设置文件所在的文件夹写起，可用 * 和 **", example="第三党支部/**"
    )
    entity: Text | None = optional(
        "对象", "姓名等，问题的对象中含有它才算，可用 *", example="李秀兰"
    )
    treatment: Treatment = key("处理", "不报、提示、警告或错误", example="提示")
    reason: Text = key("理由", "为什么例外", example="支部成员长期在海外施工")


class Settings(Node):
    """What one ``djledger.yaml`` says, for its folder and all below."""

    public: YesNo | None = optional("公开", "仓库是否任何人都能读", example="否")
    profile: Profile | None = optional("档次", "检查到哪一档：基本、规范或示范", example="规范")
    select: OneOrMany[Text] = several("只用", "只用这些规则", example="[会议, DUE]")
    extend: OneOrMany[Text] = several("另用", "另外打开这些规则", example="[MTG110]")
    ignore: OneOrMany[Text] = several("不用", "不用这些规则", example="[MTG305]")
    degrees: dict[Text, Degree] = key(
        "程度", "规则的问题算错误、警告还是提示", default_factory=dict, example="{MTG305: 提示}"
    )
    params: dict[Text, dict[Text, Text]] = key(
        "参数", "各规则的参数", default_factory=dict, example="{MEM501: {学时: 40}}"
    )
    exceptions: tuple[ExceptionFor, ...] = several("例外", "对某些文件或对象另作处理")
    unwaivable: OneOrMany[Text] = several("不得豁免", "以下各级都不得豁免的规则", example="[发展]")
    baseline: Text | None = optional(
        "基线", "旧账清单的文件，从仓库最上层写起", example="djledger-baseline.jsonl"
    )
    rule_site: Text | None = optional(
        "规则网址", "规则各页发布在哪里，供 SARIF 链接", example="https://djledger.example/规则"
    )
    locked: OneOrMany[Text] = several(
        "锁定", "下级不得改动的规则，或者设置的名称", example="[档次, MTG101]"
    )


KEYS = {info.alias or name: name for name, info in Settings.model_fields.items()}
"""The keys of a settings file, and the fields that they fill."""


class SettingsFile(NamedTuple):
    """A settings file as read: ``folder`` is empty for the root of the source."""

    path: str
    settings: Settings
    text: str

    @property
    def folder(self) -> str:
        """The folder for which it speaks."""
        return dirname(self.path)

    def line(self, route: Route) -> int:
        """Return the line, from 1, on which a route stands."""
        found = yamltext.locate(self.text, route)  # loads the parser: only when asked
        return (found.key or found.value).line


class SettingsError(ValueError):
    """Settings that cannot be followed: ``lines`` say where and why, one mistake each."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Hold the messages."""
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))


def load_settings(source: Source, paths: Iterable[str]) -> tuple[SettingsFile, ...]:
    """Read settings files; SettingsError names every mistake in any of them."""
    files: list[SettingsFile] = []
    wrong: list[str] = []
    for path in paths:
        try:
            files.append(_read(source, path))
        except SettingsError as error:
            wrong += error.lines
    if wrong:
        raise SettingsError(wrong)
    return tuple(files)


def _read(source: Source, path: str) -> SettingsFile:
    try:
        reading = read(source.read(path))
    except OSError:
        raise SettingsError([f"{path}：文件打不开。"]) from None
    refused = [fault for fault in reading.faults if not fault.kind.tolerated]
    if refused:
        raise SettingsError(f"{path}:{f.span.line}:{f.span.column}: {_said(f)}" for f in refused)
    document = fit(Settings, reading.data or {}, path)
    misfits = [fault for fault in document.faults if fault.kind is not Misfit.LOOSE_FORM]
    wrong = [(fault.route, _said(fault)) for fault in misfits]
    if document.record is not None:
        wrong += [(document.written(route), said) for route, said in _mistakes(document.record)]
        if dirname(path):
            wrong += _misplaced(document.record)
    if wrong or document.record is None:
        raise SettingsError(_placed(path, reading.text, route, said) for route, said in wrong)
    return SettingsFile(path, document.record, reading.text)


def _said(fault: Fault | ModelFault) -> str:
    parts = (fault.found, fault.remedy)
    return "".join(part if part.endswith(("。", "？")) else f"{part}。" for part in parts if part)


def _placed(path: str, text: str, route: Route, said: str) -> str:
    found = yamltext.locate(text, route)
    where = found.key or found.value
    return f"{path}:{where.line}:{where.column}: {said}"


def _mistakes(settings: Settings) -> Iterator[tuple[Route, str]]:
    """Yield what fits the form but names a rule or parameter that there is not."""
    for route, word in _selectors(settings):
        try:
            matching(BOOK, word)
        except UnknownRuleError as error:
            yield route, str(error)
    for index, word in enumerate(settings.locked):
        if word not in KEYS and not _names_rule(word):
            close = get_close_matches(word, KEYS, n=1, cutoff=0.5)
            hint = f"是不是“{close[0]}”？" if close else ""
            yield ("锁定", index), f"“{word}”既不是规则，也不是设置的名称。{hint}"
    for word, given in settings.params.items():
        yield from _param_mistakes(word, given)


def _misplaced(settings: Settings) -> Iterator[tuple[Route, str]]:
    """Yield what only the settings of the whole repository can say."""
    for label in ("基线", "规则网址"):
        if getattr(settings, KEYS[label]) is not None:
            yield (label,), f"“{label}”管整个仓库，只写在最上层的 djledger.yaml。"


def _selectors(settings: Settings) -> Iterator[tuple[Route, str]]:
    for label in ("只用", "另用", "不用", "不得豁免"):
        for index, word in enumerate(getattr(settings, KEYS[label])):
            yield (label, index), word
    for word in settings.degrees:
        yield ("程度", word), word
    for number, one in enumerate(settings.exceptions):
        for index, word in enumerate(one.rules):
            yield ("例外", number, "规则", index), word


def _names_rule(word: str) -> bool:
    try:
        return bool(matching(BOOK, word))
    except UnknownRuleError:
        return False


def _param_mistakes(word: str, given: Mapping[str, str]) -> Iterator[tuple[Route, str]]:
    try:
        rule = rule_named(word)
    except UnknownRuleError as error:
        yield ("参数", word), str(error)
        return
    for name, value in given.items():
        param = param_named(rule, name)
        if param is None:
            labels = "、".join(one.label for one in rule.params)
            known = f"可用：{labels}。" if labels else "这条规则没有参数。"
            yield ("参数", word, name), f"{rule.code} 没有“{name}”这个参数。{known}"
        elif typed(param, value) is None:
            yield (
                ("参数", word, name),
                f"“{value}”不能用作{param.label}，应写成 {expected(param)}。",
            )
