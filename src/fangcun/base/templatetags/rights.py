"""What the visitor may do, as a template asks: `{% may "run_facilities" room as may_run %}`."""

from typing import Any

from django import template
from django.db.models import Model

from fangcun.base.rights import Right

register = template.Library()


@register.simple_tag(takes_context=True)
def may(context: dict[str, Any], right: str, row: Model | None = None) -> bool:
    """Whether the visitor holds a right, at all or for one row."""
    user: Any = context.get("user")
    return bool(user and user.is_authenticated and user.may(Right(right), row))
