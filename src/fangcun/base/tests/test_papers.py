"""Files that people hand in: what they are, by their content alone."""

import io
import zipfile

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from fangcun.base.papers import (
    EXCEL,
    JPEG,
    MOST_BYTES,
    PDF,
    PNG,
    HandedIn,
    PaperField,
    give_out,
    keep_file,
    kind_of,
)


def a_workbook(*names: str) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name in names:
            archive.writestr(name, "")
    return kept.getvalue()


class TestKindOf:
    @pytest.mark.parametrize(
        ("content", "kind"),
        [
            pytest.param(b"%PDF-1.7\n", PDF, id="pdf"),
            pytest.param(b"\xff\xd8\xff\xe0..", JPEG, id="jpeg"),
            pytest.param(b"\x89PNG\r\n\x1a\n..", PNG, id="png"),
            pytest.param(a_workbook("xl/workbook.xml"), EXCEL, id="excel"),
            pytest.param(a_workbook("xl/workbook.xml", "xl/vbaProject.bin"), None, id="macros"),
            pytest.param(a_workbook("word/document.xml"), None, id="another office file"),
            pytest.param(b"PK\x03\x04 broken", None, id="broken zip"),
            pytest.param(b"<svg onload='alert(1)'/>", None, id="svg"),
            pytest.param(b"", None, id="nothing"),
        ],
    )
    def test_goes_by_content(self, content, kind):
        assert kind_of(content) == kind


class TestPaperField:
    def test_does_not_believe_a_name(self):
        with pytest.raises(forms.ValidationError):
            PaperField().clean(SimpleUploadedFile("合同.pdf", b"<html>"))

    def test_takes_a_file_whatever_its_name(self):
        taken = PaperField().clean(SimpleUploadedFile("../合同.exe", b"%PDF-1.7"))

        assert (taken.name, taken.kind) == ("合同", PDF)

    def test_refuses_what_is_too_large_before_reading_it(self):
        large = SimpleUploadedFile("合同.pdf", b"%PDF-1.7")
        large.size = MOST_BYTES + 1

        with pytest.raises(forms.ValidationError, match="20MB"):
            PaperField().clean(large)


class TestGiveOut:
    def test_is_a_download_under_its_title(self, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        kept_as = keep_file(HandedIn("合同", b"%PDF-1.7", PDF))

        answer = give_out(kept_as=kept_as, title="合同", content_type=PDF.content_type)

        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert b"".join(answer) == b"%PDF-1.7"
