"""Words about a file that cannot be read as a table."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_SAVE_XLSX = _("Open it in Excel and save it as “Excel workbook (.xlsx)”, then bring that file.")

OF_FILES: dict[str, tuple[str | Promise, str | Promise]] = {
    "unknown_kind": (
        _("The file is neither a CSV nor an XLSX table."),
        _("Save the table as XLSX or CSV and bring that file."),
    ),
    "no_rows": (
        _("There is no table in the file."),
        _("Check that you chose the right file and, in a workbook, the right sheet."),
    ),
    "no_headings": (
        _("The columns have no headings: none was found in the first ten rows."),
        _("Write a row of headings above the workers, or take the template."),
    ),
    "too_many_columns": (
        _("The table has more than 200 columns%(at)s."),
        _("Delete the columns that the register does not need."),
    ),
    "cell_too_long": (
        _("A cell has more than 4,000 characters%(at)s: most often a quotation mark was opened and never closed."),
        _("Put the quotation mark right, or save the table as XLSX."),
    ),
    "broken_row": (
        _("A row cannot be read%(at)s: a quotation mark or a character is broken there."),
        _("Put the row right, or save the table as XLSX."),
    ),
    "is_xlsx": (
        _("The file is a workbook of Excel, although it is called CSV."),
        _("Give the file its right name, ending in .xlsx, and bring it again."),
    ),
    "is_old_excel": (_("The file is of an Excel before 2007, or is protected by a password."), _SAVE_XLSX),
    "is_pdf": (
        _("The file is a PDF: a document to be read, no table."),
        _("Bring the table from which the document was made, as XLSX or CSV."),
    ),
    "not_text": (
        _("The file is not a table of text."),
        _("Open the table in Excel and save it as XLSX, or as “CSV UTF-8”."),
    ),
    "not_xlsx": (_("The workbook cannot be opened: the file is broken, or is of another kind."), _SAVE_XLSX),
    "too_big": (
        _("The workbook is larger than the register can open."),
        _("Save the table as CSV: a CSV may have any number of rows."),
    ),
    "no_sheet": (
        _("The workbook has no sheet “%(sheet)s”."),
        _("Choose one of the sheets that it has."),
    ),
}
