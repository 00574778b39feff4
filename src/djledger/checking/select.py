"""Which rules to run: by code, prefix, name or package, and clear words when there is none."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from djledger.rules.rule import Rule, Subject

ALL = "ALL"
PACKAGES = {subject.label: subject for subject in Subject}
"""The Chinese names of the packages of rules, for --select and for listings."""


class UnknownRuleError(ValueError):
    """No rule answers to a selector."""

    def __init__(self, selector: str, book: Iterable[Rule]) -> None:
        """Say so, with the nearest code or name."""
        known = [word for rule in book for word in (rule.code, rule.name)]
        close = get_close_matches(selector, known, n=1, cutoff=0.5)
        hint = f"是不是 {close[0]}？" if close else "用 djledger rule --all 查看全部规则。"
        super().__init__(f"没有叫“{selector}”的规则。{hint}")


def matching(book: Sequence[Rule], selector: str) -> list[Rule]:
    """Return the rules that a selector names; UnknownRuleError if none."""
    wanted = selector.strip()
    package = PACKAGES.get(wanted)
    found = [
        rule
        for rule in book
        if wanted.upper() == ALL
        or rule.code.startswith(wanted.upper())
        or rule.name == wanted
        or rule.subject is package
    ]
    if not found:
        raise UnknownRuleError(selector, book)
    return found


def selected(
    book: Sequence[Rule],
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    extend: Iterable[str] = (),
) -> tuple[Rule, ...]:
    """Return the rules to run, in the order of the book.

    Without ``select`` these are all but the optional ones. An optional rule runs when it is
    named (by code or name) in ``select`` or covered in any way by ``extend``.
    """
    chosen = {rule.code for rule in book if not rule.optional}
    wanted = list(select)
    if wanted:
        chosen = {rule.code for word in wanted for rule in _unless_optional(book, word)}
    chosen |= {rule.code for word in extend for rule in matching(book, word)}
    chosen -= {rule.code for word in ignore for rule in matching(book, word)}
    return tuple(rule for rule in book if rule.code in chosen)


def _unless_optional(book: Sequence[Rule], word: str) -> Iterable[Rule]:
    exact = {word, word.upper()}
    return (
        rule
        for rule in matching(book, word)
        if not rule.optional or rule.code in exact or rule.name in exact or word.upper() == ALL
    )
