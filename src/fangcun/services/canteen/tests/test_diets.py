"""What somebody must not eat: kept, read and used only while he agrees."""

import pytest

from fangcun.core.consent.actions import load_defaults as load_notices
from fangcun.core.consent.actions import withdraw_consent
from fangcun.core.consent.tests.cast import a_consent
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident
from fangcun.core.places.actions import ChangedMeanwhile
from fangcun.services.canteen.actions.diets import (
    NoConsent,
    WrittenDiet,
    drop_diets_without_consent,
    forget_diet,
    write_diet,
)
from fangcun.services.canteen.models import Diet
from fangcun.services.canteen.queries.diets import diet_of, diets_of, kept_words, warnings_for
from fangcun.services.canteen.queries.menus import menu_on
from fangcun.services.canteen.states import Allergen
from fangcun.services.canteen.tests.cast import MONDAY, TUESDAY, a_dish, a_kitchen, a_menu


@pytest.fixture
def agreeing(db):
    load_notices(now=MONDAY_9AM)
    resident = a_resident()
    resident.consent = a_consent(resident)
    return resident


def written(resident, revision=0, **more):
    fields = {"avoids": ["fish"], "needs": ["soft"], "words": "少放辣"}
    return write_diet(
        resident=resident,
        revision=revision,
        written=WrittenDiet(**{**fields, **more}),
        by="甲",
        now=MONDAY_9AM,
    )


def items_of(*dishes):
    kitchen = dishes[0].kitchen
    a_menu(kitchen, dishes=dishes)
    return list(menu_on(kitchen, day=TUESDAY, period="lunch").items.all())


class TestDiet:
    def test_is_not_kept_without_consent(self, db):
        with pytest.raises(NoConsent):
            written(a_resident())

    def test_is_not_known_any_more_when_he_takes_his_consent_back(self, agreeing):
        written(agreeing)

        withdraw_consent(consent=agreeing.consent, by="甲", now=MONDAY_9AM)

        assert diet_of(agreeing, on=MONDAY) is None
        assert diets_of([agreeing], on=MONDAY) == {}
        assert drop_diets_without_consent(now=MONDAY_9AM) == 1

    def test_is_not_overwritten_unseen(self, agreeing):
        written(agreeing)
        written(agreeing, revision=1, avoids=["egg"])

        with pytest.raises(ChangedMeanwhile):
            written(agreeing, revision=1)
        with pytest.raises(ChangedMeanwhile):
            written(agreeing, revision=0)

    def test_is_forgotten_with_the_person(self, agreeing):
        written(agreeing)

        forget_diet(resident=agreeing)

        assert not Diet.objects.exists()

    def test_is_said_in_words(self, agreeing):
        assert kept_words(written(agreeing)) == ["不能吃鱼类", "需要软烂", "少放辣"]


class TestWarnings:
    def test_say_what_does_not_suit_him(self, agreeing):
        written(agreeing, words="")
        kitchen = a_kitchen()
        fish = a_dish(kitchen, contains=[Allergen.FISH])
        soft = a_dish(kitchen, traits=["soft"])
        bad, good = items_of(fish, soft)

        found = warnings_for(resident=agreeing, items=[bad, good], on=MONDAY)

        assert found == {bad.pk: ["含不能吃的：鱼类", "不符合需要：软烂"]}

    def test_say_nothing_of_somebody_who_did_not_agree(self, db):
        items = items_of(a_dish(contains=[Allergen.FISH]))

        assert warnings_for(resident=a_resident(), items=items, on=MONDAY) == {}
