"""A form of nothing: shows what fields, helps and errors look like."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SampleForm(forms.Form):
    name = forms.CharField(label=_("姓名"), help_text=_("写身份证上的姓名。"))
    day = forms.DateField(
        label=_("日期"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    portions = forms.IntegerField(label=_("份数"), required=False)
    channel = forms.ChoiceField(
        label=_("渠道"), required=False, choices=[("phone", _("电话")), ("walk_in", _("到店"))]
    )
    mode = forms.ChoiceField(
        label=_("怎么用餐"),
        required=False,
        help_text=_("送餐请核对地址。"),
        choices=[("here", _("堂食")), ("home", _("送到家"))],
        widget=forms.RadioSelect,
    )
    is_regular = forms.BooleanField(label=_("每天都要"), required=False)
    words = forms.CharField(label=_("说明"), required=False, widget=forms.Textarea({"rows": 3}))
