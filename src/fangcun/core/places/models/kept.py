"""What the tables of places and of the catalogue have in common: history and positions."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

LONGEST_TEXT = 200
"""Characters: what the reader of files lets through must fit (`fangcun_planner.files`)."""


def history(*, without: Sequence[str] = ()) -> HistoricalRecords:
    """Every version of a row, with the name of who made it, `without` what is computed.

    The name is kept as text: accounts live upstairs, and a name outlives its account.
    Actions say who it was; nothing is taken from the request.
    """
    return HistoricalRecords(
        history_user_id_field=models.CharField(_("修改人"), max_length=200, blank=True, null=True),
        history_user_getter=_named,
        history_user_setter=_name,
        get_user=_nobody,
        excluded_fields=list(without),
    )


def _named(version: Any) -> str | None:
    name: str | None = version.history_user_id
    return name


def _name(version: Any, by: str | None) -> None:
    version.history_user_id = by


def _nobody(**_kwargs: Any) -> None:
    return None


def on_earth(name: str) -> models.CheckConstraint:
    """Longitude and latitude are degrees."""
    return models.CheckConstraint(
        name=name, condition=Q(lon__range=(-180, 180), lat__range=(-90, 90))
    )
