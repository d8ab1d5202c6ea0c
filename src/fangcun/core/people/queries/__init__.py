"""What is known of the people who live here."""

from fangcun.core.people.queries.codes import person_with_code, who_shows
from fangcun.core.people.queries.duplicates import Likeness, alike, alike_many
from fangcun.core.people.queries.finding import Found, find
from fangcun.core.people.queries.history import versions_of
from fangcun.core.people.queries.identity import Identity, identity_of
from fangcun.core.people.queries.imports import imports_into, why_import_stays
from fangcun.core.people.queries.merging import MergeLine, MergePreview, merge_preview, merges_of
from fangcun.core.people.queries.people import (
    latest_of_phone,
    members_of,
    others_at_address,
    people_in,
    person_of,
    present,
    residents_with_phone,
    same_person,
)

__all__ = [
    "Found",
    "Identity",
    "Likeness",
    "MergeLine",
    "MergePreview",
    "alike",
    "alike_many",
    "find",
    "identity_of",
    "imports_into",
    "latest_of_phone",
    "members_of",
    "merge_preview",
    "merges_of",
    "others_at_address",
    "people_in",
    "person_of",
    "person_with_code",
    "present",
    "residents_with_phone",
    "same_person",
    "versions_of",
    "who_shows",
    "why_import_stays",
]
