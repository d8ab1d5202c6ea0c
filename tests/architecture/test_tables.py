"""Foreign keys stay home or point downstairs."""

from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField, Model

FLOORS = ["base", "core", "ledger", "services", "oversight", "doors", "demo", "config"]
CORE_ORDER = [
    "audit",
    "places",
    "catalog",
    "operators",
    "accounts",
    "people",
    "consent",
    "entitlements",
    "payments",
    "notices",
]


def _address(model: type[Model]) -> tuple[int, int, str]:
    """Floor, place within the core, room: a higher address may look at a lower one."""
    _site, floor, *rest = model.__module__.split(".")
    room = floor if floor == "ledger" else rest[0]  # one room has a floor of its own
    within = CORE_ORDER.index(room) if floor == "core" else 0
    return FLOORS.index(floor), within, room


def _own_models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("fangcun.")]


class TestForeignKeys:
    def test_rooms_have_tables(self):
        assert len(_own_models()) > 5

    def test_point_home_or_downstairs(self):
        upstairs = []
        for model in _own_models():
            for field in model._meta.get_fields():
                if not isinstance(field, ForeignKey | ManyToManyField):
                    continue
                target = field.related_model
                if not target.__module__.startswith("fangcun."):
                    continue
                here, there = _address(model), _address(target)
                if here[2] != there[2] and there[:2] >= here[:2]:
                    upstairs.append(f"{model.__name__}.{field.name} -> {target.__name__}")

        assert upstairs == []
