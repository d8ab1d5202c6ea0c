"""Importing by hand: look first, all or nothing, wrong files never a traceback."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from fangcun.core.catalog.queries import NothingImported, recorded_district
from fangcun.core.catalog.tests.cast import a_planner, an_auditor, signed_in
from fangcun.core.catalog.tests.small_town import (
    MONDAY_9AM,
    a_building,
    a_space,
    a_town,
    import_town,
)
from fangcun.core.places.actions import NewProject, propose_project
from fangcun.core.places.models import District, IdleSpace, StreetMap
from fangcun.core.places.states import FacilityKind
from fangcun_planner.files import write_csv_folder, write_template

pytestmark = pytest.mark.django_db

STREETS_CSV = (
    "起点经度,起点纬度,终点经度,终点纬度,长度\n"
    "120.84,31.95,120.85,31.95,950\n120.85,31.95,120.86,31.95,950\n"
)
STREETS_OSM = """<osm version="0.6">
<node id="1" lat="31.95" lon="120.84"/><node id="2" lat="31.95" lon="120.85"/>
<node id="3" lat="31.95" lon="120.86"/>
<way id="9"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="footway"/></way>
</osm>"""


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return tmp_path / "uploads"


@pytest.fixture
def planner() -> Client:
    return signed_in(a_planner())


class TestImport:
    def test_a_workbook_is_looked_at_first_and_then_imported(self, planner, tmp_path):
        checked = _upload(planner, _workbook(tmp_path))
        with pytest.raises(NothingImported):
            recorded_district()

        answer = planner.post("/catalog/import/check/", {"seen": "yes"})

        assert checked.context["reading"].errors == ()
        assert answer.status_code == 302
        assert recorded_district() == a_town()

    def test_an_archive_of_csv_files_is_imported(self, planner, tmp_path):
        _upload(planner, _archive(tmp_path))

        planner.post("/catalog/import/check/", {"seen": "yes"})

        assert recorded_district() == a_town()

    def test_names_packed_by_chinese_windows_are_understood(self, planner, tmp_path):
        _upload(planner, _archive(tmp_path, encoding="gbk"))

        planner.post("/catalog/import/check/", {"seen": "yes"})

        assert recorded_district() == a_town()

    def test_an_export_comes_in_again_unchanged(self, planner):
        import_town()
        exported = planner.get("/catalog/export/district.xlsx").content

        _upload(planner, SimpleUploadedFile("again.xlsx", exported))
        planner.post("/catalog/import/check/", {"seen": "yes"})

        assert recorded_district() == a_town()
        assert set(IdleSpace.objects.values_list("revision", flat=True)) == {1}

    def test_shows_every_error_at_once_with_its_place_and_imports_nothing(self, planner, tmp_path):
        town = a_town(
            buildings=(a_building("B1", community="999999999999"),),
            spaces=(a_space("S1", floor=0), a_space("S1")),
        )

        page = _upload(planner, _workbook(tmp_path, town))
        answer = planner.post("/catalog/import/check/", {"seen": "yes"})

        errors = page.context["reading"].errors
        assert {error.sheet for error in errors} >= {"楼栋", "存量空间"}
        for error in errors:
            assert error.reason.zh in page.content.decode()
        assert answer.status_code == 200
        assert not District.objects.exists()

    def test_errors_can_be_downloaded_as_a_sheet(self, planner, tmp_path):
        page = _upload(planner, _workbook(tmp_path, a_town(spaces=(a_space("S1", floor=0),))))

        content = planner.get("/catalog/import/problems.xlsx").content

        rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
        assert len(rows) == 1 + len(page.context["reading"].problems)

    def test_reasons_are_in_the_language_of_the_page(self, planner, tmp_path):
        planner.cookies["django_language"] = "en"

        page = _upload(planner, _workbook(tmp_path, a_town(spaces=(a_space("S1", floor=0),))))

        error = page.context["reading"].errors[0]
        assert error.reason.en.split("“")[0] in page.content.decode()

    def test_warnings_want_to_be_seen_first(self, planner, tmp_path):
        page = _upload(planner, _workbook(tmp_path))
        assert page.context["reading"].warnings

        planner.post("/catalog/import/check/")

        assert not District.objects.exists()

    def test_refuses_by_name_what_cannot_go(self, planner, tmp_path):
        import_town()
        space = IdleSpace.objects.get(ref="S2")
        propose_project(
            project=NewProject(
                community=space.community,
                space=space,
                name="项目",
                kind=FacilityKind.INTERSPERSED,
                planned_fen=0,
            ),
            on=None,
            by="甲",
            now=MONDAY_9AM,
        )
        _upload(planner, _workbook(tmp_path, a_town(spaces=(a_space("S1", name="新名"),))))

        answer = planner.post("/catalog/import/check/", {"seen": "yes"})

        assert "旧厂房" in answer.content.decode()
        assert IdleSpace.objects.get(ref="S1").name == "老粮站"

    def test_says_what_stays_changes_comes_and_goes(self, planner, tmp_path):
        import_town()

        new = a_town(spaces=(a_space("S1"), a_space("S2", name="改名"), a_space("S9")))

        page = _upload(planner, _workbook(tmp_path, new))

        spaces = next(row for row in page.context["exchanges"] if row.label == "存量空间")
        assert (spaces.kept, spaces.changed, spaces.added, spaces.gone) == (1, 1, 1, 1)

    def test_streets_of_openstreetmap_are_read(self, planner):
        import_town()
        _upload(planner, streets=SimpleUploadedFile("a.osm", STREETS_OSM.encode()))

        planner.post("/catalog/import/check/", {"seen": "yes"})

        streets = recorded_district().streets
        assert len(streets.lon) == 3
        assert streets.length_m.sum() == pytest.approx(1_890, rel=0.01)

    def test_streets_alone_go_under_the_district_that_is_there(self, planner):
        import_town()
        _upload(planner, streets=SimpleUploadedFile("roads.csv", STREETS_CSV.encode()))

        planner.post("/catalog/import/check/", {"seen": "yes"})

        assert list(recorded_district().streets.length_m) == [950.0, 950.0]
        assert StreetMap.objects.get().source == "roads.csv"

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            pytest.param("a.xlsx", b"not a workbook", id="text-as-workbook"),
            pytest.param("a.zip", b"PK\x03\x04broken", id="broken-archive"),
            pytest.param("a.geojson", b"{", id="broken-json"),
            pytest.param("a.json", b"[1, 2]", id="other-json"),
            pytest.param("A.XLSX", b"\x00" * 100, id="zeros"),
        ],
    )
    def test_a_wrong_file_is_refused_in_words(self, planner, name, content):
        page = _upload(planner, SimpleUploadedFile(name, content))

        assert page.status_code == 200
        assert page.context["reading"].errors
        assert not District.objects.exists()

    @pytest.mark.parametrize("name", ["a.osm.pbf", "a.osm", "a.csv"])
    def test_wrong_streets_are_refused_in_words(self, planner, name):
        import_town()

        page = _upload(planner, streets=SimpleUploadedFile(name, b"\x00nonsense"))

        assert page.context["reading"].errors

    def test_an_archive_cannot_write_beside_its_folder(self, planner, tmp_path):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("../../outside.csv", "a,b\n1,2\n")

        page = _upload(planner, SimpleUploadedFile("a.zip", packed.getvalue()))

        assert page.context["reading"].errors
        assert not list(tmp_path.parent.rglob("outside.csv"))

    def test_an_archive_with_two_files_of_one_name_is_refused(self, planner):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("旧/社区.csv", "a")
            archive.writestr("新/社区.csv", "b")

        page = _upload(planner, SimpleUploadedFile("a.zip", packed.getvalue()))

        assert "同名文件" in page.context["reading"].errors[0].reason.zh

    @pytest.mark.parametrize("name", ["a.exe", "a", "a.xls"])
    def test_another_kind_of_file_is_refused_beside_its_field(self, planner, name):
        answer = planner.post("/catalog/import/", {"district": SimpleUploadedFile(name, b"x")})

        assert answer.context["form"].errors["district"]

    def test_no_file_at_all_is_refused_beside_its_field(self, planner):
        assert planner.post("/catalog/import/").context["form"].errors["district"]

    def test_an_auditor_cannot_upload(self, tmp_path, uploads):
        answer = signed_in(an_auditor()).post("/catalog/import/", {"district": _workbook(tmp_path)})

        assert answer.status_code == 403
        assert not uploads.exists()

    def test_another_planner_does_not_see_the_upload(self, planner, tmp_path):
        _upload(planner, _workbook(tmp_path))

        answer = signed_in(a_planner("second")).get("/catalog/import/check/")

        assert answer.status_code == 302

    def test_the_upload_is_gone_after_the_import(self, planner, tmp_path, uploads):
        _upload(planner, _workbook(tmp_path))
        assert list(uploads.rglob("district.xlsx"))

        planner.post("/catalog/import/check/", {"seen": "yes"})

        assert not list(uploads.rglob("*.xlsx"))


def _upload(client: Client, district=None, *, streets=None):
    files = {"district": district, "streets": streets}
    return client.post(
        "/catalog/import/", {name: file for name, file in files.items() if file}, follow=True
    )


def _workbook(folder: Path, town=None) -> SimpleUploadedFile:
    path = folder / "town.xlsx"
    write_template(path, town or a_town())
    return SimpleUploadedFile("本区.xlsx", path.read_bytes())


def _archive(folder: Path, *, encoding: str = "utf-8") -> SimpleUploadedFile:
    """As an office packs it: everything in a folder of its own."""
    write_csv_folder(folder / "csv", a_town())
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for file in (folder / "csv").iterdir():
            archive.writestr(_entry(f"本区数据/{file.name}", encoding), file.read_bytes())
    return SimpleUploadedFile("本区.zip", packed.getvalue())


def _entry(name: str, encoding: str) -> zipfile.ZipInfo:
    """A name as its packer writes it: in UTF-8 and saying so, or in bytes of its own."""
    if encoding == "utf-8":
        return zipfile.ZipInfo(name)
    return _UnmarkedInfo(name.encode(encoding).decode("cp437"))


class _UnmarkedInfo(zipfile.ZipInfo):
    def _encodeFilenameFlags(self):  # noqa: N802  # the library's own name
        return self.filename.encode("cp437"), self.flag_bits
