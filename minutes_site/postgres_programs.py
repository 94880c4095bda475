"""PostgreSQL's own programs (pg_dump, pg_restore), run against a database of Django's."""

import os
import shutil
import subprocess
from pathlib import Path

from django.db.backends.postgresql.base import DatabaseWrapper


class ProgramError(Exception):
    """A program ended badly; the message is what it said."""


class ProgramMissingError(Exception):
    """A program is not there; the message says what to do."""


def run_program(database: DatabaseWrapper, name: str, *arguments: str | Path) -> str:
    """What the program prints. The password is in its environment, where others cannot read it."""
    database.ensure_connection()  # an embedded server is running from here on
    options, secrets = database.client_class.settings_to_cmd_args_env(database.settings_dict, [])
    where = [*options[1:-1], f"--dbname={database.settings_dict['NAME']}"]
    command = [_path_of(database, name), *where, *(str(argument) for argument in arguments)]
    done = subprocess.run(  # noqa: S603 — the program is PostgreSQL's
        command,
        env=os.environ | (secrets or {}),
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise ProgramError(f"{name}: {done.stderr.strip()}")
    return done.stdout


def _path_of(database: DatabaseWrapper, name: str) -> str:
    """The program that belongs to the embedded server, or the one in PG_BIN or in the PATH."""
    folder = os.environ.get("PG_BIN")
    if database.settings_dict["ENGINE"] == "minutes_site.embedded_postgres":
        from .embedded_postgres.base import server

        folder = str(server().programs)
    found = shutil.which(name, path=folder)
    if found is None:
        where = folder or "PATH"
        raise ProgramMissingError(
            f"{name} が {where} にありません。Debian では apt install postgresql-client を実行するか、"
            "PG_BIN にそのフォルダーを指定してください。"
        )
    return found
