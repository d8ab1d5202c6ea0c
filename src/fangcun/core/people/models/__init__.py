"""Tables: residents, households, addresses, telephones."""

from fangcun.core.people.models.home import Address, Household
from fangcun.core.people.models.resident import Phone, Resident

__all__ = ["Address", "Household", "Phone", "Resident"]
