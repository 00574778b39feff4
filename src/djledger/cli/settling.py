"""Settings and the options of a command to the request that they come to."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import typer

from djledger.checking.notes import notes
from djledger.checking.policies import Policies
from djledger.checking.policy import DEGREE, ON, Policy
from djledger.checking.request import Request
from djledger.checking.select import UnknownRuleError
from djledger.checking.settings import SettingsError, SettingsFile, load_settings
from djledger.cli.common import fail, home_of, prefix_of, root_of
from djledger.cli.scope import Choice
from djledger.history.log import GitHistory
from djledger.history.source import GitSource
from djledger.ledger.folder import Tree, survey
from djledger.ledger.period import Period
from djledger.ledger.source import DiskSource, Source
from djledger.rules.rule import PARAM_LABELS, Severity
from djledger.rules.table import BOOK


def policies_of(source: Source, tree: Tree, choice: Choice) -> Policies:
    """Read the settings of a tree; broken ones end the command, each mistake named."""
    try:
        files = load_settings(source, tree.settings)
    except SettingsError as error:
        fail(f"设置有误，没有检查：\n{error}")
    policies = Policies(files, _words(choice.select), _words(choice.ignore), _words(choice.extend))
    try:
        policies.at("")
    except UnknownRuleError as error:
        fail(str(error))
    return policies


def _words(options: Sequence[str]) -> list[str]:
    """Take options apart that name several rules at once, with commas between them."""
    words = (word.strip() for option in options for word in re.split("[,，、]", option))
    return [word for word in words if word]


def request_of(
    source: DiskSource | GitSource,
    tree: Tree,
    period: Period,
    choice: Choice,
    seen: Source | None = None,
) -> Request:
    """Return the request that settings and command line come to, with the history to judge by.

    ``seen`` is the source as seen by those who want to know what was read.
    """
    policies = policies_of(seen or source, tree, choice)
    history = GitHistory(source.root, source.revision if isinstance(source, GitSource) else "HEAD")
    return Request(period, policies.at("").rules, policies=policies, history=history)


def show_settings(folder: Path, *, everything: bool) -> None:
    """Print what holds for a folder, a line a setting: its value and where it was set."""
    start = folder.resolve()
    if not start.is_dir():
        fail(f"没有“{folder}”这个文件夹。")
    root = root_of(start)
    source = DiskSource(root)
    prefix = prefix_of(home_of(start, root), root)
    policies = policies_of(source, survey(source, prefix), Choice())
    policy = policies.at(prefix)
    for line in (*_general(policies.chain(prefix), policy), *_of_rules(policy, everything)):
        typer.echo(line)
    for note in notes(policy):
        typer.echo(f"说明：{note}")


def _general(files: Sequence[SettingsFile], policy: Policy) -> Iterator[str]:
    yield "设置文件：" + ("、".join(file.path for file in files) or "没有，全部用默认值")
    for label, setting in policy.plain.items():
        yield f"{label}：{_shown(setting.value)}（{setting.origin}）"
    for scoped in policy.exceptions:
        terms = scoped.terms
        about = "，".join(word for word in (terms.path, terms.entity) if word)
        named = "、".join(terms.rules)
        yield f"例外：{named} {about} {terms.treatment}，{terms.reason}（{scoped.origin}）"
    for label, origins in (("不得豁免", policy.unwaivable), ("锁定", policy.locked)):
        for origin in dict.fromkeys(origins.values()):
            named = "、".join(word for word, where in origins.items() if where == origin)
            yield f"{label}：{named}（{origin}）"


def _of_rules(policy: Policy, everything: bool) -> Iterator[str]:
    for rule in BOOK:
        named = {ON: rule.optional is False, DEGREE: rule.severity}
        named |= {param.name: param.default for param in rule.params}
        for name, default in named.items():
            setting = policy.values.get((rule.code, name))
            label = PARAM_LABELS.get(name, name)
            if setting is not None and (everything or setting.value != default):
                yield f"{rule.code} {label}：{_shown(setting.value)}（{setting.origin}）"
            elif everything:
                yield f"{rule.code} {label}：{_shown(default)}（默认）"


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Severity):
        return value.label
    return "、".join(value) if isinstance(value, tuple) else str(value)
