"""What Lighthouse says of a page of a running site. It is asked where it is installed:

npm install --global lighthouse
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess

from tests.conftest import CHROMIUM, CHROMIUM_ARGUMENTS

MISSING = "Lighthouse is not installed (npm install --global lighthouse)"
CATEGORIES = ("accessibility", "best-practices")


def is_installed() -> bool:
    return bool(shutil.which("lighthouse"))


def look_at(url: str) -> tuple[dict[str, int], list[str]]:
    """Of each category the points of 100, and each audit that took some away."""
    command = [
        "lighthouse",
        url,
        "--quiet",
        "--output=json",
        "--output-path=stdout",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={' '.join(each for each in CHROMIUM_ARGUMENTS if ' ' not in each)}",
    ]
    environment = os.environ | {"CHROME_PATH": str(CHROMIUM)}
    output = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout
    report = json.loads(output)
    points = {name: round(100 * (report["categories"][name]["score"] or 0)) for name in CATEGORIES}
    weighing = {
        each["id"]
        for name in CATEGORIES
        for each in report["categories"][name]["auditRefs"]
        if each["weight"]
    }
    lost = [
        f"{name}: {each['title']}"
        for name, each in report["audits"].items()
        if name in weighing and each["score"] is not None and each["score"] < 1
    ]
    return points, lost
