"""A person's name as the ledger writes it."""

import re
import unicodedata

_HAN = re.compile("[\u4e00-\u9fff]+")
"""Characters that are plain already: nearly all names are of these alone."""
_BLANK = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf"})
_DOTS = str.maketrans(dict.fromkeys("・•‧∙⋅.", "·"))


def plain_name(name: str) -> str:
    """Return a name in plain characters: no blanks, half-width brackets, one middle dot."""
    if _HAN.fullmatch(name):
        return name
    plain = unicodedata.normalize("NFKC", name)
    if plain.isascii():
        return plain.strip()
    kept = (char for char in plain if unicodedata.category(char) not in _BLANK)
    return unicodedata.normalize("NFKC", "".join(kept).translate(_DOTS))
