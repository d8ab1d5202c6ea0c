"""Residents from a file: all of them or nobody, and taken back whole."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from fangcun.core.accounts.tests.cast import a_steward, signed_in
from fangcun.core.people.actions import (
    NewResident,
    correct_resident,
    register_resident,
)
from fangcun.core.people.models import Address, Household, ImportBatch, Resident
from fangcun.core.people.sheets import read_residents, template
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident
from fangcun.core.places.tests.cast import a_community

pytestmark = pytest.mark.django_db

TODAY = date(2026, 2, 9)
ID_NUMBER = "11010519491231002X"
HEADS = ["姓名*", "联系电话", "住址", "出生日期", "性别", "身份证号码", "户", "与户主关系"]


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "uploads"


@pytest.fixture
def community():
    return a_community("南郊社区")


@pytest.fixture
def steward(community):
    return signed_in(a_steward(community))


def workbook(*rows, heads=HEADS, merged=()) -> bytes:
    content = io.BytesIO()
    book = Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet("名单")
    sheet.write_row(0, 0, heads)
    for number, row in enumerate(rows, start=1):
        sheet.write_row(number, 0, row)
    for first_row, column, last_row, text in merged:
        sheet.merge_range(first_row, column, last_row, column, text)
    book.close()
    return content.getvalue()


def read(tmp_path, content: bytes, community, name="list.xlsx"):
    path = tmp_path / name
    path.write_bytes(content)
    return read_residents(path, community=community, today=TODAY)


def upload(client, community, content: bytes, name="名单.xlsx"):
    file = SimpleUploadedFile(name, content)
    return client.post(
        reverse("people:imports"), {"community": community.code, "file": file}, follow=True
    )


def text_of(response) -> str:
    return response.content.decode()


class TestReading:
    def test_a_workbook_as_people_keep_it(self, tmp_path, community):
        content = workbook(
            ["陈桂英", 13800005678, "12号楼301", "1949-12-31", "女", ID_NUMBER, "1", "户主"],
            ["陈大", "13900001234 本人；0513-85551234", "12-301", "约55", "男", "", "1", "儿子"],
            ["小李"],
        )

        reading = read(tmp_path, content, community)

        first, second, third = (one.imported for one in reading.people)
        assert reading.problems == []
        assert first.given.phones[0].number == "13800005678"
        assert (first.given.born_on, second.given.birth_year) == (date(1949, 12, 31), 1971)
        assert (second.relation, second.given.address.room) == ("child", "301")
        assert third.given.name == "小李"

    def test_says_everything_that_is_wrong_with_row_and_column(self, tmp_path, community):
        content = workbook(
            ["", "13800005678"],
            ["甲", "没有", "", "去年", "不知", "123"],
            ["乙", "", "", "1950-01-01", "男", ID_NUMBER],
            ["丙", "", "", "", "", ID_NUMBER],
        )

        problems = read(tmp_path, content, community).problems

        assert [(one.row, one.column) for one in problems] == [
            (2, "姓名"),
            (3, "出生"),
            (3, "性别"),
            (3, "电话"),
            (3, "身份证号"),
            (4, "出生"),
            (4, "性别"),
            (5, "身份证号"),
        ]

    @pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    def test_csv_in_the_encodings_of_china(self, tmp_path, community, code):
        text = "居民名单,,\n姓名,手机号,地址\n𬭊㛃,13800005678,12-301\n"

        reading = read(tmp_path, text.encode(code), community, "list.csv")

        assert [one.imported.given.name for one in reading.people] == ["𬭊㛃"]

    def test_tabs_and_semicolons_part_cells_too(self, tmp_path, community):
        for comma in "\t;":
            content = f"姓名{comma}电话\n甲{comma}13800005678\n".encode()

            assert len(read(tmp_path, content, community, "list.csv").people) == 1

    def test_a_number_that_lost_its_digits_is_told(self, tmp_path, community):
        content = workbook(["甲", "", "", "", "", 110105194912310021])

        (problem,) = read(tmp_path, content, community).problems

        assert (problem.row, problem.column) == (2, "身份证号")
        assert "文本" in problem.text

    def test_a_merged_address_counts_for_every_row(self, tmp_path, community):
        content = workbook(["甲"], ["乙"], merged=[(1, 2, 2, "12-301")])

        people = read(tmp_path, content, community).people

        assert [one.imported.given.address.room for one in people] == ["301", "301"]

    def test_formulas_count_as_their_result_and_failed_ones_are_told(self, tmp_path, community):
        content = io.BytesIO()
        book = Workbook(content, {"in_memory": True})
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["姓名", "电话", "地址"])
        sheet.write_formula(1, 0, '="陈"&"桂英"', None, "陈桂英")
        sheet.write_formula(1, 2, "=#REF!", None, "#REF!")
        book.close()

        reading = read(tmp_path, content.getvalue(), community)

        assert reading.people[0].imported.given.name == "陈桂英"
        assert [(one.row, one.column) for one in reading.problems] == [(2, "地址")]

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            pytest.param("a.xlsx", b"", id="empty workbook"),
            pytest.param("a.xlsx", b"PK\x03\x04 and then nothing", id="half a workbook"),
            pytest.param("a.xlsx", "姓名\n甲\n".encode(), id="a csv by another name"),
            pytest.param("a.csv", b"", id="empty csv"),
            pytest.param("a.csv", b"\xff\xff\xfe\x00\x81", id="no encoding"),
            pytest.param("a.csv", b"\x00" * 100, id="noughts"),
            pytest.param("a.csv", "姓名\n".encode(), id="headings alone"),
            pytest.param("a.csv", "名称,电话\n甲,1\n".encode(), id="no names"),
            pytest.param("a.csv", "姓名,姓名\n甲,乙\n".encode(), id="a column twice"),
            pytest.param("a.csv", ("姓名\n" + "甲" * 10_000).encode(), id="an endless cell"),
        ],
    )
    def test_broken_files_are_told(self, tmp_path, community, name, content):
        assert read(tmp_path, content, community, name).problems

    def test_unknown_columns_are_named(self, tmp_path, community):
        content = workbook(["甲", "党员"], heads=["姓名", "政治面貌"])

        assert read(tmp_path, content, community).unknown_columns == ("政治面貌",)

    def test_two_heads_of_one_household_are_told(self, tmp_path, community):
        rows = [[name, "", "12-301", "", "", "", "7", "户主"] for name in "甲乙"]

        (problem,) = read(tmp_path, workbook(*rows), community).problems

        assert (problem.row, problem.column) == (3, "与户主关系")


class TestTemplate:
    def test_can_be_filled_in_and_read(self, tmp_path, community):
        (tmp_path / "template.xlsx").write_bytes(template())

        with CalamineWorkbook.from_path(tmp_path / "template.xlsx") as book:
            heads = book.get_sheet_by_index(0).to_python()[0]

        reading = read(tmp_path, workbook(["甲"], heads=heads), community)
        assert reading.unknown_columns == ()
        assert len(reading.people) == 1


class TestImporting:
    def test_checks_first_then_writes_everybody(self, steward, community):
        content = workbook(
            ["陈桂英", "13800005678", "12号楼301", "", "女", "", "1", "户主"],
            ["陈大", "", "", "", "", "", "1", "子女"],
        )

        checked = upload(steward, community, content)
        nobody = Resident.objects.count()
        done = steward.post(reverse("people:check_import"), follow=True)

        assert nobody == 0
        assert "陈桂英" in text_of(done)
        assert checked.status_code == 200
        home = Household.objects.get()
        assert set(home.members.values_list("name", "relation")) == {
            ("陈桂英", "head"),
            ("陈大", "child"),
        }
        assert Resident.history.filter(household_id=home.pk).count() == 2

    def test_of_a_wrong_file_writes_nobody(self, steward, community):
        page = text_of(upload(steward, community, workbook(["甲"], ["", "13800005678"])))
        steward.post(reverse("people:check_import"))

        assert "没有姓名" in page
        assert not Resident.objects.exists()

    def test_shows_who_is_on_record_and_leaves_them_out(self, steward, community):
        a_resident("陈桂英", community=community, phone="13800005678")
        content = workbook(["陈桂英", "138-0000-5678"], ["新人"])

        page = text_of(upload(steward, community, content))
        steward.post(reverse("people:check_import"), {"who": "new"})

        assert "姓名和电话相同" in page
        assert sorted(Resident.objects.values_list("name", flat=True)) == ["新人", "陈桂英"]

    def test_confirmed_twice_is_written_once(self, steward, community):
        upload(steward, community, workbook(["甲"]))

        for _ in range(2):
            steward.post(reverse("people:check_import"))

        assert Resident.objects.count() == ImportBatch.objects.count() == 1

    def test_not_into_another_community(self, steward):
        other = a_community("剑山社区")

        page = upload(steward, other, workbook(["甲"]))

        assert 'id="id_community_error"' in text_of(page)

    def test_refuses_other_files(self, steward, community):
        page = upload(steward, community, b"MZ", name="virus.exe")

        assert 'id="id_file_error"' in text_of(page)

    def test_ten_thousand_rows_take_few_statements(
        self, steward, community, django_assert_max_num_queries
    ):
        rows = (
            [f"居民{number}", f"138{number:08d}", f"{number % 60}号楼{number % 900 + 101}"]
            for number in range(10_000)
        )
        upload(steward, community, workbook(*rows))

        with django_assert_max_num_queries(100):
            steward.post(reverse("people:check_import"))

        assert Resident.objects.count() == Resident.history.count() == 10_000


class TestUndoing:
    def imported(self, steward, community) -> ImportBatch:
        upload(
            steward, community, workbook(["甲", "13800005678", "12-301", "", "", "", "1"], ["乙"])
        )
        steward.post(reverse("people:check_import"))
        return ImportBatch.objects.get()

    def test_takes_everybody_back(self, steward, community):
        batch = self.imported(steward, community)

        steward.post(reverse("people:undo_import", args=[batch.pk]))

        batch.refresh_from_db()
        assert batch.undone_at is not None
        for table in (Resident, Resident.history, Household, Address):
            assert not getattr(table, "objects", table).exists()

    def test_is_refused_when_somebody_was_corrected(self, steward, community):
        batch = self.imported(steward, community)
        resident = Resident.objects.get(name="甲")
        correct_resident(
            resident=resident,
            revision=1,
            given=NewResident(name="甲甲", community=community),
            by="甲",
            now=MONDAY_9AM,
        )

        page = text_of(steward.post(reverse("people:undo_import", args=[batch.pk])))

        assert "甲甲：登记后已修改" in page
        assert Resident.objects.count() == 2

    def test_leaves_others_of_the_same_address_alone(self, steward, community):
        batch = self.imported(steward, community)
        address = Resident.objects.get(name="甲").address
        a_resident("丙", community=community, address=address)

        steward.post(reverse("people:undo_import", args=[batch.pk]))

        assert Resident.objects.get().address == address

    def test_of_another_community_is_not_there(self, steward, community):
        other = a_community("剑山社区")
        batch = self.imported(steward, community)
        stranger = signed_in(a_steward(other))

        for name in ("import", "undo_import"):
            url = reverse(f"people:{name}", args=[batch.pk])
            assert stranger.get(url).status_code == 404


class TestLikenesses:
    def test_across_a_whole_file_take_few_statements(
        self, steward, community, django_assert_max_num_queries
    ):
        given = NewResident(name="甲", community=community, id_number=ID_NUMBER)
        register_resident(given=given, by="甲", now=MONDAY_9AM)
        rows = [[f"居民{number}"] for number in range(200)]
        content = workbook(["别名", "", "", "", "", ID_NUMBER], *rows)
        upload(steward, community, content)

        with django_assert_max_num_queries(12):
            page = text_of(steward.get(reverse("people:check_import")))

        assert "身份证号相同" in page
