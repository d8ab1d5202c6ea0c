"""What a person who signs in is here for, and what that allows."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from fangcun.base.rights import Right


class Role(TextChoices):
    """The work a person does."""

    PLANNER = "planner", _("区规划员")
    AUDITOR = "auditor", _("审计员")
    ADMINISTRATOR = "administrator", _("管理员")


RIGHTS_OF: dict[str, frozenset[Right]] = {
    Role.PLANNER: frozenset({Right.READ_PLANS, Right.CHANGE_PLANS}),
    Role.AUDITOR: frozenset({Right.READ_PLANS}),
    Role.ADMINISTRATOR: frozenset({Right.READ_PLANS, Right.CHANGE_PLANS}),
}
