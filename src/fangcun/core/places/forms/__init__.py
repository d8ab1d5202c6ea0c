"""What people fill in about communities and spaces."""

from fangcun.core.places.forms.communities import CommunityFilterForm, CommunityForm
from fangcun.core.places.forms.spaces import SpaceFilterForm, SpaceForm

__all__ = ["CommunityFilterForm", "CommunityForm", "SpaceFilterForm", "SpaceForm"]
