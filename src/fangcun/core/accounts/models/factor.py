"""What a person proves besides a password, and what is tried against it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangcun.core.accounts.models.user import User


class SecondFactor(models.Model):
    """动态验证码: the secret shared with a person's telephone; counts once it is confirmed."""

    user = models.OneToOneField(
        User, on_delete=models.CASCADE, related_name="second_factor", verbose_name=_("账号")
    )
    secret_sealed = models.BinaryField(_("密钥（加密）"))
    confirmed_at = models.DateTimeField(_("启用时间"), null=True, blank=True)
    last_step = models.BigIntegerField(_("最近使用的时间步"), default=0)
    """A code that was used once, or is older than one that was, is refused (RFC 6238, 5.2)."""

    class Meta:
        verbose_name = _("动态验证码")

    def __str__(self) -> str:
        return str(self.user)


class RecoveryCode(models.Model):
    """备用码: signs in once in place of a telephone that is lost."""

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="recovery_codes", verbose_name=_("账号")
    )
    digest = models.BinaryField(_("备用码（摘要）"), max_length=32)
    used_at = models.DateTimeField(_("使用时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("备用码")
        constraints = (
            models.UniqueConstraint(name="a_recovery_code_is_kept_once", fields=["user", "digest"]),
        )

    def __str__(self) -> str:
        return str(self.user)


class OneTimeCode(models.Model):
    """短信验证码: the latest code for a number; only its digest is kept."""

    phone = models.CharField(_("手机号码"), max_length=20, unique=True)
    digest = models.BinaryField(_("验证码（摘要）"), max_length=32)
    sent_at = models.DateTimeField(_("发送时间"))
    tries = models.PositiveSmallIntegerField(_("已试次数"), default=0)
    used_at = models.DateTimeField(_("使用时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("短信验证码")

    def __str__(self) -> str:
        return self.phone


class DeskPass(models.Model):
    """前台登录码: signs a resident in once, without a telephone; only its digest is kept.

    An account has one at most: a new one ends the old one.
    """

    user = models.OneToOneField(
        User, on_delete=models.CASCADE, related_name="desk_pass", verbose_name=_("账号")
    )
    digest = models.BinaryField(_("登录码（摘要）"), max_length=32, unique=True)
    given_at = models.DateTimeField(_("发出时间"))
    given_by = models.CharField(_("发出人"), max_length=200)
    used_at = models.DateTimeField(_("使用时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("前台登录码")

    def __str__(self) -> str:
        return str(self.user)


def account_key(username: str) -> str:
    """Under which tries against a name are counted, whether anybody has that name or not."""
    return f"account:{username.lower()}"[:250]


class Tries(models.Model):
    """尝试次数: tries since the last success, for an account, an address or a number.

    Counted before the password is looked at, so that many tries at once are still counted.
    """

    key = models.CharField(_("对象"), max_length=250, unique=True)
    count = models.PositiveIntegerField(_("次数"), default=0)
    first_at = models.DateTimeField(_("首次时间"))
    locked_until = models.DateTimeField(_("锁定至"), null=True, blank=True)

    class Meta:
        verbose_name = _("尝试次数")
        indexes = (
            models.Index(
                fields=["locked_until"],
                name="what_is_locked",
                condition=Q(locked_until__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.key
