"""Writing a version of a pack, of whatever it is a pack."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.catalog.models.pack import Pack
from fangcun.core.catalog.queries.packs import newest_version
from fangcun.core.catalog.states import Standing

SomePack = TypeVar("SomePack", bound=Pack)


class NewerVersion(Refusal):
    """Somebody else has written a newer version meanwhile."""


class SaysNothing(Refusal):
    """A pack without rules, or two rules of one code."""


class Coded(Protocol):
    """A rule of a pack."""

    @property
    def code(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenHead:
    """What people write of one version of a pack, its rules left out."""

    name_zh: str
    name_en: str
    source: str
    checked_on: date | None
    standing: Standing
    valid_from: date
    valid_until: date | None
    is_in_use: bool


def must_have_rules(rules: Sequence[Coded]) -> None:
    """SaysNothing unless there are some, each of a code of its own."""
    codes = [rule.code for rule in rules]
    if not codes:
        raise SaysNothing(_("规则包里至少要有一条规则。"))
    if len(codes) != len(set(codes)):
        raise SaysNothing(_("两条规则用了同一个代码。"))


def write_version(
    *,
    table: type[SomePack],
    code: str,
    over_version: int,
    written: WrittenHead,
    by: str,
    now: datetime,
) -> SomePack:
    """Write the version after `over_version` (0: a new pack); the versions before it stay.

    NewerVersion if somebody has written one since `over_version` was read.
    """
    newest = newest_version(table, code)
    if over_version != (newest.version if newest else 0):
        raise NewerVersion(_("您打开后，别人已写了更新的版本。请在新版本上修改。"))
    head = {field.name: getattr(written, field.name) for field in fields(WrittenHead)}
    pack = table(code=code, version=over_version + 1, **head, written_by=by, written_at=now)
    _insert(pack, by=by, now=now)
    return pack


def _insert(pack: Pack, *, by: str, now: datetime) -> None:
    """Two people may save at once: the constraint lets one version through."""
    table: Any = type(pack)
    table.objects.bulk_create([pack], ignore_conflicts=True)
    kept = table.objects.get(code=pack.code, version=pack.version)
    if (kept.written_by, kept.written_at) != (by, now):
        raise NewerVersion(_("别人刚刚写了更新的版本。请在新版本上修改。"))
    pack.pk = kept.pk
    table.history.bulk_history_create([kept], default_user=by, default_date=now)
