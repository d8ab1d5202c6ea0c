from django.urls import path, re_path

from fangcun.core.places.views import communities, spaces

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
    path("spaces/", spaces.spaces, name="spaces"),
    re_path(r"^spaces\.(?P<ending>csv|xlsx)$", spaces.spaces_file, name="spaces_file"),
    # a user's own numbering may have slashes in it
    path("spaces/<path:ref>/edit/", spaces.edit_space, name="edit_space"),
    path("spaces/<path:ref>/", spaces.space, name="space"),
]
