"""Shared settings of the test run."""

import pytest
from hypothesis import settings

# Machines differ and share their cores: how long an example takes proves nothing.
settings.register_profile("djledger", deadline=None)
settings.load_profile("djledger")


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory, monkeypatch):
    """Keep what a test's runs remember away from other tests and from this machine's user."""
    monkeypatch.setenv("DJLEDGER_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
