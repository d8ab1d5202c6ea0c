"""What is kept about accounts."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AccountEventKind(TextChoices):
    """Something that happened to an account or was tried on one."""

    SIGNED_IN = "signed_in", _("登录")
    SIGNED_OUT = "signed_out", _("退出")
    SIGN_IN_FAILED = "sign_in_failed", _("登录失败")
    CODE_FAILED = "code_failed", _("验证码错误")
    LOCKED_OUT = "locked_out", _("锁定")
    ACCOUNT_OPENED = "account_opened", _("开通账号")
    ACCOUNT_CHANGED = "account_changed", _("修改账号")
    ACCOUNT_CLOSED = "account_closed", _("停用账号")
    ACCOUNT_REOPENED = "account_reopened", _("恢复账号")
    ROLE_GIVEN = "role_given", _("授予岗位")
    ROLE_ENDED = "role_ended", _("结束岗位")
    PASSWORD_CHANGED = "password_changed", _("修改密码")
    PASSWORD_RESET = "password_reset", _("重设密码")
    SECOND_FACTOR_SET = "second_factor_set", _("启用动态验证码")
    SECOND_FACTOR_RESET = "second_factor_reset", _("清除动态验证码")
    RECOVERY_CODE_USED = "recovery_code_used", _("使用备用码")
    PASS_GIVEN = "pass_given", _("前台发出登录码")
    PASS_USED = "pass_used", _("使用前台登录码")
    LIST_TAKEN = "list_taken", _("导出名单")


SIGN_IN_EVENTS = frozenset(
    {
        AccountEventKind.SIGNED_IN,
        AccountEventKind.SIGNED_OUT,
        AccountEventKind.SIGN_IN_FAILED,
        AccountEventKind.CODE_FAILED,
        AccountEventKind.LOCKED_OUT,
        AccountEventKind.RECOVERY_CODE_USED,
        AccountEventKind.PASS_GIVEN,
        AccountEventKind.PASS_USED,
    }
)
"""Kept for six months at least (网络安全法, article 21); nothing here is ever removed."""
