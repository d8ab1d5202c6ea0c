"""What people have written about the plan of a community."""

from typing import Any

from fangcun.oversight.planning.models import SCHEME_FIELDS, CommunityScheme, Scenario


def scheme_of(scenario: Scenario, community: str) -> CommunityScheme | None:
    """The seven fields of one community; None where nobody has written yet."""
    return scenario.schemes.filter(community=community).first()


def schemes_of(scenario: Scenario) -> dict[str, CommunityScheme]:
    """Every written scheme of a scenario by the community's code."""
    return {scheme.community: scheme for scheme in scenario.schemes.all()}


def as_written(scheme: CommunityScheme | None) -> dict[str, Any]:
    """A scheme as its form shows it; revision 0 where nobody has written yet."""
    if scheme is None:
        return {"revision": 0}
    return {name: getattr(scheme, name) for name in SCHEME_FIELDS} | {"revision": scheme.revision}
