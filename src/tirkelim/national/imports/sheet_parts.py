"""The fixed parts of a workbook (ECMA-376, office open XML): styles, relations, notes. Texts come escaped."""

from __future__ import annotations

import functools
from collections.abc import Sequence

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CONTENT = "application/vnd.openxmlformats-officedocument"
SHEET_FOOT = '</sheetData><legacyDrawing r:id="rId1"/></worksheet>'

_FONTS = (
    '<font><sz val="11"/><name val="Calibri"/></font>',
    '<font><b/><sz val="11"/><color rgb="FFFFFFFF"/><name val="Calibri"/></font>',
    '<font><sz val="11"/><color rgb="FF86230F"/><name val="Calibri"/></font>',
    '<font><b/><sz val="16"/><color rgb="FF11616A"/><name val="Calibri"/></font>',
)
_FILLS = ("", "FF11616A", "FFF9E5DF", "FFFBF1D9")
# Number format, font, fill, whether long texts go on in the next line: in the order of sheets.Look.
_LOOKS = (
    (49, 0, 0, False),
    (164, 0, 0, False),
    (49, 1, 1, True),
    (49, 2, 2, False),
    (164, 2, 2, False),
    (49, 0, 3, False),
    (164, 0, 3, False),
    (49, 0, 0, True),
    (49, 3, 0, False),
)


@functools.cache
def letters(column: int) -> str:
    """The letters of a column from 0: A, B, ... Z, AA."""
    found, left = "", column + 1
    while left:
        left, rest = divmod(left - 1, 26)
        found = chr(65 + rest) + found
    return found


def address(row: int, column: int) -> str:
    """The address of a cell; row and column from 0: B3."""
    return f"{letters(column)}{row + 1}"


def frame(names: Sequence[str]) -> dict[str, str]:
    """The parts that tie the sheets together, by their names in the archive."""
    return {
        "[Content_Types].xml": _content_types(len(names)),
        "_rels/.rels": _links([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(names),
        "xl/_rels/workbook.xml.rels": _links(
            [("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(names) + 1)]
            + [("styles", "styles.xml")]
        ),
        "xl/styles.xml": _styles(),
    }


def sheet_head(widths: Sequence[int], frozen_rows: int, frozen_columns: int, *, is_first: bool) -> str:
    """The beginning of a sheet, up to its rows."""
    corner = address(frozen_rows, frozen_columns)
    pane = "topRight" if not frozen_rows else "bottomRight" if frozen_columns else "bottomLeft"
    split = f"{f' xSplit={chr(34)}{frozen_columns}{chr(34)}' if frozen_columns else ''}" + (
        f' ySplit="{frozen_rows}"' if frozen_rows else ""
    )
    frozen = f'<pane{split} topLeftCell="{corner}" activePane="{pane}" state="frozen"/>' if split else ""
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, width in enumerate(widths, start=1)
    )
    selected = ' tabSelected="1"' if is_first else ""
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheetViews><sheetView{selected} workbookViewId="0">'
        f'{frozen}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
        f"{f'<cols>{columns}</cols>' if columns else ''}<sheetData>"
    )


def sheet_links(number: int) -> str:
    """What a sheet's notes stand in."""
    return _links([("vmlDrawing", f"../drawings/vmlDrawing{number}.vml"), ("comments", f"../comments{number}.xml")])


def comments(notes: Sequence[tuple[str, str]]) -> str:
    """The notes of a sheet: address and escaped text."""
    lines = "".join(
        f'<comment ref="{where}" authorId="0"><text><t xml:space="preserve">{text}</t></text></comment>'
        for where, text in notes
    )
    return (
        f'{HEAD}<comments xmlns="{MAIN}"><authors><author></author></authors>'
        f"<commentList>{lines}</commentList></comments>"
    )


def drawing(places: Sequence[tuple[int, int]]) -> str:
    """The boxes of the notes, which spreadsheets still want in this older form."""
    boxes = "".join(_box(number, row, column) for number, (row, column) in enumerate(places, start=1025))
    return (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
        '</o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
        'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" '
        f'o:connecttype="rect"/></v:shapetype>{boxes}</xml>'
    )


def _box(number: int, row: int, column: int) -> str:
    anchor = f"{column + 1}, 15, {row}, 4, {column + 5}, 10, {row + 5}, 4"
    return (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" '
        'style="position:absolute;width:240pt;height:76pt;z-index:1;visibility:hidden" fillcolor="#fbf1d9" '
        'o:insetmode="auto"><v:fill color2="#fbf1d9"/><v:shadow on="t" color="black" obscured="t"/>'
        '<v:path o:connecttype="none"/><v:textbox><div style="text-align:left"></div></v:textbox>'
        f'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
        f"<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )


def _workbook(names: Sequence[str]) -> str:
    sheets = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>' for number, name in enumerate(names, start=1)
    )
    return f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>'


def _links(targets: Sequence[tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def _content_types(sheets: int) -> str:
    each = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{CONTENT}.spreadsheetml.worksheet+xml"/>'
        f'<Override PartName="/xl/comments{number}.xml" ContentType="{CONTENT}.spreadsheetml.comments+xml"/>'
        for number in range(1, sheets + 1)
    )
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="vml" ContentType="{CONTENT}.vmlDrawing"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{CONTENT}.spreadsheetml.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{CONTENT}.spreadsheetml.styles+xml"/>{each}</Types>'
    )


def _styles() -> str:
    plain = '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    fills = "".join(
        f'<fill><patternFill patternType="solid"><fgColor rgb="{one}"/></patternFill></fill>' for one in _FILLS[1:]
    )
    looks = "".join(_look(*one) for one in _LOOKS)
    return (
        f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="1">'
        '<numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/></numFmts>'
        f'<fonts count="{len(_FONTS)}">{"".join(_FONTS)}</fonts><fills count="{len(_FILLS) + 1}">{plain}{fills}</fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(_LOOKS)}">{looks}</cellXfs></styleSheet>'
    )


def _look(number: int, font: int, fill: int, wraps: bool) -> str:
    at = fill + 1 if fill else 0
    wrap = ' wrapText="1"' if wraps else ""
    return (
        f'<xf numFmtId="{number}" fontId="{font}" fillId="{at}" borderId="0" xfId="0" applyNumberFormat="1" '
        f'applyFont="1" applyFill="1" applyAlignment="1"><alignment horizontal="left" vertical="top"{wrap}/></xf>'
    )
