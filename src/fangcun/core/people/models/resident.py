"""Residents and their telephones."""

from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from fangcun.base.crypto import unseal
from fangcun.base.masking import mask_id_number, mask_phone
from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.accounts.models import User
from fangcun.core.people.models.home import Address, Household
from fangcun.core.people.models.imported import ImportBatch
from fangcun.core.people.states import Relation, Residence, Sex
from fangcun.core.places.models import Community
from fangcun.core.places.models.kept import LONGEST_TEXT, history

ID_NUMBER = "people.resident.id_number"


class Resident(models.Model):
    """居民: a person who lives here, with or without papers; only name and community are needed."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "community__subdistrict",
        ScopeKind.COMMUNITY: "community_id",
    }

    name = models.CharField(_("姓名"), max_length=LONGEST_TEXT)
    pinyin = models.CharField(_("拼音"), max_length=LONGEST_TEXT, blank=True)
    initials = models.CharField(_("拼音首字母"), max_length=40, blank=True)
    sex = models.CharField(_("性别"), max_length=10, choices=Sex, default=Sex.UNKNOWN)
    born_on = models.DateField(_("出生日期"), null=True, blank=True)
    birth_year = models.SmallIntegerField(_("出生年份"), null=True, blank=True)
    language = models.CharField(_("语言或方言"), max_length=40, blank=True)
    card_number = models.CharField(_("卡号"), max_length=40, unique=True, null=True, blank=True)
    id_sealed = models.BinaryField(_("身份证号（加密）"), null=True, blank=True)
    id_digest = models.BinaryField(_("身份证号（检索）"), max_length=32, null=True, blank=True)
    community = models.ForeignKey(
        Community, on_delete=models.PROTECT, related_name="people", verbose_name=_("社区")
    )
    address = models.ForeignKey(
        Address,
        on_delete=models.PROTECT,
        related_name="people",
        verbose_name=_("地址"),
        null=True,
        blank=True,
    )
    household = models.ForeignKey(
        Household,
        on_delete=models.PROTECT,
        related_name="members",
        verbose_name=_("户"),
        null=True,
        blank=True,
    )
    relation = models.CharField(
        _("与户主关系"), max_length=20, choices=Relation, blank=True, default=""
    )
    residence = models.CharField(
        _("居住类型"), max_length=20, choices=Residence, default=Residence.UNKNOWN
    )
    phones_written = models.CharField(  # the rows are `phones`; this is what history shows
        _("电话"), max_length=400, blank=True
    )
    note = models.TextField(_("备注"), blank=True)
    found_by = ArrayField(models.TextField(), verbose_name=_("检索词"), default=list, blank=True)
    account = models.OneToOneField(
        User,
        on_delete=models.PROTECT,
        related_name="resident",
        verbose_name=_("账号"),
        null=True,
        blank=True,
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="merged",
        verbose_name=_("已并入"),
        null=True,
        blank=True,
    )
    died_on = models.DateField(_("去世日期"), null=True, blank=True)
    left_on = models.DateField(_("迁出日期"), null=True, blank=True)
    forgotten_at = models.DateTimeField(_("删除个人信息时间"), null=True, blank=True)
    registered_at = models.DateTimeField(_("登记时间"))
    sent_as = models.UUIDField(  # of the form that wrote it: sent twice, it is written once
        _("登记单号"), unique=True, null=True, blank=True
    )
    imported_in = models.ForeignKey(
        ImportBatch,
        on_delete=models.PROTECT,
        related_name="residents",
        verbose_name=_("导入批次"),
        null=True,
        blank=True,
    )
    is_demo = models.BooleanField(_("演示"), default=False)
    revision = models.PositiveIntegerField(_("版本"), default=1)

    history = history(
        without=["pinyin", "initials", "id_sealed", "id_digest", "found_by", "sent_as"]
    )

    class Meta:
        verbose_name = _("居民")
        constraints = (
            models.CheckConstraint(name="a_resident_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="an_id_number_is_sealed_and_can_be_looked_up",
                condition=Q(id_sealed__isnull=True, id_digest__isnull=True)
                | Q(id_sealed__isnull=False, id_digest__isnull=False),
            ),
            models.CheckConstraint(
                name="nobody_is_merged_into_himself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
            ),
        )
        indexes = (
            models.Index(fields=["id_digest"], name="find_by_id_number"),
            models.Index(fields=["name"], name="find_by_whole_name"),
            # every word of `found_by` by its beginning; without a pending list, so that the
            # desk waits no longer after a big import
            GinIndex(
                Func(F("found_by"), function="array_to_tsvector"),
                name="find_in_one_box",
                fastupdate=False,
            ),
        )

    def __str__(self) -> str:
        return self.name

    def age_on(self, day: date) -> int | None:
        """Age in whole years; None where not even the year of birth is known."""
        if self.born_on is not None:
            birthday_is_ahead = (day.month, day.day) < (self.born_on.month, self.born_on.day)
            return day.year - self.born_on.year - birthday_is_ahead
        return None if self.birth_year is None else day.year - self.birth_year

    @property
    def is_present(self) -> bool:
        """Neither merged into another row nor anonymous."""
        return self.merged_into_id is None and self.forgotten_at is None

    @property
    def place_of_id_number(self) -> str:
        """What the sealed ID number is bound to: it cannot be moved to another person."""
        return f"{ID_NUMBER} {self.pk}"

    @property
    def id_number(self) -> str:
        """The ID number; only actions and queries ask, pages show it masked or by `look_at`."""
        if self.id_sealed is None:
            return ""
        return unseal(self.id_sealed, place=self.place_of_id_number)

    @property
    def masked_id_number(self) -> str:
        return mask_id_number(self.id_number)

    @property
    def main_phone(self) -> str:
        """The number to try first; empty where there is none."""
        phones = sorted(self.phones.all(), key=lambda phone: (not phone.is_main, phone.pk))
        return phones[0].number if phones else ""

    @property
    def masked_phone(self) -> str:
        return mask_phone(self.main_phone)


class Phone(models.Model):
    """电话: a number of a resident; a couple may share one."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "resident__community__subdistrict",
        ScopeKind.COMMUNITY: "resident__community_id",
    }

    resident = models.ForeignKey(
        Resident, on_delete=models.CASCADE, related_name="phones", verbose_name=_("居民")
    )
    number = models.CharField(_("号码"), max_length=20)
    note = models.CharField(_("说明"), max_length=40, blank=True)  # 女儿的, 座机
    is_main = models.BooleanField(_("首选"), default=True)

    class Meta:
        verbose_name = _("电话")
        constraints = (
            models.UniqueConstraint(
                name="a_number_is_written_once_for_a_resident", fields=["resident", "number"]
            ),
        )
        indexes = (models.Index(fields=["number"], name="find_by_number"),)

    def __str__(self) -> str:
        return self.number
