"""Lists and slips on paper: nothing to press, whole tables, black on white, large for elders."""

from ctypes import byref, c_uint
from io import BytesIO
from math import hypot
from pathlib import Path
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.site import Look, open_context, rows_of, sign_in

LISTS = {
    "/ledger/records/": "台账",
    "/catalog/rules/": "功能与规则",
    "/people/?q=陈": "居民",
    "/desk/?view=open": "登记本",
    "/operators/": "运营机构",
}
ONLY_ON_SCREEN = ("显示与语言", "退出登录", "跳到正文", "筛选", "下一页", "返回", "导出")
BIG_PT = 18
PALEST_INK = 0x60
A_REQUEST = "SELECT min(id) FROM district.desk_servicerequest WHERE resident_id IS NOT NULL"


class Paper(NamedTuple):
    """What stands on the pages that come out of the printer."""

    text: str
    pages: int
    sizes_pt: tuple[float, ...]
    furthest_right: float
    palest_ink: int


@pytest.fixture(scope="module", params=["light", "dark"])
def desk(browser: Browser, site: str, request: pytest.FixtureRequest):
    """A community's manager on a telephone: whatever he sees, paper is paper."""
    context = open_context(browser, site, Look(390, theme=request.param))
    page = context.new_page()
    sign_in(page, "secretary")
    yield page
    context.close()


class TestLists:
    @pytest.mark.parametrize("address", LISTS)
    def test_are_whole_tables_with_a_head_and_numbered_pages(self, desk: Page, address: str):
        desk.goto(address)
        heads = desk.locator("thead th:not(.no-print)").all_text_contents()

        paper = printed(desk)

        text = _without_gaps(paper.text)

        assert LISTS[address] in text
        assert "截至" in text
        assert f"1/{paper.pages}" in text
        assert not [word for word in ONLY_ON_SCREEN if word in text]
        assert not [head for head in heads if _without_gaps(head) not in text]
        assert paper.furthest_right <= 1
        assert paper.palest_ink <= PALEST_INK


class TestSlips:
    def test_are_large_enough_for_elders(self, desk: Page, site_folder: Path):
        ((number,),) = rows_of(site_folder, A_REQUEST)

        answer = desk.request.get(f"/desk/{number}/slip.pdf")
        slip = paper_of(answer.body())

        assert min(slip.sizes_pt) >= BIG_PT

    def test_of_whoever_reads_large_type_too(self, browser: Browser, site: str):
        context = open_context(browser, site, Look(390, type="large"))
        page = context.new_page()
        page.goto("/")

        paper = printed(page)

        context.close()
        assert min(paper.sizes_pt) >= BIG_PT


def _without_gaps(text: str) -> str:
    """A narrow column may be read letter by letter, each on a line of its own."""
    return "".join(text.split())


def printed(page: Page) -> Paper:
    return paper_of(page.pdf(prefer_css_page_size=True))


def paper_of(written: bytes) -> Paper:
    """Read pages as an eye would: their words, the size of their type, and where they end."""
    document = pdfium.PdfDocument(BytesIO(written))
    text, sizes, rights, inks = "", set(), [0.0], [0]
    for page in document:
        words = page.get_textpage()
        text += words.get_text_range().replace("\r", "")
        for at in range(words.count_chars()):
            if not chr(pdfium_c.FPDFText_GetUnicode(words.raw, at)).isspace():
                sizes.add(_size_pt(words, at))
                inks.append(_ink(words, at))
                rights.append(words.get_charbox(at)[2] / page.get_width())
    found = Paper(text, len(document), tuple(sorted(sizes)), max(rights), max(inks))
    document.close()
    return found


def _size_pt(words: pdfium.PdfTextPage, at: int) -> float:
    """The size of a character as it is drawn: browsers write pixels and scale them."""
    matrix = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFText_GetMatrix(words.raw, at, byref(matrix))
    return round(pdfium_c.FPDFText_GetFontSize(words.raw, at) * hypot(matrix.a, matrix.b), 1)


def _ink(words: pdfium.PdfTextPage, at: int) -> int:
    """The palest of a character's red, green and blue: 0 is black."""
    red, green, blue, clear = (c_uint() for _part in range(4))
    pdfium_c.FPDFText_GetFillColor(
        words.raw, at, byref(red), byref(green), byref(blue), byref(clear)
    )
    return max(red.value, green.value, blue.value)
