"""Files of lines: opened by what is in them, read one line at a time, written whole or not at all."""

import gzip
import lzma
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, BinaryIO, cast

LONGEST_LINE = 256 * 1024 * 1024
"""Bytes of one line: an original of some 190 MB in base64. Longer ones are read over and refused."""

_GZIP = b"\x1f\x8b"
_XZ = b"\xfd7zXZ\x00"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class UnreadableFileError(Exception):
    """A file that cannot be opened or breaks off; the message is for the clerk."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it stands in the file; `number` counts from one. `data` is None where it is too long."""

    number: int
    data: bytes | None


@dataclass(slots=True)
class LineFile:
    """An open file of lines. `size` is its length in bytes, None where that cannot be known (stdin)."""

    name: str
    size: int | None
    _raw: BinaryIO
    _read: int = field(default=0, init=False)

    def lines(self) -> Iterator[Line]:
        """Every line that is not blank. Raises UnreadableFileError where the file breaks off."""
        try:
            yield from self._lines(self._unpacked())
        except (OSError, EOFError, lzma.LZMAError) as error:
            raise UnreadableFileError(f"{self.name}: 途中で読めなくなりました（{error}）。") from error

    def position(self) -> int:
        """Bytes read so far: of the file, so that it compares with `size`; of the text for stdin."""
        return self._raw.tell() if self.size is not None else self._read

    def _unpacked(self) -> IO[bytes]:
        """By the first bytes, whatever the file is called."""
        start = self._raw.peek(len(_XZ)) if hasattr(self._raw, "peek") else b""
        if start.startswith(_GZIP):
            return cast("IO[bytes]", gzip.GzipFile(fileobj=self._raw))
        if start.startswith(_XZ):
            return cast("IO[bytes]", lzma.LZMAFile(self._raw))
        return self._raw

    def _lines(self, stream: IO[bytes]) -> Iterator[Line]:
        number = 0
        while data := stream.readline(LONGEST_LINE + 1):
            number += 1
            self._read += len(data)
            if number == 1:
                data = data.removeprefix(_BYTE_ORDER_MARK)
            if len(data) > LONGEST_LINE:
                while data and not data.endswith(b"\n"):
                    data = stream.readline(LONGEST_LINE)
                yield Line(number, None)
            elif data.strip():
                yield Line(number, data)


@contextmanager
def open_lines(name: str) -> Iterator[LineFile]:
    """A file by name, or standard input for `-`; plain, gzip or xz. Raises UnreadableFileError."""
    if name == "-":
        yield LineFile("標準入力", None, cast("BinaryIO", sys.stdin.buffer))
        return
    try:
        raw = Path(name).open("rb")  # noqa: SIM115 - closed below, after what reads from it
        size = os.fstat(raw.fileno()).st_size
    except OSError as error:
        raise UnreadableFileError(f"{name}: 開けません（{error.strerror}）。") from error
    with raw:
        yield LineFile(Path(name).name, size, cast("BinaryIO", raw))


@contextmanager
def written_whole(path: Path) -> Iterator[IO[bytes]]:
    """A file that appears under its name when all of it is written; packed as its suffix says.

    The same lines make the same bytes: no time of writing is kept inside.
    """
    descriptor, partial = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as raw, _packed(raw, path.suffix) as stream:
            yield stream
        Path(partial).chmod(0o644)
        Path(partial).replace(path)
    except BaseException:
        Path(partial).unlink(missing_ok=True)
        raise


@contextmanager
def _packed(raw: IO[bytes], suffix: str) -> Iterator[IO[bytes]]:
    if suffix == ".gz":
        with gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as packed:
            yield cast("IO[bytes]", packed)
    elif suffix == ".xz":
        with lzma.LZMAFile(raw, "wb") as packed:
            yield cast("IO[bytes]", packed)
    else:
        yield raw
