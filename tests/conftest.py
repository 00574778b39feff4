"""Shared settings of the test run."""

import os

import pytest
from hypothesis import HealthCheck, settings

# Machines differ and share their cores: how long an example takes proves nothing.
settings.register_profile("djledger", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# A merge is judged by the same examples each time; fresh ones are drawn where somebody works.
settings.register_profile("ci", settings.get_profile("djledger"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "djledger")


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory, monkeypatch):
    """Keep what a test's runs remember away from other tests and from this machine's user."""
    monkeypatch.setenv("DJLEDGER_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
