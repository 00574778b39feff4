"""From a place to the span of text that it points at."""

from djledger import yamltext
from djledger.checking.finding import Place
from djledger.yamltext import Span


def span_in(text: str, place: Place) -> Span:
    """Return where a place is: its value; for what is missing, the key that should have it."""
    if place.span is not None:
        return place.span
    found = yamltext.locate(text, place.route)  # loads the parser: only when asked
    if found.key is not None and (place.on_key or not found.exact):
        return found.key
    return found.value
