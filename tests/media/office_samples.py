"""Office files that the tests make: by the libraries that people use, and by hand as other producers write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage

import docx
import openpyxl
import pptx
from media_samples import encoded, scene
from PIL import Image

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_KINDS = "http://purl.oclc.org/ooxml/officeDocument/relationships"


def picture(width: int = 40, height: int = 30) -> bytes:
    return encoded(Image.fromarray(scene(width, height)), "PNG")


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else None)
    return file.getvalue()


def package(
    main: str, parts: Mapping[str, str | bytes], named: Mapping[str, str] | None = None, *, strict: bool = False
) -> bytes:
    """An Office package about the part `main`, which names other parts by their kind ("styles": "word/styles.xml")."""
    kinds = _STRICT_KINDS if strict else _KINDS
    folder, _, base = main.rpartition("/")
    inner = "".join(
        f'<Relationship Id="r{place}" Type="{kinds}/{kind.rstrip("0123456789")}" Target="/{target}"/>'
        for place, (kind, target) in enumerate((named or {}).items())
    )
    return archive(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="a" Type="{kinds}/officeDocument" '
            f'Target="{main}"/></Relationships>',
            f"{folder}/_rels/{base}.rels": f'<Relationships xmlns="{_RELATIONS}">{inner}</Relationships>',
            **parts,
        }
    )


def word(body: str, parts: Mapping[str, str] | None = None, *, strict: bool = False) -> bytes:
    """A DOCX of a body in WordprocessingML, and of other parts by their kind."""
    namespace = STRICT_W if strict else W
    wrapped = {
        f"word/{kind}.xml": xml.replace("<w:root", f'<w:root xmlns:w="{namespace}"')
        for kind, xml in (parts or {}).items()
    }
    document = f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>'
    names = {kind: f"word/{kind}.xml" for kind in parts or {}}
    return package("word/document.xml", {"word/document.xml": document, **wrapped}, names, strict=strict)


def sheet(rows: str, *, strings: str = "", styles: str = "", extra: str = "", book: str = "") -> bytes:
    """An XLSX of one sheet in SpreadsheetML."""
    x = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    r = _KINDS
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{x}" xmlns:r="{r}">{book}<sheets><sheet name="One" sheetId="1" '
        f'r:id="r0"/>'
        "</sheets></workbook>",
        "xl/worksheets/one.xml": f'<worksheet xmlns="{x}"><sheetData>{rows}</sheetData>{extra}</worksheet>',
        "xl/strings.xml": f'<sst xmlns="{x}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{x}">{styles}</styleSheet>',
    }
    named = {"worksheet": "xl/worksheets/one.xml", "sharedStrings": "xl/strings.xml", "styles": "xl/styles.xml"}
    return package("xl/workbook.xml", parts, named)


def docx_file() -> bytes:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Orchard news"
    document.sections[0].footer.paragraphs[0].text = "page 1"
    document.add_heading("Annual report", 0)
    document.add_heading("Results", 1)
    paragraph = document.add_paragraph("Seven ")
    paragraph.add_run("green").bold = True
    paragraph.add_run(" pears, ")
    paragraph.add_run("ripe").italic = True
    for words in ("one", "two"):
        document.add_paragraph(words, style="List Bullet")
    document.add_paragraph("deeper", style="List Bullet 2")
    for words in ("first", "second"):
        document.add_paragraph(words, style="List Number")
    table = document.add_table(3, 3)
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"r{row}c{column}"
    table.cell(0, 1).text = table.cell(2, 2).text = ""
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(1, 2).merge(table.cell(2, 2))
    document.add_picture(io.BytesIO(picture()))
    document.add_paragraph("Waves", style="Caption")
    document.add_page_break()
    document.add_paragraph("On the second page.")
    return saved(document)


def pptx_file() -> bytes:
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[1])
    slide.placeholders[1].text_frame.text = "Up by 12 %"
    deeper = slide.placeholders[1].text_frame.add_paragraph()
    deeper.text, deeper.level = "mostly pears", 1
    slide.shapes.title.text = "Sales grew"
    slide.notes_slide.notes_text_frame.text = "Say thanks first."
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.title.text = "A table"
    table = slide.shapes.add_table(2, 3, 0, 0, 5_000_000, 1_000_000).table
    for row in range(2):
        for column in range(3):
            table.cell(row, column).text = f"{row}/{column}"
    table.cell(0, 1).text = ""
    table.cell(0, 0).merge(table.cell(0, 1))
    slide.shapes.add_picture(io.BytesIO(picture()), 0, 0)
    return saved(show)


def xlsx_file(num_rows: int = 3) -> bytes:
    book = openpyxl.Workbook()
    first = book.active
    first.title = "Sales 2026"
    first.append(["Item", "Price", "Share"])
    for row in range(num_rows):
        first.append([f"pear {row}", 1234.5 * row, 0.125 * row])
        first.cell(row + 2, 2).number_format = '#,##0.00 "€"'
        first.cell(row + 2, 3).number_format = "0.0%"
    book.create_sheet("Secret").sheet_state = "hidden"
    book["Secret"]["A1"] = "nobody sees this"
    return saved(book)


def saved(document: object) -> bytes:
    file = io.BytesIO()
    document.save(file)  # type: ignore[attr-defined]
    return file.getvalue()


def epub_file(**parts: str | bytes) -> bytes:
    container = (
        '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>Pears</dc:title></metadata><manifest>"
        '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="b" href="text/b.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="b"/><itemref idref="a"/></spine></package>'
    )
    page = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{}</body></html>'
    written = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": container,
        "OEBPS/book.opf": opf,
        "OEBPS/a.xhtml": '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://127.0.0.1:9/x.dtd">'
        + page.format('<h1>Last</h1><p>a&nbsp;b <a id="x"/>c</p>'),
        "OEBPS/text/b.xhtml": page.format('<h1>First</h1><img src="../p.png" alt="a pear"/>'),
        "OEBPS/p.png": picture(),
    }
    return archive(written | {name.replace("__", "/").replace("_xml", ".xml"): data for name, data in parts.items()})


def mail_file() -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Zoë <zoe@example.org>", "bob@example.org", "Grüße"
    mail["Date"] = "Mon, 02 Mar 2026 10:00:00 +0100"
    mail.set_content("plain words\n")
    mail.add_alternative("<p>Dear <b>Bob</b>,</p><p>größer<img src='cid:p1' alt='waves'></p>", subtype="html")
    mail.get_payload()[1].add_related(picture(), "image", "png", cid="<p1>")
    mail.add_attachment(b"abc", maintype="application", subtype="pdf", filename="räport.pdf")
    return bytes(mail)


HTML = b"""<!DOCTYPE html><html><head><title>Fruits</title></head><body><h1>Fruits</h1><p>Seven <b>pears</b></p>
<table><tr><th>Fruit</th><th>Price</th></tr><tr><td>Pear</td><td>1</td></tr></table></body></html>"""
MARKDOWN = b"# Fruits\n\nSeven **pears**\n\n|Fruit|Price|\n|-|-|\n|Pear|1|\n\n* one\n  * two\n"
CSV = b"Name,City,Age\nAnn,Bonn,31\nBob,Ulm,44\n"


def office_files() -> dict[str, bytes]:
    """A sound file of every such format."""
    return {
        "docx": docx_file(), "pptx": pptx_file(), "xlsx": xlsx_file(), "epub": epub_file(), "html": HTML,
        "eml": mail_file(), "markdown": MARKDOWN, "csv": CSV,
    }  # fmt: skip
