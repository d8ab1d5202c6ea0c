"""The front door: for everybody, staff are led on to their work."""

import pytest
from django.urls import reverse

from fangcun.core.accounts.tests.cast import a_steward, signed_in
from fangcun.core.places.tests.cast import a_community

pytestmark = pytest.mark.django_db


class TestFront:
    def test_is_open_to_everybody(self, client):
        page = client.get("/").content.decode()

        assert reverse("portal:sign_in") in page
        assert reverse("accounts:sign_in") in page

    @pytest.mark.parametrize("query", ["", "?space=S1"])
    def test_leads_staff_on_to_their_work(self, query):
        answer = signed_in(a_steward(a_community())).get(f"/{query}")

        assert answer.headers["Location"] == reverse("workspace:home") + query
