"""Which version of the reading program read a document: made from what decides how it is read."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
READS = (
    HERE / "readers",
    HERE / "parser",
    HERE / "vocabulary",
    HERE / "attribution.py",
    HERE / "errors.py",
    HERE / "folding.py",
    HERE / "parsed.py",
    HERE / "roster.py",
    HERE / "source.py",
    HERE / "__init__.py",
    HERE.parent / "eras.py",
    HERE.parent / "characters.py",
)
LIBRARIES = ("lxml", "pypdfium2", "python-docx")
_DATA = {".py", ".txt", ".csv"}
_DIGITS = 12


def files() -> list[Path]:
    """The files that decide what is read, in a fixed order."""
    found = (path for place in READS for path in (place.rglob("*") if place.is_dir() else [place]))
    return sorted(path for path in found if path.suffix in _DATA)


@cache
def parser_version() -> str:
    """Twelve hex digits: another rule, another word of the vocabulary or another release of a library that
    reads gives another version. Two documents of one version were read by the same rules."""
    digest = hashlib.sha256()
    for path in files():
        content = path.read_bytes()
        digest.update(f"{path.relative_to(HERE.parent).as_posix()} {len(content)}\n".encode() + content)
    for library in LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    return digest.hexdigest()[:_DIGITS]
