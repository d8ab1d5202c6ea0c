"""Masks show enough to recognise, never all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangcun.base.masking import mask_id_number, mask_name, mask_phone

MASKS = (mask_id_number, mask_phone, mask_name)


class TestMasks:
    @pytest.mark.parametrize(
        ("mask", "value", "shown"),
        [
            pytest.param(mask_id_number, "11010519491231002X", "110105********002X", id="id"),
            pytest.param(mask_phone, "13812345678", "138****5678", id="mobile"),
            pytest.param(mask_phone, "051385551234", "0513****1234", id="fixed"),
            pytest.param(mask_phone, "85551234", "*****234", id="without area code"),
            pytest.param(mask_phone, "120", "***", id="short"),
            pytest.param(mask_name, "陈桂英", "陈**", id="name"),
            pytest.param(mask_name, "陈", "*", id="one character"),
            pytest.param(mask_id_number, "", "", id="nothing"),
        ],
    )
    def test_show(self, mask, value, shown):
        assert mask(value) == shown

    @pytest.mark.parametrize("mask", MASKS)
    @given(value=st.text(alphabet="0123456789X陈", min_size=1, max_size=30))
    def test_always_hide_something_and_keep_the_length(self, mask, value):
        assert "*" in mask(value)
        assert len(mask(value)) == len(value)
