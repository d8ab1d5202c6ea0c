"""The file to fill in."""

import io

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from fangcun.core.people.sheets.columns import COLUMNS
from fangcun.core.people.states import Relation, Residence, Sex

ROWS = 2_000  # that are formatted as text, so that Excel keeps every digit
CHOICES = {
    "sex": [str(label) for value, label in Sex.choices if value != Sex.UNKNOWN],
    "residence": [str(label) for value, label in Residence.choices if value != Residence.UNKNOWN],
    "relation": [str(label) for _value, label in Relation.choices],
}


def template() -> bytes:
    """A workbook with headings, a choice of words where there is one, notes and an example."""
    content = io.BytesIO()
    book = Workbook(content, {"in_memory": True})
    text = book.add_format({"num_format": "@"})
    head = book.add_format({"bold": True, "bg_color": "#F3EADE", "border": 1, "num_format": "@"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    residents = book.add_worksheet(_("居民"))
    residents.freeze_panes(1, 1)
    guide = book.add_worksheet(_("填写说明"))
    guide.set_column(0, 0, 14)
    guide.set_column(1, 2, 48, wrapped)
    guide.write_row(0, 0, [_("列名"), _("怎么填"), _("例子")], head)
    for at, column in enumerate(COLUMNS):
        residents.set_column(at, at, max(10, len(column.example) + 6), text)
        residents.write_string(0, at, column.title, head)
        residents.write_comment(0, at, str(column.note))
        guide.write_row(at + 1, 0, [column.title, str(column.note), column.example])
        if column.key in CHOICES:
            residents.data_validation(
                1,
                at,
                ROWS,
                at,
                {"validate": "list", "source": CHOICES[column.key], "error_type": "warning"},
            )
    book.close()
    return content.getvalue()
