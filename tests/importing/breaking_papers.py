"""Word documents and PDFs for the fuzzer: made of a text in many forms, then damaged within their container.

Torn bytes are refused at the door more often than not. What is damaged here still opens: the zip is whole and
the XML well formed, the PDF has its table of objects, and only what they hold makes no sense.
"""

import io
import random
import re
import zipfile
import zlib

from docx.document import Document
from lxml import etree

from .papers import PAGE, Ink, W, docx_of, docx_with, file_of, lines_down, pdf_of

MOST_LINES = 150
_ROWS = 40
_WORD = W.split('"')[1]
_TAGS = [
    *["p", "r", "t", "tab", "br", "tbl", "tr", "tc", "tcPr", "trPr", "pPr", "rPr", "numPr", "ins", "del"],
    *["moveTo", "ruby", "rt", "rubyBase", "sym", "sdt", "sdtContent", "txbxContent", "footnoteReference"],
]
_VALUES = ["", "0", "1", "-1", "99999999999", "off", "二", "F0B7", "\u3000", "continue"]
_NUMBERS = ["0", "-1", "0.00001", "99999", "-99999", "1e9", "NaN", "595", "3.5"]
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_OBJECT = re.compile(rb"\d+ 0 obj\n(.*?)\nendobj", re.S)
_STREAM = re.compile(rb"(.*?>>\nstream\n)(.*)(\nendstream)", re.S)


def docx_from(lines: list[str], chance: random.Random) -> bytes:
    """The lines as paragraphs, as a table, or with notes, changes and boxes among them."""
    lines = [re.sub(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]", "", line) for line in lines]
    if chance.random() < 0.4:
        return _rich(lines, chance)
    wide = chance.randrange(4)

    def write(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = lines[0]
        document.sections[0].footer.paragraphs[0].text = "- 1 -"
        table = document.add_table(0, wide) if wide else None
        for line in lines:
            cells = re.split(r"[\t　：]", line, maxsplit=wide - 1) if table and wide > 1 else [line]
            if table is None or chance.random() < 0.1:
                document.add_paragraph(line, chance.choice(["Normal", "List Number", "Heading 1"]))
                continue
            row = table.add_row()
            for cell, text in zip(row.cells, cells, strict=False):
                cell.text = text
            if chance.random() < 0.05:
                table.cell(chance.randrange(len(table.rows)), 0).merge(row.cells[0])

    return docx_of(write)


def _rich(lines: list[str], chance: random.Random) -> bytes:
    def run(text: str) -> str:
        return f"<w:r><w:t>{text.replace('&', '&amp;').replace('<', '&lt;')}</w:t></w:r>"

    ruby = "<w:p><w:r><w:ruby><w:rt>{kana}</w:rt><w:rubyBase>{text}</w:rubyBase></w:ruby></w:r></w:p>"
    forms = [
        "<w:p>{text}</w:p>",
        "<w:p><w:ins>{text}</w:ins><w:del>{text}</w:del></w:p>",
        "<w:p>{text}<w:r><w:footnoteReference w:id='2'/></w:r></w:p>",
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{text}</w:p>",
        "<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>{text}</w:p>",
        "<w:tbl><w:tr><w:tc><w:p>{text}</w:p></w:tc><w:tc/></w:tr></w:tbl>",
        "<w:p><w:r><w:txbxContent><w:p>{text}</w:p></w:txbxContent></w:r></w:p>",
        ruby.replace("{kana}", run("かな")),
    ]
    used = forms if chance.random() < 0.4 else forms[:1]
    body = "".join(chance.choice(used).replace("{text}", run(line)) for line in lines)
    notes = f"<w:footnotes {W}><w:footnote w:id='2'><w:p>{run('注記です。')}</w:p></w:footnote></w:footnotes>"
    lists = (
        f"<w:numbering {W}><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/>"
        "<w:numFmt w:val='decimal'/><w:lvlText w:val='%1．'/></w:lvl></w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>"
    )
    return docx_with(body, footnotes=notes, numbering=lists)


def damaged_docx(data: bytes, chance: random.Random) -> bytes:
    """The document with parts deleted or exchanged and with elements moved, renamed and doubled."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    names = [name for name in parts if name.endswith(".xml") and name.startswith("word/")]
    for _ in range(chance.randrange(1, 3)):
        name = chance.choice([*names, *["word/document.xml"] * 2 * len(names)])
        way = chance.random()
        if way < 0.03:
            parts.pop(name, None)
        elif way < 0.06:
            other = chance.choice(names)
            parts[name], parts[other] = parts.get(other, b""), parts.get(name, b"")
        elif way < 0.1:
            part = parts.get(name, b"")
            parts[name] = part[: chance.randrange(len(part) + 1)]
        else:
            parts[name] = _mixed(parts.get(name, b""), chance)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _mixed(xml: bytes, chance: random.Random) -> bytes:
    try:
        root = etree.fromstring(xml)
    except etree.XMLSyntaxError:
        return xml
    for _ in range(chance.randrange(1, 40)):
        everything = [one for one in root.iter() if isinstance(one.tag, str)]
        if len(everything) < 3:
            break
        one, other = chance.sample(everything[1:], 2)
        above = one.getparent()
        match chance.randrange(7):
            case 0:
                one.tag = f"{{{_WORD}}}{chance.choice(_TAGS)}"
            case 1 if other not in one.iterancestors() and one not in other.iterancestors():
                other.append(one)
            case 2 if above is not None and sum(1 for _ in one.iter()) < 200:
                above.append(etree.fromstring(etree.tostring(one)))
            case 3 if above is not None:
                above.remove(one)
            case 4:
                one.set(f"{{{_WORD}}}{chance.choice(('val', 'id', 'char', 'ilvl'))}", chance.choice(_VALUES))
            case 5:
                children = list(one)
                chance.shuffle(children)
                one[:] = children
            case _:
                one.text, other.text = other.text, one.text
    return bytes(etree.tostring(root))


def pdf_from(lines: list[str], chance: random.Random) -> bytes:
    """The lines across or down the page, in columns, in tables, or all over it."""
    way, quarter = chance.randrange(6), chance.choice((0, 0, 0, 1, 2, 3))
    pages = [_page(rows, way, quarter, chance) for rows in _apart(lines)]
    drawn = "\n".join(_rule(chance) for _ in range(chance.choice((0, 0, 6, 60))))
    return pdf_of(pages, drawn, chance.choice((0, 0, 0, 90, 180, 270)))


def _apart(lines: list[str]) -> list[list[str]]:
    return [lines[at : at + _ROWS] for at in range(0, len(lines), _ROWS)]


def _page(rows: list[str], way: int, quarter: int, chance: random.Random) -> list[Ink]:
    if way == 0:
        return [Ink(550 - 13 * at, 60, row[:60], 10, True) for at, row in enumerate(rows)]
    if way == 1:
        rows, middle = [row[:20] for row in rows], len(rows) // 2
        return [*lines_down(rows[:middle], 40), *lines_down(rows[middle:], 310)]
    if way == 2:
        cells = [(60 + 18 * at, re.split(r"[\t　：]", row, maxsplit=1)) for at, row in enumerate(rows)]
        return [Ink(60 + 110 * n, y, text, 11) for y, texts in cells for n, text in enumerate(texts)]
    inks = [Ink(60, 60 + 18 * at, row[:45], 10, False, quarter) for at, row in enumerate(rows)]
    if way == 3:
        sizes = (0, 0.1, 6, 12, 90)
        inks = [
            Ink(chance.uniform(-100, 700), chance.uniform(-100, 900), ink.text, chance.choice(sizes))
            for ink in inks
        ]
    if way == 4:
        chance.shuffle(inks)
    return inks


def _rule(chance: random.Random) -> str:
    x, y = chance.choice((60, 160, 460, chance.uniform(0, PAGE[0]))), chance.uniform(0, PAGE[1])
    return f"0.5 w {x:.1f} {y:.1f} {chance.choice((0, 100, 300))} {chance.choice((0, 18, 60, -40))} re S"


def damaged_pdf(data: bytes, chance: random.Random) -> bytes:
    """The PDF with numbers changed inside its objects, operators shuffled, objects exchanged and emptied."""
    objects = _OBJECT.findall(data)
    for _ in range(chance.randrange(1, 4) if objects else 0):
        at, other = chance.randrange(len(objects)), chance.randrange(len(objects))
        way = chance.random()
        if way < 0.1:
            objects[at], objects[other] = objects[other], objects[at]
        elif way < 0.15:
            objects[at] = chance.choice((b"null", b"<< >>", b"[ ]", objects[other]))
        else:
            objects[at] = _bent(objects[at], chance)
    return file_of(objects)


def _bent(content: bytes, chance: random.Random) -> bytes:
    found = _STREAM.fullmatch(content)
    if found is None:
        return _renumbered(content, chance, 3)
    head, packed, tail = found.groups()
    drawn = zlib.decompress(packed)
    lines = drawn.split(b"\n")
    if chance.random() < 0.3:
        chance.shuffle(lines)
    if chance.random() < 0.2:
        lines *= chance.randrange(2, 5)
    again = zlib.compress(_renumbered(b"\n".join(lines), chance, 40))
    return head.replace(b"/Length %d" % len(packed), b"/Length %d" % len(again)) + again + tail


def _renumbered(content: bytes, chance: random.Random, most: int) -> bytes:
    share = most / max(most, len(_NUMBER.findall(content)))
    return _NUMBER.sub(
        lambda one: chance.choice(_NUMBERS).encode() if chance.random() < share / 2 else one.group(), content
    )
