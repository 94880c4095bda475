"""A Word document as a file: the names of its parts, whether it is one, and whether it is safe to unpack.
Nothing is parsed before that is known."""

import io
import posixpath
import struct
import zipfile
import zlib

from lxml import etree

from ...errors import UnreadableError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

# No entities, no network, and libxml2's own limits on depth and size stay on.
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)

# How the parts beside the text are related to it.
HEADERS = "header"
FOOTERS = "footer"
FOOTNOTES = "footnotes"
ENDNOTES = "endnotes"
COMMENTS = "comments"
NUMBERING = "numbering"
STYLES = "styles"

MOST_MEMBERS = 4_000
MOST_UNPACKED = 256 * 1024 * 1024
MOST_XML = 96 * 1024 * 1024
# Word's XML shrinks to a tenth, repetitive text to a hundredth; what shrinks more was made to.
STEEPEST = 400
_HARMLESS = 8 * 1024 * 1024
_CHUNK = 1024 * 1024

BROKEN = "Word文書（docx）として読めません。ファイルが途中で壊れています"
NOT_WORD = "Word文書（docx）ではありません（{what}です）"
LOCKED = "Word文書（docx）にパスワードがかかっています。パスワードを外して保存し直してください"
BOMB = "Word文書（docx）を展開すると大きくなりすぎます。安全のため読み込みません"
CROWDED = "Word文書（docx）の中のファイルが多すぎます（{count:,}個）。安全のため読み込みません"
STRICT = "Word文書（docx）が特別な形式（Strict Open XML）です。Wordの通常の形式で保存し直してください"
MACROS = "マクロやひな形を含むWord文書です。Wordで通常の形式（docx）に保存し直してください"

_TYPES = "[Content_Types].xml"
_RELATIONS = "_rels/.rels"
_MAIN = b"wordprocessingml.document.main+xml"
_OTHER_WORD = (b"macroEnabled", b"wordprocessingml.template.main+xml")
_STRICT = b"purl.oclc.org/ooxml"
_KINDS = (
    ("xl/", "Excelの表（xlsx）"),
    ("ppt/", "PowerPointの資料（pptx）"),
    ("content.xml", "OpenDocument形式の文書"),
    ("META-INF/container.xml", "電子書籍（epub）"),
)


def check_container(data: bytes) -> None:
    """Raises UnreadableError unless the bytes are a docx that can be unpacked within bounds."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive)
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        EOFError,
        OSError,
        ValueError,
        LookupError,
        etree.LxmlError,
    ) as error:
        raise UnreadableError(BROKEN) from error
    except NotImplementedError as error:  # a compression that Word never uses
        raise UnreadableError(BROKEN) from error
    except RuntimeError as error:  # zipfile's word for a member with a password
        raise UnreadableError(LOCKED) from error


def _check(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise UnreadableError(CROWDED.format(count=len(members)))
    names = {member.filename for member in members}
    if not {_TYPES, _RELATIONS} <= names:
        raise UnreadableError(_what_else(names))
    _measure(archive, members)
    types = archive.read(_TYPES)
    if _MAIN not in types:
        raise UnreadableError(MACROS if any(kind in types for kind in _OTHER_WORD) else _what_else(names))
    main = _main_part(archive.read(_RELATIONS))
    if main not in names:
        raise UnreadableError(BROKEN)
    with archive.open(main) as part:
        if _STRICT in part.read(4096):
            raise UnreadableError(STRICT)


def _main_part(relations: bytes) -> str:
    """The name of the part with the text, as the file gives it: most programs choose word/document.xml."""
    for relation in etree.fromstring(relations, PARSER).iter("{*}Relationship"):
        if relation.get("Type", "").endswith("/officeDocument"):
            return posixpath.normpath(relation.get("Target", "")).lstrip("/")
    return ""


def _what_else(names: set[str]) -> str:
    for start, what in _KINDS:
        if any(name.startswith(start) for name in names):
            return NOT_WORD.format(what=what)
    if _TYPES in names or any(name.startswith("word/") for name in names):
        return BROKEN
    return NOT_WORD.format(what="圧縮ファイル（zip）")


def _measure(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    """Unpack everything once without keeping it: the sizes a zip declares are only its word."""
    total = 0
    for member in members:
        size = 0
        limit = MOST_XML if member.filename.endswith((".xml", ".rels")) else MOST_UNPACKED
        with archive.open(member) as part:
            while chunk := part.read(_CHUNK):
                size += len(chunk)
                steep = size > _HARMLESS and size > STEEPEST * max(1, member.compress_size)
                if steep or size > limit or total + size > MOST_UNPACKED:
                    raise UnreadableError(BOMB)
        total += size
