"""Packs of subsidy rules as pages list them."""

from django.db.models import QuerySet

from fangcun.services.canteen.models import SubsidyPack, SubsidyRule


def newest_packs() -> QuerySet[SubsidyPack]:
    """The newest version of every pack, begun or not; those in use first."""
    newest = SubsidyPack.objects.order_by("code", "-version").distinct("code")
    return SubsidyPack.objects.filter(pk__in=newest.values("pk")).order_by("-is_in_use", "code")


def newest_version(code: str) -> SubsidyPack | None:
    return SubsidyPack.objects.filter(code=code).order_by("-version").first()


def versions_of(code: str) -> QuerySet[SubsidyPack]:
    """Every version of a pack, the newest first."""
    return SubsidyPack.objects.filter(code=code).order_by("-version")


def rules_of(pack: SubsidyPack) -> list[SubsidyRule]:
    """What one version of a pack gives, in the order in which it is asked."""
    return list(SubsidyRule.objects.filter(pack=pack).select_related("pack").order_by("position"))
