"""Large type, light and dark, and numbers as people read them."""

import pytest
from django.test import Client
from django.urls import reverse

from fangcun.base.templatetags.look import share, wan, whole, yuan


@pytest.mark.django_db
class TestChoosingTheLook:
    def test_large_type_is_remembered(self, client: Client):
        client.post(reverse("base:choose_look"), {"type": "large", "next": "/"})

        assert 'data-type="large"' in client.get("/").content.decode()

    def test_theme_is_remembered_and_nonsense_is_not(self, client: Client):
        client.post(reverse("base:choose_look"), {"theme": "dark"})
        client.post(reverse("base:choose_look"), {"theme": "purple"})

        assert 'data-theme="dark"' in client.get("/").content.decode()

    def test_leads_back_but_never_to_another_site(self, client: Client):
        home = client.post(reverse("base:choose_look"), {"next": "https://elsewhere.example/"})
        back = client.post(reverse("base:choose_look"), {"next": "/people/sign-in/"})

        assert home.headers["Location"] == "/"
        assert back.headers["Location"] == "/people/sign-in/"


@pytest.mark.django_db
class TestPolicy:
    def test_no_inline_code_and_no_other_host(self, client: Client):
        policy = client.get("/").headers["Content-Security-Policy"]

        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy


class TestNumbers:
    @pytest.mark.parametrize(
        ("fen", "text"),
        [
            pytest.param(123_456_700, "1,234,567", id="whole-yuan"),
            pytest.param(5, "0.05", id="five-fen"),
            pytest.param(None, "—", id="unknown"),
        ],
    )
    def test_yuan(self, fen, text):
        assert yuan(fen) == text

    def test_ten_thousands(self):
        assert wan(300_000_000) == "300.0"

    def test_share(self):
        assert share(0.1234) == "12.3%"

    def test_whole(self):
        assert whole(1234.6) == "1,235"
