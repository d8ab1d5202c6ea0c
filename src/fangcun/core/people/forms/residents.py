"""Writing a resident down, correcting, finding, looking."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fangcun.base.revised import RevisedForm
from fangcun.core.people.actions import NewPhone, NewResident
from fangcun.core.people.models import Resident
from fangcun.core.people.rules.addresses import address_text, parse_address
from fangcun.core.people.rules.births import Birth, birth_text, read_birth
from fangcun.core.people.rules.numbers import is_phone, read_id_number, read_phones
from fangcun.core.people.states import Residence, Sex
from fangcun.core.places.models import Community
from fangcun.core.places.models.kept import LONGEST_TEXT

MOST_PHONES = 6
LONGEST_PART = 40


class FindForm(forms.Form):
    q = forms.CharField(
        label=_("姓名、拼音、电话、卡号或地址"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    community = forms.ModelChoiceField(
        label=_("社区"),
        required=False,
        queryset=Community.objects.none(),
        to_field_name="code",
        empty_label=_("全部"),
    )

    def __init__(self, *args: Any, communities: QuerySet[Community], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_from(self, communities)


class ResidentForm(forms.Form):
    """What is asked of a person; only the name is needed, and the community where there are two."""

    community = forms.ModelChoiceField(
        label=_("社区"), queryset=Community.objects.none(), to_field_name="code"
    )
    name = forms.CharField(label=_("姓名"), max_length=LONGEST_TEXT)
    phones = forms.CharField(
        label=_("电话"),
        required=False,
        max_length=300,
        help_text=_("每行一个，首选的写在最前；后面可注明是谁的，如“138 0000 5678 女儿”"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    address = forms.CharField(
        label=_("地址"),
        required=False,
        max_length=LONGEST_TEXT,
        help_text=_("如“新村12号楼1单元301”“12号楼301”“12-301”"),
    )
    born = forms.CharField(
        label=_("出生"),
        required=False,
        max_length=20,
        help_text=_("如“1946-05-02”“1946”；只知道大概就写“约80”"),
    )
    sex = forms.ChoiceField(label=_("性别"), required=False, choices=Sex.choices)
    id_number = forms.CharField(
        label=_("身份证号"),
        required=False,
        max_length=24,
        help_text=_("可不填。加密保存，平时只显示首尾。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    residence = forms.ChoiceField(
        label=_("居住类型"),
        required=False,
        choices=Residence.choices,
        initial=Residence.UNKNOWN,
    )
    language = forms.CharField(
        label=_("语言或方言"),
        required=False,
        max_length=LONGEST_PART,
        help_text=_("上门和打电话时用得上"),
    )
    card_number = forms.CharField(label=_("卡号"), required=False, max_length=LONGEST_PART)
    note = forms.CharField(
        label=_("备注"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, communities: QuerySet[Community], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_from(self, communities)

    def clean_name(self) -> str:
        name = " ".join(str(self.cleaned_data["name"]).split())
        if not any(sign.isalpha() for sign in name):
            raise forms.ValidationError(gettext("姓名里没有文字，请核对"))
        return name

    def clean_phones(self) -> tuple[NewPhone, ...]:
        phones = read_phones(self.cleaned_data["phones"])
        for phone in phones:
            if not is_phone(phone.number):
                said = phone.number or phone.note
                raise forms.ValidationError(gettext("“{said}”不像电话号码").format(said=said))
            if len(phone.note) > LONGEST_PART:
                raise forms.ValidationError(gettext("电话的说明请不超过40个字"))
        if len(phones) > MOST_PHONES:
            raise forms.ValidationError(gettext("最多登记6个电话"))
        return tuple(NewPhone(*phone) for phone in phones)

    def clean_address(self) -> Any:
        parts = parse_address(self.cleaned_data["address"])
        if max(map(len, parts[1:])) > LONGEST_PART:
            raise forms.ValidationError(gettext("楼栋、单元、室号太长，请核对"))
        return parts

    def clean_born(self) -> Birth | None:
        said = self.cleaned_data["born"].strip()
        birth = read_birth(said, today=timezone.localdate()) if said else None
        if said and birth is None:
            raise forms.ValidationError(
                gettext("看不懂这个日期，请写成“1946-05-02”“1946”或“约80”；不能晚于今天")
            )
        return birth

    def clean_sex(self) -> str:
        return str(self.cleaned_data["sex"] or Sex.UNKNOWN)

    def clean_residence(self) -> str:
        return str(self.cleaned_data["residence"] or Residence.UNKNOWN)

    def clean_id_number(self) -> str:
        said = str(self.cleaned_data["id_number"]).strip()
        if said and read_id_number(said) is None:
            raise forms.ValidationError(
                gettext("身份证号有误：应为18位，末位是校验码。请对照证件逐位核对")
            )
        return said

    def clean(self) -> dict[str, Any]:
        filled = super().clean() or self.cleaned_data
        paper = read_id_number(filled.get("id_number") or "")
        if paper is None:
            return filled
        birth = filled.get("born")
        if birth and birth != Birth(paper.born_on if birth.day else None, paper.born_on.year):
            self.add_error("born", gettext("与身份证号中的出生日期不一致，请核对"))
        if filled.get("sex") not in {None, Sex.UNKNOWN, Sex.MALE if paper.is_male else Sex.FEMALE}:
            self.add_error("sex", gettext("与身份证号中的性别不一致，请核对"))
        return filled

    def given(self) -> NewResident:
        """The person as written."""
        filled = self.cleaned_data
        birth: Birth | None = filled["born"]
        return NewResident(
            name=filled["name"],
            community=filled["community"],
            sex=filled["sex"],
            born_on=birth.day if birth else None,
            birth_year=birth.year if birth else None,
            language=filled["language"],
            card_number=filled["card_number"],
            id_number=self.said_of_id_number(),
            address=filled["address"],
            phones=filled["phones"],
            residence=filled["residence"],
            note=filled["note"],
        )

    def said_of_id_number(self) -> str | None:
        return self.cleaned_data["id_number"] or None


class RegisterForm(ResidentForm):
    """A new person; sent twice, written once."""

    sent_as = forms.UUIDField(widget=forms.HiddenInput)
    is_another = forms.BooleanField(label=_("不是同一个人，仍然登记"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sent_as"].initial = uuid4


class CorrectForm(RevisedForm, ResidentForm):
    """A person on record; an empty ID number means: as it is."""

    has_no_id_number = forms.BooleanField(label=_("删除已登记的身份证号"), required=False)

    @staticmethod
    def values_of(resident: Resident) -> dict[str, Any]:
        phones = sorted(resident.phones.all(), key=lambda phone: (not phone.is_main, phone.pk))
        return {
            "revision": resident.revision,
            "community": resident.community,
            "name": resident.name,
            "phones": "\n".join(f"{phone.number} {phone.note}".strip() for phone in phones),
            "address": address_text(resident.address.parts) if resident.address else "",
            "born": birth_text(born_on=resident.born_on, birth_year=resident.birth_year),
            "sex": resident.sex,
            "residence": resident.residence,
            "language": resident.language,
            "card_number": resident.card_number or "",
            "note": resident.note,
        }

    def clean_revision(self) -> int:
        return int(self.cleaned_data["revision"])

    def said_of_id_number(self) -> str | None:
        if self.cleaned_data["has_no_id_number"]:
            return ""
        return super().said_of_id_number()


class GoneForm(RevisedForm):
    """Moved away, or died; empty days take it back."""

    left_on = forms.DateField(
        label=_("迁出日期"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    died_on = forms.DateField(
        label=_("去世日期"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_left_on(self) -> date | None:
        return self._not_ahead("left_on")

    def clean_died_on(self) -> date | None:
        return self._not_ahead("died_on")

    def _not_ahead(self, field: str) -> date | None:
        day: date | None = self.cleaned_data[field]
        if day is not None and day > timezone.localdate():
            raise forms.ValidationError(gettext("日期不能晚于今天"))
        return day


class LookForm(forms.Form):
    reason = forms.CharField(
        label=_("查看事由"),
        max_length=LONGEST_TEXT,
        help_text=_("每次查看都会记录，居民本人可以看到。"),
    )


def _choose_from(form: forms.Form, communities: QuerySet[Community]) -> None:
    """The communities of this visitor; where there is but one, it is chosen."""
    field: Any = form.fields["community"]
    field.queryset = communities.order_by("subdistrict", "name")
    only = list(field.queryset[:2])
    if field.required and len(only) == 1:
        field.initial = only[0]
    if len(only) == 1 and not field.required:
        del form.fields["community"]
