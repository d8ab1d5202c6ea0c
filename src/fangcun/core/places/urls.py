from datetime import date

from django.urls import path, re_path, register_converter

from fangcun.core.places.views import calendar, communities, presence, rooms, spaces


class DayConverter:
    """A day in an address: 2026-02-09."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(DayConverter, "day")

app_name = "places"
urlpatterns = [
    path("", communities.communities, name="communities"),
    re_path(
        r"^communities\.(?P<ending>csv|xlsx)$",
        communities.communities_file,
        name="communities_file",
    ),
    path("communities/<slug:code>/", communities.community, name="community"),
    path("communities/<slug:code>/edit/", communities.edit_community, name="edit_community"),
    path("facilities/<int:pk>/rooms/new/", rooms.new_room, name="new_room"),
    path("facilities/<int:pk>/presence/", presence.presence, name="presence"),
    path("facilities/<int:pk>/presence/new/", presence.new_presence, name="new_presence"),
    path("presence/<int:pk>/edit/", presence.edit_presence, name="edit_presence"),
    path("presence/<int:pk>/cancel/", presence.cancel_presence, name="cancel_presence"),
    path(
        "presence/<int:pk>/restore/<day:day>/", presence.restore_presence, name="restore_presence"
    ),
    path("rooms/<int:pk>/", rooms.room, name="room"),
    path("rooms/<int:pk>/edit/", rooms.edit_room, name="edit_room"),
    path("rooms/<int:pk>/hours/", rooms.room_hours, name="room_hours"),
    path("rooms/<int:pk>/exceptions/new/", rooms.new_exception, name="new_exception"),
    path("rooms/<int:pk>/close/", rooms.close_room, name="close_room"),
    path("rooms/<int:pk>/reopen/", rooms.reopen_room, name="reopen_room"),
    path("rooms/<int:pk>/door.pdf", rooms.door, name="door_sheet"),
    path("exceptions/<int:pk>/withdraw/", rooms.withdraw_exception, name="withdraw_exception"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/day/", calendar.write_special_day, name="write_special_day"),
    path("calendar/days/<int:pk>/drop/", calendar.drop_special_day, name="drop_special_day"),
    path("calendar/desk/", calendar.write_desk_hours, name="write_desk_hours"),
    path("calendar/load/", calendar.load_calendar, name="load_calendar"),
    path("spaces/", spaces.spaces, name="spaces"),
    re_path(r"^spaces\.(?P<ending>csv|xlsx)$", spaces.spaces_file, name="spaces_file"),
    # a user's own numbering may have slashes in it
    path("spaces/<path:ref>/edit/", spaces.edit_space, name="edit_space"),
    path("spaces/<path:ref>/", spaces.space, name="space"),
]
