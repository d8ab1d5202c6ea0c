"""Codes that are shown at the counter, as pictures."""

from django.http import HttpResponse

from fangcun.base import qr


def qr_picture(words: str) -> HttpResponse:
    """A QR code that a telephone or a scanner reads from a screen."""
    return HttpResponse(qr.qr_picture(words, dot=6), content_type="image/svg+xml")
