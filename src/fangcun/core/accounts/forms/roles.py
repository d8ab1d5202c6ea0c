"""Roles: for what scope, from when until when. The role itself was chosen a page before."""

from typing import Any

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fangcun.base.http import Staff
from fangcun.core.accounts.access import places_to_give, scopes_to_give
from fangcun.core.accounts.actions import WrittenRole
from fangcun.core.accounts.forms.accounts import PersonFields
from fangcun.core.accounts.states import Role, Scope
from fangcun.core.operators.models import Operator
from fangcun.core.places.models import Community, Facility
from fangcun.core.places.queries import subdistricts

PLACES = {
    Scope.SUBDISTRICT: "subdistrict",
    Scope.COMMUNITY: "community",
    Scope.FACILITY: "facility",
    Scope.OPERATOR: "operator",
}


class RoleForm(forms.Form):
    """The fields that this role needs, offered as far as this person may give it."""

    def __init__(self, *args: Any, staff: Staff, role: Role, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._role = role
        self._scopes = scopes_to_give(staff, role)
        if len(self._scopes) > 1:
            self.fields["scope"] = forms.ChoiceField(
                label=_("范围"), choices=[(one.value, one.label) for one in self._scopes]
            )
        self._add_places(staff)
        self.fields["starts_on"] = _date(_("开始日期"), initial=timezone.localdate())
        self.fields["ends_on"] = _date(
            _("结束日期"), required=False, help_text=_("不填则一直有效，可随时结束。")
        )

    def _add_places(self, staff: Staff) -> None:
        communities, facilities, operators = places_to_give(staff)
        is_only = len(self._scopes) == 1
        if Scope.SUBDISTRICT in self._scopes:
            names = [("", _("请选择")), *((name, name) for name in subdistricts())]
            self.fields["subdistrict"] = forms.ChoiceField(
                label=_("街道"), choices=names, required=is_only
            )
        if Scope.COMMUNITY in self._scopes:
            ordered = communities.order_by("subdistrict", "name")
            self.fields["community"] = _choice(_("社区"), ordered, required=is_only)
        if Scope.FACILITY in self._scopes:
            self.fields["facility"] = _choice(_("设施"), facilities.order_by("name"))
        if Scope.OPERATOR in self._scopes:
            help_text = _("按设施授予时也请填写：合同结束，岗位随即失效。")
            self.fields["operator"] = _choice(
                _("运营机构"),
                operators.order_by("name"),
                required=is_only,
                help_text="" if is_only else help_text,
            )

    def clean(self) -> dict[str, Any]:
        filled = super().clean() or self.cleaned_data
        place = PLACES.get(self._scope())
        if place and place not in self.errors and not filled.get(place):
            self.add_error(place, gettext("请选择担任这个岗位的具体范围。"))
        starts_on, ends_on = filled.get("starts_on"), filled.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", gettext("结束日期不能早于开始日期。"))
        return filled

    def written(self) -> WrittenRole:
        scope, filled = self._scope(), self.cleaned_data
        kept = {PLACES[scope]} if scope in PLACES else set()
        if scope == Scope.FACILITY:
            kept.add("operator")
        return WrittenRole(
            role=self._role,
            scope=scope,
            starts_on=filled["starts_on"],
            ends_on=filled["ends_on"],
            **{name: filled[name] for name in kept if filled.get(name)},
        )

    def _scope(self) -> Scope:
        return Scope(self.cleaned_data.get("scope") or self._scopes[0])


class OpenForm(PersonFields, RoleForm):
    """A new colleague: who he is, how he signs in, his first role."""

    username = forms.CharField(
        label=_("用户名"),
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        help_text=_("登录时使用，例如姓名拼音。一人一号，不要共用。"),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none"}),
    )
    field_order = ("display_name", "username", "phone")


def _date(label: Any, **more: Any) -> forms.DateField:
    shown = forms.DateInput({"type": "date"}, format="%Y-%m-%d")  # as browsers read it
    return forms.DateField(label=label, widget=shown, **more)


def _choice(
    label: Any, rows: Any, *, required: bool = False, help_text: Any = ""
) -> "forms.ModelChoiceField[Community | Facility | Operator]":
    return forms.ModelChoiceField(
        label=label,
        queryset=rows,
        required=required,
        empty_label=_("请选择"),
        help_text=help_text,
    )
