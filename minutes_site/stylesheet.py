"""The one style sheet of all pages: those that we write, one after the other."""

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseStorageFinder
from django.core.files.storage import FileSystemStorage, Storage

SITE = "css/site.css"
SHEETS = ("vendor/dads/tokens.css", "css/base.css", "css/frame.css", "css/components/*.css", "css/print.css")
"""Below static/: the colours' values, the ground rules, the frame, the components by name, paper."""


class StylesheetFinder(BaseStorageFinder):
    """Makes the sheet wherever static files are looked for: by collectstatic, runserver and tests.

    A reader loads it once for all pages, and a template that draws a component need not name its sheet.
    """

    def __init__(self) -> None:
        super().__init__(FileSystemStorage(settings.STATE_DIR / "stylesheet"))

    def find(self, path: str, find_all: Any = False) -> Any:
        if path == SITE:
            self._write()
        return super().find(path, find_all=find_all)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        self._write()
        yield SITE, self.storage

    def _write(self) -> None:
        """Whole or not at all: several processes may do it at once."""
        wanted = "\n".join(path.read_text(encoding="utf-8") for path in sheets())
        target = Path(self.storage.path(SITE))
        if target.exists() and target.read_text(encoding="utf-8") == wanted:
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=target.parent, delete=False) as draft:
            draft.write(wanted)
        Path(draft.name).replace(target)


def sheets() -> list[Path]:
    """In the order in which their rules count."""
    folder = settings.BASE_DIR / "static"
    return [path for pattern in SHEETS for path in sorted(folder.glob(pattern))]
