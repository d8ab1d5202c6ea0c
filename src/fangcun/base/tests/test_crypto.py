"""Sealed values: unreadable without the key, bound to their place, found by digest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangcun.base.crypto import CannotOpen, digest, digests, is_sealed_anew, seal, unseal

OLD, NEW = ("k1", b"1" * 32), ("k2", b"2" * 32)
texts = st.text(min_size=1).filter(lambda text: max(text) < "\ud800" or max(text) > "\udfff")


class TestSealing:
    @given(text=texts, place=st.text(alphabet="abc 0123456789", min_size=1))
    def test_opens_what_was_sealed_and_shows_nothing(self, text, place):
        sealed = seal(text, place=place)

        assert unseal(sealed, place=place) == text
        assert len(text) < 4 or text.encode() not in sealed

    def test_never_looks_the_same_twice(self):
        assert seal("1", place="a") != seal("1", place="a")

    def test_does_not_open_elsewhere(self):
        with pytest.raises(CannotOpen):
            unseal(seal("1", place="resident 1"), place="resident 2")

    @given(at=st.integers(min_value=0), turned=st.integers(min_value=1, max_value=255))
    def test_does_not_open_when_a_byte_was_changed(self, at, turned):
        sealed = bytearray(seal("11010519491231002X", place="a"))
        sealed[at % len(sealed)] ^= turned

        with pytest.raises(CannotOpen):
            unseal(bytes(sealed), place="a")

    @pytest.mark.parametrize("broken", [b"", b"k1", b"k1:", b":", b"\xff\xfe:abc"])
    def test_says_so_when_it_is_no_sealed_value(self, broken):
        with pytest.raises(CannotOpen):
            unseal(broken, place="a")

    def test_refuses_to_seal_nothing(self):
        with pytest.raises(ValueError, match="nothing to seal"):
            seal("", place="a")


class TestSeveralKeys:
    def test_all_open_and_the_first_seals(self, settings):
        settings.FIELD_KEYS = [OLD]
        before = seal("1", place="a")
        settings.FIELD_KEYS = [NEW, OLD]

        after = seal("1", place="a")

        assert [unseal(one, place="a") for one in (before, after)] == ["1", "1"]
        assert [is_sealed_anew(one) for one in (before, after)] == [False, True]

    def test_a_key_that_is_gone_is_named(self, settings):
        settings.FIELD_KEYS = [OLD]
        sealed = seal("1", place="a")
        settings.FIELD_KEYS = [NEW]

        with pytest.raises(CannotOpen, match="FANGCUN_FIELD_KEYS"):
            unseal(sealed, place="a")

    def test_old_digests_are_still_looked_for(self, settings):
        settings.FIELD_KEYS = [OLD]
        before = digest("1", purpose="id")
        settings.FIELD_KEYS = [NEW, OLD]

        assert before in digests("1", purpose="id")
        assert digest("1", purpose="id") != before


class TestDigests:
    @given(one=texts, other=texts)
    def test_are_equal_for_equal_values_only(self, one, other):
        assert (digest(one, purpose="id") == digest(other, purpose="id")) == (one == other)

    def test_of_one_purpose_say_nothing_of_another(self):
        assert digest("1", purpose="id") != digest("1", purpose="phone")
