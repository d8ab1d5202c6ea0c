"""QR codes, in a page and as pictures of their own."""

import segno
from django.utils.safestring import SafeString, mark_safe

DARK, LIGHT = "#1d1712", "#ffffff"
NAMESPACE = '<svg xmlns="http://www.w3.org/2000/svg" '


def qr_svg(said: str, *, title: str = "") -> SafeString:
    """Dark on light in every theme, since cameras need it so; as large as its place on the page,
    and part of it, so that it is there without a network too."""
    drawn = segno.make(said, error="m", micro=False).svg_inline(
        omitsize=True, border=3, dark=DARK, light=LIGHT, title=title or None
    )
    return mark_safe(drawn)  # noqa: S308  # drawn here; what was said is dots, the title is escaped


def qr_picture(said: str, *, dot: int, may_wear: bool = False) -> str:
    """An SVG file, `dot` units a dot; of one that may wear, a quarter may be scratched off."""
    code = segno.make(said, error="q" if may_wear else "m", micro=False)
    return code.svg_inline(border=2, scale=dot).replace("<svg ", NAMESPACE, 1)
