"""Files to test readers with, made by hand: a docx by python-docx, a PDF of a few objects."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import docx
from docx.document import Document

PAGE = (595, 842)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx_of(write: Callable[[Document], object]) -> bytes:
    """The bytes of a Word document that `write` has written into."""
    document = docx.Document()
    write(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def docx_with(body: str, main: str = "document", **parts: str) -> bytes:
    """A Word document whose body is this XML, in the part `main`; `parts` are files of word/ with their
    XML."""
    out = io.BytesIO()
    base = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    kinds = {name: name.rstrip("0123456789") for name in parts}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        overrides = "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{base}.{kind}+xml"/>'
            for name, kind in kinds.items()
        )
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/{main}.xml" ContentType="{base}.document.main+xml"/>'
            f"{overrides}</Types>",
        )
        archive.writestr("_rels/.rels", _relations({f"word/{main}": "officeDocument"}))
        archive.writestr(f"word/_rels/{main}.xml.rels", _relations(kinds))
        archive.writestr(f"word/{main}.xml", f"<w:document {W} {_MORE}><w:body>{body}</w:body></w:document>")
        for name, xml in parts.items():
            archive.writestr(f"word/{name}.xml", xml)
    return out.getvalue()


_MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def _relations(targets: dict[str, str]) -> str:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rows = "".join(
        f'<Relationship Id="r{at}" Type="{kind}/{named}" Target="{target}.xml"/>'
        for at, (target, named) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


@dataclass(frozen=True)
class Ink:
    """Text set from (x, y), y counted from the top of the page. `down` sets it vertically,
    `quarter` turns it clockwise."""

    x: float
    y: float
    text: str
    size: float = 12
    down: bool = False
    quarter: int = 0


def pdf_of(pages: Iterable[Iterable[Ink]], drawn: str = "", rotate: int = 0) -> bytes:
    """A PDF with these texts in a Japanese font that is named and not embedded; `drawn` is on each page."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        _font("H", 4),
        (
            b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /KozMinPr6N-Regular /DW 1000 /W [1 632 500] "
            b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 6 >> "
            b"/FontDescriptor 6 0 R >>"
        ),
        _font("V", 4),
        (
            b"<< /Type /FontDescriptor /FontName /KozMinPr6N-Regular /Flags 4 /FontBBox [0 -120 1000 880] "
            b"/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>"
        ),
    ]
    kids: list[int] = []
    for inks in pages:
        stream = zlib.compress((drawn + "\n" + "\n".join(_shown(ink) for ink in inks)).encode("ascii"))
        objects.append(
            b"<< /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream)
        )
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Rotate %d /Contents %d 0 R "
            b"/Resources << /Font << /H 3 0 R /V 5 0 R >> >> >>" % (*PAGE, rotate, len(objects))
        )
        kids.append(len(objects))
    refs = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%b] >>" % (len(kids), refs)
    return file_of(objects)


def _font(way: str, descendant: int) -> bytes:
    return (
        f"<< /Type /Font /Subtype /Type0 /BaseFont /KozMinPr6N-Regular /Encoding /UniJIS-UTF16-{way} "
        f"/DescendantFonts [{descendant} 0 R] >>"
    ).encode()


def _shown(ink: Ink) -> str:
    code = ink.text.encode("utf-16-be").hex()
    font = "V" if ink.down else "H"
    turn = ("1 0 0 1", "0 -1 1 0", "-1 0 0 -1", "0 1 -1 0")[ink.quarter]
    return f"BT /{font} {ink.size} Tf {turn} {ink.x} {PAGE[1] - ink.y} Tm <{code}> Tj ET"


def file_of(objects: list[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalogue."""
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def lines_down(texts: Iterable[str], x: float = 70, top: float = 80, pitch: float = 18) -> list[Ink]:
    """Lines of text below each other."""
    return [Ink(x, top + at * pitch, text) for at, text in enumerate(texts) if text]
