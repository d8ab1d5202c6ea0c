"""One person who was written down twice."""

import pytest

from fangcun.core.people.actions import (
    CannotMerge,
    ChangedMeanwhile,
    NewPhone,
    NewResident,
    correct_resident,
    forget_resident,
    merge_residents,
    register_resident,
    unmerge,
)
from fangcun.core.people.models import Merge, Resident
from fangcun.core.people.queries import find, merge_preview, person_of, same_person
from fangcun.core.people.rules.addresses import AddressParts
from fangcun.core.people.tests.cast import MONDAY_9AM
from fangcun.core.places.tests.cast import a_community

pytestmark = pytest.mark.django_db

ID_NUMBER = "11010519491231002X"
UNTOLD = {"revision", "registered_at"}


@pytest.fixture
def community():
    return a_community()


def register(community, **more) -> Resident:
    given = NewResident(**{"name": "陈桂英", "community": community, **more})
    return register_resident(given=given, by="甲", now=MONDAY_9AM)


def merge(kept, gone, take=(), **more) -> Merge:
    return merge_residents(kept=kept, gone=gone, take=take, by="乙", now=MONDAY_9AM, **more)


def undo(row: Merge) -> Merge:
    return unmerge(merge=row, by="丙", now=MONDAY_9AM)


def said_of(resident: Resident) -> dict:
    """Everything a row says, as far as people can see it."""
    row = Resident.objects.get(pk=resident.pk)
    columns = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    told = {name: value for name, value in columns.items() if name not in UNTOLD | {"id_sealed"}}
    phones = sorted(row.phones.values_list("number", "note", "is_main"))
    return {**told, "phones": phones, "id_number": row.id_number}


@pytest.fixture
def kept(community):
    return register(
        community,
        phones=(NewPhone("13800005678"),),
        address=AddressParts("南郊新村", "12", "", "301"),
        card_number="A1",
        note="腿脚不便",
    )


@pytest.fixture
def gone(community):
    return register(
        community,
        name="陈桂瑛",
        phones=(NewPhone("13900001234", "女儿"), NewPhone("13800005678")),
        id_number=ID_NUMBER,
        card_number="B2",
        language="南通话",
    )


class TestPreview:
    def test_says_what_both_say_and_what_comes_along(self, kept, gone):
        preview = merge_preview(kept=kept, gone=gone)

        lines = {line.field: line for line in preview.lines}
        assert (lines["name"].kept, lines["name"].gone) == ("陈桂英", "陈桂瑛")
        assert lines["name"].is_choice
        assert lines["language"].takes_gone
        assert preview.phones == ["13900001234"]
        assert preview.takes_id_number

    def test_two_id_numbers_are_two_people(self, community, gone):
        other = register(community, id_number="110101195001010025")

        assert merge_preview(kept=other, gone=gone).has_two_id_numbers


class TestMerging:
    def test_fills_gaps_and_takes_what_was_chosen(self, kept, gone):
        merge(kept, gone, {"name", "language", "card_number"})

        said = said_of(kept)
        assert (said["name"], said["language"], said["card_number"]) == ("陈桂瑛", "南通话", "B2")
        assert said["id_number"] == ID_NUMBER
        assert said["note"] == "腿脚不便"
        assert [number for number, _note, _main in said["phones"]] == ["13800005678", "13900001234"]

    def test_birth_and_sex_stay_with_the_id_number(self, community, gone):
        kept = register(community, birth_year=1950, sex="male")

        merge(kept, gone)

        said = said_of(kept)
        assert (said["birth_year"], said["sex"]) == (1949, "female")

    def test_leaves_one_to_be_found_by_all_words(self, kept, gone):
        merge(kept, gone)

        for words in ("陈桂英", "陈桂瑛", "1234", "B2", ID_NUMBER):
            found = find(words=words, among=Resident.objects.all())
            assert [one.resident for one in found] == [kept]

    def test_is_one_person_for_those_who_count(self, kept, gone):
        merge(kept, gone)
        gone.refresh_from_db()

        assert set(same_person(gone)) == set(same_person(kept)) == {kept.pk, gone.pk}
        assert {*Resident.objects.values_list(person_of(), flat=True)} == {kept.pk}

    def test_is_refused_for_two_id_numbers(self, community, gone):
        with pytest.raises(CannotMerge):
            merge(register(community, id_number="110101195001010025"), gone)

    def test_is_refused_for_the_same_row(self, kept):
        with pytest.raises(CannotMerge):
            merge(kept, kept)

    def test_makes_no_chains(self, community, kept, gone):
        third = register(community, name="陈某")
        merge(kept, gone)

        for one, other in ((third, kept), (third, gone), (gone, third)):
            with pytest.raises(CannotMerge):
                merge(one, other)
        merge(kept, third)
        assert set(same_person(kept)) == {kept.pk, gone.pk, third.pk}

    def test_is_refused_when_a_row_is_newer_than_the_preview(self, kept, gone):
        with pytest.raises(ChangedMeanwhile):
            merge(kept, gone, revisions=(1, 2))

    def test_correcting_later_keeps_the_words_of_both(self, community, kept, gone):
        merge(kept, gone)
        kept.refresh_from_db()
        correct_resident(
            resident=kept,
            revision=kept.revision,
            given=NewResident(name="陈桂英", community=community, birth_year=1949, sex="female"),
            by="乙",
            now=MONDAY_9AM,
        )

        found = find(words="陈桂瑛", among=Resident.objects.all())
        assert [one.resident for one in found] == [kept]


class TestUndoing:
    @pytest.mark.parametrize("take", [(), ("name", "card_number", "language", "address")])
    def test_restores_both_exactly(self, kept, gone, take):
        before = said_of(kept), said_of(gone)

        undo(merge(kept, gone, take))

        assert (said_of(kept), said_of(gone)) == before

    def test_keeps_what_was_corrected_since(self, community, kept, gone):
        row = merge(kept, gone, {"name"})
        kept.refresh_from_db()
        correct_resident(
            resident=kept,
            revision=kept.revision,
            given=NewResident(name="陈桂樱", community=community, born_on=kept.born_on),
            by="乙",
            now=MONDAY_9AM,
        )

        undo(row)

        assert (said_of(kept)["name"], said_of(gone)["name"]) == ("陈桂樱", "陈桂瑛")
        assert said_of(kept)["id_number"] == ""

    def test_happens_once(self, kept, gone):
        row = merge(kept, gone)
        undo(row)

        with pytest.raises(CannotMerge):
            undo(row)

    def test_is_refused_once_the_person_was_forgotten(self, kept, gone):
        row = merge(kept, gone, {"name"})
        forget_resident(resident=kept, by="丙", now=MONDAY_9AM)

        with pytest.raises(CannotMerge):
            undo(row)
        row.refresh_from_db()
        assert "陈" not in str([row.before, row.after])
        assert not Resident.objects.filter(forgotten_at=None).exists()
