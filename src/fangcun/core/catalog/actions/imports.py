"""A whole district at once."""

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from fangcun.core.catalog.actions.functions import (
    drop_functions,
    replace_functions,
    replace_offers,
)
from fangcun.core.catalog.actions.rules import replace_rules
from fangcun.core.catalog.rules import KIND_RULES, facility_kind
from fangcun.core.places import actions as places
from fangcun.core.places.models import District
from fangcun.core.places.queries import the_district
from fangcun.core.places.states import FacilityKind
from fangcun_planner import district as planner
from fangcun_planner.defaults import default_functions, default_rules


@transaction.atomic
def import_district(*, district: planner.District, by: str, now: datetime) -> District:
    """Put a district's records in the place of those that are there: all of it, or nothing.

    Rows whose code or id stays are kept, with their history and whatever points to them; rows
    that are gone are removed. StillInUse names what cannot go because something points to it.
    Functions and rules come from the rule pack where the district brings none; streets stay
    where it brings none.
    """
    given = _completed(district)
    is_demo = any(space.is_demo for space in given.spaces) or any(
        facility.is_demo for facility in given.facilities
    )
    before = the_district()
    row = places.replace_district(
        name=given.name,
        boundary=given.boundary,
        options=_plain(given.options),
        is_demo=is_demo,
    )
    if before and before.is_demo and not is_demo:
        places.drop_demo_projects(by=by, now=now)
    _replace_records(given, is_demo=is_demo, by=by, now=now)
    if given.streets is not None:
        places.keep_streets(streets=given.streets, source=given.name, now=now)
    return row


@transaction.atomic
def import_upload(
    *,
    district: planner.District | None,
    streets: planner.StreetNetwork | None,
    street_source: str,
    by: str,
    now: datetime,
) -> None:
    """Import what a visitor uploaded: a district, streets of their own, or both together."""
    if district is not None:
        import_district(district=district, by=by, now=now)
    if streets is not None:
        places.keep_streets(streets=streets, source=street_source, now=now)


def _replace_records(given: planner.District, *, is_demo: bool, by: str, now: datetime) -> None:
    """Write from the top down, remove from the bottom up, so that nothing points into the void."""
    functions = replace_functions(functions=given.functions, by=by, now=now)
    replace_rules(rules=given.rules, by=by, now=now)
    communities = places.replace_communities(given=given, is_demo=is_demo, by=by, now=now)
    places.replace_buildings(buildings=given.buildings, communities=communities, by=by, now=now)
    places.replace_spaces(spaces=given.spaces, communities=communities, by=by, now=now)
    facilities = places.replace_facilities(
        facilities=given.facilities,
        kinds=_kinds(given),
        communities=communities,
        by=by,
        now=now,
    )
    replace_offers(facilities=given.facilities, rows=facilities, functions=functions)
    drop_functions(keep={function.code for function in given.functions}, by=by, now=now)
    places.drop_communities(
        keep={community.code for community in given.communities}, by=by, now=now
    )


def _completed(district: planner.District) -> planner.District:
    return replace(
        district,
        functions=district.functions or default_functions(),
        rules=district.rules or default_rules(),
    )


def _kinds(given: planner.District) -> dict[str, FacilityKind]:
    priority = {function.code for function in given.functions if function.is_priority}
    values = {code: given.rule(code) for code in KIND_RULES}
    return {
        facility.id: facility_kind(
            floor_area_m2=facility.floor_area_m2,
            functions=len(offered := _offered(facility)),
            priority_functions=len(offered & priority),
            rules=values,
        ).kind
        for facility in given.facilities
    }


def _offered(facility: planner.ExistingFacility) -> set[str]:
    """Functions that can serve somebody."""
    return {code for code, persons in facility.capacity.items() if persons > 0}


def _plain(options: planner.PlanOptions) -> dict[str, Any]:
    """The options as JSON holds them."""
    return {
        name: sorted(value) if isinstance(value, frozenset) else value
        for name, value in asdict(options).items()
    }
