"""A file of residents."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fangcun.core.people.rules.files import ENDINGS, ending_of
from fangcun.core.places.models import Community

MOST_MB = 10
BYTES_A_MB = 1024 * 1024


class ImportForm(forms.Form):
    community = forms.ModelChoiceField(
        label=_("社区"), queryset=Community.objects.none(), to_field_name="code"
    )
    file = forms.FileField(
        label=_("居民表格"),
        help_text=_("Excel（.xlsx）或CSV，不超过10MB、20000行"),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(ENDINGS)}),
    )

    def __init__(self, *args: Any, communities: QuerySet[Community], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["community"]
        field.queryset = communities.order_by("subdistrict", "name")
        only = list(field.queryset[:2])
        if len(only) == 1:
            field.initial = only[0]

    def clean_file(self) -> "UploadedFile[Any]":
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if ending_of(file.name or "") is None:
            raise forms.ValidationError(gettext("请提供.xlsx或.csv文件；旧版.xls请先另存为.xlsx"))
        if (file.size or 0) > MOST_MB * BYTES_A_MB:
            raise forms.ValidationError(gettext("文件超过10MB，请拆分"))
        return file
