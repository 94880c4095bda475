"""Papers as a word processor saves and prints them: Word documents and PDFs made by LibreOffice Writer."""

import shutil
import subprocess
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT

from .papers import docx_of

SOFFICE = shutil.which("soffice")


def typed(text: str) -> bytes:
    """A Word document with a paragraph for each line, and a table for lines with tabs in them."""

    def write(document: Document) -> None:
        for tabbed, lines in groupby(text.removesuffix("\n").split("\n"), key=lambda line: "\t" in line):
            if tabbed:
                _table(document, [line.split("\t") for line in lines])
            else:
                for line in lines:
                    document.add_paragraph(line).paragraph_format.space_after = 0

    return docx_of(write)


def _table(document: Document, rows: list[list[str]]) -> None:
    table = document.add_table(len(rows), max(map(len, rows)))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text


def convert(files: Iterable[Path], ending: str, folder: Path) -> None:
    """Let Writer save all these files in the folder, as docx or pdf."""
    assert SOFFICE
    profile = (folder / "profile").resolve().as_uri()
    subprocess.run(
        [SOFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", ending,
         "--outdir", str(folder), *map(str, files)],
        check=True, capture_output=True, timeout=600,
    )  # fmt: skip
