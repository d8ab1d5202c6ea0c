"""Meals and their ways, what is in a dish, where an order stands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Period(TextChoices):
    """餐次; the values are the codes of their services in the catalogue."""

    BREAKFAST = "breakfast", _("早餐")
    LUNCH = "lunch", _("午餐")
    DINNER = "dinner", _("晚餐")


class Mode(TextChoices):
    """How a meal reaches a person."""

    DINE_IN = "dine_in", _("堂食")
    PICKUP = "pickup", _("自提")
    DELIVERY = "delivery", _("送餐")


class Channel(TextChoices):
    """By which way an order came in."""

    COUNTER = "counter", _("柜台")
    PHONE = "phone", _("电话（管家代订）")
    ONLINE = "online", _("本人网上")
    STANDING = "standing", _("长期订餐")


class Allergen(TextChoices):
    """致敏物质: the eight groups of GB 7718-2025."""

    GLUTEN = "gluten", _("含麸质谷物")
    CRUSTACEAN = "crustacean", _("甲壳类")
    FISH = "fish", _("鱼类")
    EGG = "egg", _("蛋类")
    PEANUT = "peanut", _("花生")
    SOY = "soy", _("大豆")
    MILK = "milk", _("乳")
    NUT = "nut", _("坚果")


class Trait(TextChoices):
    """What a dish is like, as a person may need it."""

    SOFT = "soft", _("软烂")
    MINCED = "minced", _("切碎")
    LOW_SALT = "low_salt", _("低盐")
    LOW_SUGAR = "low_sugar", _("低糖")
    LOW_FAT = "low_fat", _("少油")
    VEGETARIAN = "vegetarian", _("素食")
    HALAL = "halal", _("清真")


class OrderState(TextChoices):
    """Where an order of a meal or of gift packs stands."""

    ORDERED = "ordered", _("已订")
    SERVED = "served", _("已取餐")
    CANCELLED = "cancelled", _("已取消")
    NOT_COLLECTED = "not_collected", _("未取")


class Festival(TextChoices):
    """节日; the values are those of the lunar calendar's rules."""

    NEW_YEARS_EVE = "new_years_eve", _("除夕")
    SPRING_FESTIVAL = "spring_festival", _("春节")
    LANTERN = "lantern", _("元宵节")
    DRAGON_BOAT = "dragon_boat", _("端午节")
    MID_AUTUMN = "mid_autumn", _("中秋节")
    DOUBLE_NINTH = "double_ninth", _("重阳节")


class HandedTo(TextChoices):
    """To whom a delivered meal was given."""

    SELF = "self", _("本人")
    FAMILY = "family", _("家人")
    CARER = "carer", _("护理人员")
    NEIGHBOUR = "neighbour", _("邻居")
    DOOR = "door", _("放在门口")
    NOBODY = "nobody", _("没有交到")


class RoundState(TextChoices):
    PLANNED = "planned", _("待出发")
    OUT = "out", _("配送中")
    BACK = "back", _("已返回")


class BookingState(TextChoices):
    """Where a booking of a table stands."""

    BOOKED = "booked", _("已预订")
    SEATED = "seated", _("已入座")
    CANCELLED = "cancelled", _("已取消")
    NO_SHOW = "no_show", _("未到")


class Grade(TextChoices):
    """How soon somebody must be called who did not come for his meal."""

    AT_ONCE = "at_once", _("立即")
    TODAY = "today", _("当天")


class CallOutcome(TextChoices):
    """What a call found."""

    WELL = "well", _("平安")
    FORGOT = "forgot", _("忘记了")
    NEEDS_HELP = "needs_help", _("需要帮助")
    NOT_REACHED = "not_reached", _("联系不上")


class Checkpoint(TextChoices):
    """Where a temperature is taken."""

    FRIDGE = "fridge", _("冷藏")
    FREEZER = "freezer", _("冷冻")
    HOT_HOLD = "hot_hold", _("热藏")
    CORE = "core", _("菜品中心温度")
