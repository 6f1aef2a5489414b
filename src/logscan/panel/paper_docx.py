"""The findings paper as a Word document, with real headings, lists and tables, to be edited and read aloud."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from logscan.panel.paper import Block, Bullets, Paper, Table, Text, Title

_LANGUAGE = {"en": "en-GB", "cy": "cy-GB"}
_SIZES = {"Title": 20, "Subtitle": 14, "TOC Heading": 14, "Heading 1": 14, "Heading 2": 12}
"""Points of each kind of heading."""


def docx_bytes(paper: Paper, made: datetime) -> bytes:
    """The file; ``made`` stands in its properties."""
    document: Any = Document()
    _settle(document, paper, made)
    for text, style in (
        (paper.publisher, "Normal"),
        (paper.title, "Title"),
        (paper.subtitle, "Subtitle"),
        (paper.date, "Normal"),
    ):
        document.add_paragraph(text, style=style).alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph(paper.contents, style="TOC Heading")
    _contents(document, paper)
    document.add_page_break()
    for section in paper.sections:
        document.add_heading(f"{section.number} {section.heading}", 1)
        for block in section.blocks:
            _block(document, block)
    document.add_paragraph(paper.foot).runs[0].italic = True
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _settle(document: Any, paper: Paper, made: datetime) -> None:
    """A4, the language for whoever reads it aloud, the marking on every page, properties that tell no user's name."""
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.5)
    for part in (page.header, page.footer):
        line = part.paragraphs[0]
        line.text, line.alignment = paper.marking, WD_ALIGN_PARAGRAPH.CENTER
        line.runs[0].bold = True
    number = page.footer.add_paragraph()
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _field(number, "PAGE", "1")
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(11)
    for name, size in _SIZES.items():
        _letters(document.styles[name], size)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), _LANGUAGE[paper.language])
    normal.element.get_or_add_rPr().append(language)
    properties = document.core_properties
    properties.author, properties.title, properties.comments = "logscan", paper.title, ""
    properties.created = properties.modified = made
    properties.language = _LANGUAGE[paper.language]
    properties.last_modified_by = ""


def _letters(style: Any, size: int) -> None:
    """A heading in black letters of the same family as the text, in place of the blue ones of Word's own theme."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in [name for name in fonts.attrib if name.lower().endswith("theme")]:
        del fonts.attrib[name]
    style.font.name, style.font.size, style.font.bold, style.font.italic = "Arial", Pt(size), True, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    style.paragraph_format.keep_with_next = True
    border = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if border is not None:
        border.getparent().remove(border)


def _field(line: Any, code: str, shown: str) -> None:
    """A field that Word brings up to date, in a paragraph; until then it shows ``shown``."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = shown
    run.append(text)
    field.append(run)
    line._p.append(field)


def _contents(document: Any, paper: Paper) -> None:
    """A table of contents that Word brings up to date; until then it holds the headings."""
    line = document.add_paragraph()
    for kind, text in (("begin", ""), ("", r' TOC \o "1-1" \h \z \u '), ("separate", "")):
        run = line.add_run()._r
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.set(qn("xml:space"), "preserve")
            mark.text = text
        run.append(mark)
    for n, section in enumerate(paper.sections):
        line = line if not n else document.add_paragraph()
        line.paragraph_format.space_after = Pt(2)
        line.add_run(f"{section.number} {section.heading}")
    end = OxmlElement("w:fldChar")
    end.set(qn("w:fldCharType"), "end")
    line.add_run()._r.append(end)


def _block(document: Any, block: Block) -> None:
    match block:
        case Title(text):
            document.add_heading(text, 2)
        case Text(text):
            document.add_paragraph(text)
        case Bullets(items):
            for item in items:
                document.add_paragraph(item, style="List Bullet")
        case Table():
            _table(document, block)


def _table(document: Any, block: Table) -> None:
    table = document.add_table(rows=1, cols=len(block.head), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, block.head, strict=True):
        cell.text = text
        cell.paragraphs[0].runs[0].bold = True
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for row in block.rows:
        added = table.add_row()
        added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, text in zip(added.cells, row, strict=True):
            cell.text = text
    document.add_paragraph()
