"""Pages: choosing a district's files, looking at what is in them, importing them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, planner_page, reader_page, signature
from fangcun.base.rights import Right
from fangcun.core.catalog import actions, queries
from fangcun.core.catalog.forms import DistrictFileForm
from fangcun.core.catalog.rules import DISTRICT_ENDINGS, STREET_ENDINGS, ending_of
from fangcun.core.catalog.sheets.downloads import csv_archive, problem_workbook, workbook
from fangcun.core.catalog.sheets.uploads import Reading, Upload, read_upload
from fangcun_planner.district import District

KEY = "district_upload"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_SHOWN = 1_000  # problems on the page; the sheet has all of them


@reader_page
def import_page(request: SignedInRequest) -> HttpResponse:
    """Page: templates and exports for everybody, an upload for planners."""
    may_change = request.user.may(Right.CHANGE_PLANS)
    form = DistrictFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        if not may_change:
            raise PermissionDenied
        form = DistrictFileForm(request.POST, request.FILES)
        if form.is_valid():
            _keep(request, form.cleaned_data)
            return redirect("catalog:check_import")
    return render(
        request,
        "catalog/import.html",
        {"form": form, "may_change": may_change, "district": _present()},
    )


@planner_page
def check_import(request: SignedInRequest) -> HttpResponse:
    """Page: everything that is wrong or odd in the files, and what importing them would do."""
    upload = _kept(request)
    if upload is None:
        messages.warning(request, _("上传的文件已过期，请重新选择。"))
        return redirect("catalog:import")
    reading = read_upload(upload, present=_present())
    refusal = ""
    if request.method == "POST" and not reading.errors:
        if reading.warnings and "seen" not in request.POST:
            refusal = _("请先查看提醒，并勾选“已查看”。")
        else:
            try:
                _import(request, upload, reading)
                return redirect("workspace:home")
            except Refusal as error:
                refusal = str(error)
    return render(request, "catalog/check_import.html", _checked(upload, reading, refusal))


@planner_page
def import_problems(request: SignedInRequest) -> HttpResponse:
    """Every problem of the uploaded files, as a sheet to work through."""
    upload = _kept(request)
    if upload is None:
        raise Http404
    reading = read_upload(upload, present=_present())
    return _file(problem_workbook(reading.problems), "problems.xlsx", EXCEL)


@reader_page
def template_file(request: SignedInRequest) -> HttpResponse:
    """The workbook to fill in."""
    return _file(workbook(None), "district-template.xlsx", EXCEL)


@reader_page
def export_file(request: SignedInRequest, ending: str) -> HttpResponse:
    """The district on record, in the form in which it can be imported again."""
    district = _present()
    if district is None:
        raise Http404(_("还没有导入本区的表格"))
    if ending == "zip":
        return _file(csv_archive(district), "district.zip", "application/zip")
    return _file(workbook(district), "district.xlsx", EXCEL)


def _checked(upload: Upload, reading: Reading, refusal: str) -> dict[str, Any]:
    return {
        "upload": upload,
        "reading": reading,
        "errors": reading.errors[:MOST_SHOWN],
        "warnings": reading.warnings[:MOST_SHOWN],
        "most_shown": MOST_SHOWN,
        "exchanges": queries.exchanges(reading.district) if reading.district else [],
        "refusal": refusal,
    }


def _import(request: SignedInRequest, upload: Upload, reading: Reading) -> None:
    """Import what was read: the district with its streets, or streets alone."""
    now = timezone.now()
    actions.import_upload(
        district=reading.district,
        streets=reading.streets,
        street_source=upload.streets_name,
        by=signature(request.user),
        now=now,
    )
    actions.forget_upload(request.session.pop(KEY)["key"])
    messages.success(request, _("已导入。"))


def _keep(request: SignedInRequest, chosen: dict[str, "UploadedFile[Any] | None"]) -> None:
    """Keep the chosen files under names of our own, and remember what they are called."""
    if KEY in request.session:
        actions.forget_upload(request.session[KEY]["key"])
    endings = {"district": DISTRICT_ENDINGS, "streets": STREET_ENDINGS}
    given = {name: file for name, file in chosen.items() if file}
    kept_as = {
        name: f"{name}{ending_of(name=file.name or '', endings=endings[name])}"
        for name, file in given.items()
    }
    files = {kept_as[name]: file for name, file in given.items()}
    request.session[KEY] = {
        "key": actions.keep_upload(files=files, now=timezone.now()),
        "kept_as": kept_as,
        "names": {name: file.name for name, file in given.items()},
    }


def _kept(request: SignedInRequest) -> Upload | None:
    """The files that this visitor is looking at; None once they are gone."""
    remembered: dict[str, Any] = request.session.get(KEY, {})
    folder = actions.kept_folder(remembered.get("key", ""))
    if folder is None:
        return None
    kept_as, names = remembered["kept_as"], remembered["names"]
    return Upload(
        district=folder / kept_as["district"] if "district" in kept_as else None,
        district_name=names.get("district", ""),
        streets=folder / kept_as["streets"] if "streets" in kept_as else None,
        streets_name=names.get("streets", ""),
    )


def _present() -> District | None:
    try:
        return queries.recorded_district()
    except queries.NothingImported:
        return None


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
