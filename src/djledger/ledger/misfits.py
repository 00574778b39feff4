"""Data that is sound YAML but does not fit the ledger: the kinds of misfit, and one of them."""

from enum import Enum
from typing import NamedTuple

from djledger.yamltext import Route


class Misfit(Enum):
    """How a value fails to fit the model."""

    UNKNOWN_KEY = "unknown-key"
    MISSING_KEY = "missing-key"
    LOOSE_FORM = "loose-form"
    BAD_VALUE = "bad-value"
    BAD_CHOICE = "bad-choice"
    WRONG_SHAPE = "wrong-shape"


class ModelFault(NamedTuple):
    """One misfit, where it is in the file, what is there and what to write instead.

    ``canonical`` is the proper form of a value that was understood (LOOSE_FORM); ``guess`` the
    nearest known key or choice, where one is near.
    """

    kind: Misfit
    route: Route
    found: str
    remedy: str
    canonical: str | None = None
    guess: str | None = None
