"""Django's PostgreSQL backend, with a server that starts at the first connection."""

import functools
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import psycopg2
from django.conf import settings
from django.db.backends.postgresql import base
from django.db.backends.postgresql.client import DatabaseClient as PostgresClient
from django.db.utils import OperationalError

from .server import DATABASE, ROLE, Server, ServerError
from .server_folder import FolderError, find_server_folder


@functools.cache
def server() -> Server:
    """The server of this checkout's STATE_DIR. Made at the first connection, not at import."""
    return Server(find_server_folder(Path(settings.STATE_DIR) / "postgres", Path(settings.BASE_DIR)))


class DatabaseClient(PostgresClient):
    """`manage.py dbshell` with the psql that belongs to the server."""

    def runshell(self, parameters: Iterable[str]) -> None:
        self.connection.ensure_connection()
        self.__class__.executable_name = str(server().programs / "psql")
        super().runshell(parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to the embedded server."""

    client_class = DatabaseClient

    def __init__(self, settings_dict: dict[str, Any], alias: str = "default") -> None:
        super().__init__(settings_dict, alias)
        if settings_dict["NAME"] == "":  # None is Django's word for "no database in particular"
            settings_dict["NAME"] = DATABASE
        settings_dict["USER"] = ROLE

    def get_connection_params(self) -> dict[str, Any]:
        """Join the server's users first: only then is it certain where the socket is."""
        try:
            server().join()
        except (FolderError, ServerError) as error:
            raise OperationalError(str(error)) from error
        self.settings_dict["HOST"] = str(server().socket_folder)
        self.settings_dict["PORT"] = "5432"
        return super().get_connection_params()

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect; when that fails, start a server that has died, or let one recover, and try again."""
        try:
            return super().get_new_connection(conn_params)
        except psycopg2.OperationalError:
            try:
                server().revive()
            except ServerError as error:
                raise OperationalError(str(error)) from error
            return super().get_new_connection(conn_params)

    def is_usable(self) -> bool:
        """Whether the connection will last for this request.

        For a moment after the server was killed a connection still answers "SELECT 1", and then breaks; the
        server's socket is gone by then.
        """
        return super().is_usable() and server().answers()
