"""Shared settings of the test run."""

from hypothesis import settings

# Machines differ and share their cores: how long an example takes proves nothing.
settings.register_profile("djledger", deadline=None)
settings.load_profile("djledger")
