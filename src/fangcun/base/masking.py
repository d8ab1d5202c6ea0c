"""脱敏: values shown so that the right person recognises them and nobody else learns them."""

HIDDEN = "*"


def mask_id_number(number: str) -> str:
    """110105********002X: region and the last four, without the birth date."""
    return _middle_hidden(number, first=6, last=4)


def mask_phone(number: str) -> str:
    """138****5678; of a short number the last three."""
    if len(number) >= 11:
        return _middle_hidden(number, first=len(number) - 8, last=4)
    return _middle_hidden(number, first=0, last=3)


def mask_name(name: str) -> str:
    """陈**: the surname alone; how many characters follow may be seen."""
    return _middle_hidden(name, first=1, last=0)


def _middle_hidden(text: str, *, first: int, last: int) -> str:
    """What is too short to hide something shows nothing at all."""
    hidden = len(text) - first - last
    if hidden <= 0:
        return HIDDEN * len(text)
    return text[:first] + HIDDEN * hidden + (text[-last:] if last else "")
