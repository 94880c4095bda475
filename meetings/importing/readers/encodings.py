"""Which encoding a document is in: a list of strict attempts, and the one the caller names before all."""

import codecs
import re

from ..errors import UnreadableError

# Windows wrote what calls itself Shift_JIS; only cp932 knows its ①, ㈱ and 髙.
_SPELLINGS = {
    "utf-8": "utf-8 utf8",
    "utf-8-sig": "utf-8-sig",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "cp932": "cp932 ms932 windows-31j shift_jis shift-jis sjis x-sjis",
    "euc_jp": "euc-jp euc_jp eucjp",
    "iso2022_jp": "iso-2022-jp iso2022_jp iso2022-jp jis",
}
_NAMES = {spelling: name for name, spellings in _SPELLINGS.items() for spelling in spellings.split()}
_ESCAPES = (b"\x1b$B", b"\x1b$@", b"\x1b(J", b"\x1b(I")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_HALF_KANA = re.compile("[\uff61-\uff9f]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BINARY_SHARE = 0.02
_SAMPLE = 20_000

BAD_NAME = "文字コード「{name}」は扱えません"
NOT_IN_IT = "文字コード「{name}」としては読めません"
UNKNOWN = "文字コードを判別できません。文字の文書ではないか、途中で壊れています"
BINARY = "文字の文書ではありません（画像やWord文書の拡張子が変わっていませんか）"


def decode(data: bytes, named: str | None = None) -> tuple[str, str]:
    """(text, encoding). Raises UnreadableError where no encoding fits."""
    if named:
        return _decode_as(data, named)
    text, encoding = _climb(data)
    if looks_binary(text):
        raise UnreadableError(BINARY)
    return text, encoding


def _decode_as(data: bytes, named: str) -> tuple[str, str]:
    encoding = _NAMES.get(named.strip().lower())
    if encoding is None:
        raise UnreadableError(BAD_NAME.format(name=named))
    text = _strictly(data, encoding)
    if text is None or looks_binary(text):
        raise UnreadableError(NOT_IN_IT.format(name=named))
    return text, encoding


def _climb(data: bytes) -> tuple[str, str]:
    if any(escape in data for escape in _ESCAPES) and (text := _strictly(data, "iso2022_jp")) is not None:
        return text, "iso2022_jp"
    for bom, encoding in _BOMS:
        if data.startswith(bom) and (text := _strictly(data, encoding)) is not None:
            return text, encoding
    if (text := _strictly(data, "utf-8")) is not None:
        return text, "utf-8"
    both = [(text, name) for name in ("cp932", "euc_jp") if (text := _strictly(data, name)) is not None]
    if not both:
        raise UnreadableError(BINARY if b"\x00" in data[:_SAMPLE] else UNKNOWN)
    return min(both, key=lambda one: len(_HALF_KANA.findall(one[0])))


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeError:
        return None


def looks_binary(text: str) -> bool:
    """Whether a text that decoded is no text: control characters where letters should be."""
    sample = text[:_SAMPLE]
    return len(_CONTROL.findall(sample)) > _BINARY_SHARE * len(sample)
