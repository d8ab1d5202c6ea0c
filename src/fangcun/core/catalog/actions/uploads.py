"""Files kept between looking at them and importing them, each visitor's own."""

import shutil
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

KEPT = timedelta(days=1)


def keep_upload(*, files: Mapping[str, "UploadedFile[Any]"], now: datetime) -> str:
    """Keep the files under the names given; the answer is the key to find them by.

    Whatever others left behind for more than a day goes.
    """
    _forget_old(now)
    key = uuid4().hex
    folder = _folder(key)
    folder.mkdir(parents=True, mode=0o700)
    for name, file in files.items():
        with (folder / name).open("wb") as kept:
            for part in file.chunks():
                kept.write(part)
    return key


def kept_folder(key: str) -> Path | None:
    """Where the files of a key are; None if they are gone, or nobody ever had such a key."""
    try:
        folder = _folder(UUID(key).hex)
    except ValueError:
        return None
    return folder if folder.is_dir() else None


def forget_upload(key: str) -> None:
    folder = kept_folder(key)
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)


def _folder(key: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "imports" / key


def _forget_old(now: datetime) -> None:
    kept = Path(settings.MEDIA_ROOT) / "imports"
    for folder in kept.iterdir() if kept.is_dir() else ():
        kept_at = datetime.fromtimestamp(folder.stat().st_mtime, tz=UTC)
        if now - kept_at > KEPT:
            shutil.rmtree(folder, ignore_errors=True)
