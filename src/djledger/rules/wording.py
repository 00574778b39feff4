"""Small turns of phrase that messages of several rules share."""

from collections.abc import Collection, Iterable
from difflib import get_close_matches


def listed(names: Iterable[str], limit: int = 8) -> str:
    """Join names as a Chinese list; past the limit say how many there are."""
    known = list(names)
    shown = "、".join(known[:limit])
    return shown if len(known) <= limit else f"{shown}等 {len(known)} 项"


def people(names: Iterable[str], limit: int = 8) -> str:
    """Join people's names; past the limit say how many they are."""
    known = list(names)
    shown = "、".join(known[:limit])
    return shown if len(known) <= limit else f"{shown}等 {len(known)} 人"


def nearest(word: str, known: Collection[str]) -> str:
    """Return “是不是“…”？” for the most similar known word, else nothing.

    A bare name that several people share with a suffix each may be any of theirs.
    """
    namesakes = [name for name in known if name.startswith((f"{word}(", f"{word}（"))]
    if len(namesakes) > 1:
        return f"是{'还是'.join(f'“{name}”' for name in namesakes)}？"
    close = get_close_matches(word, known, n=1, cutoff=0.5)
    return f"是不是“{close[0]}”？" if close else ""
