"""What is open near me: which places, how far on foot, open until when, at what price."""

from fangcun.doors.portal.queries.near.search import Hit, Near, Sought, When, near
from fangcun.doors.portal.queries.near.where import Spot, home_of, spot_of, spots_matching

__all__ = ["Hit", "Near", "Sought", "Spot", "When", "home_of", "near", "spot_of", "spots_matching"]
