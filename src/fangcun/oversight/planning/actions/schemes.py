"""The seven fields of a community's plan, filled in by people."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from fangcun.core.places.actions import ChangedMeanwhile
from fangcun.core.places.actions.revised import write_revision
from fangcun.oversight.planning.models import CommunityScheme, Scenario

NOTHING_YET = 0
"""The revision of a scheme that nobody has written yet."""


@transaction.atomic
def fill_scheme(
    *,
    scenario: Scenario,
    community: str,
    revision: int,
    words: Mapping[str, str],
    by: str,
    now: datetime,
) -> CommunityScheme:
    """Write what a community's plan says; ChangedMeanwhile if `revision` is not the newest."""
    if revision == NOTHING_YET:
        return _first_scheme(scenario, community, words, by, now)
    kept = CommunityScheme.objects.get(scenario=scenario, community=community)
    return write_revision(row=kept, revision=revision, values=words, by=by, now=now)


def _first_scheme(
    scenario: Scenario, community: str, words: Mapping[str, str], by: str, now: datetime
) -> CommunityScheme:
    scheme = CommunityScheme(scenario=scenario, community=community, **words)
    scheme._history_user, scheme._history_date = by, now  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            scheme.save(force_insert=True)
    except IntegrityError as error:
        if "one_scheme_per_community" not in str(error):
            raise
        raise ChangedMeanwhile(_("您打开后，别人已填写过这份方案。请核对后再保存。")) from error
    return scheme
