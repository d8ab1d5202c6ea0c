"""What people fill in about communities, spaces, rooms, visitors and the calendar."""

from fangcun.core.places.forms.calendar import DeskHoursForm, SpecialDayForm
from fangcun.core.places.forms.communities import CommunityFilterForm, CommunityForm
from fangcun.core.places.forms.fields import (
    ConfirmForm,
    HoursField,
    WhyForm,
    YuanField,
    clock_field,
    day_field,
    text_field,
)
from fangcun.core.places.forms.presence import CancellingForm, EditPresenceForm, PresenceForm
from fangcun.core.places.forms.rooms import (
    ClosingForm,
    EditRoomForm,
    ExceptionForm,
    HoursForm,
    ReopenForm,
    RoomForm,
)
from fangcun.core.places.forms.spaces import SpaceFilterForm, SpaceForm

__all__ = [
    "CancellingForm",
    "ClosingForm",
    "CommunityFilterForm",
    "CommunityForm",
    "ConfirmForm",
    "DeskHoursForm",
    "EditPresenceForm",
    "EditRoomForm",
    "ExceptionForm",
    "HoursField",
    "HoursForm",
    "PresenceForm",
    "ReopenForm",
    "RoomForm",
    "SpaceFilterForm",
    "SpaceForm",
    "SpecialDayForm",
    "WhyForm",
    "YuanField",
    "clock_field",
    "day_field",
    "text_field",
]
