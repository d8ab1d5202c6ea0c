"""The ways that the door itself brings to the residents' pages; each room brings its own."""

from django.utils.translation import gettext_lazy as _

from fangcun.base.at_home import Door, bring

ABOUT_ME = frozenset(
    {
        *("portal:looks", "portal:consents", "portal:give_consent", "portal:forget"),
        *("portal:own_data", "portal:entitled"),
    }
)
MINE = frozenset({"portal:requests", "portal:bookings", "portal:services"})

AROUND = frozenset({"portal:near", "portal:facility", "portal:service", "portal:offer"})

DOORS = (
    Door("portal:home", _("今天"), _("今天和这几天的安排"), 0, is_main=True),
    Door("portal:codes", _("我的码"), _("居民码、取餐码、取货码"), 1, is_main=True),
    Door("portal:things", _("我的事"), _("订的、约的、问的，办到哪一步"), 2, True, MINE),
    Door(
        "portal:circles",
        _("家人"),
        _("让家人帮我看、帮我办"),
        3,
        is_main=True,
        covers=frozenset({"portal:circle", "portal:let_in"}),
    ),
    Door("portal:data", _("我的信息"), _("登记了什么，谁看过"), 4, True, ABOUT_ME),
    Door("portal:front", _("附近"), _("附近有什么，开不开门"), 5, is_main=True, covers=AROUND),
    Door("portal:entitled", _("我可以享受的"), _("补贴和服务，为什么有、为什么没有"), 30),
    Door("portal:notices", _("给我的通知"), _("位置有了、活动停了，都在这里"), 50),
)


def bring_home() -> None:
    bring(*DOORS)
