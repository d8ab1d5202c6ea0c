"""Packs of subsidy rules as pages list them."""

from django.db.models import QuerySet

from fangcun.core.catalog.queries import packs
from fangcun.services.canteen.models import SubsidyPack, SubsidyRule


def newest_packs() -> QuerySet[SubsidyPack]:
    """The newest version of every pack, begun or not; those in use first."""
    return packs.newest_packs(SubsidyPack)


def newest_version(code: str) -> SubsidyPack | None:
    return packs.newest_version(SubsidyPack, code)


def versions_of(code: str) -> QuerySet[SubsidyPack]:
    """Every version of a pack, the newest first."""
    return packs.versions_of(SubsidyPack, code)


def rules_of(pack: SubsidyPack) -> list[SubsidyRule]:
    """What one version of a pack gives, in the order in which it is asked."""
    return list(SubsidyRule.objects.filter(pack=pack).select_related("pack").order_by("position"))
