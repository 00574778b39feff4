"""Numbers for case files, made when they are read: no valid one stands in the repository."""

from functools import cache

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@cache
def standins() -> dict[str, str]:
    """Return by placeholder what stands for it; the numbers belong to nobody."""
    body = "110101" + "19000101" + "000"
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
    number = body + "10X98765432"[total % 11]
    wrong = body + "10X98765432"[(total + 1) % 11]
    wide = number.translate(str.maketrans("0123456789X", "０１２３４５６７８９Ｘ"))
    return {
        "〈身份证号〉": number,
        "〈全角身份证号〉": wide,
        "〈断开的身份证号〉": f"{number[:6]} {number[6:14]}-{number[14:]}",
        "〈错的身份证号〉": wrong,
        "〈旧身份证号〉": "110101" + "000101" + "000",
        "〈手机号码〉": "138" + "0000" + "0000",
        "〈分段的手机号码〉": "138" + " 0000 " + "0000",
        "〈银行卡号〉": "4" * 15 + "8",
        "〈错的银行卡号〉": "4" * 15 + "9",
    }


def filled(text: str) -> str:
    """Put the numbers in the place of their placeholders."""
    for mark, number in standins().items():
        text = text.replace(mark, number)
    return text
