"""Debian's nginx with the manual's own configuration, in a folder of its own."""

import os
import re
import shutil
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from tests.standby_cluster import CHECKOUT, PATIENCE

MANUAL = CHECKOUT / "docs/operating.md"


def find_nginx() -> str | None:
    """Where the program is, if it is installed."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


def documented() -> str:
    """The configuration that the manual has."""
    found = re.search(r"^```nginx\n(.*?)^```", MANUAL.read_text(), re.DOTALL | re.MULTILINE)
    assert found
    return found[1]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


class Front:
    """nginx in front of the site, without TLS. Its folder has `state`, as STATE_DIR is, and gets its logs."""

    def __init__(self, program: str, folder: Path, site_port: int) -> None:
        self.folder, self.port = folder, free_port()
        text = documented()
        for said, here in {
            "/var/cache/nginx/minutes": str(folder / "cache"),
            "/var/lib/minutes": str(folder / "state"),
            "/var/log/nginx": str(folder),
            "127.0.0.1:8000": f"127.0.0.1:{site_port}",
            "listen 443 ssl": f"listen 127.0.0.1:{self.port}",
            "listen 80": f"listen 127.0.0.1:{free_port()}",
        }.items():
            assert said in text
            text = text.replace(said, here)
        text = re.sub(r"^\s*ssl_.*;\n", "", text, flags=re.MULTILINE)
        as_we_are = "user root;" if os.geteuid() == 0 else ""  # who may read the folder
        (folder / "nginx.conf").write_text(
            f"daemon off; {as_we_are} pid {folder}/pid; error_log {folder}/errors; events {{}}\n"
            f"http {{ include /etc/nginx/mime.types; access_log off;\n"
            f"client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;\n"
            f"{text} }}"
        )
        self.process = subprocess.Popen([program, "-c", folder / "nginx.conf"], stderr=subprocess.PIPE)
        try:
            self._wait()
        except BaseException:
            self.stop()
            raise

    @property
    def log(self) -> Path:
        """A line for each answer, as the manual has it."""
        return self.folder / "minutes.log"

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(PATIENCE)

    def _wait(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise ChildProcessError(self.process.communicate()[1].decode())
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
                return
            time.sleep(0.05)
        raise TimeoutError("nginx does not listen")
