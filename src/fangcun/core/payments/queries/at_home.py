"""The way to what one has paid, on the residents' own pages."""

from django.utils.translation import gettext_lazy as _

from fangcun.base.at_home import Door, bring


def bring_home() -> None:
    bring(Door("payments:mine", _("我的付款"), _("付了什么，卡里还有多少"), 40))
