"""A console that writes for the screen, or plainly where the output is kept."""

from io import StringIO

from rich.console import Console

PIPED_WIDTH = 160


def console_on(buffer: StringIO, piped_width: int = PIPED_WIDTH) -> Console:
    """Return a console that fills the buffer, in colour only where people look at it.

    ``piped_width``: columns where nobody looks.
    """
    screen = Console()
    return Console(
        file=buffer,
        width=max(screen.width, 40) if screen.is_terminal else piped_width,
        force_terminal=screen.is_terminal,
        color_system="auto" if screen.is_terminal else None,
        no_color=screen.no_color,
        highlight=False,
        legacy_windows=False,
        emoji=False,
    )
