"""The console entry point."""

import subprocess
import sys

from djledger import __version__


def test_version():
    run = subprocess.run(
        [sys.executable, "-m", "djledger", "--version"], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == f"djledger {__version__}"
