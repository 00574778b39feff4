"""Questions on a terminal for what was not given as an option; in a script they are errors."""

import sys
from difflib import get_close_matches
from enum import StrEnum

import typer

from djledger.cli.common import fail


def asked(given: str | None, question: str, option: str, *, default: str | None = None) -> str:
    """Return what was given, else ask for it; without a terminal say which option is missing."""
    if given is not None and given.strip():
        return given.strip()
    if sys.stdin is None or not sys.stdin.isatty():
        fail(f"缺少{question}，请用 {option} 写明。")
    answer: str = typer.prompt(question, default=default)
    return answer.strip()


def chosen(choices: type[StrEnum], given: str | None, what: str, option: str, default: str) -> str:
    """Return one of the choices; on a terminal ask until it is one."""
    known = [str(choice.value) for choice in choices]
    question = f"{what}（{'、'.join(known)}）"
    said = asked(given, question, option, default=str(default))
    while given is None and said not in known:
        typer.echo(_unknown(said, known, what), err=True)
        said = asked(None, question, option, default=str(default))
    return one_of(choices, said, what)


def one_of(choices: type[StrEnum], given: str, what: str) -> str:
    """Return a choice as the ledger writes it; anything else is refused with the nearest."""
    known = [str(choice.value) for choice in choices]
    if given not in known:
        fail(_unknown(given, known, what))
    return given


def _unknown(given: str, known: list[str], what: str) -> str:
    close = get_close_matches(given, known, n=1, cutoff=0.5)
    hint = f"是不是“{close[0]}”？" if close else ""
    return f"{what}没有“{given}”。{hint}可选：{'、'.join(known)}。"
