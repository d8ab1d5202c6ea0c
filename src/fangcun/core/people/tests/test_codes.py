"""The code by which a resident is known at a desk."""

import pytest
from django.utils import timezone

from fangcun.core.people.actions import code_for, forget_resident, renew_code
from fangcun.core.people.queries import person_with_code
from fangcun.core.people.tests.cast import a_resident

pytestmark = pytest.mark.django_db

NOW = timezone.now()


class TestCode:
    def test_stays_the_same_and_names_nobody(self):
        grandmother = a_resident("陈桂英", phone="13800001111")
        code = code_for(resident=grandmother, now=NOW)

        assert code_for(resident=grandmother, now=NOW).token == code.token
        assert "13800001111" not in code.token

    @pytest.mark.parametrize("read", ["{}", " {} ", "https://example.org/c/{}/"])
    def test_leads_to_its_person_however_it_was_read(self, read):
        grandmother = a_resident("陈桂英")
        token = code_for(resident=grandmother, now=NOW).token

        assert person_with_code(read.format(token)) == grandmother

    @pytest.mark.parametrize("read", ["", "8001", "陈桂英", "https://example.org/"])
    def test_of_nobody_leads_to_nobody(self, read):
        code_for(resident=a_resident("陈桂英"), now=NOW)

        assert person_with_code(read) is None

    def test_a_new_one_ends_the_old_one(self):
        grandmother = a_resident("陈桂英")
        old = code_for(resident=grandmother, now=NOW).token
        new = renew_code(resident=grandmother, now=NOW).token

        assert person_with_code(old) is None
        assert person_with_code(new) == grandmother

    def test_of_a_row_that_was_merged_leads_to_the_one_kept(self):
        kept, gone = a_resident("陈桂英"), a_resident("陈桂英")
        token = code_for(resident=gone, now=NOW).token
        gone.merged_into = kept
        gone.save()

        assert person_with_code(token) == kept

    def test_goes_with_its_person(self):
        grandmother = a_resident("陈桂英")
        token = code_for(resident=grandmother, now=NOW).token

        forget_resident(resident=grandmother, by="书记", now=NOW)

        assert person_with_code(token) is None
