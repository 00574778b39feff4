"""Settings and the options of a command to the request that they come to."""

from collections.abc import Sequence
from dataclasses import dataclass

from djledger.checking.policies import Policies
from djledger.checking.request import Request
from djledger.checking.select import UnknownRuleError
from djledger.checking.settings import SettingsError, load_settings
from djledger.cli.common import fail
from djledger.ledger.folder import Tree
from djledger.ledger.period import Period
from djledger.ledger.source import Source


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rules to run, as chosen on the command line."""

    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    extend: Sequence[str] = ()


def policies_of(source: Source, tree: Tree, choice: Choice) -> Policies:
    """Read the settings of a tree; broken ones end the command, each mistake named."""
    try:
        files = load_settings(source, tree.settings)
    except SettingsError as error:
        fail(f"设置有误，没有检查：\n{error}")
    policies = Policies(files, choice.select, choice.ignore, choice.extend)
    try:
        policies.at("")
    except UnknownRuleError as error:
        fail(str(error))
    return policies


def request_of(source: Source, tree: Tree, period: Period, choice: Choice) -> Request:
    """Return the request that settings and command line come to."""
    policies = policies_of(source, tree, choice)
    return Request(period, policies.at("").rules, policies=policies)
