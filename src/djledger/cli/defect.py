"""A defect of ours, told so that it can be pasted into a report."""

import platform
from pathlib import Path
from traceback import extract_tb

from djledger import __version__


def report_of(error: Exception) -> str:
    """Return a report of an unforeseen error: versions and places, nothing from the ledger."""
    frames = [
        f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in extract_tb(error.__traceback__)
    ]
    return "\n".join(
        [
            "djledger 自身出了差错，台账没有被改动。请把下面的内容发给维护者：",
            f"  djledger {__version__}，Python {platform.python_version()}，{platform.system()}",
            f"  {type(error).__name__}",
            *frames,
        ]
    )
