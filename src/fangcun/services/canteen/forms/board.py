"""A code that is said, typed or scanned at the pickup board."""

from django import forms
from django.utils.translation import gettext_lazy as _

READY, CALL, COLLECT = "ready", "call", "collect"
WHAT = ((READY, _("备好")), (CALL, _("叫号")), (COLLECT, _("取走")))


class MarkForm(forms.Form):
    """Which meal, and what happened to it."""

    words = forms.CharField(label=_("取餐码、扫码或刷卡"), max_length=60)
    what = forms.ChoiceField(choices=WHAT)
