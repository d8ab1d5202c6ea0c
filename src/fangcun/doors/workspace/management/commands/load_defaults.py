"""What a district starts with: services, rules, categories, packs, notices, measures, days off.

Each row names its source.
"""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from fangcun.core.catalog.actions import load_default_services, load_own_rules
from fangcun.core.consent.actions import load_defaults as load_notices
from fangcun.core.entitlements.actions import load_default_packs
from fangcun.core.places.actions import load_special_days
from fangcun.ledger.actions import load_measures
from fangcun.services.canteen.actions.defaults import (
    load_default_ingredients,
    load_default_price_classes,
)
from fangcun.services.canteen.actions.packs import load_default_subsidies
from fangcun.services.canteen.actions.safety_rules import load_default_safety_rules
from fangcun.services.desk.actions import load_default_categories

BY = "方寸"


class Command(BaseCommand):
    help = "add services, need categories, rule packs and days off that are missing; edit nothing"

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        load_special_days(now=now)
        load_default_services(by=BY, now=now)
        load_own_rules(by=BY, now=now)
        load_notices(now=now)
        load_default_packs(now=now)
        load_measures(by=BY, now=now)
        load_default_categories(now)
        load_default_ingredients(by=BY, now=now)
        load_default_price_classes(by=BY, now=now)
        load_default_safety_rules(by=BY, now=now)
        load_default_subsidies(by=BY, now=now)
