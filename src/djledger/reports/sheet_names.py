"""Names of worksheets, as Excel allows them."""

_UNSAFE = str.maketrans("[]:*?/\\'", "（）：＊？／＼’")


def sheet_name(title: str, taken: set[str]) -> str:
    """Return a name for a worksheet and take it.

    It has at most 31 characters, none of those that are refused, and is unlike those taken.
    """
    plain = title.translate(_UNSAFE)[:31]
    name, number = plain, 1
    while name.casefold() in taken:
        number += 1
        name = f"{plain[:27]}（{number}）"
    taken.add(name.casefold())
    return name
