"""Pages: residents from a file, checked first; and taking an import back."""

from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, signature, staff_page
from fangcun.base.rights import Right
from fangcun.core.catalog.actions import forget_upload, keep_upload, kept_folder
from fangcun.core.people import actions, queries
from fangcun.core.people.access import (
    communities_to_write,
    import_or_404,
    imports_of,
    residents_of,
)
from fangcun.core.people.forms import ImportForm
from fangcun.core.people.rules.files import ending_of
from fangcun.core.people.sheets import Reading, read_residents, template
from fangcun.core.places.models import Community
from fangcun.core.places.views.lists import page_of

KEY = "residents_upload"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_SHOWN = 500  # problems, or likenesses, on the page


class Upload(NamedTuple):
    """The file that this visitor is looking at."""

    key: str
    path: Path
    name: str
    community: Community


@staff_page(Right.WRITE_PERSONS)
def imports(request: SignedInRequest) -> HttpResponse:
    """Page: a template, an upload, and earlier imports."""
    form = ImportForm(
        request.POST or None,
        request.FILES or None,
        communities=communities_to_write(request.user),
    )
    if form.is_valid():
        _keep(request, form)
        return redirect("people:check_import")
    page = page_of(request, queries.imports_into(imports_of(request.user)))
    return render(request, "people/imports.html", {"form": form, "page": page})


@staff_page(Right.WRITE_PERSONS)
def template_file(request: SignedInRequest) -> HttpResponse:
    """The table to fill in."""
    return HttpResponse(
        template(),
        content_type=EXCEL,
        headers={"Content-Disposition": 'attachment; filename="residents.xlsx"'},
    )


@staff_page(Right.WRITE_PERSONS)
def check(request: SignedInRequest) -> HttpResponse:
    """Page: everything that is wrong in the file, who may be on record, and importing it."""
    upload = _kept(request)
    if upload is None:
        messages.warning(request, _("上传的文件已过期，请重新选择。"))
        return redirect("people:imports")
    reading = read_residents(upload.path, community=upload.community, today=timezone.localdate())
    alike = _alike(request, reading)
    refusal = ""
    if request.method == "POST" and not reading.problems:
        try:
            return _import(request, upload, reading, alike)
        except Refusal as error:
            refusal = str(error)
    return render(request, "people/check_import.html", _checked(upload, reading, alike, refusal))


@staff_page(Right.WRITE_PERSONS)
def one_import(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: one import and its people."""
    batch = import_or_404(request.user, pk)
    people = queries.people_in(among=residents_of(request.user).filter(imported_in=batch))
    return render(request, "people/import.html", {"batch": batch, "page": page_of(request, people)})


@staff_page(Right.WRITE_PERSONS)
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: take a whole import back."""
    batch = import_or_404(request.user, pk)
    refusal = ""
    if request.method == "POST":
        try:
            actions.undo_import(batch=batch, by=signature(request.user), now=timezone.now())
            messages.success(request, _("已撤销这次导入。"))
            return redirect("people:imports")
        except Refusal as error:
            refusal = str(error)
    return render(request, "people/undo_import.html", {"batch": batch, "refusal": refusal})


def _keep(request: SignedInRequest, form: ImportForm) -> None:
    if KEY in request.session:
        forget_upload(request.session[KEY]["key"])
    file = form.cleaned_data["file"]
    kept_as = f"residents{ending_of(file.name)}"
    request.session[KEY] = {
        "key": keep_upload(files={kept_as: file}, now=timezone.now()),
        "kept_as": kept_as,
        "name": file.name,
        "community": form.cleaned_data["community"].pk,
    }


def _kept(request: SignedInRequest) -> Upload | None:
    """The file, while it is there and the visitor may still write in that community."""
    remembered: dict[str, Any] = request.session.get(KEY, {})
    folder = kept_folder(remembered.get("key", ""))
    rows = communities_to_write(request.user).filter(pk=remembered.get("community", 0))
    community = rows.first()
    if folder is None or community is None:
        return None
    path = folder / remembered["kept_as"]
    return Upload(remembered["key"], path, remembered["name"], community)


def _alike(request: SignedInRequest, reading: Reading) -> dict[int, queries.Likeness]:
    """Who of the file may be on record, by row of the file."""
    if reading.problems:
        return {}
    given = [one.imported.given for one in reading.people]
    found = queries.alike_many(among=residents_of(request.user), given=given)
    return {reading.people[at].row: likeness for at, likeness in found.items()}


def _import(
    request: SignedInRequest,
    upload: Upload,
    reading: Reading,
    alike: dict[int, queries.Likeness],
) -> HttpResponse:
    """Import everybody, or everybody who is not on record yet."""
    with_all = request.POST.get("who") == "all"
    rows = [one.imported for one in reading.people if with_all or one.row not in alike]
    if not rows:
        raise actions.NobodyNew(_("表格里的人都已登记，没有可导入的"))
    batch = actions.import_residents(
        rows=rows,
        community=upload.community,
        file_name=upload.name,
        upload=UUID(upload.key),
        by=signature(request.user),
        now=timezone.now(),
    )
    forget_upload(request.session.pop(KEY)["key"])
    messages.success(request, _("已导入{count}人。").format(count=batch.people))
    return redirect("people:import", pk=batch.pk)


def _checked(
    upload: Upload, reading: Reading, alike: dict[int, queries.Likeness], refusal: str
) -> dict[str, Any]:
    named = [
        (one.row, one.imported.given.name, alike[one.row])
        for one in reading.people
        if one.row in alike
    ]
    return {
        "upload": upload,
        "reading": reading,
        "problems": reading.problems[:MOST_SHOWN],
        "alike": named[:MOST_SHOWN],
        "alike_count": len(named),
        "new_count": len(reading.people) - len(named),
        "most_shown": MOST_SHOWN,
        "refusal": refusal,
    }
