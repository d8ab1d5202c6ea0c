"""Codes that are shown at the counter, as pictures."""

import segno
from django.http import HttpResponse


def qr_picture(words: str) -> HttpResponse:
    """A QR code that a telephone or a scanner reads from a screen."""
    drawn = segno.make(words, error="m", micro=False).svg_inline(border=2, scale=6)
    svg = drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return HttpResponse(svg, content_type="image/svg+xml")
