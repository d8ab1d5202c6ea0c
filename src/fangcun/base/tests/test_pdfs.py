"""Papers without empty boxes."""

import pypdfium2
import pytest

from fangcun.base.pdfs import pdf_of, printable


class Page:
    """A template that says its one fact."""

    @staticmethod
    def read_bytes() -> bytes:
        return b'#set text(font: "Noto Sans CJK SC")\n#json(bytes(sys.inputs.facts)).said'


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        pytest.param("换锁 12号楼301", "换锁 12号楼301", id="plain"),
        pytest.param("要 🍚", "要 〔米饭〕", id="emoji"),
        pytest.param("👵🏻 来了", "〔老奶奶 较浅肤色〕 来了", id="emoji of several signs"),
        pytest.param("☎ 139 ✓", "☎ 139 ✓", id="signs that the font has"),
        pytest.param("㐂𠮷", "㐂𠮷", id="rare characters that the font has"),
        pytest.param("陈\U0002a6a5", "陈〔U+2A6A5〕", id="a character that no font has"),
        pytest.param("第一行\n第\u200b二行", "第一行\n第\u200b二行", id="what is not drawn"),
    ],
)
def test_what_the_font_lacks_is_named(written: str, printed: str):
    assert printable({"said": [written], "count": 1}) == {"said": [printed], "count": 1}


def test_the_name_is_on_the_paper():
    paper = pypdfium2.PdfDocument(pdf_of(template=Page(), facts={"said": "要🍚"}))

    assert "要〔米饭〕" in paper[0].get_textpage().get_text_bounded()
