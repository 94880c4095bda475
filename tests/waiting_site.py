"""The site for gunicorn with one page more, /wait, which keeps its reader waiting until there is a file `go`
in the folder that the environment names (WAITING_IN)."""

import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.plain_site import application as site


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    folder = Path(os.environ["WAITING_IN"])
    if environ["PATH_INFO"] == "/wait":
        (folder / "waits").touch()
        while not (folder / "go").exists():
            time.sleep(0.01)
        environ["PATH_INFO"] = "/healthz"
    return site(environ, start_response)
