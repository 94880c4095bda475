"""What vnu, the Nu Html Checker, says of a page's HTML. It is asked where it is installed:

apt-get install --no-install-recommends default-jre-headless && npm install --global vnu-jar
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

MISSING = "vnu is not installed (npm install --global vnu-jar, and Java)"


def is_installed() -> bool:
    return bool(shutil.which("vnu") and shutil.which("java"))


needed = pytest.mark.skipif(not is_installed(), reason=MISSING)


def errors(pages: Mapping[str, str]) -> dict[str, list[str]]:
    """The errors on each page that has any, by the page's name; `pages` is the HTML by name."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    with TemporaryDirectory() as folder:
        names = {}
        for number, (name, html) in enumerate(pages.items()):
            path = Path(folder) / f"{number}.html"
            path.write_text(html, encoding="utf-8")
            names[path.name] = name
        command = ["vnu", "--format", "json", "--stdout", "--exit-zero-always", folder]
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    for message in json.loads(output)["messages"]:
        if message["type"] == "error":
            name = names[Path(message["url"]).name]
            found[name].append(f"{message['message']} ({message.get('extract', '').strip()[:160]})")
    return dict(found)
