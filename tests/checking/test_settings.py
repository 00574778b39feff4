"""What ``djledger.yaml`` says is passed on to the rules that ask for it."""

import pytest

from djledger.checking.settings import params_of
from djledger.ledger.source import MemorySource


@pytest.mark.parametrize(
    ("text", "public"),
    [("公开: 是\n", True), ("公开: 否\n", False), ("# 空的\n", False), ("- 公开\n", False)],
)
def test_whether_the_repository_is_public(text, public):
    source = MemorySource({"djledger.yaml": text.encode()})
    assert params_of(source) == {"DUE601": {"public": public}}


def test_without_settings_every_rule_keeps_its_defaults():
    assert params_of(MemorySource({})) == {}
