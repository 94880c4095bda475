"""What a server loads before its first reader, so that nobody waits for it and worker processes share it."""

from pathlib import Path

from django.template import engines
from django.template.loader import get_template
from django.urls import get_resolver


def load_pages() -> None:
    """Import the views and compile the site's own templates, which takes longer than any page."""
    get_resolver().url_patterns  # noqa: B018 (reading them imports every view)
    for folder in map(Path, engines["django"].dirs):
        for path in folder.rglob("*.*"):
            get_template(path.relative_to(folder).as_posix())
