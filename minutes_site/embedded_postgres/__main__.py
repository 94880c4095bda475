"""Run one of PostgreSQL's own programs against the embedded server.

python -m minutes_site.embedded_postgres pg_dump --format=custom --file=backup.dump
"""

import os
import subprocess
import sys

import django
from django.db import connection


def main(command: list[str]) -> int:
    """Start the server if need be, run the program with its address in the environment, leave."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minutes_site.settings")
    django.setup()
    if connection.settings_dict["ENGINE"] != "minutes_site.embedded_postgres":
        sys.exit("DATABASE_URL が指定されているので、組み込みの PostgreSQL は使われていません。")
    if not command:
        sys.exit("使い方: python -m minutes_site.embedded_postgres psql（または pg_dump など）")
    from .base import server

    connection.ensure_connection()
    connection.close()
    address = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGDATABASE": "NAME"}
    environment = os.environ | {name: str(connection.settings_dict[key]) for name, key in address.items()}
    program = str(server().programs / command[0])
    return subprocess.run([program, *command[1:]], env=environment, check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
