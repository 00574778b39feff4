"""What the repository's ``djledger.yaml`` says to the rules."""

from collections.abc import Mapping
from typing import Any

from djledger.ledger.source import Source
from djledger.yamltext import read

SETTINGS = "djledger.yaml"
PUBLIC = "公开"
"""Whether everybody may read the repository: 是 or 否."""


def params_of(source: Source) -> Mapping[str, Mapping[str, Any]]:
    """Return the parameters that the settings give to rules, by rule code and name."""
    try:
        data = read(source.read(SETTINGS)).data
    except OSError:
        return {}
    public = isinstance(data, dict) and data.get(PUBLIC) == "是"
    return {"DUE601": {"public": public}}
