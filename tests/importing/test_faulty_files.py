"""Broken, locked and hostile Word documents and PDFs: one clear line each, nothing raised."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.importing import read_document

from .accounting import unaccounted
from .papers import W, docx_with, lines_down, pdf_of
from .sittings import printed

MINUTES = printed(lambda label, spoken: f"○{label}　{spoken}").split("\n")
DOCX = docx_with("".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in MINUTES))
PDF = pdf_of([lines_down(MINUTES, pitch=16)])


def zip_of(**members: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def with_member(docx: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO(docx)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def without_member(docx: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(docx)) as old:
        return zip_of(**{one: old.read(one) for one in old.namelist() if one != name})


def bomb(docx: bytes) -> bytes:
    return with_member(docx, "word/media/a.bin", b"\0" * 90_000_000)


def lying(docx: bytes) -> bytes:
    """A bomb whose directory says that it is small."""
    return bomb(docx).replace((90_000_000).to_bytes(4, "little"), (900).to_bytes(4, "little"))


def locked_pdf() -> bytes:
    secret = b"<" + b"41" * 32 + b">"
    lock = (
        b"/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O " + secret + b" /U " + secret + b" >> "
    )
    return PDF.replace(b"/Root 1 0 R", lock + b"/ID [<41><41>] /Root 1 0 R")


def locked_zip() -> bytes:
    data = bytearray(DOCX)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
LAUGHS = "<!DOCTYPE w:document [" + '<!ENTITY a "はは">' + "".join(
    f'<!ENTITY {after} "{f"&{before};" * 20}">' for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)  # fmt: skip
BOMB = f"{LAUGHS}]><w:document {W}><w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body></w:document>"
STRICT = '<d xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'
STEALING = (
    f'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><w:document {W}><w:body>'
    "<w:p><w:r><w:t>一&x;二</w:t></w:r></w:p></w:body></w:document>"
)


def with_text_part(xml: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(DOCX)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, xml if name == "word/document.xml" else old.read(name))
    return out.getvalue()


BROKEN_DOCX = "Word文書（docx）として読めません"
FAULTS = {
    "empty docx": (b"", "a.docx", "ファイルが空です"),
    "docx that is no zip": (
        b"This is not a zip file.",
        "a.docx",
        "Word文書（docx）ではありません。壊れているか",
    ),
    "docx cut short": (DOCX[: len(DOCX) // 2], "a.docx", BROKEN_DOCX),
    "zip without end": (b"PK\x03\x04" + b"\0" * 99, "a.docx", BROKEN_DOCX),
    "xlsx": (
        zip_of(**{"[Content_Types].xml": "<a/>", "xl__workbook_xml": "<a/>"}),
        "a.docx",
        "Excelの表（xlsx）です",
    ),
    "xlsx in full": (
        zip_of(**{"[Content_Types].xml": "<a/>", "_rels/.rels": "<a/>", "xl__workbook_xml": "<a/>"}),
        "a.docx",
        "Excelの表（xlsx）です",
    ),
    "pptx": (zip_of(ppt__presentation_xml="<a/>"), "a.pptx", "PowerPointの資料（pptx）です"),
    "odt": (zip_of(content_xml="<a/>"), "a.odt", "OpenDocument形式の文書です"),
    "plain zip": (zip_of(photo="x"), "a.zip", "圧縮ファイル（zip）です"),
    "empty zip": (zip_of(), "a.docx", "圧縮ファイル（zip）です"),
    "zip with a password": (locked_zip(), "a.docx", "パスワードがかかっています"),
    "docx with a password": (
        OLE + "EncryptedPackage".encode("utf-16-le"),
        "a.docx",
        "パスワードで保護された",
    ),
    "old doc": (OLE + "WordDocument".encode("utf-16-le"), "a.doc", "古い形式のWord文書（doc）です"),
    "old xls": (OLE + "Workbook".encode("utf-16-le"), "a.xls", "古い形式のExcelの表（xls）です"),
    "zip bomb": (bomb(DOCX), "a.docx", "展開すると大きくなりすぎ"),
    "zip bomb that lies": (lying(DOCX), "a.docx", "Word文書（docx）"),
    "too many members": (zip_of(**{f"a{at}": "" for at in range(4_001)}), "a.docx", "多すぎます（4,001個）"),
    "no text part": (without_member(DOCX, "word/document.xml"), "a.docx", BROKEN_DOCX),
    "no xml": (with_text_part("これは違う"), "a.docx", BROKEN_DOCX),
    "entity bomb": (with_text_part(BOMB), "a.docx", BROKEN_DOCX),
    "strict": (with_text_part(STRICT), "a.docx", "Strict"),
    "pdf that is none": (b"This is not a PDF.", "a.pdf", "PDFではありません。壊れているか"),
    "pdf of a head": (b"%PDF-1.7\n", "a.pdf", "PDFとして読めません"),
    "pdf with a password": (locked_pdf(), "a.pdf", "PDFにパスワードがかかっています"),
    "pdf of pictures": (pdf_of([[], [], []]), "a.pdf", "3ページすべてが画像です"),
    "pdf without pages": (pdf_of([]), "a.pdf", "PDF"),
}


@pytest.mark.parametrize(("data", "name", "says"), FAULTS.values(), ids=FAULTS.keys())
def test_each_fault_has_one_clear_line(data: bytes, name: str, says: str) -> None:
    document = read_document(data, name)
    assert document.outcome == "unreadable"
    assert says in (document.reason or "")
    assert "\n" not in (document.reason or "")
    assert (document.meetings, document.lines, document.problems) == ([], [], [])


def test_entities_of_a_docx_are_not_looked_up() -> None:
    lines = "".join(read_document(with_text_part(STEALING), "a.docx").lines)
    assert lines in ("", "一二", "一")


def test_a_docx_nested_very_deep_is_read_or_refused() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 5_000 + "</w:tc></w:tr></w:tbl>" * 5_000
    assert read_document(docx_with(deep), "a.docx").reason
    assert read_document(
        docx_with("<w:sdt><w:sdtContent>" * 100 + "</w:sdtContent></w:sdt>" * 100), "a.docx"
    ).reason


@given(st.binary(max_size=300))
@settings(max_examples=60, deadline=None)
def test_no_bytes_behind_a_signature_raise(data: bytes) -> None:
    for head, name in ((b"PK\x03\x04", "a.docx"), (b"%PDF-1.7\n", "a.pdf"), (OLE, "a.doc"), (b"", "a.docx")):
        document = read_document(head + data, name)
        assert document.reason
        assert document.reason.isprintable()


@given(st.sampled_from([(DOCX, "a.docx"), (PDF, "a.pdf")]), st.floats(0, 1))
@settings(max_examples=60, deadline=None)
def test_a_file_cut_short_never_raises(file: tuple[bytes, str], share: float) -> None:
    data, name = file
    document = read_document(data[: int(len(data) * share)], name)
    assert document.reason or unaccounted(document) == {}


@given(
    st.sampled_from([(DOCX, "a.docx"), (PDF, "a.pdf")]),
    st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 7)), min_size=1, max_size=12),
)
@settings(max_examples=120, deadline=None)
def test_flipped_bits_never_raise(file: tuple[bytes, str], flips: list[tuple[float, int]]) -> None:
    data, name = bytearray(file[0]), file[1]
    for share, bit in flips:
        data[int(len(data) * share)] ^= 1 << bit
    document = read_document(bytes(data), name)
    assert document.reason or unaccounted(document) == {}


TAGS = [
    "w:p",
    "w:r",
    "w:t",
    "w:tbl",
    "w:tr",
    "w:tc",
    "w:ins",
    "w:del",
    "w:ruby",
    "w:rt",
    "w:numPr",
    "w:pPr",
    "w:sym",
]


TREES: st.SearchStrategy[object] = st.recursive(
    st.sampled_from(["一", "○会長　はい。", ""]),
    lambda inner: st.tuples(st.sampled_from(TAGS), st.lists(inner, max_size=4)),
)


@given(TREES)
@settings(max_examples=100, deadline=None)
def test_elements_in_any_order_never_raise(tree: object) -> None:
    def xml(node: object) -> str:
        if isinstance(node, str):
            return node
        tag, children = node  # type: ignore[misc]
        return f"<{tag}>{''.join(map(xml, children))}</{tag}>"  # type: ignore[has-type]

    document = read_document(docx_with(xml(tree)), "a.docx")
    assert document.reason or unaccounted(document) == {}
