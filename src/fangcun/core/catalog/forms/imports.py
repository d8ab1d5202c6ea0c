"""The files of a district."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fangcun.core.catalog.rules import DISTRICT_ENDINGS, STREET_ENDINGS, ending_of

MOST_DISTRICT_MB = 50
MOST_STREETS_MB = 200
BYTES_A_MB = 1024 * 1024


class DistrictFileForm(forms.Form):
    district = forms.FileField(
        label=_("本区的表格"),
        required=False,
        help_text=_("Excel工作簿（.xlsx）、CSV文件的压缩包（.zip）或GeoJSON，不超过50MB"),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(DISTRICT_ENDINGS)}),
    )
    streets = forms.FileField(
        label=_("步行路网（可不填）"),
        required=False,
        help_text=_(
            "OpenStreetMap（.osm.pbf、.osm）或路段表（.csv），不超过200MB；没有路网时按直线距离乘绕行系数"
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".pbf,.osm,.csv"}),
    )

    def clean_district(self) -> "UploadedFile[Any] | None":
        return _checked(self.cleaned_data["district"], DISTRICT_ENDINGS, MOST_DISTRICT_MB)

    def clean_streets(self) -> "UploadedFile[Any] | None":
        return _checked(self.cleaned_data["streets"], STREET_ENDINGS, MOST_STREETS_MB)

    def clean(self) -> dict[str, Any]:
        filled = super().clean() or self.cleaned_data
        if not self.errors and not filled.get("district") and not filled.get("streets"):
            self.add_error("district", gettext("请选择要导入的文件"))
        return filled


def _checked(
    file: "UploadedFile[Any] | None", endings: tuple[str, ...], most_mb: int
) -> "UploadedFile[Any] | None":
    """The file, if its name and size are those of such a file."""
    if not file:
        return None
    if ending_of(name=file.name or "", endings=endings) is None:
        raise forms.ValidationError(
            gettext("不能读取这种文件，请提供以下类型之一：{endings}").format(
                endings="、".join(endings)
            )
        )
    if (file.size or 0) > most_mb * BYTES_A_MB:
        raise forms.ValidationError(gettext("文件超过{most}MB，请拆分或压缩").format(most=most_mb))
    return file
