"""Numbers as people write them: 12, 十二, 廿三."""

DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
TENS = {"十": 10, "廿": 20, "卅": 30}
NUMERAL = "一二三四五六七八九十廿卅"


def number_of(words: str) -> int:
    """A number up to 99 in digits or in Chinese; 0 where it is none."""
    words = words.strip()
    if words.isascii() and words.isdigit():
        return int(words)
    total = 0
    for at, letter in enumerate(words):
        if letter in TENS:
            tens = TENS[letter]
            total = total * tens if at and tens == 10 and total else total + tens
        elif letter in DIGITS:
            total += DIGITS[letter]
        else:
            return 0
    return total
