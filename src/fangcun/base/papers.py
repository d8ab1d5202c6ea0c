"""Files that people hand in: known by their content, kept under random names, given out by right.

What a file is called says nothing of what it is, so only the content decides. No file is ever
served from its folder; a page looks whether the visitor may have it, and hands it over.
"""

import io
import secrets
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse
from django.utils.translation import gettext as _

MOST_BYTES = 20 * 1024 * 1024
FOLDER = "papers"
TITLE_LENGTH = 120


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind of file that is accepted."""

    ending: str
    content_type: str


PDF = PaperKind(".pdf", "application/pdf")
JPEG = PaperKind(".jpg", "image/jpeg")
PNG = PaperKind(".png", "image/png")
EXCEL = PaperKind(".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
KINDS = (PDF, JPEG, PNG, EXCEL)
BEGINNINGS = ((b"%PDF-", PDF), (b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG))
MACROS = "xl/vbaProject.bin"


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A file whose content was recognised."""

    name: str  # as it was called where it came from, without its ending
    content: bytes
    kind: PaperKind

    @property
    def digest(self) -> str:
        return sha256(self.content).hexdigest()


def kind_of(content: bytes) -> PaperKind | None:
    """What a file is by its content; None if it is nothing that is accepted."""
    for beginning, kind in BEGINNINGS:
        if content.startswith(beginning):
            return kind
    return EXCEL if _is_workbook(content) else None


def keep_file(file: HandedIn) -> str:
    """Write a file where no address leads; returns the name under which it is kept."""
    kept_as = f"{secrets.token_hex(16)}{file.kind.ending}"
    path = _path_of(kept_as)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(file.content)
    return kept_as


def give_out(*, kept_as: str, title: str, content_type: str) -> FileResponse:
    """A kept file as a download; a browser neither guesses what it is nor runs it."""
    path = _path_of(kept_as)
    answer = FileResponse(
        path.open("rb"),
        as_attachment=True,
        filename=f"{title}{path.suffix}",
        content_type=content_type,
    )
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


class PaperField(forms.FileField):
    """One file to hand in; cleaned to a `HandedIn`."""

    def __init__(self, *, kinds: Iterable[PaperKind] = KINDS, **options: Any) -> None:
        self.kinds = tuple(kinds)
        endings = ",".join(kind.ending for kind in self.kinds)
        super().__init__(widget=forms.ClearableFileInput(attrs={"accept": endings}), **options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        file: UploadedFile[Any] | None = super().clean(data, initial)
        if not file:
            return None
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(
                _("文件超过{most}MB，请压缩后再上传。").format(most=MOST_BYTES // 1024**2)
            )
        content = file.read()
        kind = kind_of(content)
        if kind not in self.kinds:
            raise forms.ValidationError(
                _("这个文件打不开或格式不对。请上传{kinds}文件。").format(kinds=self._named())
            )
        return HandedIn(Path(file.name or "").stem[:TITLE_LENGTH], content, kind)

    def _named(self) -> str:
        return "、".join(kind.ending.removeprefix(".").upper() for kind in self.kinds)


def _is_workbook(content: bytes) -> bool:
    """An Excel workbook without macros."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        return False
    return "xl/workbook.xml" in names and MACROS not in names


def _path_of(kept_as: str) -> Path:
    return Path(settings.MEDIA_ROOT) / FOLDER / kept_as[:2] / kept_as
